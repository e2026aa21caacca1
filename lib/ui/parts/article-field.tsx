import type { Ref } from 'preact';
import { useEffect, useId, useMemo, useState } from 'preact/hooks';
import { type Article, folded, priceFor, suggestions } from '../../desk/articles.ts';
import { labelled, money } from '../format.ts';
import { announce } from '../state.ts';
import { lines as words } from '../words/fr/write.ts';
import { TypedWords } from './typed.tsx';

interface Props {
  value: string;
  articles: readonly Article[];
  /** SIRET of the buyer, whose own articles and prices come first. */
  buyer: string;
  path: string;
  invalid: boolean;
  describedBy: string | undefined;
  onType: (text: string) => void;
  onAccept: (article: Article) => void;
  onEnter: () => void;
  onFocus: () => void;
  settled: () => Promise<void>;
  inputRef: Ref<HTMLTextAreaElement>;
}

/**
 * The name of what is sold, with the articles of the memory under the finger: the keys of a combobox (WAI-ARIA, list autocomplete with manual selection), on a
 * field that grows with its text. Such a field may not have that role: that the list is there is said instead.
 */
export function ArticleField({ value, articles, buyer, path, invalid, describedBy, onType, onAccept, onEnter, onFocus, settled, inputRef }: Props) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [current, setCurrent] = useState(-1);
  const found = useMemo(() => {
    if (typed === null) return [];
    const hits = suggestions(articles, typed, buyer);
    // what is already written in full needs no help
    return hits.length === 1 && folded(hits[0]?.name ?? '') === folded(typed) ? [] : hits;
  }, [articles, typed, buyer]);
  const open = found.length > 0;
  useEffect(() => {
    if (open) announce(labelled(words.suggestions, String(found.length)));
  }, [found.length]);
  const close = () => {
    setTyped(null);
    setCurrent(-1);
  };
  const accept = (article: Article) => {
    close();
    onAccept(article);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (open && step !== 0 && !event.altKey) {
      event.preventDefault();
      setCurrent((current + step + found.length + (current < 0 && step < 0 ? 1 : 0)) % found.length);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      close();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const article = found[current];
      if (article) accept(article);
      else {
        close();
        onEnter();
      }
    }
  };
  return (
    <div class="field suggests">
      <label for={id}>{words.name}</label>
      <TypedWords
        id={id}
        inputRef={inputRef}
        value={value}
        name={path}
        data-testid={`field-${path}`}
        aria-haspopup="listbox"
        aria-autocomplete="list"
        aria-controls={open ? `${id}-list` : undefined}
        aria-activedescendant={open && current >= 0 ? `${id}-${current}` : undefined}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        enterKeyHint="next"
        settled={settled}
        onType={(text) => {
          setTyped(text);
          setCurrent(-1);
          onType(text);
        }}
        onFocus={() => {
          onFocus();
          if (value === '') setTyped('');
        }}
        onLeave={close}
        onKeyDown={onKeyDown}
      />
      {open && (
        <div class="suggestions" role="listbox" id={`${id}-list`} aria-label={words.suggestions}>
          {found.map((article, index) => (
            <button
              key={article.key}
              type="button"
              role="option"
              tabIndex={-1}
              id={`${id}-${index}`}
              aria-selected={index === current}
              // the field keeps the cursor while a finger chooses
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => accept(article)}
            >
              <span>{article.name}</span>
              <span class="number soft">
                {money(priceFor(article, buyer))}
                {article.unit === 'C62' ? '' : ` / ${words.units[article.unit] ?? article.unit}`}
              </span>
              {article.buyers[buyer] && <span class="soft small">{words.mine}</span>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
