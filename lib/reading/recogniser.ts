import type { Gray } from '../scan/index.ts';
import type { Alphabet } from './adviser.ts';
import type { Weighed, Word } from './document.ts';

/** `block`: lines of text one below the other (our montage). `page`: the engine finds columns and lines itself. */
export type LayoutMode = 'block' | 'page';

/** Words line by line, boxes in pixels of the image given. */
export interface Recogniser {
  /** Pictures that it reads at once; 1 where nothing is said. */
  readonly hands?: number;
  /** `weighing`: the words tell what was weighed for each letter (`Word.weighed`). */
  recognise(image: Gray, mode: LayoutMode, signal?: AbortSignal, alphabet?: Alphabet, weighing?: boolean): Promise<Word[][]>;
}

/** Characters that the engine may give; '' leaves it free. */
export const alphabets: Record<Alphabet, string> = {
  text: '',
  digits: '0123456789.,-/ ',
  capitals: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/_. ',
};

/** A binary PGM file: what the engine takes without any encoding work. */
export function pgm(image: Gray): Uint8Array {
  const header = `P5\n${image.width} ${image.height}\n255\n`;
  const out = new Uint8Array(header.length + image.data.length);
  for (let i = 0; i < header.length; i++) out[i] = header.charCodeAt(i);
  out.set(image.data, header.length);
  return out;
}

/** What the engine is asked for; `hocr` alone carries what it weighed. */
export const engineOutput = (weighing: boolean) => ({ text: false, blocks: true, hocr: weighing });
/** `lstm_choice_mode`: 1 tells every step of the network. What is read is the same. */
export const engineChoices = (weighing: boolean) => ({ lstm_choice_mode: weighing ? '1' : '0' });

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const plain = (text: string) => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '');

/** One letter of an answer in hOCR: the engine goes over it in steps, and tells for each what it weighed. */
function letterIn(hocr: string): Weighed[number] {
  const most = new Map<string, number>();
  let none = 100;
  for (const step of hocr.split("id='timestep").slice(1)) {
    let empty = 0;
    for (const [, percent, sign = ''] of step.matchAll(/x_confs (\d+)'>([^<]*)</g)) {
      if (sign === '') empty = Number(percent);
      else most.set(plain(sign), Math.max(most.get(plain(sign)) ?? 0, Number(percent)));
    }
    none = Math.min(none, empty);
  }
  return most.size === 0 ? [] : [...most, ['', none]];
}

/** What was weighed for each word of an answer in hOCR, by the word's box (its four figures). */
export function weighedIn(hocr: string): Map<string, Weighed> {
  const words = new Map<string, Weighed>();
  for (const word of hocr.split("class='ocrx_word'").slice(1)) {
    const box = /bbox (\d+ \d+ \d+ \d+)/.exec(word)?.[1];
    const letters = word.split("class='ocr_symbol'").slice(1);
    if (box && letters.length > 0) words.set(box, letters.map(letterIn));
  }
  return words;
}

interface EngineBox {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** The part of tesseract.js's answer that is used; `blocks` is null on an empty page. */
export interface EngineBlocks {
  blocks: { paragraphs: { lines: { words: { text: string; confidence: number; bbox: EngineBox }[] }[] }[] }[] | null;
  hocr?: string | null;
}

export function engineWords(page: EngineBlocks): Word[][] {
  const lines: Word[][] = [];
  const weighed = page.hocr ? weighedIn(page.hocr) : null;
  for (const block of page.blocks ?? []) {
    for (const paragraph of block.paragraphs) {
      for (const line of paragraph.lines) {
        const words = line.words
          .filter((word) => word.text.trim() !== '')
          .map(({ text, confidence, bbox }): Word => {
            const told = weighed?.get(`${bbox.x0} ${bbox.y0} ${bbox.x1} ${bbox.y1}`);
            return {
              text: text.trim(),
              confidence,
              box: { x: bbox.x0, y: bbox.y0, width: bbox.x1 - bbox.x0, height: bbox.y1 - bbox.y0 },
              ...(told ? { weighed: told } : {}),
            };
          });
        if (words.length) lines.push(words);
      }
    }
  }
  return lines;
}

/** Page segmentation modes of the engine: 3 automatic, 6 one uniform block. */
export const engineMode: Record<LayoutMode, string> = { page: '3', block: '6' };
