import { parseXml, type XmlElement } from '@rgrove/parse-xml';
import { decodePDFRawStream, PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFRawStream, PDFString } from 'pdf-lib';
import type { TrainingLine, TrainingVat } from './state.ts';

/** What the portal looks at in a CII invoice. Empty = absent. */
export interface FlowInvoice {
  number: string;
  typeCode: string;
  date: string;
  framework: string;
  serviceCode: string;
  engagement: string;
  contract: string;
  sellerSiret: string;
  buyerSiret: string;
  paymentMeans: string;
  net: string;
  vat: string;
  gross: string;
  payable: string;
  referencedDocuments: number;
  referencedDocumentsWithFile: number;
  lines: TrainingLine[];
  vatRows: TrainingVat[];
}

/** The XML inside the file: the file itself, or the attachment a Factur-X must carry; null when there is none. */
export async function xmlOf(bytes: Uint8Array): Promise<string | null> {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('utf8').trimStart();
  if (head.startsWith('<') || head.startsWith('\uFEFF<')) return Buffer.from(bytes).toString('utf8');
  if (!head.startsWith('%PDF')) return null;
  try {
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
    const names = pdf.catalog.lookupMaybe(PDFName.of('Names'), PDFDict)?.lookupMaybe(PDFName.of('EmbeddedFiles'), PDFDict);
    const files = names ? fileSpecifications(names) : [];
    for (const { name, specification } of files) {
      if (!/^(factur-x|zugferd-invoice|xrechnung)\.xml$/i.test(name)) continue;
      const stream = specification.lookupMaybe(PDFName.of('EF'), PDFDict)?.lookup(PDFName.of('F'));
      if (stream instanceof PDFRawStream) return Buffer.from(decodePDFRawStream(stream).decode()).toString('utf8');
    }
    return null;
  } catch {
    return null;
  }
}

function fileSpecifications(node: PDFDict): { name: string; specification: PDFDict }[] {
  const found: { name: string; specification: PDFDict }[] = [];
  const pairs = node.lookupMaybe(PDFName.of('Names'), PDFArray);
  if (pairs) {
    for (let index = 0; index + 1 < pairs.size(); index += 2) {
      const name = pairs.lookup(index);
      const specification = pairs.lookup(index + 1);
      if ((name instanceof PDFString || name instanceof PDFHexString) && specification instanceof PDFDict) {
        found.push({ name: name.decodeText(), specification });
      }
    }
  }
  const kids = node.lookupMaybe(PDFName.of('Kids'), PDFArray);
  if (kids) for (let index = 0; index < kids.size(); index++) found.push(...fileSpecifications(kids.lookup(index, PDFDict)));
  return found;
}

function elements(node: XmlElement, name: string): XmlElement[] {
  return node.children.filter((child): child is XmlElement => child.type === 'element' && localName(child as XmlElement) === name);
}

function localName(node: XmlElement): string {
  return node.name.slice(node.name.indexOf(':') + 1);
}

/** All elements at `path` below `node`, by local names. */
function at(node: XmlElement, path: string): XmlElement[] {
  return path.split('/').reduce<XmlElement[]>((nodes, name) => nodes.flatMap((parent) => elements(parent, name)), [node]);
}

function value(node: XmlElement, path: string): string {
  return at(node, path)[0]?.text.trim() ?? '';
}

function siretOf(party: XmlElement | undefined): string {
  if (!party) return '';
  const candidates = [
    value(party, 'SpecifiedLegalOrganization/ID'),
    ...at(party, 'GlobalID').map((id) => id.text.trim()),
    ...at(party, 'ID').map((id) => id.text.trim()),
  ];
  return candidates.find((candidate) => /^\d{14}$/.test(candidate)) ?? candidates[0] ?? '';
}

/** The fields the portal checks, or null when the text is not a CII invoice. */
export function readCii(xml: string): FlowInvoice | null {
  let root: XmlElement | null;
  try {
    root = parseXml(xml).root;
  } catch {
    return null;
  }
  if (!root || localName(root) !== 'CrossIndustryInvoice') return null;
  const trade = 'SupplyChainTradeTransaction/';
  const agreement = `${trade}ApplicableHeaderTradeAgreement/`;
  const settlement = `${trade}ApplicableHeaderTradeSettlement/`;
  const totals = `${settlement}SpecifiedTradeSettlementHeaderMonetarySummation/`;
  const documents = at(root, `${agreement}AdditionalReferencedDocument`);
  const date = value(root, 'ExchangedDocument/IssueDateTime/DateTimeString');
  const euros = at(root, `${totals}TaxTotalAmount`);
  return {
    number: value(root, 'ExchangedDocument/ID'),
    typeCode: value(root, 'ExchangedDocument/TypeCode'),
    date: /^\d{8}$/.test(date) ? `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}` : date,
    framework: value(root, 'ExchangedDocumentContext/BusinessProcessSpecifiedDocumentContextParameter/ID'),
    serviceCode: value(root, `${agreement}BuyerReference`),
    engagement: value(root, `${agreement}BuyerOrderReferencedDocument/IssuerAssignedID`),
    contract: value(root, `${agreement}ContractReferencedDocument/IssuerAssignedID`),
    sellerSiret: siretOf(at(root, `${agreement}SellerTradeParty`)[0]),
    buyerSiret: siretOf(at(root, `${agreement}BuyerTradeParty`)[0]),
    paymentMeans: value(root, `${settlement}SpecifiedTradeSettlementPaymentMeans/TypeCode`),
    net: value(root, `${totals}TaxBasisTotalAmount`),
    vat: euros[0]?.text.trim() ?? '',
    gross: value(root, `${totals}GrandTotalAmount`),
    payable: value(root, `${totals}DuePayableAmount`),
    referencedDocuments: documents.length,
    referencedDocumentsWithFile: documents.filter((document) => value(document, 'AttachmentBinaryObject') !== '').length,
    lines: at(root, `${trade}IncludedSupplyChainTradeLineItem`).map(lineOf),
    vatRows: at(root, `${settlement}ApplicableTradeTax`).map((tax) => ({
      taux: '',
      tauxManuel: Number(value(tax, 'RateApplicablePercent')) || 0,
      baseHT: Number(value(tax, 'BasisAmount')) || 0,
      montantTVA: Number(value(tax, 'CalculatedAmount')) || 0,
    })),
  };
}

function lineOf(line: XmlElement, index: number): TrainingLine {
  const quantity = at(line, 'SpecifiedLineTradeDelivery/BilledQuantity')[0];
  return {
    numero: index + 1,
    reference: value(line, 'SpecifiedTradeProduct/SellerAssignedID'),
    denomination: value(line, 'SpecifiedTradeProduct/Name'),
    quantite: Number(quantity?.text.trim()) || 0,
    unite: quantity?.attributes.unitCode ?? '',
    prixUnitaireHT: Number(value(line, 'SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount')) || 0,
    remiseHT: 0,
    taux: '',
    tauxManuel: Number(value(line, 'SpecifiedLineTradeSettlement/ApplicableTradeTax/RateApplicablePercent')) || 0,
  };
}
