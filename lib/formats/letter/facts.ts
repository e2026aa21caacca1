import type { Claim } from '../../claims/claim.ts';
import type { Suspension } from '../../claims/clock.ts';
import type { IsoDate } from '../../invoice/dates.ts';
import type { Party } from '../../invoice/model.ts';
import { sum } from '../../invoice/money.ts';

/** One late invoice of the letter. */
export interface ClaimedInvoice {
  number: string;
  issueDate: IsoDate;
  /** The portal's own number and the day of its deposit certificate. */
  portalId: string;
  depositedOn: IsoDate;
  engagementNumber: string;
  serviceCode: string;
  contractNumber: string;
  /** First day of the term, its days, and the article that sets them ("R2192-10"). */
  startsOn: IsoDate;
  term: number;
  article: string;
  /** Those that stopped the clock. */
  suspensions: readonly Pick<Suspension, 'from' | 'to'>[];
  claim: Claim;
}

/** All that a letter of claim says: several late invoices of one buyer, euros. */
export interface LetterFacts {
  seller: Party;
  buyer: Party;
  account: { iban: string; bic: string; name: string };
  /** Day of the letter. */
  on: IsoDate;
  invoices: readonly ClaimedInvoice[];
  /** Deposited elsewhere than on the State's portal in use: the letter is a trial and says so. */
  trial: boolean;
}

export interface LetterTotals {
  principal: string;
  interest: string;
  indemnity: string;
  total: string;
  /** How many are not paid yet, and how many were paid late. */
  unpaid: number;
  paidLate: number;
}

/** The principal counts those not paid yet. */
export function totalsOf({ invoices }: Pick<LetterFacts, 'invoices'>): LetterTotals {
  const claims = invoices.map(({ claim }) => claim);
  const unpaid = claims.filter(({ paid }) => !paid);
  return {
    principal: sum(unpaid.map(({ principal }) => principal)),
    interest: sum(claims.map(({ interest }) => interest)),
    indemnity: sum(claims.map(({ indemnity }) => indemnity)),
    total: sum(claims.map(({ total }) => total)),
    unpaid: unpaid.length,
    paidLate: claims.length - unpaid.length,
  };
}
