import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { launchBrowser } from '../browsers/helpers.ts';
import type { KeystrokeTimes } from './keystrokes/page.ts';

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' };

/** CPU throttled as DevTools do it, page and worker. */
const slowness = 4;
/** The least of so many counts: the machine has other work, which only ever adds. */
const rounds = { first: 16, keys: 5 };

/**
 * The app's own way to its directory in Chromium with a processor four times slower: what each base costs. `workerThrottled`: false where the browser does
 * not slow workers down; `first` was then measured with a page at full speed as well, and multiplied: what the page adds must not be slowed down twice.
 */
export async function keystrokeTimes(
  bases: Record<string, Uint8Array>,
  queries: readonly string[],
): Promise<{ times: Record<string, KeystrokeTimes & { first: number }>; workerThrottled: boolean }> {
  const out = mkdtempSync(join(tmpdir(), 'coursier-keystrokes-'));
  await build({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(new URL('./keystrokes', import.meta.url)),
    build: { outDir: out, emptyOutDir: true },
    worker: { format: 'es' },
  });
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const base = bases[path.slice(1)];
    response.setHeader('content-type', base ? 'application/octet-stream' : (types[extname(path)] ?? 'text/html'));
    response.end(base ?? readFileSync(join(out, path === '/' ? 'index.html' : path)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const session = await page.context().newCDPSession(page);
    let workerThrottled = true;
    session.on('Target.attachedToTarget', ({ sessionId }) => {
      const order = (id: number, method: string, params = {}) =>
        session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) }).catch(() => undefined);
      void order(1, 'Emulation.setCPUThrottlingRate', { rate: slowness }).then(() => order(2, 'Runtime.runIfWaitingForDebugger'));
    });
    session.on('Target.receivedMessageFromTarget', ({ message }) => {
      const answer = JSON.parse(message) as { id?: number; error?: unknown };
      if (answer.id === 1 && answer.error) workerThrottled = false;
    });
    await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: false });
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction(() => 'measure' in window);
    const throttle = (rate: number) => session.send('Emulation.setCPUThrottlingRate', { rate });
    await throttle(slowness);
    // Its first worker tells whether workers are slowed down.
    await page.evaluate((base) => window.measureFirst(base, 1), Object.keys(bases)[0]!);
    if (!workerThrottled) await throttle(1);
    const firsts: Record<string, number> = {};
    for (const name of Object.keys(bases))
      firsts[name] =
        (workerThrottled ? 1 : slowness) * (await page.evaluate(([base, count]) => window.measureFirst(base, count), [name, rounds.first] as const));
    await throttle(slowness);
    const times: Record<string, KeystrokeTimes & { first: number }> = {};
    for (const name of Object.keys(bases)) {
      const measured = await page.evaluate(([base, texts, count]) => window.measure(base, texts, count), [name, queries, rounds.keys] as const);
      times[name] = { ...measured, first: firsts[name]! };
    }
    return { times, workerThrottled };
  } finally {
    await browser.close();
    server.close();
    rmSync(out, { recursive: true, force: true });
  }
}
