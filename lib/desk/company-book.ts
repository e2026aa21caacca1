import { sirenOf } from '../invoice/model.ts';
import { BOOK, FORMER } from './company-names.ts';
import { type Profile, restoreProfile } from './settings.ts';

export { BOOK, FORMER };

const FIRST = 'premiere';

export type Company = Profile & { id: string };

/** The companies invoices are made for, at least one, and the one at work. */
export interface CompanyBook {
  current: string;
  companies: Company[];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is stored as a book that always has a company at work. Never throws. */
export function restoreBook(value: unknown, former: unknown): CompanyBook {
  const source = isRecord(value) && Array.isArray(value.companies) ? value.companies : [];
  const companies = source.flatMap((item): Company[] =>
    isRecord(item) && typeof item.id === 'string' ? [{ ...restoreProfile(item), id: item.id }] : [],
  );
  const wanted = isRecord(value) ? value.current : '';
  const [first] = companies;
  if (!first) return { current: FIRST, companies: [{ ...restoreProfile(former), id: FIRST }] };
  const current = companies.find(({ id }) => id === wanted)?.id ?? first.id;
  return isRecord(former) ? withProfile({ current, companies }, restoreProfile(former)) : { current, companies };
}

export function currentOf({ current, companies }: CompanyBook): Company {
  return companies.find(({ id }) => id === current) ?? (companies[0] as Company);
}

/** The known company of that establishment, else of that SIREN; null when it is a stranger or no number at all. */
export function companyOf({ companies }: CompanyBook, siret: string): Company | null {
  if (siret.length < 9) return null;
  return companies.find(({ seller }) => seller.siret === siret) ?? companies.find(({ seller }) => sirenOf(seller) === siret.slice(0, 9)) ?? null;
}

/** The profile in its place: the company `id`, else the known one of that SIREN, else the one at work. */
export function withProfile(book: CompanyBook, profile: Profile, id = companyOf(book, profile.seller.siret)?.id ?? book.current): CompanyBook {
  return { ...book, companies: book.companies.map((company) => (company.id === id ? { ...profile, id } : company)) };
}
