import '../styles/write.css';
import type { Dossier } from '../../desk/dossier.ts';
import { type RunningTotals, runningTotals } from '../../desk/running.ts';
import type { Problem } from '../../invoice/check.ts';
import { removeDossier } from '../actions.ts';
import { money, spelled } from '../format.ts';
import { useProblems } from '../hooks.ts';
import { useHints } from '../memory.ts';
import { Again } from '../parts/again.tsx';
import { BuyerSheet } from '../parts/buyer.tsx';
import { HandOver } from '../parts/hand-over-door.tsx';
import { Head } from '../parts/head.tsx';
import { History, Saved } from '../parts/history.tsx';
import { Icon } from '../parts/icon.tsx';
import { FranchiseSwitch, InvoiceLines } from '../parts/invoice-lines.tsx';
import { KindChoice } from '../parts/kind.tsx';
import { Notice } from '../parts/notice.tsx';
import { Steps } from '../parts/steps.tsx';
import { target, to } from '../router.ts';
import { onRecipient } from '../standing.ts';
import { review } from '../words/fr/invoice.ts';
import { write as words } from '../words/fr/write.ts';
import { MoneySheet, NoteSheet, SellerSheet, TermsSheet } from './write-sheets.tsx';

/** HT, VAT by rate, TTC and net to pay, always under the eyes. */
function Totals({ totals, currency, credit }: { totals: RunningTotals; currency: string; credit: boolean }) {
  const details: [label: string, value: string][] = [
    [words.net, totals.net],
    ...totals.vat.map(({ rate, amount }): [string, string] => [words.vatAt(spelled(rate)), amount]),
    ...(totals.vat.length > 0 ? [[words.gross, totals.gross] as [string, string]] : []),
    ...(totals.prepaid === '' ? [] : [[words.already, totals.prepaid] as [string, string]]),
  ];
  return (
    <dl class="running" data-testid="totals">
      {details.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd class="number">{money(value, currency)}</dd>
        </div>
      ))}
      <div class="payable">
        <dt>{credit ? words.toGiveBack : words.payable}</dt>
        <dd class="number" data-testid="payable">
          {money(totals.payable, currency)}
        </dd>
      </div>
    </dl>
  );
}

/** The screen that comes next: the recipient while something of him is missing, else the last look. */
function nextOf({ id, invoice }: Dossier, problems: readonly Problem[] | null): string {
  const lacks = (problems ?? []).some((problem) => problem.severity === 'error' && onRecipient.test(problem.field));
  return to('facture', id, invoice.buyer.siret.length !== 14 || lacks ? 'destinataire' : 'prete');
}

/** An invoice written without any paper. */
export function Write({ dossier }: { dossier: Dossier }) {
  const { invoice, id } = dossier;
  const problems = useProblems(dossier);
  const hints = useHints(dossier);
  const credit = invoice.kind === 'credit-note';
  const wanted = target.value;
  return (
    <>
      <Head title={credit ? words.creditTitle : words.title} back={to()}>
        <Saved />
        <History id={id} revision={dossier.revision} />
      </Head>
      <Steps dossier={dossier} current={0} />
      <div class="write">
        <div class="stack wide">
          {dossier.notices.includes('backup-copy') && <Notice>{review.notices['backup-copy']}</Notice>}
          {dossier.deliveryNotes.length > 0 && (
            <Notice>
              <span>{words.bills(dossier.deliveryNotes.length)}</span>
              <a class="act" href={to('bons')}>
                {words.seeNotes}
                <Icon name="next" />
              </a>
            </Notice>
          )}
          <BuyerSheet dossier={dossier} />
          <section class="sheet stack" aria-labelledby="lines-title">
            <h2 id="lines-title">{credit ? words.creditLines : words.lines}</h2>
            <InvoiceLines dossier={dossier} problems={problems} wanted={wanted} onFocus={() => undefined} last={credit ? null : hints.last} />
            <FranchiseSwitch dossier={dossier} />
          </section>
          <MoneySheet dossier={dossier} problems={problems} />
        </div>
        <div class="stack wide">
          <section class="sheet stack" aria-labelledby="terms-title">
            <h2 id="terms-title">{words.number}</h2>
            <KindChoice dossier={dossier} />
            <TermsSheet dossier={dossier} problems={problems} hints={hints} wanted={wanted} />
          </section>
          <SellerSheet dossier={dossier} problems={problems} wanted={wanted} />
          <NoteSheet dossier={dossier} />
          {invoice.totals.gross !== '' && <Again dossier={dossier} />}
          <HandOver dossier={dossier} />
          <button type="button" class="button plain danger" onClick={() => void removeDossier(id)}>
            <Icon name="trash" />
            {credit ? review.removeCredit : review.remove}
          </button>
        </div>
      </div>
      <div class="dock totals-dock">
        <Totals totals={runningTotals(invoice)} currency={invoice.currency} credit={credit} />
        <a class="button side" href={to('facture', id, 'apercu')} aria-label={words.preview}>
          <Icon name="eye" />
        </a>
        <a class="button main" href={nextOf(dossier, problems)}>
          {words.next}
          <Icon name="next" />
        </a>
      </div>
    </>
  );
}
