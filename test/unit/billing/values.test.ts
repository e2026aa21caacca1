import { describe, expect, test } from 'vitest';
import { inFrench } from '../../../lib/billing/generic/english.ts';
import { structuredPairs } from '../../../lib/billing/generic/json-ld.ts';
import { merged, originOf } from '../../../lib/billing/generic/merge.ts';
import { numbersOf } from '../../../lib/billing/generic/numbers.ts';
import { same } from '../../../lib/billing/generic/values.ts';
import { natureOfTitles } from '../../../lib/extraction/nature.ts';
import { type Extraction, type Field, type FieldName, fieldNames } from '../../../lib/extraction/result.ts';

const blank: Field = { value: null, confidence: 'missing', page: null, box: null, evidence: [], alternatives: [] };
function extraction(values: Partial<Record<FieldName, [string, Field['confidence'], string[]?]>>): Extraction {
  const fields = Object.fromEntries(
    fieldNames.map((name) => {
      const [value, confidence, evidence = ['label']] = values[name] ?? [null, 'missing' as const, []];
      return [name, { ...blank, value, confidence, evidence }];
    }),
  ) as Extraction['fields'];
  return { fields, vatBreakdown: [], lines: [], looksLikeInvoice: true };
}
const page = (values: Parameters<typeof extraction>[0], customerSirets: string[] = []) => ({ page: extraction(values), customerSirets });

describe('the PDF with what the tool says', () => {
  test('agreement makes sure, and says so', () => {
    const { fields } = merged(extraction({ totalGross: ['120.00', 'check'] }), 'pdf', page({ totalGross: ['120.0', 'sure'] }));
    expect(fields.totalGross).toMatchObject({ value: '120.00', confidence: 'sure' });
    expect(fields.totalGross.evidence).toContain('page-agrees');
    expect(originOf(fields.totalGross.evidence)).toBe('pdf');
  });

  test('a difference is asked, never settled: the document stands, the other is at hand', () => {
    const { fields } = merged(extraction({ invoiceNumber: ['F-1', 'sure'] }), 'pdf', page({ invoiceNumber: ['F-2', 'sure'] }));
    expect(fields.invoiceNumber).toMatchObject({ value: 'F-1', confidence: 'check', alternatives: ['F-2'] });
    expect(fields.invoiceNumber.evidence).toContain('differs');
  });

  test('a doubtful word of the page contradicts nothing', () => {
    const { fields } = merged(extraction({ contractNumber: ['M-1', 'sure'] }), 'pdf', page({ contractNumber: ['X', 'check', ['weak-label']] }));
    expect(fields.contractNumber).toMatchObject({ value: 'M-1', confidence: 'sure' });
  });

  test('what the document lacks comes from the page, with its source', () => {
    const { fields } = merged(extraction({}), 'xml', page({ engagementNumber: ['EJ-1', 'sure'] }));
    expect(fields.engagementNumber.value).toBe('EJ-1');
    expect(originOf(fields.engagementNumber.evidence)).toBe('page');
  });

  test('the customer’s SIRET fills, confirms or is asked about; the seller’s own is none', () => {
    const told = (sirets: string[]) => page({}, sirets);
    expect(merged(extraction({}), 'pdf', told(['1'])).fields.buyerSiret).toMatchObject({
      value: '1',
      confidence: 'check',
      evidence: ['customer', 'luhn'],
    });
    expect(merged(extraction({ buyerSiret: ['1', 'check'] }), 'pdf', told(['1'])).fields.buyerSiret.confidence).toBe('sure');
    expect(merged(extraction({ buyerSiret: ['2', 'sure'] }), 'pdf', told(['1'])).fields.buyerSiret).toMatchObject({
      value: '2',
      confidence: 'check',
      alternatives: ['1'],
    });
    expect(merged(extraction({ sellerSiret: ['1', 'sure'] }), 'pdf', told(['1'])).fields.buyerSiret.value).toBeNull();
  });

  test('what was paid since is no contradiction', () => {
    const { fields } = merged(extraction({ amountDue: ['120.00', 'sure'] }), 'pdf', page({ amountDue: ['0.00', 'sure'] }));
    expect(fields.amountDue).toMatchObject({ value: '120.00', confidence: 'sure' });
  });
});

test('names are the same however they are spelled, numbers are not', () => {
  expect(same('buyerName', 'Commune de Plouessai', 'COMMUNE DE PLOUESSAI – Services')).toBe(true);
  expect(same('invoiceNumber', 'F-1', 'F-10')).toBe(false);
});

describe('which invoice a page is about', () => {
  const of = (title: string, headings: string[], lines: string[] = []) =>
    numbersOf({
      title,
      headings,
      pairs: [],
      lines: lines.map((line) => line.split(' ').map((word): [string, number, number, number, number] => [word, 0, 0, 1, 1])),
    });

  test.each([
    ['Facture F-12 | Outil', ['Autre titre'], 'F-12'],
    ['Outil', ['Facture n° 2026-118'], '2026-118'],
    ['FA2611-0001 - Fiche', ['FA2611-0001'], 'FA2611-0001'],
    ['Outil', ['Facture #137'], '137'],
    ['Invoice INV-0042 | Acme', ['Invoice INV-0042'], 'INV-0042'],
  ])('%s', (title, headings, main) => {
    expect(of(title, headings).main).toBe(main);
  });

  test('a credit note is not the invoice that it corrects', () => {
    expect(of('Outil', ['Avoir AV-3'], ['Avoir sur facture F-12']).main).toBe('AV-3');
  });

  test('a list is about none', () => {
    expect(of('Factures', ['Factures'], ['Facture F-1', 'Facture F-2'])).toEqual({ main: '', all: ['F-1', 'F-2'] });
  });

  test('a date or an amount is no number', () => {
    expect(of('Facture du 12/11/2026', ['Facture : 540,60 €'])).toEqual({ main: '', all: [] });
  });
});

test.each([
  ['Devis D-12', 'quote'],
  ['Facture pro forma 3', 'quote'],
  ['Bon de commande 7', 'order'],
  ['Bon de livraison 7', 'delivery'],
  ['Facture F-1', 'invoice'],
  ['Facture à : Mairie', 'unknown'],
  ['Tailler les rosiers', 'unknown'],
])('%s is %s', (title, nature) => {
  expect(natureOfTitles([title])).toBe(nature);
});

test.each([
  ['Invoice Date', 'Date de facture'],
  ['Due date: 12/12/2026', "Date d'échéance: 12/12/2026"],
  ['Subtotal', 'Total HT'],
  ['From our workshop with love', 'From our workshop with love'],
  ['Total HT', 'Total HT'],
  ['Facture #', 'Facture n°'],
])('%s → %s', (english, french) => {
  expect(inFrench(english)).toBe(french);
});

test('JSON-LD of an invoice, and nothing of what is none', () => {
  const invoice = {
    '@type': 'Invoice',
    confirmationNumber: 'F-9',
    paymentDueDate: '2026-12-01',
    totalPaymentDue: { '@type': 'PriceSpecification', price: 12.5, priceCurrency: 'EUR' },
    customer: { name: 'Mairie' },
  };
  expect(structuredPairs([JSON.stringify({ '@graph': [invoice] }), '{broken', '{"@type":"Recipe"}'])).toEqual([
    ['Facture n°', 'F-9'],
    ["Date d'échéance", '2026-12-01'],
    ['Total TTC', '12,50 €'],
    ['Client', 'Mairie'],
  ]);
});
