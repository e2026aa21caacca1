import type { Extraction, Field, FieldName } from './result.ts';

/** Fields that stand by themselves. Names, kind and currency are not among them: the engine, which has a dictionary, reads words better. */
const single = ['invoiceNumber', 'issueDate', 'dueDate', 'serviceCode', 'engagementNumber', 'contractNumber', 'sellerVat', 'iban', 'bic'] as const;
/** Fields that only make sense together, the one that decides first. */
const families = [
  ['totalGross', 'totalNet', 'totalVat', 'amountDue'],
  ['sellerSiret', 'buyerSiret'],
] as const;

/** What proves a value by itself: the key of an identifier (not one that was made to hold), a sum of printed amounts. */
const proofs = new Set(['luhn', 'mod97', 'vat-key', 'sum']);
export const proved = (field: Field) => field.evidence.some((fact) => proofs.has(fact)) && !field.evidence.includes('mended');

/**
 * One extraction of two: of the page as the engine saw it, and as the strip reader did. The first stands where it is sure. Elsewhere
 * a value of the second is taken that is proved or that nothing contradicts. What the two do not agree on is never sure, but for what is proved.
 */
export function helpedBy(first: Extraction, second: Extraction): Extraction {
  // What the page is was told by the first: an order and an invoice have not the same fields.
  if (Boolean(first.order) !== Boolean(second.order)) return first;
  const fields = { ...first.fields };
  for (const name of single) fields[name] = better(first.fields[name], second.fields[name]);
  let { vatBreakdown, lines } = first;
  for (const family of families) {
    const led = leads(first, second, family);
    for (const name of family)
      fields[name] = led ? agreed(first.fields[name], second.fields[name]) : contested(first.fields[name], second.fields[name]);
    if (led && family[0] === 'totalGross') {
      vatBreakdown = second.vatBreakdown;
      lines = second.lines.length >= first.lines.length ? second.lines : first.lines;
    }
  }
  return { ...first, fields, vatBreakdown, lines, looksLikeInvoice: first.looksLikeInvoice || second.looksLikeInvoice };
}

/** What its keys are worth: those that were read, those that a proposal was made to hold. */
const keysOf = (field: Field) => (field.value === null ? 0 : proved(field) ? 2 : field.evidence.includes('mended') ? 1 : 0);

/** The strip reader's family is taken whole where it says more: a sum or keys that hold, or more values, and nothing that the first is sure of is lost. */
function leads(first: Extraction, second: Extraction, family: readonly FieldName[]): boolean {
  const [mine, other] = [first, second].map((one) => family.map((name) => one.fields[name])) as [Field[], Field[]];
  if (mine.some((field, at) => field.confidence === 'sure' && other[at]?.value !== field.value)) {
    // Both are sure, and do not agree: the one that its labels and a legal rate say more of.
    const told = (list: readonly Field[]) => list.flatMap(({ evidence }) => evidence.filter((fact) => fact === 'label' || fact === 'rate')).length;
    return other.every((field) => field.confidence === 'sure') && told(other) > told(mine);
  }
  const worth = (list: readonly Field[]) =>
    list.reduce((sum, field) => sum + (field.confidence === 'sure' ? 4 : 0) + keysOf(field) + (field.value === null ? 0 : 1), 0);
  return worth(other) >= worth(mine);
}

function better(mine: Field, other: Field): Field {
  if (other.value === null) return mine;
  // A code or a date that the two read differently has nothing to prove it.
  if (mine.confidence === 'sure') return proved(mine) ? mine : agreed(other, mine);
  if (mine.value === null || mine.value === other.value) return agreed(mine, other);
  const wins = proved(other) !== proved(mine) ? proved(other) : other.confidence === 'sure';
  return agreed(wins ? mine : other, wins ? other : mine);
}

/** What stands where the other reader says nothing better: no longer sure where that one is as sure of another value. */
const contested = (mine: Field, other: Field): Field => (other.confidence === 'sure' && other.value !== mine.value ? agreed(other, mine) : mine);

/** `kept`, sure where the two agree and one of them is, or where it is proved; what the other said is offered beside it. */
function agreed(other: Field, kept: Field): Field {
  const rival = other.value !== null && other.value !== kept.value ? [other.value] : [];
  const sure = kept.confidence === 'sure' && (rival.length === 0 || (proved(kept) && other.confidence !== 'sure'));
  const confidence = kept.value === null ? 'missing' : sure || (rival.length === 0 && other.confidence === 'sure') ? 'sure' : 'check';
  return { ...kept, confidence, alternatives: [...new Set([...rival, ...kept.alternatives])].filter((one) => one !== kept.value).slice(0, 4) };
}
