import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { adviserWith } from '../../lib/extraction/doubts.ts';
import { extract } from '../../lib/extraction/index.ts';
import type { ExtractOptions } from '../../lib/extraction/options.ts';
import type { Extraction, FieldName } from '../../lib/extraction/result.ts';
import { lineText, type Reading } from '../../lib/reading/document.ts';
import { readPicture } from '../../lib/reading/picture.ts';
import { type Hardness, makeVaried } from '../fixtures/varied/make.ts';
import { ownSamples, type Sample, sharedSamples } from './corpus.ts';
import { fieldPresent } from './measures.ts';
import { nodeRecogniser, nodeScanner } from './node-reader.ts';
import { papersOf } from './reading/generated.ts';
import { type Given, markdown, reliability, tally } from './score.ts';

/**
 * Where fields are lost: not in the text, in the text but for letters like digits and lost commas, or in the text and not chosen. In node, without a browser.
 * `node --import tsx test/bench/diagnosis.ts --varied 1-12 --orders 0 --kinds hard,medium | --shared seen|held-out --kinds C | --own photo-hard` `[--misses]`
 * `--taught`: the sellers' first invoice (order 0) was read and put right before. `--once` leaves the second look out; `--replay FOLDER` keeps the words read there, to try extraction again without reading.
 */
// The looks end after so much time: on a shared machine, so much processor, or its load would decide what is read.
performance.now = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const options = process.argv.slice(2);
const value = (name: string, fallback = '') => (options.includes(`--${name}`) ? (options[options.indexOf(`--${name}`) + 1] ?? '') : fallback);
const numbers = (text: string) =>
  text.split(',').flatMap((part) => {
    const [from = '0', to = from] = part.split('-');
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => Number(from) + index);
  });

async function samples(): Promise<Sample[]> {
  const kinds = value('kinds').split(',').filter(Boolean);
  const list: Sample[] = [];
  if (value('varied')) {
    const made = await makeVaried(numbers(value('varied')), numbers(value('orders', '0')), (kinds.length > 0 ? kinds : ['hard']) as Hardness[]);
    list.push(...made.map(({ file, kind, truth }) => ({ group: `tirées au sort, ${kind}`, file, fields: truth.fields, lines: truth.lines })));
  }
  if (value('shared')) list.push(...sharedSamples(kinds.length > 0 ? kinds : null, value('shared') as 'seen' | 'held-out' | 'both'));
  if (value('own')) list.push(...(await ownSamples(value('own').split(','))));
  return list;
}

/** Letters that are taken for digits, brought to one form; separators dropped. */
const loose = (text: string) =>
  text
    .replace(/[OoQD]/g, '0')
    .replace(/[IiLl|!]/g, '1')
    .replace(/[Ss]/g, '5')
    .replace(/B/g, '8')
    .replace(/[Zz]/g, '2')
    .replace(/G/g, '6')
    .replace(/[^0-9A-Za-z]/g, '')
    .toUpperCase();

type Fate = 'right' | 'not chosen' | 'repairable' | 'not read';

function fateOf(name: string, wanted: string, right: boolean, text: string): Fate {
  if (right) return 'right';
  if (fieldPresent(name, wanted, text)) return 'not chosen';
  return name !== 'issueDate' && loose(text).includes(loose(wanted)) ? 'repairable' : 'not read';
}

const fates = new Map<string, Record<Fate, number>>();
const results: { sample: Sample; given: Given }[] = [];
const recogniser = await nodeRecogniser();
const scanner = nodeScanner();
async function readingOf(file: string, known: ExtractOptions): Promise<Reading> {
  const { page, notices } = await readPicture({ bytes: readFileSync(file), type: '' }, scanner, recogniser, {
    images: false,
    ...(options.includes('--once') ? {} : { adviser: adviserWith(known) }),
  });
  return { source: 'ocr', pages: [page], pageCount: 1, embedded: null, notices };
}

/** The words of a picture, from the folder of `--replay` where they are there. */
async function readOnce(file: string, known: ExtractOptions): Promise<Reading> {
  const kept = value('replay') ? join(value('replay'), `${known.papers ? 'taught-' : ''}${basename(file)}.json`) : '';
  const reading = kept && existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as Reading) : await readingOf(file, known);
  if (kept && !existsSync(kept)) writeFileSync(kept, JSON.stringify(reading));
  return reading;
}

const known: ExtractOptions = options.includes('--taught') ? { papers: await papersOf(numbers(value('varied')), readOnce) } : {};
let byEngine = 0;
const cpu = process.cpuUsage();
for (const sample of await samples()) {
  const reading = await readOnce(sample.file, known);
  const page = reading.pages[0]!;
  if (page.engine) byEngine++;
  const extraction: Extraction = extract(reading, known);
  const text = page.lines.map(lineText).join('\n');
  results.push({ sample, given: { ms: 0, fields: extraction.fields, lines: extraction.lines, error: null } });
  for (const [name, wanted] of Object.entries(sample.fields)) {
    if (wanted === null || name === 'kind' || name === 'currency') continue;
    const fate = fateOf(name, wanted, extraction.fields[name as FieldName].value === wanted, text);
    const row = fates.get(name) ?? { right: 0, 'not chosen': 0, repairable: 0, 'not read': 0 };
    row[fate]++;
    fates.set(name, row);
    if (fate !== 'right' && options.includes('--misses'))
      console.error(
        sample.file.split('/').at(-1),
        name,
        fate,
        '|',
        wanted,
        '→',
        extraction.fields[name as FieldName].value,
        extraction.fields[name as FieldName].confidence,
      );
  }
  if (options.includes('--text'))
    console.error(
      `${sample.file} ${page.confidence.toFixed(0)}\n${text}\n${(page.again ?? []).map((words) => `   ~ ${words.map((word) => word.text).join(' ')}`).join('\n')}\n`,
    );
}
await recogniser.end();
const { user } = process.cpuUsage(cpu);
console.log('| field | right | in the text, not chosen | letters for digits or a comma lost | not read |\n|---|---|---|---|---|');
for (const [name, row] of fates) console.log(`| ${name} | ${row.right} | ${row['not chosen']} | ${row.repairable} | ${row['not read']} |`);
const rows = tally(results);
console.log(
  `\n${markdown(rows)}\n\n${reliability(rows)}\n\n${(user / 1e6 / new Set(results.map(({ sample }) => sample.file)).size).toFixed(2)} s of CPU a picture; the engine was asked for ${byEngine} of ${results.length}`,
);
