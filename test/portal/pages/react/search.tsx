/** @jsxImportSource react */
import { useEffect, useId, useRef, useState } from 'react';
import type { Option } from '../options.ts';
import { remember } from './focus.ts';
import { type Common, Star, Told } from './parts.tsx';

/** Typed words are only a search: nothing is kept until one of the proposals is chosen. */
export function Search({
  find,
  chosen,
  onChosen,
  hint,
  wide,
  ...props
}: Common & {
  find: (words: string) => Promise<Option[]>;
  chosen: Option | null;
  onChosen: (option: Option | null) => void;
  hint: string;
  wide?: boolean;
}) {
  const id = useId();
  const [words, setWords] = useState(chosen?.label ?? props.value);
  const [found, setFound] = useState<Option[] | null>(null);
  const asked = useRef(0);
  useEffect(() => {
    if (chosen || words.trim().length < 2) {
      setFound(null);
      return;
    }
    const mine = ++asked.current;
    const timer = setTimeout(() => {
      find(words).then((options) => {
        if (mine === asked.current) setFound(options);
      });
    }, 200);
    return () => clearTimeout(timer);
  }, [words, chosen]);
  return (
    <div className={wide ? 'field two' : 'field'}>
      <label htmlFor={id}>
        {props.label}
        <Star on={props.required} />
      </label>
      <input
        id={id}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={found !== null}
        aria-controls={`${id}o`}
        autoComplete="off"
        placeholder={hint}
        ref={(node) => remember(node, props.mark)}
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          if (chosen) onChosen(null);
        }}
        onBlur={() => {
          if (!chosen) setTimeout(() => setFound(null), 300);
        }}
      />
      {found ? (
        <div role="listbox" id={`${id}o`} className="options" aria-label="Propositions">
          {found.map((option) => (
            <div
              key={option.value}
              role="option"
              tabIndex={-1}
              aria-selected={false}
              onMouseDown={(event) => event.preventDefault()}
              onKeyDown={() => undefined}
              onClick={() => {
                setFound(null);
                setWords(option.label);
                onChosen(option);
              }}
            >
              {option.label}
            </div>
          ))}
          {found.length === 0 ? <p className="none">Rien de ce nom</p> : null}
        </div>
      ) : null}
      <Told text={props.error} />
    </div>
  );
}
