import type { AddressFault, KeyDoubt } from '../../../desk/key-forms.ts';
import type { Strength } from '../../../desk/passphrase.ts';
import type { ApiName, Finding, StepId } from '../../../portal/diagnosis.ts';
import type { Environment } from '../../../portal/environment.ts';
import { words } from '../dictionary.ts';

interface StepWords {
  title: string;
  /** What to click, in order. */
  lines: readonly string[];
  link?: readonly [label: string, address: string];
}

/** Words of the guided set-up, of the test of the connection and of the lock. */
export const setup = {
  title: 'Raccorder à Chorus Pro',
  intro: 'Une seule fois, et pas à pas. Vous pouvez vous arrêter : tout est gardé.',
  honest:
    'Coursier n’a été essayé qu’avec son portail d’entraînement. Ces étapes viennent de ce que l’État et d’autres logiciels publient : un bouton peut avoir changé de nom.',
  where: 'Où partiront les factures ?',
  forWhom: 'Pour quelle entreprise ?',
  everyone: 'Toutes, avec le même compte',
  /** The long way, a word for who would rather not. */
  noNeed: 'Rien à faire : l’entraînement marche tout de suite.',
  noNeedBeside: 'Pas de clés à donner : l’adresse d’un portail d’entraînement suffit.',
  addressesBeside: ['Coursier vous demandera le droit de les joindre.'],
  host: 'Le site qui vous sert Coursier a déjà sa clé PISTE : il ne reste que le compte technique.',
  step: (number: number, count: number) => `Étape ${number} sur ${count}`,
  done: 'C’est fait',
  redo: 'Revoir',
  doneWord: 'fait',
  fields: {
    clientId: 'Identifiant (Client ID)',
    clientSecret: 'Secret (Client Secret)',
    login: 'Identifiant du compte technique',
    password: 'Mot de passe technique',
  },
  hints: {
    clientId: '36 signes, avec des tirets.',
    clientSecret: 'Gardé chiffré, jamais montré de nouveau.',
    login: 'Il ressemble à TECH_1_12345@cpro.fr.',
    password: 'Le portail ne le montre qu’une fois.',
  },
  setOn: 'Reçu le',
  setOnHint: 'Pour vous prévenir avant qu’il expire.',
  kept: 'Gardé',
  change: 'Changer',
  cancel: 'Garder l’ancien',
  show: 'Montrer',
  hide: 'Cacher',
  token: 'Adresse du jeton',
  tokenHint: 'En entier : https://…/api/oauth/token',
  api: 'Adresse de l’API',
  apiHint: 'Ce qui précède /cpro : Coursier ajoute la suite.',
  test: 'Essayez',
  ready: 'C’est prêt.',
  use: 'L’utiliser désormais',
  inUse: (name: string) => `Vos prochaines factures partiront par : ${name}.`,
  firstOne: 'Vérifiez votre premier envoi sur portail.chorus-pro.gouv.fr.',
  backHome: 'Retour à mes factures',
};

const piste = 'https://piste.gouv.fr';
const chorus: readonly [string, string] = ['Ouvrir Chorus Pro', 'https://portail.chorus-pro.gouv.fr/'];

/** What to click where (chorus-pro.md §1), by step; the second is for production where it differs. */
export const steps: Record<'piste' | 'terms' | 'keys' | 'declare' | 'account' | 'addresses', (environment: Environment, host: boolean) => StepWords> =
  {
    piste: (environment) => ({
      title: 'Ouvrir un compte PISTE',
      lines: [
        'PISTE est le guichet de l’État pour les logiciels. L’inscription est gratuite.',
        environment === 'production'
          ? 'Dans « Applications », créez une application de production et notez son nom, majuscules comprises.'
          : 'Une application « APP_SANDBOX_ » suivie de votre adresse est créée toute seule : notez son nom.',
      ],
      link: ['Ouvrir piste.gouv.fr', `${piste}/registration`],
    }),
    terms: (environment) => ({
      title: 'Accepter les conditions',
      lines: [
        'Dans PISTE, ouvrez « API », puis la page où l’on consent aux conditions (CGU).',
        `Cochez les trois API de Chorus Pro : Factures, Structures, Transverses. Chacune y est deux fois : prenez « ${
          environment === 'production' ? 'production' : 'sandbox'
        } ».`,
      ],
      link: ['Ouvrir PISTE', piste],
    }),
    keys: (environment) => ({
      title: 'Copier les deux clés de l’application',
      lines:
        environment === 'other'
          ? ['Celles que donne cet autre portail.']
          : ['Dans « Applications », ouvrez la vôtre.', 'Prenez « OAuth Credentials ». Pas « API Keys » : elles ne marchent pas ici.'],
    }),
    declare: (_, host) => ({
      title: 'Déclarer le raccordement',
      lines: [
        'Entrez dans Chorus Pro avec le compte du gestionnaire principal.',
        'Donnez-vous les espaces « Raccordement EDI et API » et « Suivi des flux ».',
        host
          ? '« Gérer raccordement API », puis « Déclarer un raccordement PISTE » : votre entreprise, et le nom de l’application que vous donne ce site.'
          : '« Gérer raccordement API », puis « Déclarer un raccordement PISTE » : votre entreprise, et le nom de l’application exactement comme dans PISTE, majuscules comprises.',
      ],
      link: chorus,
    }),
    account: (environment) => ({
      title: 'Créer le compte technique',
      lines:
        environment === 'other'
          ? ['Celui que donne cet autre portail.']
          : [
              'Au même endroit, créez un compte technique.',
              'Le mot de passe n’est montré qu’une fois : collez-le ici tout de suite.',
              'Comptez une demi-heure avant qu’il marche. Il dure 424 jours : Coursier vous prévient 30 jours avant la fin.',
            ],
      ...(environment === 'other' ? {} : { link: chorus }),
    }),
    addresses: () => ({ title: 'Donner les deux adresses', lines: ['Le site qui vous sert Coursier doit les avoir permises.'] }),
  };

