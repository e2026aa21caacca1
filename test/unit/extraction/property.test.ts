import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extract } from '../../../lib/extraction/index.ts';
import { fieldNames } from '../../../lib/extraction/result.ts';
import { fictiveIban, fictiveSiret, fictiveVat } from '../../fixtures/identifiers.ts';
import { invoices } from '../../fixtures/invoices.ts';
import { amountsOf, comma, type Printed, printedAmount, printedDate, truthOf } from '../../fixtures/printed.ts';
import { type Piece, paper, pdfReading } from './paper.ts';

/** A sober layout of any printed invoice. */
function pieces(printed: Printed): Piece[] {
  const amounts = amountsOf(printed);
  const list: Piece[] = [
    [90, 90, printed.seller.name, 28],
    [90, 140, printed.seller.street],
    [90, 170, printed.seller.town],
    [90, 200, `SIRET : ${printed.seller.siret}`],
    [90, 230, `N° TVA : ${printed.seller.vat}`],
    [700, 270, 'Destinataire'],
    [700, 300, printed.buyer.name],
    [700, 330, printed.buyer.town],
    [700, 360, `SIRET client : ${printed.buyer.siret}`],
    [90, 440, `Facture n° ${printed.number}`],
    [90, 470, `Date : ${printedDate(printed.issueDate, printed.dateStyle)}`],
    [90, 500, `N° d’engagement : ${printed.engagementNumber}`],
    [90, 530, `Code service : ${printed.serviceCode}`],
    [90, 600, 'Désignation'],
    [700, 600, 'Qté'],
    [850, 600, 'PU HT'],
    [1040, 600, 'Montant HT'],
  ];
  let y = 640;
  for (const [index, line] of printed.lines.entries()) {
    list.push(
      [90, y, line.name],
      [700, y, comma(line.quantity)],
      [850, y, printedAmount(line.price)],
      [1040, y, printedAmount(amounts.lineNets[index] ?? '0')],
    );
    y += 40;
  }
  y += 40;
  const totals: [string, string][] = [
    ['Total HT', amounts.net],
    ...amounts.breakdown.map((row): [string, string] => [`TVA ${comma(row.rate)} %`, row.tax]),
    ['Total TTC', amounts.gross],
  ];
  for (const [label, value] of totals) {
    list.push([740, y, label], [1000, y, `${printedAmount(value)} €`]);
    y += 36;
  }
  list.push([90, y + 40, `IBAN : ${printed.seller.iban.replace(/(.{4})(?=.)/g, '$1 ')}`]);
  return list;
}

const [template] = invoices;
if (!template) throw new Error('there are fixtures');

const anyLine = fc.record({
  name: fc.constantFrom('Baguette tradition', 'Main-d’œuvre (heure)', 'Tube cuivre 16 × 18', 'Location de vaisselle', 'Nettoyage des vitres'),
  quantity: fc.oneof(
    fc.integer({ min: 1, max: 400 }).map(String),
    fc.integer({ min: 1, max: 99 }).map((tenths) => (tenths + 0.5).toString()),
  ),
  unit: fc.constant(''),
  price: fc.integer({ min: 5, max: 250_000 }).map((cents) => (cents / 100).toFixed(2)),
  rate: fc.constantFrom('20', '10', '5.5'),
});

