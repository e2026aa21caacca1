import type { GroupId, TermId } from '../norm/document.ts';
import { constant, type Element, group, leaf, node } from './template.ts';

/**
 * UN/CEFACT Cross Industry Invoice (D16B elements, valid under D22B), in the order of the Factur-X 1.09 schema. Paths: EN 16931-3-3, formats.md §6.
 * `from` is the weakest Factur-X profile that has the element.
 */
const en = { from: 'en16931' } as const;
const wl = { from: 'basicwl' } as const;
const basic = { from: 'basic' } as const;

function date(name: string, term: TermId, options: Partial<Element> = {}, prefix: 'udt' | 'qdt' = 'udt'): Element {
  return {
    name,
    ...options,
    children: [leaf(`${prefix}:DateTimeString`, term, { form: 'day', scheme: 'format', also: ['DateString'] })],
  };
}

function period(name: string, id: GroupId, [start, end]: readonly [TermId, TermId], options: Partial<Element> = {}): Element {
  return { name, group: id, ...options, children: [date('ram:StartDateTime', start), date('ram:EndDateTime', end)] };
}

function address(id: GroupId, [line1, line2, line3, city, postcode, region, country]: readonly TermId[], options: Partial<Element> = {}): Element {
  const some = (name: string, term: TermId | undefined, more = {}) => (term ? [leaf(name, term, { ...wl, ...more })] : []);
  return {
    name: 'ram:PostalTradeAddress',
    group: id,
    ...options,
    children: [
      ...some('ram:PostcodeCode', postcode),
      ...some('ram:LineOne', line1),
      ...some('ram:LineTwo', line2),
      ...some('ram:LineThree', line3),
      ...some('ram:CityName', city),
      ...some('ram:CountryID', country, { from: 'minimum' }),
      ...some('ram:CountrySubDivisionName', region),
    ],
  };
}

function contact(id: GroupId, [person, phone, mail]: readonly [TermId, TermId, TermId]): Element {
  return group(
    'ram:DefinedTradeContact',
    id,
    [
      leaf('ram:PersonName', person),
      leaf('ram:DepartmentName', person, { readOnly: true }),
      node('ram:TelephoneUniversalCommunication', [leaf('ram:CompleteNumber', phone)]),
      node('ram:EmailURIUniversalCommunication', [leaf('ram:URIID', mail)]),
    ],
    en,
  );
}

const vatType = constant('ram:TypeCode', 'VAT', { lenient: true, term: 'EXT-TAX-SCHEME' });

/** Category, code and rate of VAT inside an allowance, a charge or a line. */
function tax(name: string, category: TermId, rate: TermId): Element {
  return node(name, [vatType, leaf('ram:CategoryCode', category), leaf('ram:RateApplicablePercent', rate, { also: ['ApplicablePercent'] })]);
}

interface AllowanceTerms {
  group: GroupId;
  charge: boolean;
  percent: TermId;
  base: TermId;
  amount: TermId;
  code: TermId;
  reason: TermId;
  category?: TermId;
  rate?: TermId;
}

function allowance(name: string, terms: AllowanceTerms, options: Partial<Element> = {}): Element {
  return {
    name,
    group: terms.group,
    ...options,
    children: [
      node('ram:ChargeIndicator', [constant('udt:Indicator', String(terms.charge))], { tells: true, joint: true }),
      leaf('ram:CalculationPercent', terms.percent),
      leaf('ram:BasisAmount', terms.base, { form: 'amount' }),
      leaf('ram:ActualAmount', terms.amount, { form: 'amount' }),
      leaf('ram:ReasonCode', terms.code),
      leaf('ram:Reason', terms.reason),
      ...(terms.category && terms.rate ? [tax('ram:CategoryTradeTax', terms.category, terms.rate)] : []),
    ],
  };
}

const documentAllowances: readonly Element[] = [
  allowance(
    'ram:SpecifiedTradeAllowanceCharge',
    {
      group: 'BG-20',
      charge: false,
      percent: 'BT-94',
      base: 'BT-93',
      amount: 'BT-92',
      code: 'BT-98',
      reason: 'BT-97',
      category: 'BT-95',
      rate: 'BT-96',
    },
    wl,
  ),
  allowance(
    'ram:SpecifiedTradeAllowanceCharge',
    {
      group: 'BG-21',
      charge: true,
      percent: 'BT-101',
      base: 'BT-100',
      amount: 'BT-99',
      code: 'BT-105',
      reason: 'BT-104',
      category: 'BT-102',
      rate: 'BT-103',
    },
    wl,
  ),
  // EXTENDED: freight as a charge of its own, counted in BT-108.
  group(
    'ram:SpecifiedLogisticsServiceCharge',
    'EXT-LOGISTICS',
    [leaf('ram:Description', 'BT-104'), leaf('ram:AppliedAmount', 'BT-99', { form: 'amount' }), tax('ram:AppliedTradeTax', 'BT-102', 'BT-103')],
    { readOnly: true },
  ),
];

