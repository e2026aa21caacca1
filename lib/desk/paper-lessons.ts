import { fieldPaths } from '../extraction/draft.ts';
import { learnPaper, type SellerPaper } from '../extraction/paper.ts';
import { fieldNames } from '../extraction/result.ts';
import type { Page, TextLine, Word } from '../reading/document.ts';
import type { Bench } from './bench.ts';
import type { Taught } from './papers.ts';
import { restoreWords, type WordsOfPage } from './words.ts';

/** The stored words as lines again: a line ends where the next word stands left of the last one, or lower. */
function linesOf({ words }: WordsOfPage): TextLine[] {
  const lines: TextLine[] = [];
  let last: Word | null = null;
  for (const { text: read, box } of words) {
    const word: Word = { text: read, box, confidence: 100 };
    const goesOn = last && box.x > last.box.x && Math.abs(box.y - last.box.y) < Math.max(box.height, last.box.height);
    if (goesOn) lines.at(-1)?.words.push(word);
    else lines.push({ words: [word], box });
    last = word;
  }
  return lines;
}

/** What an invoice that leaves teaches of its seller's paper, given what was known of that; null where it teaches nothing. */
export async function lessonOf(
  { invoice, files, readBy }: Taught,
  store: Pick<Bench['store'], 'file'>,
  today: string,
): Promise<((former: SellerPaper | null) => SellerPaper) | null> {
  const reference = files.find((file) => file.role === 'words');
  const { siret, name, vatIdentifier } = invoice.seller;
  if ((readBy !== 'ocr' && readBy !== 'text-layer') || !reference || siret === '') return null;
  const pages = restoreWords(await store.file(reference.id)).flatMap((page): Page[] => {
    const picture = files.find((file) => file.role === 'page' && file.page === page.page);
    if (!picture?.width || !picture.height) return [];
    const { width, height } = picture;
    return [{ number: page.page, width, height, source: readBy, lines: linesOf(page), quad: null, confidence: 100, image: null }];
  });
  if (pages.length === 0) return null;
  const values = Object.fromEntries(fieldNames.map((field) => [field, valueAt(invoice, fieldPaths[field])]));
  const about = {
    siret,
    name,
    vatIdentifier,
    iban: invoice.payment.iban,
    bic: invoice.payment.bic,
    usedOn: today,
    buyer: { siret: invoice.buyer.siret, name: invoice.buyer.name },
  };
  return (former) => learnPaper(former, pages, values, about);
}

function valueAt(invoice: Taught['invoice'], path: string): string {
  const value = path.split('.').reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined), invoice);
  return typeof value === 'string' ? value : '';
}
