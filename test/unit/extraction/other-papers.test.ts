import { describe, expect, it } from 'vitest';
import { detailsOf } from '../../../lib/extraction/details.ts';
import { draftFrom, extract } from '../../../lib/extraction/index.ts';
import { invoicePieces, type Piece, paper } from './paper.ts';

/** The plain invoice with what other tools and other hands print on theirs; from a text layer unless something else is said. */
const read = (changes: Readonly<Record<string, string>> = {}, more: readonly Piece[] = [], source: 'text-layer' | 'ocr' = 'text-layer') =>
  extract(paper(invoicePieces(changes, more), { source }), { today: '2026-11-24' });
const without =
  (...starts: string[]) =>
  (piece: Piece) =>
    !starts.some((start) => piece[2].startsWith(start));
const goods = ['Désignation', 'Qté', 'P.U. HT', 'Remplacement', '3', '186', '559', 'Main', '11', '52', '572'];
/** The plain invoice with another table, the head of its last column included. */
const table = (rows: readonly (readonly Piece[])[], source: 'text-layer' | 'ocr' = 'text-layer') => {
  const head = invoicePieces().filter((piece) => piece[1] !== 680);
  return extract(paper([...head.filter(without(...goods)), ...rows.flat()], { source })).lines.map(({ quantity, netPrice, netAmount }) => [
    quantity,
    netPrice,
    netAmount,
  ]);
};
const row = (y: number, ...texts: string[]): Piece[] =>
  texts.map((text, at) => [[90, 560, 700, 850, 1040][texts.length === 2 && at ? 4 : at]!, y, text]);

describe('what is left to pay', () => {
  const asked = (label: string, amount: string, more: readonly Piece[] = []) => {
    const reading = paper(invoicePieces({}, [...more, [780, 990, label], [1040, 990, amount]]), { source: 'text-layer' });
    const extraction = extract(reading);
    return { field: extraction.fields.amountDue, ...detailsOf(reading, extraction), draft: draftFrom(extraction, reading).invoice };
  };

  it.each(['Net à payer', 'Net à payer TTC', 'Solde TTC à régler', 'Montant dû TTC', 'Reste à payer', 'Total dû'])(
    'is what « %s » says, less than the total, and to be looked at',
    (label) => {
      const { field, prepaid, alreadyPaid, draft } = asked(label, '1 289,57 €', [
        [780, 955, 'Retenue de garantie 5 %'],
        [1040, 955, '67,87 €'],
      ]);
      expect([field.value, field.confidence, prepaid, alreadyPaid]).toEqual(['1289.57', 'check', '67.87', false]);
      expect(draft.totals).toMatchObject({ gross: '1357.44', prepaid: '67.87', payable: '1289.57' });
    },
  );
  it('is the total where its figures are those of the total misread', () => {
    const misread = extract(
      paper(
        invoicePieces({}, [
          [780, 990, 'Net à payer'],
          [1040, 990, '357,44 €'],
        ]),
      ),
    );
    expect(misread.fields.amountDue).toMatchObject({ value: '1357.44', confidence: 'check' });
  });
  it('is the total though a payment of the month before is told', () => {
    const { field, alreadyPaid } = asked('Montant à payer', '1 357,44 €', [
      [780, 955, 'Paiement reçu le 20/02/2026'],
      [1040, 955, '-1 357,44 €'],
    ]);
    expect([field.value, alreadyPaid]).toEqual(['1357.44', false]);
  });
  it.each([
    ['Pas d’escompte pour facture payée avant son échéance', false],
    ['Toute facture payée en retard porte intérêt', false],
    ['Réserve de propriété jusqu’à facture payée', false],
    ['Facture payée après l’échéance : 40 €', false],
    ['Facture acquittée par virement le 5 mars 2026', true],
    ['Acquittée', true],
    ['Payé par carte', true],
  ])('« %s »: paid, %s', (sentence, paid) => {
    const reading = paper(invoicePieces({}, [[90, 1080, sentence]]));
    expect(detailsOf(reading, extract(reading)).alreadyPaid).toBe(paid);
  });
});

describe('several rates', () => {
  it('each with its base, its tax and its sum are no totals', () => {
    const { fields } = read({ 'TVA 20': '', '226,24': '', 'Total HT': 'Total HT', '559,20': '559,20' }, [
      [90, 1100, 'Taux'],
      [300, 1100, 'Base HT'],
      [500, 1100, 'TVA'],
      [700, 1100, 'TTC'],
      ...(
        [
          [1140, '20 %', '1 000,00', '200,00', '1 200,00'],
          [1180, '10 %', '131,20', '13,12', '144,32'],
        ] as const
      ).flatMap(([y, ...texts]) => texts.map((text, at): Piece => [[90, 300, 500, 700][at]!, y, text])),
      [90, 1260, 'Total à payer : 1 344,32 euros TTC'],
    ]);
    expect([fields.totalNet.value, fields.totalVat.value]).toEqual(['1131.20', '213.12']);
  });
});

