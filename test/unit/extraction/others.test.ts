import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { extract } from '../../../lib/extraction/index.ts';
import type { FieldName } from '../../../lib/extraction/result.ts';
import { type Page, type Reading, type TextLine, wordsIn } from '../../../lib/reading/document.ts';
import { boundsOf } from '../../../lib/reading/places.ts';

/**
 * Invoices by another hand (`test/fixtures/others`): trades, tools and habits that those who wrote the rules had not drawn. What stands here is what they are read
 * to, text layer alone; to be raised, never lowered.
 */
interface Paper {
  name: string;
  /** What is printed: `a|b` either, `~a` may be left out, absent: nothing of the kind is printed. */
  truth: Partial<Record<FieldName, string>> & { lines: [name: string, quantity: string | null, net: string][] };
  pages: { width: number; height: number; words: [x: number, y: number, width: number, height: number, text: string][] }[];
}
const papers = JSON.parse(readFileSync(new URL('../../fixtures/others/papers.json', import.meta.url), 'utf8')) as Paper[];

function readingOf({ pages }: Paper): Reading {
  const read = pages.map(({ width, height, words }, index): Page => {
    const lines: TextLine[] = [];
    for (const [x, y, w, h, text] of words) {
      const box = { x, y, width: w, height: h };
      const line = lines.find((one) => Math.abs(one.box.y + one.box.height / 2 - y - h / 2) < 0.35 * Math.min(one.box.height, h));
      if (line) line.words.push({ text, box, confidence: 100 });
      else lines.push({ words: [{ text, box, confidence: 100 }], box });
    }
    for (const line of lines) line.box = boundsOf(wordsIn([line]).map((word) => word.box));
    return { number: index + 1, width, height, source: 'text-layer', lines, quad: null, confidence: 100, image: null };
  });
  return { source: 'text-layer', pages: read, pageCount: read.length, embedded: null, notices: [] };
}

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
/** A name may go on a little further, or leave out its end. */
const sameName = (read: string, printed: string) =>
  read === printed ||
  (read.startsWith(`${printed} `) && read.length < printed.length + 25) ||
  (printed.startsWith(read) && read.length >= printed.length * 0.7);

function isRight(name: FieldName, value: string | null, printed: string | undefined): boolean {
  if (value === null || printed === undefined) return value === null && (printed === undefined || printed.startsWith('~'));
  return printed
    .replace('~', '')
    .split('|')
    .some((one) => {
      if (name.endsWith('Name')) return sameName(plain(value), plain(one));
      if (name.startsWith('total') || name === 'amountDue') return Math.abs(Math.abs(Number(value)) - Math.abs(Number(one))) < 0.005;
      return value.replace(/\s/g, '').toUpperCase() === one.replace(/\s/g, '').toUpperCase();
    });
}

it('invoices by another hand are read, and what is sure of them is right', () => {
  const names: FieldName[] = ['kind', 'invoiceNumber', 'issueDate', 'dueDate', 'sellerName', 'sellerSiret', 'sellerVat', 'buyerName', 'buyerSiret'];
  names.push('serviceCode', 'engagementNumber', 'contractNumber', 'totalNet', 'totalVat', 'totalGross', 'amountDue', 'iban', 'bic');
  const wrong: string[] = [];
  const surelyWrong: string[] = [];
  let [fields, lines, linesRight] = [0, 0, 0];
  for (const paper of papers) {
    const read = extract(readingOf(paper));
    for (const name of names) {
      const { value, confidence } = read.fields[name];
      const printed = paper.truth[name] ?? undefined;
      if (value === null && printed === undefined) continue;
      fields++;
      if (isRight(name, value, printed)) continue;
      wrong.push(`${paper.name} ${name}: ${printed} → ${value}`);
      if (confidence === 'sure') surelyWrong.push(`${paper.name} ${name}`);
    }
    const left = [...read.lines];
    for (const [name, quantity, net] of paper.truth.lines) {
      lines++;
      const at = left.findIndex(
        (line) =>
          Math.abs(Math.abs(Number(line.netAmount)) - Math.abs(Number(net))) < 0.005 &&
          (quantity === null || Math.abs(Math.abs(Number(line.quantity)) - Math.abs(Number(quantity))) < 1e-6) &&
          (plain(line.name).includes(plain(name).slice(0, 12)) || plain(name).includes(plain(line.name).slice(0, 12))),
      );
      if (at < 0) continue;
      left.splice(at, 1);
      linesRight++;
    }
  }
  expect(surelyWrong).toEqual(['a31-ministere buyerName', 'b02-auto-ecole invoiceNumber', 'b23-note-de-frais sellerName']);
  expect(wrong, `${fields - wrong.length} of ${fields}`).toHaveLength(40);
  expect([linesRight, lines]).toEqual([197, 215]);
});
