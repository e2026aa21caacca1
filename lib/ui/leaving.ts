import type { Dossier } from '../desk/dossier.ts';
import { attempt, reload } from './actions.ts';
import { adopt, settled } from './edits.ts';
import { go, to } from './router.ts';
import { theDesk } from './state.ts';

/** Puts an invoice in the outbox and goes to its follow-up; it leaves at once when it can, else the outbox keeps it and that screen says so. */
export async function sendInvoice(id: string): Promise<boolean> {
  await settled(id);
  const updated = await attempt(() => theDesk().send(id));
  if (!updated) return false;
  adopt(updated);
  go(to('facture', id, 'suivi'));
  void theDesk()
    .flush()
    .then(reload, () => undefined);
  return true;
}

/** An answer to the portal is prepared, and leaves at once where the network allows. */
export async function answer(prepare: () => Promise<Dossier>): Promise<void> {
  adopt(await prepare());
  await theDesk().flush();
  await reload();
}
