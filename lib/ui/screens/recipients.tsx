import '../styles/books.css';
import { useEffect, useState } from 'preact/hooks';
import type { RecipientMemory } from '../../desk/api.ts';
import { folded } from '../../desk/articles.ts';
import type { Codes, RefusedCode } from '../../desk/recipient-memory.ts';
import { attempt } from '../actions.ts';
import { day, siret } from '../format.ts';
import { useOrders } from '../orders.ts';
import { Head } from '../parts/head.tsx';
import { Icon } from '../parts/icon.tsx';
import { SearchField } from '../parts/search-field.tsx';
import { to } from '../router.ts';
import type { ScreenProps } from '../screens.ts';
import { say, theDesk } from '../state.ts';
import { proposed, kept as words } from '../words/fr/recipient.ts';
import { shell } from '../words/fr/shell.ts';

const said = ({ serviceCode, engagementNumber, contractNumber }: Codes): string =>
  [
    serviceCode && proposed.service(serviceCode),
    engagementNumber && proposed.engagement(engagementNumber),
    contractNumber && proposed.contract(contractNumber),
  ]
    .filter(Boolean)
    .join(' · ') || '—';

/** Everything that is remembered of recipients, each of it forgettable, each forgetting undone in one press. */
export default function RecipientsScreen(_: ScreenProps) {
  const [memories, setMemories] = useState<readonly RecipientMemory[] | null>(null);
  const [query, setQuery] = useState('');
  const orders = useOrders();
  const load = () => attempt(async () => setMemories(await (await theDesk().whoPays()).remembered()));
  useEffect(() => {
    void load();
  }, []);
  const change = async (memory: RecipientMemory, work: 'forget' | { site: string }, sentence: string) => {
    const done = await attempt(async () => {
      const cases = await theDesk().whoPays();
      const { siret: known } = memory.recipient;
      if (work === 'forget') await cases.forget(known);
      else await cases.forgetSite(known, work.site);
      await load();
      return true;
    });
    if (!done) return;
    // the button that was pressed is gone with its line
    document.querySelector<HTMLElement>('main h1')?.focus();
    say(sentence, {
      label: shell.undo,
      run: () =>
        void attempt(async () => {
          await (await theDesk().whoPays()).keep(memory);
          await load();
        }),
    });
  };
  const propose = (memory: RecipientMemory, refusal: RefusedCode) =>
    void attempt(async () => {
      await (await theDesk().whoPays()).proposeAgain(memory.recipient.siret, refusal);
      await load();
      document.querySelector<HTMLElement>('main h1')?.focus();
      say(words.proposedAgain);
    });
  const wanted = folded(query);
  const shown = (memories ?? []).filter(({ recipient }) => folded(`${recipient.name} ${recipient.town} ${recipient.siret}`).includes(wanted));
  const waiting = (known: string) => (orders ?? []).filter(({ dossier, done }) => !done && dossier.invoice.buyer.siret === known).length;
  return (
    <div class="stack wide">
      <div class="stack">
        <Head title={words.title} back={to('reglages')} />
        <p class="soft">{words.intro}</p>
      </div>
      {memories?.length === 0 && <p role="status">{words.none}</p>}
      {memories && memories.length > 8 && <SearchField id="kept-search" label={words.search} value={query} onType={setQuery} />}
      {memories && memories.length > 0 && shown.length === 0 && <p role="status">{words.noneFound}</p>}
      {shown.map((memory) => {
        const { recipient, sites, refused, uses, usedOn } = memory;
        const name = recipient.name || siret(recipient.siret);
        const count = waiting(recipient.siret);
        return (
          <section key={recipient.siret} class="sheet stack" aria-label={name}>
            <div class="row between">
              <div class="stack tight">
                <h2>{name}</h2>
                <span class="soft small">{words.uses(uses, day(usedOn))}</span>
              </div>
              <button
                type="button"
                class="button icon plain"
                aria-label={words.forget(name)}
                onClick={() => void change(memory, 'forget', words.forgotten(name))}
              >
                <Icon name="trash" />
              </button>
            </div>
            {sites.length > 0 && (
              <ul class="notes">
                {sites.map((site) => (
                  <li key={`${site.site}|${site.usedOn}`}>
                    <span class="note-row">
                      <strong>{proposed.site(site.site)}</strong>
                      <span class="soft small">{proposed.on(day(site.usedOn))}</span>
                      <span class="small">{said(site)}</span>
                    </span>
                    {sites.length > 1 && (
                      <button
                        type="button"
                        class="button icon plain"
                        aria-label={words.forgetSite(site.site, name)}
                        onClick={() => void change(memory, { site: site.site }, words.siteForgotten)}
                      >
                        <Icon name="cross" />
                      </button>
                    )}
                  </li>
                ))}
              </ul>
            )}
            {refused
              .filter(({ lifted }) => !lifted)
              .map((refusal) => (
                <p key={`${refusal.field}${refusal.code}`} class="row between">
                  <span class="small">
                    {proposed.refusedCode[refusal.field]} <strong>{refusal.code}</strong>, {proposed.refusedOn(day(refusal.on), refusal.why)}
                  </span>
                  <button type="button" class="button" onClick={() => propose(memory, refusal)}>
                    {words.proposeAgain}
                  </button>
                </p>
              ))}
            {count > 0 && (
              <a class="act" href={to('commandes')}>
                {words.orders(count)}
                <Icon name="next" />
              </a>
            )}
          </section>
        );
      })}
    </div>
  );
}
