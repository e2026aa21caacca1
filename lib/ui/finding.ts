import type { Dossier } from '../desk/dossier.ts';

/** What a search reads in each invoice, made once for each version of it. */
const haystacks = new WeakMap<Dossier, string>();

/** Without accents nor capitals; a decimal comma is a point. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/(\d),(\d)/g, '$1.$2')
    .toLowerCase();
}

function haystackOf(dossier: Dossier): string {
  const known = haystacks.get(dossier);
  if (known !== undefined) return known;
  const { buyer, seller, invoiceNumber, issueDate, totals, engagementNumber, serviceCode } = dossier.invoice;
  const [year = '', month = '', day = ''] = issueDate.split('-');
  const made = plain(
    `${buyer.name} ${buyer.address.city} ${seller.tradingName || seller.name} ${invoiceNumber} ${totals.gross} ${engagementNumber} ${serviceCode} ${issueDate} ${day}/${month}/${year}`,
  );
  haystacks.set(dossier, made);
  return made;
}

/** Invoices that hold every word of the query, in the order given; a query without a word finds them all. */
export function find(dossiers: readonly Dossier[], query: string): readonly Dossier[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return dossiers;
  return dossiers.filter((dossier) => {
    const haystack = haystackOf(dossier);
    return words.every((word) => haystack.includes(word));
  });
}

/** Makes the haystacks before the first letter is typed: give it small lots. */
export function prepare(dossiers: readonly Dossier[]): void {
  for (const dossier of dossiers) haystackOf(dossier);
}
