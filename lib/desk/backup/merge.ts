import type { RecipientMemory } from '../api.ts';
import type { Article } from '../articles.ts';
import { BOOK, FORMER } from '../company-book.ts';
import type { DeliveryNote } from '../delivery-note.ts';
import type { Dossier } from '../dossier.ts';
import { mergedMemories } from '../recipient-memory.ts';
import { takenOf } from '../taken.ts';
import { mergeBooks } from './companies.ts';
import { broughtIn, type Contents } from './contents.ts';
import { derivedId, fingerprint, hasSeen, LINEAGE, type Lineage, restoreLineage, united } from './lineage.ts';
import { contentOf, furtherThan, meet, rankOf } from './rivals.ts';
import { filled, leaves, SEEDED } from './values.ts';

/**
 * What a device keeps once a backup has come into it. Nothing is lost, nothing is sent.
 *
 * | on both sides                  | what stands                                                                                          |
 * |--------------------------------|------------------------------------------------------------------------------------------------------|
 * | a dossier, one deposited       | the deposited one, unless the other knows that very deposit and was reopened since                     |
 * | a dossier, none deposited      | more attempts, then the further stage: left in doubt, refused, not left                                |
 * | a dossier, same stage          | the later one (for a deposit, the later status), then any fixed order                                  |
 * | two versions, one a draft      | as above; the draft that gives way as a copy of its own, unless the winner's side had seen it (`lineage.ts`) |
 * | history, portal's identifiers  | both                                                                                                   |
 * | deleted here, alive there      | deleted, if it was after the other's last change and the other is no further on its way                |
 * | known only by its deletion     | nothing, unless it was deposited: its delivery notes stay billed                                       |
 * | a delivery note                | the later one; billed by the furthest of the invoices that bill it, free when none does                |
 * | a recipient, an article        | the latest use, site by site and buyer by buyer; a code refused on one side is on both                 |
 * | companies                      | by SIREN: this device's sheet, its empty fields filled; another company is added, never mixed          |
| settings, other values         | this device's, their empty fields filled                                                               |
 *
 * Only the portal knows whether what was `ready` or `sending` has left since: `contents.ts` brings it in as a draft, or as a doubt to be settled by
 * asking. Undo steps are of a device and are not in a backup; a draft that is replaced here becomes an undo step.
 */
export interface Kept {
  dossiers: Dossier[];
  deliveryNotes: DeliveryNote[];
  articles: Article[];
  recipients: RecipientMemory[];
  values: Record<string, unknown>;
}

/** What a restore did, or would do, in invoices and the rest. */
export interface MergeSummary {
  /** Invoices in the backup, deleted ones aside. */
  invoices: number;
  added: number;
  /** Those that stood further on their way in the backup. */
  further: number;
  /** Drafts replaced by a later version. */
  later: number;
  /** Versions of a draft kept beside the one that stands. */
  copies: number;
  /** Deleted here since, and left so. */
  deleted: number;
  recipients: number;
  articles: number;
  notes: number;
  /** The company's sheet or the settings were filled. */
  profile: boolean;
  settings: boolean;
}

export interface Merge {
  /** Only what changes. */
  dossiers: Dossier[];
  /** Files of copies: the same bytes under another name. */
  copiedFiles: { from: string; to: string; dossierId: string }[];
  /** Drafts of this device that were replaced, for its undo. */
  replaced: Dossier[];
  deliveryNotes: DeliveryNote[];
  articles: Article[];
  recipients: RecipientMemory[];
  values: Record<string, unknown>;
  summary: MergeSummary;
}

export const COPY_NOTICE = 'backup-copy';

export function merge(here: Kept, backup: Contents): Merge {
  const lineage = { here: restoreLineage(here.values[LINEAGE]), backup: restoreLineage(backup.values[LINEAGE]) };
  const dossiers = mergeDossiers(here.dossiers, backup.dossiers, lineage);
  const all = new Map([...here.dossiers, ...dossiers.changed].map((dossier) => [dossier.id, dossier]));
  const notes = mergeNotes(here.deliveryNotes, backup.deliveryNotes, all);
  const articles = latest(here.articles, backup.articles, ({ key }) => key, mergeArticle);
  const recipients = latest(here.recipients, backup.recipients, ({ recipient }) => recipient.siret, mergedMemories);
  const values = mergeValues(here, backup, united(lineage.here, lineage.backup));
  return {
    dossiers: dossiers.changed,
    copiedFiles: dossiers.copiedFiles,
    replaced: dossiers.replaced,
    deliveryNotes: notes,
    articles: articles.changed,
    recipients: recipients.changed,
    values,
    summary: {
      ...dossiers.counts,
      recipients: recipients.changed.length,
      articles: articles.changed.length,
      notes: notes.length,
      profile: BOOK in values,
      settings: 'settings' in values,
    },
  };
}

