import { decodePDFRawStream, PDFArray, PDFDict, PDFName, PDFNumber, type PDFObject, type PDFPage, PDFRawStream, PDFStream } from 'pdf-lib';
import { TrueType } from '../../../lib/formats/fonts/truetype.ts';
import { knownOperators, operationsOf } from '../../../lib/formats/own-pdf/content.ts';

const name = (text: string) => PDFName.of(text);
const called = (object: PDFObject | undefined) => (object instanceof PDFName ? object.decodeText() : '');

/** What the content of a page shows against ISO 19005-3: colours, operators, fonts of the text that one sees. */
export function pageFaults(page: PDFPage): string[] {
  const faults = new Set<string>();
  const contents = page.node.lookup(name('Contents'));
  const streams = contents instanceof PDFArray ? contents.asArray().map((item) => page.node.context.lookup(item)) : [contents];
  const bytes = streams.map((stream) => (stream instanceof PDFStream ? bytesOf(stream) : new Uint8Array()));
  if (!page.node.has(name('Resources'))) faults.add('page without resources of its own');
  const group = page.node.lookup(name('Group'));
  if (group instanceof PDFDict && cmyk(group.lookup(name('CS')))) faults.add('CMYK group');
  walk(Buffer.concat(bytes.flatMap((part) => [part, Buffer.from('\n')])), page.node.lookup(name('Resources')), faults, new Set());
  return [...faults];
}

function bytesOf(stream: PDFStream): Uint8Array {
  return stream instanceof PDFRawStream ? decodePDFRawStream(stream).decode() : stream.getContents();
}

function cmyk(space: PDFObject | undefined): boolean {
  if (space instanceof PDFName) return called(space) === 'DeviceCMYK';
  if (!(space instanceof PDFArray)) return false;
  const family = called(space.lookup(0));
  if (family === 'Separation' || family === 'DeviceN') return cmyk(space.lookup(2));
  if (family === 'Indexed' || family === 'Pattern') return cmyk(space.lookup(1));
  return family === 'DeviceCMYK';
}

function walk(bytes: Uint8Array, holder: PDFObject | undefined, faults: Set<string>, seen: Set<PDFObject>, above = { visible: true }): void {
  const resource = (category: string, key: string) => {
    const dict = holder instanceof PDFDict ? holder.lookup(name(category)) : undefined;
    return dict instanceof PDFDict ? dict.lookup(name(key)) : undefined;
  };
  let font: PDFDict | null = null;
  let visible = above.visible;
  const saved: [PDFDict | null, boolean][] = [];
  for (const { operator, operands, picture } of operationsOf(bytes)) {
    const last = operands.at(-1)?.text ?? '';
    if (!knownOperators.has(operator)) faults.add('unknown operator');
    if (operator === 'q') {
      if (saved.push([font, visible]) > 28) faults.add('states nested too deep');
    } else if (operator === 'Q') [font, visible] = saved.pop() ?? [font, visible];
    else if (operator === 'k' || operator === 'K') faults.add('CMYK');
    else if (operator === 'cs' || operator === 'CS') {
      if (last === 'DeviceCMYK' || cmyk(resource('ColorSpace', last))) faults.add('CMYK');
    } else if (operator === 'BI') {
      if (/CMYK/.test(picture?.get('CS') ?? picture?.get('ColorSpace') ?? '')) faults.add('CMYK picture');
      if ((picture?.get('I') ?? picture?.get('Interpolate')) === 'true') faults.add('Interpolate');
      if (/LZW|Crypt/.test(picture?.get('F') ?? picture?.get('Filter') ?? '')) faults.add('stream filter');
    } else if (operator === 'sh') {
      const shading = resource('Shading', last);
      if (cmyk((shading instanceof PDFStream ? shading.dict : shading instanceof PDFDict ? shading : undefined)?.lookup(name('ColorSpace'))))
        faults.add('CMYK');
    } else if (operator === 'Tr') visible = last !== '3';
    else if (operator === 'Tf') {
      const face = resource('Font', operands[0]?.text ?? '');
      font = face instanceof PDFDict ? face : null;
      if (!font) faults.add('font missing');
    } else if (operator === 'Tj' || operator === 'TJ' || operator === "'" || operator === '"') {
      if (font && visible) for (const fault of fontFaults(font)) faults.add(fault);
    } else if (operator === 'Do') {
      const object = resource('XObject', last);
      if (!(object instanceof PDFStream) || seen.has(object)) continue;
      seen.add(object);
      const kind = called(object.dict.lookup(name('Subtype')));
      if (kind === 'Image') {
        if (cmyk(object.dict.lookup(name('ColorSpace')))) faults.add('CMYK picture');
        if (/JPX/.test(String(object.dict.lookup(name('Filter'))))) faults.add('JPEG 2000');
      } else if (kind === 'Form') {
        const own = object.dict.lookup(name('Resources'));
        if (!own) faults.add('form without resources of its own');
        walk(bytesOf(object), own, faults, seen, { visible });
      }
    }
  }
}

