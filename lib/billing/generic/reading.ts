import type { Reading, TextLine, Word } from '../../reading/document.ts';
import type { SeenWord, Snapshot } from '../snapshot.ts';
import { inFrench } from './english.ts';

const HEIGHT = 16;
const LETTER = 8;

/** Rectangles of a browser are as tall as the face's own line; words on paper, as the extraction knows them, a little less. */
const TALL = 0.86;

function wordOf([text, x, y, width, height]: SeenWord): Word {
  return { text, box: { x, y: y + height * (1 - TALL) * 0.5, width, height: height * TALL }, confidence: 100 };
}

function lineOf(words: Word[]): TextLine {
  const x = Math.min(...words.map(({ box }) => box.x));
  const y = Math.min(...words.map(({ box }) => box.y));
  const right = Math.max(...words.map(({ box }) => box.x + box.width));
  const bottom = Math.max(...words.map(({ box }) => box.y + box.height));
  return { words, box: { x, y, width: right - x, height: bottom - y } };
}

function readingOf(lines: TextLine[], width: number, height: number): Reading {
  const page = { number: 1, width, height, source: 'text-layer' as const, lines, quad: null, confidence: 100, image: null };
  return { source: 'text-layer', pages: [page], pageCount: 1, embedded: null, notices: [] };
}

/** The page as one would read it on paper: its visible words where they stand. */
export function visibleReading(snapshot: Snapshot): Reading {
  const lines = snapshot.lines.filter((line) => line.length > 0).map((line) => lineOf(respelled(line.map(wordOf))));
  return readingOf(lines, Math.max(1, snapshot.width), Math.max(1, snapshot.height));
}

/** English labels as the French ones that the extraction knows, at their place. */
function respelled(words: Word[]): Word[] {
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last) return words;
  const text = words.map((word) => word.text).join(' ');
  const french = inFrench(text);
  if (french === text) return words;
  const parts = french.split(' ');
  const width = (last.box.x + last.box.width - first.box.x) / Math.max(1, french.length);
  let at = 0;
  return parts.map((part) => {
    const x = first.box.x + at * width;
    at += part.length + 1;
    return { text: part, box: { ...first.box, x, width: part.length * width }, confidence: 100 };
  });
}

/** What the page's structure says, as a list: one label and its value a line, far enough from each other that none speaks for its neighbour. */
export function listedReading(pairs: readonly (readonly [string, string])[]): Reading {
  const lines = pairs.map(([label, value], index) => {
    let x = 20;
    const words = `${inFrench(label)} : ${value}`.split(' ').map((text) => {
      const box = { x, y: index * HEIGHT * 5, width: text.length * LETTER, height: HEIGHT };
      x += box.width + LETTER / 2;
      return { text, box, confidence: 100 };
    });
    return lineOf(words);
  });
  return readingOf(lines, 1000, Math.max(1, pairs.length * HEIGHT * 5));
}
