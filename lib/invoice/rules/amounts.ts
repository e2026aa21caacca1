import { Big } from 'big.js';
import { signed } from '../complete.ts';
import { big, decimalsOf, isDecimal, multiply, round, sameAmount, subtract, sum } from '../money.ts';
import { everyTarget, type Finding, lineLabel, onLines, type Rule, when } from './rule.ts';

/** VAT rates that BR-FR-16 accepts, in percent. */
const frenchRates = ['0', '0.9', '1.05', '1.75', '2.1', '5.5', '7', '8.5', '9.2', '9.6', '10', '13', '18.6', '19.6', '20', '20.6'];

/** Amounts that must be there and add up: EN 16931 BR-CO-*, BR-DEC, and the VAT categories. */
export const amountRules: readonly Rule[] = [
  {
    id: 'BR-16',
    family: 'EN 16931',
    source: 'EN 16931 BR-16 ; CGI ann. II 242 nonies A',
    targets: everyTarget,
    field: 'lines',
    severity: 'error',
    message: 'La facture n’a aucune ligne.',
    remedy: 'Ajoutez au moins une ligne : ce que vous avez livré, la quantité et le prix.',
    find: (invoice) => when(invoice.lines.length === 0),
  },
  {
    id: 'BR-25',
    family: 'EN 16931',
    source: 'EN 16931 BR-25',
    targets: everyTarget,
    field: 'lines',
    severity: 'error',
    message: 'Une ligne n’a pas de désignation.',
    remedy: 'Écrivez ce que vous avez livré.',
    find: (invoice) =>
      onLines(
        invoice,
        'name',
        (line) => line.name.trim() === '',
        (line, index) => `La ${lineLabel(line, index)} n’a pas de désignation.`,
      ),
  },
  {
    id: 'BR-22',
    family: 'EN 16931',
    source: 'EN 16931 BR-22, BR-DEC ; quantité à 4 décimales au plus (gobl)',
    targets: everyTarget,
    field: 'lines',
    severity: 'error',
    message: 'Une quantité manque ou n’est pas un nombre.',
    remedy: 'Écrivez un nombre, par exemple 12 ou 2,5.',
    find: (invoice) =>
      onLines(
        invoice,
        'quantity',
        (line) => !isDecimal(line.quantity) || decimalsOf(line.quantity) > 4,
        (line, index) => `La quantité de la ${lineLabel(line, index)} manque ou n’est pas un nombre.`,
      ),
  },
  {
    id: 'BR-26',
    family: 'EN 16931',
    source: 'EN 16931 BR-26, BR-27 : prix unitaire présent, jamais négatif',
    targets: everyTarget,
    field: 'lines',
    severity: 'error',
    message: 'Un prix unitaire manque.',
    remedy: 'Écrivez le prix hors taxes d’une unité. Une remise s’écrit avec une quantité négative.',
    find: (invoice) =>
      onLines(
        invoice,
        'netPrice',
        (line) => !isDecimal(line.netPrice) || line.netPrice.startsWith('-') || decimalsOf(line.netPrice) > 6,
        (line, index) => `Le prix unitaire de la ${lineLabel(line, index)} manque, ou n’est pas un nombre positif.`,
      ),
  },
  {
    id: 'BR-24',
    family: 'EN 16931',
    source: 'EN 16931 BR-24, BR-DEC-23',
    targets: everyTarget,
    field: 'lines',
    severity: 'error',
    message: 'Le montant d’une ligne manque.',
    remedy: 'Écrivez le montant hors taxes de la ligne.',
    find: (invoice) =>
      onLines(
        invoice,
        'netAmount',
        (line) => !isDecimal(line.netAmount) || decimalsOf(line.netAmount) > 2,
        (line, index) => `Le montant de la ${lineLabel(line, index)} manque ou n’est pas un montant en euros et centimes.`,
      ),
  },
  {
    id: 'LINE-PRODUCT',
    family: 'Vraisemblance',
    source: 'EN 16931 §BT-131 : quantité × prix',
    targets: everyTarget,
    field: 'lines',
    severity: 'warning',
    // The portal reads no line of a deposited PDF.
    onPaper: ['portal'],
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
    id: 'BR-FR-16',
    family: 'BR-FR',
    source: 'BR-FR-16 1.4.0 : taux de TVA admis en France',
    targets: everyTarget,
    field: 'lines',
    severity: 'error',
    message: 'Un taux de TVA n’existe pas en France.',
    remedy: 'Les taux courants sont 20, 10, 5,5 et 2,1 %, et 0 en franchise.',
    find: (invoice) =>
      onLines(
        invoice,
        'vatRate',
        (line) => line.vatCategory !== 'O' && !frenchRates.some((rate) => sameAmount(rate, line.vatRate)),
        (line, index) => `Le taux de TVA de la ${lineLabel(line, index)} (${line.vatRate || 'vide'}) n’existe pas en France.`,
      ),
  },
  {
    id: 'BR-S-05',
    family: 'EN 16931',
    source: 'EN 16931 BR-S-05, BR-E-05, BR-AE-05, BR-Z-05',
    targets: everyTarget,
    field: 'lines',
    severity: 'error',
    message: 'Le taux de TVA d’une ligne ne va pas avec sa catégorie.',
    remedy: 'Avec TVA : choisissez un taux. En franchise ou exonéré : le taux est 0.',
    find: (invoice) =>
      onLines(
        invoice,
        'vatRate',
        (line) => {
          const rate = big(line.vatRate);
          if (rate === null) return false;
          if (line.vatCategory === 'S') return rate.lte(0);
          return ['E', 'AE', 'Z', 'K', 'G'].includes(line.vatCategory) && !rate.eq(0);
        },
        (line, index) => `Le taux de TVA de la ${lineLabel(line, index)} ne va pas avec sa catégorie.`,
      ),
  },
  {
    id: 'BR-CO-10',
    family: 'EN 16931',
    source: 'EN 16931 BR-CO-10 : somme des lignes',
    targets: everyTarget,
    field: 'totals.lines',
    severity: 'error',
    onPaper: ['portal'],
    message: 'La somme des lignes ne donne pas le total des lignes.',
    remedy: 'Vérifiez les lignes : il en manque peut-être une.',
    find: ({ lines, totals }) => when(lines.length > 0 && !sameAmount(sum(lines.map((line) => line.netAmount)), totals.lines || '0')),
  },
  {
    id: 'BR-CO-13',
    family: 'EN 16931',
    source: 'EN 16931 BR-CO-13 : total HT',
    targets: everyTarget,
    field: 'totals.net',
    severity: 'error',
    message: 'Le total hors taxes manque ou ne tombe pas juste.',
    remedy: 'Le total HT est la somme des lignes, moins les remises, plus les frais.',
    *find({ totals, lines }): Generator<Finding> {
      if (!isDecimal(totals.net)) yield { message: 'Le total hors taxes manque.', remedy: 'Recopiez le total HT de la facture.' };
      else {
        const expected = subtract(sum([totals.lines, totals.charges]), totals.allowances);
        if (lines.length > 0 && !sameAmount(expected, totals.net))
          yield { message: `Le total hors taxes (${french(totals.net)}) ne correspond pas aux lignes (${french(expected)}).` };
      }
    },
  },
  {
    id: 'BR-CO-14',
    family: 'EN 16931',
    source: 'EN 16931 BR-CO-14 : TVA totale',
    targets: everyTarget,
    field: 'totals.vat',
    severity: 'error',
    message: 'Le total de TVA ne correspond pas à la somme par taux.',
    remedy: 'Vérifiez le montant de TVA de chaque taux.',
    find: ({ totals, vatBreakdown }) =>
      when(vatBreakdown.length > 0 && !sameAmount(sum(vatBreakdown.map((entry) => entry.taxAmount)), totals.vat || '0')),
  },
  {
    id: 'BR-CO-15',
    family: 'EN 16931',
    source: 'EN 16931 BR-CO-15 : HT + TVA = TTC',
    targets: everyTarget,
    field: 'totals.gross',
    severity: 'error',
    message: 'Le total TTC manque ou ne tombe pas juste.',
    remedy: 'Le total TTC est le total HT plus la TVA.',
    *find({ totals }): Generator<Finding> {
      if (!isDecimal(totals.gross)) yield { message: 'Le total TTC manque.', remedy: 'Recopiez le total TTC de la facture.' };
      else if (isDecimal(totals.net) && !sameAmount(sum([totals.net, totals.vat]), totals.gross))
        yield {
          message: `HT ${french(totals.net)} + TVA ${french(totals.vat || '0')} ne donne pas TTC ${french(totals.gross)}.`,
          remedy: 'Comparez les trois montants avec la facture.',
        };
    },
  },
  {
    id: 'BR-CO-16',
    family: 'EN 16931',
    source: 'EN 16931 BR-CO-16 : net à payer = TTC − déjà payé',
    targets: everyTarget,
    field: 'totals.payable',
    severity: 'error',
    message: 'Le net à payer ne tombe pas juste.',
    remedy: 'Le net à payer est le total TTC moins ce qui est déjà payé.',
    find: ({ totals }) =>
      when(isDecimal(totals.gross) && !sameAmount(sum([subtract(totals.gross, totals.prepaid), totals.rounding]), totals.payable || '')),
  },
  {
    id: 'BR-CO-18',
    family: 'EN 16931',
    source: 'EN 16931 BR-CO-18 : au moins une ventilation de TVA',
    targets: everyTarget,
    field: 'vatBreakdown',
    severity: 'error',
    message: 'La TVA n’est pas détaillée par taux.',
    remedy: 'Indiquez le taux de TVA de chaque ligne.',
    find: ({ vatBreakdown, lines }) => when(lines.length > 0 && vatBreakdown.length === 0),
  },
  {
    id: 'BR-CO-17',
    family: 'EN 16931',
    source: 'EN 16931 BR-CO-17, BR-S-09 : base × taux = TVA, à un centime par ligne près',
    targets: everyTarget,
    field: 'vatBreakdown',
    severity: 'error',
    message: 'Le montant de TVA d’un taux ne tombe pas juste.',
    remedy: 'Vérifiez la base et le taux.',
    find: ({ vatBreakdown, lines }) =>
      vatBreakdown.flatMap((entry, index) => {
        const product = multiply(entry.taxableAmount, entry.rate || '0');
        if (product === null) return [{ field: `vatBreakdown.${index}.taxableAmount`, message: 'La base d’un taux de TVA manque.' }];
        // A paper invoice may round VAT line by line: one cent of play for each line, as EN 16931's own tolerance of one euro is too lax.
        const tolerance = new Big('0.01').times(Math.max(1, lines.length));
        return sameAmount(round(product.div(100)), entry.taxAmount || '0', tolerance)
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
    id: 'BR-S-08',
    family: 'EN 16931',
    source: 'EN 16931 BR-S-08, BR-E-08 : base par taux = somme des lignes de ce taux',
    targets: everyTarget,
    field: 'vatBreakdown',
    severity: 'error',
    onPaper: ['portal'],
    message: 'La base d’un taux de TVA ne correspond pas aux lignes.',
    remedy: 'Vérifiez le taux de chaque ligne.',
    find: ({ vatBreakdown, lines, allowances }) =>
      vatBreakdown.flatMap((entry, index) => {
        const same = (category: string, rate: string) => category === entry.category && sameAmount(rate || '0', entry.rate || '0');
        const base = sum([
          ...lines.filter((line) => same(line.vatCategory, line.vatRate)).map((line) => line.netAmount),
          ...allowances
            .filter((item) => same(item.vatCategory, item.vatRate))
            .map((item) => (item.charge ? item.amount : subtract('0', item.amount))),
        ]);
        return lines.length === 0 || sameAmount(base, entry.taxableAmount)
          ? []
          : [
              {
                field: `vatBreakdown.${index}.taxableAmount`,
                message: `La base de TVA à ${(entry.rate || '0').replace('.', ',')} % (${french(entry.taxableAmount)}) ne correspond pas aux lignes (${french(base)}).`,
              },
            ];
      }),
  },
  {
    id: 'BR-E-10',
    family: 'EN 16931',
    source: 'EN 16931 BR-E-10, BR-AE-10 : motif d’exonération',
    targets: everyTarget,
    field: 'vatBreakdown',
    severity: 'error',
    message: 'Une ligne est sans TVA mais le motif manque.',
    remedy:
      'En franchise, indiquez « TVA non applicable » avec l’article : Coursier l’ajoute si vous choisissez « franchise en base » dans Mon entreprise.',
    find: ({ vatBreakdown }) =>
      vatBreakdown.flatMap((entry, index) =>
        ['E', 'AE', 'K', 'G', 'O'].includes(entry.category) && !entry.exemptionReason && !entry.exemptionReasonCode
          ? [{ field: `vatBreakdown.${index}.exemptionReason` }]
          : [],
      ),
  },
  {
    id: 'BR-FR-15',
    family: 'BR-FR',
    source: 'BR-FR-15 1.4.0',
    targets: everyTarget,
    field: 'lines',
    severity: 'error',
    message: 'Une catégorie de TVA (IGIC, IPSI) n’existe pas en France.',
    remedy: 'Choisissez une catégorie française.',
    find: (invoice) => onLines(invoice, 'vatCategory', (line) => line.vatCategory === 'L' || line.vatCategory === 'M'),
  },
  {
    id: 'CPP-PAID',
    family: 'Chorus Pro',
    source: 'Cadre A2 : facture déjà payée, net à payer nul ; BR-FR-CO-09',
    targets: everyTarget,
    field: 'totals.payable',
    severity: 'error',
    message: 'La facture est marquée « déjà payée » mais il reste un net à payer.',
    remedy: 'Décochez « déjà payée », ou mettez le montant déjà payé égal au total TTC.',
    find: ({ alreadyPaid, totals }) => when(alreadyPaid && isDecimal(totals.payable) && !sameAmount(totals.payable, '0')),
  },
  {
    id: 'BR-DEC',
    family: 'EN 16931',
    source: 'EN 16931 BR-DEC-09 à 18 : deux décimales',
    targets: everyTarget,
    field: 'totals.gross',
    severity: 'error',
    message: 'Un montant a plus de deux chiffres après la virgule.',
    remedy: 'Arrondissez au centime.',
    find: ({ totals }) =>
      (Object.keys(totals) as (keyof typeof totals)[]).flatMap((name) => (decimalsOf(totals[name]) > 2 ? [{ field: `totals.${name}` }] : [])),
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
