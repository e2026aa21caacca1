import type { Group, TermId } from '../../norm/document.ts';
import type { Finding, NormContext, NormRule } from '../rule.ts';
import { nameIn, nameOf, type Written, written } from './terms.ts';

/** Set of 2026-08-04; every assertion is fatal there since 1 September 2026 (its "warning" twin served the months before). */
export const VERSION = '1.4.0.03';

export type Facts = Pick<NormRule, 'id' | 'field' | 'message' | 'remedy' | 'judge'>;

/** A rule of the official French set, under its exact identifier. */
export function official(facts: Facts): NormRule {
  const rule = /^BR-FR-(?:[A-Z]+-)?\d+/.exec(facts.id)?.[0] ?? facts.id;
  return { family: 'BR-FR', source: `XP Z12-012, ${rule} (jeu FNFE-MPE ${VERSION})`, targets: ['afnor'], severity: 'error', ...facts };
}

/** A rule that holds or not for the whole invoice. */
export function whole(facts: Omit<Facts, 'judge'>, broken: (document: Group, context: NormContext) => boolean): NormRule {
  return official({ ...facts, judge: (document, context) => (broken(document, context) ? [{}] : []) });
}

/** One constraint on the value of terms: the sentence is the term's name, then `fault`. */
export interface Constraint {
  fault: string;
  remedy: string;
  broken(written: Written, document: Group, context: NormContext): boolean;
}

/** The same constraint on each of these terms. `field` is where the cursor goes when nothing else is known. */
export function onTerms(id: string, terms: readonly TermId[], field: string, { fault, remedy, broken }: Constraint): NormRule {
  return official({
    id,
    field,
    message: `${terms
      .map(nameOf)
      .join(' ou ')
      .replace(/ ou ./g, (text) => text.toLowerCase())} ${fault}.`,
    remedy,
    *judge(document, context): Generator<Finding> {
      for (const term of terms)
        for (const item of written(document, term))
          if (broken(item, document, context)) yield { field: item.field || field, message: `${nameIn(item)} ${fault}.` };
    },
  });
}

export function longerThan(limit: number, remedy = 'Raccourcissez ce texte.'): Constraint {
  return { fault: `dépasse ${limit} caractères`, remedy, broken: ({ value }) => [...value].length > limit };
}
