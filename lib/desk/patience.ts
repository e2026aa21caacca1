import type { FaultCode } from '../invoice/fault.ts';
import type { Dossier, Stage } from './dossier.ts';

/** How long the outbox waits, and for what. All times in milliseconds. */
const MINUTE = 60_000;
const LONGEST_RETRY = 60 * MINUTE;
const LONGEST_CHECK = 10 * MINUTE;
/** Longest date in the future that we write ourselves; one further away was written by a clock that ran ahead. */
const HORIZON = 90 * MINUTE;

/**
 * Before an invoice that the portal does not know is called absent. `soumettre` answers at once and its own deadline is 100 s: three minutes cover a
 * request still on its way. A flow whose number was lost is integrated in minutes, sometimes more (chorus-pro.md §3.5).
 */
const GRACE: Record<Dossier['route'], number> = { pdf: 3 * MINUTE, entry: 3 * MINUTE, facturx: 30 * MINUTE };
const LEAST_CHECKS = 2;

/** Settings of the user are wrong: trying again soon is vain, and hammers the portal. */
export function needsUser(code: FaultCode): boolean {
  const waits: readonly FaultCode[] = [
    'portal-credentials',
    'portal-account',
    'portal-account-expired',
    'portal-subscription',
    'portal-connection',
    'portal-not-allowed',
    'portal-no-practice',
    'vault-locked',
  ];
  return waits.includes(code);
}

/**
 * Exponential from 15 s to an hour, with a quarter of jitter; five minutes when the user must mend something. The portal also refuses right accounts at
 * random (seen live): that one gets a second, quick try first.
 */
export function retryDelay(code: FaultCode, attempts: number, random: number): number {
  const base =
    needsUser(code) && !(code === 'portal-account' && attempts <= 1) ? 5 * MINUTE : Math.min(15_000 * 2 ** Math.min(attempts - 1, 10), LONGEST_RETRY);
  return Math.round(base * (0.75 + random / 2));
}

/** Until the keys are asked for again, when they are locked or none are kept. No request left, so that no attempt is counted. */
export function closedDelay(code: FaultCode, random: number): number {
  return retryDelay(code, 2, random);
}

/** Until the next question about a dossier in doubt: quick at first, since the answer is usually there. */
export function checkDelay(checks: number, flow: boolean): number {
  const steps = flow ? [2_000, 3_000, 5_000, 10_000, 30_000, MINUTE, 3 * MINUTE] : [3_000, 30_000, MINUTE, 2 * MINUTE];
  return steps[checks] ?? LONGEST_CHECK / 2;
}

export function isDue(time: number, now: number): boolean {
  return time <= now || time - now > HORIZON;
}

export function absenceIsCertain(route: Dossier['route'], stage: Extract<Stage, { state: 'sent-unconfirmed' }>, now: number): boolean {
  return stage.checks + 1 >= LEAST_CHECKS && now - stage.since >= GRACE[route];
}

/** A change asked of an invoice that still stands as before did not reach the portal. */
export function absenceOfEffectIsCertain({ checks, since }: { checks: number; since: number }, now: number): boolean {
  return checks + 1 >= LEAST_CHECKS && now - since >= GRACE.pdf;
}

/** The wait worth staying for: a check due within ten seconds, while patience lasts. */
export function quickPollWithin(dossiers: readonly Dossier[], now: number, patience: number): number | null {
  const waits = dossiers.flatMap(({ stage }) => (stage.state === 'sent-unconfirmed' ? [stage.checkAt - now] : []));
  const soonest = Math.min(...waits);
  return soonest > 0 && soonest <= Math.min(10_000, patience) ? soonest : null;
}
