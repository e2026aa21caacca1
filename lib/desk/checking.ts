import { inEnvironment } from '../directory/environment.ts';
import type { Recipient } from '../directory/recipient.ts';
import type { Problem } from '../invoice/check.ts';
import { Fault } from '../invoice/fault.ts';
import type { Bench } from './bench.ts';
import { breather } from './breath.ts';
import { type Confirmations, valueOfField } from './confirmations.ts';
import type { Dossier } from './dossier.ts';
import { changed, editable } from './history.ts';

export interface Checking {
  recipientOf(dossier: Pick<Dossier, 'invoice' | 'environment'>): Promise<Recipient | null>;
  problems(dossier: Dossier): Promise<Problem[]>;
  confirmProblem(id: string, problem: Pick<Problem, 'rule' | 'field'>): Promise<Dossier>;
  withdrawConfirmation(id: string, problem: Pick<Problem, 'rule' | 'field'>): Promise<Dossier>;
}

/** What stands between a dossier and its deposit, and what the user answered to it. The rules are loaded at the first question. */
export function checkingCases(bench: Bench): Checking {
  const { platform, store, memories, directory, need } = bench;
  async function recipientOf({ invoice, environment }: Pick<Dossier, 'invoice' | 'environment'>): Promise<Recipient | null> {
    const { siret } = invoice.buyer;
    if (siret.length !== 14) return null;
    // Without the directory (a first visit cut short) the rest of the check must still be said.
    const found = await directory().catch(() => null);
    let known = inEnvironment(found?.bySiret(siret, environment) ?? null, environment);
    if (known?.servicesElsewhere && (await found?.bring?.(siret))) known = inEnvironment(found?.bySiret(siret, environment) ?? null, environment);
    return known ?? inEnvironment((await memories.get(siret))?.recipient ?? null, environment);
  }

  async function found(dossier: Dossier, confirmations: Confirmations): Promise<Problem[]> {
    const [{ check, confirmationKey }, { complete }, { contextOf }] = await Promise.all([
      import('../invoice/check.ts'),
      import('../invoice/complete.ts'),
      import('./context.ts'),
    ]);
    const recipient = await recipientOf(dossier);
    const breathe = breather();
    const context = await contextOf(bench, dossier, recipient);
    await breathe();
    const target = dossier.route === 'facturx' ? 'chorus' : 'portal';
    const problems = check(complete(dossier.invoice), target, { ...context, confirmed: Object.keys(confirmations) });
    // The same rule on the same field may now say something else (another amount disagrees): that is not what he agreed to.
    const stale = problems
      .map((problem) => ({ problem, key: confirmationKey(problem) }))
      .filter(({ problem, key }) => {
        const known = confirmations[key];
        return problem.confirmed === true && known !== undefined && known.message !== problem.message;
      });
    if (stale.length === 0) return problems;
    const keys = new Set(stale.map(({ key }) => key));
    return found(dossier, Object.fromEntries(Object.entries(confirmations).filter(([key]) => !keys.has(key))));
  }

  const problems = (dossier: Dossier) => found(dossier, dossier.confirmations);

  return {
    recipientOf,
    problems,
    async confirmProblem(id, { rule, field }) {
      const dossier = await need(id);
      editable(dossier);
      const { confirmationKey } = await import('../invoice/check.ts');
      const problem = (await problems(dossier)).find((item) => item.rule === rule && item.field === field);
      if (!problem?.confirmable) throw new Fault('not-ready', rule);
      return store.update(id, (current, undo) => {
        editable(current);
        // He looked at the invoice as it was checked, not at another one.
        if (valueOfField(current.invoice, field) !== valueOfField(dossier.invoice, field)) return null;
        const now = platform.clock.now();
        const confirmation = { rule, field, value: valueOfField(current.invoice, field), message: problem.message, at: now };
        return changed(current, undo, { label: '', confirmations: { ...current.confirmations, [confirmationKey(problem)]: confirmation } }, now);
      });
    },
    async withdrawConfirmation(id, problem) {
      const { confirmationKey } = await import('../invoice/check.ts');
      const gone = confirmationKey(problem);
      return store.update(id, (current, undo) => {
        editable(current);
        const confirmations = Object.fromEntries(Object.entries(current.confirmations).filter(([key]) => key !== gone));
        return changed(current, undo, { label: '', confirmations }, platform.clock.now());
      });
    },
  };
}
