import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { launchBrowser, openPage, phone, startApp, visit } from '../browsers/helpers.ts';

/**
 * `npx tsx test/bench/backup.ts [megabytes]`: a store of that many megabytes of pictures, saved sealed and taken back by the built app in Chromium.
 * Seconds, size of the file, and the largest memory of the page's process (resident, sampled ten times a second) above what it had before.
 */
const megabytes = Number(process.argv[2] ?? 200);
const PICTURE_BYTES = 2_000_000;
const count = Math.ceil((megabytes * 1e6) / PICTURE_BYTES);

/** Resident megabytes of the largest renderer below this process. */
function resident(): number {
  const lines = execFileSync('ps', ['-eo', 'pid,ppid,rss,args'], { encoding: 'utf8' }).split('\n').slice(1);
  const rows = lines.map((line) => /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line)).filter((row) => row !== null);
  const below = new Set([String(process.pid)]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const [, pid = '', parent = ''] of rows) if (below.has(parent) && !below.has(pid)) grown = Boolean(below.add(pid));
  }
  return Math.max(
    0,
    ...rows.filter(([, pid = '', , , args = '']) => below.has(pid) && args.includes('--type=renderer')).map(([, , , rss]) => Number(rss) / 1000),
  );
}

async function measured<T>(label: string, work: () => Promise<T>): Promise<T> {
  const before = resident();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, resident());
  }, 100);
  const start = performance.now();
  const result = await work();
  clearInterval(timer);
  console.log(`${label}: ${((performance.now() - start) / 1000).toFixed(1)} s, memory ${Math.round(before)} MB, at most ${Math.round(most)} MB`);
  return result;
}

const app = await startApp();
const browser = await launchBrowser();
const { page } = await openPage(browser, app.url, phone);
await page.evaluate(
  async ({ pictures, size }) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('coursier');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (let index = 0; index < pictures; index++) {
      const bytes = new Uint8Array(size);
      for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, Math.min(size, at + 65_536)));
      const transaction = database.transaction(['dossiers', 'files'], 'readwrite');
      const id = crypto.randomUUID();
      const file = { id: `f-${id}`, name: 'photo.jpg', type: 'image/jpeg', size, role: 'source', page: 0, width: 0, height: 0 };
      transaction.objectStore('files').put({ id: file.id, dossierId: id, bytes });
      transaction
        .objectStore('dossiers')
        .put({ id, createdAt: 1, updatedAt: index, reading: 'done', files: [file], invoice: { invoiceNumber: `F-${index}` } });
      await new Promise((resolve) => transaction.addEventListener('complete', resolve));
    }
    database.close();
  },
  { pictures: count, size: PICTURE_BYTES },
);
await page.reload();
await visit(page, '#/sauvegarde');
await page.getByLabel('Mot de passe', { exact: true }).fill('trois baguettes et un pain');
await page.getByLabel('Le même, encore une fois').fill('trois baguettes et un pain');
const download = await measured(`save ${count * 2} MB`, async () => {
  const [file] = await Promise.all([
    page.waitForEvent('download', { timeout: 600_000 }),
    page.getByRole('button', { name: 'Enregistrer la sauvegarde' }).click(),
  ]);
  return file;
});
const path = await download.path();
console.log(`file: ${(readFileSync(path).length / 1e6).toFixed(1)} MB`);

const other = await openPage(browser, app.url, phone);
await visit(other.page, '#/sauvegarde');
await other.page.getByLabel('Choisir le fichier').setInputFiles(path);
await other.page.locator('#open-passphrase').fill('trois baguettes et un pain');
await measured('read and verify', async () => {
  await other.page.getByRole('button', { name: 'Ouvrir', exact: true }).click();
  await other.page.getByTestId('preview').waitFor({ timeout: 600_000 });
});
await measured('take back', async () => {
  await other.page.getByRole('button', { name: 'Reprendre', exact: true }).click();
  await other.page.getByTestId('restored').waitFor({ timeout: 600_000 });
});
await browser.close();
await app.close();
