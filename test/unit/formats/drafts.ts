import { readdirSync, readFileSync } from 'node:fs';
import { type Invoice, restoreInvoice } from '../../../lib/invoice/model.ts';

const folder = new URL('../../fixtures/drafts/', import.meta.url);

/** The worked drafts: name without extension, and the invoice exactly as the file has it. */
export const drafts: readonly { name: string; invoice: Invoice }[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => ({ name: file.slice(0, -5), invoice: restoreInvoice(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))) }));

export function draft(start: string): Invoice {
  const found = drafts.find(({ name }) => name.startsWith(start));
  if (!found) throw new Error(`no draft ${start}`);
  return structuredClone(found.invoice);
}
