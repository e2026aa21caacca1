import type { GroupId, TermId } from '../../norm/document.ts';
import type { Finding, NormContext, NormRule } from '../rule.ts';
import { isFrenchRate, vatCategories } from './codes.ts';
import { type Constraint, official, onTerms } from './official.ts';
import { anywhere, lineLabel, nameIn, nameOf, written } from './terms.ts';

/** IGIC and IPSI: taxes of the Canary Islands and of Ceuta. */
const spanish = ['L', 'M'];

const rate: Constraint = {
  fault: 'n’est pas un taux de TVA français',
  remedy: 'Les taux courants sont 20, 10, 5,5 et 2,1 %, et 0 en franchise.',
  broken: ({ value }) => value !== '' && !isFrenchRate(value),
};

interface Category {
  /** What the official identifiers end with. */
  readonly suffix: string;
  readonly terms: readonly TermId[];
  readonly field: string;
  /** Groups that must say their category in CII: each of them is one element there. */
  readonly groups: readonly GroupId[];
}

const categories: readonly Category[] = [
  { suffix: 'BT-95_BT-102', terms: ['BT-95', 'BT-102'], field: 'allowances', groups: ['BG-20', 'BG-21'] },
  { suffix: 'BT-95_BT-118', terms: ['BT-118'], field: 'vatBreakdown', groups: ['BG-23'] },
  { suffix: 'BT-95_BT-151', terms: ['BT-151'], field: 'lines', groups: ['BG-30'] },
];

const remedy = 'Choisissez : avec TVA, exonérée, autoliquidation, livraison en Europe, exportation ou hors TVA.';

/** A draft with L or M breaks both halves of BR-FR-15: the more precise one alone speaks there. */
const alreadySaid = (value: string, { syntax }: NormContext) => syntax === null && spanish.includes(value);

function knownCategory({ suffix, terms, field, groups }: Category): NormRule {
  return official({
    id: `BR-FR-15_${suffix}`,
    field,
    message: `${terms.map(nameOf).join(' ou ').replace(' ou L', ' ou l')} n’est pas une catégorie connue.`,
    remedy,
    *judge(document, context): Generator<Finding> {
      for (const id of terms)
        for (const item of written(document, id))
          if (!vatCategories.includes(item.value) && !alreadySaid(item.value, context))
            yield { field: item.field || field, message: `${nameIn(item)} n’est pas une catégorie connue.` };
      if (context.syntax !== 'cii') return;
      // The CII set also wants the code where the tax has none; a line that only groups others needs no tax.
      for (const id of groups)
        for (const group of document.deep(id)) {
          if (terms.some((term) => group.has(term) || group.blank(term))) continue;
          if (id !== 'BG-23' && id !== 'BG-30' && !group.has('BT-96') && !group.has('BT-103')) continue;
          const line = id === 'BG-30' ? document.groups('BG-25').find((candidate) => candidate.groups(id).includes(group)) : undefined;
          if (line && ['GROUP', 'INFORMATION'].includes(anywhere(line, 'EXT-FR-FE-163'))) continue;
          yield { field: group.field || field, message: `Une catégorie de TVA manque${line ? ` à la ${lineLabel(line)}` : ''}.` };
        }
    },
  });
}

function notSpanish({ suffix, terms, field }: Category): NormRule {
  return onTerms(`BR-FR-15_${suffix}_LM`, terms, field, {
    fault: 'n’existe pas en France (L : Canaries, M : Ceuta et Melilla)',
    remedy,
    broken: ({ value }) => spanish.includes(value),
  });
}

/** BR-FR-15 and BR-FR-16: categories and rates of VAT that exist in France. */
export const vatRules: readonly NormRule[] = [
  ...categories.flatMap((category) => [knownCategory(category), notSpanish(category)]),
  onTerms('BR-FR-16_BT-96_BT-103', ['BT-96', 'BT-103'], 'allowances', rate),
  onTerms('BR-FR-16_BT-119', ['BT-119'], 'vatBreakdown', rate),
  onTerms('BR-FR-16_BT-152', ['BT-152'], 'lines', rate),
];
