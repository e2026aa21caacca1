import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extract } from '../../../lib/extraction/index.ts';
import type { FieldName } from '../../../lib/extraction/result.ts';
import type { Reading } from '../../../lib/reading/document.ts';
import { invoicePieces, type Piece, paper } from './paper.ts';

type Changes = Readonly<Record<string, string>>;

/** A page as the engine saw it, and as the strip reader did. */
function both(first: Changes, second: Changes, { confidence = 96, more = [] as Piece[] } = {}): Reading {
  const reading = paper(invoicePieces(first, more), { confidence });
  const [page] = reading.pages;
  const lines = paper(invoicePieces(second), { confidence }).pages[0]?.lines ?? [];
  return { ...reading, pages: page ? [{ ...page, lines, engine: { lines: page.lines, again: [] } }] : [] };
}
const field = (reading: Reading, name: FieldName) => {
  const { value, confidence, alternatives } = extract(reading).fields[name];
  return { value, confidence, alternatives };
};

describe('what a second reader adds', () => {
  it('a field that the first did not read', () => {
    expect(field(both({ 'Code service': '' }, {}), 'serviceCode')).toMatchObject({ value: 'ST-04', confidence: 'sure' });
    expect(field(both({ 'N° d’engagement': '' }, {}), 'engagementNumber').value).toBe('C26004512');
  });

  it('an identifier whose key holds, instead of one whose key does not', () => {
    const reading = both({ 'SIRET : 999 800 378': 'SIRET : 999 800 376 00021', 'TVA intra': '' }, { 'TVA intra': '' });
    expect(field(reading, 'sellerSiret').value).toBe('99980037800021');
  });

  it('totals that add up, all together, with the lines they add up from', () => {
    const reading = both({ '1 131,20': '181,20 €', '559,20': '59,20' }, {});
    const { fields, lines } = extract(reading);
    expect([fields.totalNet.value, fields.totalVat.value, fields.totalGross.value]).toEqual(['1131.20', '226.24', '1357.44']);
    expect(lines.map((line) => line.netAmount)).toEqual(['559.20', '572.00']);
  });

  it('nothing over a SIRET, an IBAN or totals that are proved', () => {
    const wrong = {
      'SIRET : 999 800 378': 'SIRET : 999 800 376 00021',
      'IBAN :': 'IBAN : FR76 1999 9001 3700 0003 0534 846',
      '1 131,20': '181,20 €',
    };
    const alone = extract(paper(invoicePieces()));
    const helped = extract(both({}, wrong));
    for (const name of ['sellerSiret', 'iban', 'totalNet', 'totalVat', 'totalGross'] as const) {
      expect(alone.fields[name].confidence, name).toBe('sure');
      expect(helped.fields[name], name).toMatchObject({ value: alone.fields[name].value, confidence: 'sure' });
    }
  });

  it('a doubt on a code or a date that it reads otherwise, with its own reading to choose', () => {
    expect(field(paper(invoicePieces()), 'engagementNumber').confidence).toBe('sure');
    expect(field(both({}, { 'N° d’engagement': 'N° d’engagement : C26004612' }), 'engagementNumber')).toEqual({
      value: 'C26004512',
      confidence: 'check',
      alternatives: expect.arrayContaining(['C26004612']),
    });
  });

  it('never a name, nor what the page is, whatever it read', () => {
    const first = extract(paper(invoicePieces()));
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 20 }), fc.string({ minLength: 1, maxLength: 20 }), (seller, buyer) => {
        const helped = extract(
          both({}, { 'Plomberie Kerjean': `${seller} SARL`, 'Centre hospitalier': buyer, 'Facture n°': 'Bon de commande n° 2026/10/214' }),
        );
        for (const name of ['sellerName', 'buyerName', 'kind', 'currency'] as const) expect(helped.fields[name]).toEqual(first.fields[name]);
        expect(helped.order).toBeUndefined();
      }),
      { numRuns: 40 },
    );
  });

  it('is never sure of a wrong SIRET, IBAN or gross total when it misreads one digit anywhere', () => {
    const truth = extract(paper(invoicePieces())).fields;
    const digits = invoicePieces().flatMap(([, , text], piece) => [...text].flatMap((letter, at) => (/\d/.test(letter) ? [{ piece, at }] : [])));
    fc.assert(
      fc.property(fc.constantFrom(...digits), fc.integer({ min: 1, max: 9 }), fc.constantFrom(60, 80, 96), ({ piece, at }, shift, confidence) => {
        const pieces = invoicePieces().map((one, index): Piece => {
          if (index !== piece) return one;
          const digit = String((Number(one[2].charAt(at)) + shift) % 10);
          return [one[0], one[1], one[2].slice(0, at) + digit + one[2].slice(at + 1), one[3] ?? 20];
        });
        const reading = paper(invoicePieces(), { confidence });
        const lines = paper(pieces, { confidence: 96 }).pages[0]?.lines ?? [];
        const { fields } = extract({
          ...reading,
          pages: reading.pages.map((page) => ({ ...page, lines, engine: { lines: page.lines, again: [] } })),
        });
        for (const name of ['sellerSiret', 'buyerSiret', 'iban', 'totalGross'] as const)
          if (fields[name].confidence === 'sure') expect(fields[name].value, name).toBe(truth[name].value);
      }),
      { numRuns: 150 },
    );
  });
});

it('a label glued to its number is read all the same', () => {
  const glued = { 'SIRET : 999 800 378': 'SIRET99980037800021', 'IBAN :': 'IBANFR7619999001370000030534845', 'TVA intra': 'TVAFR29999800378' };
  const { fields } = extract(paper(invoicePieces(glued)));
  expect([fields.sellerSiret.value, fields.iban.value, fields.sellerVat.value]).toEqual([
    '99980037800021',
    'FR7619999001370000030534845',
    'FR29999800378',
  ]);
});
