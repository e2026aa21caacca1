import type { Dossier, HistoryEntry } from '../dossier.ts';

/**
 * Two versions of one dossier, and which of them stands. Every function here gives the same answer whichever side is named first: that is what makes
 * two devices that exchange their backups end with the same invoices.
 */

/** Every identifier that the portal gave, that of the present deposit included. */
export function portalIdsOf({ portalIds = [], stage }: Pick<Dossier, 'portalIds' | 'stage'>): number[] {
  return [...new Set([...portalIds, ...(stage.state === 'deposited' ? [stage.identifiantFactureCPP] : [])])];
}

/** What waits to leave is still the user's to change, and comes in as a draft from a backup: it stands where a draft does. */
const ranks = { draft: 0, ready: 0, refused: 1, sending: 2, 'sent-unconfirmed': 2, 'sent-by-form': 2.5, deposited: 3 } as const;
/** What left once, whatever waits now, is in doubt until the portal is asked. */
export const rankOf = ({ stage }: Dossier) => (stage.state === 'ready' && stage.committed ? ranks['sent-unconfirmed'] : ranks[stage.state]);
const attempts = ({ history }: Dossier) => history.filter(({ code }) => code === 'REOPENED').length;
const depositOf = ({ stage }: Dossier) => (stage.state === 'deposited' ? stage.identifiantFactureCPP : null);

/** Knows a deposit and is elsewhere by now: rejected and taken up again, or taken back while it left. */
function isPast(dossier: Dossier, deposit: number | null): boolean {
  return deposit !== null && depositOf(dossier) !== deposit && portalIdsOf(dossier).includes(deposit);
}

/** Positive when `one` is further on the way to payment, 0 when both stand at one place. Time plays no part. */
export function furtherThan(one: Dossier, other: Dossier): number {
  const [deposit, rival] = [depositOf(one), depositOf(other)];
  if (deposit !== null || rival !== null) {
    if (deposit === rival) return 0;
    const [past, passed] = [isPast(one, rival), isPast(other, deposit)];
    if (past !== passed) return past ? 1 : -1;
    // A deposit that the other side has never heard of stands against anything that is none.
    if (deposit === null || rival === null) return deposit === null ? -1 : 1;
    return 0;
  }
  return attempts(one) - attempts(other) || rankOf(one) - rankOf(other);
}

function timesOf(dossier: Dossier): (string | number)[] {
  const { stage } = dossier;
  if (stage.state === 'deposited') return [stage.statusAt, stage.depositedAt, stage.refreshedAt, dossier.updatedAt];
  if (stage.state === 'sent-by-form') return [stage.statusAt, stage.sentAt, stage.seenAt, dossier.updatedAt];
  return [dossier.updatedAt];
}

function laterThan(one: Dossier, other: Dossier): number {
  const [left, right] = [timesOf(one), timesOf(other)];
  for (const [index, value] of left.entries()) {
    const rival = right[index] ?? 0;
    if (value !== rival) return value > rival ? 1 : -1;
  }
  const [text, others] = [contentOf(one), contentOf(other)];
  return text === others ? 0 : text > others ? 1 : -1;
}

/** Everything that is told of a dossier but how often it was saved here. */
export function contentOf({ revision: _, ...dossier }: Dossier): string {
  return JSON.stringify(dossier);
}

const momentOf = ({ at, code, text }: HistoryEntry) => `${at.replace(' ', 'T')}\u0000${code}\u0000${text}`;

function unitedHistory(first: readonly HistoryEntry[], second: readonly HistoryEntry[]): HistoryEntry[] {
  const known = new Set(first.map(momentOf));
  const fresh = second.filter((entry) => !known.has(momentOf(entry)));
  if (fresh.length === 0) return [...first];
  const all = new Map([...first, ...fresh].map((entry) => [momentOf(entry), entry]));
  return [...all].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, entry]) => entry);
}

function deletionOf(winner: Dossier, loser: Dossier): number {
  const [alive, dead] = winner.deletedAt === 0 ? [winner, loser] : [loser, winner];
  if (dead.deletedAt === 0) return 0;
  if (alive.deletedAt !== 0) return Math.max(alive.deletedAt, dead.deletedAt);
  // What was deleted here as a draft and sent from elsewhere is there: it has to be kept and followed.
  if (furtherThan(alive, dead) > 0) return 0;
  return dead.deletedAt >= alive.updatedAt ? dead.deletedAt : 0;
}

export interface Meeting {
  /** Which of the two stands. */
  winner: Dossier;
  loser: Dossier;
  /** What is kept: the winner, with what only the other knew of the portal. */
  kept: Dossier;
}

export function meet(one: Dossier, other: Dossier): Meeting {
  const order = furtherThan(one, other) || laterThan(one, other);
  const [winner, loser] = order >= 0 ? [one, other] : [other, one];
  const ids = portalIdsOf(winner);
  const more = portalIdsOf(loser).filter((id) => !ids.includes(id));
  const kept: Dossier = {
    ...winner,
    createdAt: Math.min(winner.createdAt, loser.createdAt),
    updatedAt: Math.max(winner.updatedAt, loser.updatedAt),
    history: unitedHistory(winner.history, loser.history),
    // Received by QR code, a draft has no pictures: those of the other side are its own.
    files: winner.files.length > 0 ? winner.files : loser.files,
    deletedAt: deletionOf(winner, loser),
  };
  if (more.length > 0) kept.portalIds = [...ids, ...more].sort((a, b) => a - b);
  return { winner, loser, kept };
}
