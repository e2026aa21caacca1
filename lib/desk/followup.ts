import { civilDay, parisDay } from '../invoice/dates.ts';
import { sirenOf } from '../invoice/model.ts';
import type { Platform } from '../platform/ports.ts';
import type { PortalClient } from '../portal/api/client.ts';
import type { Environment } from '../portal/environment.ts';
import { isFinal, statusOf, stepLabels } from '../portal/statuses.ts';
import { accountOf, type Dossier, type HistoryEntry, type Stage } from './dossier.ts';
import { type DossierStore, transition } from './transition.ts';

/** Least time between two questions about the same invoice: the user's own, and those that nobody asked for. */
const REFRESH_EVERY_MS = 60_000;
export const QUIET_REFRESH_EVERY_MS = 30 * 60_000;
const DAY_MS = 86_400_000;

type DepositedStage = Extract<Stage, { state: 'deposited' }>;
type Followed = Dossier & { stage: DepositedStage };

/** True when the next move is the user's: refused, to recycle, suspended, rejected. */
export function waitingForUser({ stage, errands, deletedAt }: Dossier): boolean {
  if (deletedAt !== 0) return false;
  // What the user answered is on its way, unless the portal refused it.
  const answer = errands.find(({ kind }) => kind !== 'acknowledge');
  if (answer) return answer.state === 'refused';
  return stage.state === 'refused' || (stage.state === 'deposited' && statusOf(stage.status).actor === 'you');
}

/** Invoices whose fate is still open and was not asked for a while: what a page that opens may look after by itself. */
export function unheardOf(dossiers: readonly Dossier[], now: number): boolean {
  return dossiers.some(
    ({ stage, deletedAt }) =>
      stage.state === 'deposited' &&
      deletedAt === 0 &&
      !isFinal(stage.status) &&
      (now - stage.refreshedAt >= QUIET_REFRESH_EVERY_MS || stage.refreshedAt > now),
  );
}

export interface FollowUpOptions {
  store: DossierStore;
  platform: Platform;
  clientFor(environment: Environment, siren: string): Promise<PortalClient>;
  addressOf(id: string): string;
}

/**
 * One search for all invoices of an environment, then the history of those that moved: polite to a portal that wants one call a second.
 * Rejects with the fault of the first call that fails; what was learnt before is kept.
 */
export async function refreshDeposited({ store, platform, clientFor, addressOf }: FollowUpOptions, signal?: AbortSignal): Promise<void> {
  const { clock } = platform;
  const now = clock.now();
  const due = (await store.live()).filter((dossier): dossier is Followed => {
    const { stage } = dossier;
    if (stage.state !== 'deposited' || dossier.deletedAt !== 0 || isFinal(stage.status)) return false;
    return now - stage.refreshedAt >= REFRESH_EVERY_MS || stage.refreshedAt > now;
  });
  try {
    for (const account of new Set(due.map(accountOf))) await refreshAccount(due.filter((dossier) => accountOf(dossier) === account));
  } finally {
    await platform.badge((await store.live()).filter(waitingForUser).length);
  }

  async function refreshAccount(dossiers: Followed[]): Promise<void> {
    const [one] = dossiers;
    if (!one) return;
    const client = await clientFor(one.environment, sirenOf(one.invoice.seller));
    const days = dossiers.map(({ stage, createdAt }) => civilDay(stage.depositedAt) || parisDay(createdAt));
    const first = days.sort()[0] ?? '';
    // One day of margin: the portal's day and ours may differ around midnight.
    const from = new Date(Date.parse(`${first}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
    const listed = await client.searchInvoices({ periodeDateDepotDu: from }, signal);
    for (const dossier of dossiers) {
      const row = listed.find((candidate) => candidate.identifiantFactureCPP === dossier.stage.identifiantFactureCPP);
      const still =
        row && row.statut === dossier.stage.status && row.dateHeureEtatCourant === dossier.stage.statusAt && dossier.stage.statusAt !== '';
      if (still) {
        await transition(store, dossier.id, (current) =>
          current.stage.state === 'deposited' ? { ...current, stage: { ...current.stage, refreshedAt: clock.now() } } : null,
        );
        continue;
      }
      await learn(client, dossier, row?.dateHeureEtatCourant ?? '');
    }
  }

  async function learn(client: PortalClient, dossier: Followed, statusAt: string): Promise<void> {
    const answer = await client.history(dossier.stage.identifiantFactureCPP, signal);
    const told: HistoryEntry[] = answer.historiquesDesStatuts.histoStatut.map((item) => ({
      at: item.histoStatutDatePassage,
      code: item.histoStatutCode,
      text: item.histoStatutCommentaire,
    }));
    // The portal tells the latest first; of two in one second, the order it gave is all there is.
    const oldestFirst = (told[0]?.at ?? '') > (told.at(-1)?.at ?? '') ? told.reverse() : told;
    const entries = oldestFirst.sort((a, b) => a.at.localeCompare(b.at));
    const saved = await transition(store, dossier.id, (current) => {
      if (current.stage.state !== 'deposited' || current.stage.identifiantFactureCPP !== dossier.stage.identifiantFactureCPP) return null;
      const known = new Set(current.history.map((item) => `${item.at} ${item.code}`));
      const fresh = entries.filter((item) => !known.has(`${item.at} ${item.code}`));
      const status = answer.statutCourantCode || current.stage.status;
      return {
        ...current,
        stage: { ...current.stage, status, statusAt: statusAt || (entries.at(-1)?.at ?? ''), refreshedAt: clock.now() },
        history: [...current.history, ...fresh],
        updatedAt: fresh.length > 0 ? clock.now() : current.updatedAt,
      };
    });
    if (saved?.stage.state !== 'deposited') return;
    const before = statusOf(dossier.stage.status).step;
    const after = statusOf(saved.stage.status);
    if (after.step === before) return;
    const words = entries.findLast((item) => item.code === answer.statutCourantCode)?.text;
    await platform.notify(
      `Facture ${saved.invoice.invoiceNumber} : ${stepLabels[after.step].toLowerCase()}`,
      words ? `« ${words} »` : after.sentence,
      addressOf(saved.id),
    );
  }
}
