import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { DeliveryNote } from '../desk/delivery-note.ts';
import { attempt } from './actions.ts';
import { unsaved } from './edits.ts';
import { dossiers, theDesk } from './state.ts';

/** Delivery notes as every screen sees them; null until they came out of the store. */
export const notes = signal<readonly DeliveryNote[] | null>(null);

export async function reloadNotes(): Promise<void> {
  const found = await attempt(async () => (await theDesk().deliveryNotes()).list());
  if (found) notes.value = found;
}

/** The notes, read anew at each change of the store. */
export function useNotes(): readonly DeliveryNote[] | null {
  useEffect(() => {
    void reloadNotes();
  }, [dossiers.value]);
  return notes.value;
}

let queue: Promise<void> = Promise.resolve();

/** Saves a change, one after the other; what was stored is shown at once. */
export function changeNote(id: string, step: (note: DeliveryNote) => DeliveryNote): Promise<void> {
  unsaved.value += 1;
  queue = queue.then(async () => {
    const saved = await attempt(async () => (await theDesk().deliveryNotes()).change(id, step));
    if (saved) notes.value = (notes.value ?? []).map((known) => (known.id === id ? saved : known));
    unsaved.value -= 1;
  });
  return queue;
}

/** Resolves when everything typed so far is in the store. */
export function notesSettled(): Promise<void> {
  return queue;
}
