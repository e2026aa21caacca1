import {
  type AllowanceCharge,
  emptyInvoice,
  emptyLine,
  type Invoice,
  type Line,
  type Party,
  restoreInvoice,
  type VatBreakdown,
  VatCategory,
} from '../../invoice/model.ts';
import type { Group, Term, TermId } from '../../invoice/norm/document.ts';
import { decimal, type Identifier, isCreditNote, settled, siretAmong, unitPrice } from './values.ts';

/** The business terms of a file as the model, whatever its syntax and circuit. What the model has no place for is `notCarried` (`carried.ts`). */
export function invoiceOf(document: Group): Invoice {
  const blank = emptyInvoice();
  const type = document.value('BT-3');
  const kind = isCreditNote(type) ? 'credit-note' : 'invoice';
  const delivery = document.group('BG-13');
  const period = document.group('BG-14');
  return settled(
    restoreInvoice({
      ...blank,
      kind,
      typeCode: type === '380' || type === '381' ? '' : type,
      invoiceNumber: document.value('BT-1'),
      issueDate: document.value('BT-2'),
      currency: document.value('BT-5') || 'EUR',
      vatDue: vatDueCodes[document.value('BT-8')] ?? '',
      serviceCode: serviceCodeOf(document),
      engagementNumber: orderOf(document.value('BT-13')),
      contractNumber: document.value('BT-12'),
      precedingInvoices: document.groups('BG-3').map((item) => ({ number: item.value('BT-25'), issueDate: item.value('BT-26') })),
      seller: party(document.group('BG-4'), sellerTerms),
      buyer: party(document.group('BG-7'), buyerTerms),
      payee: payee(document.group('BG-10')),
      taxRepresentative: {
        name: document.group('BG-11')?.value('BT-62') ?? '',
        vatIdentifier: compact(document.group('BG-11')?.value('BT-63') ?? ''),
        address: address(document.group('BG-11')?.group('BG-12'), ['BT-64', 'BT-65', 'BT-164', 'BT-66', 'BT-67', 'BT-69']),
      },
      delivery: {
        date: delivery?.value('BT-72') ?? '',
        periodStart: period?.value('BT-73') ?? '',
        periodEnd: period?.value('BT-74') ?? '',
        name: delivery?.value('BT-70') ?? '',
        address: address(delivery?.group('BG-15'), ['BT-75', 'BT-76', 'BT-165', 'BT-77', 'BT-78', 'BT-80']),
      },
      payment: payment(document),
      notes: document.groups('BG-1').map((note) => ({ subjectCode: note.value('BT-21'), text: note.value('BT-22') })),
      allowances: [
        ...document.groups('BG-20').map((item) => allowance(item, false)),
        ...[...document.groups('BG-21'), ...document.groups('EXT-LOGISTICS')].map((item) => allowance(item, true)),
      ].sort((left, right) => left.place - right.place),
      lines: document.groups('BG-25').flatMap(line),
      vatBreakdown: document.groups('BG-23').map(breakdown),
      totals: totals(document.group('BG-22'), document.value('BT-5') || 'EUR'),
    }),
    document.group('BG-2')?.value('BT-23') ?? '',
  );
}

/** BT-8: UNTDID 2475 in CII (5, 72), 2005 in UBL (3, 432). */
const vatDueCodes: Readonly<Record<string, Invoice['vatDue']>> = { '5': 'debits', '3': 'debits', '72': 'receipts', '432': 'receipts' };

const compact = (text: string) => text.replace(/\s/g, '');

/** UBL demands an order reference beside a seller's one: "NA" fills the hole. */
function orderOf(text: string): string {
  return text === 'NA' || text === 'N/A' ? '' : text;
}

/** BT-46 under scheme 0224 (circuit "afnor") before BT-10 (Chorus Pro). */
export function serviceCodeOf(document: Group): string {
  const routed = document
    .group('BG-7')
    ?.terms('BT-46')
    .find((term) => term.scheme === '0224');
  return routed?.value ?? document.value('BT-10');
}

interface PartyTerms {
  id: TermId;
  legal: TermId;
  name: TermId;
  trading: TermId;
  vat: TermId;
  mention: TermId | null;
  endpoint: TermId;
  address: readonly [group: 'BG-5' | 'BG-8', terms: readonly TermId[]];
  contact: readonly [group: 'BG-6' | 'BG-9', phone: TermId, mail: TermId];
}

export const sellerTerms: PartyTerms = {
  id: 'BT-29',
  legal: 'BT-30',
  name: 'BT-27',
  trading: 'BT-28',
  vat: 'BT-31',
  mention: 'BT-33',
  endpoint: 'BT-34',
  address: ['BG-5', ['BT-35', 'BT-36', 'BT-162', 'BT-37', 'BT-38', 'BT-40']],
  contact: ['BG-6', 'BT-42', 'BT-43'],
};

export const buyerTerms: PartyTerms = {
  id: 'BT-46',
  legal: 'BT-47',
  name: 'BT-44',
  trading: 'BT-45',
  vat: 'BT-48',
  mention: null,
  endpoint: 'BT-49',
  address: ['BG-8', ['BT-50', 'BT-51', 'BT-163', 'BT-52', 'BT-53', 'BT-55']],
  contact: ['BG-9', 'BT-57', 'BT-58'],
};

function identifiersOf(group: Group, terms: { id: TermId; legal: TermId; endpoint: TermId | null }): Identifier[] {
  const identifiers = (id: TermId, place: Identifier['place']) =>
    group.terms(id).map((term: Term): Identifier => ({ value: term.value, scheme: term.scheme, place }));
  return [
    ...identifiers(terms.id, 'party'),
    ...identifiers(terms.legal, 'legal'),
    ...(terms.endpoint ? identifiers(terms.endpoint, 'endpoint') : []),
  ];
}

