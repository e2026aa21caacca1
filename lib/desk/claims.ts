import { claimOf } from '../claims/claim.ts';
import { type EcbRate, ecbRates, halfYearOf, isRate, rateTable } from '../claims/rates.ts';
import { type BuyerKind, chosenTerm, isTermDays, type Term, type TermDays, termOf } from '../claims/terms.ts';
import type { ClaimedInvoice, LetterFacts } from '../formats/letter/facts.ts';
import { civilDay, isIsoDate } from '../invoice/dates.ts';
import { Fault } from '../invoice/fault.ts';
import { plainLetters } from '../invoice/file-names.ts';
import { big, sum } from '../invoice/money.ts';
import type { BuyerDebt, Claims, InvoiceClaim } from './api-claims.ts';
import type { Bench } from './bench.ts';
import { breather } from './breath.ts';
import type { Checking } from './checking.ts';
import type { Dossier } from './dossier.ts';
import { clockFor, type Lateness, latenessIn, TERMS } from './lateness.ts';
import { type MoneyMovement, monthsOf } from './months.ts';
import { takenOf } from './taken.ts';

type Late = BuyerDebt['claims'][number];

const isDeposited = (dossier: Dossier): boolean => takenOf(dossier) !== null && dossier.deletedAt === 0;
const takenOn = (dossier: Dossier): string => takenOf(dossier)?.takenAt ?? '';
const principalOf = ({ invoice: { totals } }: Dossier) => totals.payable || totals.gross;

/** Names under `values`: what the user corrected, and nothing else. */
const RATES = 'ecb-rates';

/** Invoices whose days are counted between two breaths of the page. */
const LOT = 16;

