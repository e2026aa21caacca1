import { ByteReader, broken, checksum } from './bytes.ts';
import { headerLength } from './layout.ts';

/** Header, checksum and payload as one file. */
export function sealed(magic: readonly number[], version: number, payload: Uint8Array): Uint8Array {
  const file = new Uint8Array(headerLength + payload.length);
  file.set([...magic, version], 0);
  file.set(payload, headerLength);
  const view = new DataView(file.buffer);
  const [first, second] = checksum(file, headerLength);
  view.setUint32(8, first, true);
  view.setUint32(12, second, true);
  return file;
}

/** The payload of a sealed file, or throws `directory-broken`. */
export function unsealed(bytes: Uint8Array, magic: readonly number[], version: number): ByteReader {
  if (bytes.length < headerLength || magic.some((byte, index) => bytes[index] !== byte)) throw broken('not the file expected');
  if (bytes[4] !== version || bytes[5] || bytes[6] || bytes[7]) throw broken(`version ${bytes[4]}, ${version} expected`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [first, second] = checksum(bytes, headerLength);
  if (view.getUint32(8, true) !== first || view.getUint32(12, true) !== second) throw broken('checksum');
  return new ByteReader(bytes, headerLength);
}
