import {
  PDFArray,
  PDFBool,
  type PDFContext,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  type PDFPage,
  PDFRef,
  PDFStream,
  PDFString,
} from 'pdf-lib';
import { Refusal } from './refusal.ts';

const HIDDEN = 2;
const PRINT = 4;
const NO_VIEW = 32;

/** What is no part of the invoice's face: comments, sounds, files pinned to the page. */
const dropped = new Set(['Popup', 'Text', 'FileAttachment', 'Sound', 'Movie', 'Screen', 'RichMedia', '3D', 'PrinterMark', 'TrapNet']);

type Box = [left: number, bottom: number, right: number, top: number];
type Matrix = [number, number, number, number, number, number];

/**
 * Annotations as PDF/A bears them: links to the web stay (their address alone), form fields, stamps and signatures become part of the page as they look,
 * the rest goes. Gives the drawing operators to add to the page. Refused: something visible that has no picture of its own.
 */
export function settleAnnotations(page: PDFPage, needAppearances: boolean): string {
  const { node } = page;
  const { context } = node;
  const annotations = node.lookup(PDFName.of('Annots'));
  if (!(annotations instanceof PDFArray)) {
    node.delete(PDFName.of('Annots'));
    return '';
  }
  const kept: PDFObject[] = [];
  // The structure tree may still name what goes: a name without an object is nothing, an object would keep its actions.
  const forget = (place: PDFObject) => {
    if (place instanceof PDFRef) context.delete(place);
  };
  const drawn: PDFRef[] = [];
  let operators = '';
  for (const place of annotations.asArray()) {
    const annotation = context.lookup(place);
    if (!(annotation instanceof PDFDict)) continue;
    if (nameAt(annotation, 'Subtype') === 'Link') {
      if (settleLink(annotation)) kept.push(place);
      else forget(place);
      continue;
    }
    const picture = appearanceOf(annotation, needAppearances);
    forget(place);
    if (!picture) continue;
    operators += placed(picture, annotation, `CrsAnnot${drawn.length}`, context);
    drawn.push(picture);
  }
  if (kept.length > 0) node.set(PDFName.of('Annots'), context.obj(kept));
  else node.delete(PDFName.of('Annots'));
  if (drawn.length > 0) addObjects(page, drawn);
  return operators;
}

function nameAt(dict: PDFDict, key: string): string {
  const value = dict.lookup(PDFName.of(key));
  return value instanceof PDFName ? value.decodeText() : '';
}

function numberAt(dict: PDFDict, key: string): number {
  const value = dict.lookup(PDFName.of(key));
  return value instanceof PDFNumber ? value.asNumber() : 0;
}

/** A link keeps its address; a jump inside the file goes, since the names it jumps to are not kept. */
function settleLink(annotation: PDFDict): boolean {
  const action = annotation.lookup(PDFName.of('A'));
  const address = action instanceof PDFDict && nameAt(action, 'S') === 'URI' ? action.lookup(PDFName.of('URI')) : undefined;
  if (!(address instanceof PDFString) && !(address instanceof PDFHexString)) return false;
  for (const key of ['AA', 'PA', 'AP', 'OC', 'Dest']) annotation.delete(PDFName.of(key));
  annotation.set(PDFName.of('A'), annotation.context.obj({ S: 'URI', URI: address }));
  annotation.set(PDFName.of('F'), PDFNumber.of(PRINT));
  return true;
}

/** The picture of what one sees; null when one sees nothing. */
function appearanceOf(annotation: PDFDict, needAppearances: boolean): PDFRef | null {
  const kind = nameAt(annotation, 'Subtype');
  if (dropped.has(kind) || (numberAt(annotation, 'F') & (HIDDEN | NO_VIEW)) !== 0) return null;
  const appearances = annotation.lookup(PDFName.of('AP'));
  let place = appearances instanceof PDFDict ? appearances.get(PDFName.of('N')) : undefined;
  const normal = annotation.context.lookup(place);
  if (normal instanceof PDFDict) place = normal.get(PDFName.of(nameAt(annotation, 'AS') || 'Off'));
  const states = normal instanceof PDFDict;
  const value = filled(annotation);
  if (place instanceof PDFRef && annotation.context.lookup(place) instanceof PDFStream) {
    if (needAppearances && value && kind === 'Widget') throw new Refusal('annotations', 'form field drawn by the reader');
    return place;
  }
  const { width, height } = sizeOf(boxAt(annotation, 'Rect'));
  if (states || width === 0 || height === 0 || (kind === 'Widget' && !value)) return null;
  throw new Refusal('annotations', `${kind || 'annotation'} without appearance`);
}

