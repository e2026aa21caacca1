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
import type { XmlNode } from './tree.ts';
import { day, decimal, type Identifier, isCreditNote, settled, siretAmong, unitPrice } from './values.ts';

/**
 * ZUGFeRD 1.0 names, as today's: the same tree under other words. Applied when the root is CrossIndustryDocument.
 */
export const zugferd1Names: Readonly<Record<string, string>> = {
  CrossIndustryDocument: 'CrossIndustryInvoice',
  SpecifiedExchangedDocumentContext: 'ExchangedDocumentContext',
  HeaderExchangedDocument: 'ExchangedDocument',
  SpecifiedSupplyChainTradeTransaction: 'SupplyChainTradeTransaction',
  ApplicableSupplyChainTradeAgreement: 'ApplicableHeaderTradeAgreement',
  ApplicableSupplyChainTradeDelivery: 'ApplicableHeaderTradeDelivery',
  ApplicableSupplyChainTradeSettlement: 'ApplicableHeaderTradeSettlement',
  SpecifiedSupplyChainTradeAgreement: 'SpecifiedLineTradeAgreement',
  SpecifiedSupplyChainTradeDelivery: 'SpecifiedLineTradeDelivery',
  SpecifiedSupplyChainTradeSettlement: 'SpecifiedLineTradeSettlement',
  ApplicablePercent: 'RateApplicablePercent',
};

/** UN/CEFACT Cross Industry Invoice (D16B, D22B, every Factur-X and ZUGFeRD profile) as the model. Paths: EN 16931-3-3, formats.md §6. */
export function invoiceFromCii(root: XmlNode): Invoice {
  const context = root.at('ExchangedDocumentContext');
  context.at('TestIndicator').settle();
  context.text('GuidelineSpecifiedDocumentContextParameter', 'ID');
  const process = context.text('BusinessProcessSpecifiedDocumentContextParameter', 'ID');
  const document = root.at('ExchangedDocument');
  const transaction = root.at('SupplyChainTradeTransaction');
  const agreement = transaction.at('ApplicableHeaderTradeAgreement');
  const delivery = transaction.at('ApplicableHeaderTradeDelivery');
  const settlement = transaction.at('ApplicableHeaderTradeSettlement');
  const currency = settlement.text('InvoiceCurrencyCode') || 'EUR';
  const buyer = agreement.at('BuyerTradeParty');
  // ZUGFeRD 1.0 has a free text there ("RECHNUNG").
  if (document.at('Name').exists) document.text('Name');
  return settled(
    restoreInvoice({
      ...emptyInvoice(),
      kind: isCreditNote(document.text('TypeCode')) ? 'credit-note' : 'invoice',
      invoiceNumber: document.text('ID'),
      issueDate: dateIn(document.at('IssueDateTime')),
      currency,
      vatDue: vatDueOf(settlement),
      serviceCode: serviceCodeOf(buyer, agreement),
      engagementNumber: agreement.text('BuyerOrderReferencedDocument', 'IssuerAssignedID') || agreement.text('BuyerOrderReferencedDocument', 'ID'),
      contractNumber: agreement.text('ContractReferencedDocument', 'IssuerAssignedID') || agreement.text('ContractReferencedDocument', 'ID'),
      precedingInvoices: settlement.all('InvoiceReferencedDocument').map((item) => ({
        number: item.text('IssuerAssignedID'),
        issueDate: dateIn(item.at('FormattedIssueDateTime')) || dateIn(item.at('IssueDateTime')),
      })),
      seller: party(agreement.at('SellerTradeParty')),
      buyer: party(buyer),
      delivery: {
        date: dateIn(delivery.at('ActualDeliverySupplyChainEvent', 'OccurrenceDateTime')),
        periodStart: dateIn(settlement.at('BillingSpecifiedPeriod', 'StartDateTime')),
        periodEnd: dateIn(settlement.at('BillingSpecifiedPeriod', 'EndDateTime')),
        name: delivery.text('ShipToTradeParty', 'Name'),
        address: address(delivery.at('ShipToTradeParty', 'PostalTradeAddress')),
      },
      payment: payment(settlement),
      notes: document.all('IncludedNote').map((note) => ({ subjectCode: note.text('SubjectCode'), text: note.text('Content') })),
      allowances: [
        ...settlement.all('SpecifiedTradeAllowanceCharge').map(allowance),
        ...settlement.all('SpecifiedLogisticsServiceCharge').map(logisticsCharge),
      ],
      lines: transaction.all('IncludedSupplyChainTradeLineItem').flatMap(line),
      vatBreakdown: settlement.all('ApplicableTradeTax').map(breakdown),
      totals: totals(settlement, currency),
    }),
    process,
  );
}

