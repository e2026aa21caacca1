import { describe, expect, it } from 'vitest';
import { check } from '../../../lib/invoice/check.ts';
import { complete } from '../../../lib/invoice/complete.ts';
import { addDays, isIsoDate } from '../../../lib/invoice/dates.ts';
import type { Invoice } from '../../../lib/invoice/model.ts';
import { rules } from '../../../lib/invoice/rules/index.ts';
import { draft } from '../formats/drafts.ts';

/** The law speaks by date: each golden draft is dated on both sides of each day on which it changes. */
const baker = draft('01');
const freelance = draft('06');
const mason = draft('08');

/** The draft as if written that day: delivered the same day, due thirty days later (fifty for a hospital), which no rule objects to. */
function on(invoice: Invoice, issueDate: string, change: Partial<Invoice> = {}): Invoice {
  const wait = /hospitalier/.test(invoice.buyer.name) ? 50 : 30;
  return {
    ...invoice,
    issueDate,
    delivery: { ...invoice.delivery, date: issueDate, periodStart: '', periodEnd: '' },
    payment: { ...invoice.payment, dueDate: addDays(issueDate, wait) },
    ...change,
  };
}

/** What the rules say, as "ID severity". */
function said(invoice: Invoice): string[] {
  return check(complete(invoice), 'portal').map(({ rule, severity }) => `${rule} ${severity}`);
}

function reason(invoice: Invoice, exemptionReason: string): Pick<Invoice, 'vatBreakdown'> {
  return { vatBreakdown: invoice.vatBreakdown.map((entry) => ({ ...entry, exemptionReason })) };
}

const cgi = reason(baker, 'TVA non applicable, art. 293 B du CGI');
const cibs = reason(baker, 'TVA non applicable, art. L. 223-1 du CIBS');
const unsaid = { category: '' } as const;
const halfPlaced = { delivery: { ...baker.delivery, date: '2027-08-31', address: { ...baker.delivery.address, line1: '' } } };
const named = { seller: { ...baker.seller, name: 'Mme Anne Martin', legalMention: 'RNE 732829320' } };

/** Rows of the calendar: a change to the golden draft, and what is said on each day. */
const calendar: readonly (readonly [name: string, invoice: Invoice, change: Partial<Invoice>, days: Record<string, string[]>])[] = [
  [
    'the franchise in the words of the CGI',
    baker,
    cgi,
    {
      '2026-08-30': [],
      '2026-08-31': [],
      '2026-09-01': ['LAW-FRANCHISE-WORDING info'],
      '2026-09-02': ['LAW-FRANCHISE-WORDING info'],
      '2027-12-30': ['LAW-FRANCHISE-WORDING info'],
      '2027-12-31': ['LAW-FRANCHISE-WORDING info'],
      '2028-01-01': ['LAW-FRANCHISE-WORDING-ENDED error'],
      '2028-01-02': ['LAW-FRANCHISE-WORDING-ENDED error'],
    },
  ],
  [
    'the franchise in the words of the CIBS',
    baker,
    cibs,
    {
      '2026-08-30': ['LAW-FRANCHISE-CIBS-EARLY warning'],
      '2026-08-31': ['LAW-FRANCHISE-CIBS-EARLY warning'],
      '2026-09-01': [],
      '2027-12-31': [],
      '2028-01-01': [],
    },
  ],
  [
    'the category of operation left unsaid',
    baker,
    { ...unsaid, ...cibs },
    {
      '2026-11-20': ['LAW-CATEGORY-SOON info'],
      '2027-08-30': ['LAW-CATEGORY-SOON info'],
      '2027-08-31': ['LAW-CATEGORY-SOON info'],
      '2027-09-01': ['LAW-CATEGORY warning'],
      '2027-09-02': ['LAW-CATEGORY warning'],
    },
  ],
  [
    'goods delivered somewhere half said',
    baker,
    { ...halfPlaced, ...cibs },
    {
      '2027-08-31': ['LAW-DELIVERY-ADDRESS-SOON info'],
      '2027-09-01': ['LAW-DELIVERY-ADDRESS warning'],
    },
  ],
  [
    'VAT on debits said in words alone',
    freelance,
    { vatDue: '', notes: [...freelance.notes, { subjectCode: 'TXD', text: 'TVA acquittée sur les débits' }] },
    {
      '2027-08-31': ['LAW-VAT-DEBITS-SOON info'],
      '2027-09-01': ['LAW-VAT-DEBITS warning'],
    },
  ],
  [
    'a sole trader who does not write EI',
    baker,
    { ...named, ...cgi },
    {
      '2022-05-13': [],
      '2022-05-14': [],
      '2022-05-15': ['LAW-EI warning'],
      '2022-05-16': ['LAW-EI warning'],
    },
  ],
  [
    'old rates of VAT',
    mason,
    {
      lines: mason.lines.map((line) => ({ ...line, vatCategory: 'S' as const, vatRate: '19.6' })),
      vatBreakdown: [],
      totals: { lines: '', allowances: '', charges: '', net: '', vat: '', gross: '', prepaid: '', rounding: '', payable: '' },
    },
    {
      '2013-12-31': [],
      '2014-01-01': mason.lines.map(() => 'LAW-RATE-OLD warning'),
    },
  ],
];

describe.each(calendar)('%s', (_, invoice, change, days) => {
  it.each(Object.entries(days))('%s', (day, expected) => {
    expect(said(on(invoice, day, change))).toEqual(expected);
  });
});

it('the mentions on late payment are asked for since 2013, and complete() writes them', () => {
  const bare = (day: string) => on(baker, day, { ...cgi, notes: [] });
  const lateness = (invoice: Invoice) => check(invoice, 'portal').filter(({ rule }) => rule === 'LAW-LATE-PAYMENT').length;
  expect(lateness(bare('2012-12-31'))).toBe(0);
  expect(lateness(bare('2013-01-01'))).toBe(1);
  expect(lateness(complete(bare('2013-01-01')))).toBe(0);
});

it('complete() writes the ground of the franchise in the words of the day', () => {
  const blank = { vatBreakdown: [] };
  const words = (day: string) => complete(on(baker, day, blank)).vatBreakdown[0]!.exemptionReason;
  expect(words('2026-08-31')).toBe('TVA non applicable, art. 293 B du CGI');
  expect(words('2026-09-01')).toBe('TVA non applicable, art. L. 223-1 du CIBS');
  for (const day of ['2022-05-15', '2026-08-31', '2026-09-01', '2027-08-31', '2027-09-01', '2027-12-31', '2028-01-01'])
    expect(said(on(baker, day, blank)), day).toEqual([]);
});

it('the golden drafts with VAT have nothing to fear from any of these days', () => {
  for (const invoice of [freelance, mason, draft('02'), draft('07')])
    for (const day of ['2022-05-14', '2022-05-15', '2026-08-31', '2026-09-01', '2027-08-31', '2027-09-01', '2027-12-31', '2028-01-01'])
      expect(said(on(invoice, day)), `${invoice.invoiceNumber} ${day}`).toEqual([]);
});

it('every bound of the table is one of the days walked here', () => {
  const walked = new Set(['2013-01-01', ...calendar.flatMap(([, , , days]) => Object.keys(days))]);
  for (const { id, validFrom, validUntil } of rules) {
    for (const bound of [validFrom, validUntil]) {
      if (bound === undefined) continue;
      expect(isIsoDate(bound), id).toBe(true);
      expect(walked, id).toContain(bound);
    }
  }
});
