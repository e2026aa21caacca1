import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trainingCredentials } from '../../../lib/portal/environment.ts';
import { restoreRelayState } from '../../../lib/portal/relay-state.ts';

/** What the image holds, started as the image starts it, in a folder that has no node_modules above it. */
const root = fileURLToPath(new URL('../../..', import.meta.url));
let folder = '';
let address = '';
let server: ChildProcess | undefined;
let said = '';

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const found = probe.address();
  await new Promise((done) => probe.close(done));
  return typeof found === 'object' && found ? found.port : 0;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'coursier-image-'));
  mkdirSync(join(folder, '.output/pwa'), { recursive: true });
  writeFileSync(join(folder, '.output/pwa/index.html'), '<title>Coursier</title>');
  const built = spawnSync(process.execPath, [join(root, 'scripts/build-server.mjs'), join(folder, '.output')], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
  const port = await freePort();
  address = `http://127.0.0.1:${port}`;
  server = spawn(process.execPath, ['.output/server.mjs'], {
    cwd: folder,
    env: {
      PORT: String(port),
      HOST: '127.0.0.1',
      COURSIER_CARNET: '',
      COURSIER_PISTE_PRODUCTION_ID: 'identifiant-de-l-hote',
      COURSIER_PISTE_PRODUCTION_SECRET: 'secret-de-l-hote',
    },
  });
  for (const stream of [server.stdout, server.stderr])
    stream?.on('data', (chunk) => {
      said += chunk;
    });
  while ((await fetch(`${address}/sante`).catch(() => null)) === null) {
    if (server.exitCode !== null) throw new Error(said);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}, 60_000);
afterAll(() => {
  server?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

describe('the bundled server', () => {
  it('answers its health, the app and its state', async () => {
    expect(await (await fetch(`${address}/sante`)).json()).toEqual({ etat: 'ok' });
    expect(await (await fetch(`${address}/`)).text()).toContain('Coursier');
    const state = restoreRelayState(await (await fetch(`${address}/relais/etat`)).json());
    expect(state?.environnements).toEqual({
      training: { ouvert: true },
      qualification: { cle: false },
      production: { cle: true },
      other: { hotes: true },
    });
  });

  it('holds the training portal, and the PDF reader that it loads at its first deposit', async () => {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: trainingCredentials.clientId,
      client_secret: trainingCredentials.clientSecret,
    });
    const token = await fetch(`${address}/relais/training/api/oauth/token`, { method: 'POST', body: form, headers: { origin: address } });
    expect(token.status).toBe(200);

    const made = await PDFDocument.create();
    made.addPage().drawText('Facture FA-2026-0042', { x: 50, y: 700, font: await made.embedFont(StandardFonts.Helvetica) });
    // by node itself: vitest would rewrite the two megabytes first
    const read = `import { getDocument } from './.output/server/pdf.mjs';
      const { items } = await (await (await getDocument({ verbosity: 0, data: new Uint8Array(${JSON.stringify([...(await made.save())])}) }).promise).getPage(1)).getTextContent();
      console.log(items.map(({ str }) => str).join());`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module'], { cwd: folder, input: read, encoding: 'utf8' });
    expect([stdout, stderr]).toEqual(['Facture FA-2026-0042\n', '']);
  });

  it('says nothing of the host’s key, writes nothing on disk when told so, and leaves at SIGTERM with 0', async () => {
    const ended = new Promise<number | null>((resolve) => server?.once('exit', (code) => resolve(code)));
    server?.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(said).toContain('Ctrl+C');
    expect(said).not.toContain('de-l-hote');
    expect(readdirSync(folder)).toEqual(['.output']);
  });
});

describe('the image', () => {
  const lines = readFileSync(join(root, 'Dockerfile'), 'utf8').split('\n');

  it('copies what it needs by name and runs as nobody of importance', () => {
    const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
    expect(last.filter((line) => line.startsWith('COPY ')).map((line) => line.split(' ').at(-1))).toEqual([
      '.output/server.mjs',
      '.output/server',
      '.output/pwa',
    ]);
    expect(last.find((line) => line.startsWith('USER '))).toBe('USER node');
    expect(last.some((line) => line.startsWith('HEALTHCHECK '))).toBe(true);
    expect(readFileSync(join(root, '.dockerignore'), 'utf8').split('\n')[0]).toMatch(/^\*$|^#/);
  });
});
