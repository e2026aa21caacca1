import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBrowser } from './find-browser.mjs';
import { buildPwa, root } from './steps.mjs';

/**
 * `npm run lighthouse`: performance, accessibility, best practices and SEO of the built app and of the pages beside it, on Lighthouse's simulated slow phone
 * (four times slower, 1.6 Mbit/s). `npm run lighthouse -- /bienvenue`: those paths alone. Lighthouse (200 packages) lives aside in .cache, not in our lock.
 * Exits 1 when a score is under 95: on a busy machine the performance moves by a few points from one run to the next.
 */
const pages = ['/', '/#/ajouter', '/#/entreprise', '/#/reglages', '/#/aide', '/bienvenue', '/guide', '/guide/premiere-facture', '/accessibilite'];
const asked = process.argv.slice(2);
const folder = join(root, '.cache/lighthouse');
const entry = join(folder, 'node_modules/lighthouse/cli/index.js');
if (!existsSync(entry)) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ private: true, dependencies: { lighthouse: '12.8.2' }, overrides: { 'third-party-web': '0.29.2' } }),
  );
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder, stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(1);
}
if (buildPwa() !== 0) process.exit(1);

const port = 4190;
const flags =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
const server = spawn(process.execPath, ['--import', 'tsx', 'scripts/serve.ts', '--port', String(port)], { cwd: root, stdio: 'ignore' });

/** Lighthouse's report on one page; asked once more where Chromium now and then gives it a trace without a beginning (NO_NAVSTART). */
function reportOn(path, again = true) {
  const report = join(folder, 'report.json');
  rmSync(report, { force: true });
  const { status } = spawnSync(
    process.execPath,
    [entry, `http://localhost:${port}${path}`, '--quiet', '--output=json', `--output-path=${report}`, `--chrome-flags=${flags}`],
    { cwd: folder, stdio: ['ignore', 2, 2], env: { ...process.env, CHROME_PATH: findBrowser() ?? '' } },
  );
  // Lighthouse exits 1 on an error of the page as well, after it wrote the report that names it
  const { runtimeError, ...read } = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
  if (status === 0 && !runtimeError) return read;
  if (!again || !runtimeError) throw new Error(`lighthouse could not look at ${path}: ${runtimeError?.code ?? `it ended with ${status}`}`);
  process.stderr.write(`${path}: ${runtimeError.code}, once more\n`);
  return reportOn(path, false);
}

let worst = 100;
try {
  for (let tries = 0; tries < 100; tries++) {
    if (
      await fetch(`http://localhost:${port}/`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      break;
    await sleep(100);
  }
  const rows = [];
  const short = [];
  for (const path of asked.length > 0 ? asked : pages) {
    const { categories, audits } = reportOn(path);
    const requests = audits['network-requests']?.details?.items ?? [];
    const scripts = requests.filter(({ resourceType }) => resourceType === 'Script').reduce((sum, { transferSize }) => sum + transferSize, 0);
    const points = Object.values(categories).map(({ score }) => Math.round(score * 100));
    worst = Math.min(worst, ...points);
    const shift = audits['cumulative-layout-shift'].numericValue;
    const times = ['largest-contentful-paint', 'total-blocking-time'].map((id) => Math.round(audits[id].numericValue));
    rows.push(`| ${path} | ${points.join(' | ')} | ${times.join(' | ')} | ${shift.toFixed(3)} | ${Math.round(scripts / 1000)} |`);
    for (const { title, auditRefs } of Object.values(categories))
      for (const { id, weight } of auditRefs) {
        const { score, title: what, displayValue = '' } = audits[id];
        if (weight > 0 && score !== null && score < 0.9) short.push(`${path}, ${title}: ${what} ${displayValue}`);
      }
  }
  console.log('| page | performance | accessibility | best practices | SEO | largest paint ms | blocked ms | shift | scripts KB |');
  console.log(`|${'---|'.repeat(9)}`);
  for (const row of rows) console.log(row);
  for (const line of short) console.log(line);
} finally {
  server.kill();
}
process.exit(worst >= 95 ? 0 : 1);
