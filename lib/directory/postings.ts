/** Lists of numbers packed end to end: list `i` is values[start[i] … start[i + 1]]. */
export interface Lists {
  start: Uint32Array;
  values: Uint32Array;
}

/** Turns counts, each in the place after its own, into where each list begins. */
export function summed(start: Uint32Array): Uint32Array {
  for (let at = 1; at < start.length; at++) start[at]! += start[at - 1]!;
  return start;
}

/** The items 0, 1, 2 … grouped by the key of each, `keys` of them: those of one key in their order. */
export function grouped(keyOf: Uint32Array | Uint16Array, keys: number): Lists {
  const start = new Uint32Array(keys + 1);
  for (let item = 0; item < keyOf.length; item++) start[keyOf[item]! + 1]!++;
  summed(start);
  const values = new Uint32Array(keyOf.length);
  const next = start.slice();
  for (let item = 0; item < keyOf.length; item++) values[next[keyOf[item]!]!++] = item;
  return { start, values };
}

/** For each value, the lists that hold it; but none for the values told in `silent`. */
export function inverted({ start, values }: Lists, keys: number, silent: Uint8Array): Lists {
  const back = new Uint32Array(keys + 1);
  for (let at = 0; at < values.length; at++) if (silent[values[at]!] === 0) back[values[at]! + 1]!++;
  summed(back);
  const holders = new Uint32Array(back[keys]!);
  const next = back.slice();
  for (let list = 0; list + 1 < start.length; list++)
    for (let at = start[list]!; at < start[list + 1]!; at++) if (silent[values[at]!] === 0) holders[next[values[at]!]!++] = list;
  return { start: back, values: holders };
}

/** Lists being made one after the other. */
export class ListBuilder {
  private readonly start: Uint32Array;
  private values = new Uint32Array(1 << 10);
  private lists = 0;
  private length = 0;

  constructor(lists: number) {
    this.start = new Uint32Array(lists + 1);
  }

  put(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Uint32Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }

  /** Empties the list being made. */
  forget(): void {
    this.length = this.start[this.lists]!;
  }

  endList(): void {
    this.start[++this.lists] = this.length;
  }

  /** The lists, each value replaced by what `renumbered` says of it. */
  done(renumbered: Uint32Array): Lists {
    const values = this.values.slice(0, this.length);
    for (let at = 0; at < values.length; at++) values[at] = renumbered[values[at]!]!;
    return { start: this.start, values };
  }
}
