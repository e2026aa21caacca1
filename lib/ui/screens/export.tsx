import '../styles/capture.css';
import '../styles/invoice.css';
import '../styles/books.css';
import '../styles/write.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Dossier } from '../../desk/dossier.ts';
import { type NamedPeriod, type PeriodKind, recentPeriods } from '../../desk/periods.ts';
import { totalOf } from '../../desk/spreadsheet.ts';
import { attempt, handOver } from '../actions.ts';
import { money, monthName } from '../format.ts';
import { Head } from '../parts/head.tsx';
import { Icon } from '../parts/icon.tsx';
import { to } from '../router.ts';
import type { ScreenProps } from '../screens.ts';
import { announce, dossiers, say, theDesk } from '../state.ts';
import { exporting as words } from '../words/fr/books.ts';

function today(): string {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
}

function labelOf(kind: PeriodKind, { name, from }: NamedPeriod): string {
  if (kind === 'year') return name;
  if (kind === 'quarter') return words.quarterOf(Number(name.slice(-1)), name.slice(0, 4));
  return monthName(from.slice(0, 7));
}

type Kind = PeriodKind | 'free';
const kinds: readonly Kind[] = ['month', 'quarter', 'year', 'free'];

/** The period, chosen: one of the last months, quarters or years, or any two days. */
function usePeriod() {
  const [kind, setKind] = useState<Kind>('month');
  const [rank, setRank] = useState(0);
  const [month] = recentPeriods('month', today());
  const [free, setFree] = useState({ from: month?.from ?? '', to: today() });
  const choices = kind === 'free' ? [] : recentPeriods(kind, today());
  const period: NamedPeriod =
    kind === 'free' ? { ...free, name: `${free.from}_${free.to}` } : (choices[rank] ?? { from: today(), to: today(), name: today() });
  const choose = (next: Kind) => {
    setKind(next);
    setRank(0);
  };
  return { kind, choose, rank, setRank, free, setFree, choices, period };
}

export default function ExportScreen(_: ScreenProps) {
  const { kind, choose, rank, setRank, free, setFree, choices, period } = usePeriod();
  const [drafts, setDrafts] = useState(false);
  const [chosen, setChosen] = useState<readonly Dossier[] | null>(null);
  const [done, setDone] = useState<number | null>(null);
  const stop = useRef<AbortController | null>(null);
  const wrong = period.from > period.to;
  useEffect(() => {
    let alive = true;
    void attempt(async () => (await theDesk().exporting()).choose(period, drafts)).then((found) => alive && found && setChosen(found));
    return () => {
      alive = false;
    };
  }, [period.from, period.to, drafts, dossiers.value]);
  useEffect(() => () => stop.current?.abort(), []);
  const list = chosen ?? [];
  const credits = list.filter(({ invoice }) => invoice.kind === 'credit-note').length;
  const busy = done !== null;
  const save = async (what: 'zip' | 'table') => {
    const controller = new AbortController();
    stop.current = controller;
    setDone(0);
    await attempt(async () => {
      const cases = await theDesk().exporting();
      const name = words.stem(period.name);
      const file =
        what === 'zip' ? await cases.archive(list, { name, signal: controller.signal, onProgress: setDone }) : await cases.spreadsheet(list, name);
      handOver(file.bytes, file.name, file.type);
      say(words.done);
    });
    setDone(null);
  };
  useEffect(() => {
    if (chosen) announce(`${words.invoices(list.length)}, ${money(totalOf(list.map(({ invoice }) => invoice)))}`);
  }, [chosen]);
  return (
    <div class="stack wide">
      <div class="stack">
        <Head title={words.title} back={to()} />
        <p class="soft">{words.intro}</p>
      </div>
      <section class="sheet stack" aria-labelledby="which">
        <h2 id="which">{words.period}</h2>
        <div class="even">
          {kinds.map((name) => (
            <button key={name} type="button" class="chip" aria-pressed={kind === name} onClick={() => choose(name)}>
              {words[name]}
            </button>
          ))}
        </div>
        {kind === 'free' ? (
          <div class="grid-2">
            {(['from', 'to'] as const).map((side) => (
              <div key={side} class="field">
                <label for={`export-${side}`}>{words[side]}</label>
                <input
                  id={`export-${side}`}
                  class="input"
                  type="date"
                  value={free[side]}
                  aria-invalid={wrong || undefined}
                  aria-describedby={wrong ? 'export-wrong' : undefined}
                  onInput={(event) => setFree({ ...free, [side]: event.currentTarget.value })}
                />
              </div>
            ))}
            {wrong && (
              <p class="wrong" id="export-wrong" role="alert">
                {words.badDates}
              </p>
            )}
          </div>
        ) : (
          <div class="field">
            <label for="export-which">{words.which}</label>
            <select id="export-which" class="input" value={String(rank)} onChange={(event) => setRank(Number(event.currentTarget.value))}>
              {choices.map((choice, index) => (
                <option key={choice.name} value={String(index)}>
                  {labelOf(kind, choice)}
                </option>
              ))}
            </select>
          </div>
        )}
        <label class="switch">
          <input type="checkbox" checked={drafts} onChange={(event) => setDrafts(event.currentTarget.checked)} />
          <span>
            {words.drafts}
            <br />
            <span class="hint">{words.draftsHint}</span>
          </span>
        </label>
      </section>
      <section class="stack" aria-labelledby="what">
        <h2 id="what">{words.summary}</h2>
        {list.length === 0 ? (
          <p class="soft" data-testid="export-count">
            {words.none}
          </p>
        ) : (
          <dl class="figures">
            <div>
              <dt>{[words.invoices(list.length), words.credits(credits)].filter(Boolean).join(', ')}</dt>
              <dd class="number" data-testid="export-total">
                {money(totalOf(list.map(({ invoice }) => invoice)))}
              </dd>
            </div>
          </dl>
        )}
        {list.length > 0 && <p class="hint">{words.total}</p>}
        <div class="ways">
          <button type="button" class="way" disabled={busy || list.length === 0} onClick={() => void save('zip')}>
            <Icon name="down" />
            <strong>{words.zip}</strong>
            <span class="hint">{words.zipHint}</span>
          </button>
          <button type="button" class="way" disabled={busy || list.length === 0} onClick={() => void save('table')}>
            <Icon name="list" />
            <strong>{words.table}</strong>
            <span class="hint">{words.tableHint}</span>
          </button>
        </div>
        {busy && (
          <p class="row" role="status">
            {words.making(done, list.length)}
            <button type="button" class="button" onClick={() => stop.current?.abort()}>
              {words.stop}
            </button>
          </p>
        )}
      </section>
    </div>
  );
}
