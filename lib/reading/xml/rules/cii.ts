import type { XmlNode } from '../tree.ts';
import { at, atMost, bare, descend, everywhere, exactly, never, type Place, rule, type SyntaxRule } from './syntax.ts';

const cii = 'cii' as const;
const settlement = 'SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement';
const line = 'SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem';
const summation = `${settlement}/SpecifiedTradeSettlementHeaderMonetarySummation`;

const named = (end: string) => (place: Place) => place.node.name.endsWith(end);

/** Elements that carry a plain identifier: EN 16931-3-3 gives them no scheme. */
const plainIdentifiers: ReadonlySet<string> = new Set([
  'ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID',
  'ExchangedDocument/ID',
  'AssociatedDocumentLineDocument/LineID',
]);

/** Children of a ReferencedDocument that only some kinds of AdditionalReferencedDocument may have. */
function supports(node: XmlNode, ...types: string[]): boolean {
  return node.name === 'AdditionalReferencedDocument' && types.includes(node.text('TypeCode'));
}

function onReferences(id: string, what: string, wrong: (node: XmlNode) => boolean): SyntaxRule {
  return rule({ id, syntax: cii }, `L’élément ${what} n’a pas sa place dans ce document cité.`, function* (root) {
    for (const place of everywhere(root)) if (named('ReferencedDocument')(place) && wrong(place.node)) yield place.path;
  });
}

const has = (child: string) => (node: XmlNode) => node.at(child).exists;

