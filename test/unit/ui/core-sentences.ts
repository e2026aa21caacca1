import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'vite';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Where the core writes sentences that screens show. */
const folders = ['lib/invoice/rules', 'lib/reading/xml/rules', 'lib/directory/official'];
const files = [
  ...['coach', 'errors', 'statuses'].map((name) => `lib/portal/${name}.ts`),
  ...['choices', 'requirements'].map((name) => `lib/directory/${name}.ts`),
  'lib/claims/rates.ts',
  'lib/desk/directory/directory.worker.ts',
  ...['accounts', 'errands', 'expiry', 'followup', 'steps'].map((name) => `lib/desk/${name}.ts`),
];

function places(): string[] {
  const inside = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).flatMap((name) => (name.endsWith('.ts') ? [`${folder}/${name}`] : [])),
  );
  return [...inside, ...files];
}

interface Node {
  type: string;
  [key: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string';

/** Not sentences of ours: identifiers, what is searched, and sources of law, which stay French. */
const notSentences = new Set(['id', 'source', 'pattern', 'family', 'field', 'redirect']);

/** Every text with a word of French in it, `{}` where a value comes, by file. */
export function frenchTexts(): { file: string; text: string }[] {
  return places().flatMap((file) => {
    const found: string[] = [];
    const walk = (node: Node): void => {
      if (node.type === 'ImportDeclaration' || node.type.startsWith('TS')) return;
      if (node.type === 'Literal' && typeof node.value === 'string') found.push(node.value);
      if (node.type === 'TemplateLiteral') found.push((node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('{}'));
      for (const [key, value] of Object.entries(node)) {
        if (node.type === 'Property' && (key === 'key' || notSentences.has(String((node.key as { name?: string }).name)))) continue;
        for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child);
      }
    };
    walk(parseAst(readFileSync(join(root, file), 'utf8'), { lang: 'ts' }) as unknown as Node);
    return found.filter(isFrench).map((text) => ({ file, text }));
  });
}

/** Several words, one of them French. */
export function isFrench(text: string): boolean {
  return / /.test(text.trim()) && /[éèêàçùôîœ]|[ldnqs]’|\b(le|la|les|un|une|des|du|de|est|pas|ou|et|manque|votre|trop|dépasse)\b/i.test(text);
}
