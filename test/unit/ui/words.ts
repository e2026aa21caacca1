import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../lib/ui/words/fr', import.meta.url));

export interface WordFile {
  name: string;
  source: string;
  /** What it exports that is no function: the lists of words. */
  lists: Readonly<Record<string, object>>;
}

/** Every file of French words, whoever added it. */
export async function frenchFiles(): Promise<WordFile[]> {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .sort();
  const files = await Promise.all(
    names.map(async (file) => {
      const exported = (await import(join(folder, file))) as Record<string, unknown>;
      const lists = Object.fromEntries(
        Object.entries(exported).filter(([, value]) => typeof value === 'object' && value !== null && !(value instanceof Map)),
      );
      return { name: file.slice(0, -3), source: readFileSync(join(folder, file), 'utf8'), lists: lists as Record<string, object> };
    }),
  );
  // names of places are the same in every language: a map, and no list
  return files.filter(({ lists }) => Object.keys(lists).length > 0);
}

const samples: readonly unknown[][] = [
  [2, 3, 4, 5],
  [1, 1, 1, 1],
  ['Xyz', 'Xyz', 'Xyz', 'Xyz'],
  ['2026-01-01', '2026-01-01', 3, true],
  [{ apis: ['Xyz'], names: ['Xyz'] }],
  [{ number: 'Xyz', total: '12.00', buyer: 'Xyz', name: 'Xyz' }],
  [3, 'Xyz', 'Xyz'],
  ['production', true],
  ['training', false],
];

/** A word that is a function, said with values of several kinds; those that it does not take are left out. */
function saidBy(word: (...given: unknown[]) => unknown): unknown[] {
  return samples.flatMap((given) => {
    try {
      return [word(...given)];
    } catch {
      return [];
    }
  });
}

/** Every text below a list of words, with the path that leads to it. `french`: what stays French whatever the screen is left out. */
export function* textsOf(value: unknown, path: string, french = true): Generator<{ path: string; text: string }> {
  if (typeof value === 'string') yield { path, text: value };
  else if (typeof value === 'function') for (const said of saidBy(value as () => unknown)) yield* textsOf(said, path, french);
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) if (french || key !== 'inFrench') yield* textsOf(inner, `${path}.${key}`, french);
}

/** Paths of every word, functions told apart, without calling any. */
export function shapeOf(value: unknown, path: string): string[] {
  if (typeof value === 'string') return [path];
  if (typeof value === 'function') return [`${path}()`];
  if (Array.isArray(value)) return [`${path}[]`];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'inFrench' ? [] : shapeOf(inner, `${path}.${key}`)));
}
