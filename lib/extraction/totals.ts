import { Big } from 'big.js';
import { big, round, sameAmount, sum } from '../invoice/money.ts';
import type { AmountCandidate, Candidates } from './candidates.ts';
import type { LabelHit, LabelKind } from './find-labels.ts';
import { isTyped, type Sheet } from './layout.ts';
import { heightOf, rank } from './score.ts';
import { fold } from './text.ts';
import { vatRates } from './values/amounts.ts';
import type { VatRow } from './vat.ts';
import { weights } from './weights.ts';

export interface Choice {
  value: string;
  candidate: AmountCandidate | null;
  score: number;
  evidence: string[];
  alternatives: string[];
}

export interface Totals {
  net: Choice | null;
  vat: Choice | null;
  gross: Choice | null;
  payable: Choice | null;
  prepaid: Choice | null;
}

const TOP = 6;
const abs = (value: string) => value.replace(/^-/, '');

/**
 * The triple net + VAT = gross that labels, arithmetic and the lines support best. Missing members are computed from the two others.
 * Amounts are taken without their sign: the kind of the document carries it. `linesSums`: the lines added up, with and without the discount.
 */
export function findTotals(
  sheet: Sheet,
  candidates: Candidates,
  labels: readonly LabelHit[],
  rows: readonly VatRow[],
  linesSums: readonly string[],
  exempt: boolean,
): Totals {
  const across = totalsAcross(labels);
  // Under the head of a VAT table with several rates stand parts of the totals.
  for (const row of across) if (rows.filter((one) => one.row > row && one.row <= row + rows.length + 1).length > 1) across.delete(row);
  const plainLabels = [...labels.filter((label) => !label.header || across.has(label.row)), ...told(candidates.amounts, labels)];
  const pool = [...candidates.amounts, ...candidates.commaless];
  const pick = (kinds: Parameters<typeof rank>[2]) => options(sheet, pool, kinds, plainLabels);
  const nets = pick(['net']);
  const vats = pick(['vat']);
  const grosses = pick(['gross']);
  const payables = pick(['payable']);
  const prepaids = pick(['prepaid']);
  const vatSum = rows.length > 0 ? sum(rows.map((row) => row.tax)) : null;
  if (vatSum !== null && !vats.some((choice) => sameAmount(choice.value, vatSum))) {
    vats.push({
      value: vatSum,
      candidate: rows.length === 1 ? (rows[0]?.candidate ?? null) : null,
      score: weights.label * 0.6,
      evidence: ['breakdown'],
      alternatives: [],
    });
  }
  // « Net à payer » is the gross total when nothing was paid before.
  const grossLike = [...grosses, ...payables.map((choice) => ({ ...choice, score: choice.score * 0.75, evidence: [...choice.evidence, 'payable'] }))];
  nets.push(...unlabelled(sheet, candidates.amounts, nets, (amount) => grossLike.some(({ value }) => parted(amount, value))));
  grossLike.push(...unlabelled(sheet, candidates.amounts, grossLike, (amount) => nets.some(({ value }) => parted(value, amount))));
  const zero: Choice = { value: '0.00', candidate: null, score: exempt ? 4 : 0, evidence: exempt ? ['exempt'] : ['no-vat'], alternatives: [] };
  // What is asked for under a full label, read cleanly, is never more than the whole.
  const asked = big(
    payables.find((choice) => choice.evidence.includes('label') && choice.evidence.includes('clean') && !choice.evidence.includes('repaired'))
      ?.value ?? '',
  );
  let best: { score: number; net: Choice | null; vat: Choice | null; gross: Choice | null } = { score: -1, net: null, vat: null, gross: null };
  for (const net of [...nets, null]) {
    for (const gross of [...grossLike, null]) {
      for (const vat of [...vats, zero, null]) {
        const trial = judge(net, vat, gross, rows, linesSums, exempt, asked);
        if (trial.score > best.score) best = trial;
      }
    }
  }
  const totals = complete(best);
  const prepaid = prepaids.find((choice) => choice.score >= weights.least * 2) ?? null;
  return { ...totals, prepaid, payable: payableOf(sheet, totals.gross, payables, prepaid) };
}

const named: ReadonlySet<LabelKind> = new Set<LabelKind>(['net', 'vat', 'gross', 'payable', 'prepaid']);

/** « 2 036,66 euros TTC »: what an amount is may stand behind it. */
function told(amounts: readonly AmountCandidate[], labels: readonly LabelHit[]): LabelHit[] {
  return amounts.flatMap((amount): LabelHit[] => {
    const behind = /^\s?(?:€|eur(?:os?)?)?\s?(ttc|t\.t\.c|ht|h\.t)\b/.exec(fold(amount.cell.text.slice(amount.end)))?.[1];
    if (!behind || labels.some((label) => label.cell === amount.cell && label.end <= amount.start && named.has(label.kind))) return [];
    const { cell, page, start, box } = amount;
    const kind = behind.startsWith('t') ? 'gross' : 'net';
    return [{ kind, strength: 0.5, party: null, cell, start, end: start, box: { ...box, width: 0 }, page, row: cell.row, header: false, length: 3 }];
  });
}

