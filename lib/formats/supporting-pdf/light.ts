import { zlibSync } from 'fflate';
import { type Gray, grayscale, type Pixels, resize, soften } from '../../scan/pixels.ts';
import { blackAndWhite, holdsPictures, type Packed, sixteenGreys } from './tones.ts';

/** Long side of A4, inches. */
const longSide = 842 / 72;
/** Reading quality, dots an inch; a page of pictures gives some away until it is light enough. */
const fineness = [200, 150, 120, 100, 72] as const;
/** Heaviest page, bytes. */
const mostPerPage = 290_000;

/** A page ready to be laid in a PDF: packed pixels, compressed (zlib). */
export interface LightPage extends Omit<Packed, 'rows'> {
  bytes: Uint8Array;
}

/**
 * A photographed page, flat, level and evenly lit, as light as it reads well: black and white where it is print on paper, sixteen greys where it holds
 * pictures. Needs no PDF library: a worker can do it.
 */
export function lightPage(picture: Gray | Pixels): LightPage {
  const page = greyOf(picture);
  const fine = atFineness(page, fineness[0]);
  if (!holdsPictures(fine)) return compressed(blackAndWhite(fine));
  let result = compressed(sixteenGreys(fine));
  for (const dots of fineness.slice(1)) {
    if (result.bytes.length <= mostPerPage) break;
    // The grain of a dark photograph is what weighs.
    result = compressed(sixteenGreys(soften(atFineness(page, dots))));
  }
  return result;
}

function greyOf(picture: Gray | Pixels): Gray {
  const { data, width, height } = picture;
  return data.length === width * height ? { data: new Uint8Array(data.buffer, data.byteOffset, data.length), width, height } : grayscale(picture);
}

/** Never larger than it came. */
function atFineness(page: Gray, dotsAnInch: number): Gray {
  const ratio = Math.min(1, (dotsAnInch * longSide) / Math.max(page.width, page.height));
  return resize(page, page.width * ratio, page.height * ratio);
}

/** A predictor made 27 development pages 5 to 15 % heavier, CCITT G4 halves 17 to 52 KB: neither is worth its code. */
function compressed(packed: Packed): LightPage {
  const { bits, width, height, rows } = packed;
  return { bits, width, height, bytes: zlibSync(rows, { level: 9 }) };
}
