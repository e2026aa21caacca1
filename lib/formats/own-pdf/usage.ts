import { PDFArray, type PDFContext, PDFDict, PDFName, PDFNumber, type PDFObject, type PDFPage, PDFRawStream, PDFRef, PDFStream } from 'pdf-lib';
import { unpacked } from '../pdfa/unpack.ts';
import { restsOnCmyk, rgbOfInks, shadingSpace } from './colours.ts';
import { ContentError, type Edit, edited, knownOperators, type Operation, operationsOf } from './content.ts';
import { Refusal } from './refusal.ts';

/** Longest content stream followed, bytes: a drawing of that size is no invoice. */
const mostContent = 40_000_000;
/** ISO 19005-3 6.1.13: states saved one inside the other. */
const deepestStates = 28;
/** Forms inside forms: no generator nests deeper, a file made to harm does. */
const deepestForms = 24;

const intents = new Set(['RelativeColorimetric', 'AbsoluteColorimetric', 'Perceptual', 'Saturation']);

/** What a page's text looks like at one point of its content. */
interface State {
  font: PDFDict | null;
  /** Text is drawn, or only laid invisible (render mode 3). */
  visible: boolean;
  fillCmyk: boolean;
  strokeCmyk: boolean;
}

const start: State = { font: null, visible: true, fillCmyk: false, strokeCmyk: false };

/**
 * Follows what the pages draw: which fonts are seen, whether colours and pictures conform. Inks of a press are written anew as RGB on the way, operator
 * by operator; nothing else of the content changes. Throws a `Refusal` at what cannot be mended.
 */
export class Usage {
  readonly #context: PDFContext;
  /** Fonts that draw something one can see. */
  readonly seen = new Set<PDFDict>();
  readonly #walked = new Set<string>();
  readonly #identities = new Map<PDFObject, number>();
  #depth = 0;

  constructor(context: PDFContext) {
    this.#context = context;
  }

