import { sirenOf } from '../../invoice/model.ts';
import { BOOK, type Company, type CompanyBook, FORMER, restoreBook } from '../company-book.ts';
import { derivedId } from './lineage.ts';
import { filled } from './values.ts';

/** A sheet that says nothing yet. */
const isBlank = ({ seller }: Company) => sirenOf(seller) === '' && seller.name === '';

/**
 * The companies of both, by SIREN: the first one has the same identifier on every device. Never are the fields of two mixed, the IBAN of one on the
 * invoices of the other. Null when nothing changes.
 */
export function mergeBooks(here: Readonly<Record<string, unknown>>, saved: Readonly<Record<string, unknown>>): CompanyBook | null {
  if (!(BOOK in saved) && !(FORMER in saved)) return null;
  const mine = restoreBook(here[BOOK], here[FORMER]);
  const companies = [...mine.companies];
  for (const company of restoreBook(saved[BOOK], saved[FORMER]).companies) {
    if (isBlank(company)) continue;
    const siren = sirenOf(company.seller);
    const same = companies.findIndex((known) => (siren === '' ? known.id === company.id : sirenOf(known.seller) === siren));
    const blank = companies.findIndex((known) => isBlank(known) || (known.id === company.id && sirenOf(known.seller) === ''));
    const at = same >= 0 ? same : blank;
    const known = companies[at];
    if (known) companies[at] = { ...(filled(known, company) as Company), id: known.id };
    else companies.push({ ...company, id: companies.some(({ id }) => id === company.id) ? derivedId('company', company.id, siren) : company.id });
  }
  return JSON.stringify(companies) === JSON.stringify(mine.companies) ? null : { ...mine, companies };
}