/** The clock of payment of what was deposited, and the claims that follow. Reads and decides with `lib/claims`; writes only what the user says. */
export function claimCases({ platform, store, stages, memories, alive, need, profile }: Bench, checking: Checking): Claims {
  const today = () => platform.clock.today();

  async function typedRates(): Promise<Record<string, string>> {
    const stored = await store.value(RATES);
    const entries = typeof stored === 'object' && stored !== null ? Object.entries(stored) : [];
    return Object.fromEntries(entries.filter(([from, rate]) => isIsoDate(from) && typeof rate === 'string' && isRate(rate)));
  }

  async function chosenTerms(): Promise<Record<string, TermDays>> {
    const stored = await store.value(TERMS);
    const entries = typeof stored === 'object' && stored !== null ? Object.entries(stored) : [];
    return Object.fromEntries(entries.filter((entry): entry is [string, TermDays] => isTermDays(entry[1])));
  }

  /** A recipient met before is known without opening the directory, which is heavy. */
  async function kindOf(dossier: Dossier, quick: boolean): Promise<BuyerKind> {
    const remembered = (await memories.get(dossier.invoice.buyer.siret))?.recipient.kind;
    if (quick || (remembered && remembered !== 'other')) return remembered ?? 'unknown';
    return (await checking.recipientOf(dossier))?.kind ?? remembered ?? 'unknown';
  }

  /** The clocks of one call: terms read once, each buyer looked up once. */
  async function clocks(quick = false) {
    const terms = await chosenTerms();
    const found = new Map<string, Promise<Term>>();
    const termFor = (dossier: Dossier) => {
      const { siret } = dossier.invoice.buyer;
      const chosen = terms[siret];
      if (chosen) return Promise.resolve(chosenTerm(chosen));
      const key = `${dossier.environment}/${siret}`;
      const known = found.get(key) ?? kindOf(dossier, quick).then(termOf);
      found.set(key, known);
      return known;
    };
    return async (dossier: Dossier): Promise<Pick<InvoiceClaim, 'term' | 'clock'>> => {
      const term = await termFor(dossier);
      return { term, clock: clockFor(dossier, term.days, today()) };
    };
  }

  /** The same with what may be claimed. */
  async function reader() {
    const [typed, clockOf] = await Promise.all([typedRates(), clocks()]);
    const rates = rateTable(today(), typed);
    return async (dossier: Dossier): Promise<InvoiceClaim> => {
      const { term, clock } = await clockOf(dossier);
      return { term, clock, claim: claimOf(clock, principalOf(dossier), today(), rates) };
    };
  }

  async function byBuyer(): Promise<BuyerDebt[]> {
    const claimFor = await reader();
    const buyers = new Map<string, { dossiers: (InvoiceClaim & { dossier: Dossier })[] }>();
    for (const dossier of (await alive()).filter(isDeposited)) {
      const key = `${dossier.environment}/${dossier.invoice.buyer.siret || dossier.invoice.buyer.name}`;
      const group = buyers.get(key) ?? { dossiers: [] };
      group.dossiers.push({ dossier, ...(await claimFor(dossier)) });
      buyers.set(key, group);
    }
    return [...buyers.values()]
      .map(({ dossiers }) => debtOf(dossiers))
      .filter(({ waiting, paid, claims }) => waiting + paid + claims.length > 0)
      .sort(
        (a, b) =>
          Number(a.trial) - Number(b.trial) ||
          Number(b.late) + Number(b.interest) - Number(a.late) - Number(a.interest) ||
          a.name.localeCompare(b.name, 'fr'),
      );
  }

  async function say(id: string, day: string, step: (dossier: Dossier, day: string | undefined) => Dossier): Promise<Dossier> {
    return store.update(id, (dossier) => {
      if (!isDeposited(dossier)) throw new Fault('not-ready', `stage ${dossier.stage.state}`);
      if (day !== '' && (!isIsoDate(day) || day > today() || day < civilDay(takenOn(dossier)))) throw new Fault('not-ready', 'day');
      return { dossier: { ...step(dossier, day || undefined), updatedAt: platform.clock.now() } };
    });
  }

  async function letterFacts(ids: readonly string[]): Promise<LetterFacts> {
    const claimFor = await reader();
    const dossiers = (await Promise.all(ids.map(need))).filter(isDeposited);
    const late: Late[] = [];
    for (const dossier of dossiers) {
      const found = await claimFor(dossier);
      if (found.claim) late.push({ ...found, claim: found.claim, dossier });
    }
    const [first] = late.sort(byLateness);
    const same = new Set(late.map(({ dossier: { environment, invoice } }) => `${environment}/${invoice.buyer.siret}`)).size === 1;
    if (!first || !same) throw new Fault('not-ready', 'nothing late, or several buyers');
    const { seller, buyer, payment, payee } = first.dossier.invoice;
    const own = await profile();
    const recipient = buyer.address.city ? null : await checking.recipientOf(first.dossier);
    const place = recipient ? { ...buyer.address, postcode: recipient.postcode, city: recipient.town } : buyer.address;
    return {
      seller: seller.name ? seller : own.seller,
      buyer: { ...buyer, address: place },
      account: { iban: payment.iban || own.iban, bic: payment.iban ? payment.bic : own.bic, name: payment.accountName || payee.name },
      on: today(),
      invoices: late.map(claimedInvoice),
      trial: first.dossier.environment !== 'production',
    };
  }

  return {
    of: async (dossier) => (isDeposited(dossier) ? (await reader())(dossier) : null),
    async lateness(quick) {
      const clockOf = await clocks(quick);
      const followed = (await store.live()).filter(isDeposited);
      const breathe = breather();
      const found = new Map<string, Lateness>();
      for (let done = 0; done < followed.length; done += LOT) {
        const lot = followed.slice(done, done + LOT);
        for (const [index, { clock }] of (await Promise.all(lot.map(clockOf))).entries()) found.set(lot[index]?.id ?? '', latenessIn(clock));
        await breathe();
      }
      return found;
    },
    byBuyer,
    async byMonth() {
      const clockOf = await clocks();
      const found: MoneyMovement[] = [];
      for (const dossier of (await alive()).filter(isDeposited)) {
        const { clock } = await clockOf(dossier);
        found.push({ ...clock, amount: principalOf(dossier), trial: dossier.environment !== 'production' });
      }
      return monthsOf(found, today());
    },
    paid: (id, day) => say(id, day, (dossier, paidOn) => ({ ...dossier, paidOn })),
    close: (id, day) => say(id, day, (dossier, claimClosedOn) => ({ ...dossier, claimClosedOn })),
    async letter(ids) {
      const [facts, { claimMail, mailtoOf }] = await Promise.all([letterFacts(ids), import('../formats/letter/wording.ts')]);
      const mail = claimMail(facts);
      const [only] = facts.invoices;
      const about = facts.invoices.length === 1 && only ? only.number : facts.buyer.name;
      const name = `lettre-retard-${plainLetters(about).replaceAll('_', '-').slice(0, 40)}-${facts.on}.pdf`;
      return { file: { name, type: 'application/pdf', bytes: await stages.letter(facts) }, mail, mailto: mailtoOf(mail) };
    },
    rates: async (): Promise<EcbRate[]> => rateTable(today(), await typedRates()),
    async saveRates(typed) {
      const kept = Object.entries(typed).filter(([from, rate]) => from === halfYearOf(from) && isRate(rate) && !shipped(from, rate));
      await store.setValue(RATES, Object.fromEntries(kept));
    },
    async chooseTerm(siret, days) {
      const { [siret]: _, ...others } = await chosenTerms();
      await store.setValue(TERMS, days === null ? others : { ...others, [siret]: days });
    },
  };
}

