import type { Box } from '../reading/document.ts';
import type { LabelHit } from './find-labels.ts';
import { type Cell, isTyped, type Sheet, span, union } from './layout.ts';
import { mendIbans, mendSirets, mendVatIds } from './mend.ts';
import type { Place } from './relate.ts';
import { fold } from './text.ts';
import { type FoundAmount, findAmounts, findCommaless, findRates } from './values/amounts.ts';
import { type Found, findDates } from './values/dates.ts';
import { findBics, findSirens, findSirets, findVatIdentifiers, ibanAt, looseIbans, ribKeyValid } from './values/identifiers.ts';
import { gather, samePlace } from './votes.ts';

/** A typed value with its place, what its form proves, and how well it was read (0 to 100). */
export interface Candidate extends Place {
  value: string;
  evidence: string[];
  alternatives: string[];
  confidence: number;
  /** Readings of its place that gave this value; absent when it was read once. */
  votes?: number;
}

export interface AmountCandidate extends Candidate {
  euro: boolean;
  cents: boolean;
}

export interface Candidates {
  dates: Candidate[];
  amounts: AmountCandidate[];
  /** Whole numbers that may have lost their comma. */
  commaless: AmountCandidate[];
  rates: Candidate[];
  sirets: Candidate[];
  sirens: Candidate[];
  vatIds: Candidate[];
  ibans: Candidate[];
  bics: Candidate[];
  codes: Candidate[];
}

/** The values of the page, and those that other readings of it give, with their votes. `labels`: those of both. */
export function findCandidates(sheet: Sheet, labels: readonly LabelHit[]): Candidates {
  const printed = candidatesIn(sheet, sheet.cells, labels);
  if (sheet.echoes.length === 0)
    return { ...printed, ibans: mendIbans(printed.ibans, sheet), sirets: mendSirets(printed.sirets, printed.vatIds, sheet) };
  const echoed = candidatesIn(sheet, sheet.echoes, labels);
  const vatIds = mendVatIds(gather(printed.vatIds, echoed.vatIds), sheet);
  return {
    dates: gather(printed.dates, echoed.dates),
    amounts: gather(printed.amounts, echoed.amounts),
    // « 10 % » read as « 1096 » is no amount.
    commaless: gather(
      printed.commaless,
      echoed.commaless.filter((one) => !printed.rates.some((rate) => samePlace(one, rate))),
    ),
    rates: gather(printed.rates, echoed.rates),
    sirets: mendSirets(gather(printed.sirets, echoed.sirets), vatIds, sheet),
    sirens: gather(printed.sirens, echoed.sirens),
    vatIds,
    ibans: mendIbans(gather(printed.ibans, echoed.ibans), sheet),
    bics: gather(printed.bics, echoed.bics),
    codes: gather(printed.codes, echoed.codes, { lift: false }),
  };
}

function candidatesIn(sheet: Sheet, cells: readonly Cell[], labels: readonly LabelHit[]): Candidates {
  const ibans = cells.flatMap((cell) => ibansOf(sheet, cell));
  const all = <F extends Found>(find: (text: string) => F[]) => cells.flatMap((cell) => find(cell.text).map((found) => placed(cell, found)));
  const free = <C extends Candidate>(list: C[], taken: readonly Candidate[]) => list.filter((one) => !taken.some((other) => overlaps(one, other)));
  const sirets = free(all(findSirets), ibans);
  const dates = free(all(findDates), [...ibans, ...sirets]);
  const vatIds = all(findVatIdentifiers);
  const amounts = free(all<FoundAmount>(findAmounts), [...ibans, ...sirets, ...dates]).map((amount) => withThousands(sheet, amount));
  const fixed = [...ibans, ...sirets, ...dates, ...vatIds, ...amounts, ...cells.flatMap((cell) => phonesOf(cell))];
  return {
    dates,
    amounts,
    commaless: free(
      all<FoundAmount>(findCommaless).map((one) => asTyped(sheet, one)),
      [...ibans, ...sirets, ...dates, ...amounts],
    ),
    rates: all(findRates),
    sirets,
    sirens: free(all(findSirens), [...ibans, ...sirets]),
    vatIds,
    ibans,
    bics: free(all(findBics), ibans),
    codes: free(
      cells.flatMap((cell) => codesOf(cell, labels)),
      fixed,
    ),
  };
}

function placed<F extends Found>(cell: Cell, found: F): F & Place & { confidence: number } {
  return { ...found, ...span(cell, found.start, found.end), cell, page: cell.page };
}

