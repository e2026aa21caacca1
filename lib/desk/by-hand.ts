import { termOf } from '../claims/terms.ts';
import type { RecipientKind } from '../directory/recipient.ts';
import { addDays, isIsoDate } from '../invoice/dates.ts';
import { Fault } from '../invoice/fault.ts';
import { emptyInvoice, type Invoice, type Line } from '../invoice/model.ts';
import type { ByHand } from './api.ts';
import type { Bench } from './bench.ts';
import type { Checking } from './checking.ts';
import type { Dossier } from './dossier.ts';
import { withTotalsFromLines } from './edits.ts';
import { freshCopy, nextLine } from './lines.ts';
import { gapBefore, type NumberedInvoice, nextNumber } from './numbering.ts';
import type { Profile, Settings } from './settings.ts';

/** A blank invoice that already knows its seller: what the user would otherwise type each time. */
export function invoiceFor(profile: Profile, today: string, invoiceNumber: string): Invoice {
  const blank = emptyInvoice();
  return {
    ...blank,
    issueDate: today,
    invoiceNumber,
    seller: structuredClone(profile.seller),
    delivery: { ...blank.delivery, date: today },
    payment: { ...blank.payment, meansCode: '30', iban: profile.iban, bic: profile.bic },
    lines: [nextLine([], profile.vatRegime === 'franchise')],
  };
}

/** What another invoice to the same buyer takes over of this one. */
export function duplicateOf(invoice: Invoice, blank: Invoice): Invoice {
  const { kind, currency, category, vatDue, serviceCode, engagementNumber, contractNumber, seller, buyer, payee, taxRepresentative, payment } =
    invoice;
  return withTotalsFromLines({
    ...blank,
    ...structuredClone({ kind, currency, category, vatDue, serviceCode, engagementNumber, contractNumber, seller, buyer, payee, taxRepresentative }),
    precedingInvoices: structuredClone(invoice.precedingInvoices),
    delivery: { ...structuredClone(invoice.delivery), date: blank.delivery.date, periodStart: '', periodEnd: '' },
    payment: { ...payment, dueDate: '' },
    notes: invoice.notes.map((note) => ({ ...note })),
    allowances: structuredClone(invoice.allowances),
    lines: invoice.lines.map(freshCopy),
    vatBreakdown: structuredClone(invoice.vatBreakdown),
  });
}

/**
 * The credit note of a whole invoice (EN 16931 type 381, amounts positive, BG-3 names the origin). Amounts are those of the invoice, even where the
 * paper did not add up: what was billed is what is given back.
 */
export function creditNoteOf(invoice: Invoice, { today, invoiceNumber }: { today: string; invoiceNumber: string }): Invoice {
  const { number, issueDate } = { number: invoice.invoiceNumber, issueDate: invoice.issueDate };
  const { gross } = invoice.totals;
  return {
    ...structuredClone(invoice),
    kind: 'credit-note',
    typeCode: '',
    invoiceNumber,
    issueDate: today,
    alreadyPaid: false,
    precedingInvoices: [{ number, issueDate }],
    // Nothing is to be paid: it is set against the invoice (UNTDID 4461, 97).
    payment: { ...emptyInvoice().payment, meansCode: '97' },
    totals: { ...invoice.totals, prepaid: '', rounding: '', payable: gross },
  };
}

/** Day by which a public buyer must pay, counted from the day of issue until the deposit gives the true start (`lib/claims/terms.ts`). */
export function legalDueDate(issueDate: string, kind: RecipientKind): string {
  return isIsoDate(issueDate) ? addDays(issueDate, termOf(kind).days) : '';
}

/** The user's numbers in one environment: those of the training portal are not part of his real series. */
export interface Numbers {
  /** Of every invoice and draft, except one that is being numbered. */
  used: NumberedInvoice[];
  next(date: string, kind?: Invoice['kind']): string;
}

