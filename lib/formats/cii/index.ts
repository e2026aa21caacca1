import { categoryMentions } from '../../invoice/mentions.ts';
import { type Invoice, type Line, type Party, sirenOf } from '../../invoice/model.ts';
import { big, decimalsOf } from '../../invoice/money.ts';
import { element, utf8, type Xml } from '../xml.ts';

/** Whose rules the file follows: identifiers of the two circuits exclude each other (formats.md §0). */
export type FlowTarget = 'chorus' | 'afnor';

/** BT-24. EXTENDED-CTC-FR only where a second buyer identifier (the service code) needs it. */
const guidelines = {
  en16931: 'urn:cen.eu:en16931:2017',
  ctcfr: 'urn:cen.eu:en16931:2017#conformant#urn.cpro.gouv.fr:1p0:extended-ctc-fr',
} as const;
export type CiiProfile = keyof typeof guidelines;

export function ciiProfile(invoice: Invoice, target: FlowTarget): CiiProfile {
  return target === 'afnor' && invoice.serviceCode !== '' ? 'ctcfr' : 'en16931';
}

/**
 * UN/CEFACT Cross Industry Invoice (D16B elements, valid under D22B), UTF-8. Writes what the model holds and nothing else: complete the invoice first
 * (`lib/invoice/complete.ts`). Same invoice, same bytes. Order of elements: Factur-X 1.09 XSD.
 */
export function ciiOf(invoice: Invoice, target: FlowTarget): Uint8Array {
  const root = element('rsm:CrossIndustryInvoice', [context(invoice, target), document(invoice, target), transaction(invoice, target)], {
    'xmlns:rsm': 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100',
    'xmlns:ram': 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100',
    'xmlns:qdt': 'urn:un:unece:uncefact:data:standard:QualifiedDataType:100',
    'xmlns:udt': 'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100',
  });
  return utf8(`<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`);
}

/** Amounts carry two decimals ("12" → "12.00"); one that has more is left for the check to refuse. */
function amount(value: string): string {
  return big(value) && decimalsOf(value) < 2 ? (big(value)?.toFixed(2) ?? value) : value;
}

function date(name: string, day: string, type: 'udt' | 'qdt' = 'udt'): Xml {
  return element(name, [element(`${type}:DateTimeString`, day.replaceAll('-', ''), { format: '102' })]);
}

/** BT-23: A1/A2 of Chorus Pro, or letter of the operation and 1/2 of XP Z12-012; nothing when the operation is unknown there. */
function framework({ alreadyPaid, category }: Invoice, target: FlowTarget): string {
  const digit = alreadyPaid ? '2' : '1';
  if (target === 'chorus') return `A${digit}`;
  return category === '' ? '' : { goods: 'B', services: 'S', mixed: 'M' }[category] + digit;
}

function context(invoice: Invoice, target: FlowTarget): Xml {
  return element('rsm:ExchangedDocumentContext', [
    element('ram:BusinessProcessSpecifiedDocumentContextParameter', [element('ram:ID', framework(invoice, target))]),
    element('ram:GuidelineSpecifiedDocumentContextParameter', [element('ram:ID', guidelines[ciiProfile(invoice, target)])]),
  ]);
}

function document(invoice: Invoice, target: FlowTarget): Xml {
  const notes = [...invoice.notes];
  if (target === 'chorus' && invoice.category) notes.push({ subjectCode: '', text: categoryMentions[invoice.category] });
  return element('rsm:ExchangedDocument', [
    element('ram:ID', invoice.invoiceNumber),
    element('ram:TypeCode', invoice.kind === 'credit-note' ? '381' : '380'),
    date('ram:IssueDateTime', invoice.issueDate),
    ...notes
      .filter((note) => note.text.trim())
      .map((note) => element('ram:IncludedNote', [element('ram:Content', note.text), element('ram:SubjectCode', note.subjectCode)])),
  ]);
}

function transaction(invoice: Invoice, target: FlowTarget): Xml {
  return element('rsm:SupplyChainTradeTransaction', [...invoice.lines.map(line), agreement(invoice, target), delivery(invoice), settlement(invoice)]);
}

