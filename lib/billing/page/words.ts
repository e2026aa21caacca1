import { type ElementLike, isElement, type Look, type NodeLike, type Rectangle, shownValue, silent, TEXT } from '../dom.ts';
import type { SeenWord } from '../snapshot.ts';
import { childrenOf } from './text.ts';

/** Most words taken from one page: a long list beside the invoice must not cost seconds. */
const MOST_WORDS = 6000;
const MOST_IN_LINE = 300;

/** Ways through the tool, never part of the invoice. */
const ways = 'nav,[role=navigation],[role=menu],[role=menubar],[role=tablist],[role=tooltip],[role=alert][hidden]';

interface Placed extends Rectangle {
  text: string;
}

/**
 * The visible words as lines of blocks: two cells of a table, two items of a grid never share a line, however near they stand; what flows in one paragraph does.
 * Values of form fields are words where their field stands.
 */
export function linesOf(body: ElementLike, look: Look): SeenWord[][] {
  const lines: SeenWord[][] = [];
  let words: Placed[] = [];
  let count = 0;
  // The last text ended in the middle of a word: what follows at once belongs to it.
  let open = false;

  const close = () => {
    for (const line of visualLines(words))
      lines.push(
        line.slice(0, MOST_IN_LINE).map(({ text, x, y, width, height }) => [text.slice(0, 200), round(x), round(y), round(width), round(height)]),
      );
    words = [];
    open = false;
  };

  const addText = (node: NodeLike) => {
    const value = node.nodeValue ?? '';
    let end = 0;
    for (const match of value.matchAll(/[^\s\u00a0\u202f\u200b]+/g)) {
      if (count >= MOST_WORDS) return;
      const glued = open && match.index === 0;
      end = match.index + match[0].length;
      const box = look.placeOf(node, match.index, end);
      if (!box || box.width < 0.5) continue;
      const last = words.at(-1);
      if (glued && last && Math.abs(last.x + last.width - box.x) < 1.5 && Math.abs(last.y - box.y) < box.height / 2) {
        last.text += match[0];
        last.width = box.x + box.width - last.x;
      } else {
        words.push({ text: match[0], ...box });
        count++;
      }
    }
    if (value !== '') open = end === value.length;
  };

  const addValue = (element: ElementLike, value: string) => {
    const box = look.boxOf(element);
    const rows = value.split('\n');
    const height = Math.min(18, box.height / rows.length);
    for (const [index, row] of rows.entries()) {
      const chars = Math.max(1, row.length);
      const letter = Math.min(8, box.width / chars);
      const y = box.y + (box.height / rows.length) * index + (box.height / rows.length - height) / 2;
      close();
      for (const match of row.matchAll(/\S+/g)) {
        words.push({ text: match[0], x: box.x + 4 + match.index * letter, y, width: match[0].length * letter, height });
        count++;
      }
    }
    close();
  };

  const visit = (node: NodeLike): void => {
    if (count >= MOST_WORDS) return;
    if (node.nodeType === TEXT) addText(node);
    if (!isElement(node) || silent.test(node.tagName) || node.matches(ways) || !look.seen(node)) return;
    if (/^(input|select|textarea)$/i.test(node.tagName)) {
      const value = shownValue(node);
      if (value !== '') addValue(node, value);
      return;
    }
    const inline = look.inline(node);
    if (!inline) close();
    for (const child of childrenOf(node)) visit(child);
    if (!inline) close();
    if (/^br$/i.test(node.tagName)) open = false;
  };
  visit(body);
  close();
  return lines;
}

const round = (value: number) => Math.round(value * 10) / 10;

/** Words of one block, line by line: those whose middles stand at the same height. */
function visualLines(words: readonly Placed[]): Placed[][] {
  const lines: Placed[][] = [];
  for (const word of words) {
    const middle = word.y + word.height / 2;
    const home = lines.findLast((line) => {
      const other = line.at(-1);
      return other !== undefined && Math.abs(other.y + other.height / 2 - middle) < Math.min(other.height, word.height) * 0.5;
    });
    if (home) home.push(word);
    else lines.push([word]);
  }
  return lines.map((line) => line.sort((a, b) => a.x - b.x));
}