/** True when the table already says so, for sure: a guess that the user confirms is worth keeping. */
function shipped(from: string, rate: string): boolean {
  const row = ecbRates.find((known) => known.from === from);
  return row?.certainty === 'known' && big(row.ecb)?.eq(rate) === true;
}

const byLateness = (a: Late, b: Late) => b.claim.days - a.claim.days || a.dossier.invoice.issueDate.localeCompare(b.dossier.invoice.issueDate);

function debtOf(dossiers: readonly (InvoiceClaim & { dossier: Dossier })[]): BuyerDebt {
  const [first] = dossiers;
  const open = dossiers.filter(({ clock: { state } }) => state === 'running' || state === 'suspended' || state === 'late');
  const paid = dossiers.filter(({ clock }) => clock.state === 'paid');
  const claims = dossiers.filter((item): item is typeof item & Late => item.claim !== null && !item.dossier.claimClosedOn).sort(byLateness);
  return {
    siret: first?.dossier.invoice.buyer.siret ?? '',
    name: first?.dossier.invoice.buyer.name ?? '',
    trial: first?.dossier.environment !== 'production',
    expected: sum(open.map(({ dossier }) => principalOf(dossier))),
    waiting: open.length,
    late: sum(open.filter(({ clock }) => clock.state === 'late').map(({ dossier }) => principalOf(dossier))),
    interest: sum(claims.map(({ claim }) => claim.interest)),
    indemnity: sum(claims.map(({ claim }) => claim.indemnity)),
    claims,
    averageDays: paid.length > 0 ? Math.round(paid.reduce((total, { clock }) => total + clock.daysTaken, 0) / paid.length) : null,
    term: first?.term.days ?? termOf('unknown').days,
    paid: paid.length,
  };
}

function claimedInvoice({ dossier, clock, term, claim }: Late): ClaimedInvoice {
  const { invoice } = dossier;
  const taken = takenOf(dossier);
  return {
    // The payer looks it up under the portal's number, where that is not ours.
    number: taken?.number || invoice.invoiceNumber,
    issueDate: invoice.issueDate,
    portalId: taken?.portalId ?? '',
    depositedOn: civilDay(takenOn(dossier)) || clock.startsOn,
    engagementNumber: invoice.engagementNumber,
    serviceCode: invoice.serviceCode,
    contractNumber: invoice.contractNumber,
    startsOn: clock.startsOn,
    term: term.days,
    article: term.article,
    suspensions: clock.suspensions.filter(({ effect, to }) => effect === 'stops' && to !== ''),
    claim,
  };
}
