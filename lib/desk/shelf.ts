import { statusOf } from '../portal/statuses.ts';
import type { Dossier } from './dossier.ts';
import type { Glimpse } from './glimpse.ts';

/** `live`: somebody still has something to do or to wait for. `past`: paid, or over for good. `gone`: deleted, kept for undo. */
export type Shelf = 'live' | 'past' | 'gone';

/** Which part of the store an invoice stands in, so that a list of years opens on what is alive alone. An answer on its way keeps an invoice alive. */
export function shelfOf({ stage, paidOn, errands, deletedAt }: Pick<Glimpse, 'stage' | 'paidOn' | 'errands' | 'deletedAt'>): Shelf {
  if (deletedAt > 0) return 'gone';
  if (errands.length > 0) return 'live';
  if (stage.state !== 'deposited' && stage.state !== 'sent-by-form') return 'live';
  if (paidOn) return 'past';
  const { step, actor } = statusOf(stage.status || 'DEPOSEE');
  return actor === 'nobody' || step === 'paid' ? 'past' : 'live';
}

/** As the store keeps it. */
export function shelved(dossier: Dossier): Dossier & { shelf: Shelf } {
  return { ...dossier, shelf: shelfOf(dossier) };
}
