import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ciiOf, facturx, portalPdf } from '../lib/formats/index.ts';
import { check } from '../lib/invoice/check.ts';
import { liberationFonts, readArguments, readDraft, refuse } from './draft.ts';

const usage = 'Usage : npm run compose -- brouillon.json DOSSIER [--target portal|chorus|afnor] [--today AAAA-MM-JJ]';
const { files, target, today } = readArguments(usage, 2);
const [file = '', folder = ''] = files;

const invoice = readDraft(file);
const fonts = liberationFonts();
const outputs: [name: string, bytes: Uint8Array][] = [
  ['portal.pdf', await portalPdf(invoice, fonts)],
  ['facturx-chorus.pdf', await facturx(invoice, fonts, 'chorus')],
  ['cii-chorus.xml', ciiOf(invoice, 'chorus')],
];
try {
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of outputs) writeFileSync(join(folder, name), bytes);
} catch (error) {
  refuse(`Impossible d’écrire dans ${folder} : ${error instanceof Error ? error.message : String(error)}`);
}
process.stderr.write(`${outputs.map(([name]) => join(folder, name)).join('\n')}\n`);
process.stdout.write(`${JSON.stringify(check(invoice, target, { today }))}\n`);