function line(item: Line, index: number): Xml {
  return element('ram:IncludedSupplyChainTradeLineItem', [
    element('ram:AssociatedDocumentLineDocument', [element('ram:LineID', String(index + 1))]),
    element('ram:SpecifiedTradeProduct', [element('ram:Name', item.name), element('ram:Description', item.description)]),
    // Never a gross price: Chorus Pro refuses one that has no discount beside it.
    element('ram:SpecifiedLineTradeAgreement', [element('ram:NetPriceProductTradePrice', [element('ram:ChargeAmount', item.netPrice)])]),
    element('ram:SpecifiedLineTradeDelivery', [element('ram:BilledQuantity', item.quantity, { unitCode: item.unit })]),
    element('ram:SpecifiedLineTradeSettlement', [
      element('ram:ApplicableTradeTax', vatOf(item.vatCategory, item.vatRate)),
      element('ram:SpecifiedTradeSettlementLineMonetarySummation', [element('ram:LineTotalAmount', amount(item.netAmount))]),
    ]),
  ]);
}

function vatOf(category: string, rate: string): Xml[] {
  return [
    element('ram:TypeCode', 'VAT'),
    element('ram:CategoryCode', category),
    // BR-O-05: out of scope has no rate.
    category === 'O' ? '' : element('ram:RateApplicablePercent', rate),
  ];
}

function agreement(invoice: Invoice, target: FlowTarget): Xml {
  const { seller, buyer, serviceCode } = invoice;
  return element('ram:ApplicableHeaderTradeAgreement', [
    element('ram:BuyerReference', serviceCode),
    element('ram:SellerTradeParty', party(seller, target, { description: seller.legalMention, endpoint: sirenOf(seller), fiscal: true })),
    element('ram:BuyerTradeParty', party(buyer, target, { serviceCode, endpoint: buyerEndpoint(buyer, serviceCode) })),
    element('ram:BuyerOrderReferencedDocument', [element('ram:IssuerAssignedID', invoice.engagementNumber)]),
    element('ram:ContractReferencedDocument', [element('ram:IssuerAssignedID', invoice.contractNumber)]),
  ]);
}

/** BT-49 of a public body: SIREN_SIRET_SERVICE; the service left out when BR-FR-23's alphabet refuses it. */
function buyerEndpoint(buyer: Party, serviceCode: string): string {
  const siren = sirenOf(buyer);
  if (siren === '') return '';
  return [siren, buyer.siret, /^[A-Za-z0-9._-]+$/.test(serviceCode) ? serviceCode : ''].filter(Boolean).join('_');
}

interface PartyExtras {
  description?: string;
  serviceCode?: string;
  /** Electronic address under scheme 0225, circuit "afnor" alone. */
  endpoint: string;
  /** A seller without VAT number gives his SIREN as tax registration (BT-32, asked by BR-E-02). */
  fiscal?: boolean;
}

function party(item: Party, target: FlowTarget, { description = '', serviceCode = '', endpoint, fiscal = false }: PartyExtras): Xml[] {
  const afnor = target === 'afnor';
  const complete = item.siret.length === 14;
  const legalId = afnor ? sirenOf(item) || item.siret : item.siret;
  return [
    afnor && complete ? element('ram:GlobalID', item.siret, { schemeID: '0009' }) : '',
    afnor ? element('ram:GlobalID', serviceCode, { schemeID: '0224' }) : '',
    element('ram:Name', item.name),
    element('ram:Description', description),
    element('ram:SpecifiedLegalOrganization', [
      element('ram:ID', legalId, { schemeID: '0002' }),
      element('ram:TradingBusinessName', item.tradingName),
    ]),
    element('ram:DefinedTradeContact', [
      element('ram:TelephoneUniversalCommunication', [element('ram:CompleteNumber', item.phone)]),
      element('ram:EmailURIUniversalCommunication', [element('ram:URIID', item.email)]),
    ]),
    address(item.address),
    afnor ? element('ram:URIUniversalCommunication', [element('ram:URIID', endpoint, { schemeID: '0225' })]) : '',
    element('ram:SpecifiedTaxRegistration', [element('ram:ID', item.vatIdentifier, { schemeID: 'VA' })]),
    fiscal && item.vatIdentifier === '' ? element('ram:SpecifiedTaxRegistration', [element('ram:ID', sirenOf(item), { schemeID: 'FC' })]) : '',
  ];
}

