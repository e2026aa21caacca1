import { expect, it } from 'vitest';
import { restoreSettings } from '../../../lib/desk/settings.ts';
import { reload } from '../../../lib/ui/actions.ts';
import { desk, settings } from '../../../lib/ui/state.ts';

it('leaves what the user chose while the store was read', async () => {
  const stored = restoreSettings({});
  let answer: () => void = () => undefined;
  desk.value = {
    glance: async () => ({ dossiers: [], whole: true, past: 0 }),
    settings: () =>
      new Promise((resolve) => {
        answer = () => resolve(stored);
      }),
    book: async () => null,
  } as never;
  const first = reload();
  answer();
  await first;
  expect(settings.value).toBe(stored);
  const second = reload();
  const chosen = { ...stored, bigType: true };
  settings.value = chosen;
  answer();
  await second;
  expect(settings.value).toBe(chosen);
});
