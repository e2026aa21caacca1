import { decodePDFRawStream, type PDFRawStream } from 'pdf-lib';

const pieceSize = 65_536;

/**
 * A stream of a foreign file, decoded piece by piece, so that a bomb is seen before it has burst; null over `most` bytes. Throws what pdf-lib throws at a
 * filter it does not know or data that do not follow it.
 */
export function unpacked(stream: PDFRawStream, most: number): Uint8Array | null {
  const source = decodePDFRawStream(stream);
  const pieces: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const piece = source.getBytes(pieceSize);
    total += piece.length;
    if (total > most) return null;
    pieces.push(Uint8Array.from(piece));
    if (piece.length < pieceSize) break;
  }
  const result = new Uint8Array(total);
  let offset = 0;
  for (const piece of pieces) {
    result.set(piece, offset);
    offset += piece.length;
  }
  return result;
}
