import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Surfaces are wiring: what grows here belongs to `lib/`. */
const root = join(import.meta.dirname, '../../..');
const folder = join(root, 'entrypoints');
const MOST_LINES = 60;
const files = readdirSync(folder, { withFileTypes: true, recursive: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name));

describe('entrypoints', () => {
  it.each(files.map((file) => [relative(folder, file).replaceAll('\\', '/'), file]))('%s is wiring', (_, file) => {
    expect(readFileSync(file, 'utf8').split('\n').length - 1).toBeLessThanOrEqual(MOST_LINES);
  });
  it('put nothing into pages by themselves', () => {
    for (const file of files.filter((name) => name.endsWith('.content.ts'))) {
      const text = readFileSync(file, 'utf8');
      expect(text, file).toContain("registration: 'runtime'");
      expect(text, file).toContain('matches: []');
    }
  });
  it('are each told in the README', () => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    for (const entry of readdirSync(folder)) if (entry !== 'README.md') expect(readme, entry).toContain(entry);
  });
});
