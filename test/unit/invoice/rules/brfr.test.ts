import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { check } from '../../../../lib/invoice/check.ts';
import { complete } from '../../../../lib/invoice/complete.ts';
import { brfrRules } from '../../../../lib/invoice/rules/brfr/index.ts';
import { drafts } from '../../formats/drafts.ts';
import { documentCases } from './brfr-cases.ts';
import { partyCases } from './party-cases.ts';
import { baker, documentOf, patched, several, speaks } from './terms.ts';

const cases = { ...documentCases, ...partyCases };
const rule = (id: string) => brfrRules.find((candidate) => candidate.id === id)!;
const spoken = (literal: Parameters<typeof documentOf>[0], syntax: 'cii' | 'ubl' | null) =>
  brfrRules.filter((item) => speaks(item, literal, { syntax })).map(({ id }) => id);

describe('the official French rules', () => {
  it('have a case each, and no case is about another rule', () => {
    expect(Object.keys(cases).sort()).toEqual(brfrRules.map(({ id }) => id).sort());
  });

  it.each(['cii', 'ubl', null] as const)('find nothing to say against sound documents (%s)', (syntax) => {
    expect(spoken(baker, syntax)).toEqual([]);
    expect(spoken(several('S8'), syntax)).toEqual([]);
    expect(spoken(several('S9'), syntax)).toEqual([]);
  });

  it.each(Object.entries(cases))('%s is broken and respected', (id, { breaks, keeps = [], from = baker, syntax = 'cii' }) => {
    for (const patch of breaks) expect(speaks(rule(id), patched(from, patch), { syntax }), JSON.stringify(patch)).toBe(true);
    for (const patch of keeps) expect(speaks(rule(id), patched(from, patch), { syntax }), JSON.stringify(patch)).toBe(false);
  });

  it('lead to the place of the term and say its value in a sentence', () => {
    const [finding] = [
      ...rule('BR-FR-16_BT-152').judge(documentOf(patched(baker, { 'BG-25.1.BG-30.BT-152': '21' })), {
        target: 'afnor',
        syntax: 'cii',
        profile: null,
      }),
    ];
    expect(finding).toEqual({
      field: '/BG-251/BG-300/BT-152',
      message: 'Le taux de TVA de la ligne 2 (Baguette) (« 21 ») n’est pas un taux de TVA français.',
    });
  });
});

describe('where the CII and the UBL sets differ', () => {
  it('a UBL text may hold several notes', () => {
    const text = { 'BG-1': [{ 'BT-21': 'PMT', 'BT-22': 'Indemnité#PMD#Pénalités#AAB#Pas d’escompte#PMT#encore' }] };
    expect(spoken(patched(baker, text), 'ubl')).toEqual(['BR-FR-06_BT-21_PMT']);
    expect(spoken(patched(baker, text), 'cii')).toEqual(['BR-FR-05_BT-22_PMD', 'BR-FR-05_BT-22_AAB']);
  });

  it('an identifier without scheme is refused in UBL, and is another element (ram:ID) in CII', () => {
    const own = patched(baker, { 'BG-4.BT-29': [['12', '', '', '/x/ID']] });
    expect(spoken(own, 'ubl')).toContain('BR-FR-CO-10_BT-29-1');
    expect(spoken(own, 'cii')).toEqual([]);
  });

  it('a missing category of VAT is an error in CII alone', () => {
    const mute = patched(baker, { 'BG-23.0.BT-118': undefined });
    expect(spoken(mute, 'cii')).toContain('BR-FR-15_BT-95_BT-118');
    expect(spoken(mute, 'ubl')).not.toContain('BR-FR-15_BT-95_BT-118');
    const heading = patched(baker, { 'BG-25.0.BG-30.BT-151': undefined, 'BG-25.0.EXT-FR-FE-163': 'GROUP' });
    expect(spoken(heading, 'cii')).toEqual([]);
    const discount = patched(baker, { 'BG-20': { 'BT-92': '1.00', 'BT-96': '20' } });
    expect(spoken(discount, 'cii')).toEqual(['BR-FR-15_BT-95_BT-102']);
  });

  it('a UBL credit note has its due date where the official rule does not look', () => {
    const early = patched(baker, { 'BT-3': '381', 'BT-9': '2026-11-01', 'BG-3': { 'BT-25': 'F1', 'BT-26': '2026-10-01' } });
    expect(spoken(early, 'ubl')).toEqual([]);
    expect(spoken(early, 'cii')).toEqual(['BR-FR-CO-07_BT-9']);
  });

  it('the address of a self-billed seller is demanded of every treatment in UBL', () => {
    const abroad = patched(baker, { 'BT-3': '389', 'BG-4.BT-34': ['x', '0225'], 'BG-1': [{ 'BT-21': 'BAR', 'BT-22': 'B2BINT' }] });
    expect(speaks(rule('BR-FR-22_BT-34'), abroad, { syntax: 'ubl' })).toBe(true);
    expect(speaks(rule('BR-FR-22_BT-34'), abroad, { syntax: 'cii' })).toBe(false);
  });
});

describe('a draft', () => {
  it('says once what its SIRETs lack, in the words of ID-SELLER-SIRET', () => {
    const { invoice } = drafts[0]!;
    const bare = complete({ ...invoice, seller: { ...invoice.seller, siret: '' }, buyer: { ...invoice.buyer, siret: '2159024200001' } });
    const problems = check(bare, 'afnor').filter(({ rule: id }) => /^(ID|BR-FR|LAW|CPP)-/.test(id));
    expect(problems.map(({ rule: id }) => id)).toEqual(['ID-SELLER-SIRET', 'ID-BUYER-SIRET']);
  });

  it('says once that a tax is not French', () => {
    const { invoice } = drafts[0]!;
    const lines = invoice.lines.map((line) => ({ ...line, vatCategory: 'L' as const }));
    const ids = check({ ...invoice, lines }, 'afnor').filter(({ rule: id }) => id.startsWith('BR-FR-15'));
    expect(new Set(ids.map(({ rule: id }) => id))).toEqual(new Set(['BR-FR-15_BT-95_BT-151_LM']));
  });

  it.each(drafts)('$name is sound for an approved platform', ({ invoice }) => {
    const found = check(complete(invoice), 'afnor', { today: '2026-11-24' }).filter(({ rule: id }) => id.startsWith('BR-FR'));
    expect(found).toEqual([]);
  });
});

const list = new URL('../../../../../shared/reference/brfr-rules-1.4.0.03.tsv', import.meta.url);

describe.skipIf(!existsSync(list))('the published list', () => {
  it('has each of its assertions in the table', () => {
    const published = readFileSync(list, 'utf8')
      .split('\n')
      .filter((row) => row.trim() !== '')
      // One row of the extract is garbled; its sentence names the assertion.
      .map((row) => (row.startsWith('BR-FR') ? row.split('\t')[0]! : /id="([^"]+)"/.exec(row)![1]!));
    expect(brfrRules.map(({ id }) => id).sort()).toEqual(published.sort());
  });
});
