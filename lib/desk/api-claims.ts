import type { Claim } from '../claims/claim.ts';
import type { Clock } from '../claims/clock.ts';
import type { EcbRate } from '../claims/rates.ts';
import type { Term, TermDays } from '../claims/terms.ts';
import type { ClaimMail } from '../formats/letter/wording.ts';
import type { MadeFile } from './api.ts';
import type { Dossier } from './dossier.ts';
import type { Lateness } from './lateness.ts';

/** Where the payment of one deposited invoice stands; `claim` when it is late, or was paid late. */
export interface InvoiceClaim {
  clock: Clock;
  term: Term;
  claim: Claim | null;
}

/** What one buyer owes. Amounts in euros, credit notes left out: they have no term. */
export interface BuyerDebt {
  siret: string;
  name: string;
  /** Deposited elsewhere than on the State's portal in use. */
  trial: boolean;
  /** To be paid, late included, and how many invoices that is. */
  expected: string;
  waiting: number;
  /** Not paid and late. */
  late: string;
  /** Of all open claims, those paid late included. */
  interest: string;
  indemnity: string;
  /** Open claims, the longest late first. */
  claims: (InvoiceClaim & { dossier: Dossier; claim: Claim })[];
  /** Days that this buyer took, on average, from the start of the term to the payment; null while he paid nothing. */
  averageDays: number | null;
  /** Days that the law gives this buyer. */
  term: number;
  paid: number;
}

/** What came and what is to come in one month ("2026-11"). Amounts in euros, credit notes left out. */
export interface MonthOfMoney {
  month: string;
  /** By the day of payment. */
  paid: string;
  /** Not paid yet, by the last day of its term; what is suspended has none, and counts in the present month. */
  expected: string;
  /** Of those, late: by the last day that was missed. */
  late: string;
  trial: boolean;
}

export interface ClaimLetter {
  file: MadeFile;
  mail: ClaimMail;
  /** The mail as an address to open. */
  mailto: string;
}

/** The clock of payment, and what the law gives when it is over (`lib/claims`). */
export interface Claims {
  /** Null for an invoice that the portal does not hold. */
  of(dossier: Dossier): Promise<InvoiceClaim | null>;
  /**
   * The last day and the days late of each deposited invoice still alive, by id: what a list shows. `quick`: buyers never met are not looked up in the
   * directory, and have the usual term.
   */
  lateness(quick?: boolean): Promise<ReadonlyMap<string, Lateness>>;
  /** Buyers who owe something or ever paid: real ones first, then by what is late. */
  byBuyer(): Promise<BuyerDebt[]>;
  /** Months that hold something, oldest first; those of a trial apart from the real ones. */
  byMonth(): Promise<MonthOfMoney[]>;
  /** « J'ai été payé le … »; "" takes it back. Fault 'not-ready' for a day to come or an invoice that is not deposited. */
  paid(id: string, day: string): Promise<Dossier>;
  /** The interest and the indemnity came, or are given up; "" takes it back. */
  close(id: string, day: string): Promise<Dossier>;
  /** One letter for late invoices of one buyer. Fault 'not-ready' when none of them is late or they are of several buyers. */
  letter(ids: readonly string[]): Promise<ClaimLetter>;
  /** By half-year, latest first. */
  rates(): Promise<EcbRate[]>;
  /** Percent by first day of the half-year; what is not a rate, or equals the table, is not kept. */
  saveRates(typed: Readonly<Record<string, string>>): Promise<void>;
  /** The user knows the term of this buyer better; null gives the kind of buyer its say again. */
  chooseTerm(siret: string, days: TermDays | null): Promise<void>;
}
