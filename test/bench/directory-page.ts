/**
 * npm run bench:directory: the app in Chromium builds its own directory from a generated official XML of 200 MB, then opens it again.
 * Prints the table of lib/desk/README.md. Needs the built app (node scripts/build.mjs).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { entriesFromNdjson } from '../../scripts/directory/ndjson.ts';
import { starterRows } from '../../scripts/directory/starter.ts';
import { launchBrowser, openPage, phone, root, startApp, temporaryFolder, typeInvoice, visit } from '../browsers/helpers.ts';
import { writeOfficialXml } from './official-file.ts';

const MEGABYTES = Number(process.argv[2] ?? 200);
const data = [join(root, '../shared'), '/work/shared']
  .map((place) => join(place, 'data/directory/dir150k.ndjson.gz'))
  .find((path) => existsSync(path));

/** Resident memory of the heaviest renderer of this browser, in MB: the page with its workers. */
function rendererMemory(): number {
  const sizes = readdirSync('/proc').flatMap((pid) => {
    try {
      if (!/^\d+$/.test(pid) || !readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer')) return [];
      return [Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024];
    } catch {
      return [];
    }
  });
  return Math.max(0, ...sizes);
}

const folder = temporaryFolder();
const app = await startApp();
const browser = await launchBrowser();
try {
  const entries = data ? await entriesFromNdjson(data, () => undefined) : starterRows();
  const file = join(folder.path, 'annuaire.xml');
  await writeOfficialXml(file, entries, MEGABYTES, 0);
  const { page } = await openPage(browser, app.url, phone);
  await visit(page, '#/annuaire');
  await page.getByTestId('directory-now').waitFor();
  // The longest time in which the page could answer no finger.
  await page.evaluate(() => {
    const watch = globalThis as unknown as { longest: number };
    watch.longest = 0;
    let last = performance.now();
    setInterval(() => {
      watch.longest = Math.max(watch.longest, performance.now() - last - 20);
      last = performance.now();
    }, 20);
  });
  let peak = 0;
  const meter = setInterval(() => {
    peak = Math.max(peak, rendererMemory());
  }, 250);
  const started = performance.now();
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByTestId('directory-built').waitFor({ timeout: 900_000 });
  const seconds = (performance.now() - started) / 1000;
  clearInterval(meter);
  const longest = await page.evaluate(() => (globalThis as unknown as { longest: number }).longest);
  await page.reload();
  const id = await typeInvoice(page);
  await visit(page, `#/facture/${id}/destinataire`);
  const opening = performance.now();
  await page.getByLabel('Nom, ville ou SIRET').fill('mairie de vitre');
  await page.getByTestId('hits').getByRole('option').first().waitFor();
  const opened = performance.now() - opening;
  process.stdout.write(
    [
      `| ${MEGABYTES} MB of official XML, ${entries.length} structures, in Chromium | |`,
      '|---|---|',
      `| built and in use after | ${seconds.toFixed(0)} s |`,
      `| longest time the page was busy | ${Math.round(longest)} ms |`,
      `| renderer at its peak, page and worker | ${Math.round(peak)} MB |`,
      `| first results after a reload, typing included | ${Math.round(opened)} ms |`,
      '',
    ].join('\n'),
  );
} finally {
  await browser.close();
  await app.close();
  folder.remove();
}
process.exit(0);
