import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { orderFixtures, orderHtml } from '../fixtures/orders.ts';
import { axeViolations, desktop, givenInvoice, launchBrowser, openPage, phone, type RunningApp, startApp, visit } from './helpers.ts';

let app: RunningApp;
let browser: Browser;
beforeAll(async () => {
  app = await startApp();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

const search = (page: Page) => page.getByRole('combobox', { name: 'Nom, ville ou SIRET' });
const active = (page: Page) => page.getByRole('option', { selected: true });

it('finds a recipient by keyboard, asks for its codes, reads the answer, and remembers them for that place', async () => {
  const { context, page, complaints } = await openPage(browser, app.url, desktop);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const id = await givenInvoice(page);
  await visit(page, `#/facture/${id}/destinataire`);

  // the list belongs to the field: the focus never leaves it
  await search(page).focus();
  await page.keyboard.type('mairie saint denis');
  await page.getByRole('option', { name: /La Réunion/ }).waitFor();
  expect(await search(page).getAttribute('aria-expanded')).toBe('true');
  await page
    .getByRole('option', { name: /Seine-Saint-Denis/ })
    .first()
    .waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const second = page.getByRole('option').nth(1);
  await expect.poll(() => second.getAttribute('aria-selected')).toBe('true');
  expect(await search(page).getAttribute('aria-activedescendant')).toBe(await second.getAttribute('id'));
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect.poll(() => active(page).count()).toBe(0);
  await page.keyboard.press('Escape');
  expect(await search(page).inputValue()).toBe('');

  // a school is billed to its town
  await page.keyboard.type('école Jean Jaurès Landrecies');
  await page.getByRole('button', { name: /^Facturer : .*Landrecies/ }).waitFor();

  await search(page).fill('12345678200036');
  await page.getByRole('option', { name: /123 456 782 00036/ }).waitFor();
  await search(page).press('Enter');
  await page.getByText('Vous facturez à').waitFor();

  // not ready without the engagement, and three ways out on the spot
  await visit(page, `#/facture/${id}/prete`);
  const problem = page.locator('[data-rule="CPP-ENGAGEMENT-REQUIRED"]');
  await problem.getByRole('button', { name: 'Continuer sans numéro d’engagement' }).waitFor();
  await problem.getByRole('link', { name: 'Demander au client' }).click();
  const message = page.getByTestId('ask-message');
  await message.waitFor();
  const text = await message.innerText();
  for (const part of ['facture n° F2026-201 du 24 novembre 2026', '38,40', 'le numéro d’engagement', 'Boulangerie Martin\nSIRET 999 800 113 00030'])
    expect(text).toContain(part);
  expect(await page.getByRole('link', { name: 'Par e-mail' }).getAttribute('href')).toContain(encodeURIComponent('F2026-201'));
  await page.getByRole('button', { name: 'Copier' }).click();
  await page.getByTestId('asked').waitFor();
  expect(await axeViolations(page)).toEqual([]);

  await visit(page, '#/');
  await page.getByText(/Codes demandés le/).waitFor();

  // the answer, pasted whole
  await visit(page, `#/facture/${id}/destinataire`);
  await page.getByLabel('La réponse reçue').fill('Bonjour,\nle numéro d’engagement à indiquer est le BC2026-0457.\nCordialement, le secrétariat');
  await page.getByRole('button', { name: 'Utiliser ces codes' }).click();
  await expect.poll(() => page.getByTestId('field-engagementNumber').inputValue()).toBe('BC2026-0457');
  await page.getByText('Ajouter un code').click();
  await page.getByLabel('Livré où ?').fill('École Jean-Jaurès');
  await page.getByTestId('field-engagementNumber').focus();
  await visit(page, `#/facture/${id}/prete`);
  await page.getByTestId('ready').waitFor();
  await page.getByRole('button', { name: 'Envoyer au portail d’entraînement' }).click();
  // codes are learnt once the portal took the invoice
  await page.getByTestId('sent').waitFor();

  // the next one: known before a letter is typed, its codes one press away
  await visit(page, '#/');
  await page.getByRole('button', { name: 'Écrire une facture' }).click();
  await page.getByRole('heading', { name: 'Écrire' }).waitFor();
  await visit(page, `#/facture/${page.url().split('/').at(-1)}/destinataire`);
  await search(page).focus();
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page
    .getByTestId('last-time')
    .getByRole('button', { name: /École Jean-Jaurès.*BC2026-0457/ })
    .click();
  await expect.poll(() => page.getByTestId('field-engagementNumber').inputValue()).toBe('BC2026-0457');

  // seen, forgotten, and brought back
  await visit(page, '#/destinataires');
  await page.getByText('engagement BC2026-0457').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page
    .getByRole('button', { name: /^Oublier/ })
    .first()
    .click();
  await page.getByText('Rien encore.').waitFor();
  await page.getByRole('button', { name: 'Annuler' }).click();
  await page.getByText('engagement BC2026-0457').waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

it('reads an order, keeps it until its invoice, and fills that invoice in one press', async () => {
  const { context, page, complaints } = await openPage(browser, app.url, phone);
  const [fixture] = orderFixtures;
  if (!fixture) throw new Error('no order');
  const press = await browser.newPage();
  await press.setContent(orderHtml(fixture));
  const buffer = await press.pdf({ preferCSSPageSize: true });
  await press.close();

  await visit(page, '#/ajouter');
  await page.locator('input[type=file]').first().setInputFiles({ name: 'commande.pdf', mimeType: 'application/pdf', buffer });
  await page.getByRole('heading', { name: 'Bon de commande', level: 1 }).waitFor();
  await page.getByText('MAIRIE DE FONTAINE-AUX-BOIS').first().waitFor();
  expect(await page.getByTestId('field-engagementNumber').inputValue()).toBe('26D000451');
  expect(await page.getByTestId('field-serviceCode').inputValue()).toBe('CANTINE-01');
  expect(await page.getByLabel('Livrer où ?').inputValue()).toBe('École Jean-Jaurès');
  expect(await page.getByLabel('Date de la commande').inputValue()).toBe('2026-11-12');
  expect(await axeViolations(page)).toEqual([]);

  // no invoice among the invoices
  await visit(page, '#/');
  expect(await page.locator('.slip').count()).toBe(0);
  await page.getByRole('link', { name: 'Commandes' }).click();
  await page.getByRole('heading', { name: 'Commandes' }).waitFor();
  await page.getByText('engagement 26D000451 · École Jean-Jaurès').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Facturer cette commande' }).click();
  await page.getByRole('heading', { name: 'Écrire' }).waitFor();
  await page.getByText('CANTINE-01 · 26D000451').waitFor();
  await page.getByText('Pain de campagne 1 kg').first().waitFor();

  // another invoice to the same body finds the order among what it may take
  await visit(page, '#/commandes');
  await page.getByText('Brouillon en cours').waitFor();
  await page
    .getByRole('link', { name: /Commande du|MAIRIE/ })
    .first()
    .click();
  await page.getByRole('heading', { name: 'Ses factures' }).waitFor();
  await page.getByRole('button', { name: 'Plus rien à facturer' }).click();
  await visit(page, '#/commandes');
  await page.getByText('Aucune commande à facturer.').waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});
