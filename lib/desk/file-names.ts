import { plainLetters } from '../invoice/file-names.ts';
import type { Invoice } from '../invoice/model.ts';
import type { FileReference } from './dossier.ts';

/** "facture-F2026-118": at most 40 characters, so that with its extension it stays under the portal's 50. */
export function fileStem(invoice: Invoice): string {
  const number = invoice.invoiceNumber.replace(/[^A-Za-z0-9-]/g, '-').slice(0, 30);
  return `${invoice.kind === 'credit-note' ? 'avoir' : 'facture'}-${number || 'brouillon'}`;
}

const extensions: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  'text/xml': 'xml',
};

/** "jpg" for what its first bytes said it is, "bin" for the unknown. */
export function extensionOf({ type }: Pick<FileReference, 'type'>): string {
  return extensions[type] ?? 'bin';
}

/** "2026-11-20_F2026-118_Mairie-de-Fontaine-aux-Bois": names that sort by day and say what they are, in letters that every disk takes. */
export function archiveStem({ kind, issueDate, invoiceNumber, buyer }: Invoice): string {
  const parts = [issueDate || 'sans-date', `${kind === 'credit-note' ? 'Avoir-' : ''}${invoiceNumber || 'brouillon'}`, buyer.name];
  return parts
    .map((part) => plainLetters(part).replaceAll('_', '-').slice(0, 40).replace(/-+$/, ''))
    .filter(Boolean)
    .join('_');
}
