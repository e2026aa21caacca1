import { PDFArray, type PDFContext, PDFDict, PDFName, type PDFObject, PDFRawStream, PDFRef, PDFStream } from 'pdf-lib';
import { Refusal } from './refusal.ts';
import { decoded, filtersOf } from './usage.ts';

/** Longest picture or program decoded to be packed again, bytes. */
const mostRepacked = 200_000_000;

/** Never allowed, or never needed to show the page: scripts, actions, private data, foreign metadata, files of an earlier e-invoice. */
const everywhere = ['AA', 'PieceInfo', 'Metadata', 'AF', 'OC', 'JS', 'Thumb'];
const ofPages = ['Dur', 'Trans', 'PresSteps', 'B', 'VP', 'SeparationInfo', 'TemplateInstantiated'];
const ofForms = ['OPI', 'PS', 'Ref', 'Subtype2'];
const ofPictures = ['Alternates', 'OPI', 'Interpolate'];
const ofGraphicsStates = ['TR', 'TR2', 'HT', 'HTP', 'HTO', 'BG', 'BG2', 'UCR', 'UCR2'];

/** ISO 32000-1 tables 136 and 137, and the name of an older time for Normal. */
const blendModes = new Set(
  'Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight Difference Exclusion Hue Saturation Color Luminosity'.split(
    ' ',
  ),
);
const filters = new Set('ASCIIHexDecode ASCII85Decode FlateDecode RunLengthDecode CCITTFaxDecode JBIG2Decode DCTDecode LZWDecode'.split(' '));
const repackable = new Set(['ASCIIHexDecode', 'ASCII85Decode', 'FlateDecode', 'RunLengthDecode', 'LZWDecode']);

/** Takes from every object that is still reached what PDF/A forbids, and the objects that are not from the file. */
export function cleanObjects(context: PDFContext): void {
  const reached = reachable(context);
  for (const [reference] of context.enumerateIndirectObjects()) if (!reached.has(reference)) context.delete(reference);
  for (const [reference, object] of context.enumerateIndirectObjects()) {
    // PostScript shows nothing on a screen; what drew it has been taken from the pages.
    if (object instanceof PDFStream && object.dict.lookup(PDFName.of('Subtype')) === PDFName.of('PS')) context.delete(reference);
    else if (object instanceof PDFRawStream) cleanStream(context, reference, object);
    visit(object, (dict) => cleanDict(dict));
  }
  // What only the keys just taken led to.
  const left = reachable(context);
  for (const [reference] of context.enumerateIndirectObjects()) if (!left.has(reference)) context.delete(reference);
}

function reachable(context: PDFContext): Set<PDFRef> {
  const found = new Set<PDFRef>();
  const queue: (PDFObject | undefined)[] = [context.trailerInfo.Root];
  for (let object = queue.pop(); object !== undefined || queue.length > 0; object = queue.pop()) {
    if (object instanceof PDFRef) {
      if (found.has(object)) continue;
      found.add(object);
      queue.push(context.lookup(object));
    } else if (object instanceof PDFStream) queue.push(object.dict);
    else if (object instanceof PDFDict) queue.push(...object.values());
    else if (object instanceof PDFArray) queue.push(...object.asArray());
  }
  return found;
}

/** The object's own dictionary and every direct one inside it. */
function visit(object: PDFObject, clean: (dict: PDFDict) => void): void {
  const dict = object instanceof PDFStream ? object.dict : object;
  if (dict instanceof PDFDict) {
    clean(dict);
    for (const value of dict.values()) if (!(value instanceof PDFRef)) visit(value, clean);
  } else if (dict instanceof PDFArray) for (const item of dict.asArray()) if (!(item instanceof PDFRef)) visit(item, clean);
}

const drop = (dict: PDFDict, keys: readonly string[]) => {
  for (const key of keys) dict.delete(PDFName.of(key));
};

function cleanDict(dict: PDFDict): void {
  const type = dict.lookup(PDFName.of('Type'));
  const kind = dict.lookup(PDFName.of('Subtype'));
  drop(dict, everywhere);
  if (type === PDFName.of('Page')) drop(dict, ofPages);
  if (type === PDFName.of('ExtGState') || dict.has(PDFName.of('BM'))) cleanGraphicsState(dict);
  if (kind === PDFName.of('Form')) drop(dict, ofForms);
  if (kind === PDFName.of('Image')) drop(dict, ofPictures);
  const group = dict.lookup(PDFName.of('Group'));
  // A transparency group mixes in a space of its own: inks become light there too.
  if (group instanceof PDFDict && group.lookup(PDFName.of('CS')) === PDFName.of('DeviceCMYK')) group.set(PDFName.of('CS'), PDFName.of('DeviceRGB'));
}

function cleanGraphicsState(dict: PDFDict): void {
  drop(dict, ofGraphicsStates);
  // Overprint mode 1 over an ink profile is refused; mode 0 is the usual one.
  drop(dict, ['OPM']);
  const mode = dict.lookup(PDFName.of('BM'));
  const modes = mode instanceof PDFArray ? mode.asArray().map((item) => dict.context.lookup(item)) : [mode];
  if (mode === undefined) return;
  const known = modes.find((item) => item instanceof PDFName && blendModes.has(item.decodeText()));
  if (!known) throw new Refusal('content', `blend mode ${String(mode)}`);
  dict.set(PDFName.of('BM'), known === PDFName.of('Compatible') ? PDFName.of('Normal') : known);
}

/** No file outside, no cipher, no LZW: a stream packed that way is packed again. */
function cleanStream(context: PDFContext, reference: PDFRef, stream: PDFRawStream): void {
  const { dict } = stream;
  const used = filtersOf(dict);
  if (dict.has(PDFName.of('F'))) throw new Refusal('broken', 'stream in another file');
  const unknown = used.find((filter) => !filters.has(filter));
  if (unknown) throw new Refusal(unknown === 'JPXDecode' ? 'images' : 'content', `filter ${unknown}`);
  if (!used.includes('LZWDecode')) return;
  if (!used.every((filter) => repackable.has(filter))) throw new Refusal('images', 'LZW around another packing');
  const parameters = dict.lookup(PDFName.of('DecodeParms'));
  const last = parameters instanceof PDFArray ? parameters.lookup(used.length - 1) : used.length === 1 ? parameters : undefined;
  const packed = context.flateStream(decoded(stream, mostRepacked));
  for (const [key, value] of dict.entries()) if (!['Length', 'Filter', 'DecodeParms'].includes(key.decodeText())) packed.dict.set(key, value);
  if (last instanceof PDFDict) {
    // The predictor works on what was packed, whatever packed it.
    const kept = last.clone();
    kept.delete(PDFName.of('EarlyChange'));
    packed.dict.set(PDFName.of('DecodeParms'), kept);
  }
  context.assign(reference, packed);
}
