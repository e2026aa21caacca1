import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineWords } from '../../lib/reading/engine-words.ts';
import { stripHeight } from '../../lib/reading/strips/network/network.ts';
import { stripOf, stripRise, stripsAt } from '../../lib/reading/strips/reader.ts';
import { nodeRecogniser, nodeScanner } from '../../test/bench/node-reader.ts';
import { sheetOf } from '../../test/fixtures/layouts/common.ts';
import { varied } from '../../test/fixtures/varied/layout.ts';
import { makeVaried } from '../../test/fixtures/varied/make.ts';
import { invoiceOf } from '../../test/fixtures/varied/people.ts';

/**
 * `node --import tsx scripts/strip-reader/strips.ts 31-99,200-299 FOLDER`: strips of drawn photographs, each with what is printed there, for `train.py`. What is
 * printed is found by the engine's own reading of the piece: the text of the page that is nearest to it, whole words of it. The gate's seeds are refused.
 */
const [, , seeds = '', folder = ''] = process.argv;
const wanted = seeds.split(',').flatMap((part) => {
  const [from = 0, to = from] = part.split('-').map(Number);
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
});
if (wanted.length === 0 || folder === '' || wanted.some((seed) => (seed >= 100 && seed < 200) || seed >= 300)) {
  console.error('Usage: strips.ts 31-99,200-299 FOLDER (seeds of the gate, 100 to 199 and 300 and above, are not to be learned)');
  process.exit(2);
}

/** The texts of a drawn page, cell by cell. */
const printed = (html: string): string[] =>
  html
    .replace(/<(br|\/\w+)[^>]*>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&nbsp;|&#160;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&(#39|apos);/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .split('\n')
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter(Boolean);

/** Where in `text` what was read lies nearest, and how many letters differ. */
function nearest(read: string, text: string): { distance: number; from: number; to: number } {
  let costs = Array.from({ length: text.length + 1 }, (_, at) => ({ distance: 0, from: at }));
  for (const [row, sign] of [...read].entries()) {
    const next = [{ distance: row + 1, from: 0 }];
    for (let at = 1; at <= text.length; at++) {
      const ways = [
        { distance: costs[at - 1]!.distance + (text[at - 1] === sign ? 0 : 1), from: costs[at - 1]!.from },
        { distance: costs[at]!.distance + 1, from: costs[at]!.from },
        { distance: next[at - 1]!.distance + 1, from: next[at - 1]!.from },
      ];
      next.push(ways.reduce((best, way) => (way.distance < best.distance ? way : best)));
    }
    costs = next;
  }
  const to = costs.reduce((best, cost, at) => (cost.distance < costs[best]!.distance ? at : best), 0);
  return { ...costs[to]!, to };
}

function labelOf(read: string, texts: readonly string[]): string | null {
  const found = texts.map((text) => ({ text, ...nearest(read, text) })).sort((a, b) => a.distance - b.distance || a.text.length - b.text.length)[0];
  if (!found || read.length < 2 || found.distance > read.length * 0.4) return null;
  let { from, to } = found;
  while (from > 0 && found.text[from - 1] !== ' ') from--;
  while (to < found.text.length && found.text[to] !== ' ') to++;
  const label = found.text.slice(from, to).trim();
  return Math.abs(label.length - read.length) > Math.max(2, read.length * 0.35) ? null : label;
}

const recogniser = await nodeRecogniser();
mkdirSync(folder, { recursive: true });
for (const seed of wanted) {
  const texts = printed(varied(sheetOf(invoiceOf(seed, 0)), seed).body);
  for (const { file, kind } of await makeVaried([seed], [0], ['hard', 'harsh'])) {
    const scanner = nodeScanner();
    await scanner.open({ bytes: readFileSync(file), type: '' }, { search: true });
    const small = await scanner.montage({ turns: 0, ...stripsAt(stripRise) });
    const read = await engineWords(scanner, recogniser, 0, [...small.pieces.keys()]);
    for (const [at, piece] of small.pieces.entries()) {
      const words = read?.get(at) ?? [];
      const label = labelOf(words.map((word) => word.text).join(' '), texts);
      if (label === null) continue;
      const name = `${seed}-${kind}-${at}`;
      const { data, width } = stripOf(small, piece);
      writeFileSync(join(folder, `${name}.pgm`), Buffer.concat([Buffer.from(`P5\n${width} ${stripHeight}\n255\n`), data]));
      appendFileSync(join(folder, 'labels.tsv'), `${name}\t${label}\n`);
    }
  }
}
await recogniser.end();
