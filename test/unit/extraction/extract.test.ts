import { describe, expect, it } from 'vitest';
import { extract } from '../../../lib/extraction/index.ts';
import { fieldNames } from '../../../lib/extraction/result.ts';
import type { Reading } from '../../../lib/reading/document.ts';
import { invoicePieces, paper } from './paper.ts';

const values = (reading: Reading, options = {}) => {
  const { fields } = extract(reading, { today: '2026-11-24', ...options });
  return Object.fromEntries(fieldNames.map((name) => [name, fields[name].value]));
};
const SELLER = '99980037800021';
const BUYER = '99982959100026';

describe('a plain invoice', () => {
  const reading = paper(invoicePieces());

  it('gives every field', () => {
    expect(values(reading)).toEqual({
      kind: 'invoice',
      invoiceNumber: '2026/10/214',
      issueDate: '2026-10-05',
      dueDate: '2026-11-04',
      currency: 'EUR',
      sellerName: 'Plomberie Kerjean SARL',
      sellerSiret: SELLER,
      sellerVat: 'FR29999800378',
      buyerName: 'Centre hospitalier de l’Aulne',
      buyerSiret: BUYER,
      serviceCode: 'ST-04',
      engagementNumber: 'C26004512',
      contractNumber: null,
      totalNet: '1131.20',
      totalVat: '226.24',
      totalGross: '1357.44',
      amountDue: '1357.44',
      iban: 'FR7619999001370000030534845',
      bic: 'TESTFRPP871',
    });
  });

  it('says where each value stands, and why', () => {
    const { fields } = extract(reading);
    expect(fields.totalGross.box).toMatchObject({ x: 1040, y: 920 });
    expect(fields.totalGross.evidence).toEqual(expect.arrayContaining(['label', 'sum', 'lines']));
    expect(fields.sellerSiret.evidence).toEqual(expect.arrayContaining(['luhn', 'label', 'vat-siren']));
    expect(fields.contractNumber).toMatchObject({ value: null, confidence: 'missing', page: null, box: null });
  });

  it('is sure of what two facts support', () => {
    const { fields } = extract(reading, { today: '2026-11-24' });
    for (const name of ['invoiceNumber', 'issueDate', 'sellerSiret', 'buyerSiret', 'totalNet', 'totalVat', 'totalGross', 'iban'] as const)
      expect([name, fields[name].confidence]).toEqual([name, 'sure']);
  });

  it('gives the breakdown and the lines', () => {
    const { vatBreakdown, lines } = extract(reading);
    expect(vatBreakdown).toEqual([{ category: 'S', rate: '20', taxableAmount: '1131.20', taxAmount: '226.24' }]);
    expect(lines.map(({ name, quantity, netPrice, netAmount }) => [name, quantity, netPrice, netAmount])).toEqual([
      ['Remplacement d’un mitigeur', '3', '186.40', '559.20'],
      ['Main-d’œuvre (heure)', '11', '52.00', '572.00'],
    ]);
  });

  it('doubts what was read badly, and a date to come', () => {
    const blurred = extract(paper(invoicePieces(), { confidence: 50 }));
    expect(blurred.fields.invoiceNumber).toMatchObject({ value: '2026/10/214', confidence: 'check' });
    expect(blurred.fields.issueDate.confidence).toBe('check');
    expect(extract(reading, { today: '2026-01-01' }).fields.issueDate.confidence).toBe('check');
  });
});

describe('arithmetic', () => {
  it('finds the comma that OCR lost', () => {
    const read = extract(paper(invoicePieces({ '1 357,44 €': '135744 €' })));
    expect(read.fields.totalGross.value).toBe('1357.44');
  });

  it('never is sure of totals that contradict each other', () => {
    for (const wrong of ['1 857,44 €', '1 357,94 €', '7 357,44 €']) {
      const { totalGross } = extract(paper(invoicePieces({ '1 357,44 €': wrong }))).fields;
      expect(totalGross.value === '1357.44' || totalGross.confidence !== 'sure').toBe(true);
    }
  });

  it('computes a total that is not printed', () => {
    const { fields } = extract(paper(invoicePieces({ 'TVA 20 %': '', '226,24': '' })));
    expect(fields.totalVat.value).toBe('226.24');
  });

  it('takes thousands cut off by a wide face', () => {
    const pieces = invoicePieces({ '1 131,20 €': '131,20 €', '226,24 €': '226,24 €', '1 357,44 €': '357,44 €' }, [
      [1010, 850, '1'],
      [1010, 920, '1'],
    ]);
    expect(values(paper(pieces))).toMatchObject({ totalNet: '1131.20', totalGross: '1357.44' });
  });

  it('adds several rates', () => {
    const pieces = invoicePieces(
      { 'TVA 20 %': 'TVA 10 % sur 559,20 €', '226,24 €': '55,92 €', 'Total TTC': 'TVA 20 % sur 572,00 €', '1 357,44 €': '114,40 €' },
      [
        [780, 955, 'Total TTC'],
        [1040, 955, '1 301,52 €'],
      ],
    );
    const read = extract(paper(pieces));
    expect(read.fields.totalVat.value).toBe('170.32');
    expect(read.fields.totalGross).toMatchObject({ value: '1301.52', confidence: 'sure' });
    expect(read.vatBreakdown).toEqual([
      { category: 'S', rate: '10', taxableAmount: '559.20', taxAmount: '55.92' },
      { category: 'S', rate: '20', taxableAmount: '572.00', taxAmount: '114.40' },
    ]);
  });

  it('takes what was paid before off the amount due', () => {
    const more = [
      [780, 955, 'Acompte versé'],
      [1040, 955, '357,44 €'],
      [780, 990, 'Reste à payer'],
      [1040, 990, '1 000,00 €'],
    ] as const;
    expect(values(paper(invoicePieces({}, more)))).toMatchObject({ totalGross: '1357.44', amountDue: '1000.00' });
  });
});

