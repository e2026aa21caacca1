import { clearPage } from './clear.ts';
import { type Corners, zoomed } from './geometry.ts';
import type { Segmentation } from './lines.ts';
import { findLines } from './lines.ts';
import type { Contrast, Montage } from './montage.ts';
import { typeset } from './montage.ts';
import { type Gray, giveBack, halved } from './pixels.ts';
import type { PreparedPage, PrepareOptions } from './prepare.ts';
import { flatSize, pageIn, preparePage, turnPrepared } from './prepare.ts';
import type { Quality } from './quality.ts';
import { measureQuality } from './quality.ts';

export type Turns = 0 | 1 | 2 | 3;

export interface MontageRequest {
  /** Clockwise quarter turns given to the page first. */
  turns?: Turns;
  /** Height of capitals, pixels. */
  rise?: number;
  /** Only these pieces are drawn: a second look at a few. */
  drawn?: readonly number[];
  contrast?: Contrast;
  /** From the page with its grain smoothed and its blur taken back (`clear.ts`): another look at what read badly. */
  clear?: boolean;
}

/** Pictures whose shorter side is longer than this are looked for a page at half their size, pixels. */
const largeSide = 1800;

/** One picture on its way to being read, which is the session's own from then on; keeps what several montages of the same page share. */
export class ScanSession {
  readonly corners: Corners | null;
  /** Of the flat page before any quarter turn, pixels. */
  readonly size: { width: number; height: number };
  /** Given back once the page is pulled flat. */
  private picture: Gray | null;
  private flat: PreparedPage | null = null;
  private readonly turned = new Map<Turns, { prepared: PreparedPage; found: Segmentation }>();
  private cleared: { turns: Turns; page: Gray; found: Segmentation } | null = null;

  constructor(picture: Gray, options: PrepareOptions = {}) {
    this.picture = picture;
    const zoom = Math.min(picture.width, picture.height) > largeSide ? 2 : 1;
    const found = options.corners || options.search === false ? null : pageIn(zoom === 2 ? halved(picture) : picture);
    this.corners = options.corners ?? (found && zoomed(found, zoom));
    this.size = flatSize(picture, this.corners);
  }

  private get prepared(): PreparedPage {
    const { picture } = this;
    if (this.flat === null && picture) {
      this.flat = preparePage(picture, this.corners);
      if (this.flat.raw !== picture) giveBack(picture.data);
    }
    this.picture = null;
    return this.flat as PreparedPage;
  }

  /** Gives its memory back at once; nothing is to be asked of it any more. */
  end(): void {
    const pages = [this.flat, ...[...this.turned.values()].map(({ prepared }) => prepared)];
    const masks = [...this.turned.values(), ...(this.cleared ? [this.cleared] : [])].map(({ found }) => found.owner);
    const pictures = [this.picture, ...pages.flatMap((one) => [one?.page, one?.raw]), this.cleared?.page];
    giveBack(...masks, ...pictures.flatMap((one) => (one ? [one.data] : [])));
  }

  private at(turns: Turns) {
    let entry = this.turned.get(turns);
    if (!entry) {
      const prepared = turnPrepared(this.prepared, turns);
      entry = { prepared, found: findLines(prepared.page) };
      this.turned.set(turns, entry);
    }
    return entry;
  }

  private clearedAt(turns: Turns) {
    if (this.cleared?.turns !== turns) {
      const { prepared, found } = this.at(turns);
      this.cleared = { turns, ...clearPage(prepared.page, found) };
    }
    return this.cleared;
  }

  /** The flat page, for reading as a whole and for showing. */
  page(turns: Turns = 0): Gray {
    return this.at(turns).prepared.page;
  }

  quality(turns: Turns = 0): Quality {
    const { prepared, found } = this.at(turns);
    return measureQuality(prepared.raw, prepared.scale, found.rise);
  }

  /** The page's lines set afresh. The pieces carry no ink, only geometry: they may cross to another thread cheaply. */
  montage(request: MontageRequest = {}): Montage {
    const turns = request.turns ?? 0;
    const { page, found } = request.clear ? this.clearedAt(turns) : { page: this.at(turns).prepared.page, found: this.at(turns).found };
    const options: { rise?: number; drawn?: readonly number[]; contrast?: Contrast } = {};
    if (request.rise) options.rise = request.rise;
    if (request.drawn) options.drawn = request.drawn;
    if (request.contrast) options.contrast = request.contrast;
    return withoutInk(typeset(page, found, options));
  }
}

/** Of its pieces the geometry alone, which crosses to another thread cheaply. */
const withoutInk = (montage: Montage): Montage => ({
  ...montage,
  pieces: montage.pieces.map((piece) => ({ ...piece, segment: { ...piece.segment, marks: [] } })),
});
