import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { createServer } from '../../pwa/server.ts';
import { findBrowser } from '../../scripts/find-browser.mjs';
import { createTrainingPortal, type TrainingPortal } from '../portal/app.ts';
import { patience } from './helpers.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The built app, the training portal and the relay, as `npm start` serves them, in this process. */
export interface World {
  url: string;
  portal: TrainingPortal;
  /** The network dies: nothing listens any more. */
  cut(): Promise<void>;
  /** The same address answers again. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

export async function startWorld(): Promise<World> {
  const portal = createTrainingPortal();
  const server = createServer({ root: join(root, '.output/pwa'), portal });
  let { port, close } = await server.listen(0);
  let alive = true;
  const cut = async () => {
    if (alive) await close();
    alive = false;
  };
  return {
    url: `http://localhost:${port}`,
    portal,
    cut,
    async restore() {
      if (!alive) ({ port, close } = await server.listen(port));
      alive = true;
    },
    close: cut,
  };
}

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A fake camera that shows this picture: an MJPEG is nothing but JPEGs one after the other. */
export function cameraFlags(jpeg: string, folder: string): string[] {
  const film = join(folder, 'film.mjpeg');
  writeFileSync(film, Buffer.concat(Array.from({ length: 30 }, () => readFileSync(jpeg))));
  return ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
}

/**
 * A browser that can be killed like a phone whose battery dies: SIGKILL to the whole process group, nothing flushed, the profile left as it is.
 * playwright's own launch would clean up behind it.
 */
export interface MortalBrowser {
  page: Page;
  context: BrowserContext;
  kill(): Promise<void>;
  close(): Promise<void>;
}

export async function openBrowser(profile: string, flags: string[] = [], viewport = { width: 390, height: 844 }): Promise<MortalBrowser> {
  const executable = findBrowser();
  if (!executable) throw new Error('no browser: run npm test, it says what to install');
  const portFile = join(profile, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  const child = spawn(
    executable,
    ['--headless=new', ...quiet, ...flags, `--user-data-dir=${profile}`, '--remote-debugging-port=0', '--lang=fr-FR', 'about:blank'],
    { stdio: 'ignore', detached: true },
  );
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for (let tries = 0; !existsSync(portFile) || readFileSync(portFile, 'utf8').split('\n').length < 2; tries++) {
    if (tries > 200) throw new Error('the browser did not start');
    await sleep(50);
  }
  const port = readFileSync(portFile, 'utf8').split('\n')[0];
  const browser: Browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const context = browser.contexts()[0];
  if (!context) throw new Error('no context');
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  await page.setViewportSize(viewport);
  const kill = async () => {
    if (child.pid !== undefined && child.exitCode === null) {
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        child.kill('SIGKILL');
      }
    }
    await exited;
    await browser.close().catch(() => undefined);
  };
  return { page, context, kill, close: kill };
}

export function temporaryFolder(name: string): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), `coursier-${name}-`));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }) };
}
