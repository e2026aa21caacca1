import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { type Article, lineOf } from '../../desk/articles.ts';
import { discountOf, type LineField, stepped, withAmount, withDiscount } from '../../desk/lines.ts';
import type { Problem } from '../../invoice/check.ts';
import type { Line } from '../../invoice/model.ts';
import { money, spelled } from '../format.ts';
import { lines as words } from '../words/fr/write.ts';
import { ArticleField } from './article-field.tsx';
import { DiscountField } from './discount.tsx';
import { Icon, type IconName } from './icon.tsx';
import { Rates } from './rates.tsx';
import { TypedInput, TypedWords } from './typed.tsx';

/** What the lines of an invoice and those of a delivery note have in common. */
export interface LinesContext {
  currency: string;
  /** No VAT at all: its chips are not shown. */
  franchise: boolean;
  postcode: string;
  articles: readonly Article[];
  buyer: string;
  problems: readonly Problem[] | null;
  edit: (index: number, field: LineField, typed: string) => void;
  change: (step: (lines: Line[]) => Line[], label?: string) => Promise<void>;
  settled: () => Promise<void>;
  onFocus: (path: string) => void;
  /** Shown under a problem, where the user may say that the paper is so. */
  confirm?: (problem: Problem) => ComponentChildren;
}

/** Where the cursor goes once the line is drawn: in one of its fields, or on the button that acted. */
export type Focus = LineField | 'more' | 'remove' | 'up' | 'down' | '';

interface Props {
  line: Line;
  index: number;
  count: number;
  context: LinesContext;
  focus: Focus;
  onFocused: () => void;
  onNext: () => void;
  onMove: (by: 1 | -1, focus: Focus) => void;
  onCopy: () => void;
  onRemove: () => void;
}

export const linePath = (index: number, field: string) => `lines.${index}.${field}`;

export function problemsOfLine(problems: readonly Problem[] | null, index: number): Problem[] {
  return (problems ?? []).filter((problem) => problem.field.startsWith(`lines.${index}.`) && problem.severity !== 'info');
}

/** Fields under which their own problems stand. */
const placed: readonly string[] = ['name', 'quantity', 'netPrice', 'vatRate'] satisfies LineField[];

/** The one thing that is wrong with this line may be that its VAT is not chosen. */
export function lacksRate(problems: readonly Problem[] | null, line: Line, index: number): boolean {
  return (
    line.vatRate === '' && problemsOfLine(problems, index).some(({ field, severity }) => severity === 'error' && field === linePath(index, 'vatRate'))
  );
}

/** A problem of an empty field is not a mistake yet: a fresh line says nothing. */
const isEmpty = (line: Line, field: string) => Object.entries(line).some(([name, value]) => name === field && value === '');

