import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DeliveryNote, restoreDeliveryNote } from '../../../lib/desk/delivery-note.ts';
import { billingGroups } from '../../../lib/desk/note-groups.ts';
import { type RecipientMemory, restoreRecipientMemory } from '../../../lib/desk/recipient-memory.ts';

const town = '21590000100017';
const hospital = '26590000100019';

let serial = 0;
function note(site: string, more: Partial<DeliveryNote> = {}, siret = town): DeliveryNote {
  const restored = restoreDeliveryNote({ id: `n${++serial}`, createdAt: serial, date: '2026-11-20', site, buyer: { siret, name: siret }, ...more });
  if (!restored) throw new Error('not restored');
  return restored;
}

function memory(sites: readonly Record<string, string>[], refused: readonly Record<string, string>[] = []): RecipientMemory {
  const recipient = { siret: town, siren: town.slice(0, 9), name: 'Mairie', town: '', postcode: '', kind: 'commune', requires: 'both' };
  const restored = restoreRecipientMemory({ recipient, sites, refused });
  if (!restored) throw new Error('not restored');
  return restored;
}

const school = { site: 'École Jean-Jaurès', serviceCode: 'CANTINE', engagementNumber: 'BC-1', usedOn: '2026-11-01' };
const hall = { site: 'Mairie', serviceCode: 'ACCUEIL', engagementNumber: 'BC-2', usedOn: '2026-11-02' };
const shown = (groups: ReturnType<typeof billingGroups>) =>
  groups.map(({ notes, codes }) => [codes.serviceCode, codes.engagementNumber, notes.map(({ site }) => site)]);

describe('notes as invoices to be', () => {
  it('gives one invoice to each place whose codes differ, whatever codes were copied from the note before', () => {
    const copied = { serviceCode: 'CANTINE', engagementNumber: 'BC-1' };
    const notes = [note('ecole jean jaures', copied), note('Mairie', copied), note('École Jean-Jaurès')];
    expect(shown(billingGroups(notes, () => memory([school, hall])))).toEqual([
      ['CANTINE', 'BC-1', ['ecole jean jaures', 'École Jean-Jaurès']],
      ['ACCUEIL', 'BC-2', ['Mairie']],
    ]);
  });

  it('lets a place that no invoice named go with the codes that its notes carry, the latest ones', () => {
    const notes = [
      note('Crèche', { serviceCode: 'OLD', date: '2026-11-18' }),
      note('Gymnase', { serviceCode: 'CANTINE', engagementNumber: 'BC-1', date: '2026-11-19' }),
      note('École Jean-Jaurès'),
    ];
    expect(shown(billingGroups(notes, () => memory([school])))).toEqual([['CANTINE', 'BC-1', ['École Jean-Jaurès', 'Crèche', 'Gymnase']]]);
    expect(shown(billingGroups(notes.slice(0, 2), () => null))).toEqual([['CANTINE', 'BC-1', ['Crèche', 'Gymnase']]]);
  });

  it('does not go back to codes with which an invoice came back', () => {
    const known = memory([school], [{ field: 'serviceCode', code: 'CANTINE', on: '2026-11-10', why: 'inconnu' }]);
    expect(shown(billingGroups([note('École Jean-Jaurès', { serviceCode: 'ECOLES' })], () => known))).toEqual([
      ['ECOLES', '', ['École Jean-Jaurès']],
    ]);
  });

  it('bills every note once, under one buyer and one pair of codes a group', () => {
    const sites = fc.constantFrom('', 'Mairie', 'École Jean-Jaurès', 'Crèche');
    const one = fc.record({ site: sites, siret: fc.constantFrom(town, hospital), serviceCode: fc.constantFrom('', 'CANTINE', 'OTHER') });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), (list) => {
        const notes = list.map(({ site, siret, serviceCode }) => note(site, { serviceCode }, siret));
        const groups = billingGroups(notes, (siret) => (siret === town ? memory([school, hall]) : null));
        expect(groups.flatMap((group) => group.notes.map(({ id }) => id)).sort()).toEqual(notes.map(({ id }) => id).sort());
        for (const group of groups) expect(new Set(group.notes.map(({ buyer }) => buyer.siret)).size).toBe(1);
        const keys = groups.map(({ notes: [first], codes }) => `${first?.buyer.siret} ${codes.serviceCode} ${codes.engagementNumber}`);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});