const lineAllowances: readonly Element[] = [
  allowance(
    'ram:SpecifiedTradeAllowanceCharge',
    { group: 'BG-27', charge: false, percent: 'BT-138', base: 'BT-137', amount: 'BT-136', code: 'BT-140', reason: 'BT-139' },
    basic,
  ),
  allowance(
    'ram:SpecifiedTradeAllowanceCharge',
    { group: 'BG-28', charge: true, percent: 'BT-143', base: 'BT-142', amount: 'BT-141', code: 'BT-145', reason: 'BT-144' },
    basic,
  ),
];

const line = group(
  'ram:IncludedSupplyChainTradeLineItem',
  'BG-25',
  [
    node('ram:AssociatedDocumentLineDocument', [
      leaf('ram:LineID', 'BT-126'),
      leaf('ram:ParentLineID', 'EXT-PARENT-LINE', { readOnly: true }),
      leaf('ram:LineStatusCode', 'EXT-LINE-STATUS', { readOnly: true }),
      leaf('ram:LineStatusReasonCode', 'EXT-LINE-REASON', { readOnly: true }),
      node('ram:IncludedNote', [leaf('ram:Content', 'BT-127')], basic),
    ]),
    group('ram:SpecifiedTradeProduct', 'BG-31', [
      leaf('ram:GlobalID', 'BT-157', { scheme: 'schemeID' }),
      leaf('ram:SellerAssignedID', 'BT-155', en),
      leaf('ram:BuyerAssignedID', 'BT-156', en),
      leaf('ram:Name', 'BT-153'),
      leaf('ram:Description', 'BT-154', en),
      group('ram:ApplicableProductCharacteristic', 'BG-32', [leaf('ram:Description', 'BT-160'), leaf('ram:Value', 'BT-161')], en),
      node('ram:DesignatedProductClassification', [leaf('ram:ClassCode', 'BT-158', { scheme: 'listID', version: 'listVersionID' })], en),
      node('ram:OriginTradeCountry', [leaf('ram:ID', 'BT-159')], en),
    ]),
    node(
      'ram:SpecifiedLineTradeAgreement',
      [
        node('ram:BuyerOrderReferencedDocument', [leaf('ram:LineID', 'BT-132')], en),
        group(
          'ram:GrossPriceProductTradePrice',
          'BG-29',
          [
            leaf('ram:ChargeAmount', 'BT-148'),
            leaf('ram:BasisQuantity', 'BT-149', { unit: 'BT-150' }),
            node('ram:AppliedTradeAllowanceCharge', [
              node('ram:ChargeIndicator', [constant('udt:Indicator', 'false')]),
              leaf('ram:ActualAmount', 'BT-147'),
            ]),
          ],
          { merge: true, readOnly: true },
        ),
        // Never a gross price: Chorus Pro refuses one that has no discount beside it.
        group(
          'ram:NetPriceProductTradePrice',
          'BG-29',
          [leaf('ram:ChargeAmount', 'BT-146'), leaf('ram:BasisQuantity', 'BT-149', { unit: 'BT-150' })],
          { merge: true },
        ),
      ],
      { always: true },
    ),
    node('ram:SpecifiedLineTradeDelivery', [leaf('ram:BilledQuantity', 'BT-129', { unit: 'BT-130' })]),
    node('ram:SpecifiedLineTradeSettlement', [
      group('ram:ApplicableTradeTax', 'BG-30', [
        vatType,
        leaf('ram:ExemptionReason', 'EXT-LINE-EXEMPTION', { readOnly: true }),
        leaf('ram:CategoryCode', 'BT-151'),
        leaf('ram:ExemptionReasonCode', 'EXT-LINE-EXEMPTION-CODE', { readOnly: true }),
        leaf('ram:RateApplicablePercent', 'BT-152', { also: ['ApplicablePercent'] }),
      ]),
      period('ram:BillingSpecifiedPeriod', 'BG-26', ['BT-134', 'BT-135'], basic),
      ...lineAllowances,
      node('ram:SpecifiedTradeSettlementLineMonetarySummation', [leaf('ram:LineTotalAmount', 'BT-131', { form: 'amount' })], {
        also: ['SpecifiedTradeSettlementMonetarySummation'],
      }),
      group(
        'ram:InvoiceReferencedDocument',
        'EXT-LINE-REFERENCE',
        [
          leaf('ram:IssuerAssignedID', 'EXT-FR-FE-136'),
          leaf('ram:TypeCode', 'EXT-FR-FE-137'),
          date('ram:FormattedIssueDateTime', 'EXT-FR-FE-138', {}, 'qdt'),
        ],
        { readOnly: true },
      ),
      node(
        'ram:AdditionalReferencedDocument',
        [
          leaf('ram:IssuerAssignedID', 'BT-128', { scheme: 'ReferenceTypeCode' }),
          constant('ram:TypeCode', '130'),
          leaf('ram:ReferenceTypeCode', 'BT-128-1'),
        ],
        en,
      ),
      node('ram:ReceivableSpecifiedTradeAccountingAccount', [leaf('ram:ID', 'BT-133')], en),
    ]),
  ],
  basic,
);

