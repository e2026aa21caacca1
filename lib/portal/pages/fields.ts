import { others } from './fields/others.ts';
import { parties } from './fields/parties.ts';
import { references } from './fields/references.ts';
import { rows } from './fields/rows.ts';
import { totals } from './fields/totals.ts';
import { groups, neutral, roles, signs } from './fields/vocabulary.ts';
import type { Catalogue, FieldSpec } from './model.ts';

/**
 * The portal's fields by their visible labels. Nobody publishes the real pages (chorus-pro.md §5): the words are the public guides', the contract's and what
 * users write. To add a spelling: a line in `fields/`, a case in `test/unit/portal/pages/find.test.ts`. Accents, capitals, « n° », plurals and little words do not count.
 *
 * What may be filled comes first; keys are places in the invoice (`lib/invoice/model.ts`) where it has one.
 */
const filled: readonly FieldSpec[] = [...parties, ...references, ...totals, ...rows];

export const catalogue: Catalogue = { version: 1, fields: [...filled, ...others], vocabulary: { roles, groups, neutral, signs } };

/** Keys that a plan may fill: a field of the catalogue that is in no plan keeps others off. */
export const fillable: ReadonlySet<string> = new Set(filled.map(({ key }) => key));
