import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClockInput, clockOf } from '../../../lib/claims/clock.ts';
import { addDays, civilDay, daysBetween } from '../../../lib/invoice/dates.ts';

const base: ClockInput = { days: 30, depositedAt: '2026-11-24 09:12', deliveredOn: '2026-11-20', history: [], today: '2026-12-12' };
const clock = (more: Partial<ClockInput> = {}) => clockOf({ ...base, ...more });
const at = (day: string, code: string) => ({ at: `${day} 10:00`, code });

describe('the civil day of what the portal writes', () => {
  it.each([
    ['2026-11-24', '2026-11-24'],
    ['2026-11-24 23:59', '2026-11-24'],
    ['2026-11-24T09:12:00', '2026-11-24'],
    // Half past eleven in the evening, London, is the next day in Paris, winter and summer alike.
    ['2026-11-24T23:30:00Z', '2026-11-25'],
    ['2026-07-24T22:30:00.000Z', '2026-07-25'],
    ['2026-11-25T00:30:00+01:00', '2026-11-25'],
    ['2026-11-24T23:30:00+0000', '2026-11-25'],
    ['2026-11-25 00:30+0100', '2026-11-25'],
    ['', ''],
    ['hier', ''],
    ['2026-13-45', ''],
  ])('%s is %s', (text, day) => expect(civilDay(text)).toBe(day));
});

describe('the start', () => {
  it('is the day of the certificate, and the last day 30 days later', () => {
    expect(clock()).toMatchObject({ state: 'running', startsOn: '2026-11-24', dueOn: '2026-12-24', daysLeft: 12, reasons: ['starts-at-deposit'] });
  });
  it.each([
    [30, '2026-12-24'],
    [50, '2027-01-13'],
    [60, '2027-01-23'],
  ])('%i days end on %s', (days, dueOn) => expect(clock({ days }).dueOn).toBe(dueOn));
  it('is the day the buyer was told of it, when the portal says that day (R.2192-15)', () => {
    const history = [at('2026-11-24', 'DEPOSEE'), at('2026-11-26', 'MISE_A_DISPOSITION')];
    expect(clock({ history })).toMatchObject({ startsOn: '2026-11-26', dueOn: '2026-12-26', reasons: ['starts-at-availability'] });
  });
  it('is the delivery when it comes later (R.2192-13)', () => {
    expect(clock({ deliveredOn: '2026-12-01' })).toMatchObject({ startsOn: '2026-12-01', dueOn: '2026-12-31', reasons: ['starts-at-delivery'] });
  });
  it('is what the history says where the certificate has no date; without any there is no clock', () => {
    expect(clock({ depositedAt: '', history: [at('2026-11-25', 'DEPOSEE')] }).startsOn).toBe('2026-11-25');
    expect(clock({ depositedAt: '' })).toMatchObject({ state: 'not-due', reasons: ['no-deposit'] });
  });
  it('does not exist for a credit note, a paid invoice, nothing to pay', () => {
    expect(clock({ creditNote: true })).toMatchObject({ state: 'not-due', reasons: ['credit-note'], dueOn: '' });
    expect(clock({ alreadyPaid: true }).reasons).toEqual(['already-paid']);
    expect(clock({ nothingPayable: true }).reasons).toEqual(['nothing-payable']);
  });
});

describe('the last day', () => {
  it.each([
    ['2026-12-24', 'running', 0, 0],
    ['2026-12-25', 'late', 0, 1],
    ['2027-01-08', 'late', 0, 15],
  ])('on %s it is %s', (today, state, daysLeft, daysLate) => expect(clock({ today })).toMatchObject({ state, daysLeft, daysLate }));
  it('crosses a leap day and both changes of hour in whole days', () => {
    expect(clock({ depositedAt: '2028-02-10', deliveredOn: '', today: '2028-03-12' })).toMatchObject({ dueOn: '2028-03-11', daysLate: 1 });
    expect(clock({ depositedAt: '2026-03-10', deliveredOn: '', today: '2026-04-10' })).toMatchObject({ dueOn: '2026-04-09', daysLate: 1 });
    expect(clock({ depositedAt: '2026-10-10', deliveredOn: '', today: '2026-11-10' })).toMatchObject({ dueOn: '2026-11-09', daysLate: 1 });
  });
});

