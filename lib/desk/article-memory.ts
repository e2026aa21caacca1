import type { Line } from '../invoice/model.ts';
import type { Articles } from './api.ts';
import { type Article, learned, restoreArticle } from './articles.ts';
import type { Bench } from './bench.ts';
import { isSample } from './sample.ts';
import { gaveBack, takenOf } from './taken.ts';

/** Set once the invoices that the portal took before this memory existed have taught it: what is then forgotten stays so. */
const SEEDED = 'articles-seeded';

/** The articles kept on this device. */
export class ArticleMemories implements Articles {
  readonly #bench: Pick<Bench, 'store' | 'alive' | 'profile' | 'settings'>;

  constructor(bench: Pick<Bench, 'store' | 'alive' | 'profile' | 'settings'>) {
    this.#bench = bench;
  }

  async all(): Promise<Article[]> {
    await this.#seed();
    return this.#stored();
  }

  /** Those of one seller, latest first; of the user's own company when none is named. */
  async list(seller?: string): Promise<Article[]> {
    const wanted = seller ?? (await this.#bench.profile()).seller.siret;
    return (await this.all()).filter((article) => article.seller === wanted).sort((a, b) => b.usedOn.localeCompare(a.usedOn) || b.uses - a.uses);
  }

  async learn(lines: readonly Line[], seller: string, buyer: string, day: string): Promise<void> {
    if (seller === '') return;
    await this.#bench.store.saveArticles(learned(await this.all(), lines, { seller, buyer, day }));
  }

  async forget(keys: readonly string[]): Promise<void> {
    await this.#seed();
    await this.#bench.store.saveArticles([], keys);
  }

  async remember(articles: readonly Article[]): Promise<void> {
    await this.#seed();
    await this.#bench.store.saveArticles(articles);
  }

  async #stored(): Promise<Article[]> {
    return (await this.#bench.store.articles()).map(restoreArticle).filter((article) => article !== null);
  }

  async #seed(): Promise<void> {
    const { store, alive, settings } = this.#bench;
    if ((await store.value(SEEDED)) === true) return;
    const [stored, dossiers, chosen] = await Promise.all([this.#stored(), alive(), settings()]);
    const known = new Map(stored.map((article) => [article.key, article]));
    const taken = dossiers.filter(
      (dossier) =>
        takenOf(dossier) !== null &&
        !gaveBack(dossier) &&
        dossier.invoice.kind === 'invoice' &&
        dossier.invoice.seller.siret !== '' &&
        !isSample(dossier, chosen),
    );
    for (const { invoice } of taken.sort((a, b) => a.invoice.issueDate.localeCompare(b.invoice.issueDate))) {
      const use = { seller: invoice.seller.siret, buyer: invoice.buyer.siret, day: invoice.issueDate };
      for (const article of learned([...known.values()], invoice.lines, use)) known.set(article.key, article);
    }
    await store.saveArticles([...known.values()]);
    await store.setValue(SEEDED, true);
  }
}