/** CII-SR and CII-DT, the rules of EN 16931-3-3 that refuse a file. What they merely discourage is left out: the reader reports it as not carried over. */
export const ciiRules: readonly SyntaxRule[] = [
  exactly({ id: 'CII-SR-009', syntax: cii }, 'ExchangedDocumentContext', 'GuidelineSpecifiedDocumentContextParameter'),
  exactly({ id: 'CII-SR-010', syntax: cii }, 'ExchangedDocumentContext', 'GuidelineSpecifiedDocumentContextParameter/ID'),
  exactly({ id: 'CII-SR-014', syntax: cii }, 'CrossIndustryInvoice/ExchangedDocument', 'TypeCode'),
  rule({ id: 'CII-SR-046', syntax: cii }, 'Un code d’article (GlobalID) n’a pas de type.', function* (root) {
    for (const { node, path } of at(root, `${line}/SpecifiedTradeProduct`))
      if (node.all('GlobalID').length > 0 && !node.all('GlobalID').some((id) => id.attribute('schemeID') !== '')) yield path;
  }),
  rule({ id: 'CII-SR-090', syntax: cii }, 'Le pays d’origine d’un article n’a pas un identifiant et un seul.', function* (root) {
    for (const { node, path } of at(root, `${line}/SpecifiedTradeProduct`))
      if (node.at('OriginTradeCountry').exists && descend(node, 'OriginTradeCountry/ID').length !== 1) yield path;
  }),
  exactly({ id: 'CII-SR-069', syntax: cii }, `${line}/SpecifiedTradeProduct/ApplicableProductCharacteristic`, 'Description'),
  exactly({ id: 'CII-SR-072', syntax: cii }, `${line}/SpecifiedTradeProduct/ApplicableProductCharacteristic`, 'Value'),
  exactly({ id: 'CII-SR-439', syntax: cii }, `${line}/SpecifiedLineTradeAgreement`, 'NetPriceProductTradePrice/ChargeAmount'),
  atMost({ id: 'CII-SR-441', syntax: cii }, `${line}/SpecifiedLineTradeAgreement`, 'NetPriceProductTradePrice/ChargeAmount'),
  rule({ id: 'CII-SR-463', syntax: cii }, 'Une remise ou des frais ne disent pas ce qu’ils sont (ChargeIndicator).', function* (root) {
    for (const { node, path } of at(root, 'SpecifiedTradeAllowanceCharge')) if (!node.at('ChargeIndicator').exists) yield path;
  }),
  atMost({ id: 'CII-SR-471', syntax: cii }, 'SpecifiedTradeAllowanceCharge', 'RateApplicablePercent'),
  atMost({ id: 'CII-SR-472', syntax: cii }, 'SpecifiedTradeAllowanceCharge', 'CategoryTradeTax'),
  atMost({ id: 'CII-SR-473', syntax: cii }, 'SpecifiedTradeAllowanceCharge', 'ActualAmount'),
  atMost({ id: 'CII-SR-440', syntax: cii }, 'GrossPriceProductTradePrice/AppliedTradeAllowanceCharge', 'ActualAmount'),
  ...(
    [
      ['CII-SR-455', 'SellerTradeParty/DefinedTradeContact'],
      ['CII-SR-456', 'BuyerTradeParty/DefinedTradeContact'],
      ['CII-SR-459', 'SellerTradeParty/URIUniversalCommunication'],
      ['CII-SR-460', 'BuyerTradeParty/URIUniversalCommunication'],
    ] as const
  ).map(([id, child]) => atMost({ id, syntax: cii }, 'SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement', child)),
  atMost({ id: 'CII-SR-461', syntax: cii }, settlement, 'ApplicableTradeTax/TaxPointDate'),
  rule({ id: 'CII-SR-462', syntax: cii }, 'L’exigibilité de la TVA change d’un taux à l’autre.', function* (root) {
    const codes = new Set([...at(root, 'ApplicableTradeTax/DueDateTypeCode')].map(({ node }) => node.text()));
    if (codes.size > 1) yield `/${root.name}/${settlement}/ApplicableTradeTax`;
  }),
  rule(
    { id: 'CII-SR-470', syntax: cii, profiles: ['basicwl', 'basic', 'en16931', 'ctcfr', 'xrechnung', 'peppol', 'unknown'] },
    'Le paiement est par virement : il faut un IBAN ou un autre numéro de compte, et un seul.',
    function* (root, profile) {
      for (const { node, path } of at(root, `${settlement}/SpecifiedTradeSettlementPaymentMeans`)) {
        if (!['30', '58'].includes(node.text('TypeCode'))) continue;
        const account = node.at('PayeePartyCreditorFinancialAccount');
        const [iban, other] = [account.at('IBANID').exists, account.at('ProprietaryID').exists];
        // Factur-X refuses both together; BASIC does so under another number.
        if ((!iban && !other) || (iban && other && (profile === 'basicwl' || profile === 'en16931'))) yield path;
      }
    },
  ),
  ...(
    [
      ['CII-SR-477', 'LineTotalAmount'],
      ['CII-SR-478', 'ChargeTotalAmount'],
      ['CII-SR-479', 'AllowanceTotalAmount'],
      ['CII-SR-480', 'TaxBasisTotalAmount'],
      ['CII-SR-481', 'RoundingAmount'],
      ['CII-SR-482', 'GrandTotalAmount'],
      ['CII-SR-483', 'InformationAmount'],
      ['CII-SR-484', 'TotalPrepaidAmount'],
      ['CII-SR-485', 'TotalDiscountAmount'],
      ['CII-SR-486', 'TotalAllowanceChargeAmount'],
      ['CII-SR-487', 'DuePayableAmount'],
    ] as const
  ).map(([id, child]) => atMost({ id, syntax: cii }, summation, child)),
  rule(
    { id: 'CII-SR-467', syntax: cii },
    'Plusieurs moyens de paiement différents sont donnés.',
    differing(`${settlement}/SpecifiedTradeSettlementPaymentMeans/TypeCode`),
  ),
  rule(
    { id: 'CII-SR-468', syntax: cii },
    'Plusieurs libellés de moyen de paiement différents sont donnés.',
    differing(`${settlement}/SpecifiedTradeSettlementPaymentMeans/Information`),
  ),
  atMost({ id: 'CII-SR-469', syntax: cii }, settlement, 'PaymentReference'),
  ...bare(cii, ({ path }) => path === '/CrossIndustryInvoice', [
    ['CII-DT-013', 'languageID'],
    ['CII-DT-014', 'languageLocaleID'],
  ]),
  ...bare(
    cii,
    ({ path }) =>
      plainIdentifiers.has(
        path
          .replace(/\[\d+\]/g, '')
          .split('/')
          .slice(-3)
          .join('/'),
      ) ||
      plainIdentifiers.has(
        path
          .replace(/\[\d+\]/g, '')
          .split('/')
          .slice(-2)
          .join('/'),
      ),
    [
      ['CII-DT-001', 'schemeName'],
      ['CII-DT-002', 'schemeAgencyName'],
      ['CII-DT-003', 'schemeDataURI'],
      ['CII-DT-004', 'schemeURI'],
      ['CII-DT-005', 'schemeID'],
      ['CII-DT-006', 'schemeAgencyID'],
      ['CII-DT-007', 'schemeVersionID'],
    ],
  ),
  ...bare(cii, named('ID'), [
    ['CII-DT-101', 'schemeName'],
    ['CII-DT-102', 'schemeAgencyName'],
    ['CII-DT-103', 'schemeDataURI'],
    ['CII-DT-104', 'schemeURI'],
  ]),
  ...bare(cii, ({ node }) => node.name === 'TypeCode', [
    ['CII-DT-008', 'name'],
    ['CII-DT-009', 'listURI'],
  ]),
  ...bare(cii, ({ path }) => path === '/CrossIndustryInvoice/ExchangedDocument/TypeCode', [
    ['CII-DT-010', 'listID'],
    ['CII-DT-011', 'listAgencyID'],
    ['CII-DT-012', 'listVersionID'],
  ]),
  onReferences('CII-DT-015', 'URIID', (node) => has('URIID')(node) && !supports(node, '916')),
  onReferences('CII-DT-016', 'StatusCode', has('StatusCode')),
  onReferences('CII-DT-017', 'CopyIndicator', has('CopyIndicator')),
  onReferences('CII-DT-018', 'TypeCode', (node) => has('TypeCode')(node) && !supports(node, '50', '130', '916')),
  onReferences('CII-DT-019', 'GlobalID', has('GlobalID')),
  onReferences('CII-DT-020', 'RevisionID', has('RevisionID')),
  onReferences('CII-DT-021', 'Name', (node) => has('Name')(node) && !supports(node, '916')),
  onReferences('CII-DT-022', 'AttachmentBinaryObject', (node) => has('AttachmentBinaryObject')(node) && !supports(node, '916')),
  onReferences('CII-DT-023', 'Information', has('Information')),
  onReferences('CII-DT-024', 'ReferenceTypeCode', (node) => has('ReferenceTypeCode')(node) && !supports(node, '130')),
  onReferences('CII-DT-025', 'SectionName', has('SectionName')),
  onReferences('CII-DT-026', 'PreviousRevisionID', has('PreviousRevisionID')),
  onReferences('CII-DT-027', 'FormattedIssueDateTime', (node) => has('FormattedIssueDateTime')(node) && node.name !== 'InvoiceReferencedDocument'),
  onReferences('CII-DT-028', 'EffectiveSpecifiedPeriod', has('EffectiveSpecifiedPeriod')),
  onReferences('CII-DT-029', 'IssuerTradeParty', has('IssuerTradeParty')),
  onReferences('CII-DT-030', 'AttachedSpecifiedBinaryFile', has('AttachedSpecifiedBinaryFile')),
  ...bare(cii, ({ node }) => node.name.endsWith('Amount') && node.name !== 'TaxTotalAmount', [
    ['CII-DT-031', 'currencyID'],
    ['CII-DT-032', 'currencyCodeListVersionID'],
  ]),
  ...bare(cii, named('Quantity'), [
    ['CII-DT-034', 'unitCodeListID'],
    ['CII-DT-035', 'unitCodeListAgencyID'],
    ['CII-DT-036', 'unitCodeListAgencyName'],
  ]),
  rule({ id: 'CII-DT-037', syntax: cii }, 'Une taxe n’est pas de la TVA.', function* (root) {
    for (const place of everywhere(root))
      if (named('TradeTax')(place) && place.node.at('TypeCode').exists && place.node.text('TypeCode') !== 'VAT') yield place.path;
  }),
  ...never(cii, 'BillingSpecifiedPeriod', [
    ['CII-DT-068', 'StartDateTime/DateTime'],
    ['CII-DT-069', 'DurationMeasure'],
    ['CII-DT-070', 'InclusiveIndicator'],
    ['CII-DT-071', 'Description'],
    ['CII-DT-072', 'EndDateTime/DateTime'],
    ['CII-DT-073', 'CompleteDateTime'],
    ['CII-DT-074', 'OpenIndicator'],
    ['CII-DT-075', 'SeasonCode'],
    ['CII-DT-076', 'ID'],
    ['CII-DT-077', 'Name'],
    ['CII-DT-078', 'SequenceNumeric'],
    ['CII-DT-079', 'StartDateFlexibilityCode'],
    ['CII-DT-080', 'ContinuousIndicator'],
    ['CII-DT-081', 'PurposeCode'],
  ]),
  ...never(cii, 'PostalTradeAddress', [
    ['CII-DT-082', 'ID'],
    ['CII-DT-083', 'PostOfficeBox'],
    ['CII-DT-084', 'BuildingName'],
    ['CII-DT-086', 'LineFour'],
    ['CII-DT-087', 'LineFive'],
    ['CII-DT-088', 'StreetName'],
    ['CII-DT-089', 'CitySubDivisionName'],
    ['CII-DT-090', 'CountryName'],
    ['CII-DT-091', 'CountrySubDivisionID'],
    ['CII-DT-092', 'AttentionOf'],
    ['CII-DT-093', 'CareOf'],
    ['CII-DT-094', 'BuildingNumber'],
    ['CII-DT-095', 'DepartmentName'],
    ['CII-DT-096', 'AdditionalStreetName'],
  ]),
  rule({ id: 'CII-DT-097', syntax: cii }, 'Une date n’est pas écrite AAAAMMJJ.', function* (root) {
    for (const { node, path } of at(root, 'DateTimeString'))
      if (node.attribute('format') === '102' && !/^\d{4}(1[0-2]|0[1-9])(3[01]|[12]\d|0[1-9])$/.test(node.text())) yield path;
  }),
];

/** Every text at the path must be the first one's. */
function differing(steps: string): SyntaxRule['find'] {
  return function* (root) {
    const places = [...at(root, steps)];
    const first = places[0]?.node.text();
    for (const { node, path } of places) if (node.text() !== first) yield path;
  };
}