describe('a suspension', () => {
  const suspended = [at('2026-11-24', 'MISE_A_DISPOSITION'), at('2026-12-04', 'SUSPENDUE')];
  it('stops the clock while it lasts', () => {
    const found = clock({ history: suspended, today: '2027-03-01' });
    expect(found).toMatchObject({ state: 'suspended', dueOn: '', daysLate: 0, suspensions: [{ from: '2026-12-04', to: '', effect: 'stops' }] });
  });
  it('opens thirty days from the pieces received when less was left: 20 days left, 30 given (R.2192-29)', () => {
    const history = [...suspended, at('2026-12-10', 'COMPLETEE')];
    expect(clock({ history, today: '2026-12-11' })).toMatchObject({ state: 'running', dueOn: '2027-01-09', daysLeft: 29 });
  });
  it('opens what was left when that is more: 50 days, stopped after 5, 45 given', () => {
    const history = [at('2026-11-24', 'MISE_A_DISPOSITION'), at('2026-11-29', 'SUSPENDUE'), at('2026-12-10', 'MISE_A_DISPOSITION')];
    expect(clock({ days: 50, history, today: '2026-12-11' }).dueOn).toBe('2027-01-24');
  });
  it('ends with whatever shows that the buyer took it again, once', () => {
    const history = [...suspended, at('2026-12-10', 'SERVICE_FAIT'), at('2026-12-20', 'MANDATEE')];
    expect(clock({ history, today: '2026-12-21' }).dueOn).toBe('2027-01-09');
  });
  it('does nothing the second time (R.2192-27: « une seule fois »)', () => {
    const history = [...suspended, at('2026-12-10', 'COMPLETEE'), at('2026-12-20', 'SUSPENDUE')];
    const found = clock({ history, today: '2027-01-10' });
    expect(found).toMatchObject({ state: 'late', dueOn: '2027-01-09', daysLate: 1 });
    expect(found.suspensions.map(({ effect }) => effect)).toEqual(['stops', 'second']);
    expect(found.reasons).toContain('suspension-without-effect');
  });
  it('does nothing after the order to pay, nor after the last day', () => {
    const ordered = [at('2026-11-30', 'MANDATEE'), at('2026-12-04', 'SUSPENDUE')];
    expect(clock({ history: ordered }).suspensions[0]?.effect).toBe('after-order');
    const tooLate = clock({ history: [at('2026-12-30', 'SUSPENDUE')], today: '2027-01-08' });
    expect(tooLate).toMatchObject({ state: 'late', daysLate: 15, suspensions: [{ effect: 'after-due' }] });
  });
  it('on the very last day leaves a balance of nothing, hence thirty days', () => {
    const history = [at('2026-12-24', 'SUSPENDUE'), at('2026-12-28', 'COMPLETEE')];
    expect(clock({ history, today: '2026-12-29' }).dueOn).toBe('2027-01-27');
  });
});

