import { addDays, daysBetween, isIsoDate } from '../invoice/dates.ts';

/** A technical password ends so many days after it was given (chorus-pro.md §1, one source). */
export const PASSWORD_LIFE_DAYS = 424;
/** Days before the end at which it is announced. */
export const NOTICE_DAYS = 30;
/** Days left at which a notification is shown: three in a month, not one a day. */
const NOTIFIED_AT = [NOTICE_DAYS, 7, 1, 0];

export interface Expiry {
  /** ISO day. */
  on: string;
  /** Who says so: the portal, or our count from the day it was given. */
  by: 'portal' | 'count';
  /** Days left, 0 on the last day, negative after it. */
  days: number;
  state: 'far' | 'soon' | 'over';
}

/** When the technical password ends; null while nothing is known of it. */
export function expiryOf({ passwordSetOn, passwordExpiresOn }: { passwordSetOn: string; passwordExpiresOn: string }, today: string): Expiry | null {
  const by = isIsoDate(passwordExpiresOn) ? 'portal' : 'count';
  const on = by === 'portal' ? passwordExpiresOn : isIsoDate(passwordSetOn) ? addDays(passwordSetOn, PASSWORD_LIFE_DAYS) : '';
  if (on === '') return null;
  const days = daysBetween(today, on);
  return { on, by, days, state: days < 0 ? 'over' : days <= NOTICE_DAYS ? 'soon' : 'far' };
}

/** The step of the announcement that is due: 30, 7, 1 or 0 days; null when none is. */
export function announcementDue({ days }: Pick<Expiry, 'days'>): number | null {
  const due = NOTIFIED_AT.filter((step) => days <= step);
  return due.length > 0 ? Math.min(...due) : null;
}

/** The portal's date, in any of the shapes it writes, as an ISO day; "" when it is none. */
export function portalDay(text: string): string {
  const iso = /^\d{4}-\d{2}-\d{2}/.exec(text.trim())?.[0];
  const french = /^(\d{2})\/(\d{2})\/(\d{4})/.exec(text.trim());
  const day = iso ?? (french ? `${french[3]}-${french[2]}-${french[1]}` : '');
  return isIsoDate(day) ? day : '';
}
