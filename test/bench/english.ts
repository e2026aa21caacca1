import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { rules } from '../../lib/invoice/rules/index.ts';
import { statuses } from '../../lib/portal/statuses.ts';
import { syntaxRules } from '../../lib/reading/xml/rules/index.ts';
import { speech } from '../../lib/ui/words/en/english.ts';
import { coreSentences } from '../unit/ui/french-texts.ts';
import { frenchFiles, shapeOf } from '../unit/ui/words.ts';

/** `npm run bench:english`: how much of what a user may read is there in English, and what it weighs. */
const line = (what: string, done: number, all: number) => console.log(`${what.padEnd(44)} ${String(done).padStart(5)} of ${all}`);
const isSaid = (french: string) => speech.said(french) !== french;

let words = 0;
let english = 0;
for (const { name, lists } of await frenchFiles()) {
  const known = new Set(shapeOf(speech.files[name] ?? {}, name));
  const paths = shapeOf(lists, name);
  words += paths.length;
  english += paths.filter((path) => known.has(path)).length;
}
line('words of the screens', english, words);

const families = [...new Set(rules.map(({ family }) => family))];
for (const family of families) {
  const members = [...rules, ...syntaxRules].filter((rule) => rule.family === family);
  line(`rules, ${family}`, members.filter((rule) => isSaid(rule.message) && isSaid(rule.remedy)).length, members.length);
}
const all = [...rules, ...syntaxRules];
line('rules', all.filter((rule) => isSaid(rule.message) && isSaid(rule.remedy)).length, all.length);
const states = Object.values(statuses);
line('statuses of the portal', states.filter(({ label, sentence }) => isSaid(label) && isSaid(sentence)).length, states.length);
console.log(`${'texts of the core looked at'.padEnd(44)} ${String(coreSentences().length).padStart(5)}`);

const assets = new URL('../../.output/pwa/assets/', import.meta.url);
if (existsSync(assets)) {
  const chunk = readdirSync(assets).find((name) => name.startsWith('english-'));
  if (chunk)
    console.log(
      `${'English, loaded by its readers alone'.padEnd(44)} ${(gzipSync(readFileSync(new URL(chunk, assets)), { level: 9 }).length / 1e3).toFixed(1)} kB gzip`,
    );
}
