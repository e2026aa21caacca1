import { boxBlur, dilate, erode, type Gray, resize, soften } from '../../scan/pixels.ts';

/** Pixels of a page packed row by row, ready to be compressed: `bits` a pixel, the highest value is white. */
export interface Packed {
  bits: 1 | 4;
  width: number;
  height: number;
  rows: Uint8Array;
}

/**
 * Share of the page, above which it is kept in greys: 0.3 % of A4 is 1.9 cm². A pixel counts when it is neither ink nor paper and its surroundings, 9 pixels
 * at 100 dpi (2.3 mm), are as even as it is: a photograph, a shaded logo. Strokes never are: on 27 development pictures of text, the blurred and noisy
 * ones included, the share is 0.11 % at most; pages with a photograph or a gradient of a few centimetres give 1.5 % and more.
 */
const pictureShare = 0.003;
const middle = { from: 40, to: 195 };
const evenness = 60;
const reach = 4;

/** True when the page holds pictures that black and white would kill. `page` lies flat and evenly lit. */
export function holdsPictures(page: Gray): boolean {
  const small = soften(resize(page, page.width / 2, page.height / 2));
  const light = dilate(small, reach).data;
  const dark = erode(small, reach).data;
  let even = 0;
  for (let index = 0; index < light.length; index++) {
    const level = small.data[index] ?? 255;
    if (level > middle.from && level < middle.to && (light[index] ?? 255) - (dark[index] ?? 0) < evenness) even++;
  }
  return even > light.length * pictureShare;
}

/** Half a line of print at 200 dpi. */
const neighbourhood = 24;
/** Ink is this much darker than what surrounds it, softened, and itself no grain of light … */
const contrast = 0.9;
const itself = 0.95;
/** … or darker than this in any case, so that a black band is not hollow; and never lighter than `palest`, the grain of the paper. */
const darkest = 128;
const palest = 225;

/** Black and white: local threshold on the softened page, so that grain goes and pale strokes hold together; specks of one pixel removed. */
export function blackAndWhite(page: Gray): Packed {
  const { data, width, height } = page;
  const soft = soften(page);
  const around = boxBlur(soft, neighbourhood).data;
  const ink = new Uint8Array(data.length);
  for (let index = 0; index < data.length; index++) {
    const level = data[index] ?? 255;
    const mean = soft.data[index] ?? 255;
    const paper = around[index] ?? 255;
    if (level < darkest || (mean < palest && mean < paper * contrast && level < paper * itself)) ink[index] = 1;
  }
  const stride = (width + 7) >> 3;
  const rows = new Uint8Array(stride * height).fill(0xff);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const index = y * width + x;
      if (ink[index] === 1 && !isSpeck(ink, index, x, y, width, height)) {
        const place = y * stride + (x >> 3);
        rows[place] = (rows[place] ?? 0) & ~(128 >> (x & 7));
      }
    }
  return { bits: 1, width, height, rows };
}

function isSpeck(ink: Uint8Array, index: number, x: number, y: number, width: number, height: number): boolean {
  if (x === 0 || y === 0 || x === width - 1 || y === height - 1) return true;
  for (let row = index - width; row <= index + width; row += width)
    for (let at = row - 1; at <= row + 1; at++) if (at !== index && ink[at] === 1) return false;
  return true;
}

/** Lighter than this is paper: its grain costs more than the rest of the page. */
const paper = 225;

/** Sixteen greys, the paper white. */
export function sixteenGreys(page: Gray): Packed {
  const { data, width, height } = page;
  const stride = (width + 1) >> 1;
  const rows = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const level = data[y * width + x] ?? 255;
      const grey = level >= paper ? 15 : Math.round(level / 17);
      const place = y * stride + (x >> 1);
      rows[place] = (rows[place] ?? 0) | (grey << (x & 1 ? 0 : 4));
    }
  return { bits: 4, width, height, rows };
}
