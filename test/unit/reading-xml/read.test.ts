import { describe, expect, it } from 'vitest';
import { ciiOf } from '../../../lib/formats/index.ts';
import { describeEmbedded, parseEmbedded, readEmbedded } from '../../../lib/reading/xml/index.ts';
import { siretAmong } from '../../../lib/reading/xml/values.ts';
import { draft } from '../formats/drafts.ts';
import { bytesOf, ubl, ublCreditNote, zugferd1 } from './files.ts';

const asText = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('UBL', () => {
  it('reads a credit note under any prefix', () => {
    const read = readEmbedded(ublCreditNote);
    expect(read).toMatchObject({ syntax: 'ubl', profile: 'en16931' });
    expect(read?.invoice).toMatchObject({
      kind: 'credit-note',
      invoiceNumber: 'AV-7',
      issueDate: '2026-11-02',
      category: 'services',
      vatDue: 'receipts',
      serviceCode: 'SERVICE-9',
      engagementNumber: '',
      precedingInvoices: [{ number: 'F-1', issueDate: '2026-09-30' }],
      seller: {
        name: 'Martin SARL',
        tradingName: 'Chez Martin',
        siret: '73282932000074',
        vatIdentifier: 'FR44732829320',
        address: { city: 'Landrecies' },
      },
      buyer: { name: 'État', siret: '11000201100044' },
      notes: [
        { subjectCode: 'PMT', text: 'Indemnité 40 €' },
        { subjectCode: '', text: 'Merci' },
      ],
      delivery: { periodStart: '2026-10-01', periodEnd: '2026-10-31' },
      lines: [{ name: 'Farine', quantity: '4', unit: 'KGM', netPrice: '2.5', netAmount: '10.00', vatRate: '20' }],
      totals: { gross: '12.00', payable: '12.00' },
    });
    expect(read?.notCarried).toEqual(['BT-10 référence de l’acheteur', 'BT-14 commande du vendeur']);
  });

  it('makes a negative invoice a credit note with plain amounts', () => {
    const invoice = parseEmbedded(
      ubl(
        'Invoice',
        `<b:ID>N-1</b:ID><b:InvoiceTypeCode>380</b:InvoiceTypeCode>
        <a:LegalMonetaryTotal><b:TaxExclusiveAmount>-10.00</b:TaxExclusiveAmount><b:TaxInclusiveAmount>-12.00</b:TaxInclusiveAmount><b:PayableAmount>-12.00</b:PayableAmount></a:LegalMonetaryTotal>
        <a:InvoiceLine><b:InvoicedQuantity>-2</b:InvoicedQuantity><b:LineExtensionAmount>-10.00</b:LineExtensionAmount><a:Price><b:PriceAmount>5.00</b:PriceAmount></a:Price></a:InvoiceLine>`,
      ),
    );
    expect(invoice).toMatchObject({
      kind: 'credit-note',
      totals: { net: '10.00', gross: '12.00', payable: '12.00' },
      lines: [{ quantity: '2', netPrice: '5.00', netAmount: '10.00' }],
    });
  });

  it('turns the discounts and costs of the lines with them', () => {
    const change = (charge: boolean, amount: string) =>
      `<a:AllowanceCharge><b:ChargeIndicator>${charge}</b:ChargeIndicator><b:Amount>${amount}</b:Amount></a:AllowanceCharge>`;
    const invoice = parseEmbedded(
      ubl(
        'Invoice',
        `<b:ID>N-1</b:ID><b:InvoiceTypeCode>380</b:InvoiceTypeCode>
        <a:LegalMonetaryTotal><b:TaxInclusiveAmount>-91.00</b:TaxInclusiveAmount></a:LegalMonetaryTotal>
        <a:InvoiceLine><b:InvoicedQuantity>-1</b:InvoicedQuantity><b:LineExtensionAmount>-91.00</b:LineExtensionAmount>${change(false, '-10.00')}${change(true, '-1.00')}<a:Price><b:PriceAmount>100</b:PriceAmount></a:Price></a:InvoiceLine>`,
      ),
    );
    expect(invoice?.lines).toMatchObject([
      {
        quantity: '1',
        netAmount: '91.00',
        allowances: [
          { charge: false, amount: '10.00' },
          { charge: true, amount: '1.00' },
        ],
      },
    ]);
  });
});