export function numbersOf(
  dossiers: readonly Dossier[],
  { seller, lastNumber }: Pick<Profile, 'seller' | 'lastNumber'>,
  environment: Settings['environment'],
  except = '',
): Numbers {
  const own = dossiers.filter(({ invoice, id }) => id !== except && invoice.invoiceNumber.trim() !== '' && invoice.seller.siret === seller.siret);
  const here = own.filter((dossier) => dossier.environment === environment);
  const entry = ({ invoice }: Dossier): NumberedInvoice => ({ number: invoice.invoiceNumber.trim(), date: invoice.issueDate });
  const used = here.map(entry);
  const same = (dossier: Dossier) => dossier.invoice.invoiceNumber.trim() === lastNumber.trim();
  const latest = (kind: Invoice['kind']) =>
    here
      .filter(({ invoice }) => invoice.kind === kind)
      .sort((a, b) => b.invoice.issueDate.localeCompare(a.invoice.issueDate) || b.createdAt - a.createdAt)
      .map(entry)[0];
  const elsewhere = lastNumber !== '' && !here.some(same) && own.some(same);
  const kept =
    lastNumber === '' || elsewhere ? undefined : { number: lastNumber, date: used.find(({ number }) => number === lastNumber.trim())?.date ?? '' };
  return {
    used: kept && kept.date === '' ? [...used, kept] : used,
    next(date, kind = 'invoice') {
      const last = (kind === 'credit-note' ? latest('credit-note') : undefined) ?? kept ?? latest('invoice');
      return last ? nextNumber(last.number, { lastDate: last.date, date, used }) : '';
    },
  };
}

export function byHandCases(bench: Bench, { recipientOf }: Checking): ByHand {
  const { platform, store, alive, need, profile, profileOf, settings, blankDossier } = bench;

  /** The series of a seller, who may not be the company at work (a secretary's craftsmen), nor even a known one. */
  async function seriesOf(siret: string): Promise<Profile> {
    const known = (await profileOf(siret)) ?? (await profile());
    return known.seller.siret === siret ? known : { ...known, seller: { ...known.seller, siret }, lastNumber: '' };
  }

  /** A new draft numbered in the series of its seller. */
  async function draft(make: (today: string, next: (kind: Invoice['kind']) => string, known: Profile) => Invoice, seller?: string): Promise<Dossier> {
    const [known, chosen, dossiers] = await Promise.all([seller === undefined ? profile() : seriesOf(seller), settings(), alive()]);
    const today = platform.clock.today();
    const numbers = numbersOf(dossiers, known, chosen.environment);
    return store.insert(
      blankDossier(
        make(today, (kind) => numbers.next(today, kind), known),
        chosen,
      ),
    );
  }

  return {
    create: () => draft((today, next, known) => invoiceFor(known, today, next('invoice'))),
    async duplicate(id) {
      const { invoice } = await need(id);
      return draft((today, next, known) => duplicateOf(invoice, invoiceFor(known, today, next(invoice.kind))), invoice.seller.siret);
    },
    async creditNote(id) {
      const { invoice } = await need(id);
      if (invoice.kind !== 'invoice' || invoice.invoiceNumber.trim() === '') throw new Fault('not-ready', `credit note of a ${invoice.kind}`);
      return draft((today, next) => creditNoteOf(invoice, { today, invoiceNumber: next('credit-note') }), invoice.seller.siret);
    },
    async lastLines(dossier) {
      const { seller, buyer } = dossier.invoice;
      if (buyer.siret === '') return null;
      const [last] = (await alive())
        .filter(({ id, invoice }) => id !== dossier.id && invoice.kind === 'invoice' && invoice.lines.length > 0)
        .filter(({ invoice }) => invoice.seller.siret === seller.siret && invoice.buyer.siret === buyer.siret)
        .sort((a, b) => b.invoice.issueDate.localeCompare(a.invoice.issueDate) || b.createdAt - a.createdAt);
      if (!last) return null;
      const lines: Line[] = last.invoice.lines.map(freshCopy);
      return { lines, number: last.invoice.invoiceNumber, date: last.invoice.issueDate };
    },
    async numbering({ id, environment, invoice }) {
      const [known, dossiers] = await Promise.all([seriesOf(invoice.seller.siret), alive()]);
      const numbers = numbersOf(dossiers, known, environment, id);
      const gap = gapBefore(invoice.invoiceNumber, invoice.issueDate, numbers.used);
      return { proposed: numbers.next(invoice.issueDate, invoice.kind), gap };
    },
    async dueDate(dossier) {
      const recipient = await recipientOf(dossier);
      return recipient ? legalDueDate(dossier.invoice.issueDate, recipient.kind) : '';
    },
  };
}
