import { sirenOf } from '../invoice/model.ts';
import type { Companies } from './api-accounts.ts';
import type { Bench } from './bench.ts';
import { BOOK, type Company, type CompanyBook, currentOf, FORMER, restoreBook } from './company-book.ts';
import type { TakenAccount, Vault } from './vault.ts';

/** The companies one person makes invoices for: a secretary's three craftsmen. */
export function companyCases({ platform, store, book }: Bench, openVault: () => Promise<Vault>): Companies {
  const change = (step: (book: CompanyBook) => CompanyBook) =>
    store.changeValues([BOOK, FORMER], ([value, former]) => ({ [BOOK]: step(restoreBook(value, former)), [FORMER]: undefined }));

  return {
    async add() {
      const id = platform.uuid();
      const blank = currentOf(restoreBook(null, null));
      await change(({ companies }) => ({ current: id, companies: [...companies, { ...blank, id }] }));
      return id;
    },
    switchTo: (id) => change((known) => (known.companies.some((company) => company.id === id) ? { ...known, current: id } : known)),
    async remove(id) {
      const before = await book();
      const place = before.companies.findIndex((company) => company.id === id);
      const company = before.companies[place];
      if (!company || before.companies.length < 2) return async () => undefined;
      const siren = sirenOf(company.seller);
      // Its keys go with it, unless another establishment of the same company stays.
      const alone = siren !== '' && before.companies.filter(({ seller }) => sirenOf(seller) === siren).length === 1;
      const vault = await openVault();
      const taken: TakenAccount[] = [];
      for (const account of await vault.accounts()) {
        const sealed = alone && account.siren === siren ? await vault.take(account.environment, siren) : null;
        if (sealed) taken.push(sealed);
      }
      await change((known) => {
        const companies = known.companies.filter((item) => item.id !== id);
        const current = known.current === id ? (companies[Math.min(place, companies.length - 1)]?.id ?? '') : known.current;
        return { current, companies };
      });
      return async () => {
        await change((known) =>
          known.companies.some((item) => item.id === id)
            ? known
            : { current: before.current, companies: [...known.companies.slice(0, place), company, ...known.companies.slice(place)] },
        );
        for (const account of taken) await vault.putBack(account);
      };
    },
  };
}

/** The book with those of `others` (a backup's) that it lacks; what is known here stays as it is. A company without SIRET is taken only into a blank book. */
export function withCompanies(book: CompanyBook, others: readonly Company[]): CompanyBook {
  const blank = book.companies.length === 1 && book.companies.every(({ seller }) => seller.siret === '' && seller.name === '');
  const added = others.filter(
    ({ seller }) => (blank || seller.siret !== '') && !book.companies.some((known) => known.seller.siret === seller.siret && !blank),
  );
  const free = (id: string) => blank || !book.companies.some((known) => known.id === id);
  const named = added.map((company) => (free(company.id) ? company : { ...company, id: `${company.id}-${company.seller.siret}` }));
  if (!blank || !named[0]) return { ...book, companies: [...book.companies, ...named] };
  return { current: named[0].id, companies: named };
}