describe('CII', () => {
  it('reads ZUGFeRD 1.0 under its older names', () => {
    const read = readEmbedded(zugferd1);
    expect(read).toMatchObject({ syntax: 'cii', profile: 'en16931', notCarried: [] });
    expect(read?.invoice).toMatchObject({
      invoiceNumber: 'RE-1',
      issueDate: '2014-01-31',
      seller: { name: 'Lieferant' },
      totals: { gross: '57.04' },
    });
  });

  it('keeps a value that is not what it should be, for the check to tell', () => {
    const odd = asText(ciiOf(draft('01'), 'chorus'))
      .replace('20261120', 'novembre')
      .replaceAll('>233.00<', '>2400,00<');
    expect(parseEmbedded(bytesOf(odd))).toMatchObject({ issueDate: 'novembre', totals: { lines: '2400,00' } });
  });

  it('names what it does not carry, once each', () => {
    const more = asText(ciiOf(draft('01'), 'chorus'))
      .replaceAll('<ram:SpecifiedTradeProduct>', '<ram:SpecifiedTradeProduct><ram:BuyerAssignedID>P1</ram:BuyerAssignedID>')
      .replace('<ram:InvoiceCurrencyCode>', '<ram:PaymentReference>VIR-1</ram:PaymentReference><ram:InvoiceCurrencyCode>');
    expect(readEmbedded(bytesOf(more))?.notCarried.sort()).toEqual(['BT-156 référence de l’article chez l’acheteur', 'BT-83 référence de paiement']);
  });
});

describe('encodings', () => {
  const text = asText(ciiOf(draft('03'), 'chorus'));
  const expected = draft('03');
  const latin = (declared: string) =>
    Uint8Array.from(text.replace('UTF-8', declared).replaceAll('œ', 'oe').replaceAll('Œ', 'OE'), (c) =>
      c === '’' ? 0x27 : c === '€' ? 0x20 : c === '–' ? 0x2d : c.charCodeAt(0),
    );

  it('reads a byte order mark, UTF-16 of both orders, Latin-1', () => {
    const units = Uint16Array.from(`\ufeff${text.replace('UTF-8', 'UTF-16')}`, (c) => c.charCodeAt(0));
    const little = new Uint8Array(units.buffer);
    const big = little.slice();
    for (let index = 0; index < big.length; index += 2) [big[index], big[index + 1]] = [big[index + 1] ?? 0, big[index] ?? 0];
    for (const bytes of [bytesOf(`\ufeff${text}`), little, big, little.subarray(2), big.subarray(2)]) expect(parseEmbedded(bytes)).toEqual(expected);
    for (const declared of ['ISO-8859-1', 'windows-1252', 'UTF-8'])
      expect(parseEmbedded(latin(declared))?.buyer.name).toBe('Département du Bas-Rhin');
  });
});

describe('what is no invoice', () => {
  it.each([
    ['Order-X', '<rsm:SCRDMCCBDACIOMessageStructure xmlns:rsm="urn:un:unece:uncefact:data:SCRDMCCBDACIOMessageStructure:100"/>'],
    ['XMP', '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'],
    ['an Invoice of another world', '<Invoice xmlns="urn:example:shop"/>'],
    ['a UBL order', '<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"/>'],
  ])('%s gives null', (_, xml) => {
    expect(parseEmbedded(bytesOf(xml))).toBeNull();
    expect(describeEmbedded(bytesOf(xml))).toBeNull();
  });
});

describe('the SIRET among identifiers', () => {
  const found = (...identifiers: [place: 'legal' | 'party' | 'endpoint', scheme: string, value: string][]) =>
    siretAmong(identifiers.map(([place, scheme, value]) => ({ place, scheme, value })));
  it.each([
    ['0002 with 14 digits (Factur-X in the field)', found(['legal', '0002', '73282932000074']), '73282932000074'],
    ['scheme 1 (CII16B)', found(['legal', '1', '732 829 320 00074']), '73282932000074'],
    ['0009 beside the SIREN (afnor)', found(['legal', '0002', '732829320'], ['party', '0009', '73282932000074']), '73282932000074'],
    ['the electronic address', found(['endpoint', '0225', '732829320_73282932000074_CANTINE']), '73282932000074'],
    ['a SIREN alone', found(['legal', '0002', '732829320']), '732829320'],
    ['a barcode is none', found(['party', '0088', '73282932000074']), ''],
    ['nor fourteen digits whose key is wrong, without scheme', found(['party', '', '73282932000075']), ''],
  ])('%s', (_, value, expected) => {
    expect(value).toBe(expected);
  });
});
