import type { Dossier } from '../../desk/dossier.ts';
import { handOver, reload } from '../actions.ts';
import { money } from '../format.ts';
import { useGesture } from '../hooks.ts';
import { progressOf } from '../progress.ts';
import { go, to } from '../router.ts';
import { screenOf } from '../standing.ts';
import { dossiers, say, theDesk } from '../state.ts';
import { write as words } from '../words/fr/write.ts';
import { Icon } from './icon.tsx';

/** What one makes of an invoice that exists: the same once more, a credit note, a file for the accountant. */
export function Again({ dossier }: { dossier: Dossier }) {
  const [busy, run] = useGesture();
  const { invoice, stage } = dossier;
  const status = stage.state === 'deposited' ? progressOf(stage.status) : null;
  // a rejected invoice has its own way out, « Refaire la facture »: another button of nearly that name would leave the rejection where it stands
  const rejected = status?.failed === true && status.yours;
  const draft = (make: 'duplicate' | 'creditNote') =>
    run(async () => {
      const made = await (await theDesk().byHand())[make](dossier.id);
      await reload();
      say(words.made(made.invoice.invoiceNumber));
      go(to('facture', made.id));
    });
  const credits = (dossiers.value ?? []).filter(
    (other) =>
      other.invoice.kind === 'credit-note' &&
      other.invoice.seller.siret === invoice.seller.siret &&
      other.invoice.precedingInvoices.some(({ number }) => number !== '' && number === invoice.invoiceNumber),
  );
  return (
    <section class="stack tight" aria-label={words.after}>
      <div class="row">
        {!rejected && (
          <button type="button" class="button" disabled={busy} onClick={() => draft('duplicate')}>
            <Icon name="copy" />
            {words.duplicate}
          </button>
        )}
        <button
          type="button"
          class="button"
          disabled={busy}
          onClick={() =>
            run(async () => {
              const file = await (await theDesk().exporting()).archive([dossier]);
              handOver(file.bytes, file.name, file.type);
            })
          }
        >
          <Icon name="down" />
          {invoice.kind === 'credit-note' ? words.exportCredit : words.exportOne}
        </button>
      </div>
      {invoice.kind === 'invoice' && invoice.invoiceNumber !== '' && dossier.stage.state !== 'draft' && (
        <>
          <div class="row">
            <button type="button" class="button" disabled={busy} aria-describedby="credit-hint" onClick={() => draft('creditNote')}>
              <Icon name="undo" />
              {words.credit}
            </button>
          </div>
          <p class="hint" id="credit-hint">
            {words.creditHint}
          </p>
        </>
      )}
      {credits.length > 0 && (
        <div class="stack tight">
          <h2>{words.creditsOf}</h2>
          <ul>
            {credits.map((credit) => (
              <li key={credit.id}>
                <a class="act" href={to(...screenOf(credit))}>
                  {[credit.invoice.invoiceNumber, money(credit.invoice.totals.gross, credit.invoice.currency)].filter(Boolean).join(', ')}
                  <Icon name="next" />
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
