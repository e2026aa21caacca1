import type { AriaAttributes, Ref, TargetedFocusEvent, TargetedKeyboardEvent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { formVersion } from '../edits.ts';

interface Props extends AriaAttributes {
  id?: string;
  name?: string;
  /** A kind of text field; one that is data goes under the name of the plainest, as in `fields.ts`. */
  type?: 'text';
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
  onLeave?: (() => void) | undefined;
  inputRef?: Ref<HTMLInputElement>;
}

function useTyped({ value, onType, settled, onLeave }: Pick<Props, 'value' | 'onType' | 'settled' | 'onLeave'>) {
  const [text, setText] = useState<string | null>(null);
  useEffect(() => setText(null), [formVersion.value]);
  return {
    value: text ?? value,
    onInput: (event: { currentTarget: { value: string } }) => {
      setText(event.currentTarget.value);
      onType(event.currentTarget.value);
    },
    onBlur: () => {
      if (text !== null) void settled().then(() => setText(null));
      onLeave?.();
    },
  };
}

/** A text field whose text is the user's while he types; the stored spelling comes back when he leaves. */
export function TypedInput({ value, onType, settled, onLeave, inputRef, ...rest }: Props) {
  return <input {...rest} ref={inputRef ?? null} class="input" autoComplete="off" {...useTyped({ value, onType, settled, onLeave })} />;
}

/** Letters on a line of a phone: where a browser does not let a field grow with its text, the text is counted. */
const LETTERS = 32;
export const rowsOf = (text: string): number => Math.max(1, Math.ceil(text.length / LETTERS));

type AreaProps = Omit<Props, 'type' | 'inputRef' | 'onFocus' | 'onKeyDown'> & {
  inputRef?: Ref<HTMLTextAreaElement>;
  onFocus?: (event: TargetedFocusEvent<HTMLTextAreaElement>) => void;
  onKeyDown?: (event: TargetedKeyboardEvent<HTMLTextAreaElement>) => void;
};

/** The same for words that may be long: one line of text, all of it in sight. */
export function TypedWords({ value, onType, settled, onLeave, inputRef, onKeyDown, ...rest }: AreaProps) {
  const typed = useTyped({ value, onType: (text) => onType(text.replace(/\s*\n\s*/g, ' ')), settled, onLeave });
  return (
    <textarea
      {...rest}
      ref={inputRef ?? null}
      class="input grows"
      rows={rowsOf(typed.value)}
      autoComplete="off"
      {...typed}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.preventDefault();
        onKeyDown?.(event);
      }}
    />
  );
}
