/** What may go wrong on the practice pages, by address (`?essai=a,b`), from the welcome page, or by `control.pages.set`. */
export const switchWords = {
  'session-expiree': 'La session expire au deuxième envoi de la page : la connexion s’affiche',
  'champs-renommes': 'Quelques libellés et identifiants sont inconnus (« page changée »)',
  lenteur: 'Chaque réponse prend une seconde et demie',
  'champ-refuse': 'La page refuse le numéro de marché et l’efface',
  'valeurs-changees': 'La page récrit les montants et efface une fois l’engagement, après coup',
  'champ-inconnu': 'Un champ obligatoire de plus, que personne ne connaît',
} as const;
export type SwitchName = keyof typeof switchWords;
export const switchNames = Object.keys(switchWords) as SwitchName[];
export const SLOW_MS = 1_500;

/** Labels of a page that changed: nothing in them is of the portal's known words. */
export const renamed: Readonly<Record<string, { label: string; id: string }>> = {
  'references.engagement': { label: 'Repère comptable acheteur', id: 'zone_7f3a' },
  'references.modePaiement': { label: 'Canal de versement', id: 'zone_19bc' },
  'montants.ttc': { label: 'Somme due, taxes incluses', id: 'zone_c04e' },
};

/** The field nobody knows; the page wants one of these. */
export const unknownField = {
  label: 'Programme budgétaire de rattachement',
  id: 'zone_programme',
  options: ['Sans objet', 'Programme 148', 'Programme 723'],
} as const;

export function switchesIn(list: string | undefined): SwitchName[] {
  const asked = (list ?? '').split(',');
  return switchNames.filter((name) => asked.includes(name));
}
