import type { AriaAttributes, Ref, TargetedFocusEvent, TargetedKeyboardEvent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { formVersion } from '../edits.ts';

interface Props extends AriaAttributes {
  id?: string;
  name?: string;
  /** A kind of text field; one that is data goes under the name of the plainest, as in `fields.ts`. */
  type?: 'text';
  role?: 'combobox';
  inputMode?: 'text' | 'decimal';
  enterKeyHint?: 'next';
  'data-testid'?: string;
  onFocus?: (event: TargetedFocusEvent<HTMLInputElement>) => void;
  onKeyDown?: (event: TargetedKeyboardEvent<HTMLInputElement>) => void;
  /** The stored value, spelled as it is shown. */
  value: string;
  /** Each keystroke. */
  onType: (text: string) => void;
  /** Resolves when what was typed is in the store. */
  settled: () => Promise<void>;
  onLeave?: () => void;
  inputRef?: Ref<HTMLInputElement>;
}

/** A text field whose text is the user's while he types; the stored spelling comes back when he leaves. */
export function TypedInput({ value, onType, settled, onLeave, inputRef, ...rest }: Props) {
  const [text, setText] = useState<string | null>(null);
  useEffect(() => setText(null), [formVersion.value]);
  return (
    <input
      {...rest}
      ref={inputRef ?? null}
      class="input"
      autoComplete="off"
      value={text ?? value}
      onInput={(event) => {
        setText(event.currentTarget.value);
        onType(event.currentTarget.value);
      }}
      onBlur={() => {
        if (text !== null) void settled().then(() => setText(null));
        onLeave?.();
      }}
    />
  );
}
