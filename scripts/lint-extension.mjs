import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildExtension, node, root } from './steps.mjs';

/** `npm run lint:extension`: Mozilla's own linter on the Firefox build. It (328 packages) lives aside in .cache, not in our lock. Exits 1 at the first error. */
const folder = join(root, '.cache/web-ext');
const entry = join(folder, 'node_modules/web-ext/bin/web-ext.js');
if (!existsSync(entry)) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: { 'web-ext': '10.7.0' } }));
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder, stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(1);
}
if (buildExtension({ firefox: true }) !== 0) process.exit(1);
process.exit(node([entry, 'lint', '--source-dir', join(root, '.output/firefox-mv3'), '--no-config-discovery', ...process.argv.slice(2)]));
