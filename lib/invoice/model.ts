import * as z from 'zod/mini';

/**
 * The invoice as EN 16931 sees it, with Chorus Pro's words where the norm has none.
 *
 * One shape serves the first half-read draft and the finished invoice: a text not known yet is the empty string, never undefined, so that a form
 * field, a stored draft and a rule all see the same thing. `check()` says what is missing; nothing else decides.
 *
 * Amounts, quantities and rates are decimal strings with a point ("1234.50", "5.5"), never numbers: see `money.ts`.
 * Dates are ISO days ("2026-11-24"). On a credit note amounts are positive; `kind` carries the sign (EN 16931 type code 381).
 */

const text = z.catch(z.string(), '');
const flag = z.catch(z.boolean(), false);

/** BG-5, BG-8, BG-15. `countryCode` is ISO 3166-1 alpha-2 (BT-40, BT-55, BT-80). */
export const Address = z.object({
  line1: text,
  line2: text,
  postcode: text,
  city: text,
  countryCode: z.catch(z.string(), 'FR'),
});
export type Address = z.infer<typeof Address>;

/**
 * Seller (BG-4) or buyer (BG-7). `siret` has 14 digits and names an establishment; its first nine are the SIREN.
 * Circuit "chorus" writes the SIRET in BT-30/BT-47, circuit "afnor" the SIREN there and the SIRET in BT-29/BT-46 (formats.md §0).
 */
export const Party = z.object({
  name: text, // BT-27, BT-44
  tradingName: text, // BT-28, BT-45
  siret: text,
  vatIdentifier: text, // BT-31, BT-48; empty under the franchise en base
  legalMention: text, // BT-33: "EI", capital, RCS or RM registration
  address: Address,
  email: text, // BT-43, BT-58
  phone: text, // BT-42, BT-57
});
export type Party = z.infer<typeof Party>;

/** UNTDID 5305 subset used by EN 16931: S standard, Z zero, E exempt, AE reverse charge, K intra-EU, G export, O out of scope, L IGIC, M IPSI. */
export const vatCategories = ['S', 'Z', 'E', 'AE', 'K', 'G', 'O', 'L', 'M'] as const;
export const VatCategory = z.catch(z.enum(vatCategories), 'S');
export type VatCategory = z.infer<typeof VatCategory>;

/** BG-27 (allowance) or BG-28 (charge) of one line, excluding VAT; it follows the line's own rate. */
export const LineAllowance = z.object({
  charge: flag,
  amount: text, // BT-136, BT-141
  reason: text, // BT-139, BT-144
});
export type LineAllowance = z.infer<typeof LineAllowance>;

/**
 * BG-25. `netAmount` (BT-131) = quantity x netPrice - allowances + charges, rounded to cents. `unit` is a UN/ECE Rec 20 code, "C62" = one.
 * `periodStart` and `periodEnd` (BG-26) bound what the line bills, when it is not the whole invoice's period.
 */
export const Line = z.object({
  name: text, // BT-153
  description: text, // BT-154
  reference: text, // BT-155, the seller's own item number
  note: text, // BT-127, e.g. the delivery note that the line bills
  periodStart: text, // BT-134
  periodEnd: text, // BT-135
  quantity: text, // BT-129
  unit: z.catch(z.string(), 'C62'), // BT-130
  netPrice: text, // BT-146, excluding VAT, at most 6 decimals
  netAmount: text, // BT-131
  allowances: z.catch(z.array(LineAllowance), []),
  vatCategory: VatCategory, // BT-151
  vatRate: text, // BT-152, percent
});
export type Line = z.infer<typeof Line>;

/** BG-20 (allowance) or BG-21 (charge) at document level. */
export const AllowanceCharge = z.object({
  charge: flag,
  amount: text, // BT-92, BT-99
  reason: text, // BT-97, BT-104
  vatCategory: VatCategory,
  vatRate: text,
});
export type AllowanceCharge = z.infer<typeof AllowanceCharge>;

/** BG-23. */
export const VatBreakdown = z.object({
  category: VatCategory, // BT-118
  rate: text, // BT-119
  taxableAmount: text, // BT-116
  taxAmount: text, // BT-117
  exemptionReason: text, // BT-120
  exemptionReasonCode: text, // BT-121, e.g. VATEX-FR-FRANCHISE
});
export type VatBreakdown = z.infer<typeof VatBreakdown>;

/** BG-22. */
export const Totals = z.object({
  lines: text, // BT-106 sum of line net amounts
  allowances: text, // BT-107
  charges: text, // BT-108
  net: text, // BT-109 total without VAT
  vat: text, // BT-110
  gross: text, // BT-112 total with VAT
  prepaid: text, // BT-113
  rounding: text, // BT-114
  payable: text, // BT-115
});
export type Totals = z.infer<typeof Totals>;

