import { useEffect, useState } from 'preact/hooks';
import { type EcbRate, isRate, LEGAL_POINTS } from '../../claims/rates.ts';
import { attempt } from '../actions.ts';
import { percent, spelled } from '../format.ts';
import { useGesture } from '../hooks.ts';
import { say, theDesk } from '../state.ts';
import { said } from '../words/dictionary.ts';
import { half, delays as words } from '../words/fr/claims.ts';
import { shell } from '../words/fr/shell.ts';
import { Icon } from './icon.tsx';

/** Half-years shown at once: older ones serve old debts only. */
const FIRST_ROWS = 4;

/** "2,5" or "2.15" as stored; "" when it is no rate. */
const stored = (text: string) => {
  const rate = text.trim().replace('%', '').trim().replace(',', '.');
  return isRate(rate) ? rate : '';
};
const total = (rate: string) => ((Math.round(Number(rate) * 100) + LEGAL_POINTS * 100) / 100).toFixed(2);

/** The rates by half-year, each with where it comes from; the user corrects a guess, or goes back to the table. */
export function RatesEditor({ onSaved }: { onSaved: () => void }) {
  const [rates, setRates] = useState<readonly EcbRate[]>([]);
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const [all, setAll] = useState(false);
  const [busy, run] = useGesture();
  const load = async () => {
    setRates(await (await theDesk().claims()).rates());
    setTexts({});
  };
  useEffect(() => {
    void attempt(load);
  }, []);
  const wrong = Object.values(texts).some((text) => stored(text) === '');
  const unsure = rates.some(({ certainty }) => certainty === 'carried');
  const own = rates.filter(({ certainty }) => certainty === 'user').map(({ from, ecb }) => [from, ecb] as const);
  const save = async (typed: Readonly<Record<string, string>>) => {
    await (await theDesk().claims()).saveRates(typed);
    await load();
    onSaved();
  };
  const keep = (typed: Readonly<Record<string, string>>) =>
    run(async () => {
      const before = Object.fromEntries(own);
      await save(typed);
      say(words.ratesSaved, { label: shell.undo, run: () => run(() => save(before)) });
    });
  const typed = () => {
    const fresh = Object.entries(texts).map(([from, text]) => [from, stored(text)]);
    return Object.fromEntries([...own, ...fresh]) as Record<string, string>;
  };
  return (
    <details class="sheet more">
      <summary>
        <Icon name="next" />
        {words.rates}
        {unsure && (
          <span class="tag doubt">
            <Icon name="eye" />
            {words.toCheck}
          </span>
        )}
      </summary>
      <div class="stack">
        <p class="soft">{words.ratesText}</p>
        {unsure && <p>{words.whereToCheck}</p>}
        <div>
          {rates.slice(0, all ? rates.length : FIRST_ROWS).map(({ from, ecb, certainty, source }) => {
            const text = texts[from] ?? spelled(ecb);
            const bad = stored(text) === '';
            return (
              <div key={from} class={`rate-row field ${bad ? 'stop' : certainty === 'carried' ? 'doubt' : ''}`}>
                <div>
                  <label for={`rate-${from}`}>{half.name(from)}</label>
                  <p class={bad ? 'wrong' : 'hint'} id={`rate-${from}-hint`}>
                    {bad ? words.badRate : `${words.total(percent(total(stored(text))))}. ${said(source)}.`}
                  </p>
                  {certainty === 'carried' && !bad && (
                    <button
                      type="button"
                      class="act quiet confirm"
                      disabled={busy || wrong}
                      onClick={() => keep({ ...typed(), [from]: stored(text) })}
                    >
                      <Icon name="check" />
                      {words.confirmRate}
                    </button>
                  )}
                </div>
                <input
                  id={`rate-${from}`}
                  class="input"
                  inputMode="decimal"
                  autoComplete="off"
                  value={text}
                  aria-describedby={`rate-${from}-hint`}
                  aria-invalid={bad || undefined}
                  onInput={(event) => setTexts({ ...texts, [from]: event.currentTarget.value })}
                />
              </div>
            );
          })}
        </div>
        {!all && rates.length > FIRST_ROWS && (
          <div>
            <button type="button" class="button plain" onClick={() => setAll(true)}>
              {words.more}
            </button>
          </div>
        )}
        <div class="row">
          <button type="button" class="button strong" disabled={busy || wrong} onClick={() => keep(typed())}>
            {words.saveRates}
          </button>
          {rates.some(({ certainty }) => certainty === 'user') && (
            <button type="button" class="button" disabled={busy} onClick={() => keep({})}>
              {words.resetRates}
            </button>
          )}
        </div>
      </div>
    </details>
  );
}
