import type { Target } from '../check.ts';
import { categoryMentions } from '../mentions.ts';
import { type AllowanceCharge, type Invoice, type Line, type Party, sirenOf } from '../model.ts';
import { big } from '../money.ts';
import { Group } from './document.ts';

/** Whose rules a file follows: the identifiers of the two circuits exclude each other (formats.md §0). */
export type FlowTarget = 'chorus' | 'afnor';

/** Profiles that the writers know, weakest first. */
export const writtenProfiles = ['basicwl', 'basic', 'en16931', 'extended-ctc-fr'] as const;
export type WrittenProfile = (typeof writtenProfiles)[number];

/** BT-24. */
export const guidelines: Readonly<Record<WrittenProfile, string>> = {
  basicwl: 'urn:factur-x.eu:1p0:basicwl',
  basic: 'urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic',
  en16931: 'urn:cen.eu:en16931:2017',
  'extended-ctc-fr': 'urn:cen.eu:en16931:2017#conformant#urn.cpro.gouv.fr:1p0:extended-ctc-fr',
};

/** EXTENDED-CTC-FR only where a second buyer identifier, the service code, needs it (FX-SCH-A-000164 allows one below). */
export function naturalProfile({ serviceCode }: Invoice, target: FlowTarget): WrittenProfile {
  return target === 'afnor' && routable.test(serviceCode) ? 'extended-ctc-fr' : 'en16931';
}

/** Profiles that can carry the amounts of this invoice: below EN 16931 there is no rounding (BT-114), and the net to pay would no longer add up. */
export function possibleProfiles(invoice: Invoice, target: FlowTarget): readonly WrittenProfile[] {
  const rounded = big(invoice.totals.rounding)?.eq(0) === false;
  return writtenProfiles.filter(
    (profile) => (!rounded || (profile !== 'basic' && profile !== 'basicwl')) && (profile !== 'extended-ctc-fr' || target === 'afnor'),
  );
}

/** A service code as an identifier of the buyer under scheme 0224 (BR-FR-24); one that has other signs stays in BT-10 alone. */
const routable = /^[A-Za-z0-9+_/-]+$/;

/** BT-23: A1/A2 of Chorus Pro, or letter of the operation and 1/2 of XP Z12-012; nothing when the operation is unknown there. */
function framework({ alreadyPaid, category }: Invoice, target: FlowTarget): string {
  const digit = alreadyPaid ? '2' : '1';
  if (target === 'chorus') return `A${digit}`;
  return category === '' ? '' : { goods: 'B', services: 'S', mixed: 'M' }[category] + digit;
}

/**
 * The business terms that this invoice has in that circuit: what the writers write and what the rules of the norm judge. `portal` is judged as
 * `chorus`, whose identifiers it shares. Nothing is derived here: complete the invoice first. `field` of each term is its path in the draft.
 */
