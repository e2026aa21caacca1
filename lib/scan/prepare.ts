import { foldBands } from './bands.ts';
import type { Corners, Homography } from './geometry.ts';
import { fromUnitSquare, pageSize, paperRatio, project, rotate, warp } from './geometry.ts';
import { flatten } from './light.ts';
import type { Gray } from './pixels.ts';
import { quarterTurn, resize } from './pixels.ts';
import { findPage, isPage } from './quad.ts';
import { skewAngle } from './skew.ts';

export interface PrepareOptions {
  /** Corners set by hand, in pixels of the picture, instead of the ones found. */
  corners?: Corners;
  /** False: the picture is the page (a page of a PDF), do not look for a sheet in it. Default true. */
  search?: boolean;
}

/** A page pulled flat, evenly lit, black on white, lines level. */
export interface PreparedPage {
  /** For reading. */
  page: Gray;
  /** Same geometry, light untouched: for quality measures. */
  raw: Gray;
  corners: Corners | null;
  /** Page pixels per picture pixel, mean. */
  scale: number;
}

/** Corners of the page in a picture; null when the picture is the page. */
export function pageIn(picture: Gray): Corners | null {
  const found = findPage(picture);
  return isPage(found) ? found.corners : null;
}

/** Size that a page is pulled flat to, pixels; see `pageSize`. */
export const flatSize = (picture: Gray, corners: Corners | null): { width: number; height: number } =>
  pageSize(corners ? paperRatio(corners) : picture.height / picture.width);

/** From a picture and the corners of its page to a page ready to be read. */
export function preparePage(picture: Gray, corners: Corners | null): PreparedPage {
  const { width, height } = flatSize(picture, corners);
  const raw = corners ? warp(picture, corners, width, height) : resize(picture, width, height);
  const scale = width / (corners ? Math.hypot(corners[1].x - corners[0].x, corners[1].y - corners[0].y) : picture.width);
  const lit = flatten(foldBands(raw));
  // A warped page has slivers of the table along its edges.
  if (corners) clearEdges(lit, Math.round(Math.min(lit.width, lit.height) * 0.005));
  const angle = skewAngle(lit, corners ? 3 : 10);
  return { page: rotate(lit, -angle), raw, corners, scale };
}

function clearEdges(page: Gray, margin: number) {
  const { data, width, height } = page;
  for (let y = 0; y < height; y++) {
    if (y < margin || y >= height - margin) data.fill(255, y * width, (y + 1) * width);
    else {
      data.fill(255, y * width, y * width + margin);
      data.fill(255, (y + 1) * width - margin, (y + 1) * width);
    }
  }
}

export function turnPrepared(prepared: PreparedPage, turns: 0 | 1 | 2 | 3): PreparedPage {
  if (turns === 0) return prepared;
  const page = quarterTurn(prepared.page, turns);
  // After a quarter turn the columns have become lines: their own small skew shows only now.
  const angle = turns === 2 ? 0 : skewAngle(page, 2);
  return { ...prepared, page: rotate(page, -angle), raw: quarterTurn(prepared.raw, turns) };
}

/** Carries page coordinates (before turning) to picture coordinates. */
export function pageToPicture(corners: Corners, width: number, height: number): (x: number, y: number) => { x: number; y: number } {
  const map: Homography = fromUnitSquare(corners);
  return (x, y) => project(map, x / width, y / height);
}
