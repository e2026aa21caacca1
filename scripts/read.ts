import { readFile } from 'node:fs/promises';
import { openReader } from './reader.ts';

/** `npm run read -- FILE...`: the shipped PWA reads each file in headless Chromium; one JSON line per file on stdout. */
const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('Usage : npm run read -- FICHIER...');
  process.exit(2);
}
const reader = await openReader();
try {
  for (const file of files) {
    let bytes: Uint8Array;
    try {
      bytes = await readFile(file);
    } catch (error) {
      console.log(
        JSON.stringify({
          file,
          error: { code: 'file-unknown', message: `Ce fichier ne peut pas être ouvert : ${error instanceof Error ? error.message : error}` },
        }),
      );
      continue;
    }
    console.log(JSON.stringify({ file, ...(await reader.read(file, bytes)) }));
  }
} finally {
  await reader.close();
}
