import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseAst } from 'vite';

/**
 * `npm run format:words`: in the French words, the spaces before « : ; ! ? % € » and inside « » become spaces that do not break, so that no sign begins a line.
 * Texts alone are touched, never the code around them.
 */
const folder = new URL('../lib/ui/words/fr/', import.meta.url);

interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

function textsBelow(value: unknown, found: Node[]): void {
  if (Array.isArray(value)) for (const inner of value) textsBelow(inner, found);
  const node = value as Node | null;
  if (typeof node?.type !== 'string') return;
  if (node.type === 'TemplateElement' || (node.type === 'Literal' && typeof node.value === 'string')) found.push(node);
  else for (const inner of Object.values(node)) if (typeof inner === 'object') textsBelow(inner, found);
}

const spaced = (text: string) => text.replace(/ (?=[:;!?»%€])/g, '\u00a0').replace(/« /g, '«\u00a0');

for (const name of readdirSync(folder)) {
  const file = new URL(name, folder);
  const source = readFileSync(file, 'utf8');
  const texts: Node[] = [];
  textsBelow(parseAst(source, { lang: 'ts' }), texts);
  let out = source;
  // the end first: what comes before keeps its place
  for (const { start, end } of texts.sort((a, b) => b.start - a.start)) out = out.slice(0, start) + spaced(out.slice(start, end)) + out.slice(end);
  if (out !== source) writeFileSync(file, out);
}