export function normOf(invoice: Invoice, target: Target, profile?: WrittenProfile): Group {
  const circuit: FlowTarget = target === 'afnor' ? 'afnor' : 'chorus';
  const { totals, payment, delivery } = invoice;
  const document = new Group('invoice');
  const put = (id: `BT-${string}`, value: string, field: string, scheme = '') => document.set(id, value, { field, scheme });
  put('BT-1', invoice.invoiceNumber, 'invoiceNumber');
  put('BT-2', invoice.issueDate, 'issueDate');
  put('BT-3', invoice.typeCode || (invoice.kind === 'credit-note' ? '381' : '380'), 'kind');
  put('BT-5', invoice.currency, 'currency');
  put('BT-8', invoice.vatDue === '' ? '' : { debits: '5', receipts: '72' }[invoice.vatDue], 'vatDue');
  put('BT-9', payment.dueDate, 'payment.dueDate');
  put('BT-10', invoice.serviceCode, 'serviceCode');
  put('BT-12', invoice.contractNumber, 'contractNumber');
  put('BT-13', invoice.engagementNumber, 'engagementNumber');
  put('BT-20', payment.terms, 'payment.terms');
  notes(document, invoice, circuit);
  document.add(
    new Group('BG-2', 'category')
      .set('BT-23', framework(invoice, circuit), { field: 'category' })
      .set('BT-24', guidelines[profile ?? naturalProfile(invoice, circuit)], { field: 'category' }),
  );
  invoice.precedingInvoices.forEach(({ number, issueDate }, index) => {
    const field = `precedingInvoices.${index}`;
    keep(
      document,
      new Group('BG-3', field).set('BT-25', number, { field: `${field}.number` }).set('BT-26', issueDate, { field: `${field}.issueDate` }),
    );
  });
  const written = profile ?? naturalProfile(invoice, circuit);
  document.add(seller(invoice, circuit)).add(buyer(invoice, circuit, written));
  parties(document, invoice, circuit);
  keep(document, deliveryOf(delivery));
  // Both syntaxes hold the invoicing period (BG-14, inside BG-13 on paper) beside the delivery, not in it.
  keep(
    document,
    new Group('BG-14', 'delivery')
      .set('BT-73', delivery.periodStart, { field: 'delivery.periodStart' })
      .set('BT-74', delivery.periodEnd, { field: 'delivery.periodEnd' }),
  );
  if (payment.meansCode !== '') document.add(paymentOf(payment));
  for (const [index, item] of invoice.allowances.entries()) document.add(allowanceOf(item, index));
  const sums: [`BT-${number}`, keyof typeof totals][] = [
    ['BT-106', 'lines'],
    ['BT-107', 'allowances'],
    ['BT-108', 'charges'],
    ['BT-109', 'net'],
    ['BT-110', 'vat'],
    ['BT-112', 'gross'],
    ['BT-113', 'prepaid'],
    ['BT-114', 'rounding'],
    ['BT-115', 'payable'],
  ];
  const monetary = new Group('BG-22', 'totals');
  for (const [id, name] of sums) monetary.set(id, totals[name], { field: `totals.${name}`, scheme: id === 'BT-110' ? invoice.currency : '' });
  document.add(monetary);
  invoice.vatBreakdown.forEach((entry, index) => {
    const field = `vatBreakdown.${index}`;
    document.add(
      new Group('BG-23', field)
        .set('BT-116', entry.taxableAmount, { field: `${field}.taxableAmount` })
        .set('BT-117', entry.taxAmount, { field: `${field}.taxAmount` })
        .set('BT-118', entry.category, { field: `${field}.category` })
        // BR-O-05: out of scope has no rate.
        .set('BT-119', entry.category === 'O' ? '' : entry.rate, { field: `${field}.rate` })
        .set('BT-120', entry.exemptionReason, { field: `${field}.exemptionReason` })
        .set('BT-121', entry.exemptionReasonCode, { field: `${field}.exemptionReasonCode` }),
    );
  });
  for (const [index, line] of invoice.lines.entries()) document.add(lineOf(line, index));
  return document;
}

function keep(parent: Group, group: Group): void {
  if (!group.isEmpty) parent.add(group);
}

function notes(document: Group, invoice: Invoice, circuit: FlowTarget): void {
  const list = invoice.notes.map((note, index) => ({ ...note, field: `notes.${index}` }));
  // Circuit "chorus" has no code for the category of operation in BT-23: the mention is carried in words.
  if (circuit === 'chorus' && invoice.category) list.push({ subjectCode: '', text: categoryMentions[invoice.category], field: 'category' });
  for (const { subjectCode, text, field } of list) {
    if (text.trim() === '') continue;
    document.add(
      new Group('BG-1', field).set('BT-21', subjectCode, { field: `${field}.subjectCode` }).set('BT-22', text, { field: `${field}.text` }),
    );
  }
}

function addressOf(id: 'BG-5' | 'BG-8' | 'BG-12' | 'BG-15', address: Party['address'], field: string): Group {
  const [line1, line2, city, postcode, country] = {
    'BG-5': ['BT-35', 'BT-36', 'BT-37', 'BT-38', 'BT-40'] as const,
    'BG-8': ['BT-50', 'BT-51', 'BT-52', 'BT-53', 'BT-55'] as const,
    'BG-12': ['BT-64', 'BT-65', 'BT-66', 'BT-67', 'BT-69'] as const,
    'BG-15': ['BT-75', 'BT-76', 'BT-77', 'BT-78', 'BT-80'] as const,
  }[id];
  return new Group(id, field)
    .set(line1, address.line1, { field: `${field}.line1` })
    .set(line2, address.line2, { field: `${field}.line2` })
    .set(city, address.city, { field: `${field}.city` })
    .set(postcode, address.postcode, { field: `${field}.postcode` })
    .set(country, address.countryCode, { field: `${field}.countryCode` });
}