const anyInvoice = fc
  .record({
    seed: fc.integer({ min: 0, max: 4999 }),
    number: fc
      .tuple(fc.constantFrom('F', 'FA-', 'FAC2026-', '2026/'), fc.integer({ min: 100, max: 99_999 }))
      .map(([prefix, number]) => `${prefix}${number}`),
    day: fc.integer({ min: 0, max: 700 }).map((days) => new Date(Date.UTC(2025, 0, 1 + days)).toISOString().slice(0, 10)),
    dateStyle: fc.constantFrom('slash' as const, 'long' as const, 'dots' as const, 'dash' as const),
    engagement: fc.integer({ min: 1_000_000_000, max: 4_999_999_999 }).map(String),
    service: fc.constantFrom('FAC-945', 'SERV86', 'S7513852', 'INTENDANCE'),
    lines: fc.array(anyLine, { minLength: 1, maxLength: 8 }),
    buyer: fc.constantFrom('Mairie de Pacé', 'Lycée Hélène Boucher', 'Conseil départemental de la Haute-Saône', 'CHU de Brest', 'École Jean-Jaurès'),
  })
  .map(({ seed, number, day, dateStyle, engagement, service, lines, buyer }): Printed => {
    const siret = fictiveSiret(seed);
    return {
      ...template,
      number,
      issueDate: day,
      dueDate: '',
      dateStyle,
      serviceCode: service,
      engagementNumber: engagement,
      exemption: '',
      seller: { ...template.seller, name: 'Établissements Guérin', siret, vat: fictiveVat(siret), iban: fictiveIban(seed), bic: '' },
      buyer: { ...template.buyer, name: buyer, siret: fictiveSiret(seed + 5000, 2) },
      lines,
    };
  });

const pick = (printed: Printed, reading = paper(pieces(printed))) => {
  const extraction = extract(reading, { today: '2027-01-01' });
  return { extraction, truth: truthOf(printed) };
};

describe('any invoice in a sober layout', () => {
  it('reads back as it was printed', () => {
    fc.assert(
      fc.property(anyInvoice, (printed) => {
        const { extraction, truth } = pick(printed);
        expect(Object.fromEntries(fieldNames.map((name) => [name, extraction.fields[name].value]))).toEqual(truth.fields);
        expect(extraction.lines.map((line) => [Number(line.quantity), line.netAmount])).toEqual(
          truth.lines.map((line) => [Number(line.quantity), line.netAmount]),
        );
        expect(extraction.vatBreakdown.map(({ rate, taxAmount }) => [rate, taxAmount])).toEqual(
          truth.vatBreakdown.map(({ rate, taxAmount }) => [rate, taxAmount]),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('never is sure of a wrong SIRET, IBAN or gross total when one digit anywhere is misread', () => {
    fc.assert(
      fc.property(anyInvoice, fc.nat(), fc.integer({ min: 1, max: 9 }), (printed, at, shift) => {
        const list = pieces(printed);
        const digits = list.flatMap(([, , text], piece) => [...text.matchAll(/\d/g)].map((match) => ({ piece, index: match.index })));
        const target = digits[at % digits.length];
        if (!target) return;
        const misread = list.map((piece, index): Piece => {
          if (index !== target.piece) return piece;
          const text = piece[2];
          return [
            piece[0],
            piece[1],
            `${text.slice(0, target.index)}${(Number(text.charAt(target.index)) + shift) % 10}${text.slice(target.index + 1)}`,
            piece[3] ?? 20,
          ];
        });
        const { extraction, truth } = pick(printed, paper(misread));
        for (const name of ['sellerSiret', 'buyerSiret', 'iban', 'totalGross'] as const) {
          const { value, confidence } = extraction.fields[name];
          if (confidence === 'sure') expect([name, value]).toEqual([name, truth.fields[name]]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('never throws, whatever the words', () => {
    const word = fc.oneof(
      fc.string({ minLength: 1, maxLength: 14 }),
      fc.constantFrom('SIRET', 'FACTURE', 'IBAN', 'FR76', '1 234,56', 'Total', 'TTC', '%', '31/02/2026', '€'),
    );
    const piece = fc.tuple(
      fc.nat(1200),
      fc.nat(1700),
      word.filter((text) => text.trim() !== ''),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (list) => {
        expect(() => extract(paper(list))).not.toThrow();
      }),
      { numRuns: 80 },
    );
  });
});

describe('the committed sample', () => {
  it('reads wholly from its text PDF', async () => {
    const reading = await pdfReading(join(fileURLToPath(new URL('../../fixtures/samples', import.meta.url)), 'facture-boulangerie.pdf'));
    const { extraction, truth } = pick(template, reading);
    expect(Object.fromEntries(fieldNames.map((name) => [name, extraction.fields[name].value]))).toEqual(truth.fields);
    expect(extraction.lines).toHaveLength(4);
  });
});
