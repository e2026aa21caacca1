import { useState } from 'preact/hooks';
import { type PracticeFault, practiceOrigin } from '../../portal/pages/practice.ts';
import { attempt, reload } from '../actions.ts';
import { theTabs } from '../beside.ts';
import { say, settings, theDesk } from '../state.ts';
import { practice as words } from '../words/fr/beside.ts';
import { siteName } from './ask-site.tsx';

/** Where `npm start` serves the training portal. */
const USUAL = 'http://localhost:4173';

/** Origins of training portals: added, shown, taken away. The extension fills and reads their pages, and sends training invoices there. */
export function Practice() {
  const kept = settings.value?.practice ?? [];
  const [typed, setTyped] = useState(kept.length === 0 ? USUAL : '');
  const [fault, setFault] = useState<PracticeFault | null>(null);
  const save = (practice: readonly string[]) =>
    attempt(async () => {
      const current = settings.value;
      if (!current) return;
      const next = { ...current, practice: [...practice] };
      settings.value = next;
      await theDesk().saveSettings(next);
      await (await theDesk().accounts()).release();
      await reload();
    });
  const add = () => {
    const read = practiceOrigin(typed);
    if ('fault' in read) return setFault(read.fault);
    // in the click itself; a no leaves the portal known: its pages can still be filled after a click on the button
    const asked = theTabs().allow([read.origin]);
    setTyped('');
    void asked.then(() => save([...new Set([...kept, read.origin])]));
  };
  const remove = (origin: string) => {
    void save(kept.filter((other) => other !== origin)).then(() => say(words.removed, { label: words.undo, run: () => void save(kept) }));
  };
  return (
    <form
      class="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      {kept.length > 0 && (
        <ul class="sites" aria-label={words.title}>
          {kept.map((origin) => (
            <li key={origin}>
              <span class="host">
                <strong>{siteName(origin)}</strong>
              </span>
              <button type="button" class="button plain" aria-label={words.removeOf(siteName(origin))} onClick={() => remove(origin)}>
                {words.remove}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class={fault && fault !== 'empty' ? 'field stop' : 'field'}>
        <label for="practice">{words.field}</label>
        <div class="row tight nowrap">
          <input
            id="practice"
            class="input"
            inputMode="url"
            autoComplete="off"
            autocapitalize="none"
            spellcheck={false}
            value={typed}
            aria-describedby="practice-hint"
            onInput={(event) => {
              setFault(null);
              setTyped(event.currentTarget.value);
            }}
          />
          <button type="submit" class="button">
            {words.add}
          </button>
        </div>
        <p class={fault && fault !== 'empty' ? 'wrong' : 'hint'} id="practice-hint" role={fault ? 'status' : undefined}>
          {fault && fault !== 'empty' ? words.faults[fault] : words.hint}
        </p>
      </div>
    </form>
  );
}