/** « 5   587,10 » in a wide face: thousands cut off into a cell of their own belong to the amount that starts with three digits right beside them. */
function withThousands(sheet: Sheet, amount: AmountCandidate): AmountCandidate {
  const row = sheet.rows[amount.cell.row]?.cells ?? [];
  const before = row[row.indexOf(amount.cell) - 1];
  if (!before || amount.start > 0 || !/^\d{3}\.\d\d$/.test(amount.value) || !/^\d{1,3}$/.test(before.text)) return amount;
  if (amount.box.x - (before.box.x + before.box.width) > amount.box.height * 2.2) return amount;
  const box = union([before.box, amount.box]);
  return { ...amount, value: `${before.text}${amount.value}`, alternatives: [amount.value, ...amount.alternatives], box };
}

/** A text layer loses no comma: what is written whole there is whole. */
function asTyped(sheet: Sheet, amount: AmountCandidate): AmountCandidate {
  if (!isTyped(sheet, amount.page)) return amount;
  return { ...amount, value: amount.alternatives[0] ?? amount.value, alternatives: [], evidence: [] };
}

export function overlaps(a: Place, b: Place): boolean {
  return a.cell === b.cell && a.start < b.end && b.start < a.end;
}

function phonesOf(cell: Cell): Candidate[] {
  return [...cell.text.matchAll(/(?<!\d)0[1-9](?:[\s.]\d\d){4}(?!\d)/g)].map((match) =>
    placed(cell, { value: match[0], start: match.index, end: match.index + match[0].length, evidence: [], alternatives: [] }),
  );
}

/** An IBAN may be cut in two by a narrow column: what is missing stands in the cell below, at the same left edge. */
function ibansOf(sheet: Sheet, cell: Cell): Candidate[] {
  const result: Candidate[] = [];
  for (const match of cell.text.matchAll(/(?<=^|[^A-Za-z0-9]|BAN)(?:[A-Z]{2}|F\s[RPK])\s?[0-9OIlSBZ]\s?[0-9OIlSBZ](?=[\s.]?[0-9OIlSBZA-Z]{2}|$)/g)) {
    let read = ibanAt(cell.text.slice(match.index));
    if (!read) continue;
    let boxes: Box = span(cell, match.index, match.index + read.end).box;
    if (!read.complete && !read.valid) {
      const next = continuations(sheet, cell).find((other) => ibanAt(`${cell.text.slice(match.index)} ${other.text}`)?.valid);
      const longer = next ? ibanAt(`${cell.text.slice(match.index)} ${next.text}`) : null;
      if (longer && next) {
        read = { ...longer, end: cell.text.length - match.index };
        boxes = {
          x: Math.min(boxes.x, next.box.x),
          y: boxes.y,
          width: Math.max(boxes.width, next.box.width),
          height: next.box.y + next.box.height - boxes.y,
        };
      }
    }
    if (!read.valid && (read.value.length !== 27 || !read.value.startsWith('FR'))) continue;
    const evidence = [
      ...(read.valid ? ['mod97'] : []),
      ...(read.valid && ribKeyValid(read.value) ? ['rib-key'] : []),
      ...(read.repaired ? ['repaired'] : []),
    ];
    const { confidence } = span(cell, match.index, match.index + read.end);
    result.push({
      value: read.value,
      start: match.index,
      end: match.index + read.end,
      evidence,
      alternatives: [],
      box: boxes,
      cell,
      page: cell.page,
      confidence,
    });
  }
  const loose = looseIbans(cell.text).map((found) => placed(cell, found));
  return [...result, ...loose.filter((one) => !result.some((other) => overlaps(one, other)))];
}

function continuations(sheet: Sheet, cell: Cell): { text: string; box: Box }[] {
  const unit = cell.box.height;
  const below = sheet.cells.filter(
    (other) =>
      other.page === cell.page &&
      other.box.y > cell.box.y + unit * 0.5 &&
      other.box.y < cell.box.y + unit * 3 &&
      Math.abs(other.box.x - cell.box.x) < unit * 8,
  );
  const beside = (sheet.rows[cell.row]?.cells ?? []).filter((other) => other.box.x > cell.box.x);
  const rest = beside
    .map((_, count) => beside.slice(0, count + 1))
    .map((cells) => ({ text: cells.map((one) => one.text).join(' '), box: union(cells.map((one) => one.box)) }));
  return [...rest, ...below.filter((other) => /^[0-9A-Z]{2}/.test(other.text))];
}

/** « TR 2026 / 0209 », « 2603 0044 1187 »: one number set wide. */
const setWide = /(?<![\w/-])(?:(?:[A-Z]{1,5} )?\d{2,6}(?: \/ \d{1,6})+|\d{4}(?: \d{4}){1,3})(?![\w/-]|[.,]\d| \d)/g;

