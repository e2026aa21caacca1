import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { madeDossiers } from '../fixtures/dossiers.ts';
import { bakerInvoice } from '../unit/invoice/baker.ts';
import {
  axeViolations,
  desktop,
  givenInvoice,
  keepDossiers,
  launchBrowser,
  openPage,
  phone,
  type RunningApp,
  startApp,
  temporaryFolder,
  visit,
} from './helpers.ts';

const passphrase = 'trois baguettes et un pain';
const folder = temporaryFolder();
let app: RunningApp;
let browser: Browser;

beforeAll(async () => {
  app = await startApp();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  folder.remove();
});

async function downloaded(page: Page, name: string, click: () => Promise<void>): Promise<{ path: string; name: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  const path = join(folder.path, name);
  await download.saveAs(path);
  return { path, name: download.suggestedFilename() };
}

/** The words typed twice, the file saved. */
async function sealedBackup(page: Page, name: string): Promise<{ path: string; name: string }> {
  await visit(page, '#/sauvegarde');
  await page.getByLabel('Mot de passe', { exact: true }).fill(passphrase);
  await page.getByLabel('Le même, encore une fois').fill(passphrase);
  return downloaded(page, name, () => page.getByRole('button', { name: 'Enregistrer la sauvegarde' }).click());
}

