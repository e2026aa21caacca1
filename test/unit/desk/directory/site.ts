import 'fake-indexeddb/auto';
import { DirectoryKeeper } from '../../../../lib/desk/directory/keeper.ts';
import { Shelf } from '../../../../lib/desk/directory/shelf.ts';
import { viewOf } from '../../../../lib/desk/directory/view.ts';
import type { Stages } from '../../../../lib/desk/stages.ts';
import { sha256 } from '../../../../lib/directory/sha256.ts';
import { Fault } from '../../../../lib/invoice/fault.ts';
import { type MemoryPlatform, memoryPlatform } from '../../../../lib/platform/memory.ts';
import { type Version, versions } from './versions.ts';

export const address = 'https://annuaire.example/coursier/';

export type Weather = 'up' | 'down' | 'cut' | 'forged' | 'html' | 'absent' | 'error';

/** A static host that may lie, stop, or be put back to an older day. */
export class Site {
  at = 0;
  weather: Weather = 'up';
  /** Names asked for, in order. */
  readonly asked: string[] = [];
  #changed: Uint8Array | null = null;

  /** Shown in place of the version `at`. */
  other: Version | null = null;

  get version(): Version {
    return this.other ?? (versions[this.at] as Version);
  }

  /** Publishes another manifest over the version's files. */
  set manifest(value: unknown) {
    this.#changed = new TextEncoder().encode(JSON.stringify(value));
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const name = String(input).slice(address.length);
    this.asked.push(name);
    if (init?.signal?.aborted) throw new DOMException('aborted', 'AbortError');
    if (this.weather === 'down' || !String(input).startsWith(address)) throw new TypeError('Failed to fetch');
    if (this.weather === 'absent') return new Response('', { status: 404 });
    if (this.weather === 'error') return new Response('', { status: 503 });
    if (this.weather === 'html') return new Response('<!doctype html><p>Bienvenue', { headers: { 'content-type': 'text/html' } });
    const isManifest = name === 'manifest.json';
    const bytes = isManifest ? (this.#changed ?? new TextEncoder().encode(JSON.stringify(this.version.manifest))) : this.version.files.get(name);
    if (!bytes) return new Response('', { status: 404 });
    const etag = `"${sha256(bytes).slice(0, 12)}"`;
    if (isManifest && new Headers(init?.headers).get('if-none-match') === etag) return new Response(null, { status: 304, headers: { etag } });
    let body = bytes.slice();
    if (this.weather === 'cut') body = body.slice(0, Math.floor(body.length / 2));
    if (this.weather === 'forged' && !isManifest) body[body.length - 1] = (body.at(-1) as number) ^ 1;
    return new Response(body, { headers: { etag } });
  };
}

export interface Tab {
  platform: MemoryPlatform;
  shelf: Shelf;
}

let serial = 0;

export async function openTab(site: Site, name = `annuaire-${++serial}`): Promise<Tab & { name: string }> {
  return { name, platform: memoryPlatform({ fetch: site.fetch }), shelf: await Shelf.open(name) };
}

/** What ships in these tests: version 0, without services. */
export const shippedStages: Pick<Stages, 'directory'> = {
  async directory(open) {
    const { manifest, files } = versions[0] as Version;
    const base = files.get(manifest.base.file) as Uint8Array;
    return viewOf(await open(base, manifest.base.sha256), { ...manifest, source: 'livré', shards: [] });
  },
};

export function keeperOf({ platform, shelf }: Tab): DirectoryKeeper {
  return new DirectoryKeeper({ platform, shelf, stages: shippedStages });
}

/** A shelf whose writes fail from the `at`-th on, as those of a page that dies or of a full disk do. */
export function failing(shelf: Shelf, at: number): Shelf {
  let writes = 0;
  return new Proxy(shelf, {
    get(target, name) {
      const value = Reflect.get(target, name, target) as unknown;
      if (typeof value !== 'function') return value;
      if (!['put', 'point', 'sweep', 'setWatch'].includes(String(name))) return value.bind(target) as unknown;
      return (...given: unknown[]) => {
        if (++writes >= at) return Promise.reject(new Fault('storage-full', String(name)));
        return Reflect.apply(value, target, given) as unknown;
      };
    },
  });
}
