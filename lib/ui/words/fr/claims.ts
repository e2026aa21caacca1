import { words } from '../dictionary.ts';

/** Words of the clock of payment, of what is late and of the letter that claims it. */
const days = (count: number) => (count === 1 ? '1 jour' : `${count} jours`);

export const half = {
  /** « 2e semestre 2026 », from its first day. */
  name: (from: string) => `${from.endsWith('-01-01') ? '1er' : '2e'} semestre ${from.slice(0, 4)}`,
};

/** « 1,33 € d’intérêts et 40,00 € d’indemnité »: nothing is said of an interest below a cent. */
const owed = (interest: string, indemnity: string, some: boolean) =>
  some ? `${interest} d’intérêts et ${indemnity} d’indemnité` : `${indemnity} d’indemnité`;

export const clock = {
  title: 'Le paiement',
  due: (day: string) => `Payable au plus tard le ${day}`,
  left: (count: number) => (count === 0 ? 'Dernier jour aujourd’hui' : `Reste ${days(count)}`),
  term: (count: number, day: string) => `${days(count)} à compter du ${day}`,
  starts: {
    'starts-at-deposit': 'jour de la preuve de dépôt',
    'starts-at-availability': 'jour où le destinataire a été prévenu',
    'starts-at-delivery': 'jour de la livraison',
  } as Record<string, string>,
  unsure: 'Coursier ne sait pas de quel genre d’organisme il s’agit : il compte 30 jours, la règle commune.',
  suspended: 'Compteur arrêté',
  suspendedText: (day: string) =>
    `Le destinataire a suspendu la facture le ${day}. Le compteur repartira quand il aura reçu ce qui manque, pour 30 jours au moins.`,
  paused: (from: string, to: string) => `Arrêté du ${from} au ${to}.`,
  noEffect: {
    second: (day: string) => `Suspendue de nouveau le ${day} : la loi ne le permet qu’une fois, le compteur continue.`,
    'after-due': (day: string) => `Suspendue le ${day}, après le dernier jour : le retard continue.`,
    'after-order': (day: string) => `Suspendue le ${day}, après l’ordre de payer : le compteur continue.`,
  },
  recycle: 'Le compteur partira quand la facture, corrigée, sera revenue chez le bon destinataire.',
  restarted: 'Compté depuis que la facture est revenue corrigée.',
  late: (count: number) => (count === 1 ? 'En retard d’un jour' : `En retard de ${days(count)}`),
  owed: (interest: string, indemnity: string, some: boolean) =>
    `On vous doit en plus ${owed(interest, indemnity, some)}, de plein droit : vous n’avez qu’à les réclamer.`,
  owedPaid: (interest: string, indemnity: string, some: boolean) => `On vous doit encore ${owed(interest, indemnity, some)}.`,
  lookFirst: 'Regardez d’abord votre compte : beaucoup d’organismes n’annoncent pas leurs virements au portail.',
  maybePaid: 'Le comptable public l’a enregistrée : l’argent est peut-être déjà sur votre compte. Regardez-le avant d’écrire.',
  how: 'Comment c’est compté',
  formula: (principal: string, rate: string, count: number, interest: string) => `${principal} × ${rate} × ${count} / 365 = ${interest}`,
  rate: (rate: string, ecb: string, from: string) => `Taux : ${rate}, soit ${ecb} (Banque centrale européenne, ${half.name(from)}) plus 8 points.`,
  rateUnsure: 'Ce taux est à vérifier : Coursier reprend le dernier qu’il connaît.',
  indemnity: 'Indemnité forfaitaire pour frais de recouvrement : 40\u00a0€ par facture en retard.',
  // hyphens that do not break
  law: (article: string) => `Code de la commande publique, articles ${article}, L2192-13, R2192-31 et D2192-35.`.replaceAll('-', '\u2011'),
  wrongTerm: 'Ce délai n’est pas le bon ?',
  wrongTermText: 'Choisissez celui de ce destinataire : il servira pour toutes ses factures.',
  terms: { 30: '30 jours : État, commune, école…', 50: '50 jours : hôpital public', 60: '60 jours : entreprise publique' },
  termSaved: 'Délai retenu pour ce destinataire.',
  letter: 'Lettre de réclamation',
  paidWhen: 'J’ai été payé…',
  paidOn: 'L’argent est arrivé le',
  keep: 'C’est noté',
  cancel: 'Annuler',
  paidSaved: 'Noté : facture payée.',
  badDay: 'Choisissez un jour entre le dépôt et aujourd’hui.',
  paid: (day: string) => `Payée le ${day}`,
  inTime: (count: number) => (count === 0 ? 'Le jour même.' : `En ${days(count)}, dans les délais.`),
  afterTime: (count: number) => `Avec ${days(count)} de retard.`,
  notPaid: 'Finalement, pas payée',
  close: 'C’est réglé, ou j’y renonce',
  closed: (day: string) => `Intérêts réglés ou abandonnés le ${day}.`,
  reopen: 'Rouvrir',
  closedDone: 'Noté : Coursier ne les compte plus.',
};

