import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { openReader, type Reader } from '../../scripts/reader.ts';
import { embeddedSamples, ownSamples, type Sample, sharedSamples } from './corpus.ts';
import { decode } from './pictures.ts';
import { countCorners } from './reading/corners.ts';
import { readGenerated } from './reading/generated.ts';
import { goalTable, type PeerScore, peerTable, type Result, scoreOurs, scorePeer } from './reading/goals.ts';
import { defaultsPeer, nativePeer, passRatio } from './reading/peers.ts';
import { kitBytes, memoryOver } from './reading/room.ts';
import { markdown, reliability, tally } from './score.ts';

/**
 * `npm run bench`: the shipped PWA reads documents whose content is known; prints the tables in Markdown.
 *   --all            every kind of the own fixtures, every shared picture, every embedded sample, sellers drawn by chance, other readers over the same
 *                    pictures, memory and weight: half an hour on two cores
 *   --kinds A,B      only these kinds of shared pictures
 *   --limit N        at most N files of each row
 *   --seen           leave the held-out invoices alone (use this while working on the rules)
 *   --misses         list what was read wrong, on stderr
 *   --write          put the tables into test/bench/RESULTS.md
 */
const options = process.argv.slice(2);
const flag = (name: string) => options.includes(`--${name}`);
const value = (name: string) => (flag(name) ? (options[options.indexOf(`--${name}`) + 1] ?? '') : '');

const all = flag('all');
const limit = Number(value('limit')) || Number.POSITIVE_INFINITY;
const kinds = value('kinds') ? value('kinds').split(',') : all ? null : ['A', 'B'];

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
const pictures = samples.filter(({ picture }) => picture);
const started = Date.now();

/** Every sample in the shipped app, then the invoices that carry their data. */
async function readAll(reader: Reader) {
  const results: Result[] = [];
  const corners: Parameters<typeof countCorners>[0][number][] = [];
  for (const [index, sample] of samples.entries()) {
    const { ms, fields, lines, error, text, quad } = await reader.readFile(sample.file, { text: true });
    results.push({
      sample,
      given: { ms: ms.total, early: ms.early ?? null, fields, lines, error: error?.code ?? null, ...(text === undefined ? {} : { text }) },
    });
    if (sample.picture) {
      const { width, height } = decode(readFileSync(sample.file));
      corners.push({ ...sample.picture, quad: quad ?? null, diagonal: Math.hypot(width, height) });
    }
    if (index % 10 === 9) console.error(`${index + 1}/${samples.length}`);
  }
  const files = all ? embeddedSamples() : embeddedSamples().slice(0, 10);
  let read = 0;
  for (const file of files) {
    const { source, fields, error } = await reader.readFile(file);
    if (source === 'embedded-xml' && fields.invoiceNumber.confidence === 'sure' && fields.totalGross.confidence === 'sure') read++;
    else if (flag('misses')) console.error(`${file.split('/').at(-1)} (${error?.code ?? source})`);
  }
  return { results, corners: countCorners(corners), embedded: { read, files: files.length } };
}

async function comparePeers(results: readonly Result[]): Promise<PeerScore[]> {
  const scores = [scoreOurs(results)];
  for (const peer of [nativePeer(), await defaultsPeer()]) {
    if (!peer) continue;
    scores.push(await scorePeer(peer, pictures));
    await peer.end();
  }
  return scores;
}

const reader = await openReader();
const { results, corners, embedded } = await readAll(reader).finally(() => reader.close());
const large = pictures.filter(({ picture }) => picture?.kind === 'A').map(({ file }) => file);
const some = pictures.filter((_, index) => index % 9 === 0).map(({ file }) => file);
const generated = all ? await readGenerated() : [];
const peers = all && pictures.length > 0 ? await comparePeers(results) : [];
const goals = goalTable({
  results,
  generated,
  embedded,
  corners,
  peers,
  passRatio: all && some.length > 0 ? await passRatio(some) : null,
  memory: all && large.length > 0 ? await memoryOver(large.slice(0, 5)) : null,
  kit: all ? await kitBytes() : null,
});

const rows = tally([...results, ...generated]);
if (flag('misses')) for (const row of rows) for (const miss of row.misses) console.error(miss);
const text = [goals, markdown(rows), ...(peers.length > 0 ? [peerTable(peers)] : []), reliability(rows)].join('\n\n');
console.log(text);
if (flag('write')) {
  const command = `npm run bench -- ${options.join(' ')}`.trim();
  const machine = `${cpus().length} cœurs, ${cpus()[0]?.model.trim() ?? 'processeur inconnu'}`;
  const intro = `# Lecture : résultats

Mesurés par \`${command}\` le ${new Date().toISOString().slice(0, 10)} (${machine}, ${Math.round((Date.now() - started) / 1000)} s), Chromium sans écran.
« Propres » : les factures du projet (\`test/fixtures\`). « Connues » et « réservées » : images de développement (\`../shared/data/photos\`), les secondes jamais regardées
pendant l’écriture des règles ; leurs champs sont les neuf champs clés. « Tirées au sort » : \`test/fixtures/varied\`, graines 100 à 105, dont seuls les chiffres sont lus,
dans node. Sûr et faux : ce que l’utilisateur ne regarderait pas et qui est faux. Aux autres lecteurs, un champ est compté dès que sa valeur exacte se trouve n’importe où
dans leur texte. Ce qui a été essayé, et gardé ou non : \`TRIALS.md\`.

`;
  writeFileSync(fileURLToPath(new URL('./RESULTS.md', import.meta.url)), `${intro}${text}\n`);
}
