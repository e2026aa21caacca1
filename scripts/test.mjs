import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { buildExtension, buildPwa, install, needNode, node, root, run } from './steps.mjs';

/**
 * `npm test`: everything a change must pass, from a fresh clone. Installs if needed, finds a browser, then lint, types, builds, unit and browser tests.
 * `--long` adds the variants that take the browsers' time (other moments of a killed page, the second look of each screen).
 * The last line is plain: `N passed, N failed, N skipped`; the exit code is 1 as soon as one of the steps failed.
 */
needNode();
install();

const { findBrowser } = await import('./find-browser.mjs');
let browser = findBrowser();
if (!browser && process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
  console.error('Aucun navigateur : installation de chromium (Debian)…');
  run('apt-get', ['update', '-qq']);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 2, 2],
  });
  browser = findBrowser();
}
if (!browser) {
  console.error(
    [
      'Les tests pilotent Chromium, et il est introuvable ici. Faites l’une de ces choses, puis recommencez :',
      '  Debian, Ubuntu : sudo apt-get install chromium',
      '  macOS, Windows : installez Google Chrome',
      '  ailleurs       : CHROMIUM_PATH=/chemin/vers/chrome npm test',
    ].join('\n'),
  );
  process.exit(1);
}

const failed = [];
const step = (name, work) => {
  console.error(`— ${name}`);
  if (work() !== 0) failed.push(name);
};
// Types take one core while lint and the builds take the other.
const types = new Promise((resolve) => {
  spawn(process.execPath, ['scripts/types.mjs'], { cwd: root, stdio: 'inherit' })
    .once('error', () => resolve(1))
    .once('exit', (code) => resolve(code ?? 1));
});
step('lint', () => node(['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']));
step('construction de la PWA', () => buildPwa());
step('construction de l’extension', () => buildExtension({ firefox: true }));
const typed = await types;
step('types', () => typed);
const given = process.argv.slice(2);
const long = given.includes('--long') ? { COURSIER_LONG: '1' } : {};
const tests = node(['node_modules/vitest/vitest.mjs', 'run', ...given.filter((word) => word !== '--long')], {
  env: { ...process.env, ...long, CHROMIUM_PATH: browser },
});
if (failed.length > 0) console.error(`En échec avant les tests : ${failed.join(', ')}.`);
process.exit(tests !== 0 || failed.length > 0 ? 1 : 0);
