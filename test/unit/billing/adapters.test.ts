import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Window } from 'happy-dom';
import { describe, expect, test } from 'vitest';
import { adapters } from '../../../lib/billing/adapters.ts';
import type { DocumentLike } from '../../../lib/billing/dom.ts';
import { candidatesOf } from '../../../lib/billing/generic/candidates.ts';
import { numbersOf } from '../../../lib/billing/generic/numbers.ts';
import { valuesOf } from '../../../lib/billing/generic/values.ts';
import { harvest } from '../../../lib/billing/page/harvest.ts';
import { extract } from '../../../lib/extraction/index.ts';
import type { FieldName } from '../../../lib/extraction/result.ts';
import { isIsoDate } from '../../../lib/invoice/dates.ts';

const root = join(import.meta.dirname, '../../..');
const folders = readdirSync(join(root, 'lib/billing'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(root, 'lib/billing', entry.name, 'adapter.ts')))
  .map(({ name }) => name);

interface Fixture {
  page: string;
  url: string;
  expected: Partial<Record<FieldName, string>>;
  pdf: string;
  customer: string;
}

test('every adapter is in the list', () => {
  expect(adapters).toHaveLength(folders.length);
});

describe.each(folders)('adapter of %s', (name) => {
  const adapter = adapters.find(({ tool }) => tool.toLowerCase() === name);

  test('says what it was tried on', () => {
    expect(adapter?.triedOn.length).toBeGreaterThan(0);
    for (const { version, date, how } of adapter?.triedOn ?? []) {
      expect(version).not.toBe('');
      expect(isIsoDate(date)).toBe(true);
      expect(how.length).toBeGreaterThan(20);
    }
  });

  test('reads its page as expected', async () => {
    const path = join(root, 'test/fixtures/billing', `${name}.ts`);
    expect(existsSync(path), `${name} has no page in test/fixtures/billing`).toBe(true);
    const fixture = (await import(path)) as Fixture;
    const { document } = new Window({ url: fixture.url });
    document.write(fixture.page);
    const snapshot = harvest(document as unknown as DocumentLike, fixture.url, null, adapters);
    expect(snapshot.tool).toBe(adapter?.tool);
    expect(snapshot.customer).toBe(fixture.customer);
    const { main } = numbersOf(snapshot);
    const [best] = candidatesOf(snapshot.links, fixture.url, [main]);
    expect(best?.link.url).toBe(fixture.pdf);
    const { extraction } = await valuesOf(snapshot, async (reading) => extract(reading), main);
    const read = Object.fromEntries(Object.keys(fixture.expected).map((field) => [field, extraction.fields[field as FieldName].value]));
    expect(read).toEqual(fixture.expected);
  });
});
