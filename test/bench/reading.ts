import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { openReader, type Reader } from '../../scripts/reader.ts';
import { embeddedSamples, ownSamples, type Sample, sharedSamples } from './corpus.ts';
import { type Given, markdown, reliability, tally } from './score.ts';

/**
 * `npm run bench`: the shipped PWA reads documents whose content is known; prints the table in Markdown.
 *   --all            every kind of the own fixtures, every shared picture, every embedded sample (half an hour on two cores)
 *   --kinds A,B      only these kinds of shared pictures
 *   --limit N        at most N files of each row
 *   --seen           leave the held-out invoices alone (use this while working on the rules)
 *   --misses         list what was read wrong, on stderr
 *   --write          put the table into test/bench/RESULTS.md
 */
const options = process.argv.slice(2);
const flag = (name: string) => options.includes(`--${name}`);
const value = (name: string) => (flag(name) ? (options[options.indexOf(`--${name}`) + 1] ?? '') : '');

const all = flag('all');
const limit = Number(value('limit')) || Number.POSITIVE_INFINITY;
const kinds = value('kinds') ? value('kinds').split(',') : all ? null : ['A', 'B'];

async function give(reader: Reader, file: string): Promise<Given & { source: string | null }> {
  const lecture = await reader.readFile(file);
  return { ms: lecture.ms.total, fields: lecture.fields, lines: lecture.lines, error: lecture.error?.code ?? null, source: lecture.source };
}

function limited(samples: readonly Sample[]): Sample[] {
  const seen = new Map<string, number>();
  return samples.filter((sample) => {
    const count = (seen.get(sample.group) ?? 0) + 1;
    seen.set(sample.group, count);
    return count <= limit;
  });
}

const own = await ownSamples(all ? ['text-pdf', 'clean', 'photo', 'photo-hard'] : ['text-pdf', 'photo']);
const shared = sharedSamples(kinds, flag('seen') ? 'seen' : all ? 'both' : 'seen');
const samples = limited([...own, ...(all || value('kinds') ? shared : shared.slice(0, 8))]).sort((a, b) => a.group.localeCompare(b.group));
const started = Date.now();
const reader = await openReader();
const results: { sample: Sample; given: Given }[] = [];
let embedded = '';
try {
  for (const [index, sample] of samples.entries()) {
    results.push({ sample, given: await give(reader, sample.file) });
    if (index % 10 === 9) console.error(`${index + 1}/${samples.length}`);
  }
  const files = all ? embeddedSamples() : embeddedSamples().slice(0, 10);
  let read = 0;
  const failed: string[] = [];
  for (const file of files) {
    const given = await give(reader, file);
    const told = given.fields.invoiceNumber?.confidence === 'sure' && given.fields.totalGross?.confidence === 'sure';
    if (given.source === 'embedded-xml' && told) read++;
    else failed.push(`${file.split('/').at(-1)} (${given.error ?? given.source})`);
  }
  embedded =
    files.length === 0 ? 'Échantillons Factur-X absents : non mesurés.' : `Factur-X et ZUGFeRD lus par leurs données : ${read} sur ${files.length}.`;
  if (flag('misses')) for (const line of failed) console.error(line);
} finally {
  await reader.close();
}

const rows = tally(results);
if (flag('misses')) for (const row of rows) for (const miss of row.misses) console.error(miss);
const text = `${markdown(rows)}\n\n${embedded}\n\n${reliability(rows)}\n`;
console.log(text);
if (flag('write')) {
  const command = `npm run bench -- ${options.join(' ')}`.trim();
  const machine = `${cpus().length} cœurs, ${cpus()[0]?.model.trim() ?? 'processeur inconnu'}`;
  const intro = `# Lecture : résultats\n\nMesurés par \`${command}\` le ${new Date().toISOString().slice(0, 10)} (${machine}, ${Math.round((Date.now() - started) / 1000)} s), Chromium sans écran.
« Propres » : les factures du projet (\`test/fixtures\`). « Connues » et « réservées » : images de développement (\`../shared/data/photos\`), les secondes jamais regardées
pendant l’écriture des règles ; leurs champs sont les neuf champs clés. Sûr et faux : ce que l’utilisateur ne regarderait pas et qui est faux.\n\n`;
  writeFileSync(fileURLToPath(new URL('./RESULTS.md', import.meta.url)), intro + text);
}