interface PartyTerms {
  group: GroupId;
  id: TermId;
  name: TermId;
  description?: TermId;
  legal?: TermId;
  trading?: TermId;
  contact?: readonly [id: GroupId, terms: readonly [TermId, TermId, TermId]];
  address?: readonly [id: GroupId, terms: readonly TermId[]];
  endpoint?: TermId;
  vat?: TermId;
  fiscal?: TermId;
}

function party(name: string, terms: PartyTerms, options: Partial<Element> = {}): Element {
  const legal = [
    ...(terms.legal ? [leaf('ram:ID', terms.legal, { scheme: 'schemeID' })] : []),
    ...(terms.trading ? [leaf('ram:TradingBusinessName', terms.trading, wl)] : []),
  ];
  return {
    name,
    group: terms.group,
    ...options,
    children: [
      leaf('ram:ID', terms.id, { schemed: false, ...wl }),
      leaf('ram:GlobalID', terms.id, { scheme: 'schemeID', schemed: true, ...wl }),
      leaf('ram:Name', terms.name),
      ...(terms.description ? [leaf('ram:Description', terms.description, en)] : []),
      ...(legal.length > 0 ? [node('ram:SpecifiedLegalOrganization', legal)] : []),
      ...(terms.contact ? [contact(...terms.contact)] : []),
      ...(terms.address ? [address(...terms.address)] : []),
      ...(terms.endpoint ? [node('ram:URIUniversalCommunication', [leaf('ram:URIID', terms.endpoint, { scheme: 'schemeID' })], wl)] : []),
      ...(terms.vat ? [node('ram:SpecifiedTaxRegistration', [leaf('ram:ID', terms.vat, { fixed: { schemeID: 'VA' } })])] : []),
      ...(terms.fiscal ? [node('ram:SpecifiedTaxRegistration', [leaf('ram:ID', terms.fiscal, { fixed: { schemeID: 'FC' } })], wl)] : []),
    ],
  };
}

