import { signal } from '@preact/signals';
import type { Dossier } from '../desk/dossier.ts';
import type { Problem } from '../invoice/check.ts';
import type { Invoice } from '../invoice/model.ts';
import { attempt } from './actions.ts';
import { adoptOrder } from './orders.ts';
import { dossiers, theDesk } from './state.ts';

/**
 * Saving at every keystroke: edits of one dossier go one after the other; while one is being saved, only the newest text of each field waits.
 * `unsaved` counts what has not reached the store.
 */
export const unsaved = signal(0);
/** Grows when the values on screen must be read anew (undo, redo). */
export const formVersion = signal(0);

const queues = new Map<string, Promise<void>>();
const newest = new Map<string, string>();

/** Puts what the desk answered in the list at once, without waiting for the reload. */
export function adopt(dossier: Dossier): void {
  if (dossier.order) adoptOrder(dossier);
  dossiers.value = (dossiers.value ?? []).map((known) => (known.id === dossier.id && known.revision <= dossier.revision ? dossier : known));
}

function enqueue(id: string, work: () => Promise<Dossier>): Promise<void> {
  unsaved.value += 1;
  const run = (queues.get(id) ?? Promise.resolve()).then(async () => {
    try {
      const dossier = await attempt(work);
      if (dossier) adopt(dossier);
    } finally {
      unsaved.value -= 1;
    }
  });
  // A failure that could not even be said (its words did not load) must not keep back what is typed next.
  queues.set(
    id,
    run.catch(() => undefined),
  );
  return run;
}

export function edit(id: string, path: string, value: string): Promise<void> {
  const key = `${id} ${path}`;
  const waits = newest.has(key);
  newest.set(key, value);
  if (waits) return queues.get(id) ?? Promise.resolve();
  return enqueue(id, () => {
    const text = newest.get(key) ?? value;
    newest.delete(key);
    return theDesk().edit(id, path, text);
  });
}

/** Resolves when everything typed so far is in the store. */
export function settled(id: string): Promise<void> {
  return queues.get(id) ?? Promise.resolve();
}

export function confirm(id: string, path: string): Promise<void> {
  return enqueue(id, () => theDesk().confirm(id, path));
}

export function change(id: string, step: (invoice: Invoice) => Invoice, label = ''): Promise<void> {
  return enqueue(id, () => theDesk().change(id, step, label));
}

/** What the user says of an anomaly: it is on the paper, or after all it is not. */
export function confirmProblem(id: string, problem: Pick<Problem, 'rule' | 'field'>): Promise<void> {
  return enqueue(id, () => theDesk().confirmProblem(id, problem));
}

export function withdrawConfirmation(id: string, problem: Pick<Problem, 'rule' | 'field'>): Promise<void> {
  return enqueue(id, () => theDesk().withdrawConfirmation(id, problem));
}

export async function undo(id: string): Promise<void> {
  await enqueue(id, () => theDesk().undo(id));
  formVersion.value += 1;
}

export async function redo(id: string): Promise<void> {
  await enqueue(id, () => theDesk().redo(id));
  formVersion.value += 1;
}

/** The text at a path of the invoice ("lines.0.quantity"), "" when there is none. */
export function valueAt(invoice: Invoice, path: string): string {
  let value: unknown = invoice;
  for (const key of path.split('.')) value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof value === 'string' ? value : '';
}
