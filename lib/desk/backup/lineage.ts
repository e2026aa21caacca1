import { sha256 } from '../../directory/sha256.ts';
import type { Dossier } from '../dossier.ts';

/**
 * Which versions of a draft were given to another device or received from one. A version that the other side has seen is its ancestor, not a rival:
 * without this, each backup carried from a phone to a computer would leave a copy of every draft that went on meanwhile.
 */
export type Lineage = Record<string, string[]>;

/** Name of the value that holds it; it goes with the backups. */
export const LINEAGE = 'lineage';
const VERSIONS_KEPT = 16;

/** The draft's content alone: what a user would miss. Stored invoices have their keys in one order (`restoreInvoice`). */
export function fingerprint({ invoice, files }: Pick<Dossier, 'invoice' | 'files'>): string {
  const papers = files.filter(({ role }) => role === 'source' || role === 'attachment').map(({ id }) => id);
  return sha256(new TextEncoder().encode(JSON.stringify([invoice, papers.sort()]))).slice(0, 20);
}

/** An identifier (RFC 4122, as version 8) that the same words always give: what is derived twice is one. */
export function derivedId(...words: string[]): string {
  const hex = sha256(new TextEncoder().encode(words.join('/')));
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const isVersion = (text: unknown): text is string => typeof text === 'string' && /^\d{15}:[0-9a-f]{20}$/.test(text);

export function restoreLineage(value: unknown): Lineage {
  if (typeof value !== 'object' || value === null) return {};
  const entries = Object.entries(value).filter(([id, versions]) => id !== '__proto__' && Array.isArray(versions));
  return Object.fromEntries(entries.map(([id, versions]) => [id, (versions as unknown[]).filter(isVersion)]));
}

/** Both, the latest versions of each draft: the same whatever the order of the two. */
export function united(one: Lineage, other: Lineage): Lineage {
  const result: Lineage = {};
  for (const id of new Set([...Object.keys(one), ...Object.keys(other)]))
    result[id] = [...new Set([...(one[id] ?? []), ...(other[id] ?? [])])].sort().slice(-VERSIONS_KEPT);
  return result;
}

/** With the drafts as they are now, and without those that are gone. */
export function given(lineage: Lineage, dossiers: readonly Dossier[]): Lineage {
  const drafts = dossiers.filter(({ stage }) => stage.state === 'draft' || stage.state === 'ready');
  const now = Object.fromEntries(drafts.map((dossier) => [dossier.id, [`${String(dossier.updatedAt).padStart(15, '0')}:${fingerprint(dossier)}`]]));
  const all = united(lineage, now);
  const ids = new Set(dossiers.map(({ id }) => id));
  return Object.fromEntries(Object.entries(all).filter(([id]) => ids.has(id)));
}

export function hasSeen(lineage: Lineage, version: { id: string; print: string }): boolean {
  return (lineage[version.id] ?? []).some((known) => known.endsWith(version.print));
}