function address({ line1, line2, postcode, city, countryCode }: Party['address']): Xml {
  return element('ram:PostalTradeAddress', [
    element('ram:PostcodeCode', postcode),
    element('ram:LineOne', line1),
    element('ram:LineTwo', line2),
    element('ram:CityName', city),
    element('ram:CountryID', countryCode),
  ]);
}

function delivery({ delivery: { name, address: place, date: day } }: Invoice): Xml {
  const somewhere = [place.line1, place.line2, place.postcode, place.city].some(Boolean);
  const inside = [
    element('ram:ShipToTradeParty', [element('ram:Name', name), somewhere ? address(place) : '']),
    element('ram:ActualDeliverySupplyChainEvent', [date('ram:OccurrenceDateTime', day)]),
  ].join('');
  // The element is mandatory in the XSD even when it says nothing.
  return inside ? `<ram:ApplicableHeaderTradeDelivery>${inside}</ram:ApplicableHeaderTradeDelivery>` : '<ram:ApplicableHeaderTradeDelivery/>';
}

function settlement(invoice: Invoice): Xml {
  const { payment, delivery: period, totals, currency } = invoice;
  return element('ram:ApplicableHeaderTradeSettlement', [
    element('ram:InvoiceCurrencyCode', currency),
    paymentMeans(payment),
    ...invoice.vatBreakdown.map((entry) =>
      element('ram:ApplicableTradeTax', [
        element('ram:CalculatedAmount', amount(entry.taxAmount)),
        element('ram:TypeCode', 'VAT'),
        element('ram:ExemptionReason', entry.exemptionReason),
        element('ram:BasisAmount', amount(entry.taxableAmount)),
        element('ram:CategoryCode', entry.category),
        element('ram:ExemptionReasonCode', entry.exemptionReasonCode),
        element('ram:DueDateTypeCode', { debits: '5', receipts: '72', '': '' }[invoice.vatDue]),
        entry.category === 'O' ? '' : element('ram:RateApplicablePercent', entry.rate),
      ]),
    ),
    element('ram:BillingSpecifiedPeriod', [date('ram:StartDateTime', period.periodStart), date('ram:EndDateTime', period.periodEnd)]),
    ...invoice.allowances.map((item) =>
      element('ram:SpecifiedTradeAllowanceCharge', [
        element('ram:ChargeIndicator', [element('udt:Indicator', String(item.charge))]),
        element('ram:ActualAmount', amount(item.amount)),
        element('ram:Reason', item.reason),
        element('ram:CategoryTradeTax', vatOf(item.vatCategory, item.vatRate)),
      ]),
    ),
    element('ram:SpecifiedTradePaymentTerms', [element('ram:Description', payment.terms), date('ram:DueDateDateTime', payment.dueDate)]),
    element('ram:SpecifiedTradeSettlementHeaderMonetarySummation', [
      element('ram:LineTotalAmount', amount(totals.lines)),
      element('ram:ChargeTotalAmount', amount(totals.charges)),
      element('ram:AllowanceTotalAmount', amount(totals.allowances)),
      element('ram:TaxBasisTotalAmount', amount(totals.net)),
      element('ram:TaxTotalAmount', amount(totals.vat), { currencyID: currency }),
      element('ram:GrandTotalAmount', amount(totals.gross)),
      element('ram:TotalPrepaidAmount', amount(totals.prepaid)),
      element('ram:DuePayableAmount', amount(totals.payable)),
    ]),
    ...invoice.precedingInvoices
      .filter((item) => item.number)
      .map((item) =>
        element('ram:InvoiceReferencedDocument', [
          element('ram:IssuerAssignedID', item.number),
          date('ram:FormattedIssueDateTime', item.issueDate, 'qdt'),
        ]),
      ),
  ]);
}

/** The whole element or none: an empty one is refused by Chorus Pro. */
function paymentMeans({ meansCode, iban, bic, accountName }: Invoice['payment']): Xml {
  if (meansCode === '') return '';
  return element('ram:SpecifiedTradeSettlementPaymentMeans', [
    element('ram:TypeCode', meansCode),
    element('ram:PayeePartyCreditorFinancialAccount', [element('ram:IBANID', iban), element('ram:AccountName', accountName)]),
    element('ram:PayeeSpecifiedCreditorFinancialInstitution', [element('ram:BICID', bic)]),
  ]);
}
