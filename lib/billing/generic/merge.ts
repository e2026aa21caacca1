import { type Extraction, type Field, type FieldName, fieldNames } from '../../extraction/result.ts';
import { same } from './values.ts';

/** Where a value comes from, as it is shown: the PDF's words, the data inside it, the tool's page, the customer's page. */
export const origins = ['xml', 'pdf', 'page', 'customer'] as const;
export type Origin = (typeof origins)[number];

/** What the tool says of an invoice beside its PDF. */
export interface Told {
  page: Extraction | null;
  /** SIRETs on the customer's page, best first. */
  customerSirets: readonly string[];
}

/** Never asked about: what was paid since is not on the PDF; the currency is no question of reading. */
const quiet: ReadonlySet<FieldName> = new Set<FieldName>(['amountDue', 'currency', 'kind', 'sellerName']);

const isOrigin = (fact: string): fact is Origin => (origins as readonly string[]).includes(fact);

/** Where a merged field comes from; null for one that nobody told. */
export function originOf(evidence: readonly string[]): Origin | null {
  return evidence.find(isOrigin) ?? null;
}

/**
 * The document's values with what the tool says. The document is what leaves, so its word stands; the page fills what it lacks, confirms what it says, and where the two
 * differ the field is to be looked at, the other value at hand: nothing is settled in silence. `document` is null when there is no PDF.
 */
export function merged(
  document: Extraction | null,
  from: 'xml' | 'pdf',
  { page, customerSirets }: Told,
  sure: { ocr: boolean } = { ocr: false },
): Extraction {
  const base = document ?? page;
  if (!base) throw new Error('nothing to merge');
  const fields = Object.fromEntries(
    fieldNames.map((name) => {
      const own = document ? stamped(document.fields[name], from) : null;
      const told = page ? stamped(page.fields[name], 'page') : null;
      return [name, own ? withPage(name, own, told, sure.ocr) : (told ?? base.fields[name])];
    }),
  ) as Extraction['fields'];
  fields.buyerSiret = withCustomer(fields.buyerSiret, fields.sellerSiret.value, customerSirets);
  const lines = base.lines.length > 0 || !page ? base.lines : page.lines.map((line) => ({ ...line, page: null, box: null }));
  const vatBreakdown = base.vatBreakdown.length > 0 || !page ? base.vatBreakdown : page.vatBreakdown;
  return { fields, lines, vatBreakdown, looksLikeInvoice: base.looksLikeInvoice || (page?.looksLikeInvoice ?? false) };
}

function stamped(field: Field, origin: Origin): Field {
  return field.value === null ? field : { ...field, evidence: [origin, ...field.evidence.filter((fact) => !isOrigin(fact))] };
}

const firm = (field: Field) => field.confidence === 'sure' || field.evidence.includes('label') || field.evidence.includes('title');

function withPage(name: FieldName, own: Field, told: Field | null, ocr: boolean): Field {
  if (!told || told.value === null) return own;
  // The page has no place on the document's picture.
  const fromPage = { ...told, page: null, box: null };
  if (own.value === null) return quiet.has(name) && name !== 'sellerName' ? own : { ...fromPage, confidence: told.confidence };
  if (same(name, own.value, told.value)) {
    const proved = own.confidence === 'sure' || firm(told) || firm(own);
    return { ...own, confidence: proved ? 'sure' : own.confidence, evidence: [...own.evidence, 'page-agrees'] };
  }
  if (quiet.has(name) || !firm(told)) return own;
  const alternatives = (first: string, field: Field) =>
    [...new Set([first, ...field.alternatives])].filter((value) => value !== field.value).slice(0, 4);
  // Read off a picture and doubtful: the tool's own letters are the better guess, and the user is still asked.
  if (ocr && own.confidence === 'check' && told.confidence === 'sure')
    return { ...fromPage, confidence: 'check', evidence: [...fromPage.evidence, 'differs'], alternatives: alternatives(own.value, fromPage) };
  return { ...own, confidence: 'check', evidence: [...own.evidence, 'differs'], alternatives: alternatives(told.value, own) };
}

function withCustomer(field: Field, seller: string | null, sirets: readonly string[]): Field {
  const own = sirets.filter((siret) => siret !== seller);
  const [best, ...others] = own;
  if (best === undefined) return field;
  if (field.value === null)
    return { value: best, confidence: 'check', page: null, box: null, evidence: ['customer', 'luhn'], alternatives: others.slice(0, 3) };
  if (own.includes(field.value)) return { ...field, confidence: 'sure', evidence: [...field.evidence, 'customer-agrees'] };
  return {
    ...field,
    confidence: 'check',
    evidence: [...field.evidence, 'differs'],
    alternatives: [...new Set([best, ...field.alternatives])].slice(0, 4),
  };
}
