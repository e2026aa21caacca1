import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ciiOf, ublOf } from '../../../lib/formats/index.ts';
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
  it('writes every file and prints the problems', () => {
    const { status, stdout } = run('compose', 'test/fixtures/drafts/01-boulanger-franchise.json', join(folder, 'out'), '--today', '2026-11-24');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual([]);
    expect(readdirSync(join(folder, 'out')).sort()).toEqual([
      'cii-afnor.xml',
      'cii-chorus.xml',
      'facturx-afnor.pdf',
      'facturx-chorus.pdf',
      'portal.pdf',
      'supporting.pdf',
      'ubl-afnor.xml',
    ]);
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

interface Verdict {
  file: string;
  syntax: string | null;
  profile: string | null;
  problems: { rule: string; field: string; severity: string; message: string; remedy: string }[];
  error?: { code: string; message: string };
}

const verdicts = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Verdict);

describe('npm run check', () => {
  it('prints one line a file: drafts for Chorus Pro, e-invoices by the norm', () => {
    const xml = join(folder, 'cii.xml');
    writeFileSync(xml, ciiOf(readDraft('test/fixtures/drafts/01-boulanger-franchise.json'), 'chorus'));
    const { status, stdout } = run('check', '--today', '2026-11-24', 'test/fixtures/drafts/41-corse.json', xml);
    expect(status).toBe(0);
    expect(verdicts(stdout)).toEqual([
      { file: 'test/fixtures/drafts/41-corse.json', syntax: 'draft', profile: null, problems: [] },
      { file: xml, syntax: 'cii', profile: 'en16931', problems: [] },
    ]);
  });

  it('prints each problem of a bad draft with its remedy', () => {
    const { status, stdout } = run('check', 'test/fixtures/drafts-bad/totaux-faux.json', '--today', '2026-11-24');
    expect(status).toBe(0);
    const [verdict] = verdicts(stdout);
    expect(verdict?.problems.map((problem) => problem.rule)).toEqual(
      expect.arrayContaining(['CPP-NUMBER-DATE', 'ID-BUYER-SIRET', 'ID-IBAN', 'BR-CO-14', 'BR-CO-15']),
    );
    expect(verdict?.problems.every((problem) => problem.remedy !== '' && problem.message !== '')).toBe(true);
  });

  it('says in French, in the file’s own line, what cannot be judged, and goes on with the next', () => {
    const broken = (name: string, content: string) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const files = [
      broken('cut.json', '{ "kind": '),
      broken('list.json', '[1, 2]'),
      broken('empty.json', ''),
      broken('order.xml', '<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"/>'),
      broken('bomb.xml', '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'),
      join(folder, 'nowhere.json'),
    ];
    const { status, stdout } = run('check', ...files, 'test/fixtures/drafts/41-corse.json');
    expect(status).toBe(1);
    const lines = verdicts(stdout);
    expect(lines.map((line) => line.error?.code)).toEqual([
      'file-unknown',
      'not-an-invoice',
      'file-empty',
      'not-an-invoice',
      'xml-hostile',
      'file-unknown',
      undefined,
    ]);
    expect(lines.slice(0, -1).every((line) => /^[A-ZÀ-Ý].*\.$/.test(line.error?.message ?? ''))).toBe(true);
    expect(lines[5]?.error?.message).toMatch(/introuvable/);
  });

  it('refuses an unknown target, or no file at all, with exit code 2', () => {
    expect(run('check', 'x.json', '--target', 'mars')).toMatchObject({ status: 2, stderr: expect.stringMatching(/Cible inconnue/) });
    expect(run('check')).toMatchObject({ status: 2, stderr: expect.stringMatching(/Usage/) });
  });
});

describe('npm run convert', () => {
  it('writes the model of an e-invoice and what it does not hold', () => {
    const draft = readDraft('test/fixtures/drafts/02-plombier-deux-taux.json');
    const xml = join(folder, 'ubl.xml');
    const more = new TextDecoder()
      .decode(ublOf(draft, 'afnor'))
      .replace('<cac:PayeeFinancialAccount>', '<cbc:PaymentID>VIR-7</cbc:PaymentID><cac:PayeeFinancialAccount>');
    writeFileSync(xml, more);
    const { status, stdout } = run('convert', xml, join(folder, 'converted'));
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ file: xml, syntax: 'ubl', notCarried: ['BT-83 référence de paiement'] });
    expect(JSON.parse(readFileSync(join(folder, 'converted', 'draft.json'), 'utf8'))).toEqual(draft);
    expect(JSON.parse(readFileSync(join(folder, 'converted', 'not-carried.json'), 'utf8'))).toEqual(['BT-83 référence de paiement']);
  });

  it('says in French that a file is no e-invoice', () => {
    const { status, stdout } = run('convert', 'README.md', join(folder, 'none'));
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ draft: null, error: { message: expect.stringMatching(/ni un PDF/) } });
  });
});
