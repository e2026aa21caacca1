import { meanConfidence, type Word } from '../document.ts';
import type { Scanner } from '../scanner.ts';
import { otherRises } from './reader.ts';
import { type Side, sideLines } from './sides.ts';

/** A figure beside a letter that is drawn like one, or that letter where a figure is due: « 32,S0 », « l8S,00 ». The same hand is misread alike by every look. */
const mixed = /\d[OSIlBZ|]|[OSIlBZ|][,.]?\d/;

/** Another look takes the place of the first where it is surer by so much. */
const surer = 5;

/** Pieces of a page seen again, larger and smaller, beside what was seen there first. */
export class Looks {
  readonly #side: Side;
  /** Of each piece, look by look. */
  readonly #seen: ReadonlyMap<number, Word[][]>;

  constructor(side: Side, pieces: readonly number[]) {
    this.#side = side;
    this.#seen = new Map(pieces.map((piece) => [piece, []]));
  }

  /** Larger all of them, smaller those that read otherwise then; `whole`: smaller all of them too. `told` hears each look end. */
  async read(scanner: Scanner, whole: boolean, told: (look: number) => void): Promise<void> {
    for (const [look, rise] of otherRises.entries()) {
      const pieces = [...this.#seen.keys()].filter((piece) => look === 0 || whole || !this.settled(piece));
      const words = pieces.length > 0 ? await scanner.strips(this.#side.turns, pieces, rise) : [];
      for (const [at, piece] of pieces.entries()) this.#seen.get(piece)!.push(words[at] ?? []);
      told(look);
    }
  }

  /** Read alike when larger: neither a third look nor another reader is needed there. */
  settled(piece: number): boolean {
    return alike(this.#first(piece), this.#look(piece, 0));
  }

  /** Two looks of three agree, which is enough for words. */
  agreed(piece: number): boolean {
    return this.settled(piece) || this.#outvoted(piece) || alike(this.#first(piece), this.#look(piece, 1));
  }

  /** Whether another reader is worth asking there: the looks do not agree, or agree on what a figure may be. */
  open(piece: number): boolean {
    return (this.#seen.has(piece) && !this.agreed(piece)) || this.#first(piece).some((word) => mixed.test(word.text));
  }

  /** What each look saw, line by line: claims beside the page as it was seen first. */
  claims(): Word[][] {
    return this.#listed(this.#seen);
  }

  /** The side with, of each piece, the look that outvotes or is clearly surer than the first; the others are claims beside it. */
  best(): { side: Side; claims: Word[][] } {
    const best = new Map(this.#side.seen);
    const others = new Map(this.#seen);
    for (const [piece, seen] of this.#seen) {
      const first = this.#first(piece);
      const outvoted = this.#outvoted(piece);
      const [surest = [], ...rest] = outvoted ? seen : [...seen].sort((one, other) => meanConfidence(other) - meanConfidence(one));
      if (!outvoted && meanConfidence(surest) <= meanConfidence(first) + surer) continue;
      best.set(piece, surest);
      others.set(piece, [first, ...rest]);
    }
    return { side: { ...this.#side, seen: best }, claims: this.#listed(others) };
  }

  #first(piece: number): Word[] {
    return this.#side.seen.get(piece) ?? [];
  }

  #look(piece: number, look: number): Word[] | undefined {
    return this.#seen.get(piece)?.[look];
  }

  /** The two other looks agree, against the first or not. */
  #outvoted(piece: number): boolean {
    return alike(this.#look(piece, 0), this.#look(piece, 1));
  }

  #listed(looks: ReadonlyMap<number, Word[][]>): Word[][] {
    return otherRises.flatMap((_, look) => {
      const seen = [...looks].flatMap(([piece, words]) => (words[look] ? [[piece, words[look]] as const] : []));
      return sideLines({ ...this.#side, seen: new Map(seen) }).map((line) => line.words);
    });
  }
}

const alike = (one: readonly Word[] | undefined, other: readonly Word[] | undefined): boolean =>
  one !== undefined && other !== undefined && letters(one) === letters(other);

/** Letters and figures alone. Capitals and accents are set aside: a name is found without them, and a code that two looks write differently is no surer for it. */
const letters = (words: readonly Word[]) =>
  words
    .map((word) => word.text)
    .join('')
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
