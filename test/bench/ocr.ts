import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { lineText } from '../../lib/reading/document.ts';
import { readPicture } from '../../lib/reading/picture.ts';
import { characterErrors, fieldPresent } from './measures.ts';
import { nodeRecogniser, nodeScanner, npmLanguage } from './node-reader.ts';
import { photosFolder, readTruth } from './pictures.ts';

/**
 * Character errors and presence of nine key fields, per kind of picture, against native tesseract on the raw picture.
 * `node --import tsx test/bench/ocr.ts [--kinds=pdf,A,B,C] [--every=4] [--from=0] [--native] [--lang=FOLDER] [--dump=FOLDER]`
 */
const flag = (name: string, fallback: string) => process.argv.find((a) => a.startsWith(`--${name}=`))?.slice(name.length + 3) ?? fallback;
const kinds = flag('kinds', 'pdf,scan,A,B,C,K,E,Z,T90,T180').split(',');
const every = Number(flag('every', '4'));
const from = Number(flag('from', '0'));
const lang = flag('lang', '');
const dump = flag('dump', '');
const native = process.argv.includes('--native');

interface Tally {
  errors: number;
  letters: number;
  found: number;
  fields: number;
  ms: number;
  pictures: number;
}
const tallies = new Map<string, Tally>();
const add = (key: string, t: Omit<Tally, 'pictures'>) => {
  const sum = tallies.get(key) ?? { errors: 0, letters: 0, found: 0, fields: 0, ms: 0, pictures: 0 };
  for (const name of ['errors', 'letters', 'found', 'fields', 'ms'] as const) sum[name] += t[name];
  sum.pictures++;
  tallies.set(key, sum);
};

const recogniser = lang ? await nodeRecogniser(lang, false) : await nodeRecogniser(npmLanguage);
const scanner = nodeScanner();
if (dump) mkdirSync(dump, { recursive: true });
for (const [index, invoice] of readTruth().entries()) {
  if (index % every !== from) continue;
  for (const { file, kind } of invoice.files) {
    if (!kinds.includes(kind)) continue;
    const score = (text: string, ms: number, reader: string) => {
      const missing = Object.entries(invoice.fields).filter(([name, value]) => !fieldPresent(name, value, text));
      const fields = Object.keys(invoice.fields).length;
      const result = { ...characterErrors(invoice.text, text), found: fields - missing.length, fields, ms };
      add(`${reader} ${kind}`, result);
      add(`${reader} ALL`, result);
      console.error(
        reader.padEnd(8),
        file.padEnd(16),
        `CER ${((100 * result.errors) / result.letters).toFixed(1).padStart(5)} %`,
        `fields ${result.found}/${fields}`,
        `${Math.round(ms)} ms`,
        missing.map(([name]) => name).join(' '),
      );
    };
    const bytes = readFileSync(photosFolder + file);
    const started = performance.now();
    const { page, notices } = await readPicture({ bytes, type: '' }, scanner, recogniser, { images: false });
    const text = page.lines.map(lineText).join('\n');
    score(text, performance.now() - started, 'coursier');
    if (dump) {
      writeFileSync(`${dump}/${file}.txt`, `conf ${page.confidence} ${notices}\n${text}`);
      const montage = await scanner.montage({});
      const { pgm } = await import('../../lib/reading/recogniser.ts');
      writeFileSync(`${dump}/${file}.montage.pgm`, pgm(montage.image));
      writeFileSync(`${dump}/${file}.page.pgm`, pgm(await scanner.page(0)));
    }
    if (native) {
      const t = performance.now();
      const out = execFileSync('tesseract', [photosFolder + file, '-', '-l', 'fra'], {
        env: { ...process.env, OMP_THREAD_LIMIT: '1' },
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      score(out.toString(), performance.now() - t, 'native');
    }
  }
}
await recogniser.end();
for (const [key, t] of [...tallies].sort()) {
  console.log(
    key.padEnd(16),
    `n=${t.pictures}`,
    `CER ${((100 * t.errors) / t.letters).toFixed(2)} %`,
    `fields ${((100 * t.found) / t.fields).toFixed(1)} %`,
    `${Math.round(t.ms / t.pictures)} ms`,
  );
}
