import type { PSM } from 'tesseract.js';
import type { Gray } from '../scan/index.ts';
import type { Word } from './document.ts';

/** Words line by line, boxes in pixels of the image given. */
export interface Recogniser {
  /** Told ahead that it will be asked, so that it starts meanwhile. */
  start?(): void;
  recognise(image: Gray, signal?: AbortSignal): Promise<Word[][]>;
}

/** A binary PGM file: what the engine takes without any encoding work. */
export function pgm(image: Gray): Uint8Array {
  const header = `P5\n${image.width} ${image.height}\n255\n`;
  const out = new Uint8Array(header.length + image.data.length);
  for (let i = 0; i < header.length; i++) out[i] = header.charCodeAt(i);
  out.set(image.data, header.length);
  return out;
}

/** What the engine is asked for. */
export const engineOutput = { text: false, blocks: true };

interface EngineBox {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** The part of tesseract.js's answer that is used; `blocks` is null on an empty page. */
export interface EngineBlocks {
  blocks: { paragraphs: { lines: { words: { text: string; confidence: number; bbox: EngineBox }[] }[] }[] }[] | null;
}

export function wordsOfBlocks(page: EngineBlocks): Word[][] {
  const lines: Word[][] = [];
  for (const block of page.blocks ?? []) {
    for (const paragraph of block.paragraphs) {
      for (const line of paragraph.lines) {
        const words = line.words
          .filter((word) => word.text.trim() !== '')
          .map(({ text, confidence, bbox }): Word => {
            return {
              text: text.trim(),
              confidence,
              box: { x: bbox.x0, y: bbox.y0, width: bbox.x1 - bbox.x0, height: bbox.y1 - bbox.y0 },
            };
          });
        if (words.length) lines.push(words);
      }
    }
  }
  return lines;
}

/** What is told to the engine once: what it sees is always our montage, lines of text one below the other (mode 6 of its page segmentation). */
export const engineSettings = { user_defined_dpi: '300', tessedit_pageseg_mode: '6' as PSM };