export const letter = {
  title: 'La lettre',
  text: 'Relisez-la, signez-la, envoyez-la au service qui paie. Rien ne part d’ici tout seul.',
  save: 'Enregistrer la lettre (PDF)',
  mail: 'Ouvrir un mail',
  copy: 'Copier le texte',
  copied: 'Texte copié.',
  saved: 'Lettre enregistrée.',
  read: 'Lire le texte',
  attach: 'Le mail ne peut pas emporter le PDF tout seul : joignez-le.',
  close: 'Fermer la lettre',
  rateUnsure: 'Le taux de ce semestre est à vérifier avant d’envoyer la lettre.',
};

export const delays = {
  title: 'Mon argent',
  intro: 'Ce que chaque organisme vous doit, jour après jour. Passé le délai de la loi, des intérêts et 40\u00a0€ s’ajoutent tout seuls.',
  expected: 'À recevoir',
  late: 'En retard',
  extra: 'Intérêts et indemnités',
  nothing: 'Aucune facture envoyée n’attend de paiement.',
  noneLate: 'Rien n’est en retard.',
  waiting: (count: number) => (count === 0 ? 'Plus rien à recevoir' : count === 1 ? 'Une facture à recevoir' : `${count} factures à recevoir`),
  average: (count: number, invoices: number) =>
    `Paie en ${days(count)}${invoices > 1 ? ` en moyenne, sur ${invoices} factures` : ', sur une facture'}.`,
  trial: 'Essai',
  lateFor: (count: number) => `${days(count)} de retard`,
  paidLate: (count: number) => `payée avec ${days(count)} de retard`,
  extraOf: (amount: string) => `+ ${amount}`,
  paidOf: (amount: string) => `sur ${amount}`,
  lettersFor: (count: number) => (count === 1 ? 'Lettre de réclamation' : `Lettre pour ces ${count} factures`),
  toClaim: 'À réclamer',
  others: 'Dans les délais',
  none: 'Destinataire sans nom',
  rates: 'Les taux de la loi',
  ratesText: 'Taux de la Banque centrale européenne au premier jour de chaque semestre. La loi ajoute 8 points.',
  total: (rate: string) => `soit ${rate}`,
  toCheck: 'À vérifier',
  whereToCheck:
    'Coursier ne connaît pas encore le taux du dernier semestre. Cherchez « taux des intérêts moratoires » sur economie.gouv.fr, ou le taux des opérations principales de refinancement sur ecb.europa.eu.',
  confirmRate: 'C’est bien ce taux',
  yours: 'Saisi par vous',
  saveRates: 'Enregistrer les taux',
  ratesSaved: 'Taux enregistrés.',
  resetRates: 'Revenir aux taux fournis',
  badRate: 'Un taux s’écrit comme 2,15.',
  more: 'Semestres plus anciens',
  byMonth: 'Mois par mois, en euros',
  byBuyer: 'Qui paie en combien de temps',
  kinds: { paid: 'Payé', late: 'En retard', expected: 'À venir' },
  table: 'Voir le tableau',
  month: 'Mois',
  chartAlt: (paid: string, expected: string, late: string) => `Payé ${paid}, à venir ${expected}, en retard ${late}. Le détail est dans le tableau.`,
  short: (amount: number) => new Intl.NumberFormat('fr', { notation: 'compact', maximumFractionDigits: 1 }).format(amount),
  days,
  pace: (average: number, term: number, invoices: number) =>
    `${average > term ? `${days(average - term)} de plus que la loi` : `Dans les ${term} jours de la loi`}, ${invoices === 1 ? 'sur une facture' : `en moyenne sur ${invoices} factures`}.`,
  termMark: 'Le trait marque le délai de la loi.',
  moreClaims: (count: number) => (count === 1 ? 'Voir l’autre facture' : `Voir les ${count} autres factures`),
};

words('claims', { half, clock, letter, delays });
