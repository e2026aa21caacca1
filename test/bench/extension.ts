/**
 * npm run bench:extension [-- --write] [-- --only fill|capture|way|package]
 * The built extension in Chromium: filling the four builds of the practice pages, capturing from billing tools, the whole way, what it weighs and costs.
 * Prints a markdown table (--write: to EXTENSION.md).
 */
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openCapture } from '../../scripts/capturer.ts';
import { buildExtension, buildPwa, root } from '../../scripts/steps.mjs';
import { startExtension } from '../browsers/extension-world.ts';
import { type Way, walkTheWay } from '../browsers/way.ts';
import { startWorld } from '../browsers/world.ts';
import { openFixtureTools } from '../fixtures/billing/server.ts';
import { type CaptureRow, captureRows, clickToFilled, scriptCosts } from './capture.ts';
import { benchFill, type FillFigures, median } from './fill.ts';
import { MOST_IN_A_PAGE, MOST_UNPACKED, packageSizes } from './package.ts';

const { values } = parseArgs({ options: { write: { type: 'boolean' }, only: { type: 'string' } } });
const wants = (part: string) => !values.only || values.only === part;
const tell = (line: string) => console.error(line);
const percent = (part: number, whole: number) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);
const sum = <T>(rows: readonly T[], of: (row: T) => number) => rows.reduce((total, row) => total + of(row), 0);
const whole = (number: number) => String(Math.round(number));

async function theWay(): Promise<Way> {
  const [tools, app] = await Promise.all([openFixtureTools(), startWorld()]);
  const extension = await startExtension({ allowed: [tools.address, app.url], practice: [app.url] });
  try {
    const walked = await walkTheWay(extension, `${tools.address}/outil/lien/4`);
    if (app.portal.control.invoices().length !== 1) throw new Error('the way did not end in the books');
    return walked;
  } finally {
    await extension.close();
    await Promise.all([tools.close(), app.close()]);
  }
}

async function capturing(): Promise<{ rows: CaptureRow[]; click: number[]; bytes: Record<string, number>; offered: number }> {
  const tools = await openFixtureTools();
  const capturer = await openCapture({ build: false });
  try {
    const rows = await captureRows({ tools, capturer });
    for (const { misses } of rows) for (const miss of misses) tell(`  ${miss}`);
    return { rows, click: await clickToFilled(capturer, tools), ...(await scriptCosts(capturer, tools)) };
  } finally {
    await capturer.close();
    await tools.close();
  }
}

if (buildPwa() !== 0 || buildExtension({ ifOld: true }) !== 0) process.exit(1);
const load = loadavg()[0] ?? 0;
const lines: string[] = [
  '# The extension, measured',
  '',
  `\`npm run bench:extension -- --write\`, ${new Date().toISOString().slice(0, 10)}, node ${process.versions.node}, 2 cores, load before ${load.toFixed(1)}. Chromium without a screen.`,
  'Everything against our own pages: the practice portal (`test/portal/pages`, four builds of the same forms) and the tools of `test/fixtures/billing`. The real',
  'portal’s forms are published nowhere.',
  '',
  '| measure | goal | got |',
  '|---|---|---|',
];
const put = (measure: string, goal: string, got: string) => lines.push(`| ${measure} | ${goal} | ${got} |`);
const details: string[] = [];

if (wants('fill')) {
  const { rows, foreign }: FillFigures = await benchFill(tell);
  const [fields, right, wrong] = [sum(rows, (row) => row.fields), sum(rows, (row) => row.right), sum(rows, (row) => row.wrong)];
  put('fields filled right, four builds × two forms × ten drafts', '≥ 99 %', `${percent(right, fields)} (${right} of ${fields})`);
  put('of these, filled wrong', '0', whole(wrong));
  put(`fields touched on ${foreign.pages} pages that are not the portal (phishing copy, ordinary forms)`, '0', whole(foreign.touched.length));
  put('order to filled form, median of the longest page', '≤ 1 s', `${whole(median(rows.flatMap(({ ms }) => ms)))} ms`);
  details.push('', '| build and form | fields | right | wrong | median ms |', '|---|---|---|---|---|');
  for (const row of rows)
    details.push(`| ${row.build}, ${row.form} | ${row.fields} | ${percent(row.right, row.fields)} | ${row.wrong} | ${whole(median(row.ms))} |`);
  for (const touched of foreign.touched) tell(touched);
}
if (wants('capture')) {
  const { rows, click, bytes, offered } = await capturing();
  const documents = sum(rows, (row) => row.documents);
  put(
    'captured documents right',
    '100 %',
    `${percent(
      sum(rows, (row) => row.documentsRight),
      documents,
    )} (${documents})`,
  );
  put(
    'captured fields right',
    '≥ 97 %',
    percent(
      sum(rows, (row) => row.fieldsRight),
      sum(rows, (row) => row.fields),
    ),
  );
  put('captured fields wrong, of these said to be sure', '0 sure', `${sum(rows, (row) => row.wrong)}, ${sum(rows, (row) => row.sureWrong)}`);
  put('click to filled panel, PDF with text, median', '≤ 1.5 s', `${whole(median(click))} ms`);
  put(
    'script that stands on sites the user allowed',
    `≤ 20 KB, ≤ 5 ms`,
    `${((bytes['button.js'] ?? 0) / 1000).toFixed(1)} KB, ${offered.toFixed(1)} ms`,
  );
  details.push('', '| page | documents | right | fields right | median ms |', '|---|---|---|---|---|');
  for (const row of rows)
    details.push(`| ${row.kind} | ${row.documents} | ${row.documentsRight} | ${percent(row.fieldsRight, row.fields)} | ${whole(median(row.ms))} |`);
}
if (wants('way')) {
  const way = await theWay();
  put('gestures from the billing tool to sent, after login', '≤ 4', `${way.gestures.length}: ${way.gestures.join('; ')}`);
  put('the same in the real side panel: read, then filled', '–', `${way.read} ms, ${way.filled} ms`);
}
if (wants('package')) {
  const { unpacked, contentScripts, declared, parts } = packageSizes();
  put('package unpacked', `≤ ${MOST_UNPACKED / 1e6} MB`, `${(unpacked / 1e6).toFixed(2)} MB`);
  put('content scripts where it is not used', '0', whole(declared));
  details.push('', `Scripts put into pages at the moment they serve, bytes (gzip; for pages of tools the goal is ${MOST_IN_A_PAGE}):`);
  for (const { name, bytes, gzip } of contentScripts) details.push(`- ${name}: ${bytes} (${gzip})`);
  details.push(
    '',
    `Heaviest: ${parts
      .slice(0, 6)
      .map(({ name, bytes }) => `${name} ${(bytes / 1e6).toFixed(2)} MB`)
      .join(', ')}.`,
  );
}
const text = `${[...lines, ...details].join('\n')}\n`;
console.log(text);
if (values.write && !values.only) writeFileSync(join(root, 'test/bench/EXTENSION.md'), text);
