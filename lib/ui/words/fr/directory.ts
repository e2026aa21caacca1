import type { BuildProgress, CheckOutcome, StructureChange } from '../../../desk/directory/api.ts';
import { words } from '../dictionary.ts';
import { recipient } from './recipient.ts';

/** Words of the directory of public bodies: what it is, how it is renewed, and what may be asked of others. */
const counted = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f');
const many = (count: number, one: string, more: string) => (count === 1 ? one : `${counted(count)} ${more}`);

export const directory = {
  title: 'Annuaire',
  intro: 'La liste des mairies, hôpitaux, collèges… est gardée sur cet appareil. On y cherche sans réseau.',
  now: 'L’annuaire de cet appareil',
  dated: (day: string) => `Annuaire du ${day}`,
  origins: {
    shipped: 'Livré avec Coursier',
    address: 'Suivi sur internet',
    files: 'Fait ici, avec vos fichiers',
  },
  counts: (structures: number, services: number) =>
    services > 0
      ? `${many(structures, 'un destinataire', 'destinataires')}, ${many(services, 'un service', 'services')}`
      : many(structures, 'un destinataire', 'destinataires'),
  source: 'Source',
  licence: 'Licence',
  fresh: 'Récent',
  old: (days: number) => `Il a ${Math.floor(days / 30)} mois`,
  oldHint: 'Des services ont pu ouvrir ou fermer depuis. Comparez les codes avec la commande.',
  partial: 'Il ne dit pas quels codes chacun demande. L’annuaire officiel de Chorus Pro, lui, le dit.',
  oldInSearch: (day: string) => `Annuaire du ${day}.`,
  renew: 'Le renouveler',

  official: 'Mettre l’annuaire officiel',
  officialHint: 'Il dit, pour chaque destinataire, les services et les codes demandés. Rien ne sort de cet appareil : c’est lui qui le prépare.',
  officialSteps: [
    'Sur le site de la communauté Chorus Pro, rubrique « Annuaire », téléchargez le fichier des structures et celui des services.',
    'Choisissez-les ici, tous à la fois.',
  ],
  officialWhere: 'communaute.chorus-pro.gouv.fr/annuaire-cpro',
  choose: 'Choisir les fichiers',
  chooseHint: 'XML, CSV, ZIP ou GZ, même de plusieurs centaines de mégaoctets.',
  steps: {
    reading: 'Lecture',
    packing: 'Rangement',
    indexing: 'Préparation de la recherche',
  } satisfies Record<BuildProgress['step'], string>,
  progress: (step: BuildProgress['step'], percent: number, structures: number) =>
    step === 'reading' ? `Lecture : ${percent} %, ${many(structures, 'un destinataire', 'destinataires')}` : `${directory.steps[step]}…`,
  stop: 'Arrêter',
  stopped: 'Arrêté. L’annuaire n’a pas changé.',
  built: (structures: number, services: number) => `C’est prêt : ${directory.counts(structures, services)}. L’annuaire sert dès maintenant.`,
  skipped: (count: number) => `${many(count, 'Une ligne illisible a été laissée', 'lignes illisibles ont été laissées')} de côté.`,
  skippedSee: 'Voir ces lignes',
  skippedMore: (count: number) => `… et ${counted(count)} autres.`,
  line: (file: string, line: number, reason: string) => `${file}, ligne ${line} : ${reason}`,
  orphans: (count: number) =>
    `${many(count, 'Un destinataire n’a que des services', 'destinataires n’ont que des services')} : il manque le fichier des structures, ou il est plus ancien.`,
  refused: (file: string) => `« ${file} » n’a pas été pris.`,
  refusedSafe: 'L’annuaire n’a pas changé.',
  shipped: 'Revenir à l’annuaire livré avec Coursier',
  shippedDone: 'L’annuaire livré avec Coursier sert de nouveau.',

  follow: 'Suivre un annuaire publié',
  followOwn: 'Ce site en publie peut-être un. Coursier y regarde une fois par jour, quand il y a du réseau.',
  followNone: 'Si quelqu’un publie un annuaire prêt pour Coursier (votre comptable, votre chambre des métiers), donnez son adresse.',
  followSays:
    'Coursier y regarde une fois par jour. Il y prend aussi les services des destinataires que vous choisissez : ce site peut donc deviner lesquels.',
  address: 'Adresse de l’annuaire',
  addressHint: 'Elle commence par https://',
  addressHintWeb: (site: string) =>
    `Une page web ne peut joindre que son propre site : l’adresse doit commencer par ${site}. Pour un autre site, prenez l’extension de navigateur, ou un fichier.`,
  addressWrong: 'Cette adresse ne peut pas être suivie d’ici.',
  save: 'Suivre cette adresse',
  forget: 'Ne plus la suivre',
  siteWhy: 'Coursier y prend l’annuaire, et rien d’autre. Rien de vos factures n’y va.',
  check: 'Vérifier maintenant',
  checking: 'Vérification…',
  checkedAt: (moment: string) => `Dernière réponse : ${moment}`,
  neverChecked: 'Jamais vérifié.',
  unreachable: 'L’adresse ne répond pas. L’annuaire de cet appareil sert toujours. Coursier réessaiera tout seul.',
  refusedOlder: 'Ce qui est publié est plus ancien que ce que vous avez. Il n’a pas été pris.',
  refusedBroken: 'Ce qui est publié est abîmé, coupé ou modifié. Il n’a pas été pris : vous gardez le bon.',
  heavy: (size: string) => `Un nouvel annuaire est là. Il pèse ${size}, et votre connexion semble comptée.`,
  fetchAnyway: 'Le prendre maintenant',

  leave: 'Ce que Coursier peut demander ailleurs',
  leaveHint: 'Rien de cela ne se fait sans votre accord. Vous pouvez le reprendre ici.',
  allowBusiness: 'Chercher aussi dans l’annuaire public des entreprises',
  allowBusinessHint: 'Les mots que vous cherchez partent à recherche-entreprises.api.gouv.fr, un site de l’État.',
  allowRefresh: 'Vérifier chaque destinataire choisi auprès de Chorus Pro',
  allowRefreshHint: 'Une fois par jour au plus, avec vos clés. Le portail voit alors quel SIRET vous regardez.',
};

