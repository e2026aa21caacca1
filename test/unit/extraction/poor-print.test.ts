import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extract } from '../../../lib/extraction/index.ts';
import { findAmounts } from '../../../lib/extraction/values/amounts.ts';
import { findDates } from '../../../lib/extraction/values/dates.ts';
import { findSirets, looseIbans } from '../../../lib/extraction/values/identifiers.ts';
import { nearestIban, nearestSiret } from '../../../lib/extraction/values/keys.ts';
import { fictiveIban, fictiveSiret } from '../../fixtures/identifiers.ts';
import { invoicePieces, paper } from './paper.ts';

const sirets = (text: string) => findSirets(text).map((one) => one.value);

describe('identifiers of poor print', () => {
  it('a SIRET with the stroke of its frame, or with one letter glued to it', () => {
    expect(sirets('1999 824 758 00034')).toEqual(['99982475800034']);
    expect(sirets('t999 824 758 00034')).toEqual(['99982475800034']);
  });

  it('one of two equal figures melted away: the number comes back or nothing does, and it is told as mended', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), (seed) => {
        const right = fictiveSiret(seed);
        for (const found of findSirets(right.replace(/(\d)\1/, '$1'))) {
          expect(found.value).toBe(right);
          expect(found.evidence).toContain('mended');
        }
      }),
    );
  });

  it('thirteen figures that no SIRET explains are none', () => expect(sirets('3017620422003')).toEqual([]));

  it('an IBAN whose head was misread is still one to mend', () => {
    const body = fictiveIban(42).slice(4);
    for (const head of ['FRT6', 'FI776', 'FRD6']) expect(looseIbans(`(BAN ${head} ${body}`).map((one) => one.value)).toEqual([`FR76${body}`]);
    expect(looseIbans('Facture F2026-14 du 3 mai')).toEqual([]);
  });

  it('a figure that nobody read is found by the key', () => {
    const right = fictiveIban(7);
    expect(nearestIban([`${right.slice(0, 15)}?${right.slice(16)}`])?.value ?? right).toBe(right);
    expect(nearestSiret(['99982975800034', '99982475800034'])?.value).toBe('99982475800034');
  });
});

describe('dates and amounts of poor print', () => {
  it.each(['1607/2026', '16/072026', '16.072026'])('%s', (text) =>
    expect(findDates(text)).toMatchObject([{ value: '2026-07-16', evidence: ['calendar', 'repaired'] }]),
  );
  it('a comma for the point of the thousands', () => expect(findAmounts('1,783,44 €').map((one) => one.value)).toEqual(['1783.44']));
});

describe('what the whole page says', () => {
  it('no code and no name of a page that reads badly is sure', () => {
    const reading = paper(invoicePieces());
    const poor = { ...reading, pages: reading.pages.map((page) => ({ ...page, confidence: 70 })) };
    expect(extract(reading).fields.engagementNumber.confidence).toBe('sure');
    for (const name of ['invoiceNumber', 'engagementNumber', 'serviceCode', 'sellerName', 'buyerName'] as const)
      expect([name, extract(poor).fields[name].confidence]).toEqual([name, 'check']);
    expect(extract(poor).fields.totalGross.confidence).toBe('sure');
  });

  it('a lone SIRET that begins as those of public bodies is the buyer’s', () => {
    const { fields } = extract(
      paper(invoicePieces({ 'SIRET : 999 800': '', 'TVA intra': '', 'SIRET 999 829': 'SIRET 229 912 043 00010', 'Facturé à': '' })),
    );
    expect([fields.sellerSiret.value, fields.buyerSiret.value]).toEqual([null, '22991204300010']);
  });

  it('VAT is never more than a fifth of the net', () => {
    const { fields } = extract(paper(invoicePieces({ 'Total HT': 'Totol hoc taxes', 'TVA 20 %': 'VA 20%' })));
    expect(fields.totalVat.value).not.toBe('1131.20');
  });

  it('amounts midway between two labels belong to the one that their turn tells', () => {
    const bent = invoicePieces({ '1 131,20': '', '226,24': '', '1 357,44': '', 'Total HT': '', 'TVA 20 %': '', 'Total TTC': '' }, [
      [1040, 820, '1 131,20 €', 20],
      [780, 852, 'Sous-total HT', 20],
      [1040, 884, '226,24 €', 20],
      [780, 916, 'TVA 20 %', 20],
      [1040, 948, '1 357,44 €', 20],
      [780, 980, 'Total TTC', 20],
    ]);
    const { fields } = extract(paper(bent));
    expect([fields.totalNet.value, fields.totalVat.value, fields.totalGross.value]).toEqual(['1131.20', '226.24', '1357.44']);
  });
});
