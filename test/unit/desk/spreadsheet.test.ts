import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cell, csv, type Entry, signedAmount, spreadsheetOf, totalOf } from '../../../lib/desk/spreadsheet.ts';
import { bakerInvoice } from '../invoice/baker.ts';

/** A reader of our dialect, as a spreadsheet reads it: semicolons, quotes doubled, CRLF. */
function parse(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let inside = false;
  for (let at = text.startsWith('\ufeff') ? 1 : 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (inside) {
      if (char !== '"') cell += char;
      else if (text.charAt(at + 1) === '"') cell += text.charAt(++at);
      else inside = false;
    } else if (char === '"') inside = true;
    else if (char === ';' || char === '\r') {
      rows.at(-1)?.push(cell);
      cell = '';
      if (char === '\r') {
        expect(text.charAt(++at)).toBe('\n');
        rows.push([]);
      }
    } else cell += char;
  }
  expect([rows.pop(), cell]).toEqual([[], '']);
  return rows;
}

const one = (cell: Cell) => parse(csv(['Titre'], [[cell]]))[1]?.[0];

describe('cells', () => {
  it.each<[Cell, string]>([
    [{ amount: '1234.50' }, '1234,50'],
    [{ amount: '-45.58' }, '-45,58'],
    [{ amount: '' }, ''],
    [{ day: '2026-11-24' }, '24/11/2026'],
    [{ day: '' }, ''],
    [{ text: 'Mairie; "centrale"\nde Fontaine' }, 'Mairie; "centrale"\nde Fontaine'],
    // a number would lose its zeros, a date its sense, a SIRET its last digits
    [{ code: '2026-11' }, '\t2026-11'],
    [{ code: '0042' }, '\t0042'],
    [{ code: '3E5' }, '\t3E5'],
    [{ code: '11000201100044' }, '\t11000201100044'],
    [{ code: 'F2026-118' }, 'F2026-118'],
  ])('%j → %j', (cell, written) => expect(one(cell)).toBe(written));

  it.each(['=1+1', '+33123456789', '-2+3', '@SUM(A1)', '\t=1', ' =cmd|calc', '=HYPERLINK("http://x")'])('never lets %j run as a formula', (text) => {
    for (const cell of [{ text }, { code: text }, { amount: text }, { day: text }]) expect(one(cell)).toBe(`'${text}`);
  });

  it('gives back every text, and no cell begins like a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 5 }), { maxLength: 5 }), (table) => {
        const rows = table.map((row) => row.map((text) => ({ text: text.replaceAll('\r', '') })));
        const read = parse(csv(['a'], rows)).slice(1);
        expect(read.map((row) => row.map((text) => text.replace(/^'(?=[\s\u00a0]*[=+\-@\t])/, '')))).toEqual(
          rows.map((row) => row.map(({ text }) => text)),
        );
        for (const cell of read.flat()) expect(cell).not.toMatch(/^[\s\u00a0]*[=+\-@\t]/);
      }),
    );
  });
});

describe('spreadsheetOf', () => {
  const bread = bakerInvoice();
  const entry = (invoice: Entry['invoice']): Entry => ({ invoice, state: 'Envoyée', depositedOn: '2026-11-21', portalId: '123456' });
  const taxed: Entry['invoice'] = {
    ...bread,
    kind: 'credit-note',
    invoiceNumber: 'AV-1',
    precedingInvoices: [{ number: 'F2026-118', issueDate: '2026-11-20' }],
    vatBreakdown: [
      { category: 'S', rate: '5.5', taxableAmount: '10.00', taxAmount: '0.55', exemptionReason: '', exemptionReasonCode: '' },
      { category: 'S', rate: '20', taxableAmount: '5.00', taxAmount: '1.00', exemptionReason: '', exemptionReasonCode: '' },
    ],
    totals: { ...bread.totals, net: '15.00', vat: '1.55', gross: '16.55', payable: '16.55' },
  };

  it('is, byte for byte, what French Excel opens', () => {
    const text = spreadsheetOf([entry(bread)]);
    expect([...new TextEncoder().encode(text).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(text.split('\r\n')).toEqual([
      '\ufeffDate;Type;Numéro;Client;SIRET du client;Code service;Engagement;Facture d’origine;Total HT;Total TVA;Total TTC;Déjà payé;Net à payer;Échéance;État;Déposée le;Numéro Chorus Pro',
      '20/11/2026;Facture;F2026-118;Mairie de Fontaine-aux-Bois;"\t11000201100044";;BC2026-0457;;76,40;0,00;76,40;;76,40;20/12/2026;Envoyée;21/11/2026;"\t123456"',
      '',
    ]);
  });

  it('takes credit notes off, and gives VAT its columns by rate', () => {
    const [head, , row] = parse(spreadsheetOf([entry(bread), entry(taxed)]));
    const cells = Object.fromEntries((head ?? []).map((title, index) => [title, row?.[index]]));
    expect(cells).toMatchObject({
      Type: 'Avoir',
      'Facture d’origine': 'F2026-118',
      'Total HT': '-15,00',
      'Base HT à 20 %': '-5,00',
      'TVA à 20 %': '-1,00',
      'Base HT à 5,5 %': '-10,00',
      'TVA à 5,5 %': '-0,55',
      'Total TTC': '-16,55',
    });
    expect(totalOf([bread, taxed])).toBe('59.85');
    expect(signedAmount({ kind: 'credit-note' }, '')).toBe('');
  });
});
