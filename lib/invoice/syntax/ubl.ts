import type { GroupId, TermId } from '../norm/document.ts';
import { constant, type Element, group, leaf, node } from './template.ts';

/** UBL 2.1 Invoice and CreditNote, in the order of the OASIS schemas. Paths: EN 16931-3-2, formats.md §6. */
const money = { form: 'money', scheme: 'currencyID' } as const;
const identifier = { scheme: 'schemeID' } as const;

const day = (name: string, term: TermId, options: Partial<Element> = {}): Element => leaf(name, term, { form: 'day', ...options });

function period(id: GroupId, [start, end]: readonly [TermId, TermId], more: readonly Element[] = []): Element {
  return group('cac:InvoicePeriod', id, [day('cbc:StartDate', start), day('cbc:EndDate', end), ...more], { even: more.length > 0 });
}

function address(name: string, id: GroupId, [line1, line2, line3, city, postcode, region, country]: readonly TermId[]): Element {
  const some = (element: string, term: TermId | undefined) => (term ? [leaf(element, term)] : []);
  return group(name, id, [
    ...some('cbc:StreetName', line1),
    ...some('cbc:AdditionalStreetName', line2),
    ...some('cbc:CityName', city),
    ...some('cbc:PostalZone', postcode),
    ...some('cbc:CountrySubentity', region),
    node('cac:AddressLine', some('cbc:Line', line3)),
    node('cac:Country', some('cbc:IdentificationCode', country)),
  ]);
}

const vatScheme = node('cac:TaxScheme', [constant('cbc:ID', 'VAT')], { tells: true, joint: true });
const anyScheme = node('cac:TaxScheme', [constant('cbc:ID', 'VAT', { lenient: true, term: 'EXT-TAX-SCHEME' })], { joint: true });

function tax(name: string, category: TermId, rate: TermId, more: readonly Element[] = []): Element {
  return node(name, [leaf('cbc:ID', category), leaf('cbc:Percent', rate), ...more, anyScheme]);
}

interface AllowanceTerms {
  group: GroupId;
  charge: boolean;
  code: TermId;
  reason: TermId;
  percent: TermId;
  amount: TermId;
  base: TermId;
  category?: TermId;
  rate?: TermId;
}

function allowance(terms: AllowanceTerms): Element {
  return group('cac:AllowanceCharge', terms.group, [
    constant('cbc:ChargeIndicator', String(terms.charge)),
    leaf('cbc:AllowanceChargeReasonCode', terms.code),
    leaf('cbc:AllowanceChargeReason', terms.reason),
    leaf('cbc:MultiplierFactorNumeric', terms.percent),
    leaf('cbc:Amount', terms.amount, money),
    leaf('cbc:BaseAmount', terms.base, money),
    ...(terms.category && terms.rate ? [tax('cac:TaxCategory', terms.category, terms.rate)] : []),
  ]);
}

function contact(id: GroupId, [person, phone, mail]: readonly [TermId, TermId, TermId]): Element {
  return group('cac:Contact', id, [leaf('cbc:Name', person), leaf('cbc:Telephone', phone), leaf('cbc:ElectronicMail', mail)]);
}

/** BT-90 stands among the identifiers of the payee or the seller, under the scheme SEPA. */
const creditorReference = node('cac:PartyIdentification', [leaf('cbc:ID', 'BT-90', { fixed: { schemeID: 'SEPA' }, document: true })]);

/** BT-32: any tax scheme that is not VAT; formats.md §6 writes "LOC". */
const fiscalRegistration = node('cac:PartyTaxScheme', [
  leaf('cbc:CompanyID', 'BT-32'),
  node('cac:TaxScheme', [constant('cbc:ID', 'LOC', { lenient: true })], { joint: true }),
]);

const vatRegistration = (term: TermId) => node('cac:PartyTaxScheme', [leaf('cbc:CompanyID', term), vatScheme]);

const seller = node('cac:AccountingSupplierParty', [
  group('cac:Party', 'BG-4', [
    leaf('cbc:EndpointID', 'BT-34', identifier),
    creditorReference,
    node('cac:PartyIdentification', [leaf('cbc:ID', 'BT-29', identifier)], { each: true }),
    node('cac:PartyName', [leaf('cbc:Name', 'BT-28')]),
    address('cac:PostalAddress', 'BG-5', ['BT-35', 'BT-36', 'BT-162', 'BT-37', 'BT-38', 'BT-39', 'BT-40']),
    vatRegistration('BT-31'),
    fiscalRegistration,
    node('cac:PartyLegalEntity', [
      leaf('cbc:RegistrationName', 'BT-27'),
      leaf('cbc:CompanyID', 'BT-30', identifier),
      leaf('cbc:CompanyLegalForm', 'BT-33'),
    ]),
    contact('BG-6', ['BT-41', 'BT-42', 'BT-43']),
  ]),
]);