const isDraft = ({ stage }: Dossier) => stage.state === 'draft' || stage.state === 'ready';

/** The version that did not stand, as a draft of its own; the same one whoever makes it. It bills no delivery note. */
function copyOf(loser: Dossier): { copy: Dossier; copiedFiles: Merge['copiedFiles'] } {
  const id = derivedId('copy', loser.id, fingerprint(loser));
  const files = loser.files.map((file) => ({ ...file, id: derivedId('file', id, file.id) }));
  const copiedFiles = loser.files.map((file, index) => ({ from: file.id, to: files[index]?.id ?? '', dossierId: id }));
  const notices = [...new Set([...loser.notices, COPY_NOTICE])];
  return { copy: { ...loser, id, revision: 0, files, notices, deliveryNotes: [], stage: { state: 'draft' } }, copiedFiles };
}

function mergeDossiers(here: readonly Dossier[], saved: readonly Dossier[], lineage: { here: Lineage; backup: Lineage }) {
  const known = new Map(here.map((dossier) => [dossier.id, dossier]));
  const owners = new Map(here.flatMap(({ id, files }) => files.map((file) => [file.id, id] as const)));
  const counts = { invoices: 0, added: 0, further: 0, later: 0, copies: 0, deleted: 0 };
  const changed = new Map<string, Dossier>();
  const copiedFiles: Merge['copiedFiles'] = [];
  const replaced: Dossier[] = [];
  for (const stored of saved) {
    // A file belongs to one dossier: a backup cannot take another's, which its deletion would then destroy.
    const files = stored.files.filter((file) => (owners.get(file.id) ?? stored.id) === stored.id);
    for (const file of files) owners.set(file.id, stored.id);
    const other: Dossier = files.length === stored.files.length ? stored : { ...stored, files };
    const mine = known.get(other.id);
    if (other.deletedAt === 0) counts.invoices += 1;
    if (!mine) {
      if (other.deletedAt !== 0 && !takenOf(other)) continue;
      known.set(other.id, other);
      changed.set(other.id, other);
      if (other.deletedAt === 0) counts.added += 1;
      continue;
    }
    // The same version as here: what it waits for is not disturbed by its own backup.
    if (contentOf(broughtIn(mine)) === contentOf(other)) continue;
    const { winner, loser, kept } = meet(mine, other);
    if (other.deletedAt === 0 && kept.deletedAt !== 0) counts.deleted += 1;
    // A draft gives way to a version that left, and to a later draft: what only it said is kept beside.
    const rivals = isDraft(loser) && kept.deletedAt === 0 && loser.deletedAt === 0;
    const differ = rivals && JSON.stringify(winner.invoice) !== JSON.stringify(loser.invoice);
    if (differ && !hasSeen(winner === mine ? lineage.here : lineage.backup, { id: loser.id, print: fingerprint(loser) })) {
      const made = copyOf(loser);
      if (!known.has(made.copy.id)) {
        known.set(made.copy.id, made.copy);
        changed.set(made.copy.id, made.copy);
        for (const file of made.copy.files) owners.set(file.id, made.copy.id);
        copiedFiles.push(...made.copiedFiles);
        counts.copies += 1;
      }
    }
    if (contentOf(kept) === contentOf(mine)) continue;
    if (winner === other) counts[furtherThan(other, mine) > 0 ? 'further' : 'later'] += 1;
    if (winner === other && isDraft(mine) && isDraft(other)) replaced.push(mine);
    const next = { ...kept, revision: Math.max(mine.revision, other.revision) + 1 };
    known.set(next.id, next);
    changed.set(next.id, next);
  }
  return { changed: [...changed.values()], copiedFiles, replaced, counts };
}

