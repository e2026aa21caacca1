import type { TermId } from '../../norm/document.ts';
import type { NormRule } from '../rule.ts';
import { type Constraint, longerThan, onTerms } from './official.ts';

const ownRemedy = 'Changez le numéro, sur la facture aussi : 35 caractères au plus, lettres sans accent, chiffres et - _ / +, sans espace.';
const originRemedy =
  'Recopiez le numéro exact de la facture d’origine : 35 caractères au plus, lettres sans accent, chiffres et - _ / +, sans espace.';

const strangeCharacter: Omit<Constraint, 'remedy'> = {
  fault: 'contient un caractère refusé',
  broken: ({ value }) => !/^[A-Za-z0-9+\-_/]+$/.test(value),
};

const numbers: readonly (readonly [id: TermId, field: string, remedy: string])[] = [
  ['BT-1', 'invoiceNumber', ownRemedy],
  ['BT-25', 'precedingInvoices', originRemedy],
  ['EXT-FR-FE-136', 'lines', originRemedy],
];

/** BR-FR-01 and BR-FR-02: how an invoice may be numbered. */
export const numberRules: readonly NormRule[] = numbers.flatMap(([id, field, remedy]) => [
  onTerms(`BR-FR-01_${id}`, [id], field, longerThan(35, remedy)),
  onTerms(`BR-FR-02_${id}`, [id], field, { ...strangeCharacter, remedy }),
]);
