import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeViolations, launchBrowser, openPage, phone, type RunningApp, startApp, typedInvoice, visit, withWorker } from './helpers.ts';

let app: RunningApp;
let browser: Browser;

beforeAll(async () => {
  app = await startApp();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

/** The training portal's people and the baker's own words: names are not translated. */
const names =
  /Mairie[\w’' -]*|Boulangerie Martin|Fontaine-aux-Bois|Pain de campagne|3 place du Marché|Landrecies|Code service|[A-Z]{2}_[A-Z_]+|mairie de Bagneux|collège Jean Moulin|école Jean-Jaurès|Français/g;

/** Words of French that English does not have. */
const french =
  /(?<![\p{L}’-])(le|la|les|un|une|des|du|est|sont|dans|pour|avec|sur|sans|vous|votre|vos|elle|qui|que|aux?|mes|facture|factures|envoyer|envoyée|réglages|aide|mairie|destinataire|montant|rien|retour|un instant|ajouter|choisir|janvier|février|mars|avril|juin|juillet|août|novembre|décembre)(?![\p{L}’-])|(?<!\p{L})[ldnqs]’\p{L}|\d,\d{1,2}(?!\d)|\d\s?€/giu;

/** What is on the screen, or said of it to who cannot see, but for what is marked as French and what is quoted between guillemets. */
async function frenchLeft(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [document.title];
    const walk = (node: Node): void => {
      if (node instanceof Element) {
        if (node.matches('[lang="fr"]')) return;
        for (const name of ['aria-label', 'alt', 'title', 'placeholder']) found.push(node.getAttribute(name) ?? '');
        for (const child of node.childNodes) walk(child);
      } else if (node instanceof Text) found.push(node.data);
    };
    walk(document.body);
    return found.filter((text) => text.trim() !== '');
  });
  return texts.flatMap((text) =>
    [
      ...text
        .replace(/«[^»]*»/g, '')
        .replaceAll(names, '')
        .matchAll(french),
    ].map(([word]) => `${word} | ${text}`),
  );
}

const leftOver: string[] = [];

async function inEnglish(page: Page, where: string): Promise<void> {
  leftOver.push(...(await frenchLeft(page)).map((text) => `${where}: ${text}`));
}

it('every screen says it in English, offline too, and French comes back', async () => {
  const { context, page, complaints } = await openPage(browser, app.url, { ...phone, ...withWorker });
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
  });
  const loaded = () => page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.includes('/english-')).length);
  expect(await loaded(), 'who reads French loads no English').toBe(0);
  await visit(page, '#/reglages');
  await page.getByRole('radio', { name: 'English' }).check();
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  expect(await page.title()).toBe('Settings · Coursier');

  for (const hash of [
    '#/reglages',
    '#/',
    '#/ajouter',
    '#/entreprise',
    '#/raccorder',
    '#/sauvegarde',
    '#/recevoir',
    '#/aide',
    '#/retards',
    '#/bons',
    '#/articles',
    '#/exporter',
    '#/annuaire',
    '#/destinataires',
    '#/commandes',
    '#/nulle-part',
  ]) {
    await visit(page, hash);
    await inEnglish(page, hash);
  }
  await visit(page, '#/regles');
  await page.getByText('What Chorus Pro asks').click();
  await page.getByText('This customer demands a service code.').waitFor();
  await inEnglish(page, 'rules');

  await visit(page, '#/ajouter');
  await page.getByRole('button', { name: 'Type by hand' }).click();
  await page.getByRole('heading', { name: 'Write' }).waitFor();
  for (const [path, value] of typedInvoice) await page.getByTestId(`field-${path}`).last().fill(value);
  await page.getByLabel('Description').fill('Pain de campagne');
  await page.getByLabel('Quantity').fill('1');
  await page.getByLabel('Price excl. VAT').fill('1,234.50');
  await page.getByLabel('I do not charge VAT').check();
  await page.getByTestId('saved').filter({ hasText: 'Saved' }).waitFor();
  const id = page.url().split('/').at(-1) ?? '';
  await page.getByText('€1,234.50').first().waitFor();
  await inEnglish(page, 'write');

  await visit(page, `#/facture/${id}/destinataire`);
  await page.getByLabel('Name, town or SIRET').fill('12345678200036');
  await page.getByTestId('hits').getByRole('option').first().click();
  await page.getByText('You bill').waitFor();
  await page.getByText('I do not have these codes').click();
  expect(await page.getByTestId('ask-message').getAttribute('lang'), 'the town hall reads French').toBe('fr');
  expect(await page.getByTestId('ask-message').textContent()).toMatch(/1\s234,50\s€/);
  await inEnglish(page, 'recipient');

  await visit(page, `#/facture/${id}/prete`);
  await page.locator('.problem').first().waitFor();
  await inEnglish(page, 'not ready');
  expect(await axeViolations(page)).toEqual([]);
  await visit(page, `#/facture/${id}/destinataire`);
  await page.getByTestId('field-engagementNumber').fill('BC2026-0457');
  await visit(page, `#/facture/${id}/prete`);
  await page.getByTestId('ready').waitFor();
  await page.getByRole('button', { name: 'Send to the training portal' }).click();
  await page.getByTestId('sent').waitFor({ timeout: 60_000 });
  await inEnglish(page, 'sent');
  const [deposited] = app.portal.control.invoices();
  app.portal.control.push(deposited?.identifiantFactureCPP ?? 0, 'A_RECYCLER', 'Numéro d’engagement inconnu');
  await page.getByRole('button', { name: 'Where is it now?' }).click();
  await page.getByTestId('coach').waitFor();
  await inEnglish(page, 'sent back');

  await context.setOffline(true);
  await page.goto(`${app.url}/#/`);
  await page.reload();
  await page.getByText('No network: everything works, sending will wait').waitFor();
  await page.getByRole('heading', { name: 'Waiting for you' }).waitFor();
  await inEnglish(page, 'home, offline');
  await context.setOffline(false);

  await visit(page, '#/reglages');
  await page.getByRole('radio', { name: 'Français' }).check();
  await page.getByRole('heading', { name: 'Réglages' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('fr');
  expect(leftOver).toEqual([]);
  expect(complaints).toEqual([]);
  await context.close();
});
