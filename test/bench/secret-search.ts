import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { chromium } from 'playwright-core';
import { trainingCredentials } from '../../lib/portal/environment.ts';
import { createServer } from '../../pwa/server.ts';
import { findBrowser } from '../../scripts/find-browser.mjs';
import { createTrainingPortal } from '../portal/app.ts';
import { findSecrets, type Haystack, type Leak, pageHaystacks } from './secrets.ts';

/**
 * The secrets of a real use, looked for everywhere in a real browser: keys are kept, an invoice leaves, others fail, the proof and the files are handed
 * out, the connection is tested; then every storage of the page, every file of the browser's profile on the disk, every line of console, every address
 * and every file handed out is searched.
 */
const secrets = {
  clientId: 'CANARI-CLIENT-7f3a9c51e2',
  clientSecret: 'CANARI-SECRET-b84d20e6aa',
  login: 'TECH_1_CANARI4471@cpro.fr',
  password: 'CANARI-PASSE-e91c57d03b',
};
/** An identifier is no secret: it is shown in the settings. The rest must be nowhere. */
const { clientId: _, login: __, ...hidden } = secrets;

export interface SecretSearch {
  places: number;
  megabytes: number;
  leaks: Leak[];
}

/** A portal that takes the canaries for keys and hands everything on to the training portal under its own. */
async function canaryPortal() {
  const portal = createTrainingPortal();
  const account = Buffer.from(`${trainingCredentials.login}:${trainingCredentials.password}`).toString('base64');
  let refuse = false;
  const app = new Hono();
  app.all('*', async (c) => {
    const headers = new Headers(c.req.raw.headers);
    const path = new URL(c.req.url).pathname;
    if (path.endsWith('/token')) {
      if (refuse) return c.json({ error: 'invalid_client' }, 400);
      const { clientId, clientSecret } = trainingCredentials;
      const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, scope: 'openid' });
      return portal.app.request(path, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: body.toString() });
    }
    headers.set('cpro-account', account);
    const body = c.req.method === 'POST' ? await c.req.text() : undefined;
    return portal.app.request(path, { method: c.req.method, headers, ...(body === undefined ? {} : { body }) });
  });
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise<void>((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refuse(on: boolean) {
      refuse = on;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function filesBelow(folder: string): Haystack[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      try {
        return [{ place: `profile ${path.slice(folder.length)}`, content: readFileSync(path).toString('latin1') }];
      } catch {
        return []; // a lock or a socket of the browser
      }
    });
}

export async function searchSecrets(): Promise<SecretSearch> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('no Chromium');
  const other = await canaryPortal();
  const server = createServer({
    root: fileURLToPath(new URL('../../.output/pwa', import.meta.url)),
    portal: createTrainingPortal(),
    otherHosts: [other.url],
  });
  const { port, close } = await server.listen(0, '127.0.0.1');
  const profile = mkdtempSync(join(tmpdir(), 'coursier-secrets-'));
  const haystacks: Haystack[] = [];
  try {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath,
      args: ['--no-sandbox'],
      acceptDownloads: true,
      locale: 'fr-FR',
    });
    // tsx names the functions it compiles; those that run in the page need that helper there
    await context.addInitScript({ content: 'globalThis.__name = (value) => value;' });
    const page = await context.newPage();
    page.on('console', (message) => haystacks.push({ place: 'console', content: message.text() }));
    page.on('pageerror', (error) => haystacks.push({ place: 'page error', content: error }));
    page.on('request', (request) => haystacks.push({ place: 'address', content: request.url() }));
    const base = `http://127.0.0.1:${port}`;
    const draft: unknown = JSON.parse(
      readFileSync(fileURLToPath(new URL('../fixtures/drafts/01-boulanger-franchise.json', import.meta.url)), 'utf8'),
    );
    const options = {
      environment: 'other' as const,
      route: 'pdf' as const,
      other: { token: `${other.url}/api/oauth/token`, api: other.url },
      credentials: secrets,
      patience: 60_000,
    };

    await page.goto(`${base}/#/depot`);
    await page.waitForFunction(() => 'coursierDepot' in globalThis);
    await page.evaluate((given) => globalThis.coursierDepot?.prepare(given), options);
    const sent = await page.evaluate(([value, given]) => globalThis.coursierDepot?.deposit(value, given), [draft, options] as const);
    if (!sent?.portalId) throw new Error(`the canary invoice did not leave: ${JSON.stringify(sent)}`);
    haystacks.push({ place: 'deposit', content: sent });
    other.refuse(true);
    const refused = { ...(draft as object), invoiceNumber: 'CANARI-2' };
    const failed = await page.evaluate(([value, given]) => globalThis.coursierDepot?.deposit(value, given), [refused, { patience: 20_000 }] as const);
    haystacks.push({ place: 'failed deposit', content: failed });
    other.refuse(false);

    // The same storage through the screens: what is handed out, and the settings that know the keys.
    await page.goto(`${base}/`);
    await page.reload();
    await page.locator('a.slip').filter({ hasText: 'F2026-118' }).first().click();
    for (const name of [/Garder l’accusé/, /copie du portail/i, /Exporter cette facture/]) {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).first().click()]);
      haystacks.push({ place: download.suggestedFilename(), content: readFileSync(await download.path()) });
    }
    for (const hash of ['#/reglages', '#/raccorder', '#/aide']) {
      await page.goto(`${base}/${hash}`);
      await page.locator('main h1').first().waitFor();
      haystacks.push(...(await pageHaystacks(page)).map(({ place, content }) => ({ place: `${hash} ${place}`, content })));
    }
    await page.goto(`${base}/#/`);
    haystacks.push(...(await pageHaystacks(page)));
    await context.close();
    haystacks.push(...filesBelow(profile));
  } finally {
    await close();
    await other.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }
  const bytes = haystacks.reduce(
    (sum, { content }) => sum + (typeof content === 'string' ? content.length : content instanceof Uint8Array ? content.length : 0),
    0,
  );
  return { places: haystacks.length, megabytes: Math.round(bytes / 1e6), leaks: findSecrets(haystacks, hidden) };
}
