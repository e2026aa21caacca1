import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { node, root } from './steps.mjs';

/** `npm run zip`: what each store is given, in .output/: Chrome, Edge, Firefox, and the sources that Mozilla asks for (docs/store/reviewers.md). */
for (const browser of ['chrome', 'edge', 'firefox']) {
  const status = node(['node_modules/wxt/bin/wxt.mjs', 'zip', '-b', browser], { stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(status);
}
const folder = join(root, '.output');
for (const name of readdirSync(folder).filter((file) => file.endsWith('.zip')))
  console.log(`${name} ${(statSync(join(folder, name)).size / 1e6).toFixed(2)} Mo`);
