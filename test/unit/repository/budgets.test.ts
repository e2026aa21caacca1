import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const built = fileURLToPath(new URL('../../../.output/pwa', import.meta.url));
const isBuilt = existsSync(join(built, 'index.html'));
const text = (path: string) => readFileSync(join(built, path), 'utf8');
const weight = (paths: Iterable<string>) => [...paths].reduce((sum, path) => sum + gzipSync(readFileSync(join(built, path)), { level: 9 }).length, 0);

const chunk = /(?:from|import)\s*["'](?:\.\/|\/assets\/)([\w.$-]+\.js)["']/g;

/** A script and all that it cannot run without: static imports alone. */
function closure(entries: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const add = (path: string) => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const [, name] of text(path).matchAll(chunk)) add(`assets/${name}`);
  };
  for (const entry of entries) add(entry);
  return seen;
}

/** Bytes that the network carries, gzip. Without a build (`npm run unit` alone) there is nothing to weigh: `npm test` builds first. */
describe.skipIf(!isBuilt)('what the first visit weighs', () => {
  const html = isBuilt ? text('index.html') : '';
  // the one that looks at the store first, and the app
  const entry = [...html.matchAll(/<script type="module"[^>]* src="\/(assets\/[^"]+\.js)"/g)].map(([, path]) => path ?? '');
  const beside = [...html.matchAll(/<link rel="modulepreload"[^>]* href="\/(assets\/[^"]+\.js)"/g)].map(([, path]) => path ?? '');

  it('draws the first screen with 30 KB of script at most', () => {
    expect(entry).toHaveLength(2);
    expect(weight(closure(entry))).toBeLessThanOrEqual(30 * 1024);
  });

  it('answers, its store open, with 64 KB of script at most, and 12 KB of styles', () => {
    expect(weight(closure([...entry, ...beside]))).toBeLessThanOrEqual(64 * 1024);
    const styles = [...html.matchAll(/<link rel="stylesheet"[^>]* href="\/(assets\/[^"]+\.css)"/g)].map(([, path]) => path ?? '');
    expect(weight(styles)).toBeLessThanOrEqual(12 * 1024);
  });

  it('opens each of the daily screens with 120 KB of script in all, before anything is read', () => {
    const named = (name: string) => readdirSync(join(built, 'assets')).filter((file) => new RegExp(`^${name}-[\\w-]+\\.js$`).test(file));
    const heavy = ['home-list', 'camera', 'add', 'invoice', 'recipient', 'ready', 'follow', 'delays', 'company', 'help', 'settings'].map((name) => {
      const found = named(name).map((file) => `assets/${file}`);
      expect(found.length, name).toBeGreaterThan(0);
      return [name, weight(closure([...entry, ...beside, ...found]))] as const;
    });
    expect(heavy.filter(([, bytes]) => bytes > 120 * 1024)).toEqual([]);
  });
});
