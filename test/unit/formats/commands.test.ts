import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { complete } from '../../../lib/invoice/complete.ts';
import { readDraft } from '../../../scripts/draft.ts';
import { badDrafts, drafts } from './drafts.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coursier-commands-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(script: string, ...args: string[]) {
  return spawnSync(process.execPath, ['--import', 'tsx', `scripts/${script}.ts`, ...args], { cwd: root, encoding: 'utf8' });
}

describe('npm run compose', () => {
  it('writes the three files and prints the problems', () => {
    const { status, stdout } = run('compose', 'test/fixtures/drafts/01-boulanger-franchise.json', join(folder, 'out'), '--today', '2026-11-24');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual([]);
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['cii-chorus.xml', 'facturx-chorus.pdf', 'portal.pdf']);
    expect(
      readFileSync(join(folder, 'out', 'portal.pdf'))
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });
});

describe('a draft’s file', () => {
  it.each([...drafts, ...badDrafts])('$name is read by the commands as it stands', ({ file, invoice }) => {
    expect(readDraft(file)).toEqual(complete(invoice));
  });
});

describe('npm run check', () => {
  it('has nothing to say of a draft that is ready', () => {
    expect(run('check', 'test/fixtures/drafts/41-corse.json', '--today', '2026-11-24')).toMatchObject({ status: 0, stdout: '[]\n' });
  });

  it('prints each problem of a bad draft with its remedy', () => {
    const { status, stdout } = run('check', 'test/fixtures/drafts-bad/totaux-faux.json', '--today', '2026-11-24');
    expect(status).toBe(0);
    const problems = JSON.parse(stdout) as { rule: string; remedy: string }[];
    expect(problems.map((problem) => problem.rule)).toEqual(
      expect.arrayContaining(['CPP-NUMBER-DATE', 'ID-BUYER-SIRET', 'ID-IBAN', 'BR-CO-14', 'BR-CO-15']),
    );
    expect(problems.every((problem) => problem.remedy !== '')).toBe(true);
  });

  it.each([
    ['{ "kind": ', /n’est pas du JSON/],
    ['[1, 2]', /ne contient pas de facture/],
    ['', /n’est pas du JSON/],
  ])('says in French what is wrong with %j, exit code 2', (content, sentence) => {
    const file = join(folder, 'broken.json');
    writeFileSync(file, content);
    const { status, stdout, stderr } = run('check', file);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(sentence);
  });

  it('says so when the file is missing or the target unknown', () => {
    expect(run('check', join(folder, 'nowhere.json'))).toMatchObject({ status: 2, stderr: expect.stringMatching(/introuvable/) });
    expect(run('check', 'x.json', '--target', 'mars')).toMatchObject({ status: 2, stderr: expect.stringMatching(/Cible inconnue/) });
    expect(run('check')).toMatchObject({ status: 2, stderr: expect.stringMatching(/Usage/) });
  });
});
