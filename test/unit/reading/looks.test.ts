import { beforeEach, describe, expect, it } from 'vitest';
import type { Word } from '../../../lib/reading/document.ts';
import type { Scanner } from '../../../lib/reading/scanner.ts';
import { Looks } from '../../../lib/reading/strips/looks.ts';
import { otherRises } from '../../../lib/reading/strips/reader.ts';
import type { Side } from '../../../lib/reading/strips/sides.ts';

type Seen = [text: string, confidence: number];

/** Of each piece what is seen at the strip reader's own size, larger, and smaller. */
const pieces: Record<string, [Seen, Seen, Seen]> = {
  alike: [
    ['FA-2026', 91],
    ['FA 2026', 99],
    ['other', 99],
  ],
  outvoted: [
    ['2O26', 98],
    ['2026', 90],
    ['2026', 90],
  ],
  surer: [
    ['FR7G', 80],
    ['FR76', 90],
    ['FR7B', 82],
  ],
  barely: [
    ['COMPTA', 80],
    ['COMPTB', 84],
    ['COMPTC', 84],
  ],
};
const names = Object.keys(pieces);

const word = ([text, confidence]: Seen, at: number): Word => ({ text, confidence, box: { x: 0, y: at * 40, width: 80, height: 16 } });

describe('looks at pieces of a page', () => {
  let asked: { rise: number; pieces: string[] }[] = [];
  const scanner = {
    strips: async (_turns: number, wanted: readonly number[], rise: number) => {
      asked.push({ rise, pieces: wanted.map((at) => names[at]!) });
      const look = 1 + otherRises.indexOf(rise as (typeof otherRises)[number]);
      return wanted.map((at) => [word(pieces[names[at]!]![look]!, at)]);
    },
  } as unknown as Scanner;
  const side = {
    turns: 0,
    layout: { pieces: names.map((_, row) => ({ row, x: 0, segment: { left: 0, right: 80 } })) },
    seen: new Map(names.map((name, at) => [at, [word(pieces[name]![0], at)]])),
  } as unknown as Side;
  const looked = async (whole: boolean) => {
    const looks = new Looks(side, [...names.keys()]);
    await looks.read(scanner, whole, () => undefined);
    return looks;
  };
  const texts = (lists: Iterable<readonly Word[]>) => [...lists].map((words) => words.map(({ text }) => text).join(' '));

  beforeEach(() => {
    asked = [];
  });

  it('are larger everywhere, and smaller only where that read otherwise', async () => {
    await looked(false);
    expect(asked).toEqual([
      { rise: 19, pieces: names },
      { rise: 14, pieces: names.slice(1) },
    ]);
  });

  it('of a hard page are larger and smaller everywhere', async () => {
    await looked(true);
    expect(asked.map((one) => one.pieces.length)).toEqual([4, 4]);
  });

  it('settle what reads alike when larger; two of three are enough for words', async () => {
    const looks = await looked(false);
    expect(names.map((_, at) => looks.settled(at))).toEqual([true, false, false, false]);
    expect(names.map((_, at) => looks.agreed(at))).toEqual([true, true, false, false]);
  });

  it('take the place of the first where two agree or one is clearly surer; what was set aside is claimed beside it', async () => {
    const looks = await looked(false);
    const { side: best, claims } = looks.best();
    expect(texts(best.seen.values())).toEqual(['FA 2026', '2026', 'FR76', 'COMPTA']);
    expect(texts(claims)).toEqual(expect.arrayContaining(['2O26', 'FR7G', 'FR7B', 'COMPTB', 'COMPTC']));
    expect(texts(looks.claims())).toEqual(expect.arrayContaining(['FA 2026', '2026', 'FR76', 'COMPTB', 'FR7B', 'COMPTC']));
  });
});
