import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DirectoryEntry } from '../../lib/directory/entry.ts';
import { writeOfficialXml } from './official-file.ts';
import { brotli, goal, kilobytes, say } from './recipients-report.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The builder on a generated file of 200 MB, in its own process, then on the same one a week later. */
export async function building(entries: readonly DirectoryEntry[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'coursier-build-'));
  try {
    say('| a generated official XML of 200 MB | of processor | peak memory |');
    say('|---|---|---|');
    for (const week of [0, 1]) {
      await writeOfficialXml(join(folder, `week${week}.xml`), entries, 200, week);
      const previous = week > 0 ? ['--previous', join(folder, 'out0')] : [];
      const script =
        "process.on('exit', () => { const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage(); console.error('used ' + (userCPUTime + systemCPUTime) / 1e6 + ' ' + maxRSS / 1024); });";
      const { stderr } = spawnSync(
        process.execPath,
        [
          // as `npm run directory:build` does: left to itself, node lets its heap grow as long as there is memory
          '--max-old-space-size=384',
          '--import',
          `data:text/javascript,${encodeURIComponent(script)}`,
          '--import',
          'tsx',
          join(root, 'scripts/directory-build.ts'),
          join(folder, `week${week}.xml`),
          '--out',
          join(folder, `out${week}`),
          ...previous,
        ],
        { cwd: root, encoding: 'utf8' },
      );
      const [, seconds, megabytes] = /used ([\d.]+) ([\d.]+)/.exec(stderr) ?? [];
      say(
        `| ${week === 0 ? 'first build' : 'a week later, with its delta'} | ${Number(seconds).toFixed(0)} s | ${Number(megabytes).toFixed(0)} MB |`,
      );
      goal(
        week === 0 ? 'build from an official file of 200 MB' : 'the same with its delta',
        '<= 60 s, 512 MB',
        `${Number(seconds).toFixed(0)} s, ${Number(megabytes).toFixed(0)} MB`,
        Number(seconds) <= 60 && Number(megabytes) <= 512,
      );
    }
    say();
    const out = join(folder, 'out1');
    const sizes = (kind: string) => readdirSync(out).flatMap((name) => (name.startsWith(kind) ? [readFileSync(join(out, name))] : []));
    const delta = sizes('delta')[0]!;
    goal('weekly delta', '<= 5 KB', `${brotli(delta)} bytes`, brotli(delta) <= 5000);
    const shards = sizes('services').map((bytes) => bytes.length);
    say('| what it wrote | |');
    say('|---|---|');
    say(`| base: raw / brotli | ${kilobytes(sizes('base')[0]!)} |`);
    say(`| shards of services | ${shards.length}, the largest ${Math.round(Math.max(...shards) / 1000)} KB raw |`);
    say(
      `| delta of one week (52 closed, 87 opened, 40 that ask for something else, 120 services): raw / brotli | ${delta.length} / ${brotli(delta)} bytes |`,
    );
    say();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