/** True when the field, or the field it belongs to, holds something. */
function filled(annotation: PDFDict): boolean {
  let field: PDFDict | undefined = annotation;
  for (let depth = 0; field && depth < 8; depth++) {
    const value = field.lookup(PDFName.of('V'));
    if (value instanceof PDFString || value instanceof PDFHexString) return value.decodeText().trim() !== '';
    if (value !== undefined) return true;
    const parent: PDFObject | undefined = field.lookup(PDFName.of('Parent'));
    field = parent instanceof PDFDict ? parent : undefined;
  }
  return false;
}

function boxAt(dict: PDFDict, key: string): Box {
  const array = dict.lookup(PDFName.of(key));
  const [a = 0, b = 0, c = 0, d = 0] = array instanceof PDFArray ? array.asArray().map((item) => numeric(dict.context.lookup(item))) : [];
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

const numeric = (item: PDFObject | undefined) => (item instanceof PDFNumber ? item.asNumber() : 0);

function sizeOf([left, bottom, right, top]: Box): { width: number; height: number } {
  return { width: right - left, height: top - bottom };
}

/** PDF 1.7 §12.5.5, algorithm 8.1: the form's box, turned by its own matrix, is laid over the annotation's rectangle. */
function placed(picture: PDFRef, annotation: PDFDict, key: string, context: PDFContext): string {
  const form = context.lookup(picture);
  if (!(form instanceof PDFStream)) return '';
  form.dict.set(PDFName.of('Type'), PDFName.of('XObject'));
  form.dict.set(PDFName.of('Subtype'), PDFName.of('Form'));
  const matrix = form.dict.lookup(PDFName.of('Matrix'));
  const values = matrix instanceof PDFArray ? matrix.asArray().map((item) => numeric(context.lookup(item))) : [];
  const [a, b, c, d, e, f]: Matrix = values.length === 6 ? (values as Matrix) : [1, 0, 0, 1, 0, 0];
  const [left, bottom, right, top] = boxAt(form.dict, 'BBox');
  const corners = [
    [left, bottom],
    [right, bottom],
    [right, top],
    [left, top],
  ].map(([x = 0, y = 0]) => [a * x + c * y + e, b * x + d * y + f] as const);
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const from = sizeOf([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]);
  const rect = boxAt(annotation, 'Rect');
  const to = sizeOf(rect);
  if (from.width === 0 || from.height === 0) return '';
  const across = to.width / from.width;
  const up = to.height / from.height;
  const move = [rect[0] - Math.min(...xs) * across, rect[1] - Math.min(...ys) * up];
  return `q ${[across, 0, 0, up, ...move].map((value) => String(Math.round(value * 1e5) / 1e5)).join(' ')} cm /${key} Do Q\n`;
}

/** The page gets resources of its own: another page may share the old ones. */
function addObjects(page: PDFPage, drawn: readonly PDFRef[]): void {
  const { node } = page;
  const old = node.lookup(PDFName.of('Resources'));
  const resources = old instanceof PDFDict ? old.clone() : PDFDict.withContext(node.context);
  const listed = resources.lookup(PDFName.of('XObject'));
  const objects = listed instanceof PDFDict ? listed.clone() : PDFDict.withContext(node.context);
  drawn.forEach((picture, index) => {
    objects.set(PDFName.of(`CrsAnnot${index}`), picture);
  });
  resources.set(PDFName.of('XObject'), objects);
  node.set(PDFName.of('Resources'), resources);
}

/** True when the form says that the reader must draw its fields itself. */
export function needsAppearances(form: PDFObject | undefined): boolean {
  return form instanceof PDFDict && form.lookup(PDFName.of('NeedAppearances')) === PDFBool.True;
}
