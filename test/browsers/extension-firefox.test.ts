import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FirefoxWorld, findFirefox, startFirefox } from './extension-firefox-world.ts';
import { sample } from './helpers.ts';

/** The same extension in Firefox: the panel opens, knows the tab beside it, and reads a picture with what it carries. */
describe.skipIf(findFirefox() === null)('in Firefox', () => {
  let world: FirefoxWorld;
  let server: Server;
  let origin: string;

  beforeAll(async () => {
    server = createServer((_, answer) =>
      answer.setHeader('content-type', 'text/html; charset=utf-8').end('<title>Facture 12</title><p>Facture 12</p>'),
    );
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    origin = `http://localhost:${(server.address() as AddressInfo).port}`;
    world = await startFirefox({ allowed: [origin] });
  });
  afterAll(async () => {
    await world?.close();
    server?.close();
  });

  it('knows the tab beside the panel', async () => {
    await world.openPage(`${origin}/facture`);
    const panel = await world.openPanel(`${origin}/facture`);
    await panel.getByTestId('beside').getByText('localhost').waitFor();
  });

  it('reads a picture in the panel', async () => {
    const panel = await world.openPanel();
    await panel.evaluate(() => {
      location.hash = '#/ajouter';
    });
    await panel.locator('input[type=file]').first().setInputFiles(sample);
    await panel.waitForURL(/#\/facture\//, { waitUntil: 'commit' });
    await expect.poll(() => panel.getByTestId('field-invoiceNumber').last().inputValue(), { timeout: 90_000 }).toContain('F2026');
  });
});
