import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Type-checks every compiler project: the core without a DOM, the browser code, the service worker, node's side. */
const root = fileURLToPath(new URL('..', import.meta.url));
const projects = ['lib/tsconfig.core.json', 'tsconfig.json', 'pwa/tsconfig.sw.json', 'tsconfig.node.json'];
let failed = false;
for (const project of projects) {
  const { status } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', project], { cwd: root, stdio: 'inherit' });
  if (status !== 0) {
    failed = true;
    console.error(`types: ${project} failed`);
  }
}
process.exit(failed ? 1 : 0);
