import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeTab, type ExtensionWorld, openRealPanel, seedSettings, startExtension } from './extension-world.ts';
import { axeViolations, chooseRecipient, photograph, type RunningApp, sample, startApp, temporaryFolder, typeInvoice, visit } from './helpers.ts';
import { cameraFlags } from './world.ts';

/** The built extension in Chromium: what the panel says of the tab beside it, what it asks for, the camera in a tab, reading and sending from the panel. */
const PORTAL = 'https://portail.chorus-pro.gouv.fr';
const QUALIFICATION = 'https://chorus-pro.gouv.fr/qualif/';
const IMITATION = 'https://portail.chorus-pro.gouv.fr.session-7f3a.evil.example';
const KIT = 'https://facturation.example';
const TOOL = 'https://app.outil.example';

let world: ExtensionWorld;
let app: RunningApp;
const folder = temporaryFolder();

const pages: Record<string, string> = {
  [PORTAL]: '<title>Portail de Chorus Pro</title><h1>Chorus Pro</h1><input type="password">',
  [QUALIFICATION]: '<title>Chorus Pro, qualification</title>',
  [IMITATION]: '<title>Bienvenue</title>',
  [`${KIT}/connexion`]: '<title>Connexion</title><img alt="Chorus Pro" src="logo.png"><form><input name="u"><input type="password"></form>',
  [`${KIT}/reglages`]: '<title>Réglages</title><p>Connexion à Chorus Pro</p><label>Mot de passe technique <input type="password"></label>',
  [`${KIT}/article`]: '<title>Chorus Pro expliqué</title><h1>Chorus Pro</h1><p>Rien à taper.</p>',
  [TOOL]: '<title>Facture 12</title><p>Facture 12</p>',
};

beforeAll(async () => {
  app = await startApp();
  world = await startExtension({
    allowed: [PORTAL, 'https://chorus-pro.gouv.fr', IMITATION, KIT, TOOL, app.url],
    practice: [app.url],
    args: cameraFlags(sample, folder.path),
  });
  await world.context.route(/^https:/, (route) => {
    const url = route.request().url().replace(/\/$/, '');
    const body = pages[url] ?? pages[`${url}/`];
    return body === undefined ? route.abort() : route.fulfill({ contentType: 'text/html; charset=utf-8', body });
  });
});
afterAll(async () => {
  await world?.close();
  await app?.close();
  folder.remove();
});

const beside = (panel: Page) => panel.getByTestId('beside');
const siteSaid = (panel: Page) => beside(panel).getAttribute('data-site');
const markOf = async (page: Page) => {
  const id = await world.tabId(page);
  return world.worker.evaluate((tabId) => chrome.action.getBadgeText({ tabId }), id);
};