describe('a backup', () => {
  it('with a passphrase comes back on another device, after a wrong one; taken again it changes nothing', async () => {
    const { context, page, complaints } = await openPage(browser, app.url, phone);
    await givenInvoice(page);
    await visit(page, '#/sauvegarde');
    const save = page.getByRole('button', { name: 'Enregistrer la sauvegarde' });
    const word = page.getByLabel('Mot de passe', { exact: true });
    await word.fill('pain');
    await page.getByText('Trop court').waitFor();
    await word.fill(passphrase);
    await page.getByText('Solide.').waitFor();
    await page.getByLabel('Le même, encore une fois').fill(passphrase.replace('un pain', 'du pain'));
    await page.getByText('Les deux mots de passe ne sont pas pareils.').waitFor();
    expect(await save.isDisabled()).toBe(true);
    const file = await sealedBackup(page, 'sealed');
    expect(file.name).toMatch(/^coursier-\d{4}-\d\d-\d\d\.coursier$/);
    expect(readFileSync(file.path).toString('latin1')).not.toContain('Boulangerie');
    await page.getByTestId('backup-saved').waitFor();
    await page.getByTestId('last-backup').getByText('Dernière sauvegarde').waitFor();
    expect(await axeViolations(page), 'backup saved').toEqual([]);
    await context.close();

    const other = await openPage(browser, app.url, desktop);
    const restore = async () => {
      await visit(other.page, '#/sauvegarde');
      await other.page.getByLabel('Choisir le fichier').setInputFiles(file.path);
      await other.page.locator('#open-passphrase').fill(passphrase);
      await other.page.getByRole('button', { name: 'Ouvrir', exact: true }).click();
      await other.page.getByTestId('preview').waitFor();
    };
    await visit(other.page, '#/sauvegarde');
    await other.page.getByLabel('Choisir le fichier').setInputFiles(file.path);
    await other.page.locator('#open-passphrase').fill('autre chose');
    await other.page.getByRole('button', { name: 'Ouvrir', exact: true }).click();
    await other.page.getByText('Ce mot de passe n’ouvre pas la sauvegarde').waitFor();
    expect(await axeViolations(other.page), 'wrong passphrase').toEqual([]);
    await restore();
    await other.page.getByText('Une facture de plus').waitFor();
    expect(await axeViolations(other.page), 'preview').toEqual([]);
    await other.page.getByRole('button', { name: 'Reprendre', exact: true }).click();
    await other.page.getByTestId('restored').waitFor();
    await visit(other.page, '#/');
    await other.page.getByText('F2026-201').waitFor();
    await visit(other.page, '#/reglages');
    await restore();
    await other.page.getByText('Tout était déjà là').waitFor();
    expect([...complaints, ...other.complaints]).toEqual([]);
    await other.context.close();
  });

  it('cut in half, or of another kind, is a sentence, and the device stays as it was', async () => {
    const { context, page, complaints } = await openPage(browser, app.url, phone);
    const { path } = await sealedBackup(page, 'empty');
    const bytes = readFileSync(path);
    for (const [name, content, said] of [
      ['half.coursier', bytes.subarray(0, bytes.length >> 1), 'incomplète'],
      ['other.coursier', Buffer.from('bonjour'), 'n’est pas une sauvegarde de Coursier'],
      ['newer.coursier', Buffer.concat([bytes.subarray(0, 8), Buffer.from([9]), bytes.subarray(9)]), 'plus récente de Coursier'],
    ] as const) {
      await page.getByLabel('Choisir le fichier').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });
      // told before a passphrase is asked for nothing
      await page.getByRole('alert').getByText(said).waitFor();
    }
    await visit(page, '#/');
    await page.getByRole('button', { name: 'Essayer avec un exemple' }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('one invoice, from one device to another', () => {
  it('goes by a file, known for what it is wherever it is dropped', async () => {
    const { context, page } = await openPage(browser, app.url, phone);
    await givenInvoice(page);
    await page.getByRole('button', { name: 'Vers un autre appareil' }).click();
    expect(await axeViolations(page), 'hand-over').toEqual([]);
    const file = await downloaded(page, 'one', () => page.getByRole('button', { name: 'Par un fichier' }).click());
    expect(file.name).toMatch(/F2026-201.*\.coursier$/);
    await context.close();

    const other = await openPage(browser, app.url, desktop);
    await visit(other.page, '#/ajouter');
    const name = 'renamed-by-a-mail-program.pdf';
    await other.page.getByLabel('Choisir un fichier').setInputFiles({ name, mimeType: 'application/pdf', buffer: readFileSync(file.path) });
    await other.page.getByText('Une facture d’un autre appareil').waitFor();
    await other.page.getByRole('button', { name: 'Reprendre', exact: true }).click();
    await other.page.getByRole('link', { name: 'Ouvrir la facture' }).click();
    await other.page.getByRole('heading', { name: 'Écrire' }).waitFor();
    expect(await other.page.getByTestId('field-invoiceNumber').last().inputValue()).toBe('F2026-201');
    expect(other.complaints).toEqual([]);
    await other.context.close();
  });

  it('goes by the codes on a phone’s screen, read by the other’s camera', async () => {
    const { context, page } = await openPage(browser, app.url, { ...phone, deviceScaleFactor: 2, reducedMotion: 'no-preference' });
    // long enough for several codes
    const [bread] = bakerInvoice().lines;
    if (!bread) throw new Error('no line');
    const id = await givenInvoice(page, {
      lines: Array.from({ length: 8 }, (_, index) => ({
        ...bread,
        name: `Article ${(Math.sin(index + 1) * 1e16).toString(36)} ${(Math.cos(index + 1) * 1e16).toString(36)}`,
        netPrice: `${index + 1}.${10 + index}`,
      })),
    });
    await page.getByRole('button', { name: 'Vers un autre appareil' }).click();
    await page.getByRole('button', { name: 'Par un code' }).click();
    await page.getByTestId('code').waitFor();
    await page.getByRole('button', { name: 'Arrêter le défilement' }).click();
    expect(await axeViolations(page), 'codes').toEqual([]);
    const places = page.locator('.code-place strong');
    const [, count = 0] = (await places.innerText()).split(' sur ').map(Number);
    expect(count).toBeGreaterThan(1);
    const pictures: Buffer[] = [];
    for (let index = 0; index < count; index++) {
      await page.getByRole('button', { name: 'Code suivant' }).click();
      pictures.push(await page.screenshot({ type: 'jpeg', quality: 80 }));
    }
    await context.close();

    // what a camera held over that screen would see, each code for two thirds of a second
    const film = join(folder.path, 'codes.mjpeg');
    writeFileSync(
      film,
      Buffer.concat(Array.from({ length: 6 }, () => pictures.flatMap((picture) => Array.from({ length: 20 }, () => picture))).flat()),
    );
    const seeing = await launchBrowser({ camera: film });
    const other = await openPage(seeing, app.url, desktop);
    await visit(other.page, '#/recevoir');
    await other.page.getByRole('button', { name: 'Lire un code' }).click();
    await other.page.getByText(/code.? sur \d/).waitFor();
    await other.page.getByRole('heading', { name: 'Écrire' }).waitFor({ timeout: 60_000 });
    expect(other.page.url()).toContain(id);
    expect(await other.page.getByTestId('field-invoiceNumber').last().inputValue()).toBe('F2026-201');
    expect(await other.page.getByLabel('Désignation').count()).toBe(9);
    expect(other.complaints).toEqual([]);
    await seeing.close();
  });
});

describe('the reminder', () => {
  it('is said on the list once ten invoices are nowhere else, and keeps quiet when asked', async () => {
    const { context, page, complaints } = await openPage(browser, app.url, phone);
    await keepDossiers(page, madeDossiers(10, '2026-11-24'));
    await page.reload();
    await page.getByTestId('backup-due').waitFor();
    expect(await axeViolations(page), 'backup due').toEqual([]);
    await page.getByRole('button', { name: 'Plus tard' }).click();
    await page.getByTestId('backup-due').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await context.close();
  });
});
