/**
 * npm run bench:formats [-- --write] [-- --quick]
 * Measures what leaves and what is judged: own XML and PDF on the worked drafts, the sample e-invoices of ../shared/data/einvoices where present, round
 * trips of random invoices, and the time of a Factur-X in Chromium. Prints a markdown table (--write: to FORMATS.md).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { attachedXml, ciiOf, facturx, possibleProfiles, ublOf } from '../../lib/formats/index.ts';
import { complete } from '../../lib/invoice/complete.ts';
import { emptyLine } from '../../lib/invoice/model.ts';
import { sameAmount } from '../../lib/invoice/money.ts';
import { rules } from '../../lib/invoice/rules/index.ts';
import { readEmbedded } from '../../lib/reading/xml/index.ts';
import { judgeFile } from '../../lib/reading/xml/judge.ts';
import { syntaxRules } from '../../lib/reading/xml/rules/index.ts';
import { liberationFonts } from '../../scripts/draft.ts';
import { invoices } from '../unit/formats/arbitrary.ts';
import { draft, drafts } from '../unit/formats/drafts.ts';
import { pdfaFaults } from '../unit/formats/pdfa-guard.ts';
import { xsdErrors } from '../unit/formats/xsd.ts';
import { composeTimes } from './compose-times.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const quick = process.argv.includes('--quick');
const rows: [measure: string, goal: string, got: string][] = [];
const percent = (part: number, whole: number) => (whole === 0 ? '—' : `${((100 * part) / whole).toFixed(2).replace('.', ',')} %`);
const share = (part: number, whole: number) => `${percent(part, whole)} (${part}/${whole})`;
const add = (measure: string, goal: string, got: string) => {
  rows.push([measure, goal, got]);
  console.error(`${measure}: ${got}`);
};

ownXml();
await ownFacturx();
await samples();
roundTrips();
await times();

const table = [
  '| mesure | but | obtenu |',
  '|---|---|---|',
  ...rows.map((row) => `| ${row.join(' | ')} |`),
  '',
  `${drafts.length} brouillons ; ${rules.length + syntaxRules.length} règles. XSD de Factur-X 1.09 (paquet npm) ; l’UBL n’a pas de schéma sur npm : ses allers-retours et les règles de la norme le gardent.`,
].join('\n');
console.log(table);
if (process.argv.includes('--write'))
  writeFileSync(join(root, 'test/bench/FORMATS.md'), `# Formats et règles\n\n\`npm run bench:formats -- --write\` écrit cette page.\n\n${table}\n`);

function ownXml(): void {
  let files = 0;
  let valid = 0;
  let clean = 0;
  for (const { invoice } of drafts)
    for (const target of ['chorus', 'afnor'] as const) {
      for (const profile of possibleProfiles(invoice, target)) {
        files++;
        const xml = ciiOf(invoice, target, profile);
        if (xsdErrors(xml, profile === 'extended-ctc-fr' ? 'extended' : profile).length === 0) valid++;
        if (judgeFile(xml, null)?.problems.length === 0) clean++;
      }
    }
  add('XML écrits (brouillons × cibles × profils) valides contre le XSD', '100 %', share(valid, files));
  add('les mêmes, jugés sans faute par nos règles de la norme', '—', share(clean, files));
}

/** Exit code 0, or null where the program is not installed. */
function tool(program: string, args: string[]): { ok: boolean; out: string } | null {
  const { status, stdout, error } = spawnSync(program, args, { encoding: 'utf8' });
  return error ? null : { ok: status === 0, out: stdout };
}