const buyer = node('cac:AccountingCustomerParty', [
  group('cac:Party', 'BG-7', [
    leaf('cbc:EndpointID', 'BT-49', identifier),
    node('cac:PartyIdentification', [leaf('cbc:ID', 'BT-46', identifier)], { each: true }),
    node('cac:PartyName', [leaf('cbc:Name', 'BT-45')]),
    address('cac:PostalAddress', 'BG-8', ['BT-50', 'BT-51', 'BT-163', 'BT-52', 'BT-53', 'BT-54', 'BT-55']),
    vatRegistration('BT-48'),
    node('cac:PartyLegalEntity', [leaf('cbc:RegistrationName', 'BT-44'), leaf('cbc:CompanyID', 'BT-47', identifier)]),
    contact('BG-9', ['BT-56', 'BT-57', 'BT-58']),
  ]),
]);

const payee = group('cac:PayeeParty', 'BG-10', [
  creditorReference,
  node('cac:PartyIdentification', [leaf('cbc:ID', 'BT-60', identifier)], { each: true }),
  node('cac:PartyName', [leaf('cbc:Name', 'BT-59')]),
  node('cac:PartyLegalEntity', [leaf('cbc:CompanyID', 'BT-61', identifier)]),
]);

const representative = group('cac:TaxRepresentativeParty', 'BG-11', [
  node('cac:PartyName', [leaf('cbc:Name', 'BT-62')]),
  address('cac:PostalAddress', 'BG-12', ['BT-64', 'BT-65', 'BT-164', 'BT-66', 'BT-67', 'BT-68', 'BT-69']),
  node('cac:PartyTaxScheme', [leaf('cbc:CompanyID', 'BT-63'), anyScheme]),
]);

const delivery = group('cac:Delivery', 'BG-13', [
  day('cbc:ActualDeliveryDate', 'BT-72'),
  node('cac:DeliveryLocation', [
    leaf('cbc:ID', 'BT-71', identifier),
    address('cac:Address', 'BG-15', ['BT-75', 'BT-76', 'BT-165', 'BT-77', 'BT-78', 'BT-79', 'BT-80']),
  ]),
  node('cac:DeliveryParty', [node('cac:PartyName', [leaf('cbc:Name', 'BT-70')])]),
]);

function paymentMeans(kind: Kind): Element {
  return group('cac:PaymentMeans', 'BG-16', [
    leaf('cbc:PaymentMeansCode', 'BT-81', { version: 'name' }),
    ...(kind === 'CreditNote'
      ? [day('cbc:PaymentDueDate', 'BT-9', { document: true })]
      : [day('cbc:PaymentDueDate', 'BT-9', { document: true, readOnly: true })]),
    leaf('cbc:InstructionNote', 'BT-82', { readOnly: true }),
    leaf('cbc:PaymentID', 'BT-83', { document: true }),
    group('cac:CardAccount', 'BG-18', [
      leaf('cbc:PrimaryAccountNumberID', 'BT-87'),
      leaf('cbc:NetworkID', 'EXT-CARD-NETWORK', { readOnly: true }),
      leaf('cbc:HolderName', 'BT-88'),
    ]),
    group('cac:PayeeFinancialAccount', 'BG-17', [
      leaf('cbc:ID', 'BT-84'),
      leaf('cbc:Name', 'BT-85'),
      node('cac:FinancialInstitutionBranch', [leaf('cbc:ID', 'BT-86')]),
    ]),
    node('cac:PaymentMandate', [leaf('cbc:ID', 'BT-89', { document: true }), node('cac:PayerFinancialAccount', [leaf('cbc:ID', 'BT-91')])]),
  ]);
}

/** One TaxTotal in the invoice's currency, with the breakdown; one more in the accounting currency (BT-111). */
const taxTotal = node('cac:TaxTotal', [
  group('cbc:TaxAmount', 'BG-22', [], { merge: true, document: true, term: 'BT-110', ...money }),
  group('cac:TaxSubtotal', 'BG-23', [
    leaf('cbc:TaxableAmount', 'BT-116', money),
    leaf('cbc:TaxAmount', 'BT-117', money),
    tax('cac:TaxCategory', 'BT-118', 'BT-119', [leaf('cbc:TaxExemptionReasonCode', 'BT-121'), leaf('cbc:TaxExemptionReason', 'BT-120')]),
  ]),
]);

