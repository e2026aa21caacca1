import type { Invoice } from '../../invoice/model.ts';
import { type Profile, profileOf } from '../../invoice/norm/profile.ts';
import { cii } from '../../invoice/syntax/cii.ts';
import { ublCreditNote, ublInvoice } from '../../invoice/syntax/ubl.ts';
import { notCarriedTerms } from './carried.ts';
import { invoiceOf } from './invoice.ts';
import { type Terms, termsOf } from './terms.ts';
import { readTree, type XmlNode } from './tree.ts';

export type Syntax = 'cii' | 'ubl';

export type { Profile } from '../../invoice/norm/profile.ts';

export interface Described {
  syntax: Syntax;
  profile: Profile;
  /** BT-24 as written. */
  guideline: string;
}

export interface Embedded extends Described {
  invoice: Invoice;
  /** Business terms that the file holds and the model does not, in French, each once. */
  notCarried: string[];
}

/**
 * An XML file as an invoice: CII of any Factur-X or ZUGFeRD profile, UBL Invoice and CreditNote, any prefix, any encoding.
 * Null for well-formed XML that is no invoice (Order-X, XMP …). Throws Fault `xml-broken` or `xml-hostile`.
 */
export function readEmbedded(bytes: Uint8Array): Embedded | null {
  const file = readFile(bytes);
  if (!file) return null;
  const invoice = invoiceOf(file.document);
  const { syntax, profile, guideline } = file;
  return { syntax, profile, guideline, invoice, notCarried: notCarriedTerms(file.document, invoice, file.unbound) };
}

/** A file as the norm sees it: what the rules judge. */
export interface ReadFile extends Described, Terms {
  root: XmlNode;
}

/** The business terms of a file, before the model; null and faults as in `readEmbedded`. */
export function readFile(bytes: Uint8Array): ReadFile | null {
  const root = tree(bytes);
  const described = describe(root);
  if (!described) return null;
  const template = described.syntax === 'cii' ? cii : root.name === 'CreditNote' ? ublCreditNote : ublInvoice;
  return { ...described, root, ...termsOf(root, template) };
}

/** The invoice alone: see `readEmbedded`. */
export function parseEmbedded(bytes: Uint8Array): Invoice | null {
  return readEmbedded(bytes)?.invoice ?? null;
}

/** Syntax and profile without the invoice; null and faults as in `readEmbedded`. */
export function describeEmbedded(bytes: Uint8Array): Described | null {
  return describe(tree(bytes));
}

/** ZUGFeRD 1.0 names, as today's: the same tree under other words. Applied when the root is CrossIndustryDocument. */
const zugferd1Names: Readonly<Record<string, string>> = {
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
};

function tree(bytes: Uint8Array): XmlNode {
  return readTree(bytes, (root) => (root === 'CrossIndustryDocument' ? zugferd1Names : {}));
}

function describe(root: XmlNode): Described | null {
  const syntax = syntaxOf(root);
  if (!syntax) return null;
  const guideline =
    syntax === 'cii' ? root.text('ExchangedDocumentContext', 'GuidelineSpecifiedDocumentContextParameter', 'ID') : root.text('CustomizationID');
  return { syntax, profile: profileOf(guideline), guideline };
}

/** By root name and namespace: an order (Order-X) or any other message of UN/CEFACT or OASIS is not an invoice. */
function syntaxOf({ name, namespace }: XmlNode): Syntax | null {
  if (name === 'CrossIndustryInvoice' && /CrossIndustry(Invoice|Document)/.test(namespace)) return 'cii';
  if (name === 'Invoice' && namespace === 'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2') return 'ubl';
  if (name === 'CreditNote' && namespace === 'urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2') return 'ubl';
  return null;
}
