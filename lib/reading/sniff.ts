/** What a file is, told from its first bytes. `xml` also for text that opens with a tag, a page of the web apart; `unknown` for anything else. */
export type FileKind = 'empty' | 'jpeg' | 'png' | 'webp' | 'heic' | 'avif' | 'gif' | 'bmp' | 'tiff' | 'pdf' | 'xml' | 'zip' | 'unknown';

const ascii = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));

export function sniff(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return 'empty';
  const [a, b, c, d] = bytes as unknown as [number, number, number, number];
  if (a === 0xff && b === 0xd8 && c === 0xff) return 'jpeg';
  if (a === 0x89 && ascii(bytes, 1, 4) === 'PNG') return 'png';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'webp';
  if (ascii(bytes, 4, 8) === 'ftyp') {
    // ISO 14496-12 brands of still pictures: HEVC inside (heic, heix, hevc, mif1 ...) or AV1 inside (avif).
    const brands = ascii(bytes, 8, Math.min(bytes.length, 40));
    if (brands.includes('avif') || brands.includes('avis')) return 'avif';
    if (/hei[cxms]|hev[cxms]|mif1|msf1/.test(brands)) return 'heic';
    return 'unknown';
  }
  if (ascii(bytes, 0, 4) === 'GIF8') return 'gif';
  if (a === 0x42 && b === 0x4d && bytes.length > 26) return 'bmp';
  if ((a === 0x49 && b === 0x49 && c === 0x2a && d === 0) || (a === 0x4d && b === 0x4d && c === 0 && d === 0x2a)) return 'tiff';
  // The specification lets up to 1024 bytes of anything stand before the header (PDF 1.7, annex H.3.4.1).
  if (ascii(bytes, 0, Math.min(bytes.length, 1024)).includes('%PDF-')) return 'pdf';
  if (a === 0x50 && b === 0x4b && (c === 3 || c === 5)) return 'zip';
  if (opensWithTag(bytes))
    return /^[^<]*<(!doctype\s+)?html\b/i.test(ascii(bytes, 0, Math.min(bytes.length, 256)).replaceAll('\0', '')) ? 'unknown' : 'xml';
  return 'unknown';
}

/** `<` and a name after an optional byte order mark and blanks, in UTF-8 or UTF-16. */
function opensWithTag(bytes: Uint8Array): boolean {
  const marks = [0xef, 0xbb, 0xbf, 0xfe, 0xff];
  const head = Array.from(bytes.subarray(0, 256)).filter((byte) => byte !== 0);
  let at = 0;
  while (marks.includes(head[at]!) || [9, 10, 13, 32].includes(head[at]!)) at++;
  if (head[at] !== 0x3c) return false;
  const next = head[at + 1] ?? 0;
  return next === 0x3f || next === 0x21 || (next >= 65 && next <= 90) || (next >= 97 && next <= 122);
}