describe('what ends it', () => {
  it('a rejection: nothing is owed on that invoice', () => {
    expect(clock({ history: [at('2026-12-01', 'REJETEE')], today: '2027-06-01' })).toMatchObject({ state: 'ended', dueOn: '', daysLate: 0 });
  });
  it('an address to correct: it was not received, the clock starts anew when it is', () => {
    const history = [at('2026-11-24', 'MISE_A_DISPOSITION'), at('2026-12-01', 'A_RECYCLER')];
    expect(clock({ history })).toMatchObject({ state: 'not-due', reasons: ['to-recycle'] });
    const again = clock({ history: [...history, at('2026-12-05', 'DEPOSEE'), at('2026-12-06', 'MISE_A_DISPOSITION')] });
    expect(again).toMatchObject({ state: 'running', startsOn: '2026-12-06', dueOn: '2027-01-05' });
    expect(again.reasons).toEqual(['starts-at-availability', 'restarted-after-recycling']);
  });
  it('the payment that the portal tells, in time or late', () => {
    expect(clock({ history: [at('2026-12-20', 'MISE_EN_PAIEMENT')], today: '2027-06-01' })).toMatchObject({
      state: 'paid',
      daysLate: 0,
      daysTaken: 26,
    });
    expect(clock({ history: [at('2027-01-08', 'MISE_EN_PAIEMENT')], today: '2027-06-01' })).toMatchObject({ state: 'paid', daysLate: 15 });
  });
  it('the payment that the user tells; of two days the earlier, since the money cannot come before the order', () => {
    const said = { paidOn: '2027-01-10', today: '2027-06-01' };
    expect(clock(said)).toMatchObject({ state: 'paid', paidOn: '2027-01-10', daysLate: 17, reasons: ['starts-at-deposit', 'paid-said'] });
    const both = clock({ ...said, history: [at('2027-01-08', 'MISE_EN_PAIEMENT')] });
    expect(both).toMatchObject({ paidOn: '2027-01-08', daysLate: 15, reasons: ['starts-at-deposit', 'paid-by-portal'] });
  });
  it('nothing else: late and in the accountant’s books, it may be paid already', () => {
    expect(clock({ history: [at('2026-12-28', 'COMPTABILISEE')], today: '2027-01-08' }).reasons).toContain('maybe-paid');
    expect(clock({ paymentNotReported: true, today: '2027-01-08' }).reasons).toContain('maybe-paid');
  });
});

const day = fc.integer({ min: 0, max: 1500 }).map((days) => addDays('2026-01-01', days));
const code = fc.constantFrom(
  'DEPOSEE',
  'MISE_A_DISPOSITION',
  'SUSPENDUE',
  'COMPLETEE',
  'SERVICE_FAIT',
  'MANDATEE',
  'A_RECYCLER',
  'REJETEE',
  'MISE_EN_PAIEMENT',
  'AUTRE',
);
const history = fc.array(fc.record({ at: day, code }), { maxLength: 8 });
const input = fc.record({ days: fc.constantFrom(30, 50, 60), depositedAt: day, deliveredOn: fc.oneof(fc.constant(''), day), history, today: day });

describe('whatever happened', () => {
  it('counts whole days, never both left and late, never negative, never from before the deposit', () => {
    fc.assert(
      fc.property(input, (given) => {
        const found = clockOf(given);
        for (const count of [found.daysLeft, found.daysLate, found.daysTaken]) expect(Number.isInteger(count) && count >= 0).toBe(true);
        expect(found.daysLeft > 0 && found.daysLate > 0).toBe(false);
        if (found.startsOn) expect(found.startsOn >= given.depositedAt).toBe(true);
        if (found.startsOn && found.dueOn) expect(daysBetween(found.startsOn, found.dueOn)).toBeGreaterThanOrEqual(given.days);
        if (found.state === 'late') expect(daysBetween(found.dueOn, given.today)).toBe(found.daysLate);
      }),
    );
  });
  it('is one day later tomorrow', () => {
    fc.assert(
      fc.property(input, (given) => {
        const today = clockOf(given);
        const tomorrow = clockOf({ ...given, today: addDays(given.today, 1) });
        if (today.state === 'running' || today.state === 'late')
          expect(tomorrow.daysLate - tomorrow.daysLeft).toBe(today.daysLate - today.daysLeft + 1);
        else expect(tomorrow).toEqual(today);
      }),
    );
  });
  it('does not depend on the order in which the portal tells days that differ', () => {
    fc.assert(
      fc.property(
        input.filter(({ history: told }) => new Set(told.map((entry) => entry.at)).size === told.length),
        (given) => {
          expect(clockOf({ ...given, history: given.history.toReversed() })).toEqual(clockOf(given));
        },
      ),
    );
  });
});