/** Some text beside the country: an address that says only its country is none. */
function somewhere({ line1, line2, postcode, city }: Party['address']): boolean {
  return [line1, line2, postcode, city].some((text) => text.trim() !== '');
}

function seller({ seller: party, lines, allowances }: Invoice, circuit: FlowTarget): Group {
  const group = new Group('BG-4', 'seller')
    .set('BT-27', party.name, { field: 'seller.name' })
    .set('BT-28', party.tradingName, { field: 'seller.tradingName' });
  identifiers(group, party, circuit, 'seller', 'BT-29', 'BT-30');
  group.set('BT-31', party.vatIdentifier, { field: 'seller.vatIdentifier' });
  // BR-E-02 wants a tax registration of a seller without VAT number: his SIREN. One who bills VAT must have a VAT number, and gets no excuse.
  const taxed = [...lines, ...allowances].some((item) => item.vatCategory === 'S' || item.vatCategory === 'AE');
  if (party.vatIdentifier === '' && !taxed) group.set('BT-32', sirenOf(party), { field: 'seller.siret' });
  group.set('BT-33', party.legalMention, { field: 'seller.legalMention' });
  if (circuit === 'afnor') group.set('BT-34', sirenOf(party), { field: 'seller.siret', scheme: '0225' });
  keep(group, new Group('BG-6', 'seller').set('BT-42', party.phone, { field: 'seller.phone' }).set('BT-43', party.email, { field: 'seller.email' }));
  if (somewhere(party.address)) group.add(addressOf('BG-5', party.address, 'seller.address'));
  return group;
}

function buyer({ buyer: party, serviceCode }: Invoice, circuit: FlowTarget, profile: WrittenProfile): Group {
  const group = new Group('BG-7', 'buyer')
    .set('BT-44', party.name, { field: 'buyer.name' })
    .set('BT-45', party.tradingName, { field: 'buyer.tradingName' });
  identifiers(group, party, circuit, 'buyer', 'BT-46', 'BT-47');
  if (circuit === 'afnor') {
    if (profile === 'extended-ctc-fr' && routable.test(serviceCode)) group.set('BT-46', serviceCode, { field: 'serviceCode', scheme: '0224' });
    group.set('BT-49', buyerEndpoint(party, serviceCode), { field: 'buyer.siret', scheme: '0225' });
  }
  group.set('BT-48', party.vatIdentifier, { field: 'buyer.vatIdentifier' });
  keep(group, new Group('BG-9', 'buyer').set('BT-57', party.phone, { field: 'buyer.phone' }).set('BT-58', party.email, { field: 'buyer.email' }));
  if (somewhere(party.address)) group.add(addressOf('BG-8', party.address, 'buyer.address'));
  return group;
}

/** Chorus Pro: the SIRET as legal registration. XP Z12-012: the SIREN there, the SIRET as identifier under scheme 0009. */
function identifiers(
  group: Group,
  party: Pick<Party, 'siret'>,
  circuit: FlowTarget,
  name: string,
  party29: 'BT-29' | 'BT-46',
  legal: 'BT-30' | 'BT-47',
): void {
  const field = `${name}.siret`;
  const complete = party.siret.length === 14;
  if (circuit === 'afnor') group.set(party29, complete ? party.siret : '', { field, scheme: '0009' });
  group.set(legal, circuit === 'afnor' ? sirenOf(party) || party.siret : party.siret, { field, scheme: '0002' });
}

/** BT-49 of a public body: SIREN_SIRET_SERVICE; the service left out when an address cannot hold it (BR-FR-23). */
function buyerEndpoint(party: Party, serviceCode: string): string {
  const siren = sirenOf(party);
  if (siren === '') return '';
  return [siren, party.siret, /^[A-Za-z0-9_-]+$/.test(serviceCode) ? serviceCode : ''].filter(Boolean).join('_');
}

