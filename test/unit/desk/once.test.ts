import { expect, it, vi } from 'vitest';
import { openDesk } from './harness.ts';

let failing = false;
vi.mock('../../../lib/desk/sending.ts', async (original) => {
  const real = await original<typeof import('../../../lib/desk/sending.ts')>();
  return {
    openOutbox(...given: Parameters<typeof real.openOutbox>) {
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