export function LineEditor({ line, index, count, context, focus, onFocused, onNext, onMove, onCopy, onRemove }: Props) {
  const id = useId();
  const rank = index + 1;
  const box = useRef<HTMLFieldSetElement>(null);
  const name = useRef<HTMLTextAreaElement>(null);
  const quantity = useRef<HTMLInputElement>(null);
  const price = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focus === '') return;
    const fields: Partial<Record<Focus, RefObject<HTMLElement | null>>> = { name, quantity, netPrice: price };
    const element = fields[focus]?.current ?? box.current?.querySelector<HTMLElement>(`[data-act=${focus}]`);
    element?.focus();
    element?.scrollIntoView({ block: 'nearest' });
    onFocused();
  }, [focus]);
  const { articles, buyer, problems, edit, change, settled, onFocus } = context;
  const found = problemsOfLine(problems, index).filter((problem) => !isEmpty(line, problem.field.split('.').at(-1) ?? ''));
  const wrong = (field: LineField) => found.some((problem) => problem.field === linePath(index, field) && problem.severity === 'error');
  /** What is wrong with a field stands under it; the rest, at the end of the line. */
  const of = (field: string) => found.filter((problem) => problem.field === linePath(index, field));
  const saysWrong = (field: LineField) => (of(field).length > 0 ? `${id}-wrong-${field}` : undefined);
  const says = (key: string, problems: readonly Problem[]) =>
    problems.length > 0 && (
      <div class="line-wrong" id={`${id}-wrong-${key}`}>
        {problems.map((problem) => (
          <div key={problem.rule} class="stack tight">
            <p class={problem.severity === 'error' ? 'wrong' : 'hint'}>
              {problem.message} {problem.remedy}
            </p>
            {problem.confirmable && context.confirm?.(problem)}
          </div>
        ))}
      </div>
    );
  const replace = (make: (old: Line) => Line, label = '') =>
    change((lines) => lines.map((item, position) => (position === index ? make(item) : item)), label);
  const accept = (article: Article) =>
    void replace((old) => {
      const known = lineOf(article, buyer);
      return old.quantity === '' || old.quantity === '1' ? known : withAmount({ ...known, quantity: old.quantity });
    }).then(() => quantity.current?.select());
  const number = (field: 'quantity' | 'netPrice', ref: typeof quantity, next: () => void) => (
    <TypedInput
      id={`${id}-${field}`}
      inputRef={ref}
      name={linePath(index, field)}
      data-testid={`field-${linePath(index, field)}`}
      inputMode="decimal"
      enterKeyHint="next"
      value={spelled(line[field])}
      aria-invalid={wrong(field) || undefined}
      aria-describedby={saysWrong(field)}
      settled={settled}
      onType={(text) => edit(index, field, text)}
      onFocus={(event) => {
        onFocus(linePath(index, field));
        event.currentTarget.select();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        next();
      }}
    />
  );
  // for the thumb: whoever has a keyboard types the number
  const step = (icon: IconName, label: string, by: 1 | -1) => (
    <button
      type="button"
      class="step"
      tabIndex={-1}
      data-act={by > 0 ? 'more' : 'less'}
      aria-label={label}
      onClick={() => edit(index, 'quantity', stepped(line.quantity, by))}
    >
      <Icon name={icon} />
    </button>
  );
  const act = (key: string, icon: IconName, label: string, run: () => void, disabled = false) => (
    <button
      key={key}
      type="button"
      class="button icon plain"
      data-act={key}
      aria-label={label}
      aria-disabled={disabled}
      onClick={() => !disabled && run()}
    >
      <Icon name={icon} />
    </button>
  );
  const discount = discountOf(line);
  const [opened] = useState(discount.percent !== '' || discount.amount !== '' || line.description !== '');
  return (
    <fieldset
      class="line"
      ref={box}
      onKeyDown={(event) => {
        if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
        event.preventDefault();
        const field = (event.target as HTMLElement).getAttribute('name')?.split('.').at(-1) as Focus | undefined;
        onMove(event.key === 'ArrowUp' ? -1 : 1, field ?? '');
      }}
    >
      <legend class="hidden">{words.lineOf(rank)}</legend>
      <ArticleField
        value={line.name}
        articles={articles}
        buyer={buyer}
        path={linePath(index, 'name')}
        invalid={wrong('name')}
        describedBy={saysWrong('name')}
        inputRef={name}
        settled={settled}
        onType={(text) => edit(index, 'name', text)}
        onAccept={accept}
        onEnter={() => quantity.current?.focus()}
        onFocus={() => onFocus(linePath(index, 'name'))}
      />
      {says('name', of('name'))}
      <div class="field quantity">
        <label for={`${id}-quantity`}>{words.quantity}</label>
        <div class="stepper">
          {step('minus', words.less(rank), -1)}
          {number('quantity', quantity, () => price.current?.focus())}
          {step('plus', words.more(rank), 1)}
        </div>
      </div>
      <div class="field unit">
        <label for={`${id}-unit`}>{words.unit}</label>
        <select id={`${id}-unit`} class="input" value={line.unit} onChange={(event) => edit(index, 'unit', event.currentTarget.value)}>
          {Object.entries(words.units).map(([code, label]) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
          {!(line.unit in words.units) && <option value={line.unit}>{line.unit}</option>}
        </select>
      </div>
      {says('quantity', of('quantity'))}
      <div class="field price">
        <label for={`${id}-netPrice`}>{words.netPrice}</label>
        {number('netPrice', price, onNext)}
      </div>
      <p class="line-total">
        <span class="label">{words.total}</span>
        <strong class="number">{line.netAmount ? money(line.netAmount, context.currency) : '—'}</strong>
      </p>
      {says('netPrice', of('netPrice'))}
      {!context.franchise && (
        <Rates
          rank={rank}
          rate={line.vatRate}
          postcode={context.postcode}
          lacking={line.netAmount !== '' && lacksRate(problems, line, index)}
          onRate={(rate) => edit(index, 'vatRate', rate)}
        />
      )}
      {says('vatRate', of('vatRate'))}
      <div class="line-acts">
        {act('up', 'raise', words.up(rank), () => onMove(-1, 'up'), index === 0)}
        {act('down', 'lower', words.down(rank), () => onMove(1, 'down'), index === count - 1)}
        {act('copy', 'copy', words.copy(rank), onCopy)}
        {act('remove', 'trash', words.remove(rank), onRemove)}
      </div>
      <details class="more line-more" open={opened}>
        <summary>
          <Icon name="next" />
          {words.discountOn}
        </summary>
        <div class="grid-2">
          <DiscountField
            label={words.discount}
            {...discount}
            settled={settled}
            onChange={(given) => void replace((old) => withDiscount(old, given), `lines.${index}.discount`)}
          />
          <div class="field">
            <label for={`${id}-description`}>{words.description}</label>
            <TypedWords id={`${id}-description`} value={line.description} settled={settled} onType={(text) => edit(index, 'description', text)} />
          </div>
        </div>
      </details>
      {line.note !== '' && <p class="hint line-note">{line.note}</p>}
      {says(
        'line',
        found.filter(({ field }) => !placed.some((name) => field === linePath(index, name))),
      )}
    </fieldset>
  );
}
