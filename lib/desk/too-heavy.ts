import { MAX_DOCUMENT_BYTES } from '../invoice/file-names.ts';
import type { Dossier, FileReference } from './dossier.ts';

const isHeavy = ({ size }: FileReference) => size > MAX_DOCUMENT_BYTES;
export const isPdf = (file: FileReference) => file.type === 'application/pdf';
/** Anything that is read as a picture, HEIC included, which our own bytes do not name. */
export const isPicture = (file: FileReference) => !isPdf(file) && file.type !== 'text/xml';
export const sourcesOf = (dossier: Pick<Dossier, 'files'>) => dossier.files.filter((file) => file.role === 'source');

/**
 * Do the pages as read, made light, go along in place of the paper? Photographs are always lightened; a document keeps its form unless it is heavier than the
 * portal takes, and then every page of it must have been read.
 */
export function goesAsPages({ files, reading, notices }: Pick<Dossier, 'files' | 'reading' | 'notices'>): boolean {
  const sources = sourcesOf({ files });
  const pages = files.filter((file) => file.role === 'page').length;
  if (pages === 0) return false;
  return (sources.every(isPicture) && pages === sources.length) || (sources.some(isHeavy) && reading === 'done' && !notices.includes('more-pages'));
}

/** The user's documents that the portal would refuse for their weight, by name: they stay on the device, and he is told. */
export function leftOut(dossier: Pick<Dossier, 'files' | 'reading' | 'notices'>): string[] {
  const joined = dossier.files.filter(({ role }) => role === 'attachment' || (role === 'source' && !goesAsPages(dossier)));
  return joined.filter(isHeavy).map(({ name }) => name);
}
