import type { Directory } from './open.ts';
import { bySiren, bySiret } from './read.ts';
import type { Recipient } from './recipient.ts';

/** « Lequel ? »: the budgets and establishments of one body that can be billed. */
export interface BudgetChoice {
  sentence: string;
  /** Main budget first, then by name; closed ones and those for works alone are left out. */
  recipients: Recipient[];
}

/** The question to ask when a SIREN has several SIRETs that receive invoices; null when there is nothing to choose. */
export function budgetChoice(directory: Directory, siren: string): BudgetChoice | null {
  const recipients = bySiren(directory, siren).filter((one) => one.active !== false && !one.worksOnly);
  if (recipients.length < 2) return null;
  recipients.sort((a, b) => Number(b.main === true) - Number(a.main === true) || a.name.localeCompare(b.name, 'fr') || (a.siret < b.siret ? -1 : 1));
  return {
    sentence: `${recipients[0]!.name} a plusieurs budgets. Lequel a passé la commande ? Sans autre indication, c’est le budget principal.`,
    recipients,
  };
}

/** Steps followed from a closed body to the one that took over: more is a circle. */
const mostSteps = 8;

/** The open body that took over from a closed one, where the data says it; null when it does not, or leads nowhere. */
export function successorOf(directory: Directory, recipient: Recipient): Recipient | null {
  let current: Recipient | null = recipient;
  for (let step = 0; step < mostSteps && current?.successor; step++) {
    current = bySiret(directory, current.successor);
    if (current && current.active !== false) return current;
  }
  return null;
}
