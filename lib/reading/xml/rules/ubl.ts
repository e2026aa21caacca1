import type { XmlNode } from '../tree.ts';
import { at, atMost, descend, everywhere, rule, type SyntaxRule } from './syntax.ts';

const ubl = 'ubl' as const;
const roots = ['/Invoice', '/CreditNote'] as const;

/** On the document itself, whichever of the two it is. */
function ofDocument(id: string, child: string): SyntaxRule {
  return rule({ id, syntax: ubl }, `L’élément ${child.split('/').at(-1)} est répété.`, function* (root) {
    if (roots.includes(`/${root.name}` as '/Invoice') && descend(root, child).length > 1) yield `/${root.name}/${child}`;
  });
}

const isVat = (scheme: XmlNode) => scheme.text('TaxScheme', 'ID').toUpperCase() === 'VAT';

function registrations(root: XmlNode, party: string, vat: boolean): number {
  return descend(root, `${party}/Party/PartyTaxScheme`).filter((scheme) => isVat(scheme) === vat && scheme.at('CompanyID').exists).length;
}

function onLines(id: string, child: string): SyntaxRule {
  return rule({ id, syntax: ubl }, `L’élément ${child.split('/').at(-1)} est répété dans une ligne.`, function* (root) {
    for (const kind of ['InvoiceLine', 'CreditNoteLine'])
      for (const { node, path } of at(root, kind)) if (descend(node, child).length > 1) yield path;
  });
}

function sellersName(root: XmlNode): string {
  return root.text('AccountingSupplierParty', 'Party', 'PartyLegalEntity', 'RegistrationName');
}

/** The payee may be named only when he is not the seller. */
function onPayee(id: string, child: string, counted: (node: XmlNode) => number): SyntaxRule {
  return rule({ id, syntax: ubl }, `Le bénéficiaire du paiement est mal désigné (${child}).`, function* (root) {
    for (const { node, path } of at(root, 'PayeeParty'))
      if (counted(node) > 1 || node.text('PartyName', 'Name') === sellersName(root) || !node.at('PartyName', 'Name').exists) yield path;
  });
}

