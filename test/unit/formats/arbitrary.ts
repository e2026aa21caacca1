import fc from 'fast-check';
import { complete } from '../../../lib/invoice/complete.ts';
import { emptyInvoice, emptyLine, type Invoice } from '../../../lib/invoice/model.ts';

const letters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789éèàçôîùÉœŒ€Łñßễ’«»<>&"\'-,.() '];
/** Text as people write it, markup characters included; never spaces around, as the model trims them. */
const words = (maxLength: number) => fc.string({ unit: fc.constantFrom(...letters), maxLength }).map((text) => text.trim());
const name = words(40).map((text) => text || 'Nom');
const code = fc.string({ unit: fc.constantFrom(...'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789-_'), minLength: 1, maxLength: 20 });
const maybe = (arbitrary: fc.Arbitrary<string>) => fc.oneof(fc.constant(''), arbitrary);
const digits = (length: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
const day = fc.integer({ min: 0, max: 2000 }).map((days) => new Date(Date.UTC(2023, 0, 1 + days)).toISOString().slice(0, 10));
const decimal = (max: number, decimals: number) =>
  fc.integer({ min: 10 ** decimals, max: max * 10 ** decimals }).map((value) => (value / 10 ** decimals).toFixed(decimals));

const address = fc.record({
  line1: words(40),
  line2: words(20),
  postcode: digits(5),
  city: words(20),
  countryCode: fc.constantFrom('FR', 'BE', 'RE'),
});
const party = fc.record({
  name,
  tradingName: words(20),
  siret: digits(14),
  vatIdentifier: maybe(digits(11).map((number) => `FR${number}`)),
  legalMention: words(40),
  address,
  email: maybe(code.map((user) => `${user}@exemple.fr`)),
  phone: maybe(digits(10)),
});

const vat = fc.oneof(
  fc.constantFrom('20', '10', '5.5', '2.1', '8.5').map((vatRate) => ({ vatCategory: 'S' as const, vatRate })),
  fc.constantFrom('E' as const, 'AE' as const, 'Z' as const).map((vatCategory) => ({ vatCategory, vatRate: '0' })),
);

/** Amounts so small that a line of one euro or more stays positive. */
const lineAllowance = fc.record({ charge: fc.boolean(), amount: fc.constantFrom('0.10', '0.25', '0.01'), reason: name });

const line = fc
  .record({
    name,
    description: words(40),
    reference: maybe(code),
    note: words(40),
    periodStart: maybe(day),
    periodEnd: maybe(day),
    allowances: fc.array(lineAllowance, { maxLength: 2 }),
    quantity: decimal(500, 2),
    unit: fc.constantFrom('C62', 'KGM', 'HUR', 'DAY', 'LTR'),
    netPrice: fc.oneof(decimal(900, 2), decimal(90, 6)),
    vat,
  })
  .map(({ vat: category, ...rest }) => ({ ...emptyLine(), ...rest, ...category, netAmount: '' }));

/** Someone, or nobody at all. */
const payee = fc.oneof(fc.constant(emptyInvoice().payee), fc.record({ name, siret: digits(14) }));
const taxRepresentative = fc.oneof(
  fc.constant(emptyInvoice().taxRepresentative),
  fc.record({
    name,
    vatIdentifier: digits(11).map((number) => `FR${number}`),
    address: address.map((place) => ({ ...place, city: place.city || 'Lyon' })),
  }),
);
/** Finer types (UNTDID 1001) than 380 and 381, which the model leaves unsaid. */
const typeCodes = { invoice: ['', '384', '386', '389'], 'credit-note': ['', '261', '396', '503'] } as const;

/** Invoices that both circuits can carry, amounts complete and consistent. */
export const invoices: fc.Arbitrary<Invoice> = fc
  .record({
    kind: fc.constantFrom('invoice' as const, 'credit-note' as const),
    finerType: fc.nat({ max: 3 }),
    invoiceNumber: code,
    issueDate: day,
    category: fc.constantFrom('' as const, 'goods' as const, 'services' as const, 'mixed' as const),
    vatDue: fc.constantFrom('' as const, 'debits' as const, 'receipts' as const),
    alreadyPaid: fc.boolean(),
    serviceCode: maybe(code),
    // "NA" is UBL's filler where there is none: it is read as none
    engagementNumber: maybe(code.filter((text) => text !== 'NA')),
    contractNumber: maybe(code),
    precedingInvoices: fc.array(fc.record({ number: code, issueDate: maybe(day) }), { maxLength: 2 }),
    seller: party,
    buyer: party.map((value) => ({ ...value, legalMention: '' })),
    payee,
    taxRepresentative,
    delivery: fc.record({
      date: maybe(day),
      periodStart: maybe(day),
      periodEnd: maybe(day),
      name: words(20),
      address: fc.oneof(address, fc.constant(emptyInvoice().delivery.address)),
    }),
    payment: fc.record({
      meansCode: fc.constantFrom('30', '48', '20', '97'),
      iban: maybe(digits(25).map((number) => `FR${number}`)),
      bic: maybe(fc.constantFrom('PSSTFRPPLIL', 'AGRIFRPP')),
      accountName: words(20),
      dueDate: maybe(day),
      terms: words(40),
    }),
    notes: fc.array(fc.record({ subjectCode: fc.constantFrom('REG', 'ABL', 'ACC', ''), text: name }), { maxLength: 2 }),
    lines: fc.array(line, { minLength: 1, maxLength: 6 }),
    allowances: fc.array(lineAllowance, { maxLength: 2 }),
    rounding: fc.constantFrom('', '0.02', '-0.03'),
  })
  .map(({ allowances, finerType, rounding, ...rest }) => {
    const first = rest.lines[0];
    const empty = emptyInvoice();
    return complete({
      ...empty,
      ...rest,
      typeCode: typeCodes[rest.kind][finerType] ?? '',
      // What is paid in full already leaves nothing to round.
      totals: { ...empty.totals, rounding: rest.alreadyPaid ? '' : rounding },
      allowances: allowances.map((item) => ({ ...item, vatCategory: first?.vatCategory ?? 'S', vatRate: first?.vatRate ?? '20' })),
    });
  })
  // An address that says only its country is no address: the writers leave it out.
  .map((invoice) => {
    const { line1, line2, postcode, city } = invoice.delivery.address;
    return line1 + line2 + postcode + city === ''
      ? { ...invoice, delivery: { ...invoice.delivery, address: emptyInvoice().delivery.address } }
      : invoice;
  });