/** Rows that name totals side by side, with the amounts below them, as duplicate books do; never the head of the table of goods. */
function totalsAcross(labels: readonly LabelHit[]): Set<number> {
  const kinds = new Map<number, Set<string>>();
  for (const label of labels) if (label.header) kinds.set(label.row, (kinds.get(label.row) ?? new Set()).add(label.kind));
  const goods = ['columnName', 'columnQuantity', 'columnPrice'];
  return new Set(
    [...kinds]
      .filter(([, row]) => (row.has('gross') || row.has('payable')) && (row.has('net') || row.has('vat')) && !goods.some((kind) => row.has(kind)))
      .map(([row]) => row),
  );
}

function options(sheet: Sheet, pool: readonly AmountCandidate[], kinds: Parameters<typeof rank>[2], labels: readonly LabelHit[]): Choice[] {
  const ranked = rank(sheet, pool, kinds, labels, (candidate, label) => {
    if (!label) return null;
    const money = candidate.cents || candidate.euro ? weights.money : -weights.money * 3;
    return { score: money + heightOf(sheet, candidate) * weights.low };
  }).filter((one) => one.label !== null && one.score >= weights.least);
  const result: Choice[] = [];
  for (const { candidate, score, evidence } of ranked.slice(0, TOP)) {
    for (const [index, value] of [candidate.value, ...candidate.alternatives].entries()) {
      const amount = round(abs(value));
      if (result.some((other) => other.value === amount)) continue;
      result.push({
        value: amount,
        candidate,
        score: index === 0 ? score : score - 3,
        evidence: index === 0 ? evidence : [...evidence, 'repaired'],
        alternatives: [],
      });
    }
  }
  return result;
}

/** Amounts whose label was not read, where something else tells what they are: to be shown, never sure for that alone. */
function unlabelled(sheet: Sheet, amounts: readonly AmountCandidate[], known: readonly Choice[], told: (amount: string) => boolean): Choice[] {
  const result: Choice[] = [];
  for (const candidate of amounts) {
    const value = round(abs(candidate.value));
    if (!candidate.cents || [...known, ...result].some((other) => other.value === value) || !told(value)) continue;
    result.push({ value, candidate, score: weights.money + heightOf(sheet, candidate) * weights.low, evidence: ['unlabelled'], alternatives: [] });
  }
  return result;
}

type Trial = { score: number; net: Choice | null; vat: Choice | null; gross: Choice | null };

function judge(
  net: Choice | null,
  vat: Choice | null,
  gross: Choice | null,
  rows: readonly VatRow[],
  linesSums: readonly string[],
  exempt: boolean,
  asked: Big | null,
): Trial {
  let score = (net?.score ?? 0) + (vat?.score ?? 0) + (gross?.score ?? 0);
  const facts: string[] = [];
  const [n, v, g] = [big(net?.value ?? ''), big(vat?.value ?? ''), big(gross?.value ?? '')];
  if (n && v && g) {
    const off = n.plus(v).minus(g).abs();
    if (off.eq(0)) {
      score += weights.sums;
      facts.push('sum');
    } else if (off.lte('0.01')) score += weights.sums / 2;
    else score -= weights.sums;
  }
  if (n && g && n.gt(g)) score -= weights.sums;
  if (asked && g && asked.gt(g)) {
    score -= weights.sums;
    facts.push('less-than-asked');
  }
  // Two printed totals that a legal rate parts to the cent leave little to the third.
  if (n && g && !v && partedByLaw(n, g)) score += weights.rate;
  const base = n ?? (g && v ? g.minus(v) : null);
  // No French rate is above a fifth.
  if (base && v?.gt(base.div(5).plus('0.05'))) score -= weights.sums;
  if (base && linesSums.some((total) => sameAmount(total, round(base), '0.02'))) {
    score += weights.lines;
    facts.push('lines');
  }
  if (base && v && !v.eq(0) && rows.length > 0) {
    const bases = rows.every((row) => row.base !== '') ? sum(rows.map((row) => row.base)) : null;
    const single = rows.length === 1 && rows[0] ? round(base.times(rows[0].rate).div(100)) : null;
    // Rates whose bases and taxes all hold, and that are not those of this net total: it is one of the bases.
    if (bases !== null && rows.length > 1 && rows.every((row) => row.proved) && !sameAmount(bases, round(base), '0.02')) score -= weights.sums;
    if ((bases !== null && sameAmount(bases, round(base), '0.02')) || (single !== null && sameAmount(single, round(v), '0.02'))) {
      score += weights.rate;
      facts.push('rate');
    }
  }
  if (v?.eq(0) && !exempt && rows.some((row) => !new Big(row.tax).eq(0))) score -= weights.sums;
  const mark = (choice: Choice | null): Choice | null => choice && { ...choice, evidence: [...new Set([...choice.evidence, ...facts])] };
  return { score, net: mark(net), vat: mark(vat), gross: mark(gross) };
}

