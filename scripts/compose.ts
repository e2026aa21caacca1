import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ciiOf, facturx, portalPdf, readablePdf, type SupportingFile, ublOf } from '../lib/formats/index.ts';
import { check } from '../lib/invoice/check.ts';
import { supportingName } from '../lib/invoice/file-names.ts';
import { liberationFonts, readArguments, readDraft, refuse } from './draft.ts';

const usage =
  'Usage : npm run compose -- brouillon.json DOSSIER [--target portal|chorus|afnor] [--today AAAA-MM-JJ] [--attach FICHIER]…\n' +
  'Écrit tous les fichiers ; la cible choisit celle dont les problèmes sont affichés.';
const { files, target, today, attach } = readArguments(usage, 2);
const [file = '', folder = ''] = files;

/** `npm run compose`: every file that this invoice can leave as. `supporting.pdf` is the readable page without XML, for whom wants one beside the data. */
const invoice = readDraft(file);
const fonts = liberationFonts();
const supporting = attached(attach);
const outputs: [name: string, bytes: Uint8Array][] = [
  ['portal.pdf', await portalPdf(invoice, fonts)],
  ['facturx-chorus.pdf', await facturx(invoice, fonts, 'chorus', { supporting })],
  ['facturx-afnor.pdf', await facturx(invoice, fonts, 'afnor', { supporting })],
  ['cii-chorus.xml', ciiOf(invoice, 'chorus')],
  ['cii-afnor.xml', ciiOf(invoice, 'afnor')],
  ['ubl-afnor.xml', ublOf(invoice, 'afnor')],
  ['supporting.pdf', await readablePdf(invoice, fonts)],
];
try {
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of outputs) writeFileSync(join(folder, name), bytes);
} catch (error) {
  refuse(`Impossible d’écrire dans ${folder} : ${error instanceof Error ? error.message : String(error)}`);
}
process.stderr.write(`${outputs.map(([name]) => join(folder, name)).join('\n')}\n`);
process.stdout.write(`${JSON.stringify(check(invoice, target, { today }))}\n`);

function attached(paths: readonly string[]): SupportingFile[] {
  const list: SupportingFile[] = [];
  for (const path of paths) {
    try {
      const bytes = new Uint8Array(readFileSync(path));
      list.push({
        name: supportingName(
          path,
          bytes,
          list.map(({ name }) => name),
        ),
        bytes,
      });
    } catch {
      refuse(`La pièce jointe ${path} est introuvable ou illisible. Vérifiez son nom.`);
    }
  }
  return list;
}
