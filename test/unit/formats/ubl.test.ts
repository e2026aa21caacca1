import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ublOf } from '../../../lib/formats/index.ts';
import { readEmbedded } from '../../../lib/reading/xml/index.ts';
import { invoices } from './arbitrary.ts';
import { draft, drafts } from './drafts.ts';

const text = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

describe.each(['chorus', 'afnor'] as const)('UBL, %s', (target) => {
  it.each(drafts)('$name is read back the same', ({ invoice }) => {
    const xml = ublOf(invoice, target);
    const read = readEmbedded(xml);
    expect(read?.invoice).toEqual(invoice);
    expect(read?.notCarried).toEqual([]);
    expect(ublOf(invoice, target)).toEqual(xml);
  });

  it('carries any invoice', () => {
    fc.assert(
      fc.property(invoices, (invoice) => {
        const read = readEmbedded(ublOf(invoice, target));
        expect(read?.invoice).toEqual(invoice);
        expect(read?.notCarried).toEqual([]);
      }),
      { numRuns: 250 },
    );
  });
});

describe('the words of UBL', () => {
  it('a credit note is a CreditNote, its due date with the means of payment', () => {
    const invoice = { ...draft('04'), payment: { ...draft('04').payment, dueDate: '2026-12-31' } };
    const xml = text(ublOf(invoice, 'afnor'));
    expect(xml).toContain('<CreditNote xmlns="urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"');
    expect(xml).toContain('<cbc:PaymentDueDate>2026-12-31</cbc:PaymentDueDate>');
    expect(xml).toContain('<cac:CreditNoteLine>');
    expect(xml).not.toContain('InvoiceTypeCode');
  });

  it('notes carry their subject between hashes, amounts their currency, VAT on debits the code 3', () => {
    const xml = text(ublOf(draft('06'), 'afnor'));
    expect(xml).toContain('<cbc:Note>#PMT#Indemnité forfaitaire');
    expect(xml).toContain('<cbc:DescriptionCode>3</cbc:DescriptionCode>');
    expect(xml.match(/<cbc:\w*Amount>/)).toBeNull();
  });

  it('the service code goes under 0224 beside the SIRET under 0009, a seller without VAT number gives his SIREN', () => {
    const xml = text(ublOf(draft('01'), 'afnor'));
    expect(xml).toContain('<cbc:ID schemeID="0224">CANTINE01</cbc:ID>');
    expect(xml).toContain('<cbc:CompanyID>732829320</cbc:CompanyID><cac:TaxScheme><cbc:ID>LOC</cbc:ID></cac:TaxScheme>');
  });
});
