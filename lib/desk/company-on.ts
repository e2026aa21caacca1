import { sirenOf } from '../invoice/model.ts';
import type { Reading } from '../reading/document.ts';
import { type Company, type CompanyBook, companyOf } from './company-book.ts';

/**
 * Whose paper it is, by the numbers on it: the one known company whose SIREN is printed there. null when there is none, or several (craftsmen who
 * invoice each other).
 */
export function companyOn({ pages, embedded }: Pick<Reading, 'pages' | 'embedded'>, book: CompanyBook): Company | null {
  if (embedded) return companyOf(book, embedded.seller.siret);
  const lines = pages.flatMap((page) =>
    page.lines.map(({ words }) =>
      words
        .map(({ text }) => text)
        .join('')
        .replace(/[^0-9A-Za-z]/g, ''),
    ),
  );
  const named = book.companies.filter(({ seller }) => sirenOf(seller) !== '' && lines.some((line) => line.includes(sirenOf(seller))));
  return named.length === 1 ? (named[0] ?? null) : null;
}