const monetaryTotal = group(
  'cac:LegalMonetaryTotal',
  'BG-22',
  [
    leaf('cbc:LineExtensionAmount', 'BT-106', money),
    leaf('cbc:TaxExclusiveAmount', 'BT-109', money),
    leaf('cbc:TaxInclusiveAmount', 'BT-112', money),
    leaf('cbc:AllowanceTotalAmount', 'BT-107', money),
    leaf('cbc:ChargeTotalAmount', 'BT-108', money),
    leaf('cbc:PrepaidAmount', 'BT-113', money),
    leaf('cbc:PayableRoundingAmount', 'BT-114', money),
    leaf('cbc:PayableAmount', 'BT-115', money),
  ],
  { merge: true },
);

const item = group('cac:Item', 'BG-31', [
  leaf('cbc:Description', 'BT-154'),
  leaf('cbc:Name', 'BT-153'),
  node('cac:BuyersItemIdentification', [leaf('cbc:ID', 'BT-156')]),
  node('cac:SellersItemIdentification', [leaf('cbc:ID', 'BT-155')]),
  node('cac:StandardItemIdentification', [leaf('cbc:ID', 'BT-157', identifier)]),
  node('cac:OriginCountry', [leaf('cbc:IdentificationCode', 'BT-159')]),
  node('cac:CommodityClassification', [leaf('cbc:ItemClassificationCode', 'BT-158', { scheme: 'listID', version: 'listVersionID' })]),
  group(
    'cac:ClassifiedTaxCategory',
    'BG-30',
    [
      leaf('cbc:ID', 'BT-151'),
      leaf('cbc:Percent', 'BT-152'),
      leaf('cbc:TaxExemptionReasonCode', 'EXT-LINE-EXEMPTION-CODE', { readOnly: true }),
      leaf('cbc:TaxExemptionReason', 'EXT-LINE-EXEMPTION', { readOnly: true }),
      anyScheme,
    ],
    { outer: true },
  ),
  group('cac:AdditionalItemProperty', 'BG-32', [leaf('cbc:Name', 'BT-160'), leaf('cbc:Value', 'BT-161')]),
]);

const price = group('cac:Price', 'BG-29', [
  leaf('cbc:PriceAmount', 'BT-146', { form: 'price', scheme: 'currencyID' }),
  leaf('cbc:BaseQuantity', 'BT-149', { unit: 'BT-150' }),
  node(
    'cac:AllowanceCharge',
    [
      constant('cbc:ChargeIndicator', 'false'),
      leaf('cbc:Amount', 'BT-147', { form: 'price', scheme: 'currencyID' }),
      leaf('cbc:BaseAmount', 'BT-148', { form: 'price', scheme: 'currencyID' }),
    ],
    { readOnly: true },
  ),
]);

function line(kind: Kind): Element {
  return group(`cac:${kind}Line`, 'BG-25', [
    leaf('cbc:ID', 'BT-126'),
    leaf('cbc:Note', 'BT-127'),
    leaf(kind === 'Invoice' ? 'cbc:InvoicedQuantity' : 'cbc:CreditedQuantity', 'BT-129', { unit: 'BT-130' }),
    leaf('cbc:LineExtensionAmount', 'BT-131', money),
    leaf('cbc:AccountingCost', 'BT-133'),
    period('BG-26', ['BT-134', 'BT-135']),
    node('cac:OrderLineReference', [leaf('cbc:LineID', 'BT-132')]),
    node('cac:DocumentReference', [leaf('cbc:ID', 'BT-128', identifier), constant('cbc:DocumentTypeCode', '130')]),
    allowance({ group: 'BG-27', charge: false, code: 'BT-140', reason: 'BT-139', percent: 'BT-138', amount: 'BT-136', base: 'BT-137' }),
    allowance({ group: 'BG-28', charge: true, code: 'BT-145', reason: 'BT-144', percent: 'BT-143', amount: 'BT-141', base: 'BT-142' }),
    item,
    price,
  ]);
}

type Kind = 'Invoice' | 'CreditNote';

