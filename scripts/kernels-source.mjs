import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the scan stage's pixel loops are. */
export const kernels = fileURLToPath(new URL('../lib/scan/kernels/', import.meta.url));

/** SHA-256 of their source, written into what is compiled from it. */
export function sourceHash() {
  const hash = createHash('sha256');
  const folder = join(kernels, 'assembly');
  for (const name of readdirSync(folder).sort()) if (name.endsWith('.ts')) hash.update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}
