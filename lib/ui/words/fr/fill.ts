import type { FillTrouble } from '../../../desk/filling.ts';
import type { Outcome } from '../../../portal/pages/model.ts';
import { words } from '../dictionary.ts';
import { portalFields } from './portal-fields.ts';

/** « Remplir le portail »: words of the panel beside the portal's pages, and of what is drawn over them. */
export const fill = {
  title: 'Remplir le portail',
  start: 'Remplir le formulaire',
  again: 'Recommencer',
  filling: 'Coursier remplit la page…',
  intro: 'Coursier écrit dans la page, sous vos yeux. Il n’appuie jamais sur « Enregistrer » ni sur « Valider et envoyer ».',
  noTab: 'Ouvrez le formulaire du portail à côté, puis revenez ici.',
  notPortal: 'La page d’à côté n’est pas Chorus Pro. Coursier ne remplit rien ailleurs.',
  done: 'Vérifiez, puis appuyez vous-même sur « Valider et envoyer ».',
  trap: '« Enregistrer » ne fait qu’un brouillon : la facture ne part pas.',
  steps: 'Passez à l’étape suivante de la page : Coursier continuera tout seul.',
  count: (right: number, all: number) => `${right} champ${right > 1 ? 's' : ''} juste${right > 1 ? 's' : ''} sur ${all}`,
  toSee: 'À regarder',
  rest: 'Remplis',
  absent: 'Absents de cette page',
  copy: 'Copier',
  copied: 'Copié.',
  show: 'Montrer',
  replace: 'Mettre ma valeur',
  teach: 'Montrer le champ à Coursier',
  teaching: (field: string) => `Cliquez sur le champ « ${field} » — Échap pour annuler`,
  teachingHint: 'Cliquez sur le bon champ, dans la page d’à côté.',
  giveUp: 'Annuler',
  learnt: 'Retenu. Coursier essaie de nouveau.',
  gaveUp: 'Rien n’a été retenu.',
  here: (field: string, value: string) => (value ? `${field} : ${value}` : field),
  inPage: (value: string) => `Dans la page : ${value}`,
  said: (text: string) => `Le portail dit : « ${text} »`,
  outcomes: {
    filled: 'rempli',
    'already-right': 'déjà juste',
    differs: 'autre valeur dans la page',
    'not-found': 'pas trouvé',
    refused: 'refusé par la page',
    ambiguous: 'deux champs possibles',
    waiting: 'à l’étape suivante',
  } satisfies Record<Outcome, string>,
  adopt: 'La préparer pour ce portail',
  troubles: {
    login: 'Reconnectez-vous au portail : Coursier reprendra où il en était.',
    'wrong-site': 'Cette page n’est pas Chorus Pro. Rien n’a été rempli.',
    'other-portal':
      'Cette facture n’est pas pour ce portail. Rien n’a été rempli. Ouvrez à côté celui qui est choisi pour elle, ou préparez-la pour celui-ci : vous vérifierez alors le destinataire et ses codes.',
    'not-a-form': 'On ne reconnaît pas ici le formulaire d’une facture. Rien n’a été rempli. Ouvrez « Saisir » ou « Déposer une facture ».',
    'no-access': 'Le navigateur ne nous laisse pas entrer dans cette page. Cliquez sur le bouton Coursier de la barre d’outils, puis recommencez.',
    gone: 'La page du portail a été fermée. Rien n’est perdu : rouvrez-la et recommencez.',
  } satisfies Record<Exclude<FillTrouble, ''>, string>,
  sentTitle: 'Envoyée : le portail l’a confirmé',
  sentText: 'Sa réponse est gardée comme preuve dans le suivi.',
  unsure: 'Vous avez appuyé sur « Valider et envoyer », mais le portail n’a pas encore confirmé. Coursier attend sa réponse.',
  draftTitle: 'Brouillon sur le portail : pas envoyée',
  draftText: 'Elle est enregistrée là-bas, mais personne ne l’a reçue. Rouvrez-la et appuyez sur « Valider et envoyer ».',
  follow: 'Voir le suivi',
  back: 'Mes factures',
  rowOf: {
    lines: (rank: number, title: string) => `Ligne ${rank} : ${title}`,
    vatBreakdown: (rank: number, title: string) => `TVA, ligne ${rank} : ${title}`,
  },
};

/** A field of the portal by its key; one of a row says which row. */
export function fieldName(id: string): string {
  const [, table, row, name] = /^(lines|vatBreakdown)\.(\d+)\.(.+)$/.exec(id) ?? [];
  if (!table) return portalFields[id]?.title ?? id;
  return fill.rowOf[table as keyof typeof fill.rowOf](Number(row) + 1, (portalFields[`${table}.*.${name}`]?.title ?? '').toLowerCase());
}

export const onPortal = {
  fillWith: 'Remplir avec',
  choose: 'Quelle facture ?',
  none: 'Aucune facture à envoyer. Ajoutez-en une, puis revenez ici.',
  elsewhere: 'Vos factures à envoyer sont pour un autre portail. Voyez lequel est choisi dans les réglages.',
  overlay: 'Expliquer les champs et les états dans la page',
  read: (count: number) => (count === 1 ? 'Une facture mise à jour d’après cette page.' : `${count} factures mises à jour d’après cette page.`),
  taught: 'Champs montrés à Coursier',
  forget: 'Oublier',
  forgotten: 'Oublié.',
  share: 'Enregistrer ces champs',
  take: 'Reprendre un fichier',
  took: (count: number) => (count === 1 ? 'Un champ repris.' : `${count} champs repris.`),
};

/** Of the two buttons at the end of the portal's form. */
export const endings = {
  send: { title: 'C’est ce bouton qui envoie', text: 'Relisez, puis appuyez : la facture part au destinataire. Attendez la page de confirmation.' },
  draft: { title: 'Attention : brouillon', text: 'Ce bouton garde la facture sur le portail sans l’envoyer. Personne ne la recevra.' },
};

/** From an invoice that is ready to the portal's form. */
export const toPortal = {
  fill: 'Remplir sur Chorus Pro',
  noSchool: 'Régler le portail d’entraînement',
  refused: 'Sans cet accord, cliquez sur le bouton Coursier de la barre d’outils quand la page du portail est ouverte.',
};

words('fill', { fill, onPortal, endings, toPortal });
