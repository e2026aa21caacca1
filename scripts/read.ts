import { open } from 'node:fs/promises';
import { openReader } from './reader.ts';

/** `npm run read -- FILE...`: the shipped PWA reads each file in headless Chromium; one JSON line per file on stdout. */
const usage = `Usage : npm run read -- FICHIER...
Une ligne de JSON par fichier.`;
const given = process.argv.slice(2);
const files = given.filter((one) => !one.startsWith('--'));
const unknown = given.some((one) => one.startsWith('--') && one !== '--help');
if (given.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
if (files.length === 0 || unknown) {
  console.error(usage);
  process.exit(2);
}
const reader = await openReader();
try {
  for (const file of files) {
    try {
      // the page takes it by its name: a folder or a missing file is told here
      const handle = await open(file);
      await handle.read(Buffer.alloc(1)).finally(() => handle.close());
    } catch (error) {
      console.log(
        JSON.stringify({
          file,
          error: { code: 'file-unknown', message: `Ce fichier ne peut pas être ouvert : ${error instanceof Error ? error.message : error}` },
        }),
      );
      continue;
    }
    console.log(JSON.stringify({ file, ...(await reader.readFile(file)) }));
  }
} finally {
  await reader.close();
}