describe('lines', () => {
  it('with the price before the quantity', () => {
    expect(table([row(680, 'Désignation', 'TVA', 'P.U. HT', 'Qté', 'Total HT'), row(720, 'Porte', '20 %', '186,40', '6', '1 118,40')])).toEqual([
      ['6', '186.40', '1118.40'],
    ]);
  });
  it('with a discount of their own keep the quantity that is printed', () => {
    expect(table([row(680, 'Désignation', 'Remise', 'Qté', 'P.U. HT', 'Total HT'), row(720, 'Gants', '15 %', '60', '6,75', '344,25')])).toEqual([
      ['60', '5.7375', '344.25'],
    ]);
  });
  it('of two columns alone', () => {
    expect(table([row(680, 'Désignation', 'Montant HT'), row(720, 'Fauchage des accotements', '560,00'), row(760, 'Broyage', '571,20')])).toEqual([
      ['1', '560.00', '560.00'],
      ['1', '571.20', '571.20'],
    ]);
  });
  it('of whole amounts in a text layer are not divided by a hundred', () => {
    expect(table([row(680, 'Désignation', 'Unité', 'Qté', 'P.U. HT', 'Total HT'), row(720, 'Peinture', 'm2', '90', '14', '1260')])).toEqual([
      ['90', '14', '1260.00'],
    ]);
  });
  it('given back are taken off, and do not make a credit note', () => {
    expect(
      table([
        row(680, 'Désignation', 'Unité', 'Qté', 'P.U. HT', 'Total HT'),
        row(720, 'Eau', 'pack', '20', '8,00', '160,00'),
        row(760, 'Reprise de consignes', 'pack', '-2', '5,00', '-10,00'),
      ]),
    ).toEqual([
      ['20', '8.00', '160.00'],
      ['-2', '5.00', '-10.00'],
    ]);
  });
  it('of a page that hands its sum to the next are no goods', () => {
    expect(
      table([
        row(680, 'Désignation', 'Unité', 'Qté', 'P.U. HT', 'Total HT'),
        row(700, 'Report', '', '', '', '500,00').filter((one) => one[2]),
        row(720, 'Eau', 'pack', '20', '8,00', '160,00'),
      ]),
    ).toEqual([['20', '8.00', '160.00']]);
  });
});

describe('codes', () => {
  it('« CS 73310 » of an address is none, nor is « service scolaire »', () => {
    expect(read({ 'Code service': '' }, [[700, 420, 'CS 73310']]).fields.serviceCode.value).toBeNull();
    expect(read({ 'Code service': '' }, [[700, 420, 'SERVICE SCOLAIRE']]).fields.serviceCode.value).toBeNull();
    expect(read({ 'Code service': 'Service : CANTINE' }).fields.serviceCode.value).toBe('CANTINE');
  });
  it.each([
    ['Facture n° TR 2026 / 0209', 'TR 2026/0209'],
    ['Facture n° 2603 0044 1187', '2603 0044 1187'],
    ['Facture n° 26.0214', '26.0214'],
  ])('« %s » is one number', (printed, number) => expect(read({ 'Facture n°': printed }).fields.invoiceNumber.value).toBe(number));
  it.each(['Cde n° 26BAT00977', 'N° Cde : 26BAT00977', 'BON CDE : 26BAT00977'])('« %s » is an order', (printed) =>
    expect(read({ 'N° d’engagement': printed }).fields.engagementNumber.value).toBe('26BAT00977'),
  );
});

describe('dates', () => {
  it.each([
    'Valeur à 30 jours net : 04/11/2026',
    'À 30 jours, soit le 04/11/2026',
    'Paiement à 30 jours : au plus tard le 04/11/2026',
    'À payer pour le 04/11/2026',
    'Merci de régler cette somme avant le 4 novembre 2026',
    'Règlement : 30J NETS LE 04/11/26',
  ])('« %s » is when it is due', (printed) => expect(read({ 'Date d’échéance': printed }).fields.dueDate.value).toBe('2026-11-04'));
  it.each([['Brest, lundi 5 octobre 2026'], ['05.10.2026']])('« %s » at the top is the day of the invoice, that of an order is not', (printed) => {
    const { fields } = read({ 'Date de facture': printed, 'N° d’engagement': 'V/Réf. : bon de commande n° C26004512 du 12/09/2026' });
    expect([fields.issueDate.value, fields.engagementNumber.value]).toEqual(['2026-10-05', 'C26004512']);
  });
});

describe('names', () => {
  it('stand alone of a letterhead in one line', () => {
    expect(read({ Plomberie: 'Plomberie Kerjean – 7 rue du Port – 29800 Landerneau' }).fields.sellerName.value).toBe('Plomberie Kerjean');
  });
  it('are not the code that the seller has for his customer', () => {
    expect(read({ 'Facturé à': 'Client : 411MAIREZ' }).fields.buyerName.value).toBe('Centre hospitalier de l’Aulne');
  });
  it('in spaced letters are never sure', () => {
    expect(read({ Plomberie: 'AT E L I E R NORD - SUD' }).fields.sellerName.confidence).toBe('check');
  });
  it('of the seller are not those of a VAT number that only public bodies have', () => {
    expect(read({ 'TVA intracom': '' }, [[700, 420, 'TVA : FR50219991874']]).fields.sellerVat.value).toBeNull();
  });
});

describe('a credit note', () => {
  it('has its own number, and names the invoice that it corrects', () => {
    const reading = paper(
      invoicePieces({ 'Facture n°': 'N° A26-00051 du 05/10/2026 Réf facture : F26-00340', 'Date de facture': '' }, [
        [90, 40, 'FA C T U R E D ’ AV O I R'],
      ]),
      { source: 'text-layer' },
    );
    const { fields } = extract(reading);
    expect([fields.kind.value, fields.invoiceNumber.value]).toEqual(['credit-note', 'A26-00051']);
    expect(draftFrom(extract(reading), reading).invoice.precedingInvoices).toEqual([{ number: 'F26-00340', issueDate: '' }]);
  });
});

describe('no invoice', () => {
  it.each(['FICHE DE PAIE', 'Extrait de compte', 'Relevé de factures'])('is « %s »', (title) =>
    expect(read({}, [[90, 40, title]]).looksLikeInvoice).toBe(false),
  );
});