/** What came of a check. */
export const outcomes = {
  nothing: 'Vous avez déjà le dernier.',
  updated: (size: string) => `Annuaire renouvelé (${size}).`,
  absent: 'Il n’y a pas d’annuaire à cette adresse.',
  later: 'Une vérification est déjà en cours.',
};

/** For who pressed the button. */
export function outcomeOf(outcome: CheckOutcome, size: (bytes: number) => string): string {
  switch (outcome.kind) {
    case 'updated':
      return outcomes.updated(size(outcome.bytes));
    case 'heavy':
      return directory.heavy(size(outcome.bytes));
    case 'refused':
      return outcome.reason === 'older' ? directory.refusedOlder : directory.refusedBroken;
    case 'unreachable':
      return directory.unreachable;
    default:
      return outcomes[outcome.kind];
  }
}

/** A recipient asked of the portal itself. */
export const structure = {
  title: 'Vérification',
  check: (trial: boolean) => (trial ? 'Vérifier auprès du portail' : 'Vérifier auprès de Chorus Pro'),
  checking: 'Question posée au portail…',
  never: 'Pas encore vérifié auprès du portail.',
  checkedAt: (moment: string) => `Vérifié auprès du portail le ${moment}.`,
  same: 'Rien n’a changé.',
  unknown: 'Ce SIRET n’est dans aucune liste de cet appareil. Il est gardé comme il est écrit : comparez-le avec la commande.',
  notFound: 'Le portail ne trouve pas ce SIRET parmi les destinataires actifs. Reprenez celui de la commande, ou demandez-le à la mairie.',
  always: 'Le faire tout seul pour chaque destinataire choisi',
};

const named = (code: string, name: string) => (name === '' || name === code ? `« ${code} »` : `« ${name} » (${code})`);
const another = (chosen: boolean) => (chosen ? ' C’est celui de cette facture : choisissez-en un autre.' : '');

/** What the portal says now and did not say before. */
export const changes = {
  closed: 'Ce destinataire ne reçoit plus de factures sur le portail.',
  requires: (what: string) => `Il demande maintenant autre chose. ${what}.`,
  serviceGone: (code: string, name: string, chosen: boolean) => `Le service ${named(code, name)} n’existe pas sur le portail.${another(chosen)}`,
  serviceClosed: (code: string, name: string, chosen: boolean) => `Le service ${named(code, name)} est fermé.${another(chosen)}`,
  serviceEngagement: (code: string, name: string) => `Le service ${named(code, name)} demande maintenant un numéro d’engagement.`,
  servicesNew: (count: number) => many(count, 'Un nouveau service est là.', 'nouveaux services sont là.'),
  certain: 'Le SIRET est le bon : le portail le connaît.',
};

/** One sentence for each change. */
export function changeOf(change: StructureChange): string {
  switch (change.kind) {
    case 'requires':
      return changes.requires(recipient.requires[change.to]);
    case 'service-gone':
      return changes.serviceGone(change.code, change.name, change.chosen);
    case 'service-closed':
      return changes.serviceClosed(change.code, change.name, change.chosen);
    case 'service-engagement':
      return changes.serviceEngagement(change.code, change.name);
    case 'services-new':
      return changes.servicesNew(change.count);
    default:
      return changes[change.kind];
  }
}

/** The State's directory of businesses, when the device's own does not know. */
export const business = {
  search: 'Chercher dans l’annuaire public des entreprises',
  ask: 'Chercher sur internet ?',
  askText:
    'Les mots que vous cherchez partiront à l’annuaire public des entreprises, recherche-entreprises.api.gouv.fr. C’est un site de l’État. Rien d’autre ne part.',
  askNext: 'Votre réponse vaut pour la suite. Elle se change dans les réglages, à « Annuaire ».',
  yes: 'Oui, chercher',
  no: 'Non merci',
  why: 'Coursier y cherche les organismes publics que vous tapez.',
  searching: 'Recherche sur internet…',
  found: 'Dans l’annuaire des entreprises',
  nothing: 'L’annuaire des entreprises ne connaît pas d’organisme public à ce nom.',
  toVerify: 'À vérifier sur Chorus Pro',
  closed: 'Fermé',
};

words('directory', { directory, outcomes, structure, changes, business });
