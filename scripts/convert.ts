import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../lib/invoice/fault.ts';
import { restoreInvoice } from '../lib/invoice/model.ts';
import { readEmbedded } from '../lib/reading/xml/index.ts';
import { isDraft, refuse } from './draft.ts';
import { openFile, spoken } from './einvoice.ts';

/** `npm run convert -- FILE OUTDIR`: any e-invoice as a draft, `draft.json`, and what the model does not hold, `not-carried.json`; one JSON line on stdout. */
const [file, folder, ...rest] = process.argv.slice(2);
if (!file || !folder || rest.length > 0) refuse('Usage : npm run convert -- FICHIER DOSSIER   (XML ou PDF de facture électronique)');

try {
  const opened = await openFile(file);
  const read =
    opened.kind === 'draft'
      ? isDraft(opened.value)
        ? { syntax: 'draft', profile: null, invoice: restoreInvoice(opened.value), notCarried: [] }
        : null
      : readEmbedded(opened.bytes);
  if (!read) throw new Fault('not-an-invoice');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'draft.json'), `${JSON.stringify(read.invoice, null, 2)}\n`);
  writeFileSync(join(folder, 'not-carried.json'), `${JSON.stringify(read.notCarried, null, 2)}\n`);
  const { syntax, profile, notCarried } = read;
  process.stdout.write(`${JSON.stringify({ file, syntax, profile, draft: join(folder, 'draft.json'), notCarried })}\n`);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ file, syntax: null, profile: null, draft: null, notCarried: [], error: spoken(error) })}\n`);
  process.exitCode = 1;
}
