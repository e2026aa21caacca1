import { sirenOf } from '../invoice/model.ts';
import { environments } from '../portal/environment.ts';
import type { Companies } from './api.ts';
import type { Bench } from './bench.ts';
import { BOOK, type CompanyBook, FORMER, restoreBook } from './company-book.ts';
import { restoreProfile } from './settings.ts';
import type { TakenAccount, Vault } from './vault.ts';

/** The companies one person makes invoices for: a secretary's three craftsmen. */
export function companyCases({ platform, store, book }: Bench, openVault: () => Promise<Vault>): Companies {
  const change = (step: (book: CompanyBook) => CompanyBook) =>
    store.changeValues([BOOK, FORMER], ([value, former]) => ({ [BOOK]: step(restoreBook(value, former)), [FORMER]: undefined }));

  return {
    async add() {
      const id = platform.uuid();
      await change(({ companies }) => ({ current: id, companies: [...companies, { ...restoreProfile({}), id }] }));
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
      for (const environment of alone ? environments : []) {
        const account = await vault.take(environment, siren);
        if (account) taken.push(account);
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
