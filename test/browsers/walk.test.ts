import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chapters } from '../walk/scenes.ts';
import { seed } from '../walk/stock.ts';
import { everyLook, lookAt, plain, wear } from '../walk/walk.ts';
import { launchBrowser, openPage, phone, type RunningApp, startApp } from './helpers.ts';

/** A few scenes of `npm run walk`, in the two looks that ask the most of a screen: the narrowest with large letters, and the desk in the dark. */
const chosen = ['accueil', 'douteuse', 'a-ecrire', 'destinataires-trouves', 'prete', 'refusee', 'en-retard'];
const looks = everyLook.filter(({ name }) => name === '320-clair' || name === '1280-sombre');

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

describe('screens in states that a first visit does not meet', () => {
  it('fit, are named, show the focus and have no axe violation, narrow with large letters and wide in the dark', async () => {
    const { context, page, complaints } = await openPage(browser, app.url, phone);
    await context.route('**/relais/**', (route) => route.abort());
    const chapter = chapters.find(({ name }) => name === 'factures');
    await seed(page, chapter?.records ?? {});
    for (const name of chosen) {
      const scene = chapter?.scenes.find((one) => one.name === name);
      if (!scene) throw new Error(`no scene ${name}`);
      await wear(page, plain, false);
      await scene.open(page);
      for (const { look, findings } of await lookAt(page, name, looks, { pictures: null, tree: true }))
        expect(findings, `${name} ${look}`).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });
});
