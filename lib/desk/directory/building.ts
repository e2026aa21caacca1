import { Fault } from '../../invoice/fault.ts';
import type { Platform } from '../../platform/ports.ts';
import type { BuildProgress, BuildRefusal, BuildReport } from './api.ts';
import { install } from './installing.ts';
import type { Shelf } from './shelf.ts';
import { ordered } from './worker-client.ts';

interface Parts {
  platform: Platform;
  shelf: Shelf;
  shippedBase: (() => Promise<Uint8Array>) | undefined;
}

const dayOf = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 10);

/**
 * Reads the official files in a worker, chunk by chunk, and puts what they hold in place of the directory in use. The data are of the day of the latest
 * file, since none says its own. Faults 'aborted', 'storage-full', 'storage-broken', 'offline' (what ships was never fetched), 'directory-broken'.
 */
export async function buildFromFiles(
  { platform, shelf, shippedBase }: Parts,
  files: readonly File[],
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (progress: BuildProgress) => void } = {},
): Promise<{ report: BuildReport } | { refused: BuildRefusal }> {
  const shipped = (await shippedBase?.()) ?? null;
  const today = platform.clock.today();
  const latest = dayOf(Math.max(...files.map((file) => file.lastModified)));
  const facts = {
    date: latest < today ? latest : today,
    source: `Annuaire officiel de Chorus Pro, d’après : ${files.map((file) => file.name).join(', ')}`.slice(0, 500),
    licence: 'Celle de la source : fichier de l’AIFE, gardé sur cet appareil.',
  };
  const answer = await ordered({ job: 'build', files, shipped, facts }, { signal, onProgress });
  if (answer.say === 'refused') return { refused: { file: answer.file, reason: answer.reason } };
  if (answer.say !== 'built') throw new Fault('unknown', answer.say);
  const { manifest, base, shards, kept, report } = answer;
  const version = { base, shards: new Map(shards.map((bytes, index) => [index, bytes])) };
  if (signal?.aborted) throw new Fault('aborted');
  await platform.lock('coursier-directory', async () => {
    const former = (await shelf.held())?.version ?? '';
    await install({ platform, shelf }, version, { manifest, origin: 'files', address: '' }, former, kept);
  });
  return { report };
}