const checked = new WeakMap<PDFDict, string[]>();

function fontFaults(font: PDFDict): string[] {
  const known = checked.get(font);
  if (known) return known;
  const faults: string[] = [];
  checked.set(font, faults);
  const kind = called(font.lookup(name('Subtype')));
  if (kind === 'Type3') return faults;
  const descendants = font.lookup(name('DescendantFonts'));
  const inner = kind === 'Type0' && descendants instanceof PDFArray ? descendants.lookup(0) : font;
  const descriptor = inner instanceof PDFDict ? inner.lookup(name('FontDescriptor')) : undefined;
  const program =
    descriptor instanceof PDFDict ? ['FontFile', 'FontFile2', 'FontFile3'].map((key) => descriptor.lookup(name(key))).find(Boolean) : undefined;
  if (!(program instanceof PDFRawStream) || !(inner instanceof PDFDict) || !(descriptor instanceof PDFDict)) {
    faults.push('font not embedded');
    return faults;
  }
  if (kind === 'Type0') {
    const encoding = font.lookup(name('Encoding'));
    if (!(encoding instanceof PDFStream) && !/^Identity-[HV]$/.test(called(encoding))) faults.push('character map not embedded');
    if (called(inner.lookup(name('Subtype'))) === 'CIDFontType2') {
      if (!inner.lookup(name('CIDToGIDMap'))) faults.push('no CIDToGIDMap');
      if (called(inner.lookup(name('CIDToGIDMap'))) === 'Identity' && descriptor.has(name('FontFile2')) && !widthsAgree(inner, program))
        faults.push('widths differ from the font');
    }
  } else {
    for (const key of ['FirstChar', 'LastChar', 'Widths']) if (!font.lookup(name(key))) faults.push(`font without ${key}`);
    const flags = descriptor.lookup(name('Flags'));
    const symbolic = flags instanceof PDFNumber && (flags.asNumber() & 4) !== 0;
    const encoding = font.lookup(name('Encoding'));
    const base = encoding instanceof PDFDict ? called(encoding.lookup(name('BaseEncoding'))) : called(encoding);
    if (kind === 'TrueType' && symbolic && encoding) faults.push('symbolic font with an encoding');
    if (kind === 'TrueType' && !symbolic && !/^(WinAnsi|MacRoman)Encoding$/.test(base)) faults.push('TrueType encoding');
  }
  return faults;
}

/** W against hmtx, a thousandth of tolerance (ISO 19005-3 6.2.11.5). */
function widthsAgree(font: PDFDict, stream: PDFRawStream): boolean {
  const list = font.lookup(name('W'));
  if (!(list instanceof PDFArray)) return true;
  const program = new TrueType(decodePDFRawStream(stream).decode());
  const items = list.asArray().map((item) => font.context.lookup(item));
  for (let index = 0; index + 1 < items.length; index += 2) {
    const [first, widths] = [items[index], items[index + 1]];
    if (!(first instanceof PDFNumber) || !(widths instanceof PDFArray)) return true;
    for (let place = 0; place < widths.size(); place++) {
      const width = widths.lookup(place);
      const glyph = first.asNumber() + place;
      if (width instanceof PDFNumber && glyph < program.glyphCount && Math.abs(width.asNumber() - program.advance(glyph)) > 1) return false;
    }
  }
  return true;
}