/** UBL-SR, UBL-DT and the two UBL-CR that refuse a file (EN 16931-3-2). */
export const ublRules: readonly SyntaxRule[] = [
  rule({ id: 'UBL-SR-51', syntax: ubl }, 'Une adresse a plus d’une troisième ligne.', function* (root) {
    for (const { node, path } of everywhere(root))
      if ((node.name === 'PostalAddress' || node.name === 'Address') && node.all('AddressLine').length > 1) yield path;
  }),
  atMost({ id: 'UBL-SR-42', syntax: ubl }, 'AccountingSupplierParty/Party', 'PartyTaxScheme', 2),
  atMost({ id: 'UBL-SR-33', syntax: ubl }, 'AdditionalDocumentReference', 'DocumentDescription'),
  rule({ id: 'UBL-SR-43', syntax: ubl }, 'Le type d’un document cité ne va pas avec son identifiant.', function* (root) {
    for (const { node, path } of at(root, 'AdditionalDocumentReference')) {
      const type = node.text('DocumentTypeCode');
      const plain = node.at('ID').attribute('schemeID') === '' && !node.at('DocumentTypeCode').exists;
      if (type !== '130' && !(root.name === 'CreditNote' && type === '50') && !plain) yield path;
    }
  }),
  rule({ id: 'UBL-DT-01', syntax: ubl }, 'Un montant a plus de deux chiffres après la virgule.', function* (root) {
    for (const { node, path } of everywhere(root))
      if (
        node.name.endsWith('Amount') &&
        !node.name.endsWith('PriceAmount') &&
        !path.includes('/Price/AllowanceCharge/') &&
        (node.text().split('.')[1] ?? '').length > 2
      )
        yield path;
  }),
  rule({ id: 'UBL-DT-06', syntax: ubl }, 'Une pièce jointe ne dit pas son type (mimeCode).', function* (root) {
    for (const { node, path } of everywhere(root)) if (node.name.endsWith('BinaryObject') && node.attribute('mimeCode') === '') yield path;
  }),
  rule({ id: 'UBL-DT-07', syntax: ubl }, 'Une pièce jointe n’a pas de nom de fichier.', function* (root) {
    for (const { node, path } of everywhere(root)) if (node.name.endsWith('BinaryObject') && node.attribute('filename') === '') yield path;
  }),
  atMost({ id: 'UBL-SR-25', syntax: ubl }, 'Delivery', 'DeliveryParty/PartyName/Name'),
  ...(['30', '31'] as const).map((number) =>
    rule({ id: `UBL-SR-${number}`, syntax: ubl }, 'Le motif d’une remise ou de frais est répété.', function* (root) {
      for (const { node, path } of at(root, 'AllowanceCharge'))
        if ((node.text('ChargeIndicator') === 'true') === (number === '31') && node.all('AllowanceChargeReason').length > 1) yield path;
    }),
  ),
  rule({ id: 'UBL-SR-53', syntax: ubl }, 'Un numéro fiscal manque, ou ne dit pas de quelle taxe il est.', function* (root) {
    for (const { node, path } of at(root, 'PartyTaxScheme')) if (!node.at('TaxScheme', 'ID').exists || !node.at('CompanyID').exists) yield path;
  }),
  rule({ id: 'UBL-CR-666', syntax: ubl }, 'Un objet facturé porte une pièce jointe.', function* (root) {
    for (const { node, path } of at(root, 'AdditionalDocumentReference'))
      if (node.text('DocumentTypeCode') === '130' && node.at('Attachment').exists) yield path;
  }),
  rule({ id: 'UBL-CR-673', syntax: ubl }, 'Un objet facturé porte une description.', function* (root) {
    for (const { node, path } of at(root, 'AdditionalDocumentReference'))
      if (node.text('DocumentTypeCode') === '130' && node.at('DocumentDescription').exists) yield path;
  }),
  ofDocument('UBL-SR-01', 'ContractDocumentReference/ID'),
  ofDocument('UBL-SR-02', 'ReceiptDocumentReference/ID'),
  ofDocument('UBL-SR-03', 'DespatchDocumentReference/ID'),
  rule({ id: 'UBL-SR-04', syntax: ubl }, 'L’objet facturé est répété.', function* (root) {
    if (root.all('AdditionalDocumentReference').filter((item) => item.text('DocumentTypeCode') === '130').length > 1) yield `/${root.name}`;
  }),
  ofDocument('UBL-SR-05', 'PaymentTerms/Note'),
  ofDocument('UBL-SR-08', 'InvoicePeriod'),
  ofDocument('UBL-SR-09', 'AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName'),
  ofDocument('UBL-SR-10', 'AccountingSupplierParty/Party/PartyName/Name'),
  ofDocument('UBL-SR-11', 'AccountingSupplierParty/Party/PartyLegalEntity/CompanyID'),
  ...(
    [
      ['UBL-SR-12', 'AccountingSupplierParty', true, 'Le numéro de TVA du vendeur est répété.'],
      ['UBL-SR-13', 'AccountingSupplierParty', false, 'Le numéro fiscal du vendeur est répété.'],
      ['UBL-SR-18', 'AccountingCustomerParty', true, 'Le numéro de TVA de l’acheteur est répété.'],
    ] as const
  ).map(([id, party, vat, message]) =>
    rule({ id, syntax: ubl }, message, function* (root) {
      if (registrations(root, party, vat) > 1) yield `/${root.name}/${party}/Party/PartyTaxScheme`;
    }),
  ),
  ofDocument('UBL-SR-14', 'AccountingSupplierParty/Party/PartyLegalEntity/CompanyLegalForm'),
  ofDocument('UBL-SR-15', 'AccountingCustomerParty/Party/PartyLegalEntity/RegistrationName'),
  // EXTENDED-CTC-FR gives the buyer a second identifier, his service code.
  { ...ofDocument('UBL-SR-16', 'AccountingCustomerParty/Party/PartyIdentification/ID'), profiles: ['en16931', 'xrechnung', 'peppol', 'unknown'] },
  ofDocument('UBL-SR-17', 'AccountingCustomerParty/Party/PartyLegalEntity/CompanyID'),
  ofDocument('UBL-SR-24', 'Delivery'),
  rule({ id: 'UBL-SR-29', syntax: ubl }, 'L’identifiant du créancier est répété.', function* (root) {
    if ([...at(root, 'PartyIdentification/ID')].filter(({ node }) => node.attribute('schemeID').toUpperCase() === 'SEPA').length > 1)
      yield `/${root.name}`;
  }),
  ofDocument('UBL-SR-39', 'ProjectReference/ID'),
  ofDocument('UBL-SR-40', 'AccountingCustomerParty/Party/PartyName/Name'),
  rule({ id: 'UBL-SR-44', syntax: ubl }, 'Plusieurs références de paiement différentes sont données.', different('PaymentID')),
  ofDocument('UBL-SR-45', 'PaymentMeans/PaymentDueDate'),
  rule({ id: 'UBL-SR-47', syntax: ubl }, 'Plusieurs moyens de paiement différents sont donnés.', different('PaymentMeansCode')),
  ofDocument('UBL-SR-49', 'InvoicePeriod/DescriptionCode'),
  ofDocument('UBL-SR-54', 'PaymentMeans/CardAccount'),
  ofDocument('UBL-SR-55', 'PaymentMeans/PaymentMandate'),
  ofDocument('UBL-SR-56', 'OriginatorDocumentReference/ID'),
  onLines('UBL-SR-34', 'Note'),
  onLines('UBL-SR-35', 'OrderLineReference/LineID'),
  onLines('UBL-SR-36', 'InvoicePeriod'),
  onLines('UBL-SR-37', 'Price/AllowanceCharge/Amount'),
  rule({ id: 'UBL-SR-48', syntax: ubl }, 'Une ligne n’a pas une catégorie de TVA et une seule.', function* (root) {
    for (const kind of ['InvoiceLine', 'CreditNoteLine'])
      for (const { node, path } of at(root, kind)) if (descend(node, 'Item/ClassifiedTaxCategory').length !== 1) yield path;
  }),
  onLines('UBL-SR-50', 'Item/Description'),
  onLines('UBL-SR-52', 'DocumentReference'),
  onPayee('UBL-SR-19', 'nom', (node) => descend(node, 'PartyName/Name').length),
  onPayee(
    'UBL-SR-20',
    'identifiant',
    (node) =>
      descend(node, 'PartyIdentification/ID').filter((id) => id.attribute('schemeID') !== '' && id.attribute('schemeID').toUpperCase() !== 'SEPA')
        .length,
  ),
  onPayee('UBL-SR-21', 'immatriculation', (node) => descend(node, 'PartyLegalEntity/CompanyID').length),
  atMost({ id: 'UBL-SR-26', syntax: ubl }, 'PaymentMeans', 'PaymentID'),
  atMost({ id: 'UBL-SR-27', syntax: ubl }, 'PaymentMeans', 'PaymentMeansCode'),
  atMost({ id: 'UBL-SR-28', syntax: ubl }, 'PaymentMeans', 'PaymentMandate/ID'),
  atMost({ id: 'UBL-SR-06', syntax: ubl }, 'BillingReference', 'InvoiceDocumentReference'),
  rule({ id: 'UBL-SR-07', syntax: ubl }, 'Une facture d’origine est citée sans son numéro.', function* (root) {
    for (const { node, path } of at(root, 'BillingReference')) if (!node.at('InvoiceDocumentReference', 'ID').exists) yield path;
  }),
  atMost({ id: 'UBL-SR-22', syntax: ubl }, 'TaxRepresentativeParty', 'PartyName/Name'),
  atMost({ id: 'UBL-SR-23', syntax: ubl }, 'TaxRepresentativeParty', 'PartyTaxScheme/CompanyID'),
  atMost({ id: 'UBL-SR-32', syntax: ubl }, 'TaxSubtotal', 'TaxCategory/TaxExemptionReason'),
];

function different(name: string): SyntaxRule['find'] {
  return function* (root) {
    const texts = new Set([...at(root, name)].map(({ node }) => node.text()));
    if (texts.size > 1) yield `/${root.name}/PaymentMeans`;
  };
}
