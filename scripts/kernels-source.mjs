import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = (path) => fileURLToPath(new URL(`../lib/${path}/`, import.meta.url));

/** Where loops are kept that run as WebAssembly: the scan stage's over pixels, the strip reader's over its network. */
export const kernels = folder('scan/kernels');
export const layers = folder('reading/strips/network');

/** SHA-256 of the source in one of them, written into what is compiled from it. */
export function sourceHash(of) {
  const hash = createHash('sha256');
  const source = join(of, 'assembly');
  for (const name of readdirSync(source).sort()) if (name.endsWith('.ts')) hash.update(readFileSync(join(source, name)));
  return hash.digest('hex');
}
