import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import type { FontBytes } from '../lib/formats/index.ts';
import { type Target, targets } from '../lib/invoice/check.ts';
import { complete } from '../lib/invoice/complete.ts';
import { isIsoDate } from '../lib/invoice/dates.ts';
import { type Invoice, restoreInvoice } from '../lib/invoice/model.ts';

/** A sentence for the person at the keyboard, and exit code 2. */
export function refuse(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}

/** Arguments of `compose`. */
export function readArguments(usage: string, count: number): { files: string[]; target: Target; today: string; attach: string[] } {
  let parsed: { values: { target?: string; today?: string; attach?: string[] }; positionals: string[] };
  try {
    parsed = parseArgs({
      options: { target: { type: 'string' }, today: { type: 'string' }, attach: { type: 'string', multiple: true } },
      allowPositionals: true,
    });
  } catch {
    return refuse(usage);
  }
  const { values, positionals } = parsed;
  if (positionals.length !== count) return refuse(usage);
  const target = targets.find((name) => name === (values.target ?? 'chorus'));
  if (!target) return refuse(`Cible inconnue : ${values.target}. Choisissez parmi : ${targets.join(', ')}.`);
  const today = values.today ?? new Date().toISOString().slice(0, 10);
  if (!isIsoDate(today)) return refuse(`« ${today} » n’est pas une date : écrivez-la sous la forme 2026-11-24.`);
  return { files: positionals, target, today, attach: values.attach ?? [] };
}

/** Some object that speaks of an invoice: anything else would become an empty one. */
export function isDraft(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && ('seller' in value || 'invoiceNumber' in value || 'lines' in value);
}

/** The draft of a file, completed as the desk does before a check. */
export function readDraft(file: string): Invoice {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch {
    return refuse(`Le fichier ${file} est introuvable ou illisible. Vérifiez son nom.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? ` (${error.message})` : '';
    return refuse(
      `Le fichier ${file} n’est pas un brouillon valable : ce n’est pas du JSON${reason}. Comparez-le avec test/fixtures/drafts/README.md.`,
    );
  }
  if (!isDraft(value)) return refuse(`Le fichier ${file} ne contient pas de facture. Comparez-le avec test/fixtures/drafts/README.md.`);
  return complete(restoreInvoice(value));
}

/** Liberation Sans, shipped with pdf.js under the OFL. */
export function liberationFonts(): FontBytes {
  const require = createRequire(import.meta.url);
  const read = (face: string) => new Uint8Array(readFileSync(require.resolve(`pdfjs-dist/standard_fonts/LiberationSans-${face}.ttf`)));
  return { regular: read('Regular'), bold: read('Bold') };
}
