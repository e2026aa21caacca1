import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { desktop, launchBrowser, openPage, phone, type RunningApp, sample, startApp, visit, withWorker } from '../test/browsers/helpers.ts';

/**
 * `npm run screenshots`: walks the built app like a user, at two widths, light and dark, and keeps docs/screenshots/*.webp for the README and the guide.
 * Every picture comes from the real app reading the real sample: they cannot age.
 */
const folder = fileURLToPath(new URL('../docs/screenshots', import.meta.url));
const MOST_BYTES = 150_000;

/** A WebP small enough for git: quality goes down until it fits. The browser itself is the encoder. */
async function keep(page: Page, name: string): Promise<void> {
  const png = await page.screenshot({ animations: 'disabled' });
  for (const quality of [0.9, 0.8, 0.65, 0.5]) {
    const webp = Buffer.from(
      await page.evaluate(
        async ({ base64, quality: wanted }) => {
          const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
          const bitmap = await createImageBitmap(new Blob([bytes]));
          const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
          canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
          const encoded = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp', quality: wanted })).arrayBuffer());
          let text = '';
          for (const byte of encoded) text += String.fromCharCode(byte);
          return btoa(text);
        },
        { base64: png.toString('base64'), quality },
      ),
      'base64',
    );
    if (webp.length > MOST_BYTES && quality > 0.5) continue;
    writeFileSync(join(folder, `${name}.webp`), webp);
    console.error(`${name}.webp ${Math.round(webp.length / 1000)} kB`);
    return;
  }
}

async function walk(browser: Browser, app: RunningApp, suffix: string, options: typeof phone): Promise<void> {
  const { context, page } = await openPage(browser, app.url, { ...options, ...withWorker, deviceScaleFactor: 2 });
  // in the dark, the three pictures that show it best
  const wanted = suffix.endsWith('sombre') ? ['verifier', 'suivi', 'liste'] : null;
  const shot = (name: string) => (wanted && !wanted.includes(name) ? Promise.resolve() : keep(page, `${name}-${suffix}`));
  await shot('accueil');
  await visit(page, '#/ajouter');
  await page.getByLabel('Choisir un fichier').setInputFiles(sample);
  await page.getByRole('heading', { name: 'Vérifier' }).waitFor({ timeout: 120_000 });
  await page.getByTestId('all-seen').or(page.getByTestId('walk')).first().waitFor();
  await page.getByTestId('field-invoiceNumber').last().waitFor();
  const id = page.url().split('/').at(-1) ?? '';
  await page.waitForTimeout(400);
  await shot('verifier');
  await page.getByTestId('field-totals.gross').last().focus();
  await page.waitForTimeout(600);
  await shot('champ');
  await page.getByTestId('field-delivery.date').last().fill('2026-11-20');
  await visit(page, `#/facture/${id}/destinataire`);
  await page.getByText('Vous facturez à').waitFor();
  await page.getByTestId('field-engagementNumber').waitFor();
  await shot('destinataire');
  await visit(page, `#/facture/${id}/prete`);
  await page.getByTestId('ready').waitFor();
  await shot('prete');
  await page.getByRole('button', { name: 'Envoyer au portail d’entraînement' }).click();
  await page.getByTestId('sent').waitFor({ timeout: 60_000 });
  await page.waitForTimeout(300);
  await shot('suivi');
  await visit(page, '#/');
  await page.getByText('À recevoir').waitFor();
  await shot('liste');
  await context.close();
}

mkdirSync(folder, { recursive: true });
// The browser's own words (« jj/mm/aaaa ») in French, where its languages are installed (Debian: chromium-l10n).
process.env.LANGUAGE = 'fr';
const browser = await launchBrowser();
try {
  for (const [suffix, options] of [
    ['telephone-clair', { ...phone, colorScheme: 'light' as const }],
    ['telephone-sombre', { ...phone, colorScheme: 'dark' as const }],
    ['large-clair', { ...desktop, colorScheme: 'light' as const }],
    ['large-sombre', { ...desktop, colorScheme: 'dark' as const }],
  ] as const) {
    // a fresh portal each time: it refuses a number sent twice, as the State's does
    const app = await startApp();
    await walk(browser, app, suffix, options);
    await app.close();
  }
} finally {
  await browser.close();
}
