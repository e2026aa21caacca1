import '../styles/lines.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { lineOf, suggestions } from '../../desk/articles.ts';
import { isBlank, moved, nextLine } from '../../desk/lines.ts';
import type { Line } from '../../invoice/model.ts';
import { labelled, money, spelled } from '../format.ts';
import { useMedia } from '../hooks.ts';
import { announce, say } from '../state.ts';
import { shell } from '../words/fr/shell.ts';
import { lines as words } from '../words/fr/write.ts';
import { Icon } from './icon.tsx';
import { type Focus, LineEditor, type LinesContext, lacksRate, linePath, problemsOfLine } from './line.tsx';

interface Props {
  lines: readonly Line[];
  context: LinesContext;
  /** Path of the field that a remedy leads to. */
  wanted?: string;
  /** Takes the last change back, for the message that says so. */
  onUndo?: () => void;
  /** Lines of the last time, and what they were. */
  last?: { lines: Line[]; number: string } | null;
}

let serial = 0;

/**
 * Names that lines keep when they move: they have none of their own. `plan` says those of a change under way, taken up when the changed lines come back;
 * a list changed from elsewhere (undo) gets new ones.
 */
function useKeys(lines: readonly Line[]) {
  const keys = useRef<number[]>([]);
  const planned = useRef<{ keys: number[]; before: readonly Line[] } | null>(null);
  const plan = planned.current;
  if (plan && plan.before !== lines && plan.keys.length === lines.length) {
    keys.current = plan.keys;
    planned.current = null;
  }
  while (keys.current.length < lines.length) keys.current.push(++serial);
  keys.current.length = lines.length;
  return {
    keys: keys.current,
    plan(next: number[]) {
      planned.current = { keys: next, before: lines };
    },
  };
}

function Folded({ line, index, trouble, currency, onOpen }: { line: Line; index: number; trouble: string; currency: string; onOpen: () => void }) {
  const quantity = spelled(line.quantity);
  const unit = line.unit === 'C62' ? '' : ` ${words.units[line.unit] ?? line.unit}`;
  return (
    <button type="button" class="line folded" onClick={onOpen}>
      <span class="hidden">{labelled(words.open(index + 1), '')}</span>
      <span class="what">{line.name || words.unnamed}</span>
      <strong class="number">{line.netAmount ? money(line.netAmount, currency) : '—'}</strong>
      <span class="soft small">
        {quantity}
        {unit} × {line.netPrice ? money(line.netPrice, currency) : '—'}
        {trouble && (
          <span class="tag doubt">
            <Icon name="pen" />
            {trouble}
          </span>
        )}
      </span>
    </button>
  );
}

