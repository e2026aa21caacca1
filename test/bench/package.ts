import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../browsers/helpers.ts';

/** What the extension weighs as it is installed, and what it adds to a page. Bytes. */
export interface PackageSizes {
  /** Of the unpacked build. */
  unpacked: number;
  /** By folder or file at its root, heaviest first. */
  parts: { name: string; bytes: number }[];
  /** Each script that may be put into a page, as it is and as gzip would carry it. */
  contentScripts: { name: string; bytes: number; gzip: number }[];
  /** Scripts that the manifest puts into pages by itself: the goal is 0. */
  declared: number;
}

export const MOST_UNPACKED = 7_000_000;
/** Goal for a site that the user allowed. */
export const MOST_IN_A_PAGE = 20_000;

function bytesBelow(path: string): number {
  const stat = statSync(path);
  return stat.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + bytesBelow(join(path, name)), 0) : stat.size;
}

/** Of a build in .output. Throws when there is none. */
export function packageSizes(build = 'chrome-mv3'): PackageSizes {
  const folder = join(root, '.output', build);
  if (!existsSync(join(folder, 'manifest.json'))) throw new Error(`${build} is not built: npm run build:extension`);
  const parts = readdirSync(folder).map((name) => ({ name, bytes: bytesBelow(join(folder, name)) }));
  const scripts = join(folder, 'content-scripts');
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { content_scripts?: unknown[] };
  return {
    unpacked: parts.reduce((sum, { bytes }) => sum + bytes, 0),
    parts: parts.sort((a, b) => b.bytes - a.bytes),
    contentScripts: readdirSync(scripts).map((name) => {
      const content = readFileSync(join(scripts, name));
      return { name, bytes: content.length, gzip: gzipSync(content).length };
    }),
    declared: manifest.content_scripts?.length ?? 0,
  };
}

if (process.argv[1]?.endsWith('package.ts')) for (const build of ['chrome-mv3', 'firefox-mv3']) console.log(build, packageSizes(build));
