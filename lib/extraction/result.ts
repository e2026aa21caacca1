import type { VatCategory } from '../invoice/model.ts';
import type { Box } from '../reading/document.ts';

/** Header fields that extraction looks for, in the order the review screen and `npm run read` show them. */
export const fieldNames = [
  'kind',
  'invoiceNumber',
  'issueDate',
  'dueDate',
  'currency',
  'sellerName',
  'sellerSiret',
  'sellerVat',
  'buyerName',
  'buyerSiret',
  'serviceCode',
  'engagementNumber',
  'contractNumber',
  'totalNet',
  'totalVat',
  'totalGross',
  'amountDue',
  'iban',
  'bic',
] as const;
export type FieldName = (typeof fieldNames)[number];

/**
 * `sure`: at least two independent facts agree (a label and a check digit, two totals that add up ...), the user need not look.
 * `check`: found, to be looked at. `missing`: not found, `value` is null.
 */
export type Confidence = 'sure' | 'check' | 'missing';

export interface Field {
  /** Canonical: ISO date, decimal string with a point, digits only for SIRET, no spaces in IBAN; null when missing. */
  value: string | null;
  confidence: Confidence;
  /** 1-based page, null when not on a page. */
  page: number | null;
  box: Box | null;
  /** Why this value: codes such as 'label', 'luhn', 'mod97', 'sum', 'profile', 'xml', for the tooltip and the bench. */
  evidence: string[];
  /** Other readings worth a tap, best first. */
  alternatives: string[];
}

export interface ExtractedVat {
  category: VatCategory;
  rate: string;
  taxableAmount: string;
  taxAmount: string;
}

export interface ExtractedLine {
  name: string;
  quantity: string;
  unit: string;
  netPrice: string;
  netAmount: string;
  vatRate: string;
  page: number | null;
  box: Box | null;
}

export interface Extraction {
  fields: Record<FieldName, Field>;
  vatBreakdown: ExtractedVat[];
  lines: ExtractedLine[];
  /** False when nothing on the pages looks like an invoice (a cat, a payslip). */
  looksLikeInvoice: boolean;
  /** The page is no invoice but an order: its fields are those that the invoice to come will repeat. Absent for anything else. */
  order?: { orderedOn: Field };
  /** Several invoices stand on the pages, under these numbers: the fields are a mixture. Absent for one. */
  invoiceNumbers?: string[];
}
