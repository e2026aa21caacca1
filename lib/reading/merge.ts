import type { Box, TextLine, Word } from './document.ts';

const overlap = (a: Box, b: Box) => {
  const w = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const h = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return w > 0 && h > 0 ? w * h : 0;
};

/**
 * Two readings of the same page: the lines of the first, each doubtful word replaced where the second read the same place with clearly more confidence.
 * Only one-to-one meetings count: a word split in two by either reading proves nothing.
 */
export function mergePasses(first: TextLine[], second: Word[]): TextLine[] {
  const matches = (word: Word, pool: Word[]) =>
    pool.filter((other) => overlap(word.box, other.box) > 0.35 * Math.min(word.box.width * word.box.height, other.box.width * other.box.height));
  const all = first.flatMap((line) => line.words);
  const byRow = new Map<number, Word[]>();
  const band = 64;
  for (const word of second) {
    for (let b = Math.floor(word.box.y / band); b <= Math.floor((word.box.y + word.box.height) / band); b++) {
      const bucket = byRow.get(b);
      if (bucket) bucket.push(word);
      else byRow.set(b, [word]);
    }
  }
  const near = (box: Box) => {
    const found = new Set<Word>();
    for (let b = Math.floor(box.y / band); b <= Math.floor((box.y + box.height) / band); b++) for (const word of byRow.get(b) ?? []) found.add(word);
    return [...found];
  };
  return first.map((line) => ({
    ...line,
    words: line.words.map((word) => {
      const there = matches(word, near(word.box));
      if (there.length !== 1) return word;
      const other = there[0]!;
      if (other.text === word.text) return { ...word, confidence: Math.max(word.confidence, other.confidence) };
      if (other.confidence < word.confidence + 5) return word;
      return matches(other, all).length === 1 ? { ...word, text: other.text, confidence: other.confidence } : word;
    }),
  }));
}
