import { addDays, civilDay, daysBetween, type IsoDate, isIsoDate } from '../invoice/dates.ts';

export type ClockState = 'running' | 'suspended' | 'late' | 'paid' | 'ended' | 'not-due';

/** Why the clock stands as it does, for a screen to put in words. */
export const clockReasons = [
  'credit-note',
  'already-paid',
  'nothing-payable',
  'no-deposit',
  'to-recycle',
  'rejected',
  'starts-at-deposit',
  'starts-at-availability',
  'starts-at-delivery',
  'restarted-after-recycling',
  'suspension-without-effect',
  'paid-by-portal',
  'paid-said',
  'maybe-paid',
] as const;
export type ClockReason = (typeof clockReasons)[number];

export interface Suspension {
  from: IsoDate;
  /** "" while it lasts. */
  to: IsoDate | '';
  /** `stops` the clock, or why it does not. */
  effect: 'stops' | 'second' | 'after-due' | 'after-order';
}

export interface ClockInput {
  /** Days of the legal term (`termOf`). */
  days: number;
  creditNote?: boolean;
  /** The invoice was paid before it was sent (framework A2). */
  alreadyPaid?: boolean;
  /** Amount to pay is zero or not known. */
  nothingPayable?: boolean;
  /** As the deposit certificate writes it. */
  depositedAt: string;
  /** Day of delivery or performance, "" when the invoice does not say. */
  deliveredOn?: string;
  /** What the portal told, any order. `at` is a day, or a moment in the portal's own time or with a zone. */
  history: readonly { at: string; code: string }[];
  /** The day that the user says he was paid, "" when he said nothing. */
  paidOn?: string;
  today: IsoDate;
  /** The buyer never sends « mise en paiement » back (Chorus Pro: statutMiseEnPaiementNestPasRemonte). */
  paymentNotReported?: boolean;
}

export interface Clock {
  state: ClockState;
  /** "" when it never started. */
  startsOn: IsoDate | '';
  /** Last day to pay, "" while suspended or without object. */
  dueOn: IsoDate | '';
  /** Days until the last one, 0 on that day; 0 when late or over. */
  daysLeft: number;
  /** Days after the last one: until today, or until the payment. */
  daysLate: number;
  paidOn: IsoDate | '';
  /** Days from the start to the payment, 0 while not paid. */
  daysTaken: number;
  suspensions: Suspension[];
  reasons: ClockReason[];
}

type Role = 'received' | 'available' | 'suspended' | 'completed' | 'ordered' | 'recycled' | 'ended' | 'paid';

/** What each status does to the clock; the others do nothing. */
const roles: Readonly<Record<string, Role>> = {
  DEPOSEE: 'received',
  EN_COURS_ACHEMINEMENT: 'received',
  MISE_A_DISPOSITION: 'available',
  COMPLETEE: 'completed',
  PRISE_EN_COMPTE_DESTINATAIRE: 'completed',
  SERVICE_FAIT: 'completed',
  // Mandatement is the order to pay: « ordonnancement » in R.2192-27.
  MANDATEE: 'ordered',
  MISE_A_DISPOSITION_COMPTABLE: 'ordered',
  COMPTABILISEE: 'ordered',
  SUSPENDUE: 'suspended',
  A_RECYCLER: 'recycled',
  EN_ATTENTE_RECYCLAGE_FOURNISSEUR: 'recycled',
  REJETEE: 'ended',
  ABANDONNEE: 'ended',
  SUPPRIMEE: 'ended',
  REMPLACEE_PAR_A22: 'ended',
  MISE_EN_PAIEMENT: 'paid',
};

const later = (...days: string[]) =>
  days
    .filter((day) => day !== '')
    .sort()
    .at(-1) ?? '';
const earlier = (...days: string[]) => days.filter((day) => day !== '').sort()[0] ?? '';

/** The new term after a lawful suspension is never shorter (R.2192-29). */
const LEAST_NEW_TERM = 30;

/**
 * The term of one invoice under the Code de la commande publique.
 *
 * Start: receipt of the payment request (R.2192-12); for an electronic one, the day the buyer was told that it stands on the portal (R.2192-15 2°): the day
 * of MISE_A_DISPOSITION where the history tells it, else the day of the deposit certificate, which is the proof that one has. Or the day of delivery or
 * performance when it is later (R.2192-13). The last day is the start plus the term; interest runs from the day after (L.2192-13: « dès le lendemain »).
 *
 * Suspension: once only (R.2192-27), before the order to pay (same article), told to the supplier (R.2192-28: the day of SUSPENDUE). From the receipt of
 * all that was missing a new term opens: thirty days, or what was left when the suspension was told, if that is more (R.2192-29). One that comes
 * after the last day finds no term to interrupt: our reading [?].
 *
 * A_RECYCLER: the request went to the wrong address and was not received; the clock starts anew when it comes back. Our cautious reading [?]: no text found.
 * Not handled [?]: validation by a contractor or a project manager (subcontracting, works), whose terms are others.
 */
