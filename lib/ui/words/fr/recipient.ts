import type { MatchReason } from '../../../directory/recipient.ts';
import { words } from '../dictionary.ts';

/** Words of the recipient's screen: whom to bill, with which codes. */
export const recipient = {
  title: 'Le destinataire',
  search: 'Nom, ville ou SIRET',
  searchHint: 'Par exemple : mairie de Bagneux, collège Jean Moulin, 12345678200051',
  recents: 'Déjà servis',
  lastTime: 'Comme la dernière fois',
  /** What made a hit a hit, beside a name that says it by itself. */
  reasons: {
    siret: 'trouvé par le SIRET',
    siren: 'trouvé par le SIREN',
    'used-before': 'déjà servi',
    service: 'trouvé par un de ses services',
    'former-name': 'trouvé par un ancien nom',
    'other-name': 'trouvé par un autre nom',
    postcode: 'trouvé par le code postal',
    'exact-name': '',
    name: '',
    abbreviation: 'trouvé par un nom abrégé',
    spelling: 'trouvé à l’orthographe près',
    town: 'trouvé par la ville',
  } satisfies Record<MatchReason, string>,
  formerName: (name: string) => `ancien nom : ${name}`,
  otherName: (name: string) => `aussi appelé : ${name}`,
  serviceNamed: (name: string) => `service : ${name}`,
  readHint: 'Le nom lu sur la facture est déjà là : choisissez, ou corrigez.',
  payerOf: (name: string) => `Facturer : ${name}`,
  usedOn: (date: string, uses: number) => (uses > 1 ? `${uses} factures, la dernière le ${date}` : `le ${date}`),
  results: (count: number) => (count === 0 ? 'Aucun résultat.' : count === 1 ? 'Un résultat.' : `${count} résultats.`),
  nothing: 'On ne le trouve pas dans la liste embarquée. Une école primaire se facture à sa mairie. Sinon, tapez son SIRET.',
  chosen: 'Vous facturez à',
  change: 'En choisir un autre',
  requires: {
    none: 'Rien d’autre à fournir',
    service: 'Demande un code service',
    engagement: 'Demande un numéro d’engagement',
    either: 'Demande un code service ou un engagement',
    both: 'Demande un code service et un engagement',
    unknown: 'Exigences inconnues',
  },
  kinds: {
    state: 'État',
    commune: 'Mairie',
    grouping: 'Intercommunalité',
    department: 'Département',
    region: 'Région',
    school: 'Collège ou lycée',
    hospital: 'Hôpital',
    social: 'Action sociale',
    fire: 'Pompiers',
    operator: 'Organisme public',
    other: 'Organisme public',
  },
  training: 'fictif, pour s’entraîner',
  guessed: 'SIRET à confirmer',
  guessedText: 'Ce SIRET a été calculé, pas lu dans un fichier officiel. Comparez-le avec la commande ou demandez-le à la mairie.',
  confirmGuess: 'C’est le bon SIRET',
  codes: 'Les codes demandés',
  noCodes: 'Ce destinataire ne demande aucun code. Si la commande en porte un, vous pouvez l’ajouter.',
  unknownCodes: 'On ne sait pas ce que ce destinataire demande. Recopiez les codes s’ils sont sur la commande.',
  optionalCodes: 'Ajouter un code',
  service: 'Code service',
  chooseService: 'Choisir le service',
  serviceHint: 'Le bureau qui doit recevoir la facture',
  engagementHint: 'Le numéro que la mairie a donné à cette commande',
  contractHint: 'Seulement s’il y a un marché public',
  where: 'Où les trouver sur la commande ?',
  next: 'Continuer : dernière vérification',
  typed: 'Utiliser ce SIRET',
  officialName: 'Nom à écrire sur la facture',
  unnamed: 'Un client sans nom',
};

