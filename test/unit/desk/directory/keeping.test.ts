import { describe, expect, it } from 'vitest';
import { checkPublished } from '../../../../lib/desk/directory/following.ts';
import { shippedKey } from '../../../../lib/desk/directory/keeper.ts';
import { openDesk } from '../harness.ts';
import { address, keeperOf, openTab, Site } from './site.ts';
import { hospitalSiret, versions, withOtherServices } from './versions.ts';

describe('the directory in use', () => {
  it('follows what another tab installs, and opens with the index of its last opening', async () => {
    const site = new Site();
    const tab = await openTab(site);
    const elsewhere = { ...tab, shelf: (await openTab(site, tab.name)).shelf };
    const keeper = keeperOf(elsewhere);
    expect((await keeper.view()).manifest?.source).toBe('livré');
    await checkPublished(tab, { address, force: true });
    // The channel between tabs speaks a little later.
    await expect.poll(async () => (await keeper.view()).manifest?.source).toBe('essai 0');
    const { version } = (await tab.shelf.held())!;
    expect(await tab.shelf.piece(version, 'kept')).toBeInstanceOf(Uint8Array);
    expect(await tab.shelf.piece(shippedKey(versions[0]!.manifest.base.sha256), 'kept')).toBeInstanceOf(Uint8Array);
  });

  it('passes over a version that was damaged on the disk, and an index of another one', async () => {
    const site = new Site();
    const tab = await openTab(site);
    await checkPublished(tab, { address, force: true });
    const { version } = (await tab.shelf.held())!;
    await tab.shelf.put(version, new Map([['kept', new Uint8Array([1, 2, 3])]]));
    expect((await keeperOf(tab).view()).manifest?.source).toBe('essai 0');
    await tab.shelf.put(
      version,
      new Map([
        ['base', new Uint8Array([1, 2, 3])],
        ['kept', new Uint8Array(0)],
      ]),
    );
    expect((await keeperOf(tab).view()).manifest?.source).toBe('livré');
  });

  it('fetches the services of a body once it is chosen, not twice in a minute when they do not come, and keeps them', async () => {
    const site = new Site();
    const tab = await openTab(site);
    await checkPublished(tab, { address, force: true });
    const view = await keeperOf(tab).view();
    expect(view.bySiret(hospitalSiret)).toMatchObject({ servicesElsewhere: true, services: [] });
    site.weather = 'down';
    site.asked.length = 0;
    expect(await view.bring?.(hospitalSiret)).toBe(false);
    expect(await view.bring?.(hospitalSiret)).toBe(false);
    expect(site.asked).toHaveLength(1);
    site.weather = 'up';
    tab.platform.advance(61_000);
    expect(await view.bring?.(hospitalSiret)).toBe(true);
    expect(view.bySiret(hospitalSiret)?.services).toHaveLength(1);
    tab.platform.setOnline(false);
    expect(await (await keeperOf(tab).view()).bring?.(hospitalSiret)).toBe(true);
  });

  it('fetches services by the names of the latest manifest, though the base did not change', async () => {
    const site = new Site();
    const tab = await openTab(site);
    await checkPublished(tab, { address, force: true });
    const keeper = keeperOf(tab);
    await keeper.view();
    site.other = withOtherServices();
    expect(site.other.manifest.base).toEqual(versions[0]!.manifest.base);
    expect(await checkPublished(tab, { address, force: true })).toEqual({ kind: 'nothing' });
    const view = await keeper.view();
    expect(view.manifest?.date).toBe('2026-11-05');
    expect(await view.bring?.(hospitalSiret)).toBe(true);
    expect(view.bySiret(hospitalSiret)?.services[0]?.name).toBe('Pharmacie 0 bis');
    // And what is here already is renewed.
    site.other = { ...versions[0]!, manifest: { ...versions[0]!.manifest, sequence: 9 } };
    expect(await checkPublished(tab, { address, force: true })).toMatchObject({ kind: 'updated' });
    const renewed = await keeper.view();
    expect(await renewed.bring?.(hospitalSiret)).toBe(true);
    expect(renewed.bySiret(hospitalSiret)?.services[0]?.name).toBe('Pharmacie 0');
  });

  it('stays at what ships once the user went back to it, until he asks again', async () => {
    const site = new Site();
    const { desk, platform } = await openDesk({ fetch: site.fetch });
    const directory = await desk.directory();
    expect(await directory.check()).toEqual({ kind: 'later' });
    expect(await directory.follow('http://ailleurs.example/')).toBe(false);
    expect(await directory.follow(address)).toBe(true);
    expect(await directory.check()).toMatchObject({ kind: 'updated' });
    expect(await directory.state()).toMatchObject({
      origin: 'address',
      date: '2026-11-01',
      following: address,
      chosen: true,
      old: false,
      ageInDays: 23,
    });
    await directory.useShipped();
    platform.advance(3 * 24 * 3_600_000);
    site.at = 1;
    expect(await directory.check()).toEqual({ kind: 'later' });
    expect(await directory.state()).toMatchObject({ origin: 'shipped' });
    expect(await directory.check({ force: true })).toMatchObject({ kind: 'updated' });
    platform.advance(90 * 24 * 3_600_000);
    expect(await directory.state()).toMatchObject({ date: '2026-11-08', old: true });
  });
});