export function clockOf(input: ClockInput): Clock {
  const { days, today, deliveredOn = '', paidOn: said = '', history } = input;
  const nothing = without(input);
  if (nothing) return idle(nothing);
  const delivered = isIsoDate(deliveredOn) ? deliveredOn : '';
  const events = history
    .map(({ at, code }) => ({ at: at.trim().replace(' ', 'T'), day: civilDay(at), role: roles[code], code }))
    .filter((event): event is typeof event & { role: Role } => event.day !== '' && event.role !== undefined)
    .sort((a, b) => a.day.localeCompare(b.day) || a.at.localeCompare(b.at));
  const received = civilDay(input.depositedAt) || (events.find(({ role }) => role === 'received')?.day ?? '');
  if (received === '') return idle('no-deposit');

  const walk = { startsOn: '', dueOn: '', available: false, recycling: false, restarted: false, ordered: false, ended: false, paid: '' };
  let suspensions: (Suspension & { balance: number })[] = [];
  let origin: ClockReason = 'starts-at-deposit';
  const start = (day: string, reason: ClockReason) => {
    walk.startsOn = later(day, delivered);
    walk.dueOn = addDays(walk.startsOn, days);
    origin = delivered > day ? 'starts-at-delivery' : reason;
  };
  const openOne = () => suspensions.find(({ to }) => to === '');
  const resume = (day: string) => {
    const open = openOne();
    if (!open) return;
    open.to = day;
    // Suspended before a later delivery, the first term still stands.
    if (open.effect === 'stops') walk.dueOn = later(walk.dueOn, addDays(day, Math.max(LEAST_NEW_TERM, open.balance)));
  };
  const suspend = (day: string) => {
    if (openOne()) return;
    const second = suspensions.some(({ effect }) => effect === 'stops');
    const effect = second ? 'second' : walk.ordered ? 'after-order' : day > walk.dueOn ? 'after-due' : 'stops';
    suspensions.push({ from: day, to: '', effect, balance: Math.min(days, Math.max(0, daysBetween(day, walk.dueOn))) });
  };

  start(received, 'starts-at-deposit');
  for (const { day, role } of events) {
    if (role === 'paid') walk.paid = earlier(walk.paid, day);
    else if (role === 'ended') walk.ended = true;
    else if (role === 'recycled') {
      walk.recycling = true;
      walk.available = false;
      suspensions = [];
    } else if (walk.recycling) {
      // Whatever comes next shows that it was received again.
      if (role === 'suspended') continue;
      walk.recycling = false;
      walk.restarted = true;
      walk.available = role === 'available';
      start(later(received, day), role === 'available' ? 'starts-at-availability' : 'starts-at-deposit');
    } else if (role === 'suspended') suspend(day);
    else {
      if (role === 'ordered') walk.ordered = true;
      if (role === 'available' && !walk.available && suspensions.length === 0) {
        walk.available = true;
        if (day > received) start(day, 'starts-at-availability');
      } else if (role !== 'received') {
        walk.available = true;
        resume(day);
      }
    }
  }

  // A payment said before the deposit belongs to an earlier attempt.
  const paidOn = earlier(walk.paid, isIsoDate(said) && said >= received ? said : '');
  const open = openOne();
  const stopped = open?.effect === 'stops';
  const reasons: ClockReason[] = [origin];
  if (walk.restarted) reasons.push('restarted-after-recycling');
  if (suspensions.some(({ effect }) => effect !== 'stops')) reasons.push('suspension-without-effect');
  const common = {
    startsOn: walk.startsOn,
    dueOn: stopped ? '' : walk.dueOn,
    daysLeft: 0,
    daysLate: 0,
    paidOn: '',
    daysTaken: 0,
    suspensions: suspensions.map(({ from, to, effect }): Suspension => ({ from, to, effect })),
  };
  if (paidOn !== '') {
    return {
      ...common,
      state: 'paid',
      paidOn,
      daysLate: stopped ? 0 : Math.max(0, daysBetween(walk.dueOn, paidOn)),
      daysTaken: Math.max(0, daysBetween(walk.startsOn, paidOn)),
      reasons: [...reasons, paidOn === walk.paid ? 'paid-by-portal' : 'paid-said'],
    };
  }
  if (walk.ended) return { ...common, state: 'ended', dueOn: '', reasons: ['rejected'] };
  if (walk.recycling) return { ...common, state: 'not-due', startsOn: '', dueOn: '', reasons: ['to-recycle'] };
  if (stopped) return { ...common, state: 'suspended', reasons };
  const left = daysBetween(today, walk.dueOn);
  if (left >= 0) return { ...common, state: 'running', daysLeft: left, reasons };
  // The accountant has it, or the buyer never tells: the money may be there already.
  if (input.paymentNotReported || events.at(-1)?.code === 'COMPTABILISEE') reasons.push('maybe-paid');
  return { ...common, state: 'late', daysLate: -left, reasons };
}

function without({ creditNote, alreadyPaid, nothingPayable }: ClockInput): ClockReason | null {
  if (creditNote) return 'credit-note';
  if (alreadyPaid) return 'already-paid';
  return nothingPayable ? 'nothing-payable' : null;
}

function idle(reason: ClockReason): Clock {
  return { state: 'not-due', startsOn: '', dueOn: '', daysLeft: 0, daysLate: 0, paidOn: '', daysTaken: 0, suspensions: [], reasons: [reason] };
}
