/** @jsxImportSource react */
import { useEffect, useId, useRef, useState } from 'react';
import type { Option } from '../options.ts';
import { remember } from './focus.ts';
import { type Common, Star, Told } from './parts.tsx';

/** Controlled: what `accept` refuses never shows, as if the key had not been pressed. */
export function TextInput({ accept, maxLength, ...props }: Common & { accept?: RegExp; maxLength?: number }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>
        {props.label}
        <Star on={props.required} />
      </label>
      <input
        id={id}
        ref={(node) => remember(node, props.mark)}
        value={props.value}
        maxLength={maxLength}
        aria-invalid={props.error ? true : undefined}
        onChange={(event) => {
          if (!accept || accept.test(event.target.value)) props.onValue(event.target.value);
        }}
      />
      <Told text={props.error} />
    </div>
  );
}

/** The browser's own date field: its value is ISO, whatever is shown. */
export function DateInput(props: Common) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>
        {props.label}
        <Star on={props.required} />
      </label>
      <input
        id={id}
        type="date"
        ref={(node) => remember(node, props.mark)}
        value={props.value}
        onChange={(event) => props.onValue(event.target.value)}
      />
    </div>
  );
}

export function LongInput({ maxLength, ...props }: Common & { maxLength?: number }) {
  const id = useId();
  return (
    <div className="field wide">
      <label htmlFor={id}>{props.label}</label>
      <textarea
        id={id}
        rows={4}
        ref={(node) => remember(node, props.mark)}
        maxLength={maxLength}
        value={props.value}
        onChange={(event) => props.onValue(event.target.value)}
      />
    </div>
  );
}

export function CheckInput(props: Common) {
  return (
    <label className="check">
      <input type="checkbox" checked={props.value === 'true'} onChange={(event) => props.onValue(event.target.checked ? 'true' : '')} />
      <span>
        {props.label}
        <Star on={props.required} />
      </span>
    </label>
  );
}

/** A list of its own: a button that opens a listbox, no select anywhere. */
export function Choice({
  options,
  disabled,
  empty = 'Choisir…',
  ...props
}: Common & { options: readonly Option[]; disabled?: boolean; empty?: string }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const chosen = options.find((option) => option.value === props.value);
  useEffect(() => {
    if (!open) return;
    const away = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('mousedown', away);
    return () => document.removeEventListener('mousedown', away);
  }, [open]);
  const choose = (value: string) => {
    setOpen(false);
    props.onValue(value);
  };
  const all: readonly Option[] = props.required ? options : [{ value: '', label: empty }, ...options];
  return (
    <div className="field" ref={box}>
      <span className="label" id={`${id}l`}>
        {props.label}
        <Star on={props.required} />
      </span>
      <button
        type="button"
        role="combobox"
        id={`${id}b`}
        className="combo"
        disabled={disabled}
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-controls={`${id}o`}
        aria-labelledby={`${id}l ${id}b`}
        ref={(node) => remember(node, props.mark)}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setOpen(false);
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            setOpen(true);
            setActive((active + (event.key === 'ArrowDown' ? 1 : all.length - 1)) % all.length);
          }
          if (event.key === 'Enter' && open) {
            event.preventDefault();
            choose(all[active]?.value ?? '');
          }
        }}
      >
        {chosen ? chosen.label : <span className="none">{empty}</span>}
      </button>
      {open ? (
        <div role="listbox" id={`${id}o`} aria-labelledby={`${id}l`} className="options">
          {all.map((option, rank) => (
            <div
              key={option.value}
              role="option"
              tabIndex={-1}
              aria-selected={option.value === props.value}
              className={rank === active ? 'active' : ''}
              onMouseEnter={() => setActive(rank)}
              onClick={() => choose(option.value)}
              onKeyDown={() => undefined}
            >
              {option.label}
            </div>
          ))}
        </div>
      ) : null}
      <Told text={props.error} />
    </div>
  );
}

export function FileInput({ label, required, name, onFile }: { label: string; required?: boolean; name: string; onFile: (file: File) => void }) {
  return (
    <div className="field">
      <span className="label">
        {label}
        <Star on={required} />
      </span>
      <label className="drop">
        <input
          type="file"
          aria-label={label}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) onFile(file);
          }}
        />
        <span>{name || 'Choisissez un fichier ou déposez-le ici'}</span>
      </label>
    </div>
  );
}
