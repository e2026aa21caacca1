import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { main as compile } from 'assemblyscript/asc';
import { kernels, layers, sourceHash } from './kernels-source.mjs';

/**
 * After `npm install`: the scan stage's pixel loops and the strip reader's network (AssemblyScript) made WebAssembly, written as text into modules of their own,
 * so that node, tests and workers load them alike. Not in git: they follow from their source.
 */
async function built(folder, ...features) {
  let binary;
  const { error, stderr } = await compile(
    ['assembly/index.ts', '--baseDir', folder, '-O3', '--noAssert', '--runtime', 'stub', '--outFile', 'kernels.wasm', ...features],
    {
      writeFile(name, contents) {
        if (name === 'kernels.wasm') binary = contents;
      },
    },
  );
  if (error || !binary) throw new Error(`kernels: ${error?.message ?? 'nothing built'}\n${stderr.toString()}`);
  return Buffer.from(binary).toString('base64');
}

/** `others`: further builds by name, with the features that they need. */
async function write(folder, others) {
  let text = `// Made by scripts/build-kernels.mjs from assembly/: change it there.
/** SHA-256 of that source: a test tells when this file is older. */
export const source = '${sourceHash(folder)}';
export const vectors = '${await built(folder, '--enable', 'simd')}';
`;
  for (const [name, features] of Object.entries(others)) text += `export const ${name} = '${await built(folder, ...features)}';\n`;
  writeFileSync(join(folder, 'binary.ts'), text);
}

await write(kernels, { plain: [] });
// Without vectors it would be ten times slower than the engine that it helps. With a product added in one step it takes two thirds of the time.
await write(layers, { fused: ['--enable', 'simd', '--enable', 'relaxed-simd'] });
