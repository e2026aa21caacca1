import '../styles/accounts.css';
import { attempt, reload } from '../actions.ts';
import { book, firm, theDesk } from '../state.ts';
import { companies as words } from '../words/fr/companies.ts';

/** `then` reads what it shows before the rest of the screen learns of it: no keystroke must fall on the former company. */
async function switchTo(id: string, then?: () => Promise<unknown>): Promise<void> {
  await attempt(async () => {
    await (await theDesk().companies()).switchTo(id);
    await then?.();
    await reload();
  });
}

/** « Pour qui ? »: whose invoices are listed, and in whose name the next ones are made. */
export function Firms({ every = false, onSwitch }: { every?: boolean; onSwitch?: () => Promise<unknown> }) {
  const known = book.value;
  if (!known || known.companies.length < 2) return null;
  const shown = every ? firm.value : known.current;
  const current = known.companies.find(({ id }) => id === known.current);
  return (
    <div class="stack tight">
      <fieldset class="firms">
        <legend class="hidden">{words.forWhom}</legend>
        {every && (
          <button
            type="button"
            class="chip"
            aria-pressed={shown === ''}
            onClick={() => {
              firm.value = '';
            }}
          >
            {words.every}
          </button>
        )}
        {known.companies.map(({ id, seller }) => (
          <button
            key={id}
            type="button"
            class="chip"
            aria-pressed={shown === id}
            onClick={() => {
              if (every) firm.value = id;
              void switchTo(id, onSwitch);
            }}
          >
            {seller.tradingName || seller.name || words.unnamed}
          </button>
        ))}
      </fieldset>
      {every && current && <p class="hint">{words.nextFor(current.seller.name || words.unnamed)}</p>}
    </div>
  );
}