/** BG-1. `subjectCode` is UNTDID 4451: PMT 40 EUR indemnity, PMD late-payment penalties, AAB discount, REG, ABL ... */
export const Note = z.object({ subjectCode: text, text });
export type Note = z.infer<typeof Note>;

/** BG-16 and BT-9, BT-20. `meansCode` is UNTDID 4461: 30 credit transfer, 10 cash, 20 cheque, 48 card, 49 direct debit. */
export const Payment = z.object({
  meansCode: text, // BT-81
  iban: text, // BT-84
  bic: text, // BT-86
  accountName: text, // BT-85
  dueDate: text, // BT-9
  terms: text, // BT-20
});
export type Payment = z.infer<typeof Payment>;

/** BG-13, BG-14. `date` is the day of delivery or performance, which public invoices must carry (D2192-2). */
export const Delivery = z.object({
  date: text, // BT-72
  periodStart: text, // BT-73
  periodEnd: text, // BT-74
  name: text, // BT-70
  address: Address, // BG-15
});
export type Delivery = z.infer<typeof Delivery>;

/** BG-10, when another than the seller is paid: a factor to whom the claim was assigned (note ACC), a parent company. */
export const Payee = z.object({
  name: text, // BT-59
  siret: text, // BT-60 or BT-61
});
export type Payee = z.infer<typeof Payee>;

/** BG-11, the fiscal representative of a seller established abroad (CGI art. 289 A). */
export const TaxRepresentative = z.object({
  name: text, // BT-62
  vatIdentifier: text, // BT-63
  address: Address, // BG-12
});
export type TaxRepresentative = z.infer<typeof TaxRepresentative>;

export const invoiceKinds = ['invoice', 'credit-note'] as const;

export const Invoice = z.object({
  kind: z.catch(z.enum(invoiceKinds), 'invoice'),
  /** BT-3 where it says more than `kind` (UNTDID 1001): 384 corrected invoice, 386 prepayment, 389 self-billed ... "" stands for 380 or 381. */
  typeCode: text,
  invoiceNumber: text, // BT-1
  issueDate: text, // BT-2
  currency: z.catch(z.string(), 'EUR'), // BT-5
  /** "" unknown, else the category of operation that the 2026 reform prints and codes in BT-23. */
  category: z.catch(z.enum(['', 'goods', 'services', 'mixed']), ''),
  /** BT-8: when VAT falls due. "" says nothing. */
  vatDue: z.catch(z.enum(['', 'debits', 'receipts']), ''),
  /** Paid in full already: framework A2 (chorus), B2/S2/M2 (afnor). */
  alreadyPaid: flag,
  serviceCode: text, // BT-10 (chorus), BT-46 scheme 0224 (afnor)
  engagementNumber: text, // BT-13
  contractNumber: text, // BT-12
  precedingInvoices: z.catch(z.array(z.object({ number: text, issueDate: text })), []), // BG-3
  seller: Party,
  buyer: Party,
  payee: Payee,
  taxRepresentative: TaxRepresentative,
  delivery: Delivery,
  payment: Payment,
  notes: z.catch(z.array(Note), []),
  allowances: z.catch(z.array(AllowanceCharge), []),
  lines: z.catch(z.array(Line), []),
  vatBreakdown: z.catch(z.array(VatBreakdown), []),
  totals: Totals,
});
export type Invoice = z.infer<typeof Invoice>;

/** Any foreign or stored value as an invoice: wrong types become empty, unknown keys fall away, nothing throws. */
export function restoreInvoice(value: unknown): Invoice {
  return Invoice.parse(withSections(value));
}

const sections = ['seller', 'buyer', 'payee', 'taxRepresentative', 'delivery', 'payment', 'totals'] as const;
const placed: ReadonlySet<string> = new Set(['seller', 'buyer', 'taxRepresentative', 'delivery']);

/** Sections are objects that must exist before zod can fill their fields. */
function withSections(value: unknown): unknown {
  const source = isRecord(value) ? value : {};
  const result: Record<string, unknown> = { ...source };
  for (const name of sections) {
    const section = isRecord(source[name]) ? { ...source[name] } : {};
    if (placed.has(name)) section.address = isRecord(section.address) ? section.address : {};
    result[name] = section;
  }
  for (const name of ['notes', 'allowances', 'lines', 'vatBreakdown', 'precedingInvoices'] as const) {
    result[name] = Array.isArray(source[name]) ? source[name].filter(isRecord) : [];
  }
  return result;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function emptyInvoice(): Invoice {
  return restoreInvoice({});
}

export function emptyLine(): Line {
  return Line.parse({ quantity: '1', vatRate: '' });
}

/** SIREN of a party: the first nine digits of its SIRET, "" when the SIRET is not complete. */
export function sirenOf(party: Pick<Party, 'siret'>): string {
  return party.siret.length === 14 ? party.siret.slice(0, 9) : '';
}
