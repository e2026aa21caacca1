import { expect, it, vi } from 'vitest';
import { edit, settled, unsaved } from '../../../lib/ui/edits.ts';
import { desk } from '../../../lib/ui/state.ts';

// The words of a failure are a chunk of their own, which may not load either.
vi.mock('../../../lib/ui/words/fr/faults.ts', () => {
  throw new TypeError('Failed to fetch dynamically imported module');
});

it('saves what is typed after a failure that could not even be said', async () => {
  const saved: string[] = [];
  desk.value = {
    async edit(_: string, path: string, value: string) {
      if (value === 'lost') throw new Error('storage');
      saved.push(`${path} ${value}`);
      return { id: 'a', revision: 1 };
    },
  } as never;
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const lost = edit('a', 'invoiceNumber', 'lost');
  const kept = edit('a', 'engagementNumber', 'BC9');
  await expect(lost).rejects.toThrow();
  await kept;
  await settled('a');
  expect(saved).toEqual(['engagementNumber BC9']);
  expect(unsaved.value).toBe(0);
});
