import { confirmedAt } from '../../desk/confirmations.ts';
import type { Dossier } from '../../desk/dossier.ts';
import type { Problem } from '../../invoice/check.ts';
import { confirmProblem, withdrawConfirmation } from '../edits.ts';
import { labelOf } from '../fields.ts';
import { labelled, moment } from '../format.ts';
import { to, toField } from '../router.ts';
import { onRecipient } from '../standing.ts';
import { announce } from '../state.ts';
import { said } from '../words/dictionary.ts';
import { ready as words } from '../words/fr/invoice.ts';
import { confirmation } from '../words/fr/write.ts';
import { Icon, type IconName } from './icon.tsx';
import { Quoted } from './quoted.tsx';

export function hrefOf(dossier: Dossier, field: string): string {
  if (onRecipient.test(field)) return `${to('facture', dossier.id, 'destinataire')}?champ=${encodeURIComponent(field)}`;
  return toField(dossier.id, field);
}

/** « C'est bien ce qui est écrit sur la facture », for what the paper itself carries; or the rule's own words for going on knowingly. */
export function ConfirmAnomaly({ id, problem, onDone }: { id: string; problem: Problem; onDone?: () => void }) {
  return (
    <button
      type="button"
      class="button"
      onClick={() =>
        void confirmProblem(id, problem).then(() => {
          announce(confirmation.done);
          onDone?.();
        })
      }
    >
      <Icon name={problem.knowingly ? 'next' : 'check'} />
      {problem.knowingly ? said(problem.knowingly) : confirmation.keep}
    </button>
  );
}

const icons: Record<Problem['severity'], IconName> = { error: 'stop', warning: 'warn', info: 'info' };

interface Props {
  dossier: Dossier;
  problems: readonly Problem[];
  /** Where the cursor goes when the button that was pressed is gone. */
  onSettled: () => void;
}

/** What is wrong, what to do, and which rule says so. */
export function Problems({ dossier, problems, onSettled }: Props) {
  return (
    <ul class="problems">
      {problems.map((problem) => (
        <li
          key={`${problem.rule}${problem.field}`}
          class={`problem ${problem.confirmed ? 'info confirmed' : problem.severity}`}
          data-rule={problem.rule}
        >
          <Icon name={problem.confirmed ? 'check' : icons[problem.severity]} />
          <div class="stack tight">
            <strong>
              <Quoted text={problem.message} />
            </strong>
            {problem.confirmed ? (
              <span>{(problem.knowingly ? confirmation.knowing : confirmation.kept)(moment(confirmedAt(dossier.confirmations, problem)))}</span>
            ) : (
              <span>
                <Quoted text={problem.remedy} />
              </span>
            )}
            <span class="row">
              {problem.severity !== 'info' && (
                <a class="act" href={hrefOf(dossier, problem.field)} aria-label={labelled(words.fix, labelOf(problem.field))}>
                  {words.fix}
                  <Icon name="next" />
                </a>
              )}
              {problem.asks && problem.severity !== 'info' && (
                <a class="button" href={`${to('facture', dossier.id, 'destinataire')}?champ=demander`}>
                  <Icon name="mail" />
                  {confirmation.ask}
                </a>
              )}
              {problem.confirmable && !problem.confirmed && <ConfirmAnomaly id={dossier.id} problem={problem} onDone={onSettled} />}
              {problem.confirmed && (
                <button
                  type="button"
                  class="button"
                  onClick={() =>
                    void withdrawConfirmation(dossier.id, problem).then(() => {
                      announce(confirmation.withdrawn);
                      onSettled();
                    })
                  }
                >
                  <Icon name="undo" />
                  {confirmation.withdraw}
                </button>
              )}
              <a class="act quiet" href={to('regles', problem.rule)}>
                {confirmation.rule(problem.rule)}
              </a>
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}
