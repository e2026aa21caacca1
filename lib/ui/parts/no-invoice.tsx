import { to } from '../router.ts';
import { shell as words } from '../words/fr/shell.ts';

/** What every screen of an invoice shows at an address that has none: deleted, or never was. */
export function NoInvoice() {
  return (
    <div class="stack">
      <h1 tabIndex={-1}>{words.notFoundInvoice}</h1>
      <a class="act" href={to()}>
        {words.home}
      </a>
    </div>
  );
}
