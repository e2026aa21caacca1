import { Big } from 'big.js';
import { big, round, sameAmount } from '../invoice/money.ts';
import { type AmountCandidate, type Candidates, plainText } from './candidates.ts';
import type { LabelHit } from './find-labels.ts';
import type { Sheet } from './layout.ts';

/** One rate of the invoice as printed: "TVA 5,5 % 14,69" or a row of the VAT table. Amounts unsigned; base '' when not printed. */
export interface VatRow {
  rate: string;
  base: string;
  tax: string;
  candidate: AmountCandidate | null;
  row: number;
  /** base x rate = tax was verified on the page. */
  proved: boolean;
}

const abs = (value: string) => round(value.replace(/^-/, ''));

/**
 * Rows that state VAT of one rate. Outside the table of goods a row with a rate and two amounts a, b with a x rate = b states a base and its tax;
 * a row that opens with a VAT label and holds one amount states the tax alone.
 */
export function findVatRows(candidates: Candidates, labels: readonly LabelHit[], goods: ReadonlySet<number>): VatRow[] {
  const found: VatRow[] = [];
  for (const rate of candidates.rates) {
    const row = rate.cell.row;
    if (goods.has(row) || rate.value === '0') continue;
    const amounts = [...candidates.amounts, ...candidates.commaless]
      .filter((amount) => amount.cell.row === row && amount.page === rate.page)
      .sort((a, b) => a.box.x - b.box.x || a.start - b.start);
    const pair = provedPair(amounts, rate.value);
    if (pair) {
      found.push({ rate: rate.value, base: pair.base, tax: pair.tax, candidate: pair.candidate, row, proved: true });
      continue;
    }
    const label = labels.find((one) => one.row === row && one.kind === 'vat' && !one.header && one.box.x <= rate.box.x + 2);
    const last = amounts.filter((amount) => amount.cents || amount.euro).at(-1) ?? amounts.at(-1);
    if (label && last) found.push({ rate: rate.value, base: '', tax: abs(last.value), candidate: last, row, proved: false });
  }
  return merge(found);
}

function provedPair(amounts: readonly AmountCandidate[], rate: string): { base: string; tax: string; candidate: AmountCandidate } | null {
  for (const base of amounts) {
    for (const tax of amounts) {
      if (base === tax) continue;
      for (const value of [base.value, ...base.alternatives]) {
        const expected = round(new Big(abs(value)).times(rate).div(100));
        const hit = [tax.value, ...tax.alternatives].find((other) => sameAmount(abs(other), expected, '0.01'));
        if (hit && !new Big(expected).eq(0)) return { base: abs(value), tax: abs(hit), candidate: tax };
      }
    }
  }
  return null;
}

/** The same rate stated twice (VAT table, then totals): one row, the proved one; rates differ or amounts differ: all kept. */
function merge(rows: readonly VatRow[]): VatRow[] {
  const result: VatRow[] = [];
  for (const row of [...rows].sort((a, b) => Number(b.proved) - Number(a.proved)))
    if (!result.some((other) => other.rate === row.rate)) result.push(row);
  return result.sort((a, b) => Number(a.rate) - Number(b.rate));
}

/** With one rate on the page, its base is the net total; proved when net x rate = tax. */
export function completeRows(rows: readonly VatRow[], net: string, lineBases: ReadonlyMap<string, string>): VatRow[] {
  return rows.map((row) => {
    if (row.base !== '') return row;
    for (const base of [rows.length === 1 ? net : '', lineBases.get(row.rate) ?? '']) {
      if (big(base) && sameAmount(round(new Big(base).times(row.rate).div(100)), row.tax, '0.02')) return { ...row, base: round(base), proved: true };
    }
    return { ...row, base: rows.length === 1 && big(net) ? round(net) : (lineBases.get(row.rate) ?? '') };
  });
}

/** Exemption wording: the franchise of small businesses (CGI 293 B, CIBS L.223-1 since 2026-09-01), or another article. */
export function exemptionOf(sheet: Sheet): { franchise: boolean; sentence: string } | null {
  const text = plainText(sheet);
  const franchise =
    /293\s?b|tva non applicable|non applicable.{0,20}293|l\.?\s?223.{0,30}cibs|cibs.{0,30}l\.?\s?223|franchise en base|tva non appl[il1]cable/.test(
      text,
    );
  const other = /exonerat\w* de tva|exonere de tva|art\w*\.? 261|autoliquidation|non soumis a (la )?tva|exoneration de tva/.test(text);
  if (!franchise && !other) return null;
  const cell = sheet.cells.find((one) => /293|non applicable|223|xon[ée]r|autoliquidation|franchise|261/i.test(one.text));
  return { franchise, sentence: cell?.text.trim() ?? '' };
}
