import { Fault } from '../../invoice/fault.ts';
import type { Network } from '../../platform/ports.ts';

/** Longest manifest that is read at all. */
export const MOST_MANIFEST_BYTES = 200_000;

/** The body, given up as soon as it is longer than announced: a server must not be able to fill the memory. Fault 'directory-broken'. */
async function bodyOf(answer: Response, most: number, address: string): Promise<Uint8Array> {
  if (!answer.body) return new Uint8Array(0);
  const reader = answer.body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel().catch(() => undefined);
      throw new Fault('directory-broken', `${address}: longer than ${most} bytes`);
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** Nothing of the user goes along: no cookie, no referrer. A site that leads elsewhere is not followed there, since only this one was chosen. */
const asStranger: RequestInit = { credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error' };

async function answered(network: Network, address: string, init: RequestInit): Promise<Response> {
  if (!network.online()) throw new Fault('offline', address);
  try {
    return await network.fetch(address, { ...asStranger, ...init });
  } catch (error) {
    throw new Fault('directory-unreachable', address, { cause: error });
  }
}

async function read(answer: Response, most: number, address: string): Promise<Uint8Array> {
  try {
    return await bodyOf(answer, most, address);
  } catch (error) {
    throw error instanceof Fault ? error : new Fault('directory-unreachable', address, { cause: error });
  }
}

/** A file of a published version, `most` bytes at most. Faults 'offline', 'directory-unreachable', 'directory-broken'. */
export async function fetchPublished(network: Network, address: string, most: number, signal: AbortSignal): Promise<Uint8Array> {
  const answer = await answered(network, address, { signal });
  if (!answer.ok) throw new Fault('directory-unreachable', `${address}: ${answer.status}`);
  return read(answer, most, address);
}

/** The manifest, `'same'` when it is still the one of that ETag, null when there is none. Faults as above. */
export async function fetchManifest(
  network: Network,
  address: string,
  etag: string,
  signal: AbortSignal,
): Promise<{ bytes: Uint8Array; etag: string } | 'same' | null> {
  const at = `${address}manifest.json`;
  const answer = await answered(network, at, { signal, cache: 'no-store', headers: etag === '' ? {} : { 'if-none-match': etag } });
  if (answer.status === 304) return 'same';
  // 204: our own server's way to say none without a red line in the browser's console
  if ([204, 404, 410].includes(answer.status)) return null;
  if (!answer.ok) throw new Fault('directory-unreachable', `${at}: ${answer.status}`);
  return { bytes: await read(answer, MOST_MANIFEST_BYTES, at), etag: answer.headers.get('etag') ?? '' };
}
