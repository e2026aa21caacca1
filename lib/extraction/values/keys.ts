import { digits } from './dates.ts';

/**
 * The number with right keys that readings of one print come nearest to. Print that a reader confuses costs little, anything else much; the cheapest number
 * under the keys is found exactly, by walking the digits with the remainders as state.
 */

export interface Near {
  value: string;
  /** 0: as read; about 1.4 for each figure taken for one alike. */
  cost: number;
}

/** Figures that poor print makes alike. */
const alike = ['06', '08', '09', '68', '89', '38', '56', '17'];
const CHEAP = 1;
const DEAR = 2.6;
/** Figures that two readings of this very print take for each other. */
const PROVEN = 0.4;
/** A place that no reading tells (`UNREAD` in each). */
const BLANK = 0.9;
export const UNREAD = '?';

/** Pairs of figures between which the readings waver somewhere. */
function wavering(readings: readonly string[], length: number): Set<string> {
  const pairs = new Set<string>();
  for (let place = 0; place < length; place++) {
    const seen = [...new Set(readings.map((reading) => reading.charAt(place)))];
    for (const one of seen) for (const other of seen) if (one !== other && isAlike(one, other)) pairs.add(one + other);
  }
  return pairs;
}

const isAlike = (one: string, other: string) => alike.some((group) => group.includes(one) && group.includes(other));

/** Cost of each figure at each place: 0 where most readings agree, dearer the less they say it. Readings of another length are left out. */
function costs(
  readings: readonly string[],
  length: number,
  waver: (readings: readonly string[], length: number) => Set<string> = () => new Set(),
): number[][] | null {
  const usable = readings.filter((reading) => reading.length === length && /^[\d?]+$/.test(reading));
  if (usable.length === 0) return null;
  const proven = waver(usable, length);
  return Array.from({ length }, (_, place) => {
    const seen = new Map<string, number>();
    for (const reading of usable) {
      const figure = reading.charAt(place);
      if (figure !== UNREAD) seen.set(figure, (seen.get(figure) ?? 0) + 1);
    }
    const told = [...seen.values()].reduce((sum, count) => sum + count, 0);
    if (told === 0) return Array.from({ length: 10 }, () => BLANK);
    return Array.from({ length: 10 }, (_, figure) => {
      const share = (seen.get(String(figure)) ?? 0) / told;
      const likeness = Math.min(
        ...[...seen].map(([other, count]) => (proven.has(other + figure) ? PROVEN : isAlike(other, String(figure)) ? CHEAP : DEAR) * (count / told)),
      );
      return share > 0 ? 1 - share : 0.35 + Math.max([...seen.keys()].some((other) => proven.has(other + figure)) ? PROVEN : CHEAP, likeness);
    });
  });
}

/** Cheapest digits whose weighted sums leave the wanted remainders. `weigh` gives what a figure at a place adds to each of two sums. */
function cheapest(
  table: readonly number[][],
  moduli: readonly [number, number],
  wanted: readonly [number, number],
  weigh: (place: number, figure: number) => readonly [number, number],
): Near | null {
  const [first, second] = moduli;
  const size = first * second;
  let best = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
  best[0] = 0;
  const came: Uint8Array[] = [];
  for (const [place, row] of table.entries()) {
    const next = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
    const from = new Uint8Array(size);
    const steps = row.map((cost, figure) => ({ cost, figure, add: weigh(place, figure) }));
    for (let state = 0; state < size; state++) {
      const before = best[state] ?? Number.POSITIVE_INFINITY;
      if (before > LIMIT) continue;
      const [a, b] = [Math.floor(state / second), state % second];
      for (const { cost, figure, add } of steps) {
        const at = ((a + add[0]) % first) * second + ((b + add[1]) % second);
        if (before + cost < (next[at] ?? 0)) {
          next[at] = before + cost;
          from[at] = figure;
        }
      }
    }
    came.push(from);
    best = next;
  }
  let state = wanted[0] * second + wanted[1];
  const cost = best[state] ?? Number.POSITIVE_INFINITY;
  if (cost > LIMIT) return null;
  let value = '';
  for (let place = table.length - 1; place >= 0; place--) {
    const figure = came[place]?.[state] ?? 0;
    value = figure + value;
    const [a, b] = weigh(place, figure);
    state = ((((Math.floor(state / second) - a) % first) + first) % first) * second + (((((state % second) - b) % second) + second) % second);
  }
  return { value, cost };
}

/** Dearer repairs are guesses, and so is one that another number of the same keys rivals this closely. */
const LIMIT = 4.2;
const MARGIN = 0.5;