describe('the franchise of small businesses', () => {
  const wording = (sentence: string, source: 'ocr' | 'text-layer' = 'ocr') =>
    paper(
      invoicePieces({ 'TVA intracom': '', 'TVA 20 %': '', '226,24': '', 'Total TTC': 'Net à payer', '1 357,44 €': '1 131,20 €' }, [
        [90, 980, sentence],
      ]),
      { source },
    );
  for (const sentence of [
    'TVA non applicable, art. 293 B du CGI',
    'TVA non applicable, article 293B du CGI',
    'TVA non applicable, art. L. 223 et s. du CIBS',
    'Franchise en base de TVA',
  ]) {
    it(`hears « ${sentence} »`, () => {
      const read = extract(wording(sentence));
      expect(read.vatBreakdown).toEqual([{ category: 'E', rate: '0', taxableAmount: '1131.20', taxAmount: '0.00' }]);
      expect(read.fields).toMatchObject({
        totalNet: { value: '1131.20' },
        totalVat: { value: '0.00' },
        totalGross: { value: '1131.20' },
        sellerVat: { value: null },
      });
    });
  }
  it('does not take the same print read twice for proof', () => {
    const pieces = invoicePieces(
      { 'TVA intracom': '', 'TVA 20 %': '', '226,24': '', 'Total TTC': 'Net à payer', '1 357,44 €': '1 137,20 €', '1 131,20 €': '1 137,20 €' },
      [[90, 980, 'TVA non applicable, art. 293 B du CGI']],
    );
    expect(extract(paper(pieces)).fields.totalGross.confidence).toBe('check');
  });
});

describe('credit notes', () => {
  it('is told by its title', () => {
    expect(extract(paper(invoicePieces({ 'Facture n°': 'Avoir n° AV-2026-7' }))).fields).toMatchObject({
      kind: { value: 'credit-note' },
      invoiceNumber: { value: 'AV-2026-7' },
    });
  });
  it('is told by negative totals, whose amounts lose their sign', () => {
    const pieces = invoicePieces({ '1 131,20 €': '-1 131,20 €', '226,24 €': '-226,24 €', '1 357,44 €': '-1 357,44 €' });
    expect(extract(paper(pieces)).fields).toMatchObject({ kind: { value: 'credit-note', confidence: 'check' }, totalGross: { value: '1357.44' } });
  });
  it('is not told by the verb', () => {
    expect(extract(paper(invoicePieces({}, [[90, 1100, 'Vous devez avoir reçu cette facture avant le 30']]))).fields.kind.value).toBe('invoice');
  });
});