export const doubts: Record<KeyDoubt, string> = {
  'not-technical': 'D’ordinaire il ressemble à TECH_1_12345@cpro.fr. Votre compte personnel ne convient pas.',
  'not-uuid': 'D’ordinaire il a 36 signes et quatre tirets. Vérifiez qu’il est entier.',
  'short-secret': 'Il paraît court. Vérifiez qu’il est entier.',
  'same-as-id': 'C’est le même que l’identifiant : il en faut un autre.',
  spaces: 'Il y a un espace au milieu : vérifiez le collage.',
  placeholder: 'Ce sont des points, pas le vrai texte : affichez-le avant de le copier.',
};

export const addressFaults: Record<AddressFault, string> = {
  empty: '',
  'not-an-address': 'Ce n’est pas une adresse.',
  'not-http': 'L’adresse doit commencer par https://.',
  'with-secret': 'Pas de mot de passe dans une adresse : il se verrait. Il a été retiré, tapez-le plus bas.',
};

export const connection = {
  title: 'La connexion',
  start: 'Tester la connexion',
  again: 'Tester de nouveau',
  stop: 'Arrêter',
  running: 'Essai en cours…',
  ok: 'Tout marche.',
  broken: 'Une chose est à régler.',
  deposits: 'Rien n’est déposé.',
  names: {
    network: 'Le réseau et le relais',
    token: 'Les clés PISTE',
    subscription: 'Les conditions des API',
    connection: 'Le raccordement',
    account: 'Le compte technique',
    structures: 'Votre entreprise',
    bank: 'Le compte bancaire',
    rights: 'Le droit d’envoyer',
  } satisfies Record<StepId, string>,
  states: { todo: 'à venir', doing: 'en cours', ok: 'bon', failed: 'à régler', skipped: 'pas essayé' },
};

/** What each finding means and the exact thing to mend. */
export const findings: Record<Finding, (facts: { apis: readonly ApiName[]; names: readonly string[] }) => string> = {
  offline: () => 'Il n’y a pas de réseau. Reconnectez-vous et recommencez.',
  'relay-unreachable': () => 'Le relais ne répond pas. Regardez son adresse dans les réglages, ou prévenez celui qui héberge Coursier.',
  'relay-refuses': () => 'À cette adresse il n’y a pas de relais de Coursier. Corrigez-la dans les réglages ; vide, elle désigne ce site.',
  'host-refused': () => 'Le relais n’a pas permis cette adresse. Celui qui l’héberge doit l’ajouter à sa liste.',
  'portal-unreachable': () => 'Le portail ne répond pas. Réessayez dans quelques minutes.',
  'portal-down': () => 'Le portail est en panne. Vos clés n’y sont pour rien : réessayez plus tard.',
  'portal-busy': () => 'Le portail demande d’attendre. Réessayez dans quelques minutes.',
  'keys-missing': () => 'Il manque l’identifiant ou le secret PISTE. Collez-les plus haut.',
  'keys-refused': () =>
    'PISTE refuse ces clés, quatre fois de suite. Recopiez les deux depuis « OAuth Credentials », de la bonne application : essai et production ont chacune les leurs.',
  'not-subscribed': ({ apis }) => `Sur PISTE, acceptez les conditions de l’API ${apis.join(' et de l’API ')}, pour la même application.`,
  'not-connected': () =>
    'Le raccordement manque, ou n’est pas encore actif. Déclarez-le dans Chorus Pro avec le nom exact de l’application, puis attendez une demi-heure.',
  'account-missing': () => 'Il manque le compte technique ou son mot de passe. Collez-les plus haut.',
  'account-refused': () =>
    'Le compte technique est refusé. Recopiez l’identifiant (TECH_1_…) et le mot de passe. Créé à l’instant, il marche au bout d’une demi-heure.',
  'password-expired': () => 'Le mot de passe technique a expiré. Demandez-en un nouveau dans Chorus Pro, puis collez-le plus haut.',
  'no-structure': () => 'Ce compte n’est rattaché à aucune entreprise. Demandez le rattachement au gestionnaire principal.',
  'seller-absent': ({ names }) =>
    `Votre SIRET n’est pas parmi les entreprises de ce compte (${names.join(', ')}). Demandez le rattachement au gestionnaire principal, ou corrigez le SIRET dans « Mon entreprise ».`,
  'seller-unknown': () => 'Remplissez « Mon entreprise » : Coursier vérifiera que votre SIRET y est.',
  'no-bank-account': () => 'Aucun compte bancaire sur le portail : l’IBAN de la facture fera foi.',
  'several-bank-accounts': () => 'Plusieurs comptes bancaires sur le portail : l’IBAN de la facture fera foi.',
  'no-right': () => 'Ce compte n’a pas le droit de lire les factures émises. Demandez l’espace « Factures émises » au gestionnaire principal.',
  unexpected: () => 'Le portail a répondu autre chose que prévu. Réessayez ; si cela dure, dites-le à celui qui héberge Coursier.',
};

