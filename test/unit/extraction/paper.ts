import { readFile } from 'node:fs/promises';
import type { Page, Reading, TextLine, Word } from '../../../lib/reading/document.ts';

/** A printed piece: left edge and baseline in pixels of a 1240 x 1754 page, its text, its height. */
export type Piece = readonly [x: number, y: number, text: string, height?: number];

/** Width of a character as a share of the height: close enough to a business font. */
const LETTER = 0.52;

function wordsOf([x, y, text, height = 20]: Piece, confidence: number): Word[] {
  let left = x;
  return text.split(' ').map((word) => {
    const width = word.length * LETTER * height;
    const box = { x: left, y, width, height };
    left += width + 0.3 * height;
    return { text: word, box, confidence };
  });
}

export function paper(pieces: readonly Piece[], { confidence = 96, source = 'ocr' }: { confidence?: number; source?: Page['source'] } = {}): Reading {
  const lines: TextLine[] = pieces.map((piece) => {
    const words = wordsOf(piece, confidence);
    const last = words.at(-1);
    const first = words[0];
    if (!first || !last) throw new Error('a piece has a word');
    return { words, box: { x: first.box.x, y: first.box.y, width: last.box.x + last.box.width - first.box.x, height: first.box.height } };
  });
  const page: Page = { number: 1, width: 1240, height: 1754, source, lines, quad: null, confidence, image: null };
  return { source, pages: [page], pageCount: 1, embedded: null, notices: [] };
}

/** A small, complete invoice; pieces may be replaced by their text's beginning, or left out with ''. */
export function invoicePieces(changes: Readonly<Record<string, string>> = {}, more: readonly Piece[] = []): Piece[] {
  const base: Piece[] = [
    [90, 90, 'Plomberie Kerjean SARL', 30],
    [90, 140, '7 rue du Port'],
    [90, 170, '29800 Landerneau'],
    [90, 200, 'SIRET : 999 800 378 00021'],
    [90, 230, 'TVA intracommunautaire : FR29999800378'],
    [700, 300, 'Facturé à'],
    [700, 330, 'Centre hospitalier de l’Aulne'],
    [700, 360, '29590 Le Faou'],
    [700, 390, 'SIRET 999 829 591 00026'],
    [90, 480, 'Facture n° 2026/10/214'],
    [90, 510, 'Date de facture : 05/10/2026'],
    [90, 540, 'Date d’échéance : 04/11/2026'],
    [90, 570, 'N° d’engagement : C26004512'],
    [90, 600, 'Code service : ST-04'],
    [90, 680, 'Désignation'],
    [700, 680, 'Qté'],
    [850, 680, 'P.U. HT'],
    [1040, 680, 'Total HT'],
    [90, 720, 'Remplacement d’un mitigeur'],
    [700, 720, '3'],
    [850, 720, '186,40'],
    [1040, 720, '559,20'],
    [90, 760, 'Main-d’œuvre (heure)'],
    [700, 760, '11'],
    [850, 760, '52,00'],
    [1040, 760, '572,00'],
    [780, 850, 'Total HT'],
    [1040, 850, '1 131,20 €'],
    [780, 885, 'TVA 20 %'],
    [1040, 885, '226,24 €'],
    [780, 920, 'Total TTC'],
    [1040, 920, '1 357,44 €'],
    [90, 1020, 'IBAN : FR76 1999 9001 3700 0003 0534 845 BIC : TESTFRPP871'],
  ];
  return [
    ...base.flatMap((piece): Piece[] => {
      const key = Object.keys(changes).find((start) => piece[2].startsWith(start));
      const text = key === undefined ? piece[2] : (changes[key] ?? '');
      return text === '' ? [] : [[piece[0], piece[1], text, piece[3] ?? 20]];
    }),
    ...more,
  ];
}

/** The text layer of a PDF as a reading, by pdf.js alone: enough for tests of extraction. */
export async function pdfReading(path: string): Promise<Reading> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({ data: new Uint8Array(await readFile(path)), verbosity: 0 });
  const document = await task.promise;
  const pages: Page[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 2 });
    const { items } = await page.getTextContent();
    const lines = items.flatMap((item): TextLine[] => {
      if (!('str' in item) || item.str.trim() === '') return [];
      const size = Math.hypot(item.transform[2] ?? 0, item.transform[3] ?? 0) * 2;
      const x = (item.transform[4] ?? 0) * 2;
      const y = height - (item.transform[5] ?? 0) * 2 - size * 0.8;
      const letter = (item.width * 2) / item.str.length;
      const words = [...item.str.matchAll(/\S+/g)].map((match) => ({
        text: match[0],
        box: { x: x + match.index * letter, y, width: match[0].length * letter, height: size },
        confidence: 100,
      }));
      return [{ words, box: { x, y, width: item.width * 2, height: size } }];
    });
    pages.push({ number, width, height, source: 'text-layer', lines, quad: null, confidence: 100, image: null });
  }
  await task.destroy();
  return { source: 'text-layer', pages, pageCount: pages.length, embedded: null, notices: [] };
}
