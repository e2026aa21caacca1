import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPublished, folderAddress, HEAVY_BYTES, isTime } from '../../../../lib/desk/directory/following.ts';
import { tidy } from '../../../../lib/desk/directory/installing.ts';
import { address, failing, keeperOf, openTab, Site, type Tab, type Weather } from './site.ts';
import { hospitalSiret, versions } from './versions.ts';

const check = ({ platform, shelf }: Tab, options: { force?: boolean; anyWeight?: boolean; signal?: AbortSignal } = { force: true }) =>
  checkPublished({ platform, shelf }, { address, ...options });

/** What a page opened now would use. */
async function served(tab: Tab): Promise<{ source: string; service: string | undefined }> {
  const view = await keeperOf(tab).view();
  await view.bring?.(hospitalSiret);
  return { source: view.manifest?.source ?? '', service: view.bySiret(hospitalSiret)?.services[0]?.name };
}

describe('following a published directory', () => {
  it('takes it whole, then by its difference, with the services of the recipients met', async () => {
    const site = new Site();
    const tab = await openTab(site);
    expect(await served(tab)).toEqual({ source: 'livré', service: undefined });
    expect(await check(tab)).toMatchObject({ kind: 'updated' });
    expect(await served(tab)).toEqual({ source: 'essai 0', service: 'Pharmacie 0' });
    site.at = 2;
    site.asked.length = 0;
    expect(await check(tab)).toMatchObject({ kind: 'updated' });
    expect(site.asked.filter((name) => name.startsWith('base'))).toEqual([]);
    expect(site.asked.filter((name) => name.startsWith('delta'))).toHaveLength(2);
    // The shard that was here went along: no network is needed for it.
    tab.platform.setOnline(false);
    expect(await served(tab)).toEqual({ source: 'essai 2', service: 'Pharmacie 2' });
  });

  it('asks once a day, with what it was told last time, and says nothing changed', async () => {
    const site = new Site();
    const tab = await openTab(site);
    await check(tab, {});
    site.asked.length = 0;
    expect(await check(tab, {})).toEqual({ kind: 'later' });
    expect(site.asked).toEqual([]);
    tab.platform.advance(25 * 3_600_000);
    expect(await check(tab, {})).toEqual({ kind: 'nothing' });
    expect(site.asked).toEqual(['manifest.json']);
    expect((await tab.shelf.watch()).checkedAt).toBe(tab.platform.clock.now());
  });

  it('is silent about a server that is down, and asks it less and less often', async () => {
    const site = new Site();
    const tab = await openTab(site);
    await check(tab);
    site.weather = 'down';
    site.at = 1;
    tab.platform.advance(25 * 3_600_000);
    const waits: number[] = [];
    for (let tries = 0; tries < 7; tries++) {
      expect(await check(tab, {})).toEqual({ kind: 'unreachable' });
      let hours = 0;
      while (!isTime(await tab.shelf.watch(), tab.platform.clock.now())) {
        tab.platform.advance(3_600_000);
        hours++;
      }
      waits.push(hours);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 24, 24]);
    expect(await served(tab)).toMatchObject({ source: 'essai 0' });
    site.weather = 'up';
    expect(await check(tab, {})).toMatchObject({ kind: 'updated' });
    expect((await tab.shelf.watch()).failures).toBe(0);
  });

  it.each([
    ['cut', { kind: 'refused', reason: 'broken' }],
    ['forged', { kind: 'refused', reason: 'broken' }],
    ['html', { kind: 'refused', reason: 'broken' }],
    ['error', { kind: 'unreachable' }],
    ['absent', { kind: 'absent' }],
  ] as [Weather, unknown][])('keeps what it has when what is published is %s', async (weather, outcome) => {
    const site = new Site();
    const tab = await openTab(site);
    await check(tab);
    await served(tab);
    site.at = 3;
    site.weather = weather;
    expect(await check(tab)).toEqual(outcome);
    expect(await served(tab)).toEqual({ source: 'essai 0', service: 'Pharmacie 0' });
  });

  it('refuses an older version, a base whose hash is right and that is no directory, and endless files', async () => {
    const site = new Site();
    site.at = 2;
    const tab = await openTab(site);
    await check(tab);
    site.at = 1;
    expect(await check(tab)).toEqual({ kind: 'refused', reason: 'older' });
    const { manifest, files } = versions[3] as (typeof versions)[number];
    const noise = new Uint8Array(manifest.base.bytes).fill(7);
    const { sha256 } = await import('../../../../lib/directory/sha256.ts');
    files.set('noise.bin', noise);
    site.at = 3;
    site.manifest = { ...manifest, sequence: 9, deltas: [], base: { file: 'noise.bin', bytes: noise.length, sha256: sha256(noise) } };
    expect(await check(tab)).toEqual({ kind: 'refused', reason: 'broken' });
    site.manifest = { ...manifest, sequence: 9, deltas: [], base: { ...manifest.base, bytes: 10 } };
    expect(await check(tab)).toEqual({ kind: 'refused', reason: 'broken' });
    expect(await served(tab)).toMatchObject({ source: 'essai 2' });
    expect((await tab.shelf.watch()).refused).toBe('broken');
  });

  it('asks before it fetches much on a connection that is counted', async () => {
    const site = new Site();
    const { manifest } = site.version;
    site.manifest = { ...manifest, base: { ...manifest.base, bytes: HEAVY_BYTES + 1 } };
    const tab = await openTab(site);
    tab.platform.setMetered(true);
    expect(await check(tab)).toEqual({ kind: 'heavy', bytes: HEAVY_BYTES + 1 });
    expect(site.asked).toEqual(['manifest.json']);
    expect((await tab.shelf.watch()).heavy).toBe(HEAVY_BYTES + 1);
    site.manifest = manifest;
    expect(await check(tab, { force: true, anyWeight: true })).toMatchObject({ kind: 'updated' });
    expect((await tab.shelf.watch()).heavy).toBe(0);
  });

  it('stops when told to, with nothing changed', async () => {
    const site = new Site();
    const tab = await openTab(site);
    const controller = new AbortController();
    controller.abort();
    await expect(check(tab, { force: true, signal: controller.signal })).rejects.toMatchObject({ code: 'aborted' });
    expect(await served(tab)).toMatchObject({ source: 'livré' });
  });

  it('whatever fails at whatever moment, in whichever tab, leaves a whole version, never an older one, and no rubbish', async () => {
    const step = fc.record({
      tab: fc.integer({ min: 0, max: 1 }),
      at: fc.integer({ min: 0, max: 3 }),
      weather: fc.constantFrom<Weather>('up', 'up', 'up', 'down', 'cut', 'forged', 'html', 'absent', 'error'),
      /** The write that fails, and all after it; 0 for none. */
      dies: fc.constantFrom(0, 0, 1, 2, 3, 4, 5),
      together: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (history) => {
        const site = new Site();
        const first = await openTab(site);
        const second = { ...first, shelf: (await openTab(site, first.name)).shelf };
        const tabs = [first, second];
        let newest = -1;
        for (const { tab: index, at, weather, dies, together } of history) {
          Object.assign(site, { at, weather });
          const tab = tabs[index] as Tab;
          const mine = dies > 0 ? { ...tab, shelf: failing(tab.shelf, dies) } : tab;
          const others = together ? [check(tabs[1 - index] as Tab).catch(() => null)] : [];
          const [outcome] = await Promise.all([check(mine).catch(() => null), ...others]);
          const { source, service } = await served({ ...tab, platform: tab.platform });
          const version = source === 'livré' ? -1 : Number(source.slice('essai '.length));
          expect(version).toBeGreaterThanOrEqual(newest);
          if (service !== undefined) expect(service).toBe(`Pharmacie ${version}`);
          if (outcome?.kind === 'updated' && !together) expect(version).toBe(at);
          newest = version;
        }
        await tidy(first.shelf);
        const held = await first.shelf.held();
        const seen: string[] = [];
        await first.shelf.sweep((version) => {
          seen.push(version);
          return true;
        });
        expect(new Set(seen.filter((version) => !version.startsWith('shipped-')))).toEqual(new Set(held ? [held.version] : []));
        for (const { shelf } of tabs) shelf.close();
      }),
      { numRuns: 40 },
    );
  });
});

describe('an address', () => {
  it.each([
    ['https://a.example/b', 'https://a.example/b/'],
    [' https://a.example/b/manifest.json?x=1#y ', 'https://a.example/b/'],
    ['http://localhost:4173/annuaire/', 'http://localhost:4173/annuaire/'],
    ['http://a.example/', null],
    ['ftp://a.example/', null],
    ['javascript:alert(1)', null],
    ['https://moi:secret@a.example/', null],
    ['annuaire', null],
  ])('%s', (typed, expected) => expect(folderAddress(typed)).toBe(expected));
});
