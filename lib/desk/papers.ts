import * as z from 'zod/mini';
import { fieldPaths } from '../extraction/draft.ts';
import { learnPaper, type SellerPaper } from '../extraction/paper.ts';
import { fieldNames } from '../extraction/result.ts';
import type { Page, TextLine, Word } from '../reading/document.ts';
import type { Bench } from './bench.ts';
import type { Dossier } from './dossier.ts';
import { restoreWords, type WordsOfPage } from './words.ts';

const text = z.catch(z.string(), '');
const share = z.number().check(z.gte(-1), z.lte(2));
const Mark = z.object({ label: text, x: share, y: share, width: share, height: share, shape: text });
const StoredPaper = z.object({
  siret: z.string().check(z.minLength(1)),
  name: text,
  vatIdentifier: text,
  iban: text,
  bic: text,
  invoices: z.catch(z.number(), 1),
  usedOn: text,
  marks: z.catch(z.partialRecord(z.enum(fieldNames), Mark), {}),
  buyers: z.catch(z.array(z.object({ siret: z.string(), name: text })), []),
});

const STORED = 'seller-papers';
/** Papers kept; the one that was not used for longest goes first. */
const mostPapers = 40;

function restorePapers(value: unknown): SellerPaper[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one) => {
    const parsed = StoredPaper.safeParse(one);
    return parsed.success ? [parsed.data] : [];
  });
}

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

/** What is remembered of sellers' papers on this device: where each field stands on them. Every invoice that leaves teaches, corrections included. */
export class PaperMemories {
  readonly #store: Bench['store'];

  constructor({ store }: Pick<Bench, 'store'>) {
    this.#store = store;
  }

  /** Last used first. */
  async list(): Promise<SellerPaper[]> {
    return restorePapers(await this.#store.value(STORED)).sort((a, b) => b.usedOn.localeCompare(a.usedOn));
  }

  async forget(siret: string): Promise<void> {
    await this.#store.changeValues([STORED], ([value]) => ({ [STORED]: restorePapers(value).filter((paper) => paper.siret !== siret) }));
  }

  /** Puts a forgotten one back. */
  async remember(paper: SellerPaper): Promise<void> {
    await this.#store.changeValues([STORED], ([value]) => ({
      [STORED]: [paper, ...restorePapers(value).filter(({ siret }) => siret !== paper.siret)].slice(0, mostPapers),
    }));
  }

  /** From an invoice as the user lets it go, read from his paper; one typed by hand or carried as data teaches nothing. */
  async learn({ invoice, files, readBy }: Pick<Dossier, 'invoice' | 'files' | 'readBy'>, today: string): Promise<void> {
    const reference = files.find((file) => file.role === 'words');
    const { siret, name, vatIdentifier } = invoice.seller;
    if ((readBy !== 'ocr' && readBy !== 'text-layer') || !reference || siret === '') return;
    const pages = restoreWords(await this.#store.file(reference.id)).flatMap((page): Page[] => {
      const picture = files.find((file) => file.role === 'page' && file.page === page.page);
      if (!picture?.width || !picture.height) return [];
      const { width, height } = picture;
      return [{ number: page.page, width, height, source: readBy, lines: linesOf(page), quad: null, confidence: 100, image: null }];
    });
    if (pages.length === 0) return;
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
    await this.#store.changeValues([STORED], ([value]) => {
      const known = restorePapers(value);
      const former = known.find((paper) => paper.siret === siret) ?? null;
      const others = known.filter((paper) => paper !== former).sort((a, b) => b.usedOn.localeCompare(a.usedOn));
      return { [STORED]: [learnPaper(former, pages, values, about), ...others].slice(0, mostPapers) };
    });
  }
}

function valueAt(invoice: Dossier['invoice'], path: string): string {
  const value = path.split('.').reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined), invoice);
  return typeof value === 'string' ? value : '';
}
