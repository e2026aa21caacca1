import type { Dossier } from './dossier.ts';
import type { Glimpse } from './glimpse.ts';

/** What the portal took, by its API or by its own form: when, and under which names. */
export interface Taken {
  takenAt: string;
  /** The portal's number where it is not ours, "" = ours. */
  number: string;
  /** The API's identifier, "" for what went by the form. */
  portalId: string;
}

/** Null for an invoice that the portal does not hold, as far as it told. */
export function takenOf({ stage }: Pick<Glimpse, 'stage'>): Taken | null {
  if (stage.state === 'deposited') return { takenAt: stage.depositedAt, number: stage.numeroFacture, portalId: String(stage.identifiantFactureCPP) };
  return stage.state === 'sent-by-form' ? { takenAt: stage.sentAt, number: stage.number, portalId: '' } : null;
}

/** Statuses with which an invoice comes back because of what it says. */
const cameBack: ReadonlySet<string> = new Set(['A_RECYCLER', 'EN_ATTENTE_RECYCLAGE_FOURNISSEUR', 'REJETEE']);
/** The proof of a sending and the save that holds it are of one moment. */
const ONE_MOMENT_MS = 2_000;

export const gaveBack = ({ stage }: Pick<Dossier, 'stage'>): boolean =>
  stage.state === 'refused' || ((stage.state === 'deposited' || stage.state === 'sent-by-form') && cameBack.has(stage.status));

/** How the history says that the portal took it. */
const proofs: ReadonlySet<string> = new Set(['DEPOSITED', 'SENT_BY_FORM']);

/** Whether a dossier as it was just saved teaches anything of its recipient and its articles (`lessons.ts`): the portal gave it back, or has just taken it. */
export function teaches(saved: Dossier): boolean {
  if (gaveBack(saved)) return true;
  if (!takenOf(saved)) return false;
  const proof = saved.history.slice(-2).find(({ code }) => proofs.has(code));
  return proof !== undefined && Math.abs(Date.parse(proof.at) - saved.updatedAt) < ONE_MOMENT_MS;
}
