/**
 * npm run bench:portal [-- --deposits 1000] [--relay-seconds 300] [--only storm|contract|relay|secrets] [--write]
 * What the way to the portal promises, in figures; --write puts the table in PORTAL.md. Needs the built app and server (it builds them when a source is newer).
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildPwa } from '../../scripts/steps.mjs';
import { measureRelay, relayRows } from './relay.ts';
import { searchSecrets } from './secret-search.ts';
import { type StormResult, storm } from './storm.ts';

const { values } = parseArgs({
  options: {
    deposits: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    'relay-seconds': { type: 'string', default: '30' },
    only: { type: 'string', multiple: true },
    write: { type: 'boolean', default: false },
  },
});
const wanted = (part: string) => !values.only || values.only.includes(part);
const rows: [measure: string, goal: string, got: string][] = [];
const complaints: string[] = [];

function tellStorm(found: StormResult): void {
  const { deposits, lost, doubled, falselySaid, disagreeing, answers, coverage, kills, faults, twoPages } = found;
  const luck = `${kills} pages tuées, ${faults} pannes, ${twoPages} fois deux onglets`;
  rows.push([`factures perdues / doublées, ${deposits} dépôts (${luck})`, '0 / 0', `${lost} / ${doubled}`]);
  rows.push(['« envoyée » dit sans que le portail la tienne', '0', String(falselySaid)]);
  rows.push(['état montré égal à celui du portail, après reprise', '100 %', disagreeing === 0 ? '100 %' : `${disagreeing} écarts`]);
  rows.push([
    'réponses aux agents (recycler, compléter) doublées / restées en route',
    '0 / 0',
    `${answers.doubled} / ${answers.pending} sur ${answers.asked}`,
  ]);
  rows.push(['demandes conformes au contrat, pendant ces pannes', '100 %', `${coverage.validRequests}/${coverage.requests}`]);
  complaints.push(...found.complaints);
}

/** The contract's own tests, every optional branch of the client: their closing line is the figure. */
function contract(): void {
  const { stdout, stderr, status } = spawnSync('npx', ['vitest', 'run', '--project', 'core', 'test/unit/portal/contract-client.test.ts'], {
    encoding: 'utf8',
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
  });
  const line = /contract: .*/.exec(`${stdout}\n${stderr}`)?.[0] ?? 'pas de résultat';
  rows.push(['toutes les branches du client, contre le contrat', '100 %', `${line.replace('contract: ', '')}${status === 0 ? '' : ' (ÉCHEC)'}`]);
}

if (wanted('storm')) tellStorm(await storm({ deposits: Number(values.deposits), seed: Number(values.seed) }));
if (wanted('contract')) contract();
if (wanted('secrets')) {
  if (buildPwa() !== 0) throw new Error('the app does not build');
  const { places, megabytes, leaks } = await searchSecrets();
  rows.push([`secrets en clair après usage (${places} endroits, ${megabytes} Mo fouillés)`, '0', String(leaks.length)]);
  complaints.push(...leaks.map(({ place, secret, form }) => `${secret} (${form}) in ${place}`));
}
if (wanted('relay')) rows.push(...relayRows(await measureRelay({ seconds: Number(values['relay-seconds']) })));

const table = ['| mesure | but | obtenu |', '|---|---|---|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');
const page = `# La voie du portail, en chiffres\n\n\`npm run bench:portal -- --relay-seconds 300 --write\` récrit cette page (${cpus().length} cœurs). Tout est mesuré contre le portail d'entraînement : rien\nici ne dit comment se porte le vrai.\n\n${table}\n`;
console.log(table);
for (const complaint of complaints) console.error(complaint);
if (values.write) writeFileSync(fileURLToPath(new URL('PORTAL.md', import.meta.url)), page);
process.exit(complaints.length > 0 ? 1 : 0);