  page(page: PDFPage): void {
    const { node } = page;
    const contents = node.lookup(name('Contents'));
    const streams = contents instanceof PDFArray ? contents.asArray().map((item) => this.#context.lookup(item)) : [contents];
    const parts = streams.filter((stream) => stream instanceof PDFStream).map((stream) => contentOf(stream));
    if (parts.length === 0) return;
    const bytes = joined(parts);
    const edits = this.#walk(bytes, node.lookup(name('Resources')), start);
    if (edits.length > 0) node.set(name('Contents'), this.#context.register(this.#context.flateStream(edited(bytes, edits))));
  }

  /** A form, a tiling pattern or a glyph of a Type 3 font, reached through its reference. */
  #stream(place: PDFObject | undefined, resources: PDFDict, state: State): void {
    const stream = this.#context.lookup(place);
    if (!(stream instanceof PDFStream) || !(place instanceof PDFRef)) return;
    const key = `${place.tag} ${state.visible} ${state.fillCmyk} ${state.strokeCmyk} ${state.font ? this.#identity(state.font) : 0}`;
    if (this.#walked.has(key)) return;
    this.#walked.add(key);
    if (++this.#depth > deepestForms) throw new Refusal('content', 'forms nested too deep');
    // ISO 19005-3 6.2.2: every stream names its own resources; an old one leant on its page's.
    const own = stream.dict.lookup(name('Resources'));
    if (!(own instanceof PDFDict) && stream.dict.get(name('Subtype')) === name('Form')) stream.dict.set(name('Resources'), resources);
    const bytes = contentOf(stream);
    const edits = this.#walk(bytes, own instanceof PDFDict ? own : resources, state);
    this.#depth--;
    if (edits.length > 0) {
      const replaced = this.#context.flateStream(edited(bytes, edits));
      for (const [key, value] of stream.dict.entries())
        if (!['Length', 'Filter', 'DecodeParms'].includes(key.decodeText())) replaced.dict.set(key, value);
      this.#context.assign(place, replaced);
    }
  }

  #identity(object: PDFObject): number {
    const known = this.#identities.get(object) ?? this.#identities.size + 1;
    this.#identities.set(object, known);
    return known;
  }

  #walk(bytes: Uint8Array, holder: PDFObject | undefined, initial: State): Edit[] {
    const resources = holder instanceof PDFDict ? holder : PDFDict.withContext(this.#context);
    const edits: Edit[] = [];
    const saved: State[] = [];
    let state = { ...initial };
    try {
      for (const operation of operationsOf(bytes)) {
        const { operator, start: from, end } = operation;
        if (!knownOperators.has(operator)) throw new Refusal('content', `operator ${operator.slice(0, 20)}`);
        if (operator === 'q') {
          if (saved.push({ ...state }) > deepestStates) throw new Refusal('content', 'states nested too deep');
        } else if (operator === 'Q') state = saved.pop() ?? state;
        else {
          const text = this.#step(operation, resources, state);
          if (text !== null) edits.push({ start: from, end, text });
        }
      }
    } catch (error) {
      if (error instanceof ContentError) throw new Refusal('broken', error.message);
      throw error;
    }
    return edits;
  }

  /** One operator; gives what replaces it, null to leave it. */
  #step({ operator, operands, picture }: Operation, resources: PDFDict, state: State): string | null {
    const last = operands.at(-1)?.text ?? '';
    const numbers = operands.filter(({ kind }) => kind === 'number').map(({ text }) => Number(text));
    switch (operator) {
      case 'Tf': {
        const font = entry(resources, 'Font', operands[0]?.text ?? '');
        if (!(font instanceof PDFDict)) throw new Refusal('fonts', 'a face that the page does not name');
        state.font = font;
        return null;
      }
      case 'Tr':
        state.visible = last !== '3';
        return null;
      case 'Tj':
      case 'TJ':
      case "'":
      case '"':
        this.#show(resources, state);
        return null;
      case 'k':
      case 'K':
        if (operator === 'k') state.fillCmyk = true;
        else state.strokeCmyk = true;
        return `${rgbOfInks(numbers)} ${operator === 'k' ? 'rg' : 'RG'}`;
      case 'g':
      case 'rg':
        state.fillCmyk = false;
        return null;
      case 'G':
      case 'RG':
        state.strokeCmyk = false;
        return null;
      case 'cs':
      case 'CS':
        return this.#space(operator, last, resources, state);
      case 'sc':
      case 'scn':
      case 'SC':
      case 'SCN':
        if (operands.at(-1)?.kind === 'name') this.#pattern(last, resources, state);
        else if ((operator.startsWith('s') ? state.fillCmyk : state.strokeCmyk) && numbers.length === 4) return `${rgbOfInks(numbers)} ${operator}`;
        return null;
      case 'sh':
        if (restsOnCmyk(shadingSpace(entry(resources, 'Shading', last)), this.#context)) throw new Refusal('colours', 'shading in CMYK');
        return null;
      case 'ri':
        return intents.has(last) ? null : '/RelativeColorimetric ri';
      case 'gs':
        return this.#graphicsState(entry(resources, 'ExtGState', last), resources, state);
      case 'Do':
        return this.#object(resources, last, state);
      case 'BI':
        this.#inline(picture ?? new Map(), resources);
        return null;
      default:
        return null;
    }
  }

  #show(resources: PDFDict, { font, visible }: State): void {
    if (!font || !visible || this.seen.has(font)) return;
    this.seen.add(font);
    if (font.lookup(name('Subtype')) !== name('Type3')) return;
    const glyphs = font.lookup(name('CharProcs'));
    const own = font.lookup(name('Resources'));
    if (!(own instanceof PDFDict)) font.set(name('Resources'), resources);
    if (glyphs instanceof PDFDict) for (const glyph of glyphs.values()) this.#stream(glyph, own instanceof PDFDict ? own : resources, start);
  }

  #space(operator: string, called: string, resources: PDFDict, state: State): string | null {
    const named = ['DeviceGray', 'DeviceRGB', 'DeviceCMYK', 'Pattern'].includes(called);
    const space = named ? name(called) : entry(resources, 'ColorSpace', called);
    const plain = space instanceof PDFArray && space.size() === 1 ? space.lookup(0) : space;
    const inks = plain === name('DeviceCMYK');
    if (!space) throw new Refusal('colours', 'a colour space that the page does not name');
    if (!inks && restsOnCmyk(space, this.#context)) throw new Refusal('colours', 'colour space over CMYK');
    if (operator === 'cs') state.fillCmyk = inks;
    else state.strokeCmyk = inks;
    return inks ? `/DeviceRGB ${operator}` : null;
  }

  #pattern(called: string, resources: PDFDict, state: State): void {
    const patterns = resources.lookup(name('Pattern'));
    const place = patterns instanceof PDFDict ? patterns.get(name(called)) : undefined;
    const pattern = this.#context.lookup(place);
    if (pattern instanceof PDFStream) this.#stream(place, resources, start);
    else if (pattern instanceof PDFDict) {
      if (restsOnCmyk(shadingSpace(pattern.lookup(name('Shading'))), this.#context)) throw new Refusal('colours', 'gradient in CMYK');
      this.#graphicsState(pattern.lookup(name('ExtGState')), resources, { ...state });
    }
  }

  #graphicsState(dict: PDFObject | undefined, resources: PDFDict, state: State): string | null {
    if (!(dict instanceof PDFDict)) return '';
    const font = dict.lookup(name('Font'));
    const face = font instanceof PDFArray ? font.lookup(0) : undefined;
    if (face instanceof PDFDict) state.font = face;
    const mask = dict.lookup(name('SMask'));
    if (mask instanceof PDFDict) this.#stream(mask.get(name('G')), resources, start);
    return null;
  }

  #object(resources: PDFDict, called: string, state: State): string | null {
    const objects = resources.lookup(name('XObject'));
    const place = objects instanceof PDFDict ? objects.get(name(called)) : undefined;
    const object = this.#context.lookup(place);
    if (!(object instanceof PDFStream)) return '';
    const kind = object.dict.lookup(name('Subtype'));
    const postScript = kind === name('PS') || object.dict.lookup(name('Subtype2')) === name('PS');
    if (postScript) return '';
    if (kind === name('Image')) this.#image(object.dict);
    else this.#stream(place, resources, state);
    return null;
  }

  #image(dict: PDFDict): void {
    if (filtersOf(dict).includes('JPXDecode')) throw new Refusal('images', 'JPEG 2000');
    if (restsOnCmyk(dict.lookup(name('ColorSpace')), this.#context)) throw new Refusal('colours', 'picture in CMYK');
    for (const key of ['SMask', 'Mask']) {
      const mask = dict.lookup(name(key));
      if (mask instanceof PDFStream) this.#image(mask.dict);
    }
  }

  #inline(picture: ReadonlyMap<string, string>, resources: PDFDict): void {
    const value = (...keys: string[]) => keys.map((key) => picture.get(key)).find((text) => text !== undefined) ?? '';
    if (/LZW|Crypt/.test(value('F', 'Filter')) || value('I', 'Interpolate') === 'true') throw new Refusal('images', 'inline picture');
    const space = value('CS', 'ColorSpace');
    const inks = /CMYK/.test(space) || restsOnCmyk(entry(resources, 'ColorSpace', space.slice(1)), this.#context);
    if (inks) throw new Refusal('colours', 'inline picture in CMYK');
  }
}

function name(text: string): PDFName {
  return PDFName.of(text);
}

function entry(resources: PDFDict, category: string, called: string): PDFObject | undefined {
  const dict = resources.lookup(name(category));
  return dict instanceof PDFDict ? dict.lookup(name(called)) : undefined;
}

/** Filter names, long form, in the order of decoding. */
export function filtersOf(dict: PDFDict): string[] {
  const filter = dict.lookup(name('Filter'));
  const all = filter instanceof PDFArray ? filter.asArray().map((item) => dict.context.lookup(item)) : [filter];
  return all.filter((item) => item instanceof PDFName).map((item) => item.decodeText());
}

/** True when some filter of the stream is followed by a predictor, which pdf-lib's decoder leaves undone. */
export function isPredicted(dict: PDFDict): boolean {
  const parameters = dict.lookup(name('DecodeParms'));
  const all = parameters instanceof PDFArray ? parameters.asArray().map((item) => dict.context.lookup(item)) : [parameters];
  return all.some((item) => {
    const predictor = item instanceof PDFDict ? item.lookup(name('Predictor')) : undefined;
    return predictor instanceof PDFNumber && predictor.asNumber() > 1;
  });
}

/** A content stream's bytes, decoded. */
function contentOf(stream: PDFStream): Uint8Array {
  if (!(stream instanceof PDFRawStream)) return stream.getContents();
  if (isPredicted(stream.dict)) throw new Refusal('content', 'content with a predictor');
  return decoded(stream, mostContent);
}

/** A stream decoded; refused over `most` bytes, or when its filters cannot follow it. */
export function decoded(stream: PDFRawStream, most: number): Uint8Array {
  let bytes: Uint8Array | null;
  try {
    bytes = unpacked(stream, most);
  } catch (error) {
    throw new Refusal('broken', String(error));
  }
  if (!bytes) throw new Refusal('content', 'content too long');
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(parts.reduce((total, part) => total + part.length + 1, 0)).fill(0x0a);
  let offset = 0;
  for (const part of parts) {
    result.set(part, offset);
    offset += part.length + 1;
  }
  return result;
}
