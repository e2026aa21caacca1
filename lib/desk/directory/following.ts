import { carryOut, type HeldVersion, manifestFrom, planUpdate } from '../../directory/index.ts';
import { sha256 } from '../../directory/sha256.ts';
import { Fault } from '../../invoice/fault.ts';
import type { Platform } from '../../platform/ports.ts';
import type { CheckOutcome } from './api.ts';
import { fetchManifest, fetchPublished } from './fetching.ts';
import { install, tidy } from './installing.ts';
import type { Held, Watch } from './records.ts';
import type { Shelf } from './shelf.ts';

/** Milliseconds. */
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** One file of at most 64 MB, on a slow line. */
const TIMEOUT_MS = 10 * 60_000;
const MANIFEST_TIMEOUT_MS = 20_000;
/** On a connection that is counted, more than this is asked before it is fetched. */
export const HEAVY_BYTES = 2_000_000;

/** Where a published directory may be on the app's own site. Absent there, nothing is followed until the user names an address. */
export const OWN_FOLDER = 'annuaire/';

/** An address as it is followed, with its last slash; null when it is none. Only https, or this very machine. */
export function folderAddress(text: string): string | null {
  const typed = text.trim();
  if (!URL.canParse(typed)) return null;
  const { protocol, hostname, origin, pathname, username } = new URL(typed);
  const local = hostname === 'localhost' || hostname === '127.0.0.1';
  if (username !== '' || !(protocol === 'https:' || (protocol === 'http:' && local))) return null;
  const folder = pathname.replace(/manifest\.json$/, '');
  return `${origin}${folder.endsWith('/') ? folder : `${folder}/`}`;
}

/** Once a day when all goes well; after failures, an hour, then twice as long each time, a day at most. A clock set back does not silence it for ever. */
export function isTime({ triedAt, failures }: Pick<Watch, 'triedAt' | 'failures'>, now: number): boolean {
  const wait = failures === 0 ? DAY : Math.min(DAY, HOUR * 2 ** (failures - 1));
  return now - triedAt >= wait || triedAt > now;
}

async function heldVersion(shelf: Shelf, held: Held | null, address: string): Promise<HeldVersion | null> {
  // Another publisher's numbers say nothing of this one's.
  if (!held || held.address !== address || held.origin !== 'address') return null;
  const shards: Record<number, string> = {};
  for (const [index, bytes] of await shelf.shards(held.version)) shards[index] = sha256(bytes);
  return { sequence: held.manifest.sequence, base: held.manifest.base.sha256, shards };
}

export interface FollowParts {
  platform: Platform;
  shelf: Shelf;
}

export interface CheckOptions {
  address: string;
  force?: boolean;
  anyWeight?: boolean;
  signal?: AbortSignal;
}

/**
 * Asks the address whether something newer is published, and takes it: whole or by its difference, proven against its hashes, beside what is held.
 * Whatever happens, the last good version serves. One tab at a time. Rejects with 'aborted', 'storage-full', 'storage-broken' alone.
 */
export async function checkPublished(parts: FollowParts, options: CheckOptions): Promise<CheckOutcome> {
  const outcome = await parts.platform.lock('coursier-directory', () => look(parts, options), { ifAvailable: true });
  return outcome ?? { kind: 'later' };
}

async function look({ platform, shelf }: FollowParts, { address, force = false, anyWeight = false, signal }: CheckOptions): Promise<CheckOutcome> {
  const { clock, network } = platform;
  const before = await shelf.watch();
  if (!force && (before.paused || !isTime(before, clock.now()))) return { kind: 'later' };
  const ending = async (outcome: CheckOutcome, change: Partial<Watch>): Promise<CheckOutcome> => {
    // The user may have chosen another address meanwhile.
    const { address: chosen } = await shelf.watch();
    await shelf.setWatch({
      ...before,
      heavy: 0,
      fault: '',
      refused: '',
      failures: 0,
      paused: false,
      triedAt: clock.now(),
      ...change,
      address: chosen,
    });
    return outcome;
  };
  const well = (outcome: CheckOutcome, change: Partial<Watch> = {}) => ending(outcome, { checkedAt: clock.now(), ...change });
  const limit = (milliseconds: number) => AbortSignal.any([AbortSignal.timeout(milliseconds), ...(signal ? [signal] : [])]);
  const stopped = () => {
    if (signal?.aborted) throw new Fault('aborted', address);
  };
  try {
    await tidy(shelf);
    const held = await shelf.held();
    // What was lost from the disk is fetched whole.
    const base = held && (await shelf.piece(held.version, 'base'));
    const mine = base && (await heldVersion(shelf, held, address));
    const published = await fetchManifest(network, address, mine && before.heavy === 0 ? before.etag : '', limit(MANIFEST_TIMEOUT_MS));
    if (published === 'same') return await well({ kind: 'nothing' });
    if (published === null) return await ending({ kind: 'absent' }, { etag: '' });
    const manifest = manifestFrom(published.bytes);
    const plan = planUpdate(mine, manifest);
    const { etag } = published;
    if (plan.do === 'refuse') return await ending({ kind: 'refused', reason: plan.reason }, { refused: plan.reason, failures: before.failures + 1 });
    if (plan.do === 'nothing') {
      // The day moved on, or services that are not here yet changed: their files go by the names of this manifest.
      if (held) await shelf.point({ ...held, manifest }, held.version);
      return await well({ kind: 'nothing' }, { etag });
    }
    if (!anyWeight && plan.bytes > HEAVY_BYTES && network.metered?.())
      return await well({ kind: 'heavy', bytes: plan.bytes }, { etag, heavy: plan.bytes });
    const files = mine && held ? { base, shards: await shelf.shards(held.version) } : null;
    const sizes = new Map([manifest.base, ...manifest.shards, ...manifest.deltas].map(({ file, bytes }) => [file, bytes]));
    const next = await carryOut(plan, manifest, files, (file) =>
      fetchPublished(network, `${address}${file}`, sizes.get(file) ?? 0, limit(TIMEOUT_MS)),
    );
    stopped();
    if (!next) return await well({ kind: 'nothing' }, { etag });
    const moved = await install({ platform, shelf }, next, { manifest, origin: 'address', address }, held?.version ?? '');
    return moved ? await well({ kind: 'updated', bytes: plan.bytes }, { etag }) : { kind: 'later' };
  } catch (error) {
    stopped();
    const { code } = Fault.from(error);
    const failures = before.failures + 1;
    if (code === 'offline' || code === 'directory-unreachable') return ending({ kind: 'unreachable' }, { fault: code, failures });
    if (code === 'directory-broken') return ending({ kind: 'refused', reason: 'broken' }, { refused: 'broken', failures });
    await ending({ kind: 'later' }, { fault: code, failures }).catch(() => undefined);
    throw error;
  }
}