/** What is proposed in one press. */
export const proposed = {
  title: 'Comme la dernière fois',
  site: (site: string) => site || 'Sans lieu précis',
  on: (date: string) => `le ${date}`,
  service: (code: string) => `service ${code}`,
  engagement: (number: string) => `engagement ${number}`,
  contract: (number: string) => `marché ${number}`,
  taken: 'Codes repris.',
  onInvoice: 'sur la facture',
  refused: 'Plus proposés',
  refusedCode: { serviceCode: 'Code service', engagementNumber: 'Engagement' },
  refusedOn: (date: string, why: string) => (why === '' ? `revenu le ${date}` : `revenu le ${date} : « ${why} »`),
  orders: 'Commandes à facturer',
  order: (date: string) => (date === '' ? 'Commande' : `Commande du ${date}`),
  orderTaken: 'Codes de la commande repris.',
  siteField: 'Livré où ?',
  siteHint: 'Par exemple : école Jean-Jaurès. Coursier retient les codes de chaque lieu.',
  budgets: (count: number) => `Lequel ? (${count} possibles)`,
  mainBudget: 'budget principal',
};

/** A message to the town hall, and its answer. */
export const asking = {
  title: 'Je n’ai pas ces codes',
  text: 'Voici un message prêt pour la mairie. Rien ne part sans vous : il s’ouvre dans votre messagerie.',
  mail: 'Par e-mail',
  sms: 'Par SMS',
  share: 'Partager',
  copy: 'Copier',
  copied: 'Message copié.',
  askedOn: (date: string) => `Demandé le ${date}`,
  waiting: 'Quand la réponse arrive, collez-la ici : Coursier y cherche les codes.',
  forgetAsked: 'Finalement, pas demandé',
  again: 'Relancer',
  reply: 'La réponse reçue',
  replyHint: 'Le texte de l’e-mail ou du SMS, en entier',
  found: 'Trouvé dans la réponse :',
  nothing: 'Aucun code reconnu. Recopiez-le dans le champ qui va bien.',
  use: 'Utiliser ces codes',
  used: 'Codes notés.',
  /** Read by the town hall, whatever the language of the screen. */
  inFrench: {
    subject: (number: string) => (number === '' ? 'Codes pour ma facture Chorus Pro' : `Codes pour ma facture ${number} (Chorus Pro)`),
    body: (p: {
      buyer: string;
      site: string;
      number: string;
      date: string;
      amount: string;
      what: string;
      seller: string;
      siret: string;
      phone: string;
    }) =>
      [
        'Bonjour,',
        '',
        `Je dois déposer sur Chorus Pro ma facture${p.number && ` n° ${p.number}`}${p.date && ` du ${p.date}`}${p.amount && `, d’un montant de ${p.amount}`}, pour ${p.buyer || 'vos services'}${p.site && ` (livraison : ${p.site})`}.`,
        '',
        `Pour qu’elle vous parvienne, pourriez-vous m’indiquer ${p.what}\u00a0?`,
        '',
        'Avec mes remerciements,',
        p.seller,
        p.siret && `SIRET ${p.siret}`,
        p.phone,
      ]
        .filter((line, index, lines) => line !== '' || lines[index - 1] !== '')
        .join('\n')
        .trim(),
    whats: {
      service: 'le code service à utiliser',
      engagement: 'le numéro d’engagement (ou de bon de commande)',
      either: 'le code service ou le numéro d’engagement à utiliser',
      both: 'le code service et le numéro d’engagement (ou de bon de commande)',
    },
  },
};

/** Everything remembered of recipients. */
export const kept = {
  title: 'Destinataires',
  intro: 'Ce que Coursier retient de chaque destinataire, pour ne rien vous faire chercher deux fois. Tout reste sur cet appareil.',
  none: 'Rien encore. La mémoire se remplit quand vous envoyez une facture.',
  search: 'Chercher un destinataire',
  noneFound: 'Aucun destinataire ne correspond.',
  uses: (count: number, date: string) => (count === 0 ? '' : count === 1 ? `une facture, le ${date}` : `${count} factures, la dernière le ${date}`),
  forget: (name: string) => `Oublier ${name}`,
  forgetSite: (site: string, name: string) => `Oublier les codes de ${site || name}`,
  forgotten: (name: string) => `« ${name} » est oublié.`,
  siteForgotten: 'Ces codes sont oubliés.',
  proposeAgain: 'Proposer de nouveau',
  proposedAgain: 'Ce code sera proposé de nouveau.',
  orders: (count: number) => (count === 1 ? 'Une commande à facturer' : `${count} commandes à facturer`),
};

words('recipient', { recipient, proposed, asking, kept });