describe('seller and buyer', () => {
  it('believes a label before a place', () => {
    const pieces = invoicePieces({
      'SIRET : 999 800': 'SIRET client : 999 829 591 00026',
      'SIRET 999 829': 'SIRET émetteur : 999 800 378 00021',
      'TVA intracom': '',
    });
    expect(values(paper(pieces))).toMatchObject({ sellerSiret: SELLER, buyerSiret: BUYER });
  });
  it('believes the profile', () => {
    const pieces = invoicePieces({ 'TVA intracom': '', 'Facturé à': '', 'Centre hospitalier': 'Résidence des Lilas' });
    expect(values(paper(pieces), { profile: { siret: BUYER } })).toMatchObject({ sellerSiret: BUYER, buyerSiret: SELLER });
  });
  it('gives a lone SIRET to the one it stands under', () => {
    expect(values(paper(invoicePieces({ 'SIRET : 999 800': '', 'TVA intracom': '' })))).toMatchObject({ sellerSiret: null, buyerSiret: BUYER });
    expect(values(paper(invoicePieces({ 'SIRET 999 829': '' })))).toMatchObject({ sellerSiret: SELLER, buyerSiret: null });
  });
  it('keeps a fictive SIRET of the directory, though its key fails', () => {
    const options = { knownBuyers: (text: string) => (text === '12345678200037' ? [{ siret: '12345678200037', name: 'Collège des Essais' }] : []) };
    const pieces = invoicePieces({ 'SIRET 999 829': 'SIRET client : 12345678200037' });
    expect(extract(paper(pieces)).fields.buyerSiret).toMatchObject({ value: '12345678200037', confidence: 'check' });
    expect(extract(paper(pieces), options).fields.buyerSiret).toMatchObject({ value: '12345678200037', confidence: 'sure' });
  });
  it('mends a SIRET by the VAT number of the same firm, and offers what it read', () => {
    const { sellerSiret } = extract(paper(invoicePieces({ 'SIRET : 999 800': 'SIRET : 999 300 378 00021' }))).fields;
    expect(sellerSiret.value).toBe(SELLER);
    expect(sellerSiret).toMatchObject({ confidence: 'check' });
    expect(sellerSiret.alternatives).toContain('99930037800021');
  });
  it('never is sure of a SIRET whose key fails', () => {
    const { sellerSiret } = extract(paper(invoicePieces({ 'SIRET : 999 800': 'SIRET : 999 800 378 00027' }))).fields;
    expect(sellerSiret.confidence).not.toBe('sure');
  });
});

describe('references', () => {
  it('finds values under their headings', () => {
    const pieces = invoicePieces({ 'Facture n°': 'Facture', 'Date de facture': '', 'Date d’éch': '', 'N° d’eng': '', 'Code service': '' }, [
      [90, 540, 'N° facture'],
      [330, 540, 'Date'],
      [520, 540, 'Échéance'],
      [700, 540, 'Engagement'],
      [930, 540, 'Code service'],
      [90, 580, 'FA-2026-0912'],
      [330, 580, '30/09/2026'],
      [520, 580, '30/10/2026'],
      [700, 580, '2026-BC-0711'],
      [930, 580, 'INTENDANCE'],
    ]);
    expect(values(paper(pieces))).toMatchObject({
      invoiceNumber: 'FA-2026-0912',
      issueDate: '2026-09-30',
      dueDate: '2026-10-30',
      engagementNumber: '2026-BC-0711',
      serviceCode: 'INTENDANCE',
    });
  });
  it('keeps the prefix of an order number and offers the digits', () => {
    expect(extract(paper(invoicePieces({ 'N° d’eng': 'N° d’engagement : EJ-4512' }))).fields.engagementNumber.value).toBe('EJ-4512');
    const { engagementNumber } = extract(paper(invoicePieces({ 'N° d’eng': 'N° engagement BC 4471' }))).fields;
    expect(engagementNumber.value).toBe('BC 4471');
    expect(engagementNumber.alternatives).toContain('4471');
  });
  it('does not take a department for a service code', () => {
    expect(values(paper(invoicePieces({ 'Code service': 'Service Éducation' }))).serviceCode).toBeNull();
  });
  it('counts « Échéance : 30 jours » from the issue date, to be looked at', () => {
    expect(extract(paper(invoicePieces({ 'Date d’éch': 'Échéance : 30 jours' }))).fields.dueDate).toMatchObject({
      value: '2026-11-04',
      confidence: 'check',
      evidence: ['terms'],
    });
  });
  it('goes on with an IBAN cut in two lines', () => {
    const pieces = invoicePieces({ IBAN: 'IBAN' }, [
      [90, 1050, 'FR76 1999 9001 37'],
      [90, 1080, '0000030534845'],
    ]);
    expect(values(paper(pieces)).iban).toBe('FR7619999001370000030534845');
  });
});

describe('what is no invoice', () => {
  const looks = (texts: string[]) => extract(paper(texts.map((text, index) => [90, 100 + index * 40, text] as const))).looksLikeInvoice;
  it('is said of a poem, a payslip, a bank statement and an empty page', () => {
    expect(looks(['Heureux qui comme Ulysse', 'a fait un beau voyage', 'ou comme cestuy-là qui conquit la toison'])).toBe(false);
    expect(looks(['Bulletin de paie', 'SIRET 99980037800021', 'Net à payer 1 812,40 €', 'du 01/10/2026'])).toBe(false);
    expect(looks(['Relevé de compte', 'IBAN FR7619999001370000030534845', 'Total 1 812,40 €', 'facture EDF 45,00 €'])).toBe(false);
    expect(extract({ source: 'ocr', pages: [], pageCount: 0, embedded: null, notices: [] }).looksLikeInvoice).toBe(false);
  });
  it('is not said of an invoice', () => expect(extract(paper(invoicePieces())).looksLikeInvoice).toBe(true));
});
