import { sameAmount } from '../../money.ts';
import type { Group, TermId } from '../../norm/document.ts';
import type { NormRule } from '../rule.ts';
import { bothWays, paidFrameworks } from './codes.ts';
import { type Constraint, onTerms, whole } from './official.ts';

/** Numbers with two, four or six decimals at most; a price has no sign unless the invoice goes both ways. */
const forms = {
  money: /^-?\d{1,19}(\.\d{1,2})?$/,
  quantity: /^-?\d{1,19}(\.\d{1,4})?$/,
  price: /^\d{1,19}(\.\d{1,6})?$/,
  signedPrice: /^-?\d{1,19}(\.\d{1,6})?$/,
} as const;

/** Of that form, with 19 characters without the point; the sign counts as one. */
function isNumber(text: string, form: keyof typeof forms): boolean {
  return forms[form].test(text) && text.replace('.', '').length <= 19;
}

const money: Constraint = {
  fault: 'n’est pas un montant en euros et centimes',
  remedy: 'Écrivez un nombre avec deux chiffres au plus après la virgule.',
  broken: ({ value }) => !isNumber(value, 'money'),
};

const quantity: Constraint = {
  fault: 'n’est pas un nombre, ou a plus de quatre chiffres après la virgule',
  remedy: 'Écrivez un nombre, par exemple 12 ou 2,5.',
  broken: ({ value }) => !isNumber(value, 'quantity'),
};

const price: Constraint = {
  fault: 'n’est pas un nombre positif, ou a plus de six chiffres après la virgule',
  remedy: 'Écrivez un prix sans le signe moins. Une reprise s’écrit avec une quantité négative.',
  broken: ({ value }, document) => !isNumber(value, bothWays.includes(frameworkOf(document)) ? 'signedPrice' : 'price'),
};

const rate: Constraint = {
  fault: 'n’est pas écrit comme un taux',
  remedy: 'Écrivez le taux avec deux chiffres au plus après la virgule, sans le signe %.',
  broken: ({ value }) => !/^\d{1,4}(\.\d{1,2})?$/.test(value) || value.replace('.', '').length > 4,
};

const totals: readonly (readonly [TermId, string])[] = [
  ['BT-106', 'totals.lines'],
  ['BT-107', 'totals.allowances'],
  ['BT-108', 'totals.charges'],
  ['BT-109', 'totals.net'],
  ['BT-110', 'totals.vat'],
  ['BT-111', 'totals.vat'],
  ['BT-112', 'totals.gross'],
  ['BT-113', 'totals.prepaid'],
  ['BT-114', 'totals.rounding'],
  ['BT-115', 'totals.payable'],
  ['BT-116', 'vatBreakdown'],
  ['BT-117', 'vatBreakdown'],
  ['BT-131', 'lines'],
];

function frameworkOf(document: Group): string {
  return document.group('BG-2')?.value('BT-23') ?? '';
}

const paid = (document: Group) => paidFrameworks.includes(frameworkOf(document));
const total = (document: Group, id: TermId) => document.group('BG-22')?.value(id) ?? '';

/** BR-FR-DEC-01 to BR-FR-DEC-04, BR-FR-CO-09 and BR-FR-CO-12. */
export const amountRules: readonly NormRule[] = [
  onTerms('BR-FR-DEC-01_BT-92_BT-99', ['BT-92', 'BT-99'], 'allowances', money),
  onTerms('BR-FR-DEC-01_BT-93_BT-100', ['BT-93', 'BT-100'], 'allowances', money),
  ...totals.map(([id, field]) => onTerms(`BR-FR-DEC-01_${id}`, [id], field, money)),
  onTerms('BR-FR-DEC-01_BT-136_BT-141', ['BT-136', 'BT-141'], 'lines', money),
  onTerms('BR-FR-DEC-01_BT-137_BT-142', ['BT-137', 'BT-142'], 'lines', money),
  onTerms('BR-FR-DEC-02_BT-129', ['BT-129'], 'lines', quantity),
  onTerms('BR-FR-DEC-02_BT-149', ['BT-149'], 'lines', quantity),
  onTerms('BR-FR-DEC-03_BT-146', ['BT-146'], 'lines', price),
  onTerms('BR-FR-DEC-03_BT-147', ['BT-147'], 'lines', price),
  onTerms('BR-FR-DEC-03_BT-148', ['BT-148'], 'lines', price),
  onTerms('BR-FR-DEC-04_BT-96_BT-103', ['BT-96', 'BT-103'], 'allowances', rate),
  onTerms('BR-FR-DEC-04_BT-119', ['BT-119'], 'vatBreakdown', rate),
  onTerms('BR-FR-DEC-04_BT-152', ['BT-152'], 'lines', rate),
  whole(
    {
      id: 'BR-FR-CO-09_BT-23-1',
      field: 'totals.prepaid',
      message: 'La facture est marquée « déjà payée » mais le montant déjà payé n’est pas le total TTC.',
      remedy: 'Écrivez le total TTC comme montant déjà payé, ou décochez « déjà payée ».',
    },
    (document) => paid(document) && !sameAmount(total(document, 'BT-113'), total(document, 'BT-112')),
  ),
  whole(
    {
      id: 'BR-FR-CO-09_BT-23-2',
      field: 'totals.payable',
      message: 'La facture est marquée « déjà payée » mais il reste un net à payer.',
      remedy: 'Mettez le net à payer à zéro, ou décochez « déjà payée ».',
    },
    (document) => paid(document) && !sameAmount(total(document, 'BT-115'), '0'),
  ),
  whole(
    {
      id: 'BR-FR-CO-09_BT-23-3',
      field: 'payment.dueDate',
      message: 'La facture est marquée « déjà payée » mais la date du paiement manque.',
      remedy: 'Écrivez le jour du paiement comme date d’échéance.',
    },
    (document) => paid(document) && !document.has('BT-9'),
  ),
  whole(
    {
      id: 'BR-FR-CO-12_BT-5',
      field: 'currency',
      message: 'La facture n’est pas en euros et ne donne pas la TVA en euros.',
      remedy: 'Refaites la facture en euros.',
    },
    (document) => {
      const currency = document.value('BT-5');
      if (currency === '' || currency === 'EUR') return false;
      const taxes = document.groups('BG-22').flatMap((group) => [...group.terms('BT-111'), ...group.terms('BT-110')]);
      return document.value('BT-6') !== 'EUR' || !taxes.some(({ scheme }) => scheme === 'EUR');
    },
  ),
];
