import type { Candidate, Candidates } from './candidates.ts';
import type { LabelHit, LabelKind } from './find-labels.ts';
import type { Sheet } from './layout.ts';
import { relate } from './relate.ts';
import { fold } from './text.ts';

/**
 * Two invoices in one picture, or a month of them in one PDF: their fields would mix, and the user must hear of it. Told by facts that come twice and apart:
 * a number under « Facture n° », and a total with VAT. One of them alone proves nothing, since invoices cite other invoices and repeat their totals.
 */

/** Words before « facture n° » that make it a mention of another invoice. */
const mention = /\b(?:sur|annule\w*|remplace\w*|relati\w+|concern\w+|origine|acompte|solde|deja|avoir|suite|rappel|ref\w*)\b[^.]{0,20}$/;
/** Two places are apart from this share of the page on. */
const APART = { down: 0.2, across: 0.38 };

interface Found {
  value: string;
  label: LabelHit;
}

function valuesUnder(
  sheet: Sheet,
  labels: readonly LabelHit[],
  kind: LabelKind,
  values: readonly Candidate[],
  accept: (label: LabelHit) => boolean,
): Found[] {
  return labels.flatMap((label) => {
    if (label.kind !== kind || label.strength < 1 || label.header || !accept(label)) return [];
    const near = values
      .map((one) => ({ value: one.value, closeness: relate(sheet, label, one, labels)?.closeness ?? 0 }))
      .sort((a, b) => b.closeness - a.closeness)[0];
    return near && near.closeness > 0 ? [{ value: near.value, label }] : [];
  });
}

function apart(sheet: Sheet, one: LabelHit, other: LabelHit): boolean {
  if (one.page !== other.page) return true;
  const page = sheet.pages.find(({ number }) => number === one.page);
  if (!page) return false;
  return Math.abs(one.box.y - other.box.y) > page.height * APART.down || Math.abs(one.box.x - other.box.x) > page.width * APART.across;
}

const twice = (sheet: Sheet, found: readonly Found[]) =>
  found.some((one) => found.some((other) => one.value !== other.value && apart(sheet, one.label, other.label)));

/** The numbers of the invoices on these pages, in reading order, when there are several; [] for one. */
export function invoicesOn(sheet: Sheet, labels: readonly LabelHit[], candidates: Candidates): string[] {
  const own = (label: LabelHit) => !mention.test(fold(label.cell.text.slice(0, label.start)));
  const codes = candidates.codes.filter(({ value }) => /\d/.test(value));
  const numbers = valuesUnder(sheet, labels, 'invoiceNumber', codes, own);
  if (!twice(sheet, numbers)) return [];
  const totals = valuesUnder(sheet, labels, 'gross', candidates.amounts, () => true);
  return twice(sheet, totals) ? [...new Set(numbers.map(({ value }) => value))] : [];
}