export const vault = {
  title: 'Vos clés',
  none: 'Pas encore de clés',
  partial: 'Il en manque',
  kept: 'Gardées',
  more: 'Protéger ou oublier ces clés',
  locked: 'Verrouillées',
  expires: (day: string, byPortal: boolean) =>
    byPortal ? `Mot de passe technique valable jusqu’au ${day}.` : `Mot de passe technique valable jusqu’au ${day} (424 jours).`,
  noDate: 'On ne sait pas quand le mot de passe technique expire : le test de connexion le dira peut-être.',
  guide: 'Raccorder pas à pas',
  revise: 'Revoir le raccordement',
  lock: 'Verrouiller',
  forget: 'Oublier ces clés',
  forgotten: 'Clés oubliées.',
  undo: 'Annuler',
  all: 'Toutes les entreprises',
  lockedTitle: 'Vos clés sont verrouillées',
  lockedText: 'Tapez votre code pour les ouvrir.',
  lockedWaiting: (count: number) =>
    count === 1
      ? 'Une facture attend : elle partira dès que vous aurez tapé votre code.'
      : `${count} factures attendent : elles partiront dès que vous aurez tapé votre code.`,
  code: 'Votre code',
  unlock: 'Déverrouiller',
  unlocked: 'Clés déverrouillées.',
  wrong: 'Ce n’est pas ce code.',
  pause: (seconds: number) => (seconds >= 60 ? `Réessayez dans ${Math.ceil(seconds / 60)} min.` : `Réessayez dans ${seconds} s.`),
  lost: 'J’ai oublié mon code',
  lostText: 'Personne ne peut retrouver ce code. On peut effacer les clés et en redonner : vos factures restent.',
  erase: 'Effacer les clés',
  keep: 'Ne rien effacer',
  erased: 'Clés effacées. Vos factures sont toutes là.',
};

export const protection = {
  title: 'Un code pour vos clés',
  off: 'Sans code, les clés sont chiffrées par cet appareil : qui l’ouvre peut envoyer vos factures.',
  on: 'Les clés sont fermées par votre code : à chaque ouverture, et après un moment sans usage.',
  set: 'Choisir un code',
  change: 'Changer de code',
  remove: 'Ne plus demander de code',
  field: 'Nouveau code',
  hint: 'Au moins 8 signes ; quatre mots au hasard font un bon code. Il n’est gardé nulle part : notez-le.',
  again: 'Le même, encore une fois',
  differ: 'Les deux ne sont pas pareils.',
  save: 'Protéger par ce code',
  saved: 'Clés protégées par votre code.',
  removed: 'Le code n’est plus demandé.',
  cancel: 'Annuler',
  strength: {
    short: 'Trop court : 8 signes au moins.',
    weak: 'Facile à deviner.',
    fair: 'Correct.',
    good: 'Solide.',
  } satisfies Record<Strength, string>,
  delay: 'Se verrouille après',
  delays: { 5: '5 minutes', 15: '15 minutes', 60: 'une heure' },
};

export const expiry = {
  soon: (days: number) =>
    days === 0
      ? 'Le mot de passe technique de Chorus Pro expire aujourd’hui.'
      : days === 1
        ? 'Le mot de passe technique de Chorus Pro expire demain.'
        : `Le mot de passe technique de Chorus Pro expire dans ${days} jours.`,
  over: 'Le mot de passe technique de Chorus Pro a expiré : rien ne peut partir.',
  what: 'Demandez-en un nouveau dans Chorus Pro (« Raccordement EDI et API »), puis collez-le ici.',
  renew: 'Le renouveler',
  later: 'Demain',
};

words('accounts', { setup, steps, doubts, addressFaults, connection, findings, vault, protection, expiry });
