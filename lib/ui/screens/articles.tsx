import '../styles/books.css';
import '../styles/write.css';
import { useEffect, useState } from 'preact/hooks';
import { type Article, folded } from '../../desk/articles.ts';
import { attempt } from '../actions.ts';
import { day, money, spelled } from '../format.ts';
import { Head } from '../parts/head.tsx';
import { Icon } from '../parts/icon.tsx';
import { SearchField } from '../parts/search-field.tsx';
import { to } from '../router.ts';
import type { ScreenProps } from '../screens.ts';
import { say, theDesk } from '../state.ts';
import { articles as words } from '../words/fr/books.ts';
import { shell } from '../words/fr/shell.ts';
import { lines } from '../words/fr/write.ts';

function Row({ article, onForget }: { article: Article; onForget: () => void }) {
  const { name, unit, netPrice, vatRate, usedOn, uses } = article;
  const price = `${money(netPrice)}${unit === 'C62' ? '' : ` / ${lines.units[unit] ?? unit}`}`;
  return (
    <li>
      <span class="note-row">
        <strong>{name}</strong>
        <span class="number">{price}</span>
        <span class="soft small">{[vatRate && words.vat(spelled(vatRate)), words.uses(uses, day(usedOn))].filter(Boolean).join(' · ')}</span>
      </span>
      <button type="button" class="button icon plain" aria-label={words.forget(name)} onClick={onForget}>
        <Icon name="trash" />
      </button>
    </li>
  );
}

/** Everything that the memory of articles holds, each of it forgettable. */
export default function ArticlesScreen(_: ScreenProps) {
  const [articles, setArticles] = useState<readonly Article[] | null>(null);
  const [query, setQuery] = useState('');
  const load = () => attempt(async () => setArticles(await (await theDesk().articles()).list()));
  useEffect(() => {
    void load();
  }, []);
  const forget = async (gone: readonly Article[], said: string) => {
    const done = await attempt(async () => {
      await (await theDesk().articles()).forget(gone.map(({ key }) => key));
      await load();
      return true;
    });
    if (!done) return;
    // the button that was pressed is gone with its line
    document.querySelector<HTMLElement>('main h1')?.focus();
    say(said, {
      label: shell.undo,
      run: () =>
        void attempt(async () => {
          await (await theDesk().articles()).remember(gone);
          await load();
        }),
    });
  };
  const wanted = folded(query);
  const shown = (articles ?? []).filter(({ name }) => folded(name).includes(wanted));
  return (
    <div class="stack wide">
      <div class="stack">
        <Head title={words.title} back={to('reglages')} />
        <p class="soft">{words.intro}</p>
      </div>
      {articles?.length === 0 && <p role="status">{words.none}</p>}
      {articles && articles.length > 8 && <SearchField id="article-search" label={words.search} value={query} onType={setQuery} />}
      {articles && articles.length > 0 && shown.length === 0 && <p role="status">{words.noneFound}</p>}
      {shown.length > 0 && (
        <ul class="sheet notes">
          {shown.map((article) => (
            <Row key={article.key} article={article} onForget={() => void forget([article], words.forgotten(article.name))} />
          ))}
        </ul>
      )}
      {articles && articles.length > 1 && (
        <div>
          <button type="button" class="button danger" onClick={() => void forget(articles, words.allForgotten(articles.length))}>
            <Icon name="trash" />
            {words.forgetAll}
          </button>
        </div>
      )}
    </div>
  );
}
