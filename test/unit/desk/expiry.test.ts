import { expect, it } from 'vitest';
import { announcementDue, expiryOf, portalDay } from '../../../lib/desk/expiry.ts';

const account = { passwordSetOn: '2025-10-27', passwordExpiresOn: '' };

it('counts 424 days from the day the password was given', () => {
  expect(expiryOf(account, '2026-11-25')).toEqual({ on: '2026-12-25', by: 'count', days: 30, state: 'soon' });
  expect(expiryOf(account, '2026-11-24')).toMatchObject({ days: 31, state: 'far' });
  expect(expiryOf(account, '2026-12-25')).toMatchObject({ days: 0, state: 'soon' });
  expect(expiryOf(account, '2026-12-26')).toMatchObject({ days: -1, state: 'over' });
});

it('believes the portal rather than its own count', () => {
  expect(expiryOf({ ...account, passwordExpiresOn: '2026-11-30' }, '2026-11-25')).toMatchObject({ by: 'portal', days: 5, state: 'soon' });
});

it('says nothing of a password whose day is not known', () => {
  expect(expiryOf({ passwordSetOn: '', passwordExpiresOn: 'bientôt' }, '2026-11-25')).toBeNull();
});

it('announces at 30, 7, 1 and 0 days', () => {
  expect([31, 30, 12, 7, 2, 1, 0, -3].map((days) => announcementDue({ days }))).toEqual([null, 30, 30, 7, 7, 1, 0, 0]);
});

it('reads every shape in which the portal writes a day', () => {
  expect(['2026-12-25', '2026-12-25 08:31', '2026-12-25T08:31:19+01:00', '25/12/2026', '', 'jamais', '2026-13-40'].map(portalDay)).toEqual([
    '2026-12-25',
    '2026-12-25',
    '2026-12-25',
    '2026-12-25',
    '',
    '',
    '',
  ]);
});
