import { describe, expect, it } from 'vitest';
import { draftFrom, extract, fromInvoice } from '../../../lib/extraction/index.ts';
import { fieldNames } from '../../../lib/extraction/result.ts';
import { emptyInvoice, restoreInvoice } from '../../../lib/invoice/model.ts';
import type { Reading } from '../../../lib/reading/document.ts';
import { bakerInvoice } from '../invoice/baker.ts';
import { invoicePieces, paper } from './paper.ts';

const draft = (reading: Reading, base = emptyInvoice()) => draftFrom(extract(reading, { today: '2026-11-24' }), reading, base);

describe('the draft', () => {
  const { invoice, traces } = draft(paper(invoicePieces()));

  it('lands each field in the invoice, with its trace', () => {
    expect(invoice).toMatchObject({
      invoiceNumber: '2026/10/214',
      payment: { dueDate: '2026-11-04', iban: 'FR7619999001370000030534845', meansCode: '30' },
      seller: { siret: '99980037800021', vatIdentifier: 'FR29999800378' },
      buyer: { siret: '99982959100026', address: { postcode: '29590', city: 'Le Faou' } },
      totals: { lines: '1131.20', net: '1131.20', vat: '226.24', gross: '1357.44', payable: '1357.44' },
    });
    expect(traces['totals.gross']).toMatchObject({ confidence: 'sure', page: 1 });
    expect(traces['payment.iban']?.box).not.toBeNull();
    expect(traces['lines.0.quantity']).toMatchObject({ confidence: 'sure', evidence: ['product'] });
  });
  it('reads both addresses', () => {
    expect(invoice.seller.address).toMatchObject({ line1: '7 rue du Port', postcode: '29800', city: 'Landerneau' });
  });
  it('is an invoice the model accepts as it is', () => {
    expect(restoreInvoice(JSON.parse(JSON.stringify(invoice)))).toEqual(invoice);
  });
  it('does not change its base', () => {
    const base = emptyInvoice();
    draft(paper(invoicePieces()), base);
    expect(base).toEqual(emptyInvoice());
  });
});

describe('beside a profile', () => {
  const base = restoreInvoice({ seller: { name: 'Kerjean Plomberie', siret: '99980037800021' }, payment: { iban: 'FR7630006000011234567890189' } });
  it('keeps what the user said, and shows what the page says otherwise', () => {
    const { invoice, traces } = draft(paper(invoicePieces()), base);
    expect(invoice.seller.name).toBe('Kerjean Plomberie');
    expect(invoice.payment.iban).toBe('FR7630006000011234567890189');
    expect(traces['payment.iban']).toMatchObject({ confidence: 'check' });
    expect(traces['payment.iban']?.alternatives).toContain('FR7619999001370000030534845');
    expect(traces['seller.siret']?.confidence).toBe('sure');
  });
});

describe('small print', () => {
  it('fills the franchise, with its reason', () => {
    const reading = paper(
      invoicePieces({ 'TVA intracom': '', 'TVA 20 %': '', '226,24': '', 'Total TTC': 'Net à payer', '1 357,44 €': '1 131,20 €' }, [
        [90, 980, 'TVA non applicable, art. 293 B du CGI'],
      ]),
    );
    const { invoice } = draft(reading);
    expect(invoice.vatBreakdown).toEqual([
      {
        category: 'E',
        rate: '0',
        taxableAmount: '1131.20',
        taxAmount: '0.00',
        exemptionReason: 'TVA non applicable, art. 293 B du CGI',
        exemptionReasonCode: 'VATEX-FR-FRANCHISE',
      },
    ]);
    expect(invoice.lines.every((line) => line.vatCategory === 'E' && line.vatRate === '0')).toBe(true);
  });
  it('takes a discount on the whole, when the lines need it to reach the net total', () => {
    const changes = {
      'Total HT': 'Remise 5 %',
      '1 131,20 €': '-56,56 €',
      'TVA 20 %': 'Total HT',
      '226,24 €': '1 074,64 €',
      'Total TTC': 'TVA 20 %',
      '1 357,44 €': '214,93 €',
    };
    // The header of the table begins with the same words as the total.
    const pieces = invoicePieces(changes, [
      [780, 955, 'Total TTC'],
      [1040, 955, '1 289,57 €'],
    ]).map((piece): typeof piece => (piece[1] === 680 && piece[2] === 'Remise 5 %' ? [piece[0], piece[1], 'Total HT', 20] : piece));
    const { invoice, traces } = draft(paper(pieces));
    expect(invoice.totals).toMatchObject({ lines: '1131.20', allowances: '56.56', net: '1074.64', vat: '214.93', gross: '1289.57' });
    expect(invoice.allowances).toEqual([{ charge: false, amount: '56.56', reason: 'Remise', vatCategory: 'S', vatRate: '20' }]);
    expect(traces['totals.gross']?.confidence).toBe('sure');
    expect(invoice.lines).toHaveLength(2);
  });
  it('sees an invoice already paid', () => {
    const { invoice } = draft(
      paper(
        invoicePieces({}, [
          [780, 955, 'Réglé par carte bancaire'],
          [1040, 955, '1 357,44 €'],
          [780, 990, 'Reste dû'],
          [1040, 990, '0,00 €'],
        ]),
      ),
    );
    expect(invoice).toMatchObject({
      alreadyPaid: true,
      totals: { gross: '1357.44', prepaid: '1357.44', payable: '0.00' },
      payment: { meansCode: '48' },
    });
  });
  it('names the invoice that a credit note corrects', () => {
    const { invoice } = draft(paper(invoicePieces({ 'Facture n°': 'Avoir n° AV-2026-7' }, [[90, 1100, 'Annule la facture n° F2026-118']])));
    expect(invoice.precedingInvoices).toEqual([{ number: 'F2026-118', issueDate: '' }]);
  });
});

describe('an invoice inside the file', () => {
  const embedded = bakerInvoice();
  const reading: Reading = { source: 'embedded-xml', pages: [], pageCount: 1, embedded, notices: [] };
  it('is sure of all it holds', () => {
    const extraction = extract(reading);
    expect(extraction).toEqual(fromInvoice(embedded));
    for (const name of fieldNames) {
      const { value, confidence, evidence } = extraction.fields[name];
      expect([confidence, evidence]).toEqual(value === null ? ['missing', []] : ['sure', ['xml']]);
    }
  });
  it('is the draft itself', () => {
    expect(draftFrom(extract(reading), reading).invoice).toEqual(embedded);
  });
});