/** Reference-like words: invoice numbers, service codes, engagements. Words of labels do not count, glued remainders do (« N°F2026-5 »). */
function codesOf(cell: Cell, labels: readonly LabelHit[]): Candidate[] {
  const inside = labels.filter((label) => label.cell === cell);
  const found: Found[] = [];
  const pattern = /[A-Za-z0-9][A-Za-z0-9\-_/+.]*[A-Za-z0-9]|[A-Za-z0-9]/g;
  const parts = [...cell.text.matchAll(pattern)].filter(
    (match) => !inside.some((label) => label.start < match.index + match[0].length && match.index < label.end && covers(label, match)),
  );
  const wide = [...cell.text.matchAll(setWide)]
    .map((match): Found => {
      const value = match[0].replace(/ \/ /g, '/');
      return { value, start: match.index, end: match.index + match[0].length, evidence: ['digits'], alternatives: [] };
    })
    .filter((one) => !inside.some((label) => label.start < one.end && one.start < label.end));
  found.push(...wide);
  let joinedTo = -1;
  for (const [index, match] of parts.entries()) {
    if (index === joinedTo || wide.some((one) => one.start <= match.index && match.index < one.end)) continue;
    let text = match[0];
    let start = match.index;
    const cut = inside.find((label) => label.start <= start && start < label.end);
    if (cut) {
      text = text.slice(cut.end - start).replace(/^[^A-Za-z0-9]+/, '');
      start = match.index + match[0].length - text.length;
    }
    // « SA26-0301 – 02/03/2026 » read without its spaces.
    text = text.replace(/(?<=[\w]{3})-\d{2}[/.]\d{2}[/.]\d{2,4}$/, '');
    const next = parts[index + 1];
    // The stroke of a frame before it: « 1BC 4471 ».
    if (index === 0 && next && /^\d/.test(next[0]) && /^[1tlI][A-Z]{2,5}$/.test(text)) {
      text = text.slice(1);
      start++;
    }
    const apart = next ? cell.text.slice(start + text.length, next.index) : '';
    // « BC 4471 »: a few capitals, then digits, make one reference; the digits alone are offered beside it.
    if (next && apart === ' ' && /^[A-Z]{1,5}$/.test(text) && /^\d[\w\-/]*$/.test(next[0]) && text.length + next[0].length < 19) {
      joinedTo = index + 1;
      const end = next.index + next[0].length;
      found.push({ value: `${text} ${next[0]}`, start, end, evidence: ['digits'], alternatives: [next[0], text + next[0]] });
    } else if (/\d/.test(text) || /^[A-Z][A-Z_-]+$/.test(text)) {
      found.push({ value: text, start, end: start + text.length, evidence: /\d/.test(text) ? ['digits'] : [], alternatives: [] });
    }
    const last = found.at(-1);
    // « 447) » that nothing opens: the last stroke is a 1 that leans.
    if (last && /\d$/.test(last.value) && /^(?:[)!\]](?:\s|$)|\/$)/.test(cell.text.slice(last.end)) && !/[([]/.test(cell.text.slice(0, last.end)))
      Object.assign(last, {
        value: `${last.value}1`,
        end: last.end + 1,
        evidence: [...last.evidence, 'leaning'],
        alternatives: [last.value, ...last.alternatives.map((one) => `${one}1`)],
      });
  }
  return found.filter((code) => code.value.length <= 50 && !/^\d{1,2}[.,]\d{1,3}$/.test(code.value)).map((code) => placed(cell, code));
}

const covers = (label: LabelHit, match: RegExpMatchArray) => label.end >= (match.index ?? 0) + match[0].length;

/** A code as it would be without OCR's confusion of O and 0, I and 1 between digits: an alternative to offer, not a correction to make. */
export function digitTwins(code: string): string[] {
  const twin = code
    .replace(/(?<=[A-Z]{3})O(?=\d{1,2}$)/, '0')
    .replace(/(?<=\d)[OQ](?=\d|$)/g, '0')
    .replace(/(?<=\d)[Il|](?=\d|$)/g, '1')
    .replace(/(?<=\d)S(?=\d)/g, '5')
    .replace(/(?<=\d)B(?=\d)/g, '8');
  const letters = code.replace(/(?<=[A-Z]{2})0(?=[A-Z])/g, 'O');
  return [...new Set([twin, letters])].filter((other) => other !== code);
}

export const plainText = (sheet: Sheet) => fold(sheet.cells.map((cell) => cell.text).join('\n'));
