import { describe, expect, it } from 'vitest';
import { noticesOf } from '../../../lib/desk/notices.ts';
import { extract } from '../../../lib/extraction/index.ts';
import type { Reading } from '../../../lib/reading/document.ts';
import { invoicePieces, type Piece, paper } from './paper.ts';

const notices = (reading: Reading) => noticesOf(reading, extract(reading, { today: '2026-11-24' }));
const numbers = (reading: Reading) => extract(reading).invoiceNumbers;

/** A small invoice of a receipt book, its top left corner at x, y. */
const small = (x: number, y: number, number: string, total: string): Piece[] => [
  [x, y, `Facture n° ${number}`, 26],
  [x, y + 60, 'Date : 05/10/2026'],
  [x, y + 120, 'Pain de campagne'],
  [x + 380, y + 120, total],
  [x + 200, y + 200, 'Total TTC'],
  [x + 380, y + 200, `${total} €`],
];

/** Pages one after the other in one document. */
function pages(...given: Reading[]): Reading {
  const [first] = given;
  if (!first) throw new Error('a page');
  return { ...first, pageCount: given.length, pages: given.flatMap(({ pages: [page] }, index) => (page ? [{ ...page, number: index + 1 }] : [])) };
}

describe('several invoices', () => {
  it('are told one below the other, side by side, and page after page', () => {
    expect(numbers(paper([...small(90, 90, 'F2026-41', '38,40'), ...small(90, 900, 'F2026-42', '52,10')]))).toEqual(['F2026-41', 'F2026-42']);
    expect(numbers(paper([...small(60, 90, 'F2026-41', '38,40'), ...small(660, 90, 'F2026-42', '52,10')]))).toEqual(['F2026-41', 'F2026-42']);
    const batch = pages(
      paper(invoicePieces()),
      paper(invoicePieces({ 'Facture n°': 'Facture n° 2026/10/215', 'Total TTC': 'Total TTC 1 900,00 €' })),
    );
    expect(notices(batch)).toContain('several-invoices');
  });

  it('are not seen where one invoice runs over two pages, cites another or repeats its total', () => {
    expect(numbers(pages(paper(invoicePieces()), paper(invoicePieces())))).toBeUndefined();
    const citing = invoicePieces({}, [
      [90, 1200, 'Acompte facturé : facture n° 2026/08/180 du 01/08/2026'],
      [780, 1240, 'Net à payer'],
      [1040, 1240, '857,44 €'],
    ]);
    expect(numbers(paper(citing))).toBeUndefined();
    expect(numbers(paper(invoicePieces({ Facture: 'Avoir n° A-12 sur facture n° 2026/08/180' })))).toBeUndefined();
  });
});

describe('what the user hears of a paper', () => {
  const quote = (more: Record<string, string> = {}) =>
    paper(invoicePieces({ 'Facture n°': 'Devis n° D2026-31', 'Date de facture': 'Date : 05/10/2026', ...more }));

  it('a quote, a pro forma, a delivery note, a payslip', () => {
    expect(notices(quote())).toEqual(['is-quote']);
    expect(notices(quote({ 'Facture n°': 'Facture pro forma n° 12' }))).toEqual(['is-quote']);
    expect(notices(paper([[90, 90, 'Bon de livraison n° 12', 30], ...invoicePieces({ Facture: '', Total: '', IBAN: '' })]))).toEqual(['is-delivery']);
    expect(
      notices(
        paper([
          [90, 90, 'Bulletin de paie', 30],
          [90, 200, 'SIRET 99980037800021'],
          [90, 300, 'Net à payer avant impôt 1 812,40 €'],
        ]),
      ),
    ).toEqual(['not-an-invoice']);
  });

  it('nothing of an invoice, even one that names its quote and its delivery note', () => {
    expect(notices(paper(invoicePieces()))).toEqual([]);
    expect(
      notices(
        paper(
          invoicePieces({}, [
            [90, 640, 'Devis n° D2026-31 du 12/09/2026'],
            [700, 640, 'Bon de livraison n° 88'],
          ]),
        ),
      ),
    ).toEqual([]);
  });
});
