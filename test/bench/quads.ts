import { readFileSync } from 'node:fs';
import { grayscale } from '../../lib/scan/pixels.ts';
import { findPage, isPage } from '../../lib/scan/quad.ts';
import { decode, photosFolder, readTruth } from './pictures.ts';

/**
 * Page corners on the development pictures: share found within 1 % of the diagonal, and false pages on flat scans.
 * `node --import tsx test/bench/quads.ts [kinds] [modulo]`
 */
const kinds = process.argv[2] ?? 'ABCKE';
const modulo = Number(process.argv[3] ?? 1);
let photos = 0;
let good = 0;
let flat = 0;
let wrong = 0;
for (const [index, invoice] of readTruth().entries()) {
  if (index % modulo !== Number(process.argv[4] ?? 0)) continue;
  for (const { file, kind, corners } of invoice.files) {
    const flatKind = kind === 'pdf' || kind === 'scan' || kind === 'Z';
    if (!kinds.includes(kind)) continue;
    const gray = grayscale(decode(readFileSync(photosFolder + file)));
    const started = performance.now();
    const found = findPage(gray);
    const ms = Math.round(performance.now() - started);
    let note = '';
    if (flatKind) {
      flat++;
      if (isPage(found)) wrong++;
    } else if (corners) {
      photos++;
      const diagonal = Math.hypot(gray.width, gray.height);
      const worst = found ? Math.max(...corners.map(([x, y], i) => Math.hypot(found.corners[i]!.x - x, found.corners[i]!.y - y))) / diagonal : 1;
      if (isPage(found) && worst < 0.01) good++;
      note = `off ${(worst * 100).toFixed(2)} %`;
    }
    console.log(
      file.padEnd(18),
      isPage(found) ? 'page' : 'none',
      found ? `score ${found.score.toFixed(3)} min ${found.minSupport.toFixed(2)} frame ${found.borderSides}` : '',
      note,
      `${ms} ms`,
    );
  }
}
console.log(`pages within 1 %: ${good}/${photos}; false pages on flat scans: ${wrong}/${flat}`);
