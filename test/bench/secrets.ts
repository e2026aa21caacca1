import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';

/**
 * Looks for secrets that left their place: in clear, base64 at any alignment, hexadecimal, or as an address writes them; inside structured values, errors
 * and their causes, bytes, and ZIP files. Shared by the unit test and by the bench in a browser.
 */
export interface Haystack {
  /** Where it comes from: "IndexedDB values/vault", "console", "sauvegarde.zip". */
  place: string;
  content: unknown;
}

export interface Leak {
  place: string;
  /** Name of the secret, never the secret. */
  secret: string;
  form: string;
}

const LEAST = 6;

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

/** The characters of a base64 text that depend on the secret alone, whatever stands before and after it. */
function base64Forms(secret: string): string[] {
  const length = Buffer.byteLength(secret);
  return [0, 1, 2].map((shift) => base64('\0'.repeat(shift) + secret).slice(Math.ceil((shift * 4) / 3), Math.floor(((shift + length) * 4) / 3)));
}

function formsOf(secret: string): [form: string, text: string][] {
  const bytes = Buffer.from(secret, 'utf8');
  const hex = bytes.toString('hex');
  const plain = base64Forms(secret);
  return [
    ['clear', secret],
    ['clear', bytes.toString('latin1')],
    ['reversed', [...secret].reverse().join('')],
    ['utf-16', Buffer.from(secret, 'utf16le').toString('latin1')],
    ['hex', hex],
    ['hex', hex.toUpperCase()],
    ['address', encodeURIComponent(secret)],
    ['address', new URLSearchParams({ a: secret }).toString().slice(2)],
    ['json', JSON.stringify(secret).slice(1, -1)],
    ...plain.map((text): [string, string] => ['base64', text]),
    ...plain.map((text): [string, string] => ['base64url', text.replace(/\+/g, '-').replace(/\//g, '_')]),
  ];
}

/** Every text inside a value, keys included; bytes as latin-1; a ZIP's entries unpacked. */
function* textsOf(value: unknown, seen = new Set<unknown>()): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') yield String(value);
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
    const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    yield Buffer.from(bytes).toString('latin1');
    if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
      let entries: Record<string, Uint8Array> = {};
      try {
        entries = unzipSync(bytes);
      } catch {
        // no ZIP after all: its bytes were searched as they are
      }
      yield* textsOf(entries, seen);
    }
    return;
  }
  if (value instanceof CryptoKey) {
    if (value.extractable) yield 'an extractable key';
    return;
  }
  if (value instanceof Map || value instanceof Set) yield* textsOf([...value], seen);
  if (value instanceof Error) yield* textsOf([value.name, value.message, value.stack, value.cause], seen);
  for (const key of Reflect.ownKeys(value)) {
    yield String(key);
    yield* textsOf((value as Record<string | symbol, unknown>)[key], seen);
  }
}

/** Every place where a secret can be read. A secret under six characters would be found by chance: refused. */
export function findSecrets(haystacks: readonly Haystack[], secrets: Readonly<Record<string, string>>): Leak[] {
  const needles = Object.entries(secrets).map(([name, secret]) => {
    if (secret.length < LEAST) throw new Error(`${name} is too short to be looked for`);
    return { name, forms: formsOf(secret) };
  });
  const leaks = new Map<string, Leak>();
  for (const { place, content } of haystacks)
    for (const text of textsOf(content))
      for (const { name, forms } of needles)
        for (const [form, needle] of forms) if (text.includes(needle)) leaks.set(`${place} ${name} ${form}`, { place, secret: name, form });
  return [...leaks.values()];
}

/** Everything a database holds, store by store, key by key. */
export async function databaseHaystacks(factory: IDBFactory, name: string): Promise<Haystack[]> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = factory.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const haystacks: Haystack[] = [];
  for (const store of database.objectStoreNames) {
    const all = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const objects = database.transaction(store).objectStore(store);
    const [keys, values] = await Promise.all([all(objects.getAllKeys()), all(objects.getAll())]);
    values.forEach((content, index) => {
      haystacks.push({ place: `IndexedDB ${store}/${String(keys[index])}`, content });
    });
  }
  database.close();
  return haystacks;
}

/** Everything a page keeps: IndexedDB, local and session storage, caches, cookies, its own text and fields, addresses visited. */
export async function pageHaystacks(page: Page): Promise<Haystack[]> {
  const kept = await page.evaluate(async () => {
    const found: { place: string; text: string }[] = [];
    const latin = (bytes: Uint8Array) => {
      let text = '';
      for (const byte of bytes) text += String.fromCharCode(byte);
      return text;
    };
    /** Bytes become texts, so that what crosses to node stays searchable. */
    const plain = (value: unknown): unknown => {
      if (value instanceof ArrayBuffer) return latin(new Uint8Array(value));
      if (ArrayBuffer.isView(value)) return latin(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
      if (value instanceof CryptoKey) return value.extractable ? 'an extractable key' : 'a key';
      if (Array.isArray(value)) return value.map(plain);
      if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
      return value;
    };
    const all = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await all(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([all(objects.getAllKeys()), all(objects.getAll())]);
        for (const [index, value] of values.entries())
          found.push({ place: `IndexedDB ${name}/${store}/${String(keys[index])}`, text: JSON.stringify(plain(value)) });
      }
      database.close();
    }
    for (const [place, storage] of [
      ['localStorage', localStorage],
      ['sessionStorage', sessionStorage],
    ] as const)
      for (const [key, value] of Object.entries(storage)) found.push({ place: `${place} ${key}`, text: `${key} ${String(value)}` });
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const answer = await cache.match(request);
        const text = answer ? latin(new Uint8Array(await answer.arrayBuffer())) : '';
        found.push({ place: `cache ${request.url}`, text: `${request.url} ${text}` });
      }
    }
    found.push({ place: 'cookies', text: document.cookie });
    found.push({ place: 'page', text: document.documentElement.outerHTML });
    for (const field of document.querySelectorAll('input, textarea, select'))
      found.push({ place: `field ${field.id}`, text: (field as HTMLInputElement).value });
    found.push({ place: 'address', text: location.href });
    for (const entry of performance.getEntries()) found.push({ place: 'addresses visited', text: entry.name });
    return found;
  });
  return kept.map(({ place, text }) => ({ place, content: text }));
}
