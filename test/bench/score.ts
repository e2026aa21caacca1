import type { Confidence } from '../../lib/extraction/result.ts';
import type { Sample } from './corpus.ts';

/** What a reading gave for one sample, as `npm run read` prints it. */
export interface Given {
  ms: number;
  fields: Record<string, { value: string | null; confidence: Confidence }>;
  lines: { quantity: string; netAmount: string }[];
  error: string | null;
}

export interface Tally {
  group: string;
  files: number;
  failed: number;
  fields: number;
  right: number;
  keys: number;
  keysRight: number;
  sureRight: number;
  sureWrong: number;
  /** Wrong and sure on SIRET, IBAN or gross total: must stay 0. */
  graveWrong: number;
  checkRight: number;
  checkWrong: number;
  lines: number;
  linesRight: number;
  ms: number[];
  misses: string[];
}

/** The nine fields of the published trial (ocr.md §2). */
const keyFields = new Set([
  'invoiceNumber',
  'issueDate',
  'sellerSiret',
  'buyerSiret',
  'totalGross',
  'totalNet',
  'iban',
  'engagementNumber',
  'serviceCode',
]);
const grave = new Set(['sellerSiret', 'buyerSiret', 'totalGross', 'iban']);

const emptyTally = (group: string): Tally => ({
  group,
  files: 0,
  failed: 0,
  fields: 0,
  right: 0,
  keys: 0,
  keysRight: 0,
  sureRight: 0,
  sureWrong: 0,
  graveWrong: 0,
  checkRight: 0,
  checkWrong: 0,
  lines: 0,
  linesRight: 0,
  ms: [],
  misses: [],
});

/** Names are compared without regard to case, spaces and the shape of apostrophes; everything else exactly. */
function same(field: string, given: string | null, wanted: string): boolean {
  if (given === null) return false;
  const plain = (text: string) => (field.endsWith('Name') ? text.toLowerCase().replace(/[’‘]/g, "'").replace(/\s+/g, ' ').trim() : text);
  return plain(given) === plain(wanted);
}

export function tally(results: readonly { sample: Sample; given: Given }[]): Tally[] {
  const groups = new Map<string, Tally>();
  for (const { sample, given } of results) {
    const row = groups.get(sample.group) ?? emptyTally(sample.group);
    groups.set(sample.group, row);
    row.files++;
    row.ms.push(given.ms);
    if (given.error !== null) {
      row.failed++;
      row.misses.push(`${sample.file}: ${given.error}`);
    }
    for (const [field, wanted] of Object.entries(sample.fields))
      count(row, sample.file, field, wanted, given.fields[field] ?? { value: null, confidence: 'missing' });
    for (const line of sample.lines) {
      row.lines++;
      if (given.lines.some((other) => other.netAmount === line.netAmount && Number(other.quantity) === Number(line.quantity))) row.linesRight++;
    }
  }
  return [...groups.values()];
}

function count(row: Tally, file: string, field: string, wanted: string | null, got: { value: string | null; confidence: Confidence }): void {
  const right = wanted === null ? got.value === null : same(field, got.value, wanted);
  if (wanted !== null) {
    row.fields++;
    if (right) row.right++;
    if (keyFields.has(field)) {
      row.keys++;
      if (right) row.keysRight++;
    }
    if (right && got.confidence === 'sure') row.sureRight++;
  }
  if (!right && got.confidence === 'sure') {
    row.sureWrong++;
    if (grave.has(field)) row.graveWrong++;
  }
  if (got.confidence === 'check') {
    if (right) row.checkRight++;
    else row.checkWrong++;
  }
  if (!right) row.misses.push(`${file.split('/').at(-1)} ${field}: ${wanted ?? 'rien'} → ${got.value ?? 'rien'} (${got.confidence})`);
}

const percent = (part: number, whole: number) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

export function markdown(rows: readonly Tally[]): string {
  const head =
    '| documents | fichiers | champs justes | champs clés justes | sûrs et justes | sûrs et faux | dont SIRET, IBAN, TTC | lignes justes | ms (médiane) |';
  const body = rows.map((row) =>
    [
      '',
      row.group,
      row.failed > 0 ? `${row.files} (${row.failed} en échec)` : String(row.files),
      percent(row.right, row.fields),
      percent(row.keysRight, row.keys),
      percent(row.sureRight, row.fields),
      `${row.sureWrong} (${percent(row.sureWrong, row.fields)})`,
      String(row.graveWrong),
      percent(row.linesRight, row.lines),
      String(median(row.ms)),
      '',
    ]
      .join(' | ')
      .trim(),
  );
  return [head, '|---|---|---|---|---|---|---|---|---|', ...body].join('\n');
}

/** How often each level of confidence tells the truth. */
export function reliability(rows: readonly Tally[]): string {
  const total = (pick: (row: Tally) => number) => rows.reduce((sum, row) => sum + pick(row), 0);
  const [sureRight, sureWrong, checkRight, checkWrong] = [
    total((row) => row.sureRight),
    total((row) => row.sureWrong),
    total((row) => row.checkRight),
    total((row) => row.checkWrong),
  ];
  return [
    '| confiance affichée | champs | justes |',
    '|---|---|---|',
    `| sûr | ${sureRight + sureWrong} | ${percent(sureRight, sureRight + sureWrong)} |`,
    `| à vérifier | ${checkRight + checkWrong} | ${percent(checkRight, checkRight + checkWrong)} |`,
  ].join('\n');
}
