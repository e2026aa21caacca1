import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, '.cache');

/** Stops with a sentence when node is too old: everything after would fail in stranger words. */
export function needNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(
      `Coursier demande node 20.19 ou plus récent ; ici : ${process.versions.node}. Installez-le depuis https://nodejs.org puis recommencez.`,
    );
    process.exit(1);
  }
}

/** Runs a program from the root, its output shown; gives its exit code. */
export function run(program, args, options = {}) {
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: 'inherit', ...options });
  if (error) console.error(String(error));
  return status ?? 1;
}

export const node = (args, options) => run(process.execPath, args, options);

/** Installs what the lock file says, once: a second run with the same lock does nothing. */
export function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const mark = join(cache, 'installed');
  if (existsSync(join(root, 'node_modules/.package-lock.json')) && existsSync(mark) && readFileSync(mark, 'utf8') === lock) return;
  console.error('Installation des dépendances (une seule fois)…');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  if (run(npm, ['ci', '--no-audit', '--no-fund'], { shell: process.platform === 'win32' }) !== 0) {
    console.error('L’installation a échoué. Vérifiez le réseau, puis recommencez : rien n’est perdu.');
    process.exit(1);
  }
  mkdirSync(cache, { recursive: true });
  writeFileSync(mark, lock);
}

/** Newest change below the given files and folders, in milliseconds. */
function newest(paths) {
  let latest = 0;
  for (const path of paths) {
    const full = join(root, path);
    if (!existsSync(full)) continue;
    const stat = statSync(full);
    if (stat.isDirectory()) for (const entry of readdirSync(full)) latest = Math.max(latest, newest([join(path, entry)]));
    else latest = Math.max(latest, stat.mtimeMs);
  }
  return latest;
}

const sources = ['lib', 'pwa', 'public', 'docs/guide', 'docs/screenshots', 'docs/accessibilite.md', 'package-lock.json', 'scripts/runtime-assets.ts'];

/** Compiles the scan stage's pixel loops when their source is newer; `npm install` did it first. */
export function buildKernels() {
  const fresh = ['lib/scan/kernels', 'lib/reading/strips/network'].every((folder) => {
    const made = join(root, folder, 'binary.ts');
    return existsSync(made) && statSync(made).mtimeMs > newest([`${folder}/assembly`, 'scripts/build-kernels.mjs']);
  });
  if (fresh) return 0;
  return node(['scripts/build-kernels.mjs']);
}

/** Builds the PWA into .output/pwa when a source is newer than the last build. */
export function buildPwa({ force = false } = {}) {
  if (buildKernels() !== 0) return 1;
  const mark = join(root, '.output/pwa/version.json');
  if (!force && existsSync(mark) && statSync(mark).mtimeMs > newest(sources)) return 0;
  // Called from a test, NODE_ENV says « test », and the build would leave the service worker out.
  const env = { ...process.env, NODE_ENV: 'production' };
  return node(['node_modules/vite/bin/vite.js', 'build', '--config', 'pwa/vite.config.ts', '--logLevel', 'warn'], { stdio: ['ignore', 2, 2], env });
}

/** Builds the extension for Chromium (and Firefox with `firefox: true`) into .output/; `ifOld`: only when a source is newer than the last build. */
export function buildExtension({ firefox = false, ifOld = false } = {}) {
  const browsers = firefox ? ['chrome', 'firefox'] : ['chrome'];
  for (const browser of browsers) {
    const mark = join(root, `.output/${browser}-mv3/manifest.json`);
    if (ifOld && existsSync(mark) && statSync(mark).mtimeMs > newest([...sources, 'entrypoints', 'wxt.config.ts'])) continue;
    const status = node(['node_modules/wxt/bin/wxt.mjs', 'build', '-b', browser], { stdio: ['ignore', 2, 2] });
    if (status !== 0) return status;
  }
  return 0;
}
