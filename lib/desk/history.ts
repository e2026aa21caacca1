import { Fault } from '../invoice/fault.ts';
import type { Invoice } from '../invoice/model.ts';
import { stillTrue } from './confirmations.ts';
import type { Dossier, FieldTrace } from './dossier.ts';
import type { DossierChange, UndoRecord } from './store/store.ts';

const UNDO_STEPS = 60;
/** Keystrokes in one field within this time are one undo step. */
const UNDO_MERGE_MS = 2_000;

export const isEditable = ({ stage }: Dossier) => stage.state === 'draft' || stage.state === 'ready';

/** Fault 'not-ready' when the invoice may have left: what is sent is never edited. */
export function editable(dossier: Dossier): void {
  if (!isEditable(dossier)) throw new Fault('not-ready', `stage ${dossier.stage.state}`);
}

/** Out of the outbox, before its content changes: what leaves is always what was checked. */
export function takenBack(dossier: Dossier): Dossier {
  return dossier.stage.state === 'ready' ? { ...dossier, stage: { state: 'draft' } } : dossier;
}

export function confirmed(trace: FieldTrace | undefined): FieldTrace {
  return { ...(trace ?? { page: null, box: null, evidence: [], alternatives: [] }), confidence: 'sure', confirmed: true };
}

type Change = Required<Pick<DossierChange, 'dossier' | 'undo'>>;

/**
 * Changes the invoice (or what was confirmed of it) as one undo step, or as part of the last one when it is the same `label` within two seconds.
 * Editing an invoice that waits in the outbox takes it back. A confirmation whose field changed falls away.
 */
export function changed(
  dossier: Dossier,
  undo: UndoRecord,
  {
    label,
    invoice = dossier.invoice,
    confirmations = dossier.confirmations,
  }: { label: string } & Partial<Pick<Dossier, 'invoice' | 'confirmations'>>,
  now: number,
): Change {
  const last = undo.past.at(-1);
  const merge = last !== undefined && label !== '' && last.label === label && now - last.at < UNDO_MERGE_MS;
  const before = { invoice: dossier.invoice, confirmations: dossier.confirmations, label, at: now };
  const past = merge ? [...undo.past.slice(0, -1), { ...last, at: now }] : [...undo.past, before];
  return {
    dossier: { ...takenBack(dossier), invoice, confirmations: stillTrue(confirmations, invoice), updatedAt: now },
    undo: { ...undo, past: past.slice(-UNDO_STEPS), future: [] },
  };
}

/** The invoice as it was before the last step; null when there is none. */
export function undone(dossier: Dossier, undo: UndoRecord, now: number): Change | null {
  const step = undo.past.at(-1);
  if (!step) return null;
  const { invoice, confirmations } = dossier;
  return {
    dossier: back(dossier, step, now),
    undo: { ...undo, past: undo.past.slice(0, -1), future: [...undo.future, { ...step, invoice, confirmations }] },
  };
}

/** The last step undone, done again; null when there is none. */
export function redone(dossier: Dossier, undo: UndoRecord, now: number): Change | null {
  const step = undo.future.at(-1);
  if (!step) return null;
  const { invoice, confirmations } = dossier;
  return {
    dossier: back(dossier, step, now),
    undo: { ...undo, past: [...undo.past, { ...step, invoice, confirmations, at: 0 }], future: undo.future.slice(0, -1) },
  };
}

function back(dossier: Dossier, step: { invoice: Invoice; confirmations: Dossier['confirmations'] }, now: number): Dossier {
  return { ...takenBack(dossier), invoice: step.invoice, confirmations: step.confirmations, updatedAt: now };
}
