import type { Extraction, Field, FieldName } from '../../extraction/result.ts';
import { fieldNames } from '../../extraction/result.ts';
import { fold } from '../../extraction/text.ts';
import { sameAmount } from '../../invoice/money.ts';
import { lineText, type Reading } from '../../reading/document.ts';
import type { Snapshot } from '../snapshot.ts';
import { structuredPairs } from './json-ld.ts';
import { listedReading, visibleReading } from './reading.ts';
import { customerReference } from './reference.ts';

export type Extract = (reading: Reading) => Promise<Extraction>;

const missing: Field = { value: null, confidence: 'missing', page: null, box: null, evidence: [], alternatives: [] };

/** Fields that a list of labels and values can tell: not the kind and the currency, nor the seller's name, which needs the words around. */
const structural: ReadonlySet<FieldName> = new Set(fieldNames.filter((name) => name !== 'kind' && name !== 'currency' && name !== 'sellerName'));

/** What makes a name more than words at the head of a tool's own page. */
const namedFacts = ['block', 'profile', 'above-siret', 'public-words', 'seller-words', 'directory'];

/**
 * The invoice's values as the page shows them, read twice: the words where they stand, by the engine that reads paper, and the labels and values of the page's own
 * structure. What both tell is sure.
 */
export async function valuesOf(snapshot: Snapshot, extract: Extract, main = ''): Promise<{ extraction: Extraction; reading: Reading }> {
  const reading = visibleReading(snapshot);
  // What frees from VAT is said in a sentence, not under a label.
  const exemptions = reading.pages
    .flatMap(({ lines }) => lines.map(lineText))
    .filter((text) => text.length < 200 && /293\s?B|tva non applicable|exon[ée]r|autoliquidation/i.test(text));
  const pairs: [string, string][] = [
    ...exemptions.slice(0, 2).map((text): [string, string] => ['Mention', text]),

    ...(main ? [['Facture n°', main] as [string, string]] : []),
    ...structuredPairs(snapshot.data),
    ...snapshot.pairs,
  ];
  const [seen, listed] = [await extract(reading), pairs.length > 0 ? await extract(listedReading(pairs)) : null];
  const fields = Object.fromEntries(
    fieldNames.map((name) => [name, oneOf(name, seen.fields[name], listed?.fields[name] ?? missing, main)]),
  ) as Extraction['fields'];
  const holds = listed && totalsHold(listed.fields) ? listed : seen;
  const useListed = holds === listed && !totalsHold(seen.fields);
  if (useListed && listed)
    for (const name of ['totalNet', 'totalVat', 'totalGross'] as const) if (listed.fields[name].value !== null) fields[name] = listed.fields[name];
  // A total alone says nothing of the VAT in it: what was merely assumed is not told.
  if (fields.totalVat.evidence.includes('no-vat'))
    Object.assign(fields, { totalVat: missing, totalNet: fields.totalNet.evidence.includes('label') ? fields.totalNet : missing });
  if (fields.engagementNumber.value === null) fields.engagementNumber = customerReference(reading) ?? missing;
  return {
    extraction: {
      fields,
      lines: seen.lines,
      vatBreakdown: seen.vatBreakdown.length > 0 && !useListed ? seen.vatBreakdown : (listed?.vatBreakdown ?? seen.vatBreakdown),
      looksLikeInvoice: seen.looksLikeInvoice || (listed?.looksLikeInvoice ?? false),
    },
    reading,
  };
}

function totalsHold({ totalNet, totalVat, totalGross }: Extraction['fields']): boolean {
  return [totalNet, totalVat, totalGross].every((field) => field.value !== null && field.evidence.includes('sum'));
}

function oneOf(name: FieldName, seen: Field, listed: Field, main: string): Field {
  const trusted = name === 'sellerName' || name === 'buyerName' ? named(seen) : seen;
  if (name === 'invoiceNumber' && main !== '') {
    const both = [seen.value, listed.value].includes(main);
    const place = seen.value === main ? seen : { ...missing };
    return { ...place, value: main, confidence: 'sure', evidence: ['title', ...(both ? ['label'] : [])], alternatives: [] };
  }
  if (!structural.has(name) || listed.value === null) return trusted;
  const said = name === 'buyerName' && !listed.evidence.includes('block') ? missing : listed;
  if (said.value === null) return trusted;
  if (trusted.value === null) return { ...said, page: null, box: null };
  if (same(name, trusted.value, said.value)) {
    const evidence = [...new Set([...trusted.evidence, ...said.evidence, 'structure'])];
    const sure = trusted.confidence === 'sure' || said.confidence === 'sure' || evidence.includes('label');
    return { ...trusted, confidence: sure ? 'sure' : 'check', evidence };
  }
  // A label bound to its value by the page itself says more than the nearest word on the screen.
  const firm = said.confidence === 'sure' || (said.evidence.includes('label') && trusted.confidence !== 'sure');
  const [best, other] = firm && !(trusted.confidence === 'sure' && name.startsWith('total')) ? [said, trusted] : [trusted, said];
  return {
    ...best,
    ...(best === said ? { page: null, box: null } : {}),
    confidence: 'check',
    alternatives: [...new Set([...(other.value ? [other.value] : []), ...best.alternatives])].slice(0, 4),
  };
}

function named(field: Field): Field {
  if (field.value === null || !field.evidence.some((fact) => namedFacts.includes(fact))) return missing;
  // The arrow of a list, the cross of a chip.
  return { ...field, value: field.value.replace(/[^\p{L}\p{N}.)’']+$/u, '') };
}

/** The same thing said twice, however it is spelled: names by their letters, amounts to the cent. */
export function same(name: FieldName, left: string, right: string): boolean {
  if (left === right) return true;
  if (name.startsWith('total') || name === 'amountDue') return sameAmount(left, right, '0.005');
  const plain = (text: string) => fold(text).replace(/[^a-z0-9]/g, '');
  const [a, b] = [plain(left), plain(right)];
  if (name === 'sellerName' || name === 'buyerName') return a !== '' && b !== '' && (a.includes(b) || b.includes(a));
  return a === b;
}
