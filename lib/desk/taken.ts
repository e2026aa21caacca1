import type { Dossier } from './dossier.ts';

/** What the portal took, by its API or by its own form: when, and under which names. */
export interface Taken {
  takenAt: string;
  /** The portal's number where it is not ours, "" = ours. */
  number: string;
  /** The API's identifier, "" for what went by the form. */
  portalId: string;
}

/** Null for an invoice that the portal does not hold, as far as it told. */
export function takenOf({ stage }: Pick<Dossier, 'stage'>): Taken | null {
  if (stage.state === 'deposited') return { takenAt: stage.depositedAt, number: stage.numeroFacture, portalId: String(stage.identifiantFactureCPP) };
  return stage.state === 'sent-by-form' ? { takenAt: stage.sentAt, number: stage.number, portalId: '' } : null;
}
