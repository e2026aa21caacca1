/** How the relay reaches the portal: by the platform's fetch (a worker, the tests) or by node's own client (`carrier-node.ts`, three times the requests). */
export interface Carried {
  status: number;
  header(name: string): string | null;
  /** Whole up to WHOLE bytes, so that an answer cut on its way is known as such; a stream beyond. */
  body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null;
}

export interface Parcel {
  method: string;
  headers: Record<string, string>;
  body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null;
  signal: AbortSignal;
}

/** Follows no redirection. Throws Unreachable when nothing can have reached the other side, anything else when it may have. */
export type Carrier = (url: string, parcel: Parcel) => Promise<Carried>;

export class Unreachable extends Error {}

/** Bytes held whole in memory, on either way. */
export const WHOLE = 1024 * 1024;

/** Error codes of a connection that never opened. A worker platform gives none: there, every failure is « it may have ». */
const neverReached = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'cause' in error ? codeOf(error.cause) : '';
}

export function byFetch(fetcher: typeof fetch): Carrier {
  return async (url, { method, headers, body, signal }) => {
    const init: RequestInit & { duplex?: 'half' } = { method, headers, redirect: 'manual', signal };
    if (body) Object.assign(init, { body, duplex: 'half' });
    let answer: Response;
    try {
      answer = await fetcher(url, init);
    } catch (error) {
      throw neverReached.has(codeOf(error)) ? new Unreachable() : error;
    }
    return {
      status: answer.status,
      // fetch has undone the encoding: its header would lie
      header: (name) => (name === 'content-encoding' ? null : answer.headers.get(name)),
      body: answer.body ? await wholeOf(answer.body) : null,
    };
  };
}

/** The bytes of a short stream; a long one stays a stream, with what was read put back in front. */
async function wholeOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joined(chunks, size);
    chunks.push(value);
    size += value.byteLength;
    if (size <= WHOLE) continue;
    return new ReadableStream<Uint8Array>({
      async pull(controller) {
        const head = chunks.shift();
        if (head) return controller.enqueue(head);
        const next = await reader.read();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      cancel: (reason) => reader.cancel(reason),
    });
  }
}

export function joined(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
