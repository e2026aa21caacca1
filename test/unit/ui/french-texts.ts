import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'vite';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Where the core writes sentences that screens show. */
const coreFolders = ['lib/invoice/rules', 'lib/reading/xml/rules', 'lib/directory/official'];
const coreFiles = [
  ...['coach', 'errors', 'statuses'].map((name) => `lib/portal/${name}.ts`),
  ...['choices', 'requirements'].map((name) => `lib/directory/${name}.ts`),
  'lib/claims/rates.ts',
  'lib/desk/directory/directory.building.ts',
  ...['accounts', 'errands', 'expiry', 'followup', 'steps'].map((name) => `lib/desk/${name}.ts`),
];

const below = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).flatMap((name) => (/\.tsx?$/.test(name) ? [`${folder}/${name}`] : []));

export interface FrenchText {
  file: string;
  text: string;
}

interface Node {
  type: string;
  [key: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string';

/** Not sentences of ours: identifiers, what is searched, and sources of law, which stay French. */
const notSentences = new Set(['id', 'source', 'pattern', 'family', 'field', 'redirect']);

/** Every text of a file, `{}` where a value comes. */
function textsIn(file: string): FrenchText[] {
  const found: string[] = [];
  const walk = (node: Node): void => {
    if (node.type === 'ImportDeclaration' || node.type.startsWith('TS')) return;
    if ((node.type === 'Literal' || node.type === 'JSXText') && typeof node.value === 'string') found.push(node.value);
    if (node.type === 'TemplateLiteral') found.push((node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('{}'));
    for (const [key, value] of Object.entries(node)) {
      if (node.type === 'Property' && (key === 'key' || notSentences.has(String((node.key as { name?: string }).name)))) continue;
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child);
    }
  };
  walk(parseAst(readFileSync(join(root, file), 'utf8'), { lang: file.endsWith('x') ? 'tsx' : 'ts' }) as unknown as Node);
  return found.map((text) => ({ file, text }));
}

/** Several words, one of them French. */
const isFrench = (text: string): boolean =>
  / /.test(text.trim()) && /[éèêàçùôîœ]|[ldnqs]’|\b(le|la|les|un|une|des|du|de|est|pas|ou|et|manque|votre|trop|dépasse)\b/i.test(text);

/** What the core says in French. */
export function coreSentences(): FrenchText[] {
  return [...coreFolders.flatMap(below), ...coreFiles].flatMap(textsIn).filter(({ text }) => isFrench(text));
}

/** French written where it cannot be translated: in the screens themselves. The drawing of an order is French, as orders are. */
export function wordsInScreens(): FrenchText[] {
  return below('lib/ui')
    .filter((file) => !file.includes('/words/') && !file.endsWith('order-drawing.tsx'))
    .flatMap(textsIn)
    .filter(({ text }) => isFrench(text) || /[éèêàçù’«»°]|^ [:;!?]|\{\} [:;!?%€]/.test(text));
}