function mergeNotes(here: readonly DeliveryNote[], saved: readonly DeliveryNote[], dossiers: ReadonlyMap<string, Dossier>): DeliveryNote[] {
  const mine = new Map(here.map((note) => [note.id, note]));
  const result = new Map(mine);
  for (const note of saved) {
    const known = mine.get(note.id);
    if (!known && note.deletedAt !== 0) continue;
    result.set(note.id, known ? laterNote(known, note) : note);
  }
  const claims = new Map<string, Dossier[]>();
  for (const dossier of dossiers.values())
    if (dossier.deletedAt === 0 || takenOf(dossier)) for (const id of dossier.deliveryNotes) claims.set(id, [...(claims.get(id) ?? []), dossier]);
  const settled = [...result.values()].map((note) => {
    const [biller] = (claims.get(note.id) ?? []).sort((a, b) => rankOf(b) - rankOf(a) || a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
    if (biller) return note.billedBy === biller.id ? note : { ...note, billedBy: biller.id };
    // Its invoice is deleted, or bills it no more. One that is not known here may have left long ago.
    return note.billedBy !== '' && dossiers.has(note.billedBy) ? { ...note, billedBy: '' } : note;
  });
  return settled.filter((note) => JSON.stringify(note) !== JSON.stringify(mine.get(note.id)));
}

function laterNote(one: DeliveryNote, other: DeliveryNote): DeliveryNote {
  const times = (note: DeliveryNote) => Math.max(note.updatedAt, note.deletedAt);
  const order = times(one) - times(other) || (JSON.stringify(one) > JSON.stringify(other) ? 1 : -1);
  return order >= 0 ? one : other;
}

/** By key: what is new or changed by the backup. */
function latest<T>(here: readonly T[], saved: readonly T[], keyOf: (item: T) => string, choose: (one: T, other: T) => T): { changed: T[] } {
  const mine = new Map(here.map((item) => [keyOf(item), item]));
  const result = new Map<string, T>();
  for (const item of saved) {
    const known = result.get(keyOf(item)) ?? mine.get(keyOf(item));
    result.set(keyOf(item), known ? choose(known, item) : item);
  }
  return { changed: [...result].filter(([key, item]) => JSON.stringify(item) !== JSON.stringify(mine.get(key))).map(([, item]) => item) };
}

function laterUse<T extends { usedOn: string; uses: number }>(one: T, other: T): T {
  const order = one.usedOn.localeCompare(other.usedOn) || one.uses - other.uses || (JSON.stringify(one) > JSON.stringify(other) ? 1 : -1);
  return order >= 0 ? one : other;
}

function mergeArticle(one: Article, other: Article): Article {
  const buyers: Article['buyers'] = {};
  for (const siret of [...new Set([...Object.keys(one.buyers), ...Object.keys(other.buyers)])].sort()) {
    const [sale, rival] = [one.buyers[siret], other.buyers[siret]];
    const kept = sale && rival ? laterUse(sale, rival) : (sale ?? rival);
    if (kept) buyers[siret] = kept;
  }
  return { ...laterUse(one, other), uses: Math.max(one.uses, other.uses), buyers };
}

function mergeValues(here: Kept, backup: Contents, lineage: Lineage): Record<string, unknown> {
  const changed: Record<string, unknown> = {};
  const seeded = here.values[SEEDED] === true;
  const sent = here.dossiers.some(({ stage }) => stage.state !== 'draft');
  for (const [name, saved] of Object.entries(backup.values)) {
    if (!leaves(name) || name === LINEAGE || name === BOOK || name === FORMER) continue;
    // A device that has yet to learn from its own invoices still will.
    if (name === SEEDED && !seeded && sent) continue;
    const mine = here.values[name];
    const next = filled(mine, saved);
    if (JSON.stringify(next) !== JSON.stringify(mine)) changed[name] = next;
  }
  const book = mergeBooks(here.values, backup.values);
  if (book) {
    changed[BOOK] = book;
    if (FORMER in here.values) changed[FORMER] = undefined;
  }
  const known = here.values[LINEAGE];
  if (Object.keys(lineage).length > 0 && JSON.stringify(lineage) !== JSON.stringify(known)) changed[LINEAGE] = lineage;
  return changed;
}
