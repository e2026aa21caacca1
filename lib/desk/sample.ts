import type { Dossier } from './dossier.ts';
import type { Settings } from './settings.ts';

/** The number printed on the sample invoice: no user's company. Before the tour taught nothing, a first tour could leave it as the user's own. */
export const SAMPLE_SIRET = '99980011300030';

/** The invoice that the tour carries: a fictitious baker's, from which nothing is learnt. */
export function isSample({ id }: Pick<Dossier, 'id'>, { tour }: Pick<Settings, 'tour'>): boolean {
  return id === tour;
}
