import { PDFArray, type PDFContext, PDFDict, PDFName, type PDFObject, PDFStream } from 'pdf-lib';

/** True when the colour space rests on the inks of a press without a profile: PDF/A with an sRGB intent refuses it (ISO 19005-3 6.2.4.3). */
export function restsOnCmyk(space: PDFObject | undefined, context: PDFContext): boolean {
  if (space instanceof PDFName) return space.decodeText() === 'DeviceCMYK' || space.decodeText() === 'CMYK';
  if (!(space instanceof PDFArray)) return false;
  const family = space.lookup(0);
  if (!(family instanceof PDFName)) return false;
  switch (family.decodeText()) {
    case 'DeviceCMYK':
      return true;
    case 'Indexed':
    case 'Pattern':
      return restsOnCmyk(space.lookup(1), context);
    case 'Separation':
    case 'DeviceN':
      return restsOnCmyk(space.lookup(2), context) || colorantsRest(space.lookup(4), context);
    default:
      return false;
  }
}

function colorantsRest(attributes: PDFObject | undefined, context: PDFContext): boolean {
  const colorants = attributes instanceof PDFDict ? attributes.lookup(PDFName.of('Colorants')) : undefined;
  return colorants instanceof PDFDict && colorants.values().some((space) => restsOnCmyk(context.lookup(space), context));
}

/** A shading's own colour space, be it a dictionary or a stream. */
export function shadingSpace(shading: PDFObject | undefined): PDFObject | undefined {
  const dict = shading instanceof PDFStream ? shading.dict : shading;
  return dict instanceof PDFDict ? dict.lookup(PDFName.of('ColorSpace')) : undefined;
}

/**
 * sRGB of the paper under each full ink and each pair of inks, as coated offset prints them (Neugebauer primaries). Black is black: an invoice's text must
 * stay so.
 */
const primaries: readonly (readonly [number, number, number])[] = [
  [255, 255, 255],
  [0, 158, 224],
  [229, 0, 125],
  [49, 39, 130],
  [255, 237, 0],
  [0, 150, 64],
  [227, 6, 19],
  [54, 54, 57],
];

/** "r g b" of four inks from 0 to 1, mixed by area (Demichel), three decimals. */
export function rgbOfInks(inks: readonly number[]): string {
  const [cyan = 0, magenta = 0, yellow = 0, black = 0] = inks.map((ink) => Math.min(1, Math.max(0, ink)));
  return [0, 1, 2]
    .map((channel) => {
      let light = 0;
      primaries.forEach((colour, index) => {
        const share = (index & 1 ? cyan : 1 - cyan) * (index & 2 ? magenta : 1 - magenta) * (index & 4 ? yellow : 1 - yellow);
        light += share * (colour[channel] ?? 0);
      });
      return String(Math.round((light * (1 - black) * 1000) / 255) / 1000);
    })
    .join(' ');
}
