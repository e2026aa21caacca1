import { fold } from '../../extraction/text.ts';

/** Labels of tools that are used in English, as the French that the extraction reads. Whole labels only: at the head of a line, alone or before a value. */
const table: readonly (readonly [string, string])[] = [
  ['invoice number', 'Facture n°'],
  ['invoice no', 'Facture n°'],
  ['invoice #', 'Facture n°'],
  ['invoice n°', 'Facture n°'],
  ['invoice id', 'Facture n°'],
  ['invoice ref', 'Facture n°'],
  ['invoice reference', 'Facture n°'],
  ['credit note number', 'Avoir n°'],
  ['credit note', 'Avoir'],
  ['credit invoice', 'Avoir'],
  ['invoice date', 'Date de facture'],
  ['date of issue', 'Date de facture'],
  ['issue date', 'Date de facture'],
  ['issued on', 'Date de facture'],
  ['date issued', 'Date de facture'],
  ['date created', 'Date de facture'],
  ['due date', "Date d'échéance"],
  ['date due', "Date d'échéance"],
  ['payment due', "Date d'échéance"],
  ['due on', "Date d'échéance"],
  ['due by', "Date d'échéance"],
  ['vat number', 'N° TVA'],
  ['vat id', 'N° TVA'],
  ['vat no', 'N° TVA'],
  ['tax id', 'N° TVA'],
  ['purchase order number', 'N° engagement'],
  ['purchase order', 'Bon de commande n°'],
  ['po number', 'N° engagement'],
  ['commitment number', 'N° engagement'],
  ['service code', 'Code service'],
  ['contract number', 'N° de marché'],
  ['subtotal', 'Total HT'],
  ['sub total', 'Total HT'],
  ['untaxed amount', 'Total HT'],
  ['total excl. tax', 'Total HT'],
  ['total excl tax', 'Total HT'],
  ['total excluding tax', 'Total HT'],
  ['net total', 'Total HT'],
  ['net amount', 'Total HT'],
  ['amount (excl. tax)', 'Total HT'],
  ['amount excl. tax', 'Total HT'],
  ['total vat', 'Total TVA'],
  ['vat amount', 'Total TVA'],
  ['tax amount', 'Total TVA'],
  ['total tax', 'Total TVA'],
  ['invoice tax', 'Total TVA'],
  ['item tax', 'Total TVA'],
  ['taxes', 'Total TVA'],
  ['tax', 'TVA'],
  ['vat', 'TVA'],
  ['total incl. tax', 'Total TTC'],
  ['total incl tax', 'Total TTC'],
  ['total including tax', 'Total TTC'],
  ['grand total', 'Total TTC'],
  ['invoice total', 'Total TTC'],
  ['total amount', 'Total TTC'],
  ['amount (inc. tax)', 'Total TTC'],
  ['balance due', 'Reste à payer'],
  ['amount due', 'Reste à payer'],
  ['total due', 'Reste à payer'],
  ['balance', 'Reste à payer'],
  ['amount paid', 'Déjà réglé'],
  ['paid', 'Déjà réglé'],
  ['bill to', 'Facturé à'],
  ['billed to', 'Facturé à'],
  ['invoice to', 'Facturé à'],
  ['customer', 'Client'],
  ['bill from', 'Émetteur'],
  ['from', 'Émetteur'],
  ['supplier', 'Fournisseur'],
  ['quantity', 'Quantité'],
  ['qty', 'Qté'],
  ['unit price', 'Prix unitaire'],
  ['price', 'Prix'],
  ['amount', 'Montant'],
  ['item', 'Désignation'],
  ['invoice', 'Facture'],
];

const known = [...table].sort((a, b) => b[0].length - a[0].length);

/** The text with an English label at its head put into French; anything else as it is. */
export function inFrench(label: string): string {
  const text = label.replace(/\s#\s*$/, ' n°');
  const plain = fold(text);
  const found = known.find(([english]) => plain.startsWith(english) && !/[a-z]/.test(plain.charAt(english.length)));
  if (!found) return text;
  const [english, french] = found;
  const rest = text.slice(english.length);
  // A sentence that merely begins so (« From our workshop … ») is no label.
  return rest === '' || /^\s*[:#(°]|^\s+\S{0,6}\d|^\s*\*?$/.test(rest) || english.length > 6 ? `${french}${rest}` : text;
}
