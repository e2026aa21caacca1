import { describe, expect, it } from 'vitest';
import { clientKey, createBudget, createLimiter } from '../../../pwa/server/limits.ts';
import { settingsOf } from '../../../pwa/server/settings.ts';

describe('the limiter', () => {
  it('remembers no more clients than it may, and forgets those who have rested', () => {
    let time = 0;
    const limiter = createLimiter({ perSecond: 1, burst: 2, clients: 3 }, () => time);
    for (const client of ['a', 'b', 'c', 'd']) limiter.take(client);
    expect(limiter.size()).toBe(3);
    time = 10_000;
    limiter.take('e');
    expect(limiter.size()).toBe(1);
  });

  it('says how long to wait, in whole seconds', () => {
    const limiter = createLimiter({ perSecond: 0.2, burst: 1, clients: 10 }, () => 0);
    expect([limiter.take('a'), limiter.take('a')]).toEqual([0, 5]);
  });

  it('is not emptied by a clock that goes back', () => {
    let time = 1000;
    const limiter = createLimiter({ perSecond: 1, burst: 2, clients: 10 }, () => time);
    limiter.take('a');
    time = 0;
    expect(limiter.take('a')).toBe(0);
    expect(limiter.take('a')).toBe(1);
  });
});

it('the budget takes what it can hold', () => {
  const budget = createBudget(10);
  expect([budget.take(6), budget.take(5), budget.held()]).toEqual([true, false, 6]);
  budget.give(6);
  expect(budget.take(10)).toBe(true);
});

it.each([
  ['127.0.0.1', '127.0.0.1'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0db8:0001:0002::9', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('the client of %s is %s', (address, key) => expect(clientKey(address)).toBe(key));

describe('an operator’s variables', () => {
  it('say nothing by default', () => {
    expect(settingsOf({})).toEqual({ keys: { qualification: undefined, production: undefined }, https: false, proxy: false });
  });

  it('give keys, hosts, proxy and https', () => {
    expect(
      settingsOf({
        COURSIER_PISTE_PRODUCTION_ID: 'a',
        COURSIER_PISTE_PRODUCTION_SECRET: 'b',
        COURSIER_AUTRE: ' http://127.0.0.1:8787 , https://Emulateur.example:443/,',
        COURSIER_PROXY: '1',
        COURSIER_HTTPS: '1',
      }),
    ).toEqual({
      keys: { qualification: undefined, production: { id: 'a', secret: 'b' } },
      otherHosts: ['http://127.0.0.1:8787', 'https://emulateur.example'],
      https: true,
      proxy: true,
    });
    expect(settingsOf({ COURSIER_AUTRE: '' }).otherHosts).toEqual([]);
  });

  it('are refused by name when they are wrong, and never quoted', () => {
    expect(() => settingsOf({ COURSIER_PISTE_QUALIFICATION_SECRET: 'tres-secret' })).toThrow(/COURSIER_PISTE_QUALIFICATION_ID/);
    expect(() => settingsOf({ COURSIER_PISTE_QUALIFICATION_SECRET: 'tres-secret' })).not.toThrow(/tres-secret/);
    for (const wrong of ['http://a.example/chemin', 'a.example', 'http://moi:secret@a.example', 'ftp://a.example', '*'])
      expect(() => settingsOf({ COURSIER_AUTRE: wrong })).toThrow(/COURSIER_AUTRE/);
  });
});