async function ownFacturx(): Promise<void> {
  const fonts = liberationFonts();
  const folder = mkdtempSync(join(tmpdir(), 'coursier-bench-'));
  const counts = { files: 0, guard: 0, qpdf: 0, fonts: 0, text: 0 };
  const chosen = quick ? drafts.slice(0, 10) : drafts;
  let missing = false;
  for (const { invoice } of chosen)
    for (const target of ['chorus', 'afnor'] as const) {
      const bytes = await facturx(invoice, fonts, target);
      const file = join(folder, 'x.pdf');
      writeFileSync(file, bytes);
      counts.files++;
      if ((await pdfaFaults(bytes)).length === 0) counts.guard++;
      const [check, list, text] = [tool('qpdf', ['--check', file]), tool('pdffonts', [file]), tool('pdftotext', ['-layout', file, '-'])];
      if (!check || !list || !text) missing = true;
      if (check?.ok) counts.qpdf++;
      const listed = (list?.out ?? '').split('\n').slice(2).filter(Boolean);
      if (listed.length > 0 && listed.every((line) => /\syes\s+yes\s+(yes|no)\s+\d+\s+\d+\s*$/.test(line))) counts.fonts++;
      if (text?.out.includes(invoice.invoiceNumber) && text.out.includes(invoice.buyer.siret)) counts.text++;
    }
  rmSync(folder, { recursive: true });
  add('Factur-X écrites : garde PDF/A', '100 %', share(counts.guard, counts.files));
  const or = (count: number) => (missing ? 'outil absent ici' : share(count, counts.files));
  add(
    'Factur-X écrites : `qpdf --check` / `pdffonts` (tout incorporé) / `pdftotext`',
    '100 %',
    [counts.qpdf, counts.fonts, counts.text].map(or).join(' / '),
  );
}

/** The first text of the first element of that name, by pattern alone: a second opinion on the reader. */
function firstText(xml: string, ...names: string[]): string {
  for (const name of names) {
    const found = new RegExp(`<(?:[\\w-]+:)?${name}(?:\\s[^>]*)?>\\s*([^<]*?)\\s*<`).exec(xml);
    if (found) return (found[1] ?? '').replaceAll('&amp;', '&').replaceAll('&apos;', "'").replaceAll('&quot;', '"');
  }
  return '';
}

interface Verdict {
  file: string;
  syntax: string;
  en: string[];
  brfr: string[] | null;
}

async function samples(): Promise<void> {
  const folder = join(root, '../shared/data/einvoices');
  if (!existsSync(join(folder, 'verdicts.json'))) return add('factures d’exemple', '—', 'données absentes ici');
  const verdicts = JSON.parse(readFileSync(join(folder, 'verdicts.json'), 'utf8')) as Verdict[];
  const implemented = new Set([...rules, ...syntaxRules].map(({ id }) => id));
  const count = { read: 0, pairs: 0, equal: 0, fired: 0, agreed: 0, whole: 0, clean: 0, quiet: 0, brfrFiles: 0, brfrPairs: 0, brfrEqual: 0 };
  for (const { file, en, brfr } of verdicts) {
    const bytes = new Uint8Array(readFileSync(join(folder, file)));
    const xml = file.endsWith('.pdf') ? (await attachedXml(bytes))?.bytes : bytes;
    if (!xml) continue;
    if (fieldsEqual(xml)) count.read++;
    const ours = new Set(fired(xml, null));
    const theirs = new Set(en.filter((id) => implemented.has(id) || id.startsWith('FX-')));
    for (const id of implemented) {
      if (id.startsWith('BR-FR')) continue;
      count.pairs++;
      if (ours.has(id) === theirs.has(id)) count.equal++;
    }
    const union = new Set([...ours, ...theirs]);
    count.fired += union.size;
    count.agreed += [...union].filter((id) => ours.has(id) && theirs.has(id)).length;
    if (union.size === [...union].filter((id) => ours.has(id) && theirs.has(id)).length) count.whole++;
    if (en.length === 0) {
      count.clean++;
      if (ours.size === 0) count.quiet++;
    }
    if (!brfr) continue;
    count.brfrFiles++;
    const french = new Set(fired(xml, 'afnor').filter((id) => /^BR-FR-(?!CPRO)/.test(id)));
    for (const id of implemented) {
      if (!/^BR-FR-(?!CPRO)/.test(id)) continue;
      count.brfrPairs++;
      if (french.has(id) === brfr.includes(id)) count.brfrEqual++;
    }
  }
  add('factures d’exemple lues : numéro, date, parties, totaux égaux à leur XML', '100 %', share(count.read, verdicts.length));
  add('verdicts égaux aux officiels, règle par règle (norme et Factur-X)', '≥ 98 %', share(count.equal, count.pairs));
  add('alertes communes parmi toutes celles données d’un côté ou de l’autre', '—', share(count.agreed, count.fired));
  add('fichiers au verdict entièrement égal', '—', share(count.whole, verdicts.length));
  add('fausses alertes sur les fichiers sans faute', '0', `${count.clean - count.quiet} sur ${count.clean}`);
  add('verdicts BR-FR 1.4.0 égaux, règle par règle', '≥ 98 %', `${share(count.brfrEqual, count.brfrPairs)}, ${count.brfrFiles} fichiers`);
}

