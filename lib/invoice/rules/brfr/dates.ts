import { isIsoDate } from '../../dates.ts';
import type { TermId } from '../../norm/document.ts';
import type { NormRule } from '../rule.ts';
import { credits, deposits, paidFrameworks } from './codes.ts';
import { type Constraint, official, onTerms } from './official.ts';

const impossible: Constraint = {
  fault: 'n’est pas un jour possible entre 2000 et 2099',
  remedy: 'Corrigez la date : elle s’écrit jour/mois/année.',
  broken: ({ value }) => !isIsoDate(value),
};

/** The official identifiers of the two last name an extension, but judge BT-134 and BT-135. */
const dates: readonly (readonly [id: string, term: TermId, field: string])[] = [
  ['BT-2', 'BT-2', 'issueDate'],
  ['BT-7', 'BT-7', 'vatDue'],
  ['BT-9', 'BT-9', 'payment.dueDate'],
  ['BT-26', 'BT-26', 'precedingInvoices'],
  ['BT-72', 'BT-72', 'delivery.date'],
  ['BT-73', 'BT-73', 'delivery.periodStart'],
  ['BT-74', 'BT-74', 'delivery.periodEnd'],
  ['EXT-FR-FE-138', 'EXT-FR-FE-138', 'lines'],
  ['EXT-FR-FE-158', 'EXT-FR-FE-158', 'lines'],
  ['EXT-FR-FE-134', 'BT-134', 'lines'],
  ['EXT-FR-FE-135', 'BT-135', 'lines'],
];

/** BR-FR-03 and BR-FR-CO-07. */
export const dateRules: readonly NormRule[] = [
  ...dates.map(([id, term, field]) => onTerms(`BR-FR-03_${id}`, [term], field, impossible)),
  official({
    id: 'BR-FR-CO-07_BT-9',
    field: 'payment.dueDate',
    message: 'La date d’échéance est avant la date de la facture.',
    remedy: 'Corrigez l’une des deux dates. Si la facture est déjà payée, cochez « déjà payée ».',
    judge(document, { syntax }) {
      const [due, issued, type] = [document.value('BT-9'), document.value('BT-2'), document.value('BT-3')];
      // In a UBL credit note BT-9 stands among the payment means, where the official rule does not look.
      if (syntax === 'ubl' && credits.includes(type)) return [];
      if (deposits.includes(type) || paidFrameworks.includes(document.group('BG-2')?.value('BT-23') ?? '')) return [];
      return isIsoDate(due) && isIsoDate(issued) && due < issued ? [{ field: document.fieldOf('BT-9') }] : [];
    },
  }),
];
