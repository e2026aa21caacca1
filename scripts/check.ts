import { check } from '../lib/invoice/check.ts';
import { readArguments, readDraft } from './draft.ts';

const usage = 'Usage : npm run check -- brouillon.json [--target portal|chorus|afnor] [--today AAAA-MM-JJ]';
const { files, target, today } = readArguments(usage, 1);

process.stdout.write(`${JSON.stringify(check(readDraft(files[0] ?? ''), target, { today }))}\n`);
