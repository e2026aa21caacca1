import type { Environment } from '../../../portal/environment.ts';
import { words } from '../dictionary.ts';

/** The portals an invoice may leave for. */
export const places: Record<Environment, { name: string; hint: string }> = {
  training: { name: 'Portail d’entraînement', hint: 'Pour essayer : rien n’est payé, rien ne va à l’État. Rien à faire.' },
  qualification: { name: 'Portail d’essai de l’État (qualification)', hint: 'Pour ceux qui ont un compte d’essai PISTE.' },
  production: { name: 'Chorus Pro', hint: 'Le vrai portail : les factures partent pour de bon.' },
  other: { name: 'Un autre portail', hint: 'Un émulateur ou un banc d’essai, à l’adresse que vous donnez.' },
};

words('places', { places });
