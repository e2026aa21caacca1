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

/** UBL 2.1 Invoice or CreditNote as the model. Paths: EN 16931-3-2, formats.md §6. */
export function invoiceFromUbl(root: XmlNode): Invoice {
  for (const name of ['UBLVersionID', 'CustomizationID']) root.text(name);
  const process = root.text('ProfileID');
  const currency = root.text('DocumentCurrencyCode') || 'EUR';
  const taxTotals = root.all('TaxTotal');
  const taxTotal = taxTotals.find((item) => item.at('TaxAmount').attribute('currencyID') === currency) ?? taxTotals[0];
  const customer = root.at('AccountingCustomerParty', 'Party');
  const type = root.text('InvoiceTypeCode') || root.text('CreditNoteTypeCode');
  return settled(
    restoreInvoice({
      ...emptyInvoice(),
      kind: root.name === 'CreditNote' || isCreditNote(type) ? 'credit-note' : 'invoice',
      invoiceNumber: root.text('ID'),
      issueDate: day(root.text('IssueDate')),
      currency,
      vatDue: vatDueOf(root),
      serviceCode: serviceCodeOf(customer, root),
      engagementNumber: orderOf(root),
      contractNumber: root.text('ContractDocumentReference', 'ID'),
      precedingInvoices: root.all('BillingReference').map((item) => ({
        number: item.text('InvoiceDocumentReference', 'ID') || item.text('CreditNoteDocumentReference', 'ID'),
        issueDate: day(item.text('InvoiceDocumentReference', 'IssueDate') || item.text('CreditNoteDocumentReference', 'IssueDate')),
      })),
      seller: party(root.at('AccountingSupplierParty', 'Party')),
      buyer: party(customer),
      delivery: delivery(root),
      payment: payment(root),
      notes: root.all('Note').map((node) => note(node.text())),
      allowances: root.all('AllowanceCharge').map(allowance),
      lines: [...root.all('InvoiceLine'), ...root.all('CreditNoteLine')].map(line),
      vatBreakdown: (taxTotal?.all('TaxSubtotal') ?? []).map(breakdown),
      totals: totals(root, taxTotal),
    }),
    process,
  );
}

/** UBL demands an order reference beside a seller's one: "NA" fills the hole. */
function orderOf(root: XmlNode): string {
  const order = root.text('OrderReference', 'ID');
  return order === 'NA' || order === 'N/A' ? '' : order;
}

/** BT-46 under scheme 0224 (circuit "afnor") before BT-10 (Chorus Pro); a BT-10 that says something else stays unread. */
function serviceCodeOf(customer: XmlNode, root: XmlNode): string {
  const ids = customer.all('PartyIdentification').map((item) => item.at('ID'));
  const code = ids.find((id) => id.attribute('schemeID') === '0224')?.text() ?? '';
  return code === '' || code === root.peek('BuyerReference') ? root.text('BuyerReference') : code;
}

/** BT-8 in UBL: UNTDID 2005, 3 = invoice date (debits), 432 = payment (receipts). */
function vatDueOf(root: XmlNode): Invoice['vatDue'] {
  const code = root.at('InvoicePeriod', 'DescriptionCode');
  if (code.peek() !== '3' && code.peek() !== '432') return '';
  return code.text() === '3' ? 'debits' : 'receipts';
}

/** « #PMT#texte », the French way to carry the subject code that UBL lacks; also "#AAI#", ZUGFeRD's same habit. */
function note(text: string): { subjectCode: string; text: string } {
  const match = /^#([A-Z]{2,3})#\s*([\s\S]*)$/.exec(text);
  return match ? { subjectCode: match[1] ?? '', text: match[2] ?? '' } : { subjectCode: '', text };
}

function party(node: XmlNode): Party {
  const legal = node.at('PartyLegalEntity');
  const contact = node.at('Contact');
  const places = new Map<Identifier, XmlNode>();
  const gather = (nodes: readonly XmlNode[], place: Identifier['place']) => {
    for (const item of nodes) places.set({ value: item.peek(), scheme: item.attribute('schemeID'), place }, item);
  };
  gather(
    node.all('PartyIdentification').flatMap((item) => item.all('ID')),
    'party',
  );
  gather(legal.all('CompanyID'), 'legal');
  gather(node.all('EndpointID'), 'endpoint');
  const siret = siretAmong([...places.keys()], (identifier) => places.get(identifier)?.text());
  let vatIdentifier = '';
  for (const scheme of node.all('PartyTaxScheme')) {
    const kind = scheme.text('TaxScheme', 'ID');
    if (kind === 'VAT') vatIdentifier ||= scheme.text('CompanyID').replace(/\s/g, '');
    else if (siret !== '' && scheme.peek('CompanyID') !== '' && siret.startsWith(scheme.peek('CompanyID'))) scheme.text('CompanyID');
  }
  const trading = node.text('PartyName', 'Name');
  const name = legal.text('RegistrationName') || trading;
  return {
    name,
    tradingName: trading === name ? '' : trading,
    siret,
    vatIdentifier,
    legalMention: legal.text('CompanyLegalForm'),
    address: address(node.at('PostalAddress')),
    email: contact.text('ElectronicMail'),
    phone: contact.text('Telephone'),
  };
}

