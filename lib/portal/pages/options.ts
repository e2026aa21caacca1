import type { Choice, FieldKind, PlanStep } from './model.ts';
import { digitsOf, plain, wordsOf } from './text.ts';
import { amountOf } from './values.ts';

export interface Option {
  text: string;
  value: string;
}

export type Picked = { at: number } | 'none' | 'several';

/** Least likeness of an option and a spelling, and the lead over the same option read as another value. */
const LEAST = 0.5;
const LEAD = 0.04;

/** The one option that says what is wanted: its code, else its words, read against every other value that the field can have. */
export function pickOption(
  options: readonly Option[],
  step: Pick<PlanStep, 'values' | 'choice' | 'kind' | 'sole' | 'also'>,
  choices: readonly Choice[] = [],
): Picked {
  if (step.choice) return pickChoice(options, step.choice, choices);
  const found = step.kind === 'rate' ? byRate(options, step.values, step.also ?? []) : byValue(options, step.kind, step.values);
  const matches = found.length === 0 && step.kind !== 'rate' && step.also ? byValue(options, 'text', step.also) : found;
  if (matches.length === 0 && step.sole) return soleOf(options, step.values[0] ?? '');
  return unique(matches);
}

/** A list of one, without a number that says otherwise. */
function soleOf(options: readonly Option[], wanted: string): Picked {
  const valued = options.some(({ value }) => value !== '');
  const real = options.flatMap(({ text, value }, at) =>
    (value !== '' || !valued) && wordsOf(text).length > 0 && !/^-|^aucune?$|^tous|s[ée]lection|choisi/i.test(text.trim()) ? [at] : [],
  );
  const [at] = real;
  if (real.length !== 1 || at === undefined) return 'none';
  const digits = digitsOf(options[at]?.text ?? '');
  return digits.length < 4 || digitsOf(wanted).includes(digits) ? { at } : 'none';
}

function unique(matches: readonly number[]): Picked {
  return matches.length === 0 ? 'none' : matches.length > 1 ? 'several' : { at: matches[0] as number };
}

/** Twice what is shared over the whole of both. */
function dice(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of one) if (other.has(word)) shared++;
  return one.size + other.size === 0 ? 0 : (2 * shared) / (one.size + other.size);
}

const short = (code: string) => /^[A-Z]\d{1,2}(?=_|$)/.exec(code)?.[0].toLowerCase() ?? '';

function likeness({ text, value }: Option, { code, spellings }: Choice): number {
  const upper = value.trim().toUpperCase();
  if (upper !== '' && (upper === code || spellings.some((spelling) => spelling.toUpperCase() === upper))) return 1.2;
  const words = new Set(wordsOf(text));
  const mark = short(code);
  if (mark !== '' && words.has(mark)) return 1.1;
  if (
    upper
      .replace(/[^A-Z0-9]+/g, '_')
      .split('_')
      .includes(mark.toUpperCase()) &&
    mark !== ''
  )
    return 1.1;
  return Math.max(0, ...spellings.map((spelling) => dice(words, new Set(wordsOf(spelling)))));
}

function pickChoice(options: readonly Option[], wanted: string, choices: readonly Choice[]): Picked {
  const scored = options.flatMap((option, at) => {
    if (wordsOf(option.text).length === 0) return [];
    const ranked = choices.map((choice) => ({ code: choice.code, score: likeness(option, choice) })).sort((a, b) => b.score - a.score);
    const [first, second] = ranked;
    if (first?.code !== wanted || first.score < LEAST || first.score - (second?.score ?? 0) < LEAD) return [];
    return [{ at, score: first.score }];
  });
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return unique(scored.filter(({ score }) => best - score < LEAD).map(({ at }) => at));
}

function ratesIn(text: string): string[] {
  const marked = [...text.matchAll(/(\d+(?:[.,]\d+)?)\s*%/g)].map((found) => amountOf(found[1] ?? ''));
  const all = marked.length > 0 ? marked : [...text.matchAll(/(?<![\d.,])(\d{1,2}(?:[.,]\d+)?)(?![\d.,])/g)].map((found) => amountOf(found[1] ?? ''));
  return all.filter((rate): rate is string => rate !== null);
}

function byRate(options: readonly Option[], values: readonly string[], also: readonly string[]): number[] {
  const wanted = amountOf(values[0] ?? '');
  const told = (text: string) => {
    const rates = ratesIn(text);
    return rates.length === 1 && rates[0] === wanted;
  };
  const byText = options.flatMap(({ text }, at) => (told(text) ? [at] : []));
  if (byText.length === 1) return byText;
  // words of the exemption, given beside the number, tell two zeros apart, or name one that has no number
  const among = byText.length > 1 ? byText : options.map((_, at) => at);
  const named = among.filter((at) => also.some((value) => joined(options[at]?.text ?? '').includes(joined(value))));
  if (named.length > 0) return named.slice(0, byText.length > 1 ? 1 : named.length);
  if (byText.length > 1) {
    const plainest = byText.filter((at) => !/\p{L}{4}/u.test(options[at]?.text ?? ''));
    return plainest.length > 0 ? plainest : byText;
  }
  return options.flatMap(({ value, text }, at) => (text.trim() !== '' && amountOf(value) === wanted && value !== '' ? [at] : []));
}

/** « Art 293B(FranchiseEnBase) » holds « 293 B ». */
const joined = (text: string) => plain(text).replaceAll(' ', '');

const bare = (text: string) => text.replace(/[\s\u00a0]+/g, '').toUpperCase();
const spaced = (text: string) =>
  text
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
    .toUpperCase();

function byValue(options: readonly Option[], kind: FieldKind, values: readonly string[]): number[] {
  const every = (test: (option: Option, wanted: string) => boolean) =>
    options.flatMap((option, at) => (option.text.trim() !== '' && values.some((wanted) => test(option, wanted)) ? [at] : []));
  if (kind === 'siret')
    return every(
      (option, wanted) => digitsOf(wanted).length === 14 && [option.text, option.value].some((text) => digitsOf(text).includes(digitsOf(wanted))),
    );
  const exact = every((option, wanted) => spaced(option.text) === spaced(wanted) || spaced(option.value) === spaced(wanted));
  if (exact.length > 0) return exact;
  const inside = every(
    (option, wanted) => isApart(spaced(option.text), spaced(wanted)) || (wanted.length > 12 && bare(option.text).includes(bare(wanted))),
  );
  if (inside.length > 0) return inside;
  // an account is often shown with its middle hidden
  return every((option, wanted) => isMaskOf(bare(option.text), bare(wanted)));
}

/** « SERVICE1 - Cantine » says SERVICE1 and not SERVICE. */
function isApart(text: string, wanted: string): boolean {
  for (let at = text.indexOf(wanted); at >= 0 && wanted !== ''; at = text.indexOf(wanted, at + 1)) {
    const [before, after] = [text[at - 1] ?? ' ', text[at + wanted.length] ?? ' '];
    if (!/[\p{L}\p{N}_/.-]/u.test(before) && !/[\p{L}\p{N}_/.-]/u.test(after)) return true;
  }
  return false;
}

function isMaskOf(text: string, wanted: string): boolean {
  const found = /([A-Z]{2}\d{2}[A-Z0-9]{0,8})[*•xX.…]{2,}([A-Z0-9]{2,4})/.exec(text);
  return Boolean(found && wanted.length >= 15 && wanted.startsWith(found[1] ?? '-') && wanted.endsWith(found[2] ?? '-'));
}