function parties(document: Group, { payee, taxRepresentative }: Invoice, circuit: FlowTarget): void {
  const group = new Group('BG-10', 'payee').set('BT-59', payee.name, { field: 'payee.name' });
  if (payee.siret !== '') {
    const siren = payee.siret.slice(0, 9);
    if (circuit === 'afnor' && payee.siret.length === 14) group.set('BT-60', payee.siret, { field: 'payee.siret', scheme: '0009' });
    group.set('BT-61', circuit === 'afnor' ? siren : payee.siret, { field: 'payee.siret', scheme: '0002' });
  }
  keep(document, group);
  const representative = new Group('BG-11', 'taxRepresentative')
    .set('BT-62', taxRepresentative.name, { field: 'taxRepresentative.name' })
    .set('BT-63', taxRepresentative.vatIdentifier, { field: 'taxRepresentative.vatIdentifier' });
  if (somewhere(taxRepresentative.address)) representative.add(addressOf('BG-12', taxRepresentative.address, 'taxRepresentative.address'));
  keep(document, representative);
}

function deliveryOf(delivery: Invoice['delivery']): Group {
  const group = new Group('BG-13', 'delivery')
    .set('BT-70', delivery.name, { field: 'delivery.name' })
    .set('BT-72', delivery.date, { field: 'delivery.date' });
  if (somewhere(delivery.address)) group.add(addressOf('BG-15', delivery.address, 'delivery.address'));
  return group;
}

/** The whole group or none: an empty element is refused by Chorus Pro. */
function paymentOf({ meansCode, iban, bic, accountName }: Invoice['payment']): Group {
  const group = new Group('BG-16', 'payment').set('BT-81', meansCode, { field: 'payment.meansCode' });
  keep(
    group,
    new Group('BG-17', 'payment')
      .set('BT-84', iban, { field: 'payment.iban' })
      .set('BT-85', accountName, { field: 'payment.accountName' })
      .set('BT-86', bic, { field: 'payment.bic' }),
  );
  return group;
}

function allowanceOf(item: AllowanceCharge, index: number): Group {
  const field = `allowances.${index}`;
  const [amount, category, rate, reason] = item.charge
    ? (['BT-99', 'BT-102', 'BT-103', 'BT-104'] as const)
    : (['BT-92', 'BT-95', 'BT-96', 'BT-97'] as const);
  return new Group(item.charge ? 'BG-21' : 'BG-20', field)
    .set(amount, item.amount, { field: `${field}.amount` })
    .set(category, item.vatCategory, { field: `${field}.vatCategory` })
    .set(rate, item.vatCategory === 'O' ? '' : item.vatRate, { field: `${field}.vatRate` })
    .set(reason, item.reason, { field: `${field}.reason` });
}

function lineOf(line: Line, index: number): Group {
  const field = `lines.${index}`;
  const group = new Group('BG-25', field)
    .set('BT-126', String(index + 1), { field })
    .set('BT-127', line.note, { field: `${field}.note` })
    .set('BT-129', line.quantity, { field: `${field}.quantity`, scheme: line.unit })
    .set('BT-130', line.unit, { field: `${field}.unit` })
    .set('BT-131', line.netAmount, { field: `${field}.netAmount` });
  keep(
    group,
    new Group('BG-26', field)
      .set('BT-134', line.periodStart, { field: `${field}.periodStart` })
      .set('BT-135', line.periodEnd, { field: `${field}.periodEnd` }),
  );
  line.allowances.forEach((item, place) => {
    const at = `${field}.allowances.${place}`;
    const [amount, reason] = item.charge ? (['BT-141', 'BT-144'] as const) : (['BT-136', 'BT-139'] as const);
    group.add(new Group(item.charge ? 'BG-28' : 'BG-27', at).set(amount, item.amount, { field: at }).set(reason, item.reason, { field: at }));
  });
  return group
    .add(new Group('BG-29', field).set('BT-146', line.netPrice, { field: `${field}.netPrice` }))
    .add(
      new Group('BG-30', field)
        .set('BT-151', line.vatCategory, { field: `${field}.vatCategory` })
        .set('BT-152', line.vatCategory === 'O' ? '' : line.vatRate, { field: `${field}.vatRate` }),
    )
    .add(
      new Group('BG-31', field)
        .set('BT-153', line.name, { field: `${field}.name` })
        .set('BT-154', line.description, { field: `${field}.description` })
        .set('BT-155', line.reference, { field: `${field}.reference` }),
    );
}