function address(node: XmlNode): Party['address'] {
  return {
    line1: node.text('StreetName'),
    line2: [node.text('AdditionalStreetName'), node.text('AddressLine', 'Line')].filter(Boolean).join(', '),
    postcode: node.text('PostalZone'),
    city: node.text('CityName'),
    countryCode: node.text('Country', 'IdentificationCode') || 'FR',
  };
}

function delivery(root: XmlNode): Invoice['delivery'] {
  const node = root.at('Delivery');
  return {
    date: day(node.text('ActualDeliveryDate')),
    periodStart: day(root.text('InvoicePeriod', 'StartDate')),
    periodEnd: day(root.text('InvoicePeriod', 'EndDate')),
    name: node.text('DeliveryParty', 'PartyName', 'Name'),
    address: address(node.at('DeliveryLocation', 'Address')),
  };
}

function payment(root: XmlNode): Invoice['payment'] {
  const means = root.at('PaymentMeans');
  const account = means.at('PayeeFinancialAccount');
  return {
    meansCode: means.text('PaymentMeansCode'),
    iban: account.text('ID').replace(/\s/g, ''),
    bic: account.text('FinancialInstitutionBranch', 'ID').replace(/\s/g, ''),
    accountName: account.text('Name'),
    dueDate: day(root.text('DueDate') || means.text('PaymentDueDate')),
    terms: root
      .all('PaymentTerms')
      .map((item) => item.text('Note'))
      .filter(Boolean)
      .join('\n'),
  };
}

function tax(node: XmlNode): { category: VatCategory; rate: string } {
  node.at('TaxScheme').settle();
  return { category: VatCategory.parse(node.text('ID')), rate: decimal(node.text('Percent')) };
}

function allowance(node: XmlNode): AllowanceCharge {
  const { category, rate } = tax(node.at('TaxCategory'));
  return {
    charge: node.text('ChargeIndicator') === 'true',
    amount: decimal(node.text('Amount')),
    reason: node.text('AllowanceChargeReason'),
    vatCategory: category,
    vatRate: rate,
  };
}

function line(node: XmlNode): Line {
  node.text('ID');
  const item = node.at('Item');
  const { category, rate } = tax(item.at('ClassifiedTaxCategory'));
  const quantity = node.at('InvoicedQuantity').exists ? node.at('InvoicedQuantity') : node.at('CreditedQuantity');
  return {
    ...emptyLine(),
    name: item.text('Name'),
    description: item.text('Description'),
    quantity: decimal(quantity.text()),
    unit: quantity.attribute('unitCode') || 'C62',
    netPrice: unitPrice(node.text('Price', 'PriceAmount'), node.text('Price', 'BaseQuantity')),
    netAmount: decimal(node.text('LineExtensionAmount')),
    vatCategory: category,
    vatRate: rate,
  };
}

function breakdown(node: XmlNode): VatBreakdown {
  const taxCategory = node.at('TaxCategory');
  const { category, rate } = tax(taxCategory);
  return {
    category,
    rate,
    taxableAmount: decimal(node.text('TaxableAmount')),
    taxAmount: decimal(node.text('TaxAmount')),
    exemptionReason: taxCategory.text('TaxExemptionReason'),
    exemptionReasonCode: taxCategory.text('TaxExemptionReasonCode'),
  };
}

function totals(root: XmlNode, taxTotal: XmlNode | undefined): Invoice['totals'] {
  const node = root.at('LegalMonetaryTotal');
  return {
    lines: decimal(node.text('LineExtensionAmount')),
    allowances: decimal(node.text('AllowanceTotalAmount')),
    charges: decimal(node.text('ChargeTotalAmount')),
    net: decimal(node.text('TaxExclusiveAmount')),
    vat: decimal(taxTotal?.text('TaxAmount') ?? ''),
    gross: decimal(node.text('TaxInclusiveAmount')),
    prepaid: decimal(node.text('PrepaidAmount')),
    rounding: decimal(node.text('PayableRoundingAmount')),
    payable: decimal(node.text('PayableAmount')),
  };
}
