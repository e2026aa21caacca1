/** What came of asking for an address from inside a page, with the user's session. The panel's schema: `Fetched` of lib/billing. */
export type PageFile =
  | { kind: 'pdf'; url: string; bytes: Uint8Array; name: string }
  | { kind: 'page'; url: string; login: boolean; html: string }
  | { kind: 'other'; url: string; type: string; status: number }
  | { kind: 'blocked'; url: string };

/** Largest file taken from a page, bytes. */
const MOST = 40_000_000;
const PATIENCE = 20_000;

const decoder = new TextDecoder('latin1');

/** The specification lets up to 1024 bytes of anything stand before the header. */
export const opensAsPdf = (bytes: Uint8Array) => decoder.decode(bytes.subarray(0, 1024)).includes('%PDF-');

/**
 * Asks, and keeps the answer only if its bytes are a PDF: names, types and status codes of billing tools are not to be believed. The answer is left as soon as its
 * first bytes say otherwise. `html`: the words of a page are wanted.
 */
export async function fileAt(url: string, init: RequestInit = {}, html = false): Promise<PageFile> {
  let answer: Response;
  try {
    answer = await fetch(url, { credentials: 'include', signal: AbortSignal.timeout(PATIENCE), ...init });
  } catch {
    return { kind: 'blocked', url };
  }
  const type = answer.headers.get('content-type') ?? '';
  const final = answer.url || url;
  try {
    const bytes = await bodyOf(answer, (head) => opensAsPdf(head) || /html|text\/plain|json/.test(type) || type === '');
    if (bytes && opensAsPdf(bytes)) return { kind: 'pdf', url: final, bytes, name: nameOf(answer, final) };
    if (bytes && /html/.test(type)) {
      const text = new TextDecoder().decode(bytes);
      const login = /<input[^>]+type\s*=\s*["']?password/i.test(text);
      return { kind: 'page', url: final, login, html: html ? text.slice(0, 2_000_000) : '' };
    }
    const inside = bytes && /json|text|^$/.test(type) ? fromText(new TextDecoder().decode(bytes)) : null;
    if (inside) return { kind: 'pdf', url: final, bytes: inside, name: '' };
    return { kind: 'other', url: final, type, status: answer.status };
  } catch {
    return { kind: 'blocked', url };
  }
}

/** Bytes of the answer, or null when the first ones are not worth the rest. */
async function bodyOf(answer: Response, worth: (head: Uint8Array) => boolean): Promise<Uint8Array | null> {
  const reader = answer.body?.getReader();
  if (!reader) return new Uint8Array(await answer.arrayBuffer());
  const parts: Uint8Array[] = [];
  let size = 0;
  let judged = false;
  for (;;) {
    const { value, done } = await reader.read();
    if (value) {
      parts.push(value);
      size += value.length;
    }
    if (!judged && (size >= 1024 || done)) {
      judged = true;
      if (!worth(joined(parts, size))) {
        void reader.cancel().catch(() => undefined);
        return null;
      }
    }
    if (done) return joined(parts, size);
    if (size > MOST) {
      void reader.cancel().catch(() => undefined);
      return null;
    }
  }
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** An API that answers with the PDF in base64 inside JSON. */
function fromText(text: string): Uint8Array | null {
  const match = /"?(?:data:application\/pdf;base64,)?(JVBERi0[A-Za-z0-9+/\\=\s]{200,})/.exec(text);
  if (!match) return null;
  try {
    const bytes = Uint8Array.from(atob((match[1] ?? '').replace(/\\\//g, '/').replace(/\\[nr]|[\s\\]/g, '')), (char) => char.charCodeAt(0));
    return opensAsPdf(bytes) ? bytes : null;
  } catch {
    return null;
  }
}

function nameOf(answer: Response, url: string): string {
  const disposition = answer.headers.get('content-disposition') ?? '';
  const told = /filename\*=(?:UTF-8'')?([^;]+)/i.exec(disposition)?.[1] ?? /filename="?([^";]+)"?/i.exec(disposition)?.[1] ?? '';
  const [path = ''] = url.split(/[?#]/);
  const name = told || (/^https?:/.test(url) ? (path.split('/').pop() ?? '') : '');
  try {
    return decodeURIComponent(name.trim()).replace(/[\\/]/g, '_').slice(0, 120);
  } catch {
    return name.trim().slice(0, 120);
  }
}

/** A form as the request that its button would send. */
export function requestOf(form: HTMLFormElement): { url: string; init: RequestInit } {
  const url = new URL(form.action, location.href);
  const data = new FormData(form);
  if (form.method.toLowerCase() !== 'post') {
    for (const [name, value] of data) if (typeof value === 'string') url.searchParams.append(name, value);
    return { url: url.href, init: {} };
  }
  const body = /multipart/.test(form.enctype)
    ? data
    : new URLSearchParams([...data].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
  return { url: url.href, init: { method: 'POST', body } };
}