const partedByLaw = (net: Big, gross: Big) => vatRates.some((rate) => rate !== '0' && round(net.times(rate).div(100)) === round(gross.minus(net)));
const parted = (net: string, gross: string) => {
  const [n, g] = [big(net), big(gross)];
  return n !== null && g !== null && n.gt(0) && g.gt(n) && partedByLaw(n, g);
};

function complete({ net, vat, gross }: Trial): Pick<Totals, 'net' | 'vat' | 'gross'> {
  const computed = (value: Big, ...sources: (Choice | null)[]): Choice => ({
    value: round(value),
    candidate: null,
    score: 0,
    evidence: ['computed', ...new Set(sources.flatMap((source) => source?.evidence.filter((fact) => fact === 'lines' || fact === 'rate') ?? []))],
    alternatives: [],
  });
  const [n, v, g] = [big(net?.value ?? ''), big(vat?.value ?? ''), big(gross?.value ?? '')];
  if (n && g && !v && g.gte(n)) {
    // Two printed totals that a legal rate parts to the cent prove each other.
    const legal = partedByLaw(n, g) && ![net, gross].some((choice) => choice?.evidence.includes('unlabelled'));
    const proved = (choice: Choice | null) => choice && legal && { ...choice, evidence: [...new Set([...choice.evidence, 'sum', 'rate'])] };
    return {
      net: proved(net) || net,
      gross: proved(gross) || gross,
      vat: proved(computed(g.minus(n), net, gross)) || computed(g.minus(n), net, gross),
    };
  }
  if (n && v && !g) return { net, vat, gross: computed(n.plus(v), net, vat) };
  if (g && v && !n && g.gte(v)) return { gross, vat, net: computed(g.minus(v), gross, vat) };
  return { net, vat, gross };
}

/** What is left to pay as the page says it; where it says nothing, the gross total less what was paid before. */
function payableOf(sheet: Sheet, gross: Choice | null, payables: readonly Choice[], prepaid: Choice | null): Choice | null {
  const g = big(gross?.value ?? '');
  const expected = g ? round(prepaid ? g.minus(prepaid.value) : g) : null;
  const agreeing = payables.find((choice) => expected !== null && sameAmount(choice.value, expected));
  if (agreeing) return { ...agreeing, evidence: [...new Set([...agreeing.evidence, 'gross'])] };
  const labelled = payables.find((choice) => choice.evidence.includes('label') && (!g || g.gte(choice.value)));
  // « Retenue de garantie », « acompte »: less is asked than the gross total, and that is what the page says. Unless it is the gross total itself, misread.
  const doubtful = labelled?.candidate && gross && !isTyped(sheet, labelled.candidate.page) && misreads(labelled.value, gross.value);
  const whole = payables.find((choice) => gross !== null && sameAmount(choice.value, gross.value));
  if (labelled && labelled !== whole && !doubtful) return labelled;
  if (whole) return { ...whole, evidence: [...new Set([...whole.evidence, 'gross'])] };
  if (expected === null || !gross) return labelled ?? null;
  return {
    value: expected,
    candidate: prepaid ? null : gross.candidate,
    score: gross.score,
    evidence: prepaid || labelled ? ['computed'] : [...gross.evidence, 'gross'],
    alternatives: labelled ? [labelled.value] : [],
  };
}

/** The same figures with some of the first ones lost, or one taken for another. */
function misreads(read: string, meant: string): boolean {
  const [one, other] = [read.replace(/\D/g, ''), meant.replace(/\D/g, '')];
  if (one.length < other.length) return other.endsWith(one);
  return one.length === other.length && [...one].filter((digit, at) => digit !== other[at]).length === 1;
}

/** A discount on the whole invoice, without sign; '' when none is printed. */
export function discountOf(sheet: Sheet, candidates: Candidates, labels: readonly LabelHit[]): string {
  const plainLabels = labels.filter((label) => !label.header);
  const best = rank(sheet, candidates.amounts, ['discount'], plainLabels).find(
    (one) => one.label !== null && one.label.start < 3 && one.score > weights.label / 2,
  );
  return best ? round(abs(best.candidate.value)) : '';
}
