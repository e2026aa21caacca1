import { describe, expect, it } from 'vitest';
import { missingSites, openWay, wayTo } from '../../../lib/desk/ways.ts';
import type { Tabs } from '../../../lib/platform/tabs.ts';

const other = { token: 'https://jeton.example/oauth', api: 'https://api.example/banc' };
const chosen = { relay: '', other, practice: [] as string[] };
/** A browser around the panel, in which these origins are allowed. */
const browserWith = (...origins: string[]) => ({ tabs: { allowed: (origin: string) => Promise.resolve(origins.includes(origin)) } as Tabs });
const page = { platform: { tabs: null }, relay: '/relais' };
const extension = { platform: browserWith(), relay: '' };

describe('how calls reach a portal', () => {
  it('passes through the relay of the page, whatever the environment', () => {
    for (const environment of ['training', 'qualification', 'production', 'other'] as const)
      expect(wayTo(environment, chosen, page)).toEqual({ base: '/relais', other });
  });
  it('passes through the relay that the user named, in the extension too', () => {
    expect(wayTo('production', { ...chosen, relay: 'https://coursier.example/relais' }, extension).base).toBe('https://coursier.example/relais');
    expect(wayTo('production', { ...chosen, relay: 'https://coursier.example/relais' }, extension).direct).toBeUndefined();
  });
  it('goes straight to PISTE from the extension', () => {
    expect(wayTo('production', chosen, extension).direct).toEqual({
      token: 'https://oauth.piste.gouv.fr/api/oauth/token',
      api: 'https://api.piste.gouv.fr',
    });
    expect(wayTo('qualification', chosen, extension).direct).toEqual({
      token: 'https://sandbox-oauth.piste.gouv.fr/api/oauth/token',
      api: 'https://sandbox-api.piste.gouv.fr',
    });
    expect(wayTo('other', chosen, extension).direct).toEqual(other);
  });
  it('trains on the practice portal that the user set up, and says so when there is none', () => {
    expect(wayTo('training', { ...chosen, practice: ['http://localhost:4173', 'http://localhost:9'] }, extension)).toEqual({
      base: 'http://localhost:4173/relais',
      other,
    });
    expect(() => wayTo('training', chosen, extension)).toThrow(/portal-no-practice/);
  });
});

describe('sites that must be allowed first', () => {
  it('are those of the way that are not yet', async () => {
    const way = wayTo('production', chosen, extension);
    expect(await missingSites(way, browserWith('https://api.piste.gouv.fr'))).toEqual(['https://oauth.piste.gouv.fr']);
    expect(await missingSites(way, browserWith('https://api.piste.gouv.fr', 'https://oauth.piste.gouv.fr'))).toEqual([]);
    expect(await missingSites(wayTo('training', { ...chosen, practice: ['http://localhost:4173'] }, extension), browserWith())).toEqual([
      'http://localhost:4173',
    ]);
    expect(await missingSites(wayTo('production', chosen, page), { tabs: null })).toEqual([]);
    expect(await missingSites(wayTo('other', { ...chosen, other: { token: '', api: 'pas une adresse' } }, extension), browserWith())).toEqual([]);
  });
  it('stop the way until they are', async () => {
    await expect(openWay('production', chosen, extension)).rejects.toMatchObject({ code: 'portal-not-allowed' });
    const open = { platform: browserWith('https://api.piste.gouv.fr', 'https://oauth.piste.gouv.fr'), relay: '' };
    expect((await openWay('production', chosen, open)).direct?.api).toBe('https://api.piste.gouv.fr');
  });
});
