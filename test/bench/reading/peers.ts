import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createWorker } from 'tesseract.js';
import { pgm } from '../../../lib/reading/recogniser.ts';
import { stripRise } from '../../../lib/reading/strips/reader.ts';
import type { Gray } from '../../../lib/scan/index.ts';
import { nodeRecogniser, nodeScanner, npmLanguage } from '../node-reader.ts';

/** What another reader makes of the picture as it was taken, as text. */
export interface Peer {
  name: string;
  text(file: string): Promise<string>;
  end(): Promise<void>;
}

/** One thread, as in a browser. */
const environment = { ...process.env, OMP_THREAD_LIMIT: '1' };
const quiet = { env: environment, stdio: ['ignore', 'pipe', 'ignore'] } satisfies { env: NodeJS.ProcessEnv; stdio: ('ignore' | 'pipe')[] };

function nativeVersion(): string | null {
  try {
    const languages = execFileSync('tesseract', ['--list-langs'], quiet).toString();
    if (!/^fra$/m.test(languages)) return null;
    return (
      execFileSync('tesseract', ['--version'], { env: environment })
        .toString()
        .match(/tesseract ([\d.]+)/)?.[1] ?? null
    );
  } catch {
    return null;
  }
}

/** Debian's tesseract with its French data; null where it is not installed (`apt-get install tesseract-ocr tesseract-ocr-fra`). */
export function nativePeer(): Peer | null {
  const version = nativeVersion();
  if (!version) return null;
  return {
    name: `tesseract ${version} natif`,
    text: async (file) => execFileSync('tesseract', [file, '-', '-l', 'fra'], { ...quiet, maxBuffer: 1 << 24 }).toString(),
    end: async () => undefined,
  };
}

/** tesseract.js as its own page says to use it, with the language data of npm. */
export async function defaultsPeer(): Promise<Peer> {
  const worker = await createWorker('fra', 1, { langPath: npmLanguage, gzip: true, cacheMethod: 'none' });
  return {
    name: 'tesseract.js 7, réglages d’origine',
    text: async (file) => (await worker.recognize(file)).data.text,
    end: async () => {
      await worker.terminate();
    },
  };
}

/** Processor seconds of a command and its children. */
function processorOf(command: string, args: readonly string[]): number {
  const script = 'TIMEFORMAT="%U %S"; time "$@" >/dev/null 2>/dev/null';
  const told = execFileSync('bash', ['-c', `{ ${script}; } 2>&1`, 'bash', command, ...args], { env: environment }).toString();
  return told
    .trim()
    .split(/\s+/)
    .reduce((sum, part) => sum + Number(part.replace(',', '.')), 0);
}

/** Processor of one reading of a page's lines, in that of native tesseract with the same data on the same lines: of the engine, and of the strip reader. */
export interface PassRatio {
  engine: number;
  strips: number;
}

/**
 * Processor time of one pass of our engine over that of native tesseract, median of the pictures: same picture (our montage), same language data, same layout
 * mode. Native includes the start of its process, ours is warm. null without native tesseract.
 */
export async function passRatio(files: readonly string[]): Promise<PassRatio | null> {
  if (!nativeVersion()) return null;
  const folder = mkdtempSync(join(tmpdir(), 'passes-'));
  const data = join(npmLanguage, 'fra.traineddata.gz');
  if (!existsSync(data)) return null;
  writeFileSync(join(folder, 'fra.traineddata'), gunzipSync(readFileSync(data)));
  const recogniser = await nodeRecogniser();
  const scanner = nodeScanner();
  const ratios: { engine: number[]; strips: number[] } = { engine: [], strips: [] };
  try {
    // the first picture warms the engine up and counts for nothing
    for (const [index, file] of [...files.slice(0, 1), ...files].entries()) {
      await scanner.open({ bytes: readFileSync(file), type: '' }, {});
      const image: Gray = (await scanner.montage({})).image;
      writeFileSync(join(folder, 'lines.pgm'), pgm(image));
      const before = process.cpuUsage();
      await recogniser.recognise(image);
      const engine = process.cpuUsage(before);
      const { pieces } = await scanner.layout(0);
      const between = process.cpuUsage();
      await scanner.strips(0, [...pieces.keys()], stripRise);
      const strips = process.cpuUsage(between);
      if (index === 0) continue;
      const native = processorOf('tesseract', [
        join(folder, 'lines.pgm'),
        '-',
        '--tessdata-dir',
        folder,
        '-l',
        'fra',
        '--oem',
        '1',
        '--psm',
        '6',
        '--dpi',
        '300',
      ]);
      if (native === 0) continue;
      ratios.engine.push((engine.user + engine.system) / 1e6 / native);
      ratios.strips.push((strips.user + strips.system) / 1e6 / native);
    }
  } finally {
    await recogniser.end();
    rmSync(folder, { recursive: true });
  }
  const middle = (list: number[]) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
  const [engine, strips] = [middle(ratios.engine), middle(ratios.strips)];
  return engine === undefined || strips === undefined ? null : { engine, strips };
}