/** The lines: on a wide screen all open, on a phone the one at hand. Focus follows what is added, moved and removed. */
export function Lines({ lines, context, wanted = '', onUndo, last }: Props) {
  const wide = useMedia('(min-width: 60rem)');
  const { keys, plan } = useKeys(lines);
  const blank = lines.every(isBlank);
  const wantedIndex = Number(/^lines\.(\d+)/.exec(wanted)?.[1] ?? -1);
  const [active, setActive] = useState(() => keys[wantedIndex] ?? (lines.length === 1 ? keys[0] : undefined) ?? 0);
  const [focus, setFocus] = useState<{ key: number; on: Focus }>({
    key: keys[wantedIndex] ?? 0,
    on: (wantedIndex >= 0 ? (wanted.split('.').at(-1) as Focus) : '') || '',
  });
  const [toAdd, setToAdd] = useState(0);
  const addButton = useRef<HTMLButtonElement>(null);
  const put = (key: number, on: Focus) => {
    setActive(key);
    setFocus({ key, on });
  };
  // the last line is gone: the cursor must not be lost in the page
  useEffect(() => {
    if (toAdd > 0) addButton.current?.focus();
  }, [toAdd]);
  const insert = (line: Line, at: number, on: Focus) => {
    const key = ++serial;
    plan(keys.toSpliced(at, 0, key));
    void context.change((current) => current.toSpliced(at, 0, line)).then(() => put(key, on));
  };
  const add = () => insert(nextLine(lines, context.franchise), lines.length, 'name');
  const copy = (index: number) => {
    const line = lines[index];
    if (!line) return;
    insert(structuredClone(line), index + 1, 'quantity');
    announce(words.copied(index + 2));
  };
  const move = (index: number, by: 1 | -1, on: Focus) => {
    const to = index + by;
    const key = keys[index];
    if (key === undefined || to < 0 || to >= lines.length) return;
    plan(moved(keys, index, to));
    // a line that reaches an end has no further to go that way: the other arrow takes the cursor
    const next: Focus = on === 'up' && to === 0 ? 'down' : on === 'down' && to === lines.length - 1 ? 'up' : on;
    void context.change((current) => moved(current, index, to)).then(() => put(key, next));
    announce(words.moved(to + 1));
  };
  const remove = (index: number) => {
    const left = keys.toSpliced(index, 1);
    const neighbour = left[Math.min(index, left.length - 1)];
    plan(left);
    void context
      .change((current) => current.toSpliced(index, 1))
      .then(() => {
        if (neighbour === undefined) setToAdd(toAdd + 1);
        else put(neighbour, 'remove');
        if (onUndo) say(words.removed, { label: shell.undo, run: onUndo });
      });
  };
  const takeLast = () => {
    if (!last) return;
    plan(last.lines.map(() => ++serial));
    void context
      .change(() => structuredClone(last.lines))
      .then(() => {
        setActive(0);
        announce(words.againDone);
        setToAdd(toAdd + 1);
      });
  };
  const here = new Set(lines.map((line) => line.name.trim().toLocaleLowerCase('fr')));
  const usual = suggestions(context.articles, '', context.buyer, 12)
    .filter((article) => !here.has(article.name.toLocaleLowerCase('fr')))
    .slice(0, 5);
  const addArticle = (article: (typeof usual)[number]) => {
    const line = lineOf(article, context.buyer);
    const [only] = lines;
    // the first empty line is there to be filled
    if (lines.length === 1 && only && isBlank(only)) void context.change(() => [line]).then(() => put(keys[0] ?? 0, wide ? 'quantity' : ''));
    else insert(line, lines.length, wide ? 'quantity' : '');
  };
  const shortcuts = usual.length > 0 && (
    <div class="row usual">
      <span class="hint">{words.usual}</span>
      {usual.map((article) => (
        <button key={article.key} type="button" class="chip" aria-label={words.addUsual(article.name)} onClick={() => addArticle(article)}>
          <Icon name="plus" />
          {article.name}
        </button>
      ))}
    </div>
  );
  return (
    <div class="lines">
      {last && last.lines.length > 0 && blank && (
        <button type="button" class="button strong again" onClick={takeLast}>
          <Icon name="redo" />
          <span>
            {words.again}
            <small>{words.againOf(last.lines.length, last.number)}</small>
          </span>
        </button>
      )}
      {blank && shortcuts}
      {lines.map((line, index) => {
        const key = keys[index] ?? index;
        const errors = problemsOfLine(context.problems, index).filter((problem) => problem.severity === 'error');
        const onlyRate = lacksRate(context.problems, line, index) && errors.every(({ field }) => field === linePath(index, 'vatRate'));
        const trouble = errors.length === 0 ? '' : onlyRate ? words.chooseVat : words.toFix;
        if (!wide && active !== key)
          return <Folded key={key} line={line} index={index} trouble={trouble} currency={context.currency} onOpen={() => put(key, 'more')} />;
        return (
          <LineEditor
            key={key}
            line={line}
            index={index}
            count={lines.length}
            context={context}
            focus={focus.key === key ? focus.on : ''}
            onFocused={() => setFocus({ key, on: '' })}
            onNext={() => {
              const next = keys[index + 1];
              if (next === undefined) add();
              else put(next, 'name');
            }}
            onMove={(by, on) => move(index, by, on)}
            onCopy={() => copy(index)}
            onRemove={() => remove(index)}
          />
        );
      })}
      {!blank && shortcuts}
      <button type="button" class="button" ref={addButton} onClick={add}>
        <Icon name="plus" />
        {words.add}
      </button>
    </div>
  );
}