function ubl(kind: Kind): Element {
  const invoice = kind === 'Invoice';
  const additional = (children: readonly Element[], id?: GroupId): Element => ({
    name: 'cac:AdditionalDocumentReference',
    children,
    ...(id ? { group: id } : {}),
  });
  return node(kind === 'Invoice' ? 'Invoice' : 'CreditNote', [
    leaf('cbc:UBLVersionID', 'EXT-UBL-VERSION', { readOnly: true }),
    group('cbc:CustomizationID', 'BG-2', [], { merge: true, term: 'BT-24' }),
    group('cbc:ProfileID', 'BG-2', [], { merge: true, term: 'BT-23' }),
    leaf('cbc:ID', 'BT-1'),
    day('cbc:IssueDate', 'BT-2'),
    ...(invoice ? [day('cbc:DueDate', 'BT-9'), leaf('cbc:InvoiceTypeCode', 'BT-3')] : []),
    ...(invoice ? [] : [day('cbc:TaxPointDate', 'BT-7'), leaf('cbc:CreditNoteTypeCode', 'BT-3')]),
    group('cbc:Note', 'BG-1', [], { form: 'note', term: 'BT-22' }),
    ...(invoice ? [day('cbc:TaxPointDate', 'BT-7')] : []),
    leaf('cbc:DocumentCurrencyCode', 'BT-5'),
    leaf('cbc:TaxCurrencyCode', 'BT-6'),
    leaf('cbc:AccountingCost', 'BT-19'),
    leaf('cbc:BuyerReference', 'BT-10'),
    period('BG-14', ['BT-73', 'BT-74'], [leaf('cbc:DescriptionCode', 'BT-8', { document: true, form: 'vat-due' })]),
    node('cac:OrderReference', [leaf('cbc:ID', 'BT-13'), leaf('cbc:SalesOrderID', 'BT-14')]),
    node('cac:BillingReference', [
      group('cac:InvoiceDocumentReference', 'BG-3', [leaf('cbc:ID', 'BT-25'), day('cbc:IssueDate', 'BT-26')], {
        also: ['CreditNoteDocumentReference'],
      }),
    ]),
    node('cac:DespatchDocumentReference', [leaf('cbc:ID', 'BT-16')]),
    node('cac:ReceiptDocumentReference', [leaf('cbc:ID', 'BT-15')]),
    ...(invoice
      ? [node('cac:OriginatorDocumentReference', [leaf('cbc:ID', 'BT-17')]), node('cac:ContractDocumentReference', [leaf('cbc:ID', 'BT-12')])]
      : []),
    ...(invoice ? [] : [node('cac:ContractDocumentReference', [leaf('cbc:ID', 'BT-12')])]),
    additional([leaf('cbc:ID', 'BT-18', identifier), constant('cbc:DocumentTypeCode', '130')]),
    ...(invoice ? [] : [additional([leaf('cbc:ID', 'BT-11'), constant('cbc:DocumentTypeCode', '50')])]),
    additional(
      [
        leaf('cbc:ID', 'BT-122'),
        leaf('cbc:DocumentDescription', 'BT-123'),
        node('cac:Attachment', [
          leaf('cbc:EmbeddedDocumentBinaryObject', 'BT-125', { form: 'base64', scheme: 'mimeCode', version: 'filename' }),
          node('cac:ExternalReference', [leaf('cbc:URI', 'BT-124')]),
        ]),
      ],
      'BG-24',
    ),
    ...(invoice ? [node('cac:ProjectReference', [leaf('cbc:ID', 'BT-11')])] : [node('cac:OriginatorDocumentReference', [leaf('cbc:ID', 'BT-17')])]),
    seller,
    buyer,
    payee,
    representative,
    delivery,
    paymentMeans(kind),
    node('cac:PaymentTerms', [leaf('cbc:Note', 'BT-20', { form: 'multiline' })]),
    allowance({
      group: 'BG-20',
      charge: false,
      code: 'BT-98',
      reason: 'BT-97',
      percent: 'BT-94',
      amount: 'BT-92',
      base: 'BT-93',
      category: 'BT-95',
      rate: 'BT-96',
    }),
    allowance({
      group: 'BG-21',
      charge: true,
      code: 'BT-105',
      reason: 'BT-104',
      percent: 'BT-101',
      amount: 'BT-99',
      base: 'BT-100',
      category: 'BT-102',
      rate: 'BT-103',
    }),
    taxTotal,
    monetaryTotal,
    line(kind),
  ]);
}

export const ublInvoice = ubl('Invoice');
export const ublCreditNote = ubl('CreditNote');

/** The root's own namespace is the default one. */
export const ublNamespaces = {
  'xmlns:cac': 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
  'xmlns:cbc': 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
} as const;
export const ublRoot = (kind: Kind) => `urn:oasis:names:specification:ubl:schema:xsd:${kind}-2`;