const agreement = node('ram:ApplicableHeaderTradeAgreement', [
  leaf('ram:BuyerReference', 'BT-10'),
  party('ram:SellerTradeParty', {
    group: 'BG-4',
    id: 'BT-29',
    name: 'BT-27',
    description: 'BT-33',
    legal: 'BT-30',
    trading: 'BT-28',
    contact: ['BG-6', ['BT-41', 'BT-42', 'BT-43']],
    address: ['BG-5', ['BT-35', 'BT-36', 'BT-162', 'BT-37', 'BT-38', 'BT-39', 'BT-40']],
    endpoint: 'BT-34',
    vat: 'BT-31',
    fiscal: 'BT-32',
  }),
  party('ram:BuyerTradeParty', {
    group: 'BG-7',
    id: 'BT-46',
    name: 'BT-44',
    legal: 'BT-47',
    trading: 'BT-45',
    contact: ['BG-9', ['BT-56', 'BT-57', 'BT-58']],
    address: ['BG-8', ['BT-50', 'BT-51', 'BT-163', 'BT-52', 'BT-53', 'BT-54', 'BT-55']],
    endpoint: 'BT-49',
    vat: 'BT-48',
  }),
  party(
    'ram:SellerTaxRepresentativeTradeParty',
    {
      group: 'BG-11',
      id: 'EXT-REPRESENTATIVE-ID',
      name: 'BT-62',
      address: ['BG-12', ['BT-64', 'BT-65', 'BT-164', 'BT-66', 'BT-67', 'BT-68', 'BT-69']],
      vat: 'BT-63',
    },
    wl,
  ),
  node('ram:SellerOrderReferencedDocument', [leaf('ram:IssuerAssignedID', 'BT-14')], en),
  node('ram:BuyerOrderReferencedDocument', [leaf('ram:IssuerAssignedID', 'BT-13', { also: ['ID'] })]),
  node('ram:ContractReferencedDocument', [leaf('ram:IssuerAssignedID', 'BT-12', { also: ['ID'] })], wl),
  group(
    'ram:AdditionalReferencedDocument',
    'BG-24',
    [
      leaf('ram:IssuerAssignedID', 'BT-122'),
      leaf('ram:URIID', 'BT-124'),
      constant('ram:TypeCode', '916'),
      leaf('ram:Name', 'BT-123'),
      leaf('ram:AttachmentBinaryObject', 'BT-125', { form: 'base64', scheme: 'mimeCode', version: 'filename' }),
    ],
    en,
  ),
  node('ram:AdditionalReferencedDocument', [leaf('ram:IssuerAssignedID', 'BT-17'), constant('ram:TypeCode', '50')], en),
  node(
    'ram:AdditionalReferencedDocument',
    [leaf('ram:IssuerAssignedID', 'BT-18'), constant('ram:TypeCode', '130'), leaf('ram:ReferenceTypeCode', 'BT-18-1')],
    en,
  ),
  node('ram:SpecifiedProcuringProject', [leaf('ram:ID', 'BT-11'), leaf('ram:Name', 'BT-11-0', { readOnly: true })], en),
]);

const delivery = node(
  'ram:ApplicableHeaderTradeDelivery',
  [
    group(
      'ram:ShipToTradeParty',
      'BG-13',
      [
        leaf('ram:ID', 'BT-71', { schemed: false }),
        leaf('ram:GlobalID', 'BT-71', { scheme: 'schemeID', schemed: true }),
        leaf('ram:Name', 'BT-70'),
        address('BG-15', ['BT-75', 'BT-76', 'BT-165', 'BT-77', 'BT-78', 'BT-79', 'BT-80']),
      ],
      { merge: true, ...wl },
    ),
    group('ram:ActualDeliverySupplyChainEvent', 'BG-13', [date('ram:OccurrenceDateTime', 'BT-72')], { merge: true, ...wl }),
    node('ram:DespatchAdviceReferencedDocument', [leaf('ram:IssuerAssignedID', 'BT-16')], wl),
    node('ram:ReceivingAdviceReferencedDocument', [leaf('ram:IssuerAssignedID', 'BT-15')], en),
    node('ram:DeliveryNoteReferencedDocument', [leaf('ram:IssuerAssignedID', 'BT-16', { readOnly: true })], { readOnly: true }),
  ],
  { always: true },
);

const paymentMeans = group(
  'ram:SpecifiedTradeSettlementPaymentMeans',
  'BG-16',
  [
    leaf('ram:TypeCode', 'BT-81'),
    leaf('ram:Information', 'BT-82', en),
    group('ram:ApplicableTradeSettlementFinancialCard', 'BG-18', [leaf('ram:ID', 'BT-87'), leaf('ram:CardholderName', 'BT-88')], en),
    node('ram:PayerPartyDebtorFinancialAccount', [leaf('ram:IBANID', 'BT-91')]),
    group(
      'ram:PayeePartyCreditorFinancialAccount',
      'BG-17',
      [leaf('ram:IBANID', 'BT-84'), leaf('ram:AccountName', 'BT-85', en), leaf('ram:ProprietaryID', 'BT-84', { readOnly: true })],
      { merge: true },
    ),
    group('ram:PayeeSpecifiedCreditorFinancialInstitution', 'BG-17', [leaf('ram:BICID', 'BT-86', en)], { merge: true }),
  ],
  wl,
);

const breakdown = group(
  'ram:ApplicableTradeTax',
  'BG-23',
  [
    leaf('ram:CalculatedAmount', 'BT-117', { form: 'amount' }),
    vatType,
    leaf('ram:ExemptionReason', 'BT-120'),
    leaf('ram:BasisAmount', 'BT-116', { form: 'amount' }),
    leaf('ram:CategoryCode', 'BT-118'),
    leaf('ram:ExemptionReasonCode', 'BT-121'),
    node('ram:TaxPointDate', [leaf('udt:DateString', 'BT-7', { form: 'day', scheme: 'format', document: true, also: ['DateTimeString'] })], en),
    leaf('ram:DueDateTypeCode', 'BT-8', { document: true }),
    leaf('ram:RateApplicablePercent', 'BT-119', { also: ['ApplicablePercent'] }),
  ],
  wl,
);

