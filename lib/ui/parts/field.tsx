import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Dossier } from '../../desk/dossier.ts';
import type { Problem } from '../../invoice/check.ts';
import { frenchVatIdentifier } from '../../invoice/identifiers.ts';
import { sirenOf } from '../../invoice/model.ts';
import { edit, formVersion, settled, valueAt } from '../edits.ts';
import { kindOf, labelOf, spelling } from '../fields.ts';
import { review as words } from '../words/fr/invoice.ts';
import { Icon } from './icon.tsx';
import { Differs, Origin } from './origin.tsx';
import { ConfirmAnomaly } from './problems.tsx';
import { rowsOf } from './typed.tsx';

export type Mark = 'sure' | 'check' | 'seen' | 'none';

/** What to say beside a field: read and sure, to be looked at, seen by the user, or nothing to say. */
export function markOf(dossier: Dossier, path: string): Mark {
  const trace = dossier.traces[path];
  if (!trace || valueAt(dossier.invoice, path) === '') return 'none';
  if (trace.confirmed) return 'seen';
  return trace.confidence === 'sure' ? 'sure' : trace.confidence === 'check' ? 'check' : 'none';
}

export function MarkTag({ mark }: { mark: Mark }) {
  if (mark === 'none') return null;
  const tone = mark === 'check' ? 'doubt' : 'done';
  return (
    <span class={`tag ${tone}`}>
      <Icon name={mark === 'check' ? 'eye' : 'check'} />
      {mark === 'check' ? words.check : mark === 'seen' ? words.seen : words.sure}
    </span>
  );
}

/** The VAT number that follows from the SIREN, one tap away. */
function VatProposal({ dossier }: { dossier: Dossier }) {
  const { seller } = dossier.invoice;
  const proposed = frenchVatIdentifier(sirenOf(seller));
  if (!proposed || proposed === seller.vatIdentifier) return null;
  const take = () =>
    void edit(dossier.id, 'seller.vatIdentifier', proposed).then(() => {
      formVersion.value += 1;
    });
  return (
    <div>
      <button type="button" class="chip" onClick={take}>
        <Icon name="check" />
        {words.takeOther(proposed)}
      </button>
    </div>
  );
}

interface Props {
  dossier: Dossier;
  path: string;
  label?: string;
  problems?: readonly Problem[] | null;
  hint?: string;
  onFocus?: (path: string) => void;
  onEnter?: () => void;
  autoFocus?: boolean;
  /** Shows "sûr", "à regarder" … beside the label. */
  marks?: boolean;
}

/** One field of the invoice: saved at each keystroke, with the keyboard that suits it and what is wrong with it underneath. */
export function Field({
  dossier,
  path,
  label = labelOf(path),
  problems,
  hint = words.hints[path],
  onFocus,
  onEnter,
  autoFocus,
  marks = true,
}: Props) {
  const id = useId();
  const stored = valueAt(dossier.invoice, path);
  // while the user types, the text is his; the stored spelling comes back when he leaves
  const [text, setText] = useState<string | null>(null);
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const long = path === 'buyer.name';
  const { type, inputMode, autocomplete, capitals, kind } = kindOf(path);
  const found = problems?.find((item) => item.field === path && item.severity !== 'info');
  // an empty field of a fresh draft is not a mistake: it says « à remplir », and the sentence comes when the user was sent here to fix it
  const empty = (text ?? stored) === '' && !autoFocus;
  const problem = empty ? undefined : found;
  const toFill = empty && found?.severity === 'error';
  const read = marks ? markOf(dossier, path) : 'none';
  // what is wrong is not said to be seen or sure
  const mark = problem?.severity === 'error' && read !== 'check' ? 'none' : read;
  useEffect(() => setText(null), [formVersion.value, path]);
  useEffect(() => {
    if (!autoFocus) return;
    input.current?.focus();
    input.current?.scrollIntoView({ block: 'center' });
  }, [autoFocus]);
  const tone = problem?.severity === 'error' ? 'stop' : mark === 'check' ? 'doubt' : '';
  const described = [hint && `${id}-hint`, problem && `${id}-wrong`].filter(Boolean).join(' ');
  const shared = {
    ref: input,
    id,
    name: path,
    'data-testid': `field-${path}`,
    inputMode,
    autoComplete: autocomplete,
    autocapitalize: capitals ? ('characters' as const) : undefined,
    spellcheck: kind === 'text' ? undefined : false,
    value: text ?? spelling(path, stored),
    'aria-invalid': problem?.severity === 'error' ? true : undefined,
    'aria-describedby': described || undefined,
    onFocus: () => onFocus?.(path),
    onInput: ({ currentTarget }: { currentTarget: { value: string } }) => {
      setText(currentTarget.value);
      void edit(dossier.id, path, currentTarget.value.replace(/\s*\n\s*/g, ' '));
    },
    onBlur: () => {
      if (text !== null) void settled(dossier.id).then(() => setText(null));
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || (!onEnter && !long)) return;
      event.preventDefault();
      onEnter?.();
    },
  };
  return (
    <div class={`field ${tone}`}>
      <div class="field-head">
        <label for={id}>{label}</label>
        <Origin dossier={dossier} path={path} />
        <MarkTag mark={mark} />
        {toFill && (
          <span class="tag doubt">
            <Icon name="pen" />
            {words.toFill}
          </span>
        )}
      </div>
      {long ? <textarea {...shared} class="input grows" rows={rowsOf(shared.value)} /> : <input {...shared} class="input" type={type} />}
      {marks && <Differs dossier={dossier} path={path} />}
      {path === 'seller.vatIdentifier' && found && <VatProposal dossier={dossier} />}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {problem && (
        <p class={problem.severity === 'error' ? 'wrong' : 'hint'} id={`${id}-wrong`}>
          {problem.message} {problem.remedy}
        </p>
      )}
      {problem?.confirmable && <ConfirmAnomaly id={dossier.id} problem={problem} onDone={() => input.current?.focus()} />}
    </div>
  );
}