/** The cheapest number, unless another one is nearly as near: that one differs at a place where the cheapest departs from the readings. */
function clearest(table: readonly number[][], solve: (table: readonly number[][]) => Near | null): Near | null {
  const best = solve(table);
  if (!best) return null;
  for (const [place, row] of table.entries()) {
    const figure = Number(best.value.charAt(place));
    if ((row[figure] ?? 0) <= Math.min(...row)) continue;
    const without = table.map((other, at) => (at === place ? other.map((cost, one) => (one === figure ? LIMIT + 1 : cost)) : other));
    const rival = solve(without);
    if (rival && rival.cost < best.cost + MARGIN) return null;
  }
  return best;
}

/**
 * The one number of this length under its keys that a reading becomes when one of two equal figures beside each other is put back or taken away: poor print
 * melts 99 into 9 and tears 0 in two. Null when none is, or more than one.
 */
export function undoubled(reading: string, length: number, holds: (value: string) => boolean): string | null {
  const found = new Set<string>();
  for (let at = 0; at < reading.length; at++) {
    const figure = reading.charAt(at);
    if (reading.length === length - 1) found.add(reading.slice(0, at) + figure + reading.slice(at));
    if (reading.length === length + 1 && figure === reading.charAt(at + 1)) found.add(reading.slice(0, at) + reading.slice(at + 1));
  }
  const right = [...found].filter(holds);
  return right.length === 1 ? (right[0] ?? null) : null;
}

/** The one number under its keys that is left when a figure is taken away: a stroke of a rule read with it, a figure read twice. Null when none is, or more than one. */
export function without(reading: string, holds: (value: string) => boolean): string | null {
  const right = new Set([...reading].map((_, at) => reading.slice(0, at) + reading.slice(at + 1)).filter(holds));
  return right.size === 1 ? ([...right][0] ?? null) : null;
}

/** Ten to the power of each place, modulo 97. */
const powers = (count: number) => Array.from({ length: count }, (_, place) => Number(10n ** BigInt(place) % 97n));
const tens = powers(30);

/** A French IBAN with an account of figures only, nearest to the readings ("FR" and 25 characters): both its keys hold. */
export function nearestIban(readings: readonly string[]): Near | null {
  const bodies = readings.filter((reading) => reading.startsWith('FR')).map((reading) => digits(reading.slice(2)));
  const table = costs(bodies, 25, wavering);
  if (!table) return null;
  // As a number: 23 figures of the account, then FR (1527), then the two of the key.
  const iban = (place: number) => (place < 2 ? (tens[1 - place] ?? 0) : (tens[6 + 24 - place] ?? 0));
  const rib = (place: number) => {
    const at = place - 2;
    if (at < 0) return 0;
    if (at < 5) return 89 * (tens[4 - at] ?? 0);
    if (at < 10) return 15 * (tens[9 - at] ?? 0);
    if (at < 21) return 3 * (tens[20 - at] ?? 0);
    return tens[22 - at] ?? 0;
  };
  const country = (1527 * 100) % 97;
  const wanted: [number, number] = [(98 - country) % 97, 0];
  const found = clearest(table, (one) =>
    cheapest(one, [97, 97], wanted, (place, figure) => [(iban(place) * figure) % 97, (rib(place) * figure) % 97]),
  );
  return found && { value: `FR${found.value}`, cost: found.cost };
}

/** What a figure adds to a Luhn sum; `doubled` when it stands at an even place from the right. */
const luhn = (figure: number, doubled: boolean) => (doubled ? (figure * 2 > 9 ? figure * 2 - 9 : figure * 2) : figure);

/** A SIRET nearest to the readings: the keys of the SIREN and of the whole hold, and the number of the establishment is a usual one. */
export function nearestSiret(readings: readonly string[], sirens: readonly string[] = []): Near | null {
  const table = costs(readings, 14);
  if (!table) return null;
  const beside = costs(sirens, 9);
  const joined = table.map((row, place) =>
    row.map((cost, figure) => {
      const other = beside?.[place]?.[figure];
      // Establishments are counted from 1: the ten thousandth is rare, the tenth is not.
      const usual = (place === 9 || place === 10) && figure !== 0 ? 0.8 : 0;
      return (other === undefined ? cost : (cost + other) / 2) + usual;
    }),
  );
  return clearest(joined, (one) =>
    cheapest(one, [10, 10], [0, 0], (place, figure) => [place < 9 ? luhn(figure, place % 2 === 1) : 0, luhn(figure, place % 2 === 0)]),
  );
}
