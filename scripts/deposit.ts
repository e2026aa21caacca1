import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { type PortalCredentials, trainingCredentials } from '../lib/portal/environment.ts';
import type { DepositLine, DepositOptions } from '../pwa/depot.ts';
import { createServer } from '../pwa/server.ts';
import { createTrainingPortal } from '../test/portal/app.ts';
import { isDraft, refuse } from './draft.ts';
import { findBrowser } from './find-browser.mjs';
import { buildPwa } from './steps.mjs';

/**
 * `npm run deposit -- [--token-url URL --api-url URL] [--route pdf|entry|flow] DRAFT.json ...`: the outbox and the client of the shipped app, in headless
 * Chromium, through its relay. Without addresses the training portal of this process takes the invoices. One JSON line per draft on stdout.
 */
const USAGE = `Usage : npm run deposit -- [--token-url URL --api-url URL] [--route pdf|entry|flow] BROUILLON.json ...
  --token-url, --api-url   un autre portail (émulateur) ; sans eux, le portail d’entraînement de Coursier. Ce n’est jamais le portail de l’État.
  --route                  pdf (défaut), entry (saisie ligne à ligne) ou flow (Factur-X)
  --patience MINUTES       temps laissé à chaque facture (15 par défaut)
  --profile DOSSIER        garde le navigateur d’une fois sur l’autre, comme un vrai téléphone
Clés du portail : COURSIER_CLIENT_ID, COURSIER_CLIENT_SECRET, COURSIER_LOGIN, COURSIER_PASSWORD ; sinon celles, publiques, de l’entraînement.`;

const routes = { pdf: 'pdf', entry: 'entry', flow: 'facturx' } as const;

function readOptions() {
  try {
    return parseArgs({
      options: {
        'token-url': { type: 'string' },
        'api-url': { type: 'string' },
        route: { type: 'string' },
        patience: { type: 'string' },
        profile: { type: 'string' },
      },
      allowPositionals: true,
    });
  } catch {
    return refuse(USAGE);
  }
}

function addressOf(text: string): string {
  try {
    const url = new URL(text);
    if (!/^https?:$/.test(url.protocol) || url.username || url.password) throw new TypeError('not a plain address');
    return url.href.replace(/\/$/, '');
  } catch {
    return refuse(`« ${text} » n’est pas une adresse : écrivez-la en entier, par exemple http://127.0.0.1:8787.`);
  }
}

/** The draft's content, or the sentence that says why there is none: one bad file must not stop the others. */
function contentOf(file: string): { value: unknown } | { wrong: string } {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''));
    return isDraft(value) ? { value } : { wrong: 'Ce fichier ne contient pas de facture.' };
  } catch (error) {
    return { wrong: error instanceof SyntaxError ? 'Ce fichier n’est pas du JSON.' : 'Ce fichier est introuvable ou illisible.' };
  }
}

const { values, positionals } = readOptions();
const route = routes[(values.route ?? 'pdf') as keyof typeof routes];
const patience = Number(values.patience ?? 15) * 60_000;
if (positionals.length === 0 || !route || !Number.isFinite(patience) || Boolean(values['token-url']) !== Boolean(values['api-url'])) refuse(USAGE);
const other = { token: values['token-url'] ? addressOf(values['token-url']) : '', api: values['api-url'] ? addressOf(values['api-url']) : '' };

const { COURSIER_CLIENT_ID, COURSIER_CLIENT_SECRET, COURSIER_LOGIN, COURSIER_PASSWORD } = process.env;
const credentials: PortalCredentials = {
  clientId: COURSIER_CLIENT_ID ?? trainingCredentials.clientId,
  clientSecret: COURSIER_CLIENT_SECRET ?? trainingCredentials.clientSecret,
  login: COURSIER_LOGIN ?? trainingCredentials.login,
  password: COURSIER_PASSWORD ?? trainingCredentials.password,
};
const options: DepositOptions = {
  environment: other.api ? 'other' : 'training',
  route,
  other,
  credentials: other.api ? credentials : null,
  patience,
};

if (buildPwa() !== 0) refuse('La construction de l’application a échoué : voyez le message ci-dessus.');
const executablePath = findBrowser() ?? refuse('Chromium est introuvable : installez-le ou donnez CHROMIUM_PATH=/chemin/vers/chrome.');
const server = createServer({
  root: fileURLToPath(new URL('../.output/pwa', import.meta.url)),
  portal: createTrainingPortal(),
  otherHosts: other.api ? [new URL(other.token).origin, new URL(other.api).origin] : [],
});
const { port, close } = await server.listen(0, '127.0.0.1');
const profile = values.profile ?? mkdtempSync(join(tmpdir(), 'coursier-deposit-'));
const context = await chromium.launchPersistentContext(profile, {
  executablePath,
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
  serviceWorkers: 'block',
});
try {
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${port}/#/depot`);
  await page.waitForFunction(() => 'coursierDepot' in globalThis);
  await page.evaluate((given) => globalThis.coursierDepot?.prepare(given), options);
  // All at once: the outbox puts them in order, and one that waits does not hold the others.
  const lines = positionals.map(async (draft): Promise<DepositLine> => {
    const content = contentOf(draft);
    if ('wrong' in content)
      return {
        states: [],
        portalId: null,
        error: {
          code: 'file-unknown',
          cause: content.wrong,
          safe: 'Rien n’a été envoyé pour lui.',
          next: 'Comparez-le avec test/fixtures/drafts/README.md.',
        },
      };
    return page.evaluate(([value, given]) => globalThis.coursierDepot?.deposit(value, given), [
      content.value,
      { patience },
    ] as const) as Promise<DepositLine>;
  });
  let failures = 0;
  for (const [index, line] of lines.entries()) {
    const result = await line;
    if (result.error) failures++;
    console.log(JSON.stringify({ draft: positionals[index], ...result }));
  }
  process.exitCode = failures > 0 ? 1 : 0;
} finally {
  await context.close();
  await close();
  if (!values.profile) rmSync(profile, { recursive: true, force: true });
}
