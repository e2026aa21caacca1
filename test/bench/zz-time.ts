import { openReader } from '../../scripts/reader.ts';
import { sharedSamples } from './corpus.ts';

const files = sharedSamples(['A'], 'seen').map((s) => s.file);
const reader = await openReader({ build: false });
await reader.readFile(files[0]!);
const all: number[] = [],
  early: number[] = [];
for (let r = 0; r < 2; r++)
  for (const f of files) {
    const { ms } = await reader.readFile(f);
    all.push(ms.total);
    if (ms.early) early.push(ms.early);
  }
const med = (l: number[]) => [...l].sort((a, b) => a - b)[l.length >> 1];
console.log(files.length, 'total', med(all), 'min', Math.min(...all), 'early', med(early), early.length);
await reader.close();
