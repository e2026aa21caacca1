import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle, clientEntries } from './clients.ts';

/** `node --import tsx test/portal/pages/pack.ts FOLDER`: the scripts of the practice pages, for the server that runs without sources. */
const folder = process.argv[2];
if (!folder) throw new Error('pack: which folder?');
mkdirSync(folder, { recursive: true });
for (const [name, entry] of Object.entries(clientEntries)) {
  const client = await bundle(fileURLToPath(new URL(entry, import.meta.url)));
  writeFileSync(join(folder, `${name}.js`), client.js);
  writeFileSync(join(folder, `${name}.css`), client.css);
}
