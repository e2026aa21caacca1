import type { TabMark } from '../../../platform/tabs.ts';
import type { Site, Suspicion } from '../../../portal/pages/sites.ts';

/** Words of the extension about the browser around it: the tab beside the panel, the sites it may read. */
export const beside = {
  title: 'L’onglet à côté',
  genuine: 'Vrai Chorus Pro',
  production: 'le portail de l’État',
  qualification: 'portail d’essai de l’État (qualification)',
  training: 'Portail d’entraînement',
  trainingHint: 'rien n’y va à l’État',
  hidden: 'Cliquez sur l’icône de Coursier, en haut du navigateur, pour lire cette page.',
  warning: 'Attention : ce n’est pas Chorus Pro',
  why: {
    name: 'Son adresse imite celle du portail.',
    insecure: 'La page n’est pas chiffrée : n’importe qui sur le chemin peut y répondre.',
    odd: 'L’adresse est écrite comme le portail ne l’écrit jamais.',
    page: 'Elle se dit Chorus Pro et demande un mot de passe, à une autre adresse.',
  } satisfies Record<Suspicion, string>,
  address: 'Adresse de cette page :',
  advice: 'N’y tapez ni mot de passe, ni IBAN. Coursier n’y remplit rien.',
  openReal: 'Ouvrir le vrai Chorus Pro',
  mentions: 'Cette page parle de Chorus Pro et demande un mot de passe, et ce n’est pas Chorus Pro.',
  mentionsHint: 'Si c’est votre logiciel de facturation, c’est normal. Sinon, n’y tapez rien.',
};

/** The sign on the toolbar button for a tab; null for pages that are nobody's. */
export function markOf(site: Site): TabMark | null {
  if (site.kind === 'imitation') return { text: '!', tone: 'stop', title: `Coursier : ${beside.warning}` };
  if (site.kind === 'training') return { text: '✓', tone: 'accent', title: `Coursier : ${beside.training}` };
  return site.kind === 'other' ? null : { text: '✓', tone: 'done', title: `Coursier : ${beside.genuine}` };
}
