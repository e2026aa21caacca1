import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { main as compile } from 'assemblyscript/asc';
import { kernels, sourceHash } from './kernels-source.mjs';

/**
 * After `npm install`: the scan stage's pixel loops (AssemblyScript) made WebAssembly, written as text into a module of their own, so that node, tests and
 * workers load them alike. Not in git: it follows from its source.
 */
async function built(...features) {
  let binary;
  const { error, stderr } = await compile(
    ['assembly/index.ts', '--baseDir', kernels, '-O3', '--noAssert', '--runtime', 'stub', '--outFile', 'kernels.wasm', ...features],
    {
      writeFile(name, contents) {
        if (name === 'kernels.wasm') binary = contents;
      },
    },
  );
  if (error || !binary) throw new Error(`kernels: ${error?.message ?? 'nothing built'}\n${stderr.toString()}`);
  return Buffer.from(binary).toString('base64');
}

const text = `// Made by scripts/build-kernels.mjs from assembly/: change it there.
/** SHA-256 of that source: a test tells when this file is older. */
export const source = '${sourceHash()}';
export const vectors = '${await built('--enable', 'simd')}';
export const plain = '${await built()}';
`;
writeFileSync(join(kernels, 'binary.ts'), text);
