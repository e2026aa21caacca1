import { plainText } from './candidates.ts';
import type { LabelHit } from './find-labels.ts';
import type { Sheet } from './layout.ts';
import type { Field } from './result.ts';
import { distance, fold } from './text.ts';

/** A letter-spaced title, put together: « FA C T U R E D ' AV O I R ». */
const unspaced = (text: string) => (/(?:^|\s)\S\s\S(?:\s|$)/.test(text) ? fold(text).replace(/[^a-z]/g, '') : '');

/**
 * Invoice or credit note. The title decides: « avoir » at the head of a cell, or before a number. Negative totals make a credit note too: some tools write
 * them as negative invoices.
 */
export function findKind(sheet: Sheet, negative: boolean): Field {
  const title = (word: string) =>
    sheet.cells.find((cell) => {
      const plain = fold(cell.text);
      const head = plain.split(/[^a-z]+/).filter(Boolean)[0] ?? '';
      if (/^facturee? (a|au|aux)\b/.test(plain)) return false;
      return distance(head, word, word.length > 6 ? 1 : 0) <= (word.length > 6 ? 1 : 0) && (plain.length < 60 || /^\W*\w+\s(?:n[°o]|:)/.test(plain));
    });
  const credit =
    title('avoir') ??
    sheet.cells.find(
      (cell) => /^(facture d'avoir|note de credit|n° d'avoir)/.test(fold(cell.text)) || /^(facture)?d?avoir$/.test(unspaced(cell.text)),
    );
  const heading = title('facture');
  // « Facture d'avoir » is the title of a credit note alone.
  const titled = heading && /^factured?avoir/.test(fold(heading.text).replace(/[^a-z]/g, '')) ? undefined : heading;
  const invoice = titled ?? sheet.cells.find((cell) => /\bfacture\b|note d'honoraires/.test(fold(cell.text)));
  const page = (cell: typeof credit) => ({ page: cell?.page ?? null, box: cell?.box ?? null });
  if (credit && (!titled || credit.box.y <= titled.box.y + credit.box.height || negative)) {
    return {
      value: 'credit-note',
      confidence: negative || !titled ? 'sure' : 'check',
      ...page(credit),
      evidence: negative ? ['title', 'negative'] : ['title'],
      alternatives: ['invoice'],
    };
  }
  if (negative) return { value: 'credit-note', confidence: 'check', page: null, box: null, evidence: ['negative'], alternatives: ['invoice'] };
  if (invoice) return { value: 'invoice', confidence: 'sure', ...page(invoice), evidence: ['title', 'positive'], alternatives: [] };
  return { value: 'invoice', confidence: 'check', page: null, box: null, evidence: [], alternatives: ['credit-note'] };
}

export function findCurrency(sheet: Sheet): Field {
  for (const [pattern, code] of [
    [/€|\bEUR\b|\beuros?\b/i, 'EUR'],
    [/\bUSD\b|\$/, 'USD'],
    [/\bGBP\b|£/, 'GBP'],
    [/\bCHF\b/, 'CHF'],
    [/\bXPF\b|F\s?CFP/, 'XPF'],
  ] as const) {
    const cell = sheet.cells.find((one) => pattern.test(one.text));
    if (cell)
      return { value: code, confidence: code === 'EUR' ? 'sure' : 'check', page: cell.page, box: cell.box, evidence: ['symbol'], alternatives: [] };
  }
  return { value: 'EUR', confidence: 'check', page: null, box: null, evidence: ['default'], alternatives: [] };
}

/** Enough signs of an invoice: two of its title, a total with a label, an identifier, VAT wording, a number with a date. A payslip or a statement is none. */
export function isInvoice(
  sheet: Sheet,
  labels: readonly LabelHit[],
  found: { siret: boolean; iban: boolean; total: boolean; number: boolean; date: boolean },
): boolean {
  const text = plainText(sheet);
  if (text.replace(/\s/g, '').length < 40) return false;
  if (
    /(bulletin|fiche) de (paie|salaire|paye)|net a payer avant impot|(releve|extrait) (de compte|d'operations|bancaire|de factures)|avis d'imposition|ordonnance medicale/.test(
      text,
    )
  )
    return false;
  const title = sheet.cells.some((cell) =>
    fold(cell.text)
      .split(/[^a-z]+/)
      .some((word) => (word.length > 4 && distance(word, 'facture', 1) <= 1) || word === 'avoir'),
  );
  const wording = /\btva\b|\bttc\b|\bht\b|\bsiret\b/.test(text) || labels.some((label) => label.kind === 'engagement' && label.strength >= 0.9);
  return [title, title, found.total, found.siret, found.iban, wording, found.number && found.date].filter(Boolean).length >= 3;
}
