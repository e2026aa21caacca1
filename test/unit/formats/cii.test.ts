import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ciiOf, type FlowTarget } from '../../../lib/formats/index.ts';
import { check } from '../../../lib/invoice/check.ts';
import { complete } from '../../../lib/invoice/complete.ts';
import { emptyInvoice } from '../../../lib/invoice/model.ts';
import { naturalProfile, possibleProfiles } from '../../../lib/invoice/norm/of-invoice.ts';
import { readEmbedded } from '../../../lib/reading/xml/index.ts';
import { judgeFile } from '../../../lib/reading/xml/judge.ts';
import { invoices } from './arbitrary.ts';
import { draft, drafts } from './drafts.ts';
import { xsdErrors } from './xsd.ts';

const targets: readonly FlowTarget[] = ['chorus', 'afnor'];
const text = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

describe.each(drafts)('draft $name', ({ invoice }) => {
  it('is complete and ready for Chorus Pro', () => {
    expect(complete(invoice)).toEqual(invoice);
    expect(check(invoice, 'chorus', { today: '2026-11-24' }).filter((problem) => problem.severity === 'error')).toEqual([]);
    expect(check(invoice, 'portal', { today: '2026-11-24' }).filter((problem) => problem.severity === 'error')).toEqual([]);
  });

  it.each(targets)('is valid against the XSD and read back the same (%s)', (target) => {
    const xml = ciiOf(invoice, target);
    expect(xsdErrors(xml, naturalProfile(invoice, target) === 'en16931' ? 'en16931' : 'extended')).toEqual([]);
    const read = readEmbedded(xml);
    expect(read?.invoice).toEqual(invoice);
    expect(read?.profile).toBe(naturalProfile(invoice, target) === 'en16931' ? 'en16931' : 'ctcfr');
    expect(ciiOf(invoice, target)).toEqual(xml);
  });

  it.each(targets)('carries nothing that Chorus Pro refuses (%s)', (target) => {
    const xml = text(ciiOf(invoice, target));
    expect(xml).not.toMatch(/GrossPrice/);
    expect(xml.replace('<ram:ApplicableHeaderTradeDelivery/>', '')).not.toMatch(/<([\w:]+)[^>]*>\s*<\/\1>|\/>/);
    expect(xml).toMatch(/<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>\d+</);
  });
});

describe.each(drafts)('draft $name in the weaker profiles', ({ invoice }) => {
  it.each(targets)('is valid against the XSD of each that can carry it, and judged right by the norm (%s)', (target) => {
    for (const profile of possibleProfiles(invoice, target)) {
      const xml = ciiOf(invoice, target, profile);
      expect(xsdErrors(xml, profile === 'extended-ctc-fr' ? 'extended' : profile), profile).toEqual([]);
      expect(judgeFile(xml, null)?.problems, profile).toEqual([]);
    }
  });
});

it('finds an XML that the schema refuses', () => {
  const wrong = text(ciiOf(draft('01'), 'chorus')).replace('<ram:TypeCode>380</ram:TypeCode>', '<ram:Type>380</ram:Type>');
  expect(xsdErrors(new TextEncoder().encode(wrong), 'en16931')).not.toEqual([]);
});

describe('the two circuits', () => {
  it('chorus: A1, SIRET under 0002, service code in BT-10, SIREN as tax registration of a seller without VAT number', () => {
    const xml = text(ciiOf(draft('01'), 'chorus'));
    expect(xml).toContain('<ram:ID>A1</ram:ID>');
    expect(xml).toContain('<ram:ID schemeID="0002">73282932000074</ram:ID>');
    expect(xml).toContain('<ram:BuyerReference>CANTINE01</ram:BuyerReference>');
    expect(xml).toContain('<ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>BC2026-0457<');
    expect(xml).toContain('<ram:ID schemeID="FC">732829320</ram:ID>');
    expect(xml).not.toContain('schemeID="VA"');
    expect(xml).not.toMatch(/schemeID="(0009|0224|0225)"/);
    expect(text(ciiOf(draft('05'), 'chorus'))).toContain('<ram:ID>A2</ram:ID>');
    expect(text(ciiOf(draft('04'), 'chorus'))).toContain('<ram:InvoiceReferencedDocument><ram:IssuerAssignedID>F2026-118<');
  });

  it('afnor: B1/S1/M1, SIREN under 0002, SIRET under 0009, service code under 0224, addresses under 0225', () => {
    const xml = text(ciiOf(draft('01'), 'afnor'));
    expect(xml).toContain('<ram:ID>B1</ram:ID>');
    expect(xml).toContain('<ram:ID schemeID="0002">732829320</ram:ID>');
    expect(xml).toContain('<ram:GlobalID schemeID="0009">73282932000074</ram:GlobalID>');
    expect(xml).toContain('<ram:GlobalID schemeID="0224">CANTINE01</ram:GlobalID>');
    expect(xml).toContain('<ram:URIID schemeID="0225">215902420_21590242000011_CANTINE01</ram:URIID>');
    expect(text(ciiOf(draft('05'), 'afnor'))).toContain('<ram:ID>B2</ram:ID>');
    expect(text(ciiOf(draft('06'), 'afnor'))).toContain('<ram:DueDateTypeCode>5</ram:DueDateTypeCode>');
  });
});

describe('any invoice', () => {
  it.each(targets)('is read back as it was written (%s)', (target) => {
    fc.assert(
      fc.property(invoices, (invoice) => {
        const read = readEmbedded(ciiOf(invoice, target));
        expect(read?.invoice).toEqual(invoice);
        expect(read?.notCarried).toEqual([]);
      }),
      { numRuns: 250 },
    );
  });

  it.each(targets)('is valid against the XSD (%s)', (target) => {
    fc.assert(
      fc.property(invoices, (invoice) => {
        expect(xsdErrors(ciiOf(invoice, target), naturalProfile(invoice, target) === 'en16931' ? 'en16931' : 'extended')).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('is never refused by the writer, even when empty', () => {
    expect(readEmbedded(ciiOf(emptyInvoice(), 'chorus'))?.invoice.kind).toBe('invoice');
  });
});
