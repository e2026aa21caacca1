import { expect, it, vi } from 'vitest';
import { bakerInvoice } from '../invoice/baker.ts';
import { openDesk } from './harness.ts';

let failing = false;
let tries = 0;
vi.mock('../../../lib/desk/sending.ts', async (original) => {
  const real = await original<typeof import('../../../lib/desk/sending.ts')>();
  return {
    openOutbox(...given: Parameters<typeof real.openOutbox>) {
      tries++;
      if (failing) throw new TypeError('Failed to fetch dynamically imported module');
      return real.openOutbox(...given);
    },
  };
});

it('a part that could not be loaded once is loaded at the next call', async () => {
  const { desk, store } = await openDesk();
  failing = true;
  await expect(desk.flush()).rejects.toThrow('dynamically imported');
  failing = false;
  expect(await desk.flush()).toEqual({ sent: 0, waiting: 0, refused: 0 });
  store.close();
});

it('what waits to leave is tried again by itself when sending could not be loaded', async () => {
  const { desk, platform } = await openDesk({ fetch: () => Promise.reject(new TypeError('no network')) });
  platform.clock.sleep = () => new Promise((resolve) => setTimeout(resolve, 5));
  const { id } = await desk.create();
  await desk.change(id, () => bakerInvoice());
  await desk.send(id);
  failing = true;
  tries = 0;
  const stop = desk.start();
  await expect.poll(() => tries).toBeGreaterThan(1);
  failing = false;
  await expect.poll(async () => (await desk.open(id))?.stage).toMatchObject({ state: 'ready', lastError: { code: 'portal-unreachable' } });
  stop();
});
