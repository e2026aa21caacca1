import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restoreDossier } from '../../../lib/desk/dossier.ts';
import { find, plain } from '../../../lib/ui/finding.ts';
import { progressOf } from '../../../lib/ui/progress.ts';
import { blockedBy, screenOf, standingOf } from '../../../lib/ui/standing.ts';
import { newestOf } from '../../../lib/ui/state.ts';
import { entryOf, type Known, nextDraft, pilesOf, waitingCount } from '../../../lib/ui/waiting.ts';
import { madeDossier, madeDossiers, type Standing } from '../../fixtures/dossiers.ts';

const today = '2026-11-29';
const made = (standing: Standing, rank = 0, buyer = 0) => madeDossier({ rank, standing, today, daysAgo: 50, cents: 15_760, buyer });
const known = (part: Partial<Known> = {}): Known => ({ blockedBy: () => null, reading: () => false, lateness: new Map(), ...part });

describe('the list that comes back from the store', () => {
  it('takes no change back that is on the screen already, and brings all others', () => {
    const old = made('draft', 1);
    const typed = { ...old, revision: old.revision + 1 };
    const elsewhere = { ...made('draft', 2), revision: 9 };
    expect(newestOf([old, elsewhere], [typed, made('draft', 2), made('draft', 3)])).toEqual([typed, elsewhere]);
  });
});

describe('what waits for the user', () => {
  it('comes before what is on its way, and what is over comes last', () => {
    const list = [made('paid', 1), made('late', 2), made('draft', 3), made('followed', 4), made('recycle', 5), made('ready', 6)];
    const lateness = new Map([['made-00002', { state: 'late' as const, daysLate: 20 }]]);
    const { waits, way, past } = pilesOf(list, known({ lateness }));
    expect(waits.map(({ standing }) => standing.group)).toEqual(['again', 'draft']);
    expect(way.map(({ standing, late }) => [standing.group, late])).toEqual([
      ['leaving', 0],
      ['followed', 20],
      ['followed', 0],
    ]);
    expect(past.map(({ id }) => id)).toEqual(['made-00001']);
    expect(waitingCount(list)).toBe(2);
  });

  it('keeps every invoice once, and no draft moves when its problems are known', () => {
    const list = madeDossiers(120, today);
    const order = (blocked: Known['blockedBy']) => pilesOf(list, known({ blockedBy: blocked })).waits.map(({ dossier }) => dossier.id);
    const { waits, way, past } = pilesOf(list, known());
    expect(new Set([...waits, ...way].map(({ dossier }) => dossier.id).concat(past.map(({ id }) => id))).size).toBe(120);
    expect(order(() => ({ count: 0, only: '' }))).toEqual(order(() => null));
    expect(order(() => ({ count: 2, only: 'codes' }))).toEqual(order(() => null));
  });

  it('says what a draft lacks in the fewest words', () => {
    const problem = (field: string, severity = 'error') => ({ field, severity }) as Parameters<typeof blockedBy>[0][number];
    const said = (...fields: string[]) => standingOf(made('draft'), blockedBy(fields.map((field) => problem(field)))).label;
    expect(said('engagementNumber')).toBe('Il manque un code');
    expect(said('buyer.siret', 'engagementNumber')).toBe('Il reste à choisir le destinataire');
    expect(said('issueDate', 'buyer.siret')).toBe('Il manque 2 choses');
    expect(said()).toBe('Prête\u00a0: il reste à l’envoyer');
    expect(blockedBy([problem('issueDate', 'warning')]).count).toBe(0);
    expect(entryOf(made('draft'), known({ reading: () => true })).standing.label).toBe('Lecture en cours');
  });

  it('keeps an invoice taken up again among what came back, and leads to where it is mended', () => {
    const entry = (code: string) => ({ at: '2026-11-20T10:00:00.000Z', code, text: '' });
    const again = (code: string) => ({ ...made('draft'), history: [entry('DEPOSITED'), entry(code), entry('REOPENED')] });
    for (const blocked of [null, { count: 1, only: '' as const }, { count: 0, only: '' as const }])
      expect(standingOf(again('REJETEE'), blocked)).toMatchObject({ group: 'again', label: 'Rejetée, à refaire' });
    expect(standingOf(again('REFUSED'), null).label).toBe('Refusée, à corriger');
    const seen = again('REJETEE');
    expect(standingOf({ ...seen, history: [...seen.history, entry('ACKNOWLEDGED')] }, null).group).toBe('again');
    expect(screenOf(again('REJETEE')).at(-1)).toBe('reprendre');
    expect(screenOf(made('draft')).length).toBe(2);
    expect(waitingCount([again('REJETEE')])).toBe(1);
  });

  it('knows an invoice that will not be paid from one that waits for an answer', () => {
    const failed = (code: string) => progressOf(code).failed;
    expect(['REJETEE', 'ABANDONNEE', 'A_RECYCLER', 'SUSPENDUE', 'MISE_EN_PAIEMENT'].map(failed)).toEqual([true, true, false, false, false]);
  });

  it('reviews drafts in the order of their photographs, then begins again with the oldest', () => {
    const drafts = [3, 1, 2].map((rank) => ({ ...made('draft', rank), createdAt: rank }));
    const following = (rank: number) => nextDraft([...drafts, made('paid', 9)], { id: `made-0000${rank}`, createdAt: rank });
    expect(following(1).next?.createdAt).toBe(2);
    expect(following(2)).toMatchObject({ next: { createdAt: 3 }, left: 2 });
    expect(following(3).next?.createdAt).toBe(1);
    expect(nextDraft([], { id: 'x', createdAt: 1 })).toEqual({ next: null, left: 0 });
  });
});

describe('the search', () => {
  const list = madeDossiers(60, today);

  it('finds by any word of the buyer, the number, the amount or the day, whatever the accents', () => {
    const one = made('paid', 700, 1);
    const all = [...list, one];
    for (const query of ['école jaures', 'ECOLE', '157,60', '157.6', 'jaurès 2026', one.invoice.invoiceNumber.toLowerCase(), one.invoice.issueDate])
      expect(find(all, query), query).toContain(one);
    expect(find(all, 'école 999999')).toEqual([]);
    expect(find(all, '  ')).toBe(all);
  });

  it('never finds more with one more word', () => {
    fc.assert(
      fc.property(fc.constantFrom('mairie', '2026', 'quesnoy', 'f20', '1'), fc.string({ maxLength: 4 }), (first, second) => {
        const wide = find(list, first);
        for (const dossier of find(list, `${first} ${second}`)) if (!wide.includes(dossier)) throw new Error(plain(second));
      }),
    );
  });

  it('reads a changed invoice anew', () => {
    const before = made('draft');
    const after = restoreDossier({ ...before, invoice: { ...before.invoice, invoiceNumber: 'NEUF-1' } });
    expect(find([before], 'neuf-1')).toEqual([]);
    expect(after && find([after], 'neuf-1')).toHaveLength(1);
  });
});
