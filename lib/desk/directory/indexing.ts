import { type Directory, keepIndex, openDirectory, openKept } from '../../directory/index.ts';
import { Fault } from '../../invoice/fault.ts';
import { ordered } from './worker-client.ts';

/**
 * Opens a base for the first time: its index is made in a worker, where there are some, so that nothing freezes. Gives the index too, for the next start.
 * Fault 'directory-broken'.
 */
export async function indexed(base: Uint8Array): Promise<{ directory: Directory; kept: Uint8Array }> {
  if (typeof Worker !== 'undefined') {
    try {
      const answer = await ordered({ job: 'index', base });
      if (answer.say === 'indexed') return { directory: openKept(base, answer.kept), kept: answer.kept };
    } catch (error) {
      // a worker that cannot be had (its script was never fetched) costs a pause, not the directory
      if (Fault.from(error).code === 'directory-broken') throw error;
    }
  }
  const directory = openDirectory(base);
  return { directory, kept: keepIndex(directory) };
}

/** Opens a base with the index kept from its last opening; null when that is another file's, another program's or altered. */
export function warm(base: Uint8Array, kept: Uint8Array | null): Directory | null {
  if (!kept) return null;
  try {
    return openKept(base, kept);
  } catch {
    return null;
  }
}
