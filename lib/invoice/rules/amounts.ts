import { Big } from 'big.js';
import { signed } from '../complete.ts';
import { decimalsOf, isDecimal, multiply, round, sameAmount, sum } from '../money.ts';
import { chorusPro, everyTarget, type Finding, lineLabel, onLines, type Rule, when } from './rule.ts';

/** Amounts that must be there and add up: EN 16931 BR-CO-*, BR-DEC, and the VAT categories. */
export const amountRules: readonly Rule[] = [
  {
    id: 'LINE-QUANTITY',
    family: 'Chorus Pro',
    source: 'Chorus Pro : quantité à 4 décimales au plus (gobl)',
    targets: chorusPro,
    field: 'lines',
    severity: 'error',
    message: 'Une quantité n’est pas un nombre.',
    remedy: 'Écrivez un nombre, par exemple 12 ou 2,5, avec quatre chiffres au plus après la virgule.',
    find: (invoice) =>
      onLines(
        invoice,
        'quantity',
        (line) => line.quantity !== '' && (!isDecimal(line.quantity) || decimalsOf(line.quantity) > 4),
        (line, index) => `La quantité de la ${lineLabel(line, index)} n’est pas un nombre à quatre décimales au plus.`,
      ),
  },
  {
    id: 'LINE-PRICE',
    family: 'Vraisemblance',
    source: 'BR-FR : prix unitaire à 6 décimales au plus',
    targets: chorusPro,
    field: 'lines',
    severity: 'error',
    message: 'Un prix unitaire n’est pas un nombre.',
    remedy: 'Écrivez le prix hors taxes d’une unité, avec six chiffres au plus après la virgule.',
    find: (invoice) =>
      onLines(
        invoice,
        'netPrice',
        (line) => line.netPrice !== '' && (!isDecimal(line.netPrice) || decimalsOf(line.netPrice) > 6),
        (line, index) => `Le prix unitaire de la ${lineLabel(line, index)} n’est pas un nombre à six décimales au plus.`,
      ),
  },
  {
    id: 'AMOUNT-FORM',
    family: 'Vraisemblance',
    source: 'XSD : un montant est un nombre décimal à point ; BR-FR-DEC-01',
    targets: chorusPro,
    field: 'totals.gross',
    severity: 'error',
    message: 'Un montant n’est pas un nombre.',
    remedy: 'Écrivez un montant, par exemple 1234,50.',
    *find({ lines, totals, vatBreakdown, allowances }): Generator<Finding> {
      const wrong = (value: string) => value !== '' && !isDecimal(value);
      for (const [index, line] of lines.entries()) if (wrong(line.netAmount)) yield { field: `lines.${index}.netAmount` };
      for (const [name, value] of Object.entries(totals)) if (wrong(value)) yield { field: `totals.${name}` };
      for (const [index, entry] of vatBreakdown.entries())
        for (const name of ['taxableAmount', 'taxAmount', 'rate'] as const) if (wrong(entry[name])) yield { field: `vatBreakdown.${index}.${name}` };
      for (const [index, item] of allowances.entries()) if (wrong(item.amount)) yield { field: `allowances.${index}.amount` };
    },
  },
  {
    id: 'LINE-PRODUCT',
    family: 'Vraisemblance',
    source: 'EN 16931 §BT-131 : quantité × prix',
    targets: everyTarget,
    field: 'lines',
    severity: 'warning',
    onPaper: everyTarget,
    message: 'Une ligne ne tombe pas juste.',
    remedy: 'Comparez la quantité, le prix et le montant avec la facture.',
    find: (invoice) =>
      onLines(
        invoice,
        'netAmount',
        (line) => {
          const product = multiply(line.quantity, line.netPrice);
          const expected = product && sum([round(product), ...line.allowances.map(signed)]);
          return expected !== null && isDecimal(line.netAmount) && !sameAmount(expected, line.netAmount, '0.02');
        },
        (line, index) => `La ${lineLabel(line, index)} ne tombe pas juste : quantité × prix ne donne pas le montant.`,
      ),
  },
  {
    id: 'AMOUNT-VAT',
    family: 'Vraisemblance',
    source: 'Base × taux = TVA, à un centime par ligne près : la norme (BR-CO-17) laisse un euro',
    targets: everyTarget,
    field: 'vatBreakdown',
    severity: 'error',
    onPaper: everyTarget,
    message: 'Le montant de TVA d’un taux ne tombe pas juste.',
    remedy: 'Vérifiez la base et le taux.',
    find: ({ vatBreakdown, lines }) =>
      vatBreakdown.flatMap((entry, index) => {
        const product = multiply(entry.taxableAmount, entry.rate || '0');
        if (product === null) return [];
        // A paper invoice may round VAT line by line: one cent of play for each line, as EN 16931's own tolerance of one euro is too lax.
        const tolerance = new Big('0.01').times(Math.max(1, lines.length));
        const expected = round(product.div(100));
        const found = entry.taxAmount || '0';
        // More than one euro is BR-CO-17.
        return sameAmount(expected, found, tolerance) || !sameAmount(expected, found, '1')
          ? []
          : [
              {
                field: `vatBreakdown.${index}.taxAmount`,
                message: `La TVA à ${entry.rate.replace('.', ',')} % ne tombe pas juste : ${french(entry.taxableAmount)} donne ${french(round(product.div(100)))}, pas ${french(entry.taxAmount)}.`,
              },
            ];
      }),
  },
  {
    id: 'CPP-PAID',
    family: 'Chorus Pro',
    source: 'Cadre A2 : facture déjà payée, net à payer nul ; BR-FR-CO-09',
    targets: chorusPro,
    field: 'totals.payable',
    severity: 'error',
    message: 'La facture est marquée « déjà payée » mais il reste un net à payer.',
    remedy: 'Décochez « déjà payée », ou mettez le montant déjà payé égal au total TTC.',
    find: ({ alreadyPaid, totals }) => when(alreadyPaid && isDecimal(totals.payable) && !sameAmount(totals.payable, '0')),
  },
  {
    id: 'AMOUNT-NEGATIVE',
    family: 'Vraisemblance',
    source: 'Chorus Pro : un montant négatif est un avoir',
    targets: everyTarget,
    field: 'kind',
    severity: 'error',
    message: 'Le total est négatif : c’est un avoir, pas une facture.',
    remedy: 'Choisissez « avoir » : les montants s’écrivent alors sans le signe moins.',
    find: ({ totals }) => when(totals.gross.startsWith('-') && !sameAmount(totals.gross, '0')),
  },
  {
    id: 'AMOUNT-ZERO',
    family: 'Vraisemblance',
    source: 'Bon sens',
    targets: everyTarget,
    field: 'totals.gross',
    severity: 'warning',
    message: 'Le total est de zéro euro.',
    remedy: 'Vérifiez les montants.',
    find: ({ totals }) => when(sameAmount(totals.gross, '0')),
  },
];

/** « 1234,50 € » inside a sentence; the screens format amounts with Intl, the core has none to rely on. */
function french(amount: string): string {
  return `${amount.replace('.', ',')} €`;
}
