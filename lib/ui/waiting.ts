import type { Clock } from '../claims/clock.ts';
import { breather } from '../desk/breath.ts';
import type { Dossier } from '../desk/dossier.ts';
import type { Glimpse } from '../desk/glimpse.ts';
import { shelfOf } from '../desk/shelf.ts';
import { type Blocked, type Standing, standingOf } from './standing.ts';

export interface Entry {
  dossier: Glimpse;
  standing: Standing;
  /** Days after the last one, 0 when in time. */
  late: number;
}

/** What a list of invoices says at a glance: what the user must do, what is on its way, and what is over. */
export interface Piles {
  waits: readonly Entry[];
  way: readonly Entry[];
  past: readonly Glimpse[];
}

interface Shelves {
  current: Glimpse[];
  past: Glimpse[];
}
const shelves = new WeakMap<readonly Glimpse[], Shelves>();

function shelve(made: Shelves, dossiers: readonly Glimpse[]): void {
  for (const dossier of dossiers) made[shelfOf(dossier) === 'past' ? 'past' : 'current'].push(dossier);
}

/** What is over apart from what is not, once for each list: of five thousand invoices a hundred may change their standing. */
function shelvesOf(dossiers: readonly Glimpse[]): Shelves {
  const known = shelves.get(dossiers);
  if (known) return known;
  const made: Shelves = { current: [], past: [] };
  shelve(made, dossiers);
  shelves.set(dossiers, made);
  return made;
}

/** Invoices told apart between two breaths of the page. */
const LOT = 500;

/** The same ahead of the list that will be drawn, for the invoices of years. */
export async function shelveAhead(dossiers: readonly Glimpse[]): Promise<void> {
  const breathe = breather();
  const made: Shelves = { current: [], past: [] };
  for (let done = 0; done < dossiers.length; done += LOT) {
    shelve(made, dossiers.slice(done, done + LOT));
    await breathe();
  }
  shelves.set(dossiers, made);
}

/** In how many the next move is the user's: the number on the app's icon. What is past asks nothing of anybody. */
export function waitingCount(dossiers: readonly Glimpse[]): number {
  return shelvesOf(dossiers).current.filter((dossier) => {
    const { group } = standingOf(dossier, null);
    return group === 'draft' || group === 'again';
  }).length;
}

export interface Known {
  /** What keeps a draft back, null while nobody looked. */
  blockedBy(dossier: Glimpse): Blocked | null;
  reading(id: string): boolean;
  lateness: ReadonlyMap<string, Pick<Clock, 'state' | 'daysLate'>>;
}

const entries = new WeakMap<Glimpse, Entry>();

const saysTheSame = (a: Standing, b: Standing) => a.label === b.label && a.group === b.group && a.tone === b.tone && a.icon === b.icon;

/** The entry of before where it would say the same, so that its slip is not drawn again. */
export function entryOf(dossier: Glimpse, { blockedBy, reading, lateness }: Known): Entry {
  const clock = lateness.get(dossier.id);
  const standing = standingOf(dossier, blockedBy(dossier), reading(dossier.id));
  const late = clock?.state === 'late' ? clock.daysLate : 0;
  const known = entries.get(dossier);
  if (known && known.late === late && saysTheSame(known.standing, standing)) return known;
  const entry = { dossier, standing, late };
  entries.set(dossier, entry);
  return entry;
}

/**
 * Sorted once for the screen. A draft does not change its place when its problems are counted: what one is about to press must not move. What came back
 * from the portal comes first, then drafts, the latest first; on its way, what leaves comes before what is late, the longest late first.
 */
export function pilesOf(dossiers: readonly Glimpse[], known: Known): Piles {
  const waits: Entry[] = [];
  const way: Entry[] = [];
  const { current, past } = shelvesOf(dossiers);
  for (const dossier of current) {
    const entry = entryOf(dossier, known);
    const { group } = entry.standing;
    if (group === 'again' || group === 'draft' || group === 'ready') waits.push(entry);
    else way.push(entry);
  }
  const first = ({ standing }: Entry) => (standing.group === 'again' ? 0 : 1);
  const leaves = ({ standing }: Entry) => (standing.group === 'leaving' ? 0 : 1);
  return {
    waits: waits.sort((a, b) => first(a) - first(b)),
    way: way.sort((a, b) => leaves(a) - leaves(b) || b.late - a.late),
    past,
  };
}

/** The draft photographed after this one, else the oldest of all: reviewed in the order in which they were taken. */
export function nextDraft(dossiers: readonly Dossier[], current: Pick<Dossier, 'id' | 'createdAt'>): { next: Dossier | null; left: number } {
  const drafts = dossiers.filter(({ id, stage }) => stage.state === 'draft' && id !== current.id).sort((a, b) => a.createdAt - b.createdAt);
  return { next: drafts.find(({ createdAt }) => createdAt >= current.createdAt) ?? drafts[0] ?? null, left: drafts.length };
}
