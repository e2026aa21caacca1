import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { builtApp } from './helpers.ts';

/** What a first visit downloads before anything is read: the budget of issue 8, in bytes as gzip sends them. */
const FIRST_SCRIPT = 30_000;
const BEFORE_READING = 120_000;

const weight = (path: string) => gzipSync(readFileSync(join(builtApp, path)), { level: 9 }).length;

/** A built script and those that it cannot start without. */
function withImports(path: string, known = new Set<string>()): Set<string> {
  if (known.has(path)) return known;
  known.add(path);
  const source = readFileSync(join(builtApp, path), 'utf8');
  for (const [, name = ''] of source.matchAll(/(?:from|import)\s*["'`]\.\/([\w-]+\.js)["'`]/g)) withImports(`assets/${name}`, known);
  return known;
}

describe('what the first visit weighs', () => {
  const page = readFileSync(join(builtApp, 'index.html'), 'utf8');
  const named = [...page.matchAll(/(?:src|href)="\/((?:assets\/)?[\w.-]+\.(?:js|css))"/g)].map(([, path = '']) => path);
  const entry = named.find((path) => /^assets\/index-.*\.js$/.test(path)) ?? '';

  it('paints the first screen with a small script', () => {
    const scripts = withImports(entry);
    expect(scripts.size).toBeGreaterThan(2);
    expect([...scripts].reduce((sum, path) => sum + weight(path), 0)).toBeLessThan(FIRST_SCRIPT);
  });

  it('has the desk, its store and the sheets before anything heavy', () => {
    const everything = new Set([...withImports(entry), ...named.flatMap((path) => (path.endsWith('.js') ? [...withImports(path)] : [path]))]);
    expect([...everything].reduce((sum, path) => sum + weight(path), 0)).toBeLessThan(BEFORE_READING);
  });
});
