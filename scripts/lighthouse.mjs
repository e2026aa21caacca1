import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBrowser } from './find-browser.mjs';
import { buildPwa, root } from './steps.mjs';

/**
 * `npm run lighthouse`: performance, accessibility, best practices and SEO of the built app. Lighthouse (200 packages) lives aside in .cache, not in our lock.
 * Exits 1 when a score is under 95.
 */
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
const server = spawn(process.execPath, ['--import', 'tsx', 'scripts/serve.ts', '--port', String(port)], { cwd: root, stdio: 'ignore' });
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
  const report = join(folder, 'report.json');
  const flags =
    '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
  const { status } = spawnSync(
    process.execPath,
    [entry, `http://localhost:${port}/`, '--quiet', '--output=json', `--output-path=${report}`, `--chrome-flags=${flags}`],
    { cwd: folder, stdio: ['ignore', 2, 2], env: { ...process.env, CHROME_PATH: findBrowser() ?? '' } },
  );
  if (status !== 0) process.exit(1);
  const { categories, audits: measured } = JSON.parse(readFileSync(report, 'utf8'));
  const requests = measured['network-requests']?.details?.items ?? [];
  const scripts = requests.filter(({ resourceType }) => resourceType === 'Script');
  console.log(
    `Scripts of the first visit: ${scripts.length} files, ${Math.round(scripts.reduce((sum, item) => sum + item.transferSize, 0) / 1000)} KB transferred`,
  );
  for (const { title, score, auditRefs } of Object.values(categories)) {
    const points = Math.round(score * 100);
    worst = Math.min(worst, points);
    console.log(`${title}: ${points}`);
    if (points < 100) {
      const { audits } = JSON.parse(readFileSync(report, 'utf8'));
      for (const { id, weight } of auditRefs) {
        const audit = audits[id];
        if (weight > 0 && audit.score !== null && audit.score < 1) console.log(`  ${id}: ${audit.title} ${audit.displayValue ?? ''}`);
      }
    }
  }
} finally {
  server.kill();
}
process.exit(worst >= 95 ? 0 : 1);
