import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findSecrets, type Haystack, pageHaystacks } from '../bench/secrets.ts';
import { axeViolations, desktop, givenInvoice, launchBrowser, openPage, phone, type RunningApp, saved, startApp, visit } from './helpers.ts';

let app: RunningApp;
let browser: Browser;

beforeAll(async () => {
  app = await startApp({ asReal: true });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

const done = (page: Page) => page.getByRole('button', { name: 'C’est fait' }).click();

/** Walks the set-up of the State's try-out portal up to its last step; `password` is the technical account's. */
async function walk(page: Page, password: string): Promise<void> {
  await visit(page, '#/raccorder');
  await page.getByRole('radio', { name: /qualification/ }).check();
  await done(page);
  await done(page);
  await page.getByLabel('Identifiant (Client ID)').fill('entrainement');
  await page.getByLabel('Secret (Client Secret)').fill('entrainement');
  await page.getByLabel('Secret (Client Secret)').blur();
  await page.getByRole('button', { name: /Changer : Secret/ }).waitFor();
  await done(page);
  await done(page);
  await page.getByLabel('Identifiant du compte technique').fill('TECH_1_ENTRAINEMENT@cpro.fr');
  await page.getByLabel('Mot de passe technique').fill(password);
  await page.getByLabel('Mot de passe technique').blur();
  await page.getByRole('button', { name: /Changer : Mot de passe/ }).waitFor();
  await done(page);
}

describe('the guided set-up', () => {
  it('goes from nothing to a connection that holds, survives a reload, and names what is to be mended', async () => {
    const { context, page } = await openPage(browser, app.url, phone);
    await walk(page, 'entrainement');
    app.portal.control.fault('raccordement-absent', true);
    await page.getByRole('button', { name: 'Tester la connexion' }).click();
    await page.getByText('Le raccordement manque, ou n’est pas encore actif.').waitFor({ timeout: 30_000 });
    expect(await axeViolations(page)).toEqual([]);
    app.portal.control.fault('raccordement-absent', false);
    // an interruption: every step ticked and every key kept
    await page.reload();
    await page.getByRole('button', { name: 'Tester la connexion' }).click();
    await page.getByTestId('connected').waitFor({ timeout: 30_000 });
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'L’utiliser désormais' }).click();
    await page.getByText('Qualification : portail d’essai de l’État').waitFor();
    await context.close();
  });

  it('keeps every sign of a key that was being typed when the page died', async () => {
    const { context, page } = await openPage(browser, app.url, phone);
    await visit(page, '#/raccorder');
    await page.getByRole('radio', { name: /qualification/ }).check();
    await done(page);
    await done(page);
    await page.getByLabel('Identifiant (Client ID)').pressSequentially('1b4e28ba-2fa1');
    // each sign is sealed as it comes; a busy machine needs a moment for the last one
    await page.waitForTimeout(1_500);
    await page.reload();
    await page.getByText('1b4e28ba-2fa1').waitFor();
    await context.close();
  });
});

