import { afterAll, beforeAll, expect, it } from 'vitest';
import { openFixtureTools, type Tools } from '../fixtures/billing/server.ts';
import { type ExtensionWorld, startExtension } from './extension-world.ts';
import { walkTheWay } from './way.ts';
import { startWorld, type World } from './world.ts';

let tools: Tools;
let app: World;
let extension: ExtensionWorld;

beforeAll(async () => {
  [tools, app] = await Promise.all([openFixtureTools(), startWorld()]);
  extension = await startExtension({ allowed: [tools.address, app.url], practice: [app.url] });
});
afterAll(async () => {
  await extension?.close();
  await Promise.all([tools?.close(), app?.close()]);
});

it('carries an invoice from a billing tool’s page to the portal’s books in four gestures, and keeps its confirmation', async () => {
  const { gestures, said } = await walkTheWay(extension, `${tools.address}/outil/lien/3`);
  expect(gestures.length).toBeLessThanOrEqual(4);
  expect(said.replaceAll('\u00a0', ' ')).toContain('Envoyée : le portail l’a confirmé');
  const [sent, ...others] = app.portal.control.invoices();
  expect(others).toEqual([]);
  expect(sent).toMatchObject({ numeroFacture: 'F-2026-1003', statut: 'DEPOSEE' });
}, 180_000);
