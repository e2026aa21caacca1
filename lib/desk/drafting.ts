import { inEnvironment } from '../directory/environment.ts';
import type { Recipient } from '../directory/recipient.ts';
import { digitsOf } from '../invoice/identifiers.ts';
import { emptyInvoice, type Invoice } from '../invoice/model.ts';
import type { Page, Reading } from '../reading/document.ts';
import { folded } from './articles.ts';
import type { Dossier, FieldTrace } from './dossier.ts';
import { valueAt } from './edits.ts';
import type { Profile } from './settings.ts';
import type { DirectoryView, Draft } from './stages.ts';

/** Several files of one invoice (one picture a page) as one reading. The embedded invoice, when there is one, wins. */
export function joinReadings(readings: readonly Reading[]): Reading {
  const pages: Page[] = [];
  for (const reading of readings) for (const page of reading.pages) pages.push({ ...page, number: pages.length + 1 });
  const embedded = readings.find((reading) => reading.embedded) ?? null;
  return {
    source: embedded ? 'embedded-xml' : readings.some((reading) => reading.source === 'ocr') ? 'ocr' : 'text-layer',
    pages,
    pageCount: readings.reduce((total, reading) => total + reading.pageCount, 0),
    embedded: embedded?.embedded ?? null,
    notices: [...new Set(readings.flatMap((reading) => reading.notices))],
  };
}

/** Whose paper it is: `own` when a number or the whole name says so, `stranger` when another seller's stands there, else only likely. */
function ownerOf({ seller, payment }: Invoice, { seller: known, iban }: Profile): 'own' | 'likely' | 'stranger' {
  const siren = (digits: string) => digitsOf(digits).slice(0, 9);
  const told = [seller.siret, seller.vatIdentifier.slice(4)].map(siren).filter((one) => one.length === 9);
  if (known.siret && told.length > 0)
    return told.includes(siren(known.siret)) && !(seller.siret && seller.siret !== known.siret) ? 'own' : 'stranger';
  if (iban && payment.iban && digitsOf(iban) === digitsOf(payment.iban)) return 'own';
  const [read, own] = [folded(seller.name), folded(known.name)];
  if (read === '' || own === '') return 'likely';
  if (read === own) return 'own';
  // A letterhead read badly still shares a word with its owner's name.
  return read.split(' ').some((word) => word.length > 3 && own.split(' ').includes(word)) ? 'likely' : 'stranger';
}

/** What the seller's own profile knows and the page did not say; a read value always stands, and the user sees both. */
export function withProfile(draft: Draft, profile: Profile): Draft {
  const invoice = structuredClone(draft.invoice);
  const traces = { ...draft.traces };
  // Another seller's invoice (a secretary's second craftsman) must not inherit this one's address or bank account.
  const owner = ownerOf(invoice, profile);
  if (owner === 'stranger') return draft;
  const fill = (path: string, current: string, value: string, set: (value: string) => void) => {
    if (current.trim() !== '' || value.trim() === '') return;
    set(value);
    traces[path] = { ...profileTrace, confidence: owner === 'own' ? 'sure' : 'check' };
  };
  for (const name of ['name', 'tradingName', 'siret', 'vatIdentifier', 'legalMention', 'email', 'phone'] as const)
    fill(`seller.${name}`, invoice.seller[name], profile.seller[name], (value) => {
      invoice.seller[name] = value;
    });
  for (const name of ['line1', 'line2', 'postcode', 'city'] as const)
    fill(`seller.address.${name}`, invoice.seller.address[name], profile.seller.address[name], (value) => {
      invoice.seller.address[name] = value;
    });
  for (const name of ['iban', 'bic'] as const)
    fill(`payment.${name}`, invoice.payment[name], profile[name], (value) => {
      invoice.payment[name] = value;
    });
  return { invoice, traces };
}

const profileTrace: FieldTrace = { confidence: 'sure', page: null, box: null, evidence: ['profile'], alternatives: [], confirmed: false };

/** The reading's draft laid over what the user confirmed while it ran: his word stands. */
export function keepConfirmed(fresh: Draft, dossier: Dossier, set: (invoice: Invoice, path: string, value: string) => Invoice): Draft {
  let invoice = fresh.invoice;
  const traces = { ...fresh.traces };
  for (const [path, trace] of Object.entries(dossier.traces)) {
    if (!trace.confirmed || path.startsWith('lines.')) continue;
    invoice = set(invoice, path, valueAt(dossier.invoice, path));
    traces[path] = trace;
  }
  return { invoice, traces };
}

/**
 * The recipient that the page names. A SIRET found in the directory settles it; else the name and town are searched, and only a match marked `sure`
 * is filled in, to be confirmed; anything weaker is left to the user's choice.
 */
export function settleRecipient(draft: Draft, directory: DirectoryView, environment: Dossier['environment']): Draft {
  const { buyer, seller } = draft.invoice;
  const digits = digitsOf(buyer.siret);
  const known = digits.length === 14 ? inEnvironment(directory.bySiret(digits, environment), environment) : null;
  if (known) return withRecipient(draft, known, ['directory', 'siret']);
  // A whole SIRET that the directory does not know is kept as read; a SIREN alone (some e-invoices give no more) is one more word to search with.
  if (digits.length === 14 || (digits === '' && buyer.name.trim() === '')) return draft;
  const query = digits.length === 9 ? digits : [buyer.name, buyer.address.postcode, buyer.address.city].filter(Boolean).join(' ');
  const [best] = directory.search(query, {
    mode: 'ocr',
    environment,
    department: seller.address.postcode.slice(0, 2),
    postcode: buyer.address.postcode,
    town: buyer.address.city,
    limit: 1,
  });
  return best?.sure ? withRecipient(draft, best.recipient, ['directory', best.reason]) : draft;
}

/** What a SIRET, a SIREN or a name read on the page may designate: the exact body by SIRET, else the directory's best matches. */
export function buyersNamed(text: string, directory: DirectoryView, environment: Dossier['environment']): readonly Recipient[] {
  if (/^\d{14}$/.test(text)) {
    const known = inEnvironment(directory.bySiret(text, environment), environment);
    return known ? [known] : [];
  }
  return directory.search(text, { mode: 'ocr', environment, limit: 3 }).map((match) => match.recipient);
}

function withRecipient(draft: Draft, recipient: Recipient, evidence: string[]): Draft {
  const invoice = withBuyer(draft.invoice, recipient);
  const former = draft.traces['buyer.siret'];
  const bySiret = evidence.includes('siret');
  return {
    invoice,
    traces: {
      ...draft.traces,
      'buyer.siret': {
        confidence: bySiret && former ? former.confidence : 'check',
        page: former?.page ?? null,
        box: former?.box ?? null,
        evidence: [...(former?.evidence ?? []), ...evidence],
        alternatives: former?.alternatives ?? [],
        confirmed: false,
      },
    },
  };
}

/**
 * The buyer as the directory knows it. What was read on the page fills what the directory lacks, unless it described another body: changing recipient
 * must not leave the first one's name and street on the invoice.
 */
export function withBuyer(invoice: Invoice, recipient: Recipient): Invoice {
  const { buyer } = invoice;
  const same = buyer.siret === '' || buyer.siret === recipient.siret;
  const { address } = same ? buyer : emptyInvoice().buyer;
  return {
    ...invoice,
    buyer: {
      ...buyer,
      name: recipient.name || (same ? buyer.name : ''),
      siret: recipient.siret,
      address: { ...address, postcode: recipient.postcode || address.postcode, city: recipient.town || address.city },
    },
  };
}