describe('keys under a passphrase', () => {
  it('hold the invoice back until it is typed, and no secret is anywhere in the browser', async () => {
    const heard: Haystack[] = [];
    const { context, page } = await openPage(browser, app.url, desktop);
    page.on('console', (message) => heard.push({ place: 'console', content: message.text() }));
    page.on('pageerror', (error) => heard.push({ place: 'page error', content: error }));
    page.on('request', (request) => heard.push({ place: 'address', content: request.url() }));
    // a password of its own, that nothing else in the page can spell
    const secrets = { password: 'canari-du-mot-de-passe-58', passphrase: 'quatre canaris tièdes svp' };
    await walk(page, secrets.password);
    await page.getByRole('button', { name: 'Tester la connexion' }).click();
    await page.getByText('Le compte technique est refusé.').waitFor({ timeout: 60_000 });
    await page.evaluate(() => {
      location.hash = '#/reglages';
    });
    await page.getByRole('radio', { name: /qualification/ }).check();
    await page.getByText('Protéger ou oublier ces clés').click();
    await page.getByRole('button', { name: 'Choisir un code' }).click();
    await page.getByLabel('Nouveau code').fill(secrets.passphrase);
    await page.getByText('Solide.').waitFor();
    await page.getByLabel('Le même, encore une fois').fill(secrets.passphrase);
    await page.getByRole('button', { name: 'Protéger par ce code' }).click();
    await page.getByRole('button', { name: 'Verrouiller', exact: true }).click();
    await page.getByLabel('Votre code').fill('pas celui-là');
    await page.getByRole('button', { name: 'Déverrouiller' }).click();
    await page.getByText('Ce n’est pas ce code.').waitFor();
    expect(await axeViolations(page)).toEqual([]);

    const id = await givenInvoice(page, { environment: 'qualification' });
    await visit(page, `#/facture/${id}/destinataire`);
    await page.getByLabel('Nom, ville ou SIRET').fill('12345678200051');
    await page.getByTestId('hits').getByRole('option').first().click();
    await page.getByText('Vous facturez à').waitFor();
    await visit(page, `#/facture/${id}/prete`);
    await page.getByTestId('ready').waitFor();
    await page.locator('.dock .main').click();
    await page.getByText('Vos clés sont verrouillées.').first().waitFor({ timeout: 30_000 });
    await visit(page, '#/');
    await page.getByText('Une facture attend').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByLabel('Votre code').fill(secrets.passphrase);
    await page.getByRole('button', { name: 'Déverrouiller' }).click();
    await page.getByText('Clés déverrouillées.').waitFor();

    // in clear: a sealed file would hide what it held
    await visit(page, '#/sauvegarde');
    await page.getByRole('radio', { name: /Sans mot de passe/ }).check();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Enregistrer la sauvegarde' }).click()]);
    heard.push({ place: 'sauvegarde.zip', content: new Uint8Array(await readFile(await download.path())) });
    const haystacks = [...heard, ...(await pageHaystacks(page))];
    expect(haystacks.length).toBeGreaterThan(30);
    expect(findSecrets(haystacks, secrets)).toEqual([]);
    await context.close();
  });
});

describe('several companies', () => {
  it('are added, switched between, told apart in the list, removed and brought back', async () => {
    const { context, page } = await openPage(browser, app.url, phone);
    const fill = async (name: string, siret: string) => {
      await page.locator('[id="seller.name"]').fill(name);
      await page.locator('[id="seller.siret"]').fill(siret);
      await page.locator('[id="seller.siret"]').blur();
    };
    await visit(page, '#/entreprise');
    await fill('Boulangerie Martin', '99980011300030');
    await page.getByRole('button', { name: 'Ajouter une entreprise' }).click();
    await page.getByRole('button', { name: 'Nouvelle entreprise' }).waitFor();
    await fill('Plomberie Durand', '44306184100047');
    await page.getByRole('button', { name: 'Plomberie Durand' }).waitFor();
    expect(await page.locator('[id="seller.siret"]').inputValue()).toBe('443 061 841 00047');
    expect(await axeViolations(page)).toEqual([]);
    await visit(page, '#/ajouter');
    await page.getByRole('button', { name: 'Taper à la main' }).click();
    await page.getByRole('heading', { name: 'Écrire' }).waitFor();
    expect(await page.getByTestId('field-seller.name').last().inputValue()).toBe('Plomberie Durand');
    await page.getByTestId('field-invoiceNumber').last().fill('D-042');
    await saved(page);
    await visit(page, '#/');
    await page.getByText('Les nouvelles factures seront au nom de Plomberie Durand.').waitFor();
    await page.getByText('Plomberie Durand', { exact: false }).nth(1).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Boulangerie Martin' }).click();
    await page.getByText('Rien ne vous attend.').waitFor();
    await page.getByText('au nom de Boulangerie Martin').waitFor();
    await visit(page, '#/entreprise');
    await page.getByRole('button', { name: 'Retirer cette entreprise' }).click();
    await expect.poll(() => page.locator('[id="seller.name"]').inputValue()).toBe('Plomberie Durand');
    await page.getByRole('button', { name: 'Annuler' }).click();
    await page.getByRole('button', { name: 'Boulangerie Martin' }).waitFor();
    await context.close();
  });
});