function fired(xml: Uint8Array, target: 'afnor' | null): string[] {
  return (judgeFile(xml, target)?.problems ?? []).filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
}

function fieldsEqual(bytes: Uint8Array): boolean {
  const read = readEmbedded(bytes);
  if (!read) return false;
  const text = new TextDecoder().decode(bytes);
  const { totals, invoiceNumber, issueDate } = read.invoice;
  const plain = (value: string) => value.replace(/^-/, '');
  const amount = (ours: string, ...names: string[]) => {
    const theirs = firstText(text, ...names);
    return ours === theirs || sameAmount(plain(ours), plain(theirs)) || (ours === '' && theirs === '');
  };
  const body = text.slice(Math.max(0, text.search(/<(?:[\w-]+:)?(ExchangedDocument|HeaderExchangedDocument)[\s>]/)));
  const number =
    read.syntax === 'cii' ? firstText(body, 'ID') : firstText(text.replace(/<(?:[\w-]+:)?UBLExtensions[\s\S]*?UBLExtensions>/, ''), 'ID');
  const date = read.syntax === 'cii' ? firstText(body, 'DateTimeString') : firstText(text, 'IssueDate');
  return (
    amount(totals.gross, 'GrandTotalAmount', 'TaxInclusiveAmount') &&
    amount(totals.net, 'TaxBasisTotalAmount', 'TaxExclusiveAmount') &&
    amount(totals.payable, 'DuePayableAmount', 'PayableAmount') &&
    (invoiceNumber === number || number === '') &&
    issueDate.replaceAll('-', '') === date.replaceAll('-', '').slice(0, 8)
  );
}

function roundTrips(): void {
  const cases = fc.sample(invoices, { numRuns: quick ? 200 : 2000, seed: 20261125 });
  let equal = 0;
  for (const invoice of cases) {
    const files = [ciiOf(invoice, 'chorus'), ciiOf(invoice, 'afnor'), ublOf(invoice, 'chorus'), ublOf(invoice, 'afnor')];
    const plain = JSON.parse(JSON.stringify(invoice)) as unknown;
    if (
      files.every((file) => {
        const read = readEmbedded(file);
        return read !== null && read.notCarried.length === 0 && isDeepStrictEqual(JSON.parse(JSON.stringify(read.invoice)), plain);
      })
    )
      equal++;
  }
  add('factures au hasard : écrites (CII et UBL, deux circuits), relues, égales', '2 000', share(equal, cases.length));
}

async function times(): Promise<void> {
  const base = draft('02');
  const lines = Array.from({ length: 40 }, (_, index) => ({
    ...emptyLine(),
    name: `Fourniture ${index + 1} : raccord laiton, pose comprise`,
    quantity: '3',
    netPrice: '12.40',
    vatRate: index % 2 ? '20' : '10',
  }));
  const empty = { lines: '', allowances: '', charges: '', net: '', vat: '', gross: '', prepaid: '', rounding: '', payable: '' };
  const invoice = complete({ ...base, lines, vatBreakdown: [], allowances: [], totals: empty });
  const found = await composeTimes(invoice, quick ? 5 : 21);
  add(
    'Factur-X de 40 lignes dans Chromium, médiane (première fois)',
    '≤ 150 ms',
    found ? `${found.median.toFixed(0)} ms (${found.first.toFixed(0)} ms)` : 'Chromium absent ici',
  );
}
