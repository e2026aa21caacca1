import { readFileSync } from 'node:fs';
import { makeVaried } from '../fixtures/varied/make.ts';
import { sharedSamples } from './corpus.ts';
import { fieldPresent } from './measures.ts';
import { nodeScanner } from './node-reader.ts';
import { secondReader } from './second.ts';
import { readPieces } from '../../lib/reading/second.ts';
const rises = (process.argv[2] ?? '25').split(',').map(Number);
const which = process.argv[3] ?? 'varied';
const list = which === 'varied' ? (await makeVaried([1,2,3,4,5,6,7,8,9,10,11,12], [0], ['hard'])).map(({ file, truth }) => ({ file, fields: truth.fields as Record<string,string|null> })) : sharedSamples(['C'], which as 'seen');
const second = await secondReader();
const scanner = nodeScanner();
const score = new Map<number, [number, number]>();
for (const s of list) {
  await scanner.open({ bytes: readFileSync(s.file), type: '' }, {});
  const row: string[] = [];
  for (const rise of rises) {
    const m = await scanner.montage({ turns: 0, rise, contrast: 'gentle' });
    const words = await readPieces(m, second);
    const text = words.map((w) => w.map((x) => x.text).join(' ')).join('\n');
    let ok = 0, n = 0;
    for (const [name, wanted] of Object.entries(s.fields)) { if (wanted === null || ['kind','currency','sellerName','buyerName'].includes(name)) continue; n++; if (fieldPresent(name, wanted, text)) ok++; }
    const t = score.get(rise) ?? [0, 0]; t[0] += ok; t[1] += n; score.set(rise, t);
    row.push(`${ok}/${n}`);
  }
  if (which !== 'held-out') console.log(s.file.split('/').at(-1), row.join(' '));
}
for (const [r, [a, b]] of score) console.log(r, (100 * a / b).toFixed(1));
console.log(second.stats);
process.exit(0);
