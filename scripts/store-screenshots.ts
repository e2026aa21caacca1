import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { type ExtensionWorld, seedSettings, startExtension } from '../test/browsers/extension-world.ts';
import { type RunningApp, startApp, visit } from '../test/browsers/helpers.ts';
import { openFixtureTools, type Tools } from '../test/fixtures/billing/server.ts';

/**
 * `npm run store-screenshots`: docs/store/*.png, 1280×800 as stores want them. The page and the panel are the real ones, each photographed at the size it has in the
 * browser's window, and laid side by side; only the browser's own frame is left out. Pages are fixtures and practice pages: no store is shown a site of the State.
 */
const folder = fileURLToPath(new URL('../docs/store', import.meta.url));
const [WIDTH, HEIGHT, PANEL] = [1280, 800, 360];

let world: ExtensionWorld;
let app: RunningApp;
let tools: Tools;

const dataOf = async (page: Page) => `data:image/png;base64,${(await page.screenshot({ animations: 'disabled' })).toString('base64')}`;

/** Page to the left, panel to the right, a line between them as the browser draws it. */
async function keep(name: string, page: Page, panel: Page): Promise<void> {
  const [left, right] = [await dataOf(page), await dataOf(panel)];
  const sheet = await world.context.newPage();
  await sheet.setViewportSize({ width: WIDTH, height: HEIGHT });
  await sheet.setContent(
    `<style>body{margin:0;display:flex;background:#d8d3cb;gap:2px}img{display:block;height:${HEIGHT}px}</style><img src="${left}"><img src="${right}">`,
  );
  await sheet.waitForFunction(() => [...document.images].every((image) => image.complete));
  const png = await sheet.screenshot({ clip: { x: 0, y: 0, width: WIDTH, height: HEIGHT } });
  writeFileSync(join(folder, `${name}.png`), png);
  console.error(`${name}.png ${Math.round(png.length / 1000)} kB`);
  await sheet.close();
}

async function beside(url: string): Promise<{ page: Page; panel: Page }> {
  const page = await world.openPage(url);
  await page.setViewportSize({ width: WIDTH - PANEL - 2, height: HEIGHT });
  const panel = await world.openPanel(page);
  await panel.setViewportSize({ width: PANEL, height: HEIGHT });
  return { page, panel };
}

/** From a billing tool to the form of the portal, then what protects the user. */
async function walk(): Promise<void> {
  await (await world.openPage(`${tools.address}/dolibarr/entrer`)).close();
  const tool = await beside(`${tools.address}/dolibarr/compta/facture/card.php?id=1`);
  await tool.panel.getByRole('button', { name: 'Lire la facture de cette page' }).waitFor();
  await keep('1-facture-ouverte', tool.page, tool.panel);
  await tool.panel.getByRole('button', { name: 'Lire la facture de cette page' }).click();
  await tool.panel.getByTestId('field-invoiceNumber').last().waitFor({ timeout: 60_000 });
  await tool.panel.waitForTimeout(600);
  await keep('2-facture-lue', tool.page, tool.panel);
  await tool.panel.close();

  const form = await beside(`${app.url}/entrainement/formulaires/react/saisir`);
  await form.panel.getByTestId('beside').getByText('FA2611-0001').waitFor();
  await form.panel
    .getByRole('link', { name: /FA2611-0001/ })
    .first()
    .click();
  await form.panel.getByRole('button', { name: /^Remplir/ }).click();
  await form.panel.locator('[data-outcome="filled"]').first().waitFor({ state: 'attached', timeout: 60_000 });
  await form.panel.waitForTimeout(2_500);
  await keep('3-portail-rempli', form.page, form.panel);

  const lie = await beside(`${app.url.replace('localhost', '127.0.0.1')}/entrainement/formulaires/imitation/connexion`);
  await lie.panel.locator('[data-site=imitation]').waitFor();
  await keep('4-imitation-signalee', lie.page, lie.panel);

  await visit(lie.panel, '#/reglages');
  await lie.panel.getByRole('heading', { name: 'Sites autorisés' }).evaluate((title) => title.closest('section')?.scrollIntoView());
  await keep('5-sites-autorises', form.page, lie.panel);
}

mkdirSync(folder, { recursive: true });
app = await startApp();
tools = await openFixtureTools();
world = await startExtension({ allowed: [app.url, tools.address, 'http://127.0.0.1'], practice: [app.url] });
try {
  const first = await world.openPanel();
  await seedSettings(first, { welcomed: true });
  await first.close();
  await walk();
} finally {
  await world.close();
  await app.close();
  await tools.close();
}
