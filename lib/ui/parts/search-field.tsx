import { useId } from 'preact/hooks';

interface Props {
  id?: string;
  label: string;
  hint?: string;
  value: string;
  onType: (text: string) => void;
}

/** A labelled field in which one searches while typing: no correction, no memory of the browser's. */
export function SearchField({ id, label, hint, value, onType }: Props) {
  const own = useId();
  const name = id ?? own;
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        class="input"
        type="search"
        autoComplete="off"
        spellcheck={false}
        aria-describedby={hint ? `${name}-hint` : undefined}
        value={value}
        onInput={(event) => onType(event.currentTarget.value)}
      />
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
