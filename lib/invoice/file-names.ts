/** Heaviest supporting document that Chorus Pro takes, « 10 Mo » (chorus-pro.md §3.1); the lesser reading of it. */
export const MAX_DOCUMENT_BYTES = 10_000_000;

/** Longest name that Chorus Pro takes, extension included (chorus-pro.md §3.1; BR-FR-CPRO-41). */
const MAX_NAME = 50;

const kinds: readonly { starts: readonly number[]; extension: string; also: readonly string[] }[] = [
  { starts: [0xff, 0xd8, 0xff], extension: 'jpg', also: ['jpeg'] },
  { starts: [0x89, 0x50, 0x4e, 0x47], extension: 'png', also: [] },
  { starts: [0x25, 0x50, 0x44, 0x46], extension: 'pdf', also: [] },
  { starts: [0x3c, 0x3f, 0x78, 0x6d, 0x6c], extension: 'xml', also: [] },
  { starts: [0x50, 0x4b, 0x03, 0x04], extension: 'zip', also: ['docx', 'xlsx', 'ods', 'odt', 'odp'] },
  { starts: [0x52, 0x49, 0x46, 0x46], extension: 'webp', also: ['wav', 'avi'] },
  { starts: [0x42, 0x4d], extension: 'bmp', also: [] },
  { starts: [0x47, 0x49, 0x46, 0x38], extension: 'gif', also: [] },
  { starts: [0x49, 0x49, 0x2a, 0x00], extension: 'tif', also: ['tiff'] },
  { starts: [0x4d, 0x4d, 0x00, 0x2a], extension: 'tif', also: ['tiff'] },
];

/** Media types of the extensions that Chorus Pro takes as supporting documents (chorus-pro.md §3.1) and a small firm has. */
const mediaTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  bmp: 'image/bmp',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  svg: 'image/svg+xml',
  xml: 'text/xml',
  csv: 'text/csv',
  txt: 'text/plain',
  htm: 'text/html',
  html: 'text/html',
  rtf: 'application/rtf',
  zip: 'application/zip',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};

/** The media type that a name's extension stands for; PDF/A-3 wants one for every embedded file. */
export function mimeOf(name: string): string {
  return mediaTypes[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
}

/**
 * A name that the portal takes: plain letters, digits, "-" and "_", at most 50 characters with the extension, which follows from the first bytes and
 * not from what the file calls itself. `taken` names are avoided ("facture-2.pdf").
 */
export function supportingName(path: string, bytes: Uint8Array, taken: readonly string[] = []): string {
  const name = path.split(/[\\/]/).at(-1) ?? '';
  const dot = name.lastIndexOf('.');
  const said = dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
  const kind = kinds.find(({ starts }) => starts.every((byte, index) => bytes[index] === byte));
  const extension = kind ? (kind.also.includes(said) ? said : kind.extension) : /^[a-z0-9]{1,5}$/.test(said) ? said : 'bin';
  const stem = plainLetters(dot > 0 ? name.slice(0, dot) : name) || 'piece';
  for (let count = 1; ; count++) {
    const suffix = `${count === 1 ? '' : `-${count}`}.${extension}`;
    const candidate = stem.slice(0, MAX_NAME - suffix.length).replace(/[-_]+$/, '') + suffix;
    if (!taken.some((other) => other.toLowerCase() === candidate.toLowerCase())) return candidate;
  }
}

/** Letters, digits, "-" and "_" that every disk and the portal take: « Devis n° 12 (été) » is "Devis-n-12-ete". "" when nothing is left. */
export function plainLetters(text: string): string {
  return text
    .replace(/œ/g, 'oe')
    .replace(/Œ/g, 'OE')
    .replace(/æ/g, 'ae')
    .replace(/Æ/g, 'AE')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^[-_]+|[-_]+$/g, '');
}