const settlement = node('ram:ApplicableHeaderTradeSettlement', [
  leaf('ram:CreditorReferenceID', 'BT-90', wl),
  leaf('ram:PaymentReference', 'BT-83', wl),
  leaf('ram:TaxCurrencyCode', 'BT-6', wl),
  leaf('ram:InvoiceCurrencyCode', 'BT-5'),
  party('ram:PayeeTradeParty', { group: 'BG-10', id: 'BT-60', name: 'BT-59', legal: 'BT-61' }, wl),
  paymentMeans,
  breakdown,
  period('ram:BillingSpecifiedPeriod', 'BG-14', ['BT-73', 'BT-74'], wl),
  ...documentAllowances,
  node(
    'ram:SpecifiedTradePaymentTerms',
    [leaf('ram:Description', 'BT-20', { form: 'multiline' }), date('ram:DueDateDateTime', 'BT-9'), leaf('ram:DirectDebitMandateID', 'BT-89')],
    wl,
  ),
  group(
    'ram:SpecifiedTradeSettlementHeaderMonetarySummation',
    'BG-22',
    [
      leaf('ram:LineTotalAmount', 'BT-106', { form: 'amount', ...wl }),
      leaf('ram:ChargeTotalAmount', 'BT-108', { form: 'amount', ...wl }),
      leaf('ram:AllowanceTotalAmount', 'BT-107', { form: 'amount', ...wl }),
      leaf('ram:TaxBasisTotalAmount', 'BT-109', { form: 'amount' }),
      leaf('ram:TaxTotalAmount', 'BT-110', { form: 'amount', scheme: 'currencyID' }),
      leaf('ram:RoundingAmount', 'BT-114', { form: 'amount', ...en }),
      leaf('ram:GrandTotalAmount', 'BT-112', { form: 'amount' }),
      leaf('ram:TotalPrepaidAmount', 'BT-113', { form: 'amount', ...wl }),
      leaf('ram:DuePayableAmount', 'BT-115', { form: 'amount' }),
    ],
    { also: ['SpecifiedTradeSettlementMonetarySummation'] },
  ),
  group(
    'ram:InvoiceReferencedDocument',
    'BG-3',
    [
      leaf('ram:IssuerAssignedID', 'BT-25'),
      leaf('ram:TypeCode', 'EXT-FR-FE-02', { readOnly: true }),
      date('ram:FormattedIssueDateTime', 'BT-26', { also: ['IssueDateTime'] }, 'qdt'),
    ],
    wl,
  ),
  node('ram:ReceivableSpecifiedTradeAccountingAccount', [leaf('ram:ID', 'BT-19')], wl),
]);

export const cii: Element = node('rsm:CrossIndustryInvoice', [
  node('rsm:ExchangedDocumentContext', [
    node('ram:TestIndicator', [leaf('udt:Indicator', 'EXT-TEST', { readOnly: true })], { readOnly: true }),
    group('ram:BusinessProcessSpecifiedDocumentContextParameter', 'BG-2', [leaf('ram:ID', 'BT-23')], { merge: true }),
    group('ram:GuidelineSpecifiedDocumentContextParameter', 'BG-2', [leaf('ram:ID', 'BT-24')], { merge: true }),
  ]),
  node('rsm:ExchangedDocument', [
    leaf('ram:ID', 'BT-1'),
    // A title in words ("FACTURE", "RECHNUNG"), which EN 16931 does not have.
    leaf('ram:Name', 'EXT-TITLE', { readOnly: true }),
    leaf('ram:TypeCode', 'BT-3'),
    date('ram:IssueDateTime', 'BT-2'),
    group('ram:IncludedNote', 'BG-1', [leaf('ram:Content', 'BT-22'), leaf('ram:SubjectCode', 'BT-21')], wl),
  ]),
  node('rsm:SupplyChainTradeTransaction', [line, agreement, delivery, settlement]),
]);

export const ciiNamespaces = {
  'xmlns:rsm': 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100',
  'xmlns:ram': 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100',
  'xmlns:qdt': 'urn:un:unece:uncefact:data:standard:QualifiedDataType:100',
  'xmlns:udt': 'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100',
} as const;
