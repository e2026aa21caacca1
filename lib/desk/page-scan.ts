import type { Candidate } from '../billing/generic/candidates.ts';
import { Fetched, Snapshot } from '../billing/snapshot.ts';
import { Fault } from '../invoice/fault.ts';
import type { Tabs } from '../platform/tabs.ts';

/** What one frame of the page told. */
export interface Frame {
  id: number;
  snapshot: Snapshot;
}

export type FetchedPdf = Extract<Fetched, { kind: 'pdf' }>;

/**
 * The frames of a tab, the page itself first. Fault 'page-closed' when the browser lets us reach none of them, 'page-lost' when the page went away meanwhile.
 */
export async function look(tabs: Tabs, tabId: number): Promise<Frame[]> {
  const { adapters } = await import('../billing/adapters.ts');
  const frames = await tabs.inject(tabId, 'billing');
  if (frames.length === 0) throw new Fault('page-closed');
  const told = await Promise.allSettled(
    frames.map(async (id) => ({ id, snapshot: Snapshot.parse(await tabs.ask(tabId, id, 'look', { adapters })) })),
  );
  const seen = told.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])).sort((a, b) => a.id - b.id);
  if (seen.length === 0) throw new Fault('page-lost', told.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : [])).join('; '));
  return seen;
}

/** Looks again while the page is hardly drawn: tools that run in the page show an empty frame first. Two seconds at most, none when little is all there is. */
export async function settled(tabs: Tabs, tabId: number): Promise<Frame[]> {
  let before = -1;
  for (let tries = 0; ; tries++) {
    const frames = await look(tabs, tabId);
    const lines = frames.reduce((sum, { snapshot }) => sum + snapshot.lines.length, 0);
    const drawn = lines >= 6 || frames.some(({ snapshot }) => snapshot.login || snapshot.contentType === 'application/pdf');
    if (drawn || tries >= 7 || (lines > 1 && lines === before)) return frames;
    before = lines;
    await new Promise((wait) => setTimeout(wait, 250));
  }
}

/** Asks for an address in the page, with its session; another site that refuses this is asked from the panel, where the user allowed it. */
export async function fetchIn(tabs: Tabs, tabId: number, frame: number, url: string, at = -1, html = false): Promise<Fetched> {
  let fetched: Fetched;
  try {
    fetched = Fetched.parse(await tabs.ask(tabId, frame, 'fetch', { url, at, html }));
  } catch {
    fetched = { kind: 'blocked', url };
  }
  return fetched.kind === 'blocked' ? fetchHere(tabs, url) : fetched;
}

/** Asks from the panel, with the extension's own rights. */
export async function fetchHere(tabs: Tabs, url: string): Promise<Fetched> {
  if (!/^https?:/.test(url) || !(await tabs.allowed(new URL(url).origin).catch(() => false))) return { kind: 'blocked', url };
  const { fileAt } = await import('../platform/page-files.ts');
  return Fetched.parse(await fileAt(url));
}

/** Requests made at once, and in all: a page is asked politely. */
const AT_ONCE = 3;
const MOST = 8;

export interface Found {
  pdfs: (FetchedPdf & { candidate: Candidate })[];
  /** An address answered with a page that asks for a password. */
  login: boolean;
  /** Origins that the browser keeps us from. */
  blocked: string[];
}

/** Fetches the candidates, best first. Goes on until the best of a group gave a PDF; `enough` ends earlier or later. */
export async function fetchCandidates(
  tabs: Tabs,
  tabId: number,
  candidates: readonly (Candidate & { frame: number })[],
  enough: (pdfs: Found['pdfs']) => boolean | Promise<boolean>,
  signal?: AbortSignal,
): Promise<Found> {
  const found: Found = { pdfs: [], login: false, blocked: [] };
  for (let from = 0; from < Math.min(candidates.length, MOST); from += AT_ONCE) {
    signal?.throwIfAborted();
    const group = candidates.slice(from, from + AT_ONCE);
    const answers = await Promise.all(group.map(({ link, frame }) => fetchIn(tabs, tabId, frame, link.url, link.at)));
    for (const [index, answer] of answers.entries()) {
      const candidate = group[index];
      if (!candidate) continue;
      if (answer.kind === 'pdf') {
        if (!found.pdfs.some((other) => sameBytes(other.bytes, answer.bytes))) found.pdfs.push({ ...answer, candidate });
      } else if (answer.kind === 'page') found.login ||= answer.login;
      else if (answer.kind === 'blocked' && /^https?:/.test(answer.url)) found.blocked.push(new URL(answer.url).origin);
    }
    if (found.pdfs.length > 0 && (await enough(found.pdfs))) break;
  }
  found.blocked = [...new Set(found.blocked)];
  return found;
}

export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}
