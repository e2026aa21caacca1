import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { long, photograph } from './helpers.ts';
import { cameraFlags, type MortalBrowser, openBrowser, root, startWorld, temporaryFolder, type World } from './world.ts';

/**
 * A phone dies whenever it likes. Ten times (two in `npm test`: the others by `npm test -- --long`) the browser is killed with SIGKILL, each time at another moment of the same job; it is then opened again on the
 * same profile, the job is finished, and the portal's books must hold the invoice exactly once. What the user saw saved must still be there.
 */
let world: World;
const folder = temporaryFolder('kill');
const profile = join(folder.path, 'profile');
const camera = cameraFlags(join(root, 'test/fixtures/samples/facture-boulangerie.jpg'), folder.path);
const photo = join(root, 'test/fixtures/samples/facture-boulangerie.jpg');
/** Read at once: for the moments that come after the reading. */
const textPdf = join(root, 'test/fixtures/samples/facture-boulangerie.pdf');

beforeAll(async () => {
  world = await startWorld();
});
afterAll(async () => {
  await world?.close();
  folder.remove();
});

const field = (page: Page, path: string) => page.getByTestId(`field-${path}`).last();

async function drop(page: Page, file: string): Promise<void> {
  await page.goto(`${world.url}/#/ajouter`);
  await page.locator('input[type=file]').first().setInputFiles(file);
}

async function read(page: Page): Promise<string> {
  await page.waitForURL(/#\/facture\//, { timeout: 60_000 });
  await expect.poll(() => field(page, 'invoiceNumber').inputValue(), { timeout: 60_000 }).not.toBe('');
  return page.url();
}

/** Waits until the page says that what was typed is on the disk. */
async function saved(page: Page): Promise<void> {
  await page
    .getByTestId('saved')
    .or(page.getByText('Enregistré', { exact: true }))
    .first()
    .waitFor();
}

async function type(page: Page, number: string): Promise<void> {
  await field(page, 'invoiceNumber').fill(number);
  await field(page, 'delivery.date').fill('2026-11-20');
  await saved(page);
}

async function toReady(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/destinataire`);
  const engagement = field(page, 'engagementNumber');
  await engagement.waitFor();
  await engagement.fill('BC2026-0457');
  await page.getByRole('link', { name: /Continuer : dernière vérification/ }).click();
  await page.getByTestId('ready').waitFor();
}

async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Envoyer/ }).click();
}

/** From wherever the job stands on the disk, to « envoyée ». */
async function finish(page: Page, address: string, number: string): Promise<void> {
  // A draft shows its fields; anything past it is led to the follow-up. A reading that was cut starts again by itself.
  const standing = async () => {
    if (page.url().endsWith('/suivi')) return 'leaving';
    return (await field(page, 'invoiceNumber').isVisible()) ? 'draft' : '';
  };
  await expect.poll(standing, { timeout: 60_000 }).not.toBe('');
  if ((await standing()) === 'draft') {
    await read(page);
    await type(page, number);
    await toReady(page, address);
    await send(page);
  }
  // an answer that was lost is asked for again, with patience
  await page.getByTestId('sent').waitFor({ timeout: 120_000 });
}

/** The dossier whose picture waits to be read, as the disk has it. */
function unread(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('coursier');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const all = opening.result.transaction('dossiers').objectStore('dossiers').getAll();
          all.onsuccess = () => resolve(all.result.find((dossier: { reading: string }) => dossier.reading === 'waiting')?.id ?? '');
        };
      }),
  );
}

interface Moment {
  name: string;
  /** Walks to the moment and gives the dossier's address; the kill follows at once. */
  walk(page: Page, number: string): Promise<string>;
  /** What must be on the disk after the kill. */
  kept?: 'picture' | 'typed' | 'codes';
}

async function walkToSend(page: Page, number: string): Promise<string> {
  await drop(page, textPdf);
  const address = await read(page);
  await type(page, number);
  await toReady(page, address);
  await send(page);
  return address;
}

const afterSend = (ms: number): Moment => ({
  name: `${ms} ms after « Envoyer »`,
  kept: 'codes',
  async walk(page, number) {
    const address = await walkToSend(page, number);
    await sleep(ms);
    return address;
  },
});

const all: Moment[] = [
  {
    name: 'when the shutter has just closed, before « Lire la facture »',
    kept: 'picture',
    async walk(page) {
      await page.goto(`${world.url}/#/photo`);
      await photograph(page);
      return `${world.url}/#/facture/${await unread(page)}`;
    },
  },
  {
    name: 'in the middle of the reading',
    kept: 'picture',
    async walk(page) {
      await drop(page, photo);
      await page.waitForURL(/#\/facture\//);
      await sleep(900);
      return page.url();
    },
  },
  {
    name: 'when the reading has just ended',
    kept: 'picture',
    async walk(page) {
      await drop(page, photo);
      return read(page);
    },
  },
  {
    name: 'after typing',
    kept: 'typed',
    async walk(page, number) {
      await drop(page, textPdf);
      const address = await read(page);
      await type(page, number);
      return address;
    },
  },
  {
    name: 'ready, not sent',
    kept: 'codes',
    async walk(page, number) {
      await drop(page, textPdf);
      const address = await read(page);
      await type(page, number);
      await toReady(page, address);
      return address;
    },
  },
  afterSend(0),
  afterSend(600),
  afterSend(1_700),
  afterSend(3_200),
  {
    name: 'the answer of the deposit lost on the way, then killed',
    kept: 'codes',
    async walk(page, number) {
      world.portal.control.once('reponse-perdue', 'soumettre');
      const address = await walkToSend(page, number);
      await expect.poll(() => world.portal.control.invoices().some((invoice) => invoice.numeroFacture === number), { timeout: 30_000 }).toBe(true);
      return address;
    },
  },
];

/** The two that stand for the rest: before anything is known, and after a deposit whose answer was lost. */
const short = new Set(['in the middle of the reading', 'the answer of the deposit lost on the way, then killed']);
const moments = all.filter(({ name }) => long || short.has(name));

describe('killed at any moment', () => {
  it.each(moments.map((moment, index) => ({ ...moment, number: `KILL-${index + 1}` })))(
    '$name: nothing lost, nothing twice',
    async ({ walk, kept, number }) => {
      let browser: MortalBrowser = await openBrowser(profile, camera);
      const address = await walk(browser.page, number);
      await browser.kill();

      browser = await openBrowser(profile, camera);
      try {
        const { page } = browser;
        await page.goto(address);
        if (kept === 'picture')
          await expect
            .poll(
              () =>
                page
                  .getByRole('img', { name: /Page 1/ })
                  .or(page.getByRole('progressbar'))
                  .count(),
              { timeout: 60_000 },
            )
            .toBeGreaterThan(0);
        if (kept === 'typed') expect(await field(page, 'invoiceNumber').inputValue()).toBe(number);
        await finish(page, address, number);
      } finally {
        await browser.kill();
      }
      expect(world.portal.control.invoices().filter((invoice) => invoice.numeroFacture === number)).toHaveLength(1);
    },
    240_000,
  );
});
