import * as z from 'zod/mini';
import { emptyLine, type Line, VatCategory } from '../invoice/model.ts';
import { isDecimal } from '../invoice/money.ts';
import { withAmount } from './lines.ts';

const text = z.catch(z.string(), '');
const number = z.catch(z.number(), 0);

/** How an article went to one buyer the last time. */
const Sale = z.object({ netPrice: text, quantity: text, usedOn: text, uses: number });

/** « Le même pain, le même prix »: what a seller put on an invoice or a delivery note, as it was the last time. */
export const Article = z.object({
  /** Seller's SIRET and folded name, which make one article. */
  key: z.string(),
  seller: text,
  name: z.string(),
  unit: z.catch(z.string(), 'C62'),
  /** Excluding VAT. */
  netPrice: text,
  vatCategory: VatCategory,
  vatRate: text,
  /** ISO day of the last use, and how many times. */
  usedOn: text,
  uses: number,
  /** By SIRET of the buyer: his own price and usual quantity. */
  buyers: z.catch(z.record(z.string(), Sale), {}),
});
export type Article = z.infer<typeof Article>;

export function restoreArticle(value: unknown): Article | null {
  const result = Article.safeParse(value);
  return result.success && result.data.key !== '' && result.data.name.trim() !== '' ? result.data : null;
}

/** Letters without accents or case, single spaces: « Pâté  Croûte » and « pate croute » are one article. */
export function folded(text: string): string {
  return text
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

export function articleKey(seller: string, name: string): string {
  return `${seller}/${folded(name)}`;
}

/** What these lines teach: the articles that they change or add, given those known. A line without a name or a price teaches nothing. */
export function learned(known: readonly Article[], lines: readonly Line[], use: { seller: string; buyer: string; day: string }): Article[] {
  const changed = new Map<string, Article>();
  for (const line of lines) {
    if (folded(line.name) === '' || !isDecimal(line.netPrice)) continue;
    const key = articleKey(use.seller, line.name);
    const former = changed.get(key) ?? known.find((article) => article.key === key);
    // An older invoice, read after a newer one, counts but does not bring the old price back.
    const late = former !== undefined && former.usedOn > use.day;
    const { name, unit, netPrice, vatCategory, vatRate } = late ? former : { ...line, name: line.name.trim() };
    const sale = former?.buyers[use.buyer];
    const usedOn = later(former?.usedOn, use.day);
    const buyers = { ...former?.buyers };
    if (use.buyer !== '') {
      const stale = sale !== undefined && sale.usedOn > use.day;
      const last = stale ? sale : { netPrice: line.netPrice, quantity: line.quantity };
      buyers[use.buyer] = { netPrice: last.netPrice, quantity: last.quantity, usedOn: later(sale?.usedOn, use.day), uses: (sale?.uses ?? 0) + 1 };
    }
    changed.set(key, { key, seller: use.seller, name, unit, netPrice, vatCategory, vatRate, usedOn, uses: (former?.uses ?? 0) + 1, buyers });
  }
  return [...changed.values()];
}

const later = (left: string | undefined, right: string) => (left !== undefined && left > right ? left : right);

/** Articles that a half-typed name may mean: those this buyer took first, then names that start so, then the most used and the latest. */
export function suggestions(articles: readonly Article[], typed: string, buyer: string, limit = 6): Article[] {
  const words = folded(typed).split(' ').filter(Boolean);
  const whole = words.join(' ');
  const rank = (article: Article) => {
    const name = folded(article.name);
    const parts = name.split(' ');
    if (!words.every((word) => parts.some((part) => part.startsWith(word)))) return null;
    return { article, own: article.buyers[buyer]?.uses ?? 0, starts: name.startsWith(whole) ? 1 : 0 };
  };
  return articles
    .map(rank)
    .filter((entry) => entry !== null)
    .sort(
      (a, b) =>
        Number(b.own > 0) - Number(a.own > 0) ||
        b.starts - a.starts ||
        b.own - a.own ||
        b.article.uses - a.article.uses ||
        b.article.usedOn.localeCompare(a.article.usedOn) ||
        a.article.name.localeCompare(b.article.name),
    )
    .slice(0, limit)
    .map(({ article }) => article);
}

/** The price that holds for this buyer: his own last one, else the last to anybody. */
export function priceFor(article: Article, buyer: string): string {
  return article.buyers[buyer]?.netPrice || article.netPrice;
}

/** A line for the article, with the price and the quantity that this buyer had the last time. */
export function lineOf(article: Article, buyer: string): Line {
  const { name, unit, vatCategory, vatRate } = article;
  const quantity = article.buyers[buyer]?.quantity || '1';
  return withAmount({ ...emptyLine(), name, unit, quantity, netPrice: priceFor(article, buyer), vatCategory, vatRate });
}
