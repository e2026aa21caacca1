import * as z from 'zod/mini';
import type { SellerPaper } from '../extraction/paper.ts';
import { fieldNames } from '../extraction/result.ts';
import type { Bench } from './bench.ts';
import type { Dossier } from './dossier.ts';

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

/** What of a dossier teaches. */
export type Taught = Pick<Dossier, 'invoice' | 'files' | 'readBy'>;

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
  async learn(dossier: Taught, today: string): Promise<void> {
    // comparing a page with an invoice takes the stage of extraction: listing and forgetting do not
    const { lessonOf } = await import('./paper-lessons.ts');
    const lesson = await lessonOf(dossier, this.#store, today);
    if (!lesson) return;
    const { siret } = dossier.invoice.seller;
    await this.#store.changeValues([STORED], ([value]) => {
      const known = restorePapers(value);
      const former = known.find((paper) => paper.siret === siret) ?? null;
      const others = known.filter((paper) => paper !== former).sort((a, b) => b.usedOn.localeCompare(a.usedOn));
      return { [STORED]: [lesson(former), ...others].slice(0, mostPapers) };
    });
  }
}
