import { SourceRefused } from './refused.ts';

/** XML and CSV of lists shrink ten to thirty times; a bomb a thousand. Small files may shrink more, and do no harm. */
const mostRatio = 200;
const harmless = 20_000_000;

/** What comes out of a ZIP against what went in: stops a file made to fill the memory or the day. */
export class Inflated {
  private packed = 0;
  private unpacked = 0;

  read(bytes: number): void {
    this.packed += bytes;
  }

  grew(bytes: number): void {
    this.unpacked += bytes;
    if (this.unpacked > harmless && this.unpacked > this.packed * mostRatio)
      throw new SourceRefused('ce fichier grossit démesurément quand il est ouvert : il n’est pas sûr');
  }
}
