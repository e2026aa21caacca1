/** schema.org's words for an invoice, as labels that the extraction knows. */
const labels: Readonly<Record<string, string>> = {
  confirmationNumber: 'Facture n°',
  invoiceNumber: 'Facture n°',
  accountId: 'Compte n°',
  identifier: 'Facture n°',
  dateCreated: 'Date de facture',
  paymentDueDate: "Date d'échéance",
  scheduledPaymentDate: "Date d'échéance",
  totalPaymentDue: 'Total TTC',
  minimumPaymentDue: 'Reste à payer',
};

type Pair = [label: string, value: string];

/** Labels and values of the blocks of JSON-LD that describe an invoice. A block that is no JSON, or something else, tells nothing. */
export function structuredPairs(blocks: readonly string[]): Pair[] {
  return blocks.flatMap((block) => {
    try {
      return nodesOf(JSON.parse(block)).flatMap(pairsOfNode);
    } catch {
      return [];
    }
  });
}

function nodesOf(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.slice(0, 50).flatMap(nodesOf);
  if (typeof value !== 'object' || value === null) return [];
  const node = value as Record<string, unknown>;
  const types = [node['@type']].flat().map(String);
  return [...(types.includes('Invoice') ? [node] : []), ...nodesOf(node['@graph'] ?? null)];
}

function pairsOfNode(node: Record<string, unknown>): Pair[] {
  const pairs: Pair[] = [];
  for (const [key, label] of Object.entries(labels)) {
    const value = textOf(node[key]);
    if (value !== '') pairs.push([label, value]);
  }
  const customer = nameOf(node.customer);
  if (customer) pairs.push(['Client', customer]);
  const provider = nameOf(node.provider) || nameOf(node.broker);
  if (provider) pairs.push(['Fournisseur', provider]);
  return pairs;
}

const nameOf = (value: unknown): string => (typeof value === 'object' && value !== null ? textOf((value as { name?: unknown }).name) : textOf(value));

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number') return value.toFixed(2);
  if (typeof value !== 'object' || value === null) return '';
  const { price, value: amount, priceCurrency, currency } = value as Record<string, unknown>;
  const said = textOf(price ?? amount ?? '');
  return said === '' ? '' : `${said.replace('.', ',')} ${priceCurrency === 'EUR' || currency === 'EUR' ? '€' : ''}`.trim();
}
