import type { FaultCode } from '../invoice/fault.ts';
import { explain, type PortalMessage } from './errors.ts';
import { statusOf } from './statuses.ts';

/**
 * What to do about an invoice that comes back, whichever way it does:
 * - `recycle`: the address is mended and it leaves again, same invoice, same number (A_RECYCLER);
 * - `complete`: something is added and it goes on (SUSPENDUE);
 * - `renew`: it is over; a new one is made, under a new number (REJETEE);
 * - `correct`: the portal never took it; it is corrected and sent, its number unused (refused at the door, flow rejected);
 * - `account`: the keys or the connection, not the invoice;
 * - `portal`: only the portal's own pages can (drafts left there, works, validators).
 */
export const ways = ['recycle', 'complete', 'renew', 'correct', 'account', 'portal'] as const;
export type Way = (typeof ways)[number];

export interface Advice {
  way: Way;
  /** What happened, in a sentence. */
  meaning: string;
  /** The one thing to change: a path of the invoice, "" when it is none of its fields. */
  field: string;
  /** How. */
  remedy: string;
  /** Whether the invoice keeps its number. */
  number: 'same' | 'new';
  /** The words that led here: the agent's or the portal's, as they wrote them. */
  said: string;
}

/** Fields that `recycler` can change. */
export const recyclable: readonly string[] = ['buyer.siret', 'serviceCode', 'engagementNumber'];

/** What public agents ask for, in their own words. Sources: chorus-pro.md §4 (State's reasons), users.md §4; the rest is what documents are called. */
const asked: readonly { pattern: RegExp; field: string; remedy: string }[] = [
  { pattern: /bon de livraison|\bBL\b|livr[ée]|r[ée]ception/i, field: '', remedy: 'Photographiez le bon de livraison signé et joignez-le.' },
  {
    pattern: /\bRIB\b|\bIBAN\b|coordonn[ée]es bancaires|compte bancaire/i,
    field: 'payment.iban',
    remedy: 'Joignez votre RIB, et vérifiez l’IBAN de la facture.',
  },
  { pattern: /devis/i, field: '', remedy: 'Joignez le devis signé.' },
  { pattern: /attestation|assurance|urssaf|vigilance|k-?bis/i, field: '', remedy: 'Joignez l’attestation demandée.' },
  {
    pattern: /doublon|d[ée]j[àa] (re[çc]ue|pay[ée]e|d[ée]pos[ée]e)/i,
    field: 'invoiceNumber',
    remedy: 'Vérifiez que vous ne l’avez pas envoyée deux fois. Si elle est déjà payée, ne refaites rien.',
  },
  {
    pattern: /\bSE\b.{0,20}(incorrect|inconnu|erron|absent)|service ex[ée]cutant/i,
    field: 'serviceCode',
    remedy: 'Demandez le bon code service, ou choisissez-le dans la liste.',
  },
  {
    pattern: /\bEJ\b|n[°o] ?d.engagement|engagement/i,
    field: 'engagementNumber',
    remedy: 'Recopiez le numéro d’engagement donné par le destinataire, sans espace.',
  },
  {
    pattern: /mauvais (destinataire|service|budget)|pas (pour nous|le bon)|autre (collectivit[ée]|budget|structure)|siret/i,
    field: 'buyer.siret',
    remedy: 'Choisissez le bon destinataire : une commune a souvent plusieurs budgets.',
  },
  {
    pattern: /montant|prix|tarif|quantit[ée]|total/i,
    field: 'totals.gross',
    remedy: 'Comparez les montants avec la commande et le bon de livraison.',
  },
  { pattern: /bon de commande|commande/i, field: 'engagementNumber', remedy: 'Joignez le bon de commande, ou recopiez son numéro.' },
  { pattern: /\bTVA\b|taux/i, field: 'totals.vat', remedy: 'Vérifiez le taux et le montant de la TVA.' },
  { pattern: /mention|l[ée]gal/i, field: 'notes', remedy: 'Ajoutez la mention demandée.' },
  { pattern: /date/i, field: 'issueDate', remedy: 'Vérifiez la date de la facture et celle de la livraison.' },
];

function readingOf(said: string): { field: string; remedy: string } | null {
  return asked.find(({ pattern }) => pattern.test(said)) ?? null;
}

/** The field of the invoice that an agent's words name, "" when they name none. */
export const fieldNamed = (said: string): string => readingOf(said)?.field ?? '';

/** An invoice that the portal holds, in this status, with the agent's last words. Null when nothing is waited for from the seller. */
export function adviceFor(status: string, said: string): Advice | null {
  const { actor, sentence } = statusOf(status);
  if (actor !== 'you') return null;
  const read = readingOf(said);
  switch (status) {
    case 'A_RECYCLER':
    case 'EN_ATTENTE_RECYCLAGE_FOURNISSEUR': {
      const field = read && recyclable.includes(read.field) ? read.field : 'serviceCode';
      const remedy = read && recyclable.includes(read.field) ? read.remedy : 'Vérifiez le destinataire, le code service et le numéro d’engagement.';
      return { way: 'recycle', meaning: sentence, field, remedy, number: 'same', said };
    }
    case 'SUSPENDUE':
      return {
        way: 'complete',
        meaning: sentence,
        field: '',
        remedy: read?.remedy ?? 'Répondez à l’agent, ou joignez ce qu’il demande.',
        number: 'same',
        said,
      };
    case 'REJETEE':
      return {
        way: 'renew',
        meaning: sentence,
        field: read?.field ?? '',
        remedy: read?.remedy ?? 'Corrigez ce que dit le motif ; en cas de doute, appelez le destinataire avant de refaire la facture.',
        number: 'new',
        said,
      };
    default:
      return {
        way: 'portal',
        meaning: sentence,
        field: '',
        remedy: 'Ouvrez-la sur le portail : Coursier ne peut pas le faire d’ici.',
        number: 'same',
        said,
      };
  }
}

const ofTheAccount: ReadonlySet<string> = new Set<FaultCode>([
  'portal-credentials',
  'portal-account',
  'portal-account-expired',
  'portal-connection',
  'portal-subscription',
  'portal-not-allowed',
  'portal-no-practice',
  'vault-locked',
]);

/** An invoice that the portal did not take: its own sentences, explained. The first that names a field leads there. */
export function adviceForRefusal(code: string, messages: readonly string[]): Advice & { all: PortalMessage[] } {
  const all = messages.flatMap(explain);
  const first = all.find(({ field }) => field !== '') ?? all[0];
  const base = {
    meaning: first?.message ?? 'Le portail n’a pas pris cette facture.',
    field: first?.field ?? '',
    remedy: first?.remedy ?? 'Rien n’est perdu : relisez la facture, puis renvoyez-la.',
    said: first?.original ?? '',
    all,
  };
  if (ofTheAccount.has(code)) return { ...base, way: 'account', number: 'same' };
  // A number taken by another invoice cannot serve again; anything else refused was never deposited.
  return { ...base, way: 'correct', number: code === 'portal-duplicate' ? 'new' : 'same' };
}
