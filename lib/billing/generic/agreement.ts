import type { Nature } from '../../extraction/nature.ts';
import type { Extraction } from '../../extraction/result.ts';
import { fold } from '../../extraction/text.ts';
import { lineText, type Reading } from '../../reading/document.ts';

const bare = (text: string) => fold(text).replace(/[\s\u00a0\u202f.]/g, '');

export function textOfReading(reading: Reading): string {
  return reading.pages.flatMap((page) => page.lines.map(lineText)).join('\n');
}

/** How well a PDF fits the page it was found on: the page's number, total and customer in its words, and what it calls itself. */
export function agreementOf(
  reading: Reading,
  extraction: Extraction,
  nature: Nature,
  page: { number: string; fields: Extraction['fields'] },
): number {
  const text = bare(textOfReading(reading));
  const { embedded } = reading;
  let score = extraction.looksLikeInvoice ? 3 : -3;
  if (nature === 'invoice' || embedded) score += 2;
  if (nature === 'quote' || nature === 'order' || nature === 'delivery') score -= 4;
  const number = page.number || page.fields.invoiceNumber.value || '';
  if (number !== '' && (text.includes(bare(number)) || embedded?.invoiceNumber === number)) score += 5;
  // Both name their invoice, and it is not the same one.
  else if (number !== '' && extraction.fields.invoiceNumber.value !== null) score -= page.number === '' ? 3 : 8;
  for (const total of [page.fields.totalGross.value, page.fields.totalNet.value])
    if (total && (text.includes(bare(total.replace('.', ','))) || text.includes(bare(total)))) score += 2;
  const buyer = page.fields.buyerName.value;
  if (buyer && text.includes(bare(buyer))) score += 1.5;
  return score;
}
