import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import {
  mergedMemories,
  placeKey,
  proposals,
  type RecipientMemory,
  refusalOf,
  remembered,
  restoreRecipientMemory,
  withRefusal,
} from '../../../lib/desk/recipient-memory.ts';
import { Store } from '../../../lib/desk/store/store.ts';
import { townHall } from './harness.ts';

const codes = (serviceCode: string, engagementNumber: string, site: string) => ({ serviceCode, engagementNumber, contractNumber: '', site });
const years = (...uses: [site: string, service: string, engagement: string, day: string][]) =>
  uses.reduce<RecipientMemory | null>(
    (memory, [site, service, engagement, day]) => remembered(memory, townHall, codes(service, engagement, site), day),
    null,
  ) as RecipientMemory;

describe('codes by site', () => {
  const memory = years(
    ['École Jean-Jaurès', 'CANTINE', 'EJ-1', '2026-09-01'],
    ['Mairie', 'ETAT-CIVIL', 'EJ-2', '2026-10-12'],
    ['ecole jean jaures', 'CANTINE', 'EJ-1', '2026-10-01'],
  );

  it('keeps the school’s and the town hall’s apart, however they are spelt', () => {
    expect(memory.sites.map(({ site, serviceCode, uses }) => [site, serviceCode, uses])).toEqual([
      ['Mairie', 'ETAT-CIVIL', 1],
      ['ecole jean jaures', 'CANTINE', 2],
    ]);
    expect(proposals(memory, 'École Jean-Jaurès')[0]).toMatchObject({ serviceCode: 'CANTINE', since: '2026-09-01' });
    expect(proposals(memory, '')[0]?.serviceCode).toBe('ETAT-CIVIL');
  });

  it('does not propose what came back, says why, and proposes it again when the user wants', () => {
    const refused = withRefusal(memory, { field: 'serviceCode', code: ' cantine ', on: '2026-11-02', why: 'SE Incorrect' }) as RecipientMemory;
    expect(proposals(refused, 'École Jean-Jaurès').map(({ serviceCode }) => serviceCode)).toEqual(['ETAT-CIVIL']);
    expect(refusalOf(refused, { serviceCode: 'CANTINE', engagementNumber: '', contractNumber: '' })?.why).toBe('SE Incorrect');
    expect(withRefusal(refused, { field: 'serviceCode', code: 'CANTINE', on: '2026-11-03', why: '' })).toBeNull();
  });

  it('two devices end with the same, and neither forgets a site of the other', () => {
    const use = fc.tuple(
      fc.constantFrom('', 'École', 'ecole', 'Mairie', 'Stade'),
      fc.constantFrom('A', 'B', ''),
      fc.constantFrom('E1', 'E 1', ''),
      fc.constantFrom('2026-01-02', '2026-03-04', '2026-05-06'),
    );
    const history = fc.array(use, { minLength: 1, maxLength: 6 }).map((uses) => {
      const memory = years(...uses);
      const [, , engagement] = uses[0] ?? [];
      return withRefusal(memory, { field: 'engagementNumber', code: engagement ?? '', on: '2026-06-01', why: uses.length > 3 ? 'EJ' : '' }) ?? memory;
    });
    fc.assert(
      fc.property(history, history, (one, other) => {
        const merged = mergedMemories(one, other);
        expect(mergedMemories(other, one)).toEqual(merged);
        expect(mergedMemories(merged, one)).toEqual(merged);
        expect(new Set(merged.sites.map(({ site }) => placeKey(site)))).toEqual(
          new Set([...one.sites, ...other.sites].map(({ site }) => placeKey(site))),
        );
        expect(restoreRecipientMemory(JSON.parse(JSON.stringify(merged)))).toEqual(merged);
      }),
    );
  });
});

it('carries over what the second version stored: one set of codes becomes that of the site without a name', async () => {
  const old = await openDB('recipients-of-old', 2, {
    upgrade(created) {
      for (const name of ['dossiers', 'files', 'undo', 'notes']) created.createObjectStore(name, { keyPath: 'id' });
      created.createObjectStore('recipients', { keyPath: 'siret' });
      created.createObjectStore('articles', { keyPath: 'key' });
      created.createObjectStore('values');
    },
  });
  const record = {
    siret: townHall.siret,
    recipient: townHall,
    serviceCode: 'S',
    engagementNumber: 'E',
    contractNumber: '',
    usedOn: '2025-03-03',
    uses: 2,
  };
  await old.put('recipients', record);
  old.close();
  const store = await Store.open('recipients-of-old');
  expect(await store.recipient(townHall.siret)).toMatchObject({ sites: [{ site: '', serviceCode: 'S', since: '2025-03-03', uses: 2 }], refused: [] });
  store.close();
  expect(restoreRecipientMemory(record)?.sites).toHaveLength(1);
});
