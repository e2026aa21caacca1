import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Invoice, restoreInvoice } from '../../../lib/invoice/model.ts';

export interface Draft {
  /** File name without extension. */
  name: string;
  /** Absolute path of the file. */
  file: string;
  /** The invoice exactly as the file has it. */
  invoice: Invoice;
}

/** The worked drafts, ready to leave. */
export const drafts: readonly Draft[] = draftsOf('drafts');

/** The drafts that must be refused, each for one anomaly. */
export const badDrafts: readonly Draft[] = draftsOf('drafts-bad');

function draftsOf(folder: string): Draft[] {
  const directory = new URL(`../../fixtures/${folder}/`, import.meta.url);
  return readdirSync(directory)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      name: file.slice(0, -5),
      file: fileURLToPath(new URL(file, directory)),
      invoice: restoreInvoice(JSON.parse(readFileSync(new URL(file, directory), 'utf8'))),
    }));
}

export function draft(start: string): Invoice {
  const found = drafts.find(({ name }) => name.startsWith(start));
  if (!found) throw new Error(`no draft ${start}`);
  return structuredClone(found.invoice);
}