/** Both the day inside DateTimeString and the bare text of older files; the wrapper's own children differ by version, never the meaning. */
function dateIn(node: XmlNode): string {
  return day(node.text('DateTimeString') || node.text('DateString') || node.text());
}

/** BT-46 under scheme 0224 (circuit "afnor") before BT-10 (Chorus Pro); a BT-10 that says something else stays unread. */
function serviceCodeOf(buyer: XmlNode, agreement: XmlNode): string {
  const code =
    buyer
      .all('GlobalID')
      .find((id) => id.attribute('schemeID') === '0224')
      ?.text() ?? '';
  return code === '' || code === agreement.peek('BuyerReference') ? agreement.text('BuyerReference') : code;
}

function party(node: XmlNode): Party {
  const organisation = node.at('SpecifiedLegalOrganization');
  const contact = node.at('DefinedTradeContact');
  const places = new Map<Identifier, XmlNode>();
  const gather = (nodes: readonly XmlNode[], place: Identifier['place']) => {
    for (const item of nodes) places.set({ value: item.peek(), scheme: item.attribute('schemeID'), place }, item);
  };
  gather(node.all('GlobalID'), 'party');
  gather(organisation.all('ID'), 'legal');
  gather(node.all('ID'), 'party');
  gather(
    node.all('URIUniversalCommunication').flatMap((item) => item.all('URIID')),
    'endpoint',
  );
  const siret = siretAmong([...places.keys()], (identifier) => places.get(identifier)?.text());
  const registrations = node.all('SpecifiedTaxRegistration').map((item) => item.at('ID'));
  const vat = registrations.find((id) => id.attribute('schemeID') === 'VA');
  // BT-32 of a French seller without VAT number repeats his SIREN.
  for (const id of registrations) if (id.attribute('schemeID') === 'FC' && siret !== '' && siret.startsWith(id.peek())) id.text();
  return {
    name: node.text('Name'),
    tradingName: organisation.text('TradingBusinessName'),
    siret,
    vatIdentifier: (vat?.text() ?? '').replace(/\s/g, ''),
    legalMention: node.text('Description'),
    address: address(node.at('PostalTradeAddress')),
    email: contact.text('EmailURIUniversalCommunication', 'URIID'),
    phone: contact.text('TelephoneUniversalCommunication', 'CompleteNumber'),
  };
}

function address(node: XmlNode): Party['address'] {
  return {
    line1: node.text('LineOne'),
    line2: [node.text('LineTwo'), node.text('LineThree')].filter(Boolean).join(', '),
    postcode: node.text('PostcodeCode'),
    city: node.text('CityName'),
    countryCode: node.text('CountryID') || 'FR',
  };
}

function payment(settlement: XmlNode): Invoice['payment'] {
  const means = settlement.at('SpecifiedTradeSettlementPaymentMeans');
  const account = means.at('PayeePartyCreditorFinancialAccount');
  const terms = settlement.all('SpecifiedTradePaymentTerms');
  return {
    meansCode: means.text('TypeCode'),
    iban: (account.text('IBANID') || account.text('ProprietaryID')).replace(/\s/g, ''),
    bic: means.text('PayeeSpecifiedCreditorFinancialInstitution', 'BICID').replace(/\s/g, ''),
    accountName: account.text('AccountName'),
    dueDate: terms.map((item) => dateIn(item.at('DueDateDateTime'))).find(Boolean) ?? '',
    terms: terms
      .map((item) => item.text('Description'))
      .filter(Boolean)
      .join('\n'),
  };
}

/** BT-8 stands in every breakdown entry: UNTDID 2475, 5 = date of invoice (debits), 72 = payment (receipts). */
function vatDueOf(settlement: XmlNode): Invoice['vatDue'] {
  const codes = settlement.all('ApplicableTradeTax').map((tax) => tax.at('DueDateTypeCode'));
  const known = codes.find((code) => code.peek() === '5' || code.peek() === '72');
  if (!known) return '';
  for (const code of codes) if (code.peek() === known.peek()) code.text();
  return known.peek() === '5' ? 'debits' : 'receipts';
}

