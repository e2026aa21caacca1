import { readFileSync } from 'node:fs';
import { serve } from '@hono/node-server';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type {} from '../../entrypoints/sidepanel/bench.ts';
import { createTrainingPortal } from '../portal/app.ts';
import { closeTab, type ExtensionWorld, startExtension } from './extension-world.ts';
import { long } from './helpers.ts';

/** The built extension fills the practice pages: the engine that users have, on forms of every make. Each build has its own trap. */
const portal = createTrainingPortal();
let server: ReturnType<typeof serve>;
let origin = '';
let world: ExtensionWorld;

/** A draft that the practice portal knows: its supplier, a buyer with a service. */
function draft(name: string, number: string) {
  const value = JSON.parse(readFileSync(new URL(`../fixtures/drafts/${name}.json`, import.meta.url), 'utf8'));
  return {
    ...value,
    invoiceNumber: number,
    serviceCode: 'SERVICE_DEST_SERV_OBL',
    buyer: { ...value.buyer, siret: '12345678200028' },
    seller: { ...value.seller, siret: '12345678200010' },
  };
}

async function prepared(value: unknown): Promise<{ bench: Page; id: string }> {
  const bench = await world.openOwn('sidepanel.html#/banc');
  await bench.waitForFunction(() => globalThis.coursierFill !== undefined);
  const id = await bench.evaluate(([given, at]) => globalThis.coursierFill?.prepare(given, [at as string]), [value, origin] as const);
  return { bench, id: id ?? '' };
}

async function filled(path: string, value: unknown) {
  const { bench, id } = await prepared(value);
  const page = await world.openPage(`${origin}/formulaires/${path}`);
  const tab = await world.tabId(page);
  const state = await bench.evaluate(([dossier, at]) => globalThis.coursierFill?.fill(dossier as string, at as number), [id, tab] as const);
  const wrong =
    state?.rows.filter(({ outcome }) => outcome !== null && outcome !== 'filled' && outcome !== 'already-right' && outcome !== 'waiting') ?? [];
  return { bench, page, id, tab, state, wrong: wrong.map(({ id: field, outcome }) => `${field} ${outcome}`) };
}

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server = serve({ fetch: portal.app.fetch, port: 0 }, ({ port }) => {
      origin = `http://localhost:${port}`;
      resolve();
    });
  });
  world = await startExtension({ allowed: [origin, 'http://127.0.0.1'], practice: [origin] });
});

afterAll(async () => {
  await world?.close();
  server?.close();
});

test.each(['material/saisir', 'tableau/saisir', ...(long ? ['react/deposer', 'tableau/deposer'] : [])])(
  '%s: every field of the form is right, none is wrong',
  async (path) => {
    const { bench, page, state, wrong } = await filled(path, draft('02-plombier-deux-taux', `F-${path.length}`));
    expect(state?.trouble).toBe('');
    expect(wrong).toEqual([]);
    expect(state?.rows.filter(({ outcome }) => outcome === 'filled').length).toBeGreaterThan(2);
    await closeTab(page);
    await closeTab(bench);
  },
);

test('the old pages: one after the other, drawn anew by each search, the plan goes on by itself', async () => {
  const { bench, page, id, tab, wrong } = await filled('classique/saisir', draft('02-plombier-deux-taux', 'F-PAGES'));
  expect(wrong).toEqual([]);
  await page.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByRole('button', { name: 'Ajouter une ligne' }).waitFor();
  const state = await bench.evaluate(([dossier, at]) => globalThis.coursierFill?.fill(dossier as string, at as number), [id, tab] as const);
  const right = new Set(state?.rows.filter(({ outcome }) => outcome === 'filled' || outcome === 'already-right').map((row) => row.id));
  for (const field of ['buyer.siret', 'serviceCode', 'engagementNumber', 'lines.3.netPrice', 'vatBreakdown.1.taxAmount', 'totals.gross'])
    expect(right).toContain(field);
  await closeTab(page);
  await closeTab(bench);
});

test('from the panel: filled, sent by the user, and the portal’s answer kept as the proof', async () => {
  const { bench, id } = await prepared(draft('02-plombier-deux-taux', 'F-PANEL'));
  await closeTab(bench);
  const page = await world.openPage(`${origin}/formulaires/react/saisir`);
  const panel = await world.openPanel(page, `#/facture/${id}/remplir`);
  await panel.getByRole('button', { name: 'Remplir le formulaire' }).click();
  await panel.getByTestId('filled').waitFor();
  expect(await panel.locator('.fill-row:not(.right)').count()).toBe(0);
  // nothing was sent by that
  expect(await (await fetch(`${origin}/formulaires/_recu`)).json()).toEqual([]);
  await page.bringToFront();
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await page.getByRole('button', { name: 'Valider et envoyer' }).click();
  await page.getByText('Facture envoyée').waitFor();
  await panel.bringToFront();
  await panel.getByTestId('sent-by-form').waitFor();
  await panel.getByRole('link', { name: 'Voir le suivi' }).click();
  await panel.getByTestId('sent').waitFor();
  await closeTab(panel);
  await closeTab(page);
  expect(world.complaints).toEqual([]);
});

test('nothing is written into forms that are not the portal’s, nor into its copy under another name', async () => {
  for (const path of ['ordinaires/portail-fournisseur', 'ordinaires/editeur-de-facture', 'ordinaires/infolettre']) {
    const { bench, page, state } = await filled(path, draft('02-plombier-deux-taux', 'F-RIEN'));
    expect(state?.trouble).toBe('not-a-form');
    expect(
      await page
        .locator('input[type="text"], input:not([type]), textarea')
        .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value).join('')),
    ).toBe('');
    await closeTab(page);
    await closeTab(bench);
  }
  const { bench, id } = await prepared(draft('02-plombier-deux-taux', 'F-COPIE'));
  const copy = await world.openPage(`${origin.replace('localhost', '127.0.0.1')}/formulaires/react/saisir`);
  const tab = await world.tabId(copy);
  const state = await bench.evaluate(([dossier, at]) => globalThis.coursierFill?.fill(dossier as string, at as number), [id, tab] as const);
  expect(state?.trouble).toBe('wrong-site');
  await closeTab(copy);
  await closeTab(bench);
});
