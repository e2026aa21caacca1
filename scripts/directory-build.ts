/**
 * npm run directory:build -- SOURCE... [--out DIR] [--previous DIR] [--date YYYY-MM-DD] [--source TEXT] [--licence TEXT] [--bare]
 * SOURCE: the Chorus Pro directory as published (XML, CSV of structures, CSV of services, ZIP of these, gzip), or ndjson.
 * Writes in DIR (default .cache/directory-official) the base (structures), the shards (services by hash of the SIREN) and manifest.json, printed as one
 * JSON line too. With --previous (a DIR written before), adds the delta from it, and keeps the earlier ones while they lead to this version.
 * A malformed row is reported with its line on stderr and skipped; a malformed file stops the build, and nothing is written.
 * The communes' former names and populations, and the fictive bodies of training, are added from the starter unless --bare.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { drained, enrich } from '../lib/directory/official/enrich.ts';
import { OfficialDirectory } from '../lib/directory/official/official.ts';
import { publish } from '../lib/directory/publish.ts';
import { readFile, versionAt } from './directory/files.ts';
import { starterRows } from './directory/starter.ts';

/** A thousand reasons say no more than the first fifty of a source. */
const reportedRows = 50;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      out: { type: 'string', default: '.cache/directory-official' },
      previous: { type: 'string' },
      date: { type: 'string', default: new Date().toISOString().slice(0, 10) },
      source: { type: 'string' },
      licence: { type: 'string', default: 'non précisée par la source' },
      bare: { type: 'boolean', default: false },
    },
  });
  if (positionals.length === 0) throw new TypeError('give at least one file: XML, CSV, ZIP or ndjson of the directory');
  const directory = new OfficialDirectory();
  let skipped = 0;
  for (const path of positionals) {
    let here = 0;
    try {
      await readFile(path, directory, (place, line, reason) => {
        skipped++;
        here++;
        if (here <= reportedRows) console.error(`${place}:${line}: ${reason}, skipped`);
      });
    } catch (error) {
      throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
    if (here > reportedRows) console.error(`${path}: ${here - reportedRows} more rows skipped`);
  }
  if (directory.entries.size === 0) throw new Error('no structure was read');
  if (directory.orphanCount > 0) console.error(`${directory.orphanCount} structures have services but no row of their own: left out`);
  const found = directory.entries.size;
  if (!values.bare) enrich(directory, starterRows());
  const { previous } = values;
  const { manifest, files } = publish(drained(directory.entries), previous === undefined ? null : () => versionAt(resolve(previous)), {
    date: values.date,
    source: values.source ?? `Annuaire des structures publiques (${positionals.map((path) => basename(path)).join(', ')})`,
    licence: values.licence,
    skipped,
  });
  const out = resolve(values.out);
  mkdirSync(out, { recursive: true });
  files.set('manifest.json', new TextEncoder().encode(JSON.stringify(manifest)));
  // The manifest last: until it is there, what it names is not looked at.
  for (const [name, content] of files) {
    writeFileSync(join(out, `${name}.part`), content);
    renameSync(join(out, `${name}.part`), join(out, name));
  }
  const wanted = new Set([manifest.base, ...manifest.shards, ...manifest.deltas].map((piece) => piece.file));
  for (const name of readdirSync(out)) if (/^(base|services|delta)-[\w-]+\.bin$/.test(name) && !wanted.has(name)) rmSync(join(out, name));
  for (const piece of manifest.deltas)
    if (!existsSync(join(out, piece.file)) && values.previous !== undefined)
      writeFileSync(join(out, piece.file), readFileSync(join(values.previous, piece.file)));
  console.error(`${found} structures read, ${skipped} rows skipped, version ${manifest.sequence} in ${out}`);
  process.stdout.write(`${JSON.stringify(manifest)}\n`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof TypeError ? 2 : 1;
});
