import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {} from '../../entrypoints/sidepanel/bench.ts';
import { type FirefoxWorld, firefoxPath, startFirefox } from './firefox-world.ts';
import { type RunningApp, sample, saved, startApp, typeInvoice, visit } from './helpers.ts';

let app: RunningApp;
let world: FirefoxWorld;
let panel: Page;

describe.skipIf(firefoxPath() === null)('the extension in Firefox', () => {
  beforeAll(async () => {
    app = await startApp();
    world = await startFirefox();
    panel = await world.openOwn('sidepanel.html');
  });
  afterAll(async () => {
    await world?.close();
    await app?.close();
  });

  it('opens its panel and reads a photograph there', async () => {
    await visit(panel, '#/ajouter');
    await panel.getByLabel('Choisir un fichier').setInputFiles(sample);
    await panel.getByTestId('field-invoiceNumber').last().waitFor({ timeout: 60_000 });
    expect(await panel.getByTestId('field-invoiceNumber').last().inputValue()).not.toBe('');
  });

  it('stands beside a page whose site the user allowed', async () => {
    expect(await world.allow(panel, [app.url])).toBe(true);
    const page = await world.openPage(`${app.url}/icons/icon.svg`);
    const beside = await world.openPanel(panel, page);
    await beside.getByTestId('beside').getByText('localhost').waitFor();
    await page.close();
  });

  it('fills a form of the practice portal, through the panel', async () => {
    const origin = app.url;
    const bench = await world.openOwn('sidepanel.html#/banc');
    await bench.waitForFunction(() => globalThis.coursierFill !== undefined);
    const given = JSON.parse(readFileSync(new URL('../fixtures/drafts/02-plombier-deux-taux.json', import.meta.url), 'utf8'));
    const draft = {
      ...given,
      serviceCode: 'SERVICE_DEST_SERV_OBL',
      buyer: { ...given.buyer, siret: '12345678200028' },
      seller: { ...given.seller, siret: '12345678200010' },
    };
    const id = await bench.evaluate(([value, at]) => globalThis.coursierFill?.prepare(value, [at as string]) ?? '', [draft, origin] as const);
    const page = await world.openPage(`${origin}/entrainement/formulaires/react/saisir`);
    const beside = await world.openPanel(panel, page, `#/facture/${id}/remplir`);
    await beside.getByRole('button', { name: 'Remplir le formulaire' }).click();
    await beside.getByTestId('filled').waitFor();
    await beside.locator('[data-field="engagementNumber"].right').waitFor({ state: 'attached' });
    expect(await beside.locator('.fill-row:not(.right)').count()).toBe(0);
    expect(await page.getByLabel('SIRET du destinataire').inputValue()).toContain('12345678200028');
    await page.close();
  });

  it('takes a draft of the web app through the script in its page, and gives it back', async () => {
    const web = await world.openPage(app.url);
    await typeInvoice(web);
    await visit(panel, '#/reglages');
    await panel.getByLabel('Adresse de mon application').fill(app.url);
    await panel.getByRole('button', { name: 'Relier', exact: true }).click();
    await panel.getByRole('button', { name: 'Prendre la facture F2026-201' }).click();
    await panel.getByTestId('coming').waitFor({ state: 'detached' });
    await visit(panel, '#/');
    await panel.locator('.slip', { hasText: 'F2026-201' }).click();
    await panel.getByTestId('field-invoiceNumber').last().fill('F2026-202');
    await saved(panel);
    await visit(panel, '#/');
    await panel.getByRole('button', { name: 'Mettre à jour là-bas' }).click();
    await visit(web, '#/');
    await web.getByText('n° F2026-202').waitFor();
    expect(await web.locator('.slip').count()).toBe(1);
  });
});