function category(node: XmlNode): VatCategory {
  return VatCategory.parse(node.text('CategoryCode'));
}

function allowance(node: XmlNode): AllowanceCharge {
  const tax = node.at('CategoryTradeTax');
  tax.text('TypeCode');
  return {
    charge: (node.text('ChargeIndicator', 'Indicator') || node.text('ChargeIndicator')) === 'true',
    amount: decimal(node.text('ActualAmount')),
    reason: node.text('Reason'),
    vatCategory: category(tax),
    vatRate: decimal(tax.text('RateApplicablePercent')),
  };
}

/** EXTENDED: freight is a charge of the document, counted in BT-108. */
function logisticsCharge(node: XmlNode): AllowanceCharge {
  const tax = node.at('AppliedTradeTax');
  tax.text('TypeCode');
  return {
    charge: true,
    amount: decimal(node.text('AppliedAmount')),
    reason: node.text('Description'),
    vatCategory: category(tax),
    vatRate: decimal(tax.text('RateApplicablePercent')),
  };
}

function line(node: XmlNode): Line[] {
  const identity = node.at('AssociatedDocumentLineDocument');
  // EXTENDED sub-lines: information and grouping lines repeat amounts that their detail lines carry.
  if (['INFORMATION', 'GROUP'].includes(identity.peek('LineStatusReasonCode'))) return [];
  identity.text('LineID');
  const product = node.at('SpecifiedTradeProduct');
  const settlement = node.at('SpecifiedLineTradeSettlement');
  const tax = settlement.at('ApplicableTradeTax');
  tax.text('TypeCode');
  const price = node.at('SpecifiedLineTradeAgreement', 'NetPriceProductTradePrice');
  const quantity = node.at('SpecifiedLineTradeDelivery', 'BilledQuantity');
  const summation = settlement.at('SpecifiedTradeSettlementLineMonetarySummation').exists
    ? settlement.at('SpecifiedTradeSettlementLineMonetarySummation')
    : settlement.at('SpecifiedTradeSettlementMonetarySummation');
  const amount = summation.text('LineTotalAmount');
  // ZUGFeRD 1.0 writes text lines without amounts.
  if (amount === '' && !quantity.exists) return [];
  return [
    {
      ...emptyLine(),
      name: product.text('Name'),
      description: product.text('Description'),
      quantity: decimal(quantity.text()),
      unit: quantity.attribute('unitCode') || 'C62',
      netPrice: unitPrice(price.text('ChargeAmount'), price.text('BasisQuantity')),
      netAmount: decimal(amount),
      vatCategory: category(tax),
      vatRate: decimal(tax.text('RateApplicablePercent')),
    },
  ];
}

function breakdown(node: XmlNode): VatBreakdown {
  node.text('TypeCode');
  return {
    category: category(node),
    rate: decimal(node.text('RateApplicablePercent')),
    taxableAmount: decimal(node.text('BasisAmount')),
    taxAmount: decimal(node.text('CalculatedAmount')),
    exemptionReason: node.text('ExemptionReason'),
    exemptionReasonCode: node.text('ExemptionReasonCode'),
  };
}

function totals(settlement: XmlNode, currency: string): Invoice['totals'] {
  const found = settlement.at('SpecifiedTradeSettlementHeaderMonetarySummation');
  const node = found.exists ? found : settlement.at('SpecifiedTradeSettlementMonetarySummation');
  const vats = node.all('TaxTotalAmount');
  const vat = vats.find((item) => item.attribute('currencyID') === currency) ?? vats[0];
  return {
    lines: decimal(node.text('LineTotalAmount')),
    allowances: decimal(node.text('AllowanceTotalAmount')),
    charges: decimal(node.text('ChargeTotalAmount')),
    net: decimal(node.text('TaxBasisTotalAmount')),
    vat: decimal(vat?.text() ?? ''),
    gross: decimal(node.text('GrandTotalAmount')),
    prepaid: decimal(node.text('TotalPrepaidAmount')),
    rounding: decimal(node.text('RoundingAmount')),
    payable: decimal(node.text('DuePayableAmount')),
  };
}
