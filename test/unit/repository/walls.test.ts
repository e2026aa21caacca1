import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The walls of ARCHITECTURE.md, proved by trying to cross each of them. */
const root = fileURLToPath(new URL('../../..', import.meta.url));

const forbidden = [
  ['lib/invoice/a.ts', '../desk/desk.ts'],
  ['lib/invoice/rules/b.ts', '../../directory/search.ts'],
  ['lib/scan/c.ts', '../reading/ocr.ts'],
  ['lib/reading/d.ts', '../extraction/index.ts'],
  ['lib/extraction/e.ts', '../directory/search.ts'],
  ['lib/extraction/f.ts', '../platform/web.ts'],
  ['lib/directory/g.ts', '../formats/index.ts'],
  ['lib/claims/v.ts', '../portal/statuses.ts'],
  ['lib/invoice/w.ts', '../claims/clock.ts'],
  ['lib/formats/h.ts', '../portal/api/client.ts'],
  ['lib/portal/i.ts', '../desk/outbox.ts'],
  ['lib/portal/api/j.ts', '../../ui/app.tsx'],
  ['lib/billing/k.ts', '../ui/app.tsx'],
  ['lib/desk/l.ts', '../ui/app.tsx'],
  ['lib/platform/m.ts', '../desk/desk.ts'],
  ['lib/ui/screens/n.tsx', '../../portal/api/client.ts'],
  ['lib/ui/o.ts', '../desk/store/store.ts'],
  ['lib/desk/p.ts', 'wxt/browser'],
  ['pwa/q.ts', 'wxt/browser'],
] as const;

const allowed = [
  ['lib/extraction/r.ts', '../reading/document.ts'],
  ['lib/formats/s.ts', '../invoice/model.ts'],
  ['lib/formats/x.ts', '../claims/claim.ts'],
  ['lib/claims/y.ts', '../directory/recipient.ts'],
  ['lib/desk/t.ts', '../portal/api/client.ts'],
  ['lib/ui/u.ts', '../desk/api.ts'],
  ['lib/platform/extension.ts', 'wxt/browser'],
] as const;

describe('the linter', () => {
  let folder = '';
  const crossings = new Set<string>();

  // One run over a small copy of the tree, with the repository's own configuration.
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'coursier-walls-'));
    copyFileSync(join(root, 'biome.json'), join(folder, 'biome.json'));
    for (const [path, from] of [...forbidden, ...allowed]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), `import { thing } from '${from}';\n\nexport const copy = thing;\n`);
    }
    const { stdout } = spawnSync(join(root, 'node_modules/.bin/biome'), ['lint', '--reporter=github', '--max-diagnostics=none', '.'], {
      cwd: folder,
      encoding: 'utf8',
    });
    for (const line of stdout.split('\n')) {
      const file = /noRestrictedImports.*file=([^,]+)/.exec(line)?.[1];
      if (file) crossings.add(relative(folder, resolve(folder, file)));
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(forbidden)('%s may not import %s', (path) => expect(crossings).toContain(path));
  it.each(allowed)('%s may import %s', (path) => expect(crossings).not.toContain(path));
});

describe('the compiler', () => {
  let folder = '';
  beforeAll(() => {
    mkdirSync(join(root, '.cache'), { recursive: true });
    folder = mkdtempSync(join(root, '.cache/walls-'));
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: '../../lib/tsconfig.core.json', include: ['*.ts'] }));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function compile(source: string): { status: number | null; output: string } {
    writeFileSync(join(folder, 'crossing.ts'), source);
    const result = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(folder, 'tsconfig.json')], {
      encoding: 'utf8',
    });
    return { status: result.status, output: result.stdout };
  }

  it.each(['document.title', 'window.location', 'fetch("/x")', 'localStorage.x', 'process.env', 'setTimeout(() => 0, 1)', 'new Worker("/x")'])(
    'keeps %s out of the core',
    (expression) => {
      const { status, output } = compile(`export const x = ${expression};\n`);
      expect(status).not.toBe(0);
      expect(output).toMatch(/Cannot find name/);
    },
  );

  it('accepts plain code', () => {
    expect(compile('export const x = new Map([[1, "a"]]);\n').status).toBe(0);
  });

  it('is strict: no silent any, no unchecked index', () => {
    expect(compile('export const f = (x) => x;\n').status).not.toBe(0);
    expect(compile('export const f = (list: string[]): string => list[0];\n').status).not.toBe(0);
  });
});