function party(group: Group | undefined, terms: PartyTerms): Party {
  if (!group) return emptyInvoice().seller;
  const [addressGroup, addressTerms] = terms.address;
  const [contactGroup, phone, mail] = terms.contact;
  const trading = group.value(terms.trading);
  const name = group.value(terms.name);
  return {
    name: name || trading,
    tradingName: name === '' ? '' : trading,
    siret: siretAmong(identifiersOf(group, terms)),
    vatIdentifier: compact(group.value(terms.vat)),
    legalMention: terms.mention ? group.value(terms.mention) : '',
    address: address(group.group(addressGroup), addressTerms),
    email: group.group(contactGroup)?.value(mail) ?? '',
    phone: group.group(contactGroup)?.value(phone) ?? '',
  };
}

function payee(group: Group | undefined): Invoice['payee'] {
  if (!group) return { name: '', siret: '' };
  return { name: group.value('BT-59'), siret: siretAmong(identifiersOf(group, { id: 'BT-60', legal: 'BT-61', endpoint: null })) };
}

/** The model has two lines of street: a third one joins the second. */
function address(group: Group | undefined, [line1, line2, line3, city, postcode, country]: readonly TermId[]): Party['address'] {
  const value = (id: TermId | undefined) => (group && id ? group.value(id) : '');
  return {
    line1: value(line1),
    line2: [value(line2), value(line3)].filter(Boolean).join(', '),
    postcode: value(postcode),
    city: value(city),
    countryCode: value(country) || 'FR',
  };
}

function payment(document: Group): Invoice['payment'] {
  const means = document.group('BG-16');
  const account = means?.group('BG-17');
  return {
    meansCode: means?.value('BT-81') ?? '',
    iban: compact(account?.value('BT-84') ?? ''),
    bic: compact(account?.value('BT-86') ?? ''),
    accountName: account?.value('BT-85') ?? '',
    dueDate: document.value('BT-9'),
    terms: document
      .terms('BT-20')
      .map((term) => term.value)
      .join('\n'),
  };
}

/** `place` keeps the order of the file when allowances and charges alternate. */
function allowance(group: Group, charge: boolean): AllowanceCharge & { place: number } {
  const [amount, reason, category, rate] = charge
    ? (['BT-99', 'BT-104', 'BT-102', 'BT-103'] as const)
    : (['BT-92', 'BT-97', 'BT-95', 'BT-96'] as const);
  return {
    charge,
    amount: decimal(group.value(amount)),
    reason: group.value(reason),
    vatCategory: VatCategory.parse(group.value(category)),
    vatRate: decimal(group.value(rate)),
    place: Number(/\[(\d+)\]$/.exec(group.field)?.[1] ?? 0),
  };
}

function line(group: Group): Line[] {
  // EXTENDED sub-lines: information and grouping lines repeat amounts that their detail lines carry.
  if (repeats(group)) return [];
  const item = group.group('BG-31');
  const price = group.group('BG-29');
  const tax = group.group('BG-30');
  const quantity = group.value('BT-129');
  const amount = group.value('BT-131');
  // ZUGFeRD 1.0 writes text lines without amounts.
  if (amount === '' && quantity === '') return [];
  const change = (charge: boolean) => (entry: Group) => ({
    charge,
    amount: decimal(entry.value(charge ? 'BT-141' : 'BT-136')),
    reason: entry.value(charge ? 'BT-144' : 'BT-139'),
    place: Number(/\[(\d+)\]$/.exec(entry.field)?.[1] ?? 0),
  });
  return [
    {
      ...emptyLine(),
      name: item?.value('BT-153') ?? '',
      description: item?.value('BT-154') ?? '',
      reference: item?.value('BT-155') ?? '',
      note: group.value('BT-127'),
      periodStart: group.group('BG-26')?.value('BT-134') ?? '',
      periodEnd: group.group('BG-26')?.value('BT-135') ?? '',
      quantity: decimal(quantity),
      unit: group.value('BT-130') || 'C62',
      netPrice: unitPrice(price?.value('BT-146') ?? '', price?.value('BT-149') ?? ''),
      netAmount: decimal(amount),
      allowances: [...group.groups('BG-27').map(change(false)), ...group.groups('BG-28').map(change(true))].sort(
        (left, right) => left.place - right.place,
      ),
      vatCategory: VatCategory.parse(tax?.value('BT-151')),
      vatRate: decimal(tax?.value('BT-152') ?? ''),
    },
  ];
}

export function repeats(line: Group): boolean {
  return ['INFORMATION', 'GROUP'].includes(line.value('EXT-LINE-REASON'));
}

function breakdown(group: Group): VatBreakdown {
  return {
    category: VatCategory.parse(group.value('BT-118')),
    rate: decimal(group.value('BT-119')),
    taxableAmount: decimal(group.value('BT-116')),
    taxAmount: decimal(group.value('BT-117')),
    exemptionReason: group.value('BT-120'),
    exemptionReasonCode: group.value('BT-121'),
  };
}

function totals(group: Group | undefined, currency: string): Invoice['totals'] {
  const value = (id: TermId) => decimal(group?.value(id) ?? '');
  const vats = group?.terms('BT-110') ?? [];
  const vat = vats.find((term) => term.scheme === currency) ?? vats[0];
  return {
    lines: value('BT-106'),
    allowances: value('BT-107'),
    charges: value('BT-108'),
    net: value('BT-109'),
    vat: decimal(vat?.value ?? ''),
    gross: value('BT-112'),
    prepaid: value('BT-113'),
    rounding: value('BT-114'),
    payable: value('BT-115'),
  };
}
