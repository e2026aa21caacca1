/** The `size` best of many, kept while they pass: a heap whose root is the worst of those kept. Of two worth the same, the lower number is the better. */
export class Best {
  private readonly worths: Float64Array;
  private readonly items: Uint32Array;
  private count = 0;

  constructor(private readonly size: number) {
    this.worths = new Float64Array(size);
    this.items = new Uint32Array(size);
  }

  /** What is worth less is not kept; minus infinity until there are enough. */
  get floor(): number {
    return this.count < this.size ? Number.NEGATIVE_INFINITY : this.worths[0]!;
  }

  private worse(a: number, b: number): boolean {
    return this.worths[a]! < this.worths[b]! || (this.worths[a] === this.worths[b] && this.items[a]! > this.items[b]!);
  }

  private swap(a: number, b: number): void {
    const worth = this.worths[a]!;
    const item = this.items[a]!;
    this.worths[a] = this.worths[b]!;
    this.items[a] = this.items[b]!;
    this.worths[b] = worth;
    this.items[b] = item;
  }

  /** The root back to its place among the first `count`. */
  private sink(count: number): void {
    let at = 0;
    for (;;) {
      let least = 2 * at + 1;
      if (least >= count) return;
      if (least + 1 < count && this.worse(least + 1, least)) least++;
      if (!this.worse(least, at)) return;
      this.swap(at, least);
      at = least;
    }
  }

  offer(item: number, worth: number): void {
    let at = this.count;
    if (at < this.size) {
      this.worths[at] = worth;
      this.items[at] = item;
      this.count++;
      for (; at > 0 && this.worse(at, (at - 1) >> 1); at = (at - 1) >> 1) this.swap(at, (at - 1) >> 1);
      return;
    }
    if (worth < this.worths[0]! || (worth === this.worths[0] && item > this.items[0]!)) return;
    this.worths[0] = worth;
    this.items[0] = item;
    this.sink(at);
  }

  /** Best first, with what each is worth; empties it. Both stand until the next offer. */
  take(): { items: Uint32Array; worths: Float64Array } {
    const { count } = this;
    for (let last = count - 1; last > 0; last--) {
      this.swap(0, last);
      this.sink(last);
    }
    this.count = 0;
    return { items: this.items.subarray(0, count), worths: this.worths.subarray(0, count) };
  }
}