describe('the tab beside the panel', () => {
  it('is told in the real side panel, live', async () => {
    const page = await world.openPage(PORTAL);
    const panel = await openRealPanel(world, page);
    const says = (text: string) => expect.poll(() => panel.evaluate<string>('document.body.innerText'), { timeout: 15_000 }).toContain(text);
    await says('Vrai Chorus Pro');
    expect(await panel.evaluate<number>('innerWidth')).toBeLessThanOrEqual(400);
    expect(await panel.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')).toBe(false);
    await page.goto(IMITATION);
    await says('ce n’est pas Chorus Pro');
    await page.goto(`${app.url}/`);
    await says('Portail d’entraînement');
    const other = await world.openPage(TOOL);
    await says('outil.example');
    await panel.close();
    await closeTab(page);
    await closeTab(other);
  });

  it('is the portal, an imitation, a practice portal or another page, and the toolbar says the same', async () => {
    const page = await world.openPage(QUALIFICATION);
    const panel = await world.openPanel(page);
    await beside(panel).getByText('Vrai Chorus Pro').waitFor();
    expect(await beside(panel).innerText()).toContain('qualification');
    await expect.poll(() => markOf(page)).toBe('✓');
    for (const [url, kind, mark] of [
      [PORTAL, 'production', '✓'],
      [IMITATION, 'imitation', '!'],
      [`${KIT}/connexion`, 'imitation', '!'],
      [`${KIT}/article`, 'other', ''],
      [`${KIT}/reglages`, 'other', ''],
      [`${app.url}/`, 'training', '✓'],
    ] as const) {
      await page.goto(url);
      await expect.poll(() => siteSaid(panel), { message: url }).toBe(kind);
      await expect.poll(() => markOf(page), { message: url }).toBe(mark);
      if (kind === 'imitation') {
        const text = await beside(panel).innerText();
        expect(text).toContain(new URL(url).host);
        expect(text).toContain('N’y tapez ni mot de passe');
        expect(await axeViolations(panel)).toEqual([]);
      }
      // said, without an accusation: a billing tool may ask for the technical account
      if (url.endsWith('/reglages')) await beside(panel).getByText('Si c’est votre logiciel de facturation').waitFor();
    }
    await closeTab(panel);
    await closeTab(page);
  });

  it('stays unknown without permission, and the panel says what to click', async () => {
    const page = await world.openPage('https://inconnu.example/').catch(async () => world.context.pages().at(-1));
    const panel = await world.openPanel(page);
    await panel.getByText('Cliquez sur l’icône de Coursier').waitFor();
    await closeTab(panel);
    await page?.close();
  });
});

it('signs the portal’s tab while no panel is open, by a script on its exact origins and no other', async () => {
  const registered = await world.worker.evaluate(() => chrome.scripting.getRegisteredContentScripts());
  expect(registered.map(({ id, matches, js }) => [id, matches?.toSorted(), js])).toEqual([
    ['here', ['https://chorus-pro.gouv.fr/*', `${PORTAL}/*`], ['content-scripts/here.js']],
  ]);
  const page = await world.openPage(PORTAL);
  await expect.poll(() => markOf(page)).toBe('✓');
  await page.goto(TOOL);
  await expect.poll(() => markOf(page)).toBe('');
  await closeTab(page);
});

describe('what the extension may read', () => {
  it('asks for nothing at the installation', async () => {
    const manifest = await world.worker.evaluate(() => chrome.runtime.getManifest());
    expect(manifest.content_scripts ?? []).toEqual([]);
    expect(manifest.permissions?.toSorted()).toEqual([
      'activeTab',
      'contextMenus',
      'downloads',
      'scripting',
      'sidePanel',
      'storage',
      'unlimitedStorage',
    ]);
    expect(Object.keys(manifest.commands ?? {})).toEqual(['_execute_action']);
  });

  it('lists the allowed sites with what each serves for, and keeps the practice portals', async () => {
    const panel = await world.openOwn('options.html');
    const listed = panel.getByTestId('allowed-sites').getByRole('listitem');
    await listed.filter({ hasText: 'portail.chorus-pro.gouv.fr' }).getByText('Remplir et relire').first().waitFor();
    await listed.filter({ hasText: 'app.outil.example' }).getByText('Y prendre vos factures').waitFor();
    await listed.filter({ hasText: 'session-7f3a.evil.example' }).getByText('Il imite Chorus Pro').waitFor();
    await listed.filter({ hasText: 'http://localhost' }).getByText('S’entraîner').waitFor();
    const field = panel.getByLabel('Adresse', { exact: true });
    for (const [typed, said] of [
      ['https://portail-chorus-pro.fr', 'Cette adresse imite Chorus Pro'],
      [PORTAL, 'C’est le vrai Chorus Pro'],
      ['http://exemple.fr', 'doit commencer par https'],
    ] as const) {
      await field.fill(typed);
      await panel.getByRole('button', { name: 'Ajouter', exact: true }).click();
      await panel.getByText(said).waitFor();
    }
    expect(await axeViolations(panel)).toEqual([]);
    await closeTab(panel);
  });

  it('asks for PISTE when it serves, with the reason, and takes a no kindly', async () => {
    const panel = await world.openPanel();
    await seedSettings(panel, { environment: 'qualification' });
    await panel.evaluate(() => indexedDB.databases());
    await panel.reload();
    await visit(panel, '#/raccorder');
    await panel.getByText('Essayez').click();
    const ask = panel.getByTestId('ask-site');
    await ask.getByText('sandbox-api.piste.gouv.fr').waitFor();
    expect(await axeViolations(panel)).toEqual([]);
    await ask.getByRole('button', { name: 'Pas maintenant' }).click();
    await ask.getByText('Rien n’est perdu').waitFor();
    await ask.getByText('faire le PDF').waitFor();
    await seedSettings(panel, { environment: 'training' });
    await closeTab(panel);
  });
});

describe('an invoice in the panel', () => {
  it('is photographed in a tab and read in the panel, without network', async () => {
    const panel = await world.openPanel();
    await world.context.setOffline(true);
    const opening = world.context.waitForEvent('page');
    await panel.getByRole('link', { name: 'Photographier une facture' }).click();
    const camera = await opening;
    await photograph(camera);
    const closed = camera.waitForEvent('close');
    await camera.getByRole('button', { name: /^Lire/ }).click();
    await closed;
    await panel.waitForURL(/#\/facture\//);
    await expect.poll(() => panel.getByTestId('field-seller.siret').last().inputValue(), { timeout: 60_000 }).not.toBe('');
    await world.context.setOffline(false);
    await closeTab(panel);
  });

  it('is sent to the practice portal straight from the panel', async () => {
    const panel = await world.openPanel();
    const id = await typeInvoice(panel);
    await chooseRecipient(panel, id, 'mairie');
    await visit(panel, `#/facture/${id}/prete`);
    await panel.getByTestId('ready').waitFor();
    await panel.getByRole('button', { name: /^Envoyer/ }).click();
    await panel.getByTestId('sent').waitFor({ timeout: 60_000 });
    expect(app.portal.control.invoices().map(({ numeroFacture }) => numeroFacture)).toEqual(['F2026-201']);
    await closeTab(panel);
  });
});

it('complains of nothing', () => {
  expect(world.complaints).toEqual([]);
});
