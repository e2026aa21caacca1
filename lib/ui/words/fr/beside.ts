import type { TabMark } from '../../../platform/tabs.ts';
import type { PracticeFault } from '../../../portal/pages/practice.ts';
import type { Site, Suspicion } from '../../../portal/pages/sites.ts';
import type { Use } from '../../allowed.ts';
import { words } from '../dictionary.ts';

/** Words of the extension about the browser around it: the tab beside the panel, the sites it may read. */
export const beside = {
  title: 'L’onglet à côté',
  genuine: 'Vrai Chorus Pro',
  production: 'le portail de l’État',
  qualification: 'portail d’essai de l’État (qualification)',
  training: 'Portail d’entraînement',
  trainingHint: 'rien n’y va à l’État',
  hidden: 'Cliquez sur l’icône de Coursier, en haut du navigateur, pour lire cette page.',
  warning: 'Attention : ce n’est pas Chorus Pro',
  why: {
    name: 'Son adresse imite celle du portail.',
    insecure: 'La page n’est pas chiffrée : n’importe qui sur le chemin peut y répondre.',
    odd: 'L’adresse est écrite comme le portail ne l’écrit jamais.',
    page: 'Elle se dit Chorus Pro et demande un mot de passe, à une autre adresse.',
  } satisfies Record<Suspicion, string>,
  address: 'Adresse de cette page :',
  advice: 'N’y tapez ni mot de passe, ni IBAN. Coursier n’y remplit rien.',
  openReal: 'Ouvrir le vrai Chorus Pro',
  mentions: 'Cette page parle de Chorus Pro et demande un mot de passe, et ce n’est pas Chorus Pro.',
  sign: (what: string) => `Coursier : ${what}`,
  mentionsHint: 'Si c’est votre logiciel de facturation, c’est normal. Sinon, n’y tapez rien.',
};

/** Asking for a site, and the list of those allowed. */
export const sites = {
  title: 'Sites autorisés',
  intro: 'Coursier ne lit aucun site sans votre accord, et vous pouvez le reprendre.',
  none: 'Aucun pour l’instant : Coursier demandera quand il en aura besoin.',
  everySite: 'Tous les sites',
  uses: {
    all: 'Accordé dans les réglages du navigateur : Coursier n’en demande pas tant.',
    imitation: 'Il imite Chorus Pro : retirez-le.',
    portal: 'Remplir et relire vos pages de Chorus Pro.',
    sending: 'Envoyer vos factures (PISTE, le guichet de l’État).',
    practice: 'S’entraîner : rien n’y va à l’État.',
    other: 'Envoyer à l’autre portail que vous avez choisi.',
    app: 'Relier votre application Coursier.',
    billing: 'Y prendre vos factures.',
  } satisfies Record<Use, string>,
  forbid: 'Retirer',
  forbidOf: (site: string) => `Retirer ${site}`,
  forbidden: (site: string) => `Coursier ne lit plus ${site}.`,
  fixed: 'Ce site fait partie de l’installation : retirez-le dans les réglages du navigateur.',
  ask: (count: number) => (count > 1 ? 'Autoriser ces sites ?' : 'Autoriser ce site ?'),
  promise: (count: number) =>
    count > 1
      ? 'Ceux-ci seulement, et vous pourrez les retirer dans les réglages.'
      : 'Celui-ci seulement, et vous pourrez le retirer dans les réglages.',
  allow: 'Autoriser',
  notNow: 'Pas maintenant',
  refused: 'C’est noté : Coursier n’y va pas.',
  refusedHint: 'Rien n’est perdu, rien n’est parti.',
  afterAll: 'Autoriser finalement',
  /** Why, for what the panel asks by itself. */
  whySending: 'Pour remettre vos factures à PISTE, qui les donne à Chorus Pro. Elles y vont directement de votre navigateur.',
  whyTraining: 'Pour envoyer vos factures d’essai à votre portail d’entraînement.',
  whyOther: 'Pour envoyer vos factures au portail que vous avez choisi.',
  otherWays: 'Sans cela, Coursier peut encore remplir les pages de Chorus Pro, ou faire le PDF que vous déposerez.',
  shortcut: 'Au clavier : Alt + Maj + C ouvre Coursier. Le navigateur permet d’en changer.',
};

export const practice = {
  title: 'Portail d’entraînement',
  field: 'Adresse',
  hint: 'Celle de Coursier quand il tourne sur cet ordinateur (npm start), ou celle qu’on vous a donnée.',
  add: 'Ajouter',
  remove: 'Retirer',
  removeOf: (site: string) => `Retirer le portail d’entraînement ${site}`,
  removed: 'Portail d’entraînement retiré.',
  undo: 'Annuler',
  faults: {
    empty: '',
    'not-an-address': 'Ce n’est pas une adresse.',
    plain: 'L’adresse doit commencer par https://, sauf sur cet ordinateur.',
    portal: 'C’est le vrai Chorus Pro : on ne s’y entraîne pas.',
    imitation: 'Cette adresse imite Chorus Pro. Coursier n’y remplira rien.',
  } satisfies Record<PracticeFault, string>,
  setup: 'Dans l’extension, l’entraînement demande l’adresse d’un portail d’entraînement.',
};

/** The sign on the toolbar button for a tab; null for pages that are nobody's. `words`: of whoever speaks no language by himself. */
export function markOf(site: Site, words: Pick<typeof beside, 'sign' | 'warning' | 'training' | 'genuine'> = beside): TabMark | null {
  if (site.kind === 'imitation') return { text: '!', tone: 'stop', title: words.sign(words.warning) };
  if (site.kind === 'training') return { text: '✓', tone: 'accent', title: words.sign(words.training) };
  return site.kind === 'other' ? null : { text: '✓', tone: 'done', title: words.sign(words.genuine) };
}

words('beside', { beside, sites, practice });
