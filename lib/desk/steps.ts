import type { Fault, FaultCode } from '../invoice/fault.ts';
import type { Platform } from '../platform/ports.ts';
import { PortalFault } from '../portal/api/fault.ts';
import type { Deposited } from '../portal/deposit.ts';
import { type Dossier, type HistoryEntry, idempotencyKey, type Stage } from './dossier.ts';
import { closedDelay, retryDelay } from './patience.ts';
import { type DossierStore, transition } from './transition.ts';

export interface StepParts {
  store: DossierStore;
  platform: Platform;
  /** 0 to 1, for the jitter. */
  random: () => number;
  /** Address opened by a notification. */
  addressOf(id: string): string;
}

export type Unsettled = Extract<Stage, { state: 'sending' | 'sent-unconfirmed' }>;

/** The steps between the outbox's states, each one save on what is stored at that very moment. The outbox decides which one is due. */
export function createSteps({ store, platform, random, addressOf }: StepParts) {
  const { clock } = platform;

  const entry = (code: string, text: string): HistoryEntry => ({ at: new Date(clock.now()).toISOString(), code, text });
  const change = (id: string, step: (dossier: Dossier) => Dossier | null) => transition(store, id, step);
  const stamp = (dossier: Dossier, stage: Stage, ...history: HistoryEntry[]): Dossier => ({
    ...dossier,
    stage,
    history: [...dossier.history, ...history],
    updatedAt: clock.now(),
  });

  /** The only door to `deposited`: it takes the portal's identifier. */
  async function toDeposited(id: string, key: string, proof: Deposited): Promise<Dossier | null> {
    const saved = await change(id, (dossier) => {
      if (idempotencyKey(dossier.invoice) !== key || dossier.stage.state === 'deposited') return null;
      const proven: Dossier = { ...dossier, portalIds: [...new Set([...(dossier.portalIds ?? []), proof.identifiantFactureCPP])] };
      const said = entry('DEPOSITED', String(proof.identifiantFactureCPP));
      // Taken back and edited while another tab was sending: the draft stays, its history knows the number is used.
      if (dossier.stage.state === 'draft') return { ...proven, history: [...dossier.history, said] };
      return stamp(
        proven,
        {
          state: 'deposited',
          identifiantFactureCPP: proof.identifiantFactureCPP,
          numeroFacture: proof.numeroFacture === dossier.invoice.invoiceNumber ? '' : proof.numeroFacture,
          depositedAt: proof.depositedAt,
          certificate: proof.certificate,
          status: proof.status,
          statusAt: '',
          numeroFluxDepot: proof.numeroFluxDepot,
          refreshedAt: 0,
        },
        said,
      );
    });
    if (saved) await platform.notify(`Facture ${saved.invoice.invoiceNumber} déposée`, 'Chorus Pro l’a reçue.', addressOf(id));
    return saved;
  }

  /**
   * From `sending` or `sent-unconfirmed` under this key alone, and from that very revision when one is given: another runner may have gone further,
   * and what was learnt about one attempt must not undo the next.
   */
  function leave(id: string, key: string, next: (dossier: Dossier, stage: Unsettled) => Dossier, revision?: number): Promise<Dossier | null> {
    return change(id, (dossier) => {
      const { stage } = dossier;
      if (stage.state !== 'sending' && stage.state !== 'sent-unconfirmed') return null;
      if (revision !== undefined && dossier.revision !== revision) return null;
      return stage.key === key ? next(dossier, stage) : null;
    });
  }

  async function toRefused(id: string, key: string, code: FaultCode, messages: string[], revision: number): Promise<void> {
    const next = (dossier: Dossier, stage: Unsettled): Dossier =>
      stamp(
        dossier,
        { state: 'refused', since: clock.now(), code, messages, numeroFluxDepot: stage.numeroFluxDepot },
        entry('REFUSED', messages.join(' | ')),
      );
    const saved = await leave(id, key, next, revision);
    if (saved) await platform.notify(`Facture ${saved.invoice.invoiceNumber} refusée`, 'Touchez pour voir ce qu’il faut changer.', addressOf(id));
  }

  function backToReady(id: string, key: string, fault: Fault | null, revision: number): Promise<Dossier | null> {
    const left = (stage: Unsettled) => stage.state === 'sent-unconfirmed' || stage.committed;
    return leave(id, key, (dossier, stage) => stamp(dossier, readyAgain(stage.attempts + 1, left(stage), fault)), revision);
  }

  function readyAgain(attempts: number, committed: boolean, fault: Fault | null): Stage {
    const now = clock.now();
    const innocent = fault === null || fault.code === 'aborted' || fault.code === 'offline';
    const asked = fault instanceof PortalFault ? fault.retryAfter : 0;
    return {
      state: 'ready',
      since: now,
      attempts: innocent ? attempts - 1 : attempts,
      committed,
      retryAt: innocent ? 0 : now + Math.max(asked, retryDelay(fault.code, attempts, random())),
      ...(fault && fault.code !== 'aborted' ? { lastError: { code: fault.code, detail: fault.detail, at: now } } : {}),
    };
  }

  function toUnconfirmed(id: string, key: string, numeroFluxDepot: string, delay: number, revision?: number): Promise<Dossier | null> {
    const next = (dossier: Dossier, { attempts }: Unsettled): Dossier => {
      const now = clock.now();
      return stamp(dossier, { state: 'sent-unconfirmed', since: now, attempts, key, numeroFluxDepot, checkAt: now + delay, checks: 0 });
    };
    return leave(id, key, next, revision);
  }

  function postpone(dossier: Dossier, fault: Fault): Promise<Dossier | null> {
    return change(dossier.id, (current) => {
      if (current.stage.state !== 'ready' || current.revision !== dossier.revision) return null;
      return stamp(current, { ...readyAgain(current.stage.attempts + 1, current.stage.committed, fault) });
    });
  }

  /** The portal could not be asked at all about what is in doubt: it stays as it was, for later. */
  function doubtLater({ id, revision }: Dossier, fault: Fault): Promise<Dossier | null> {
    return change(id, (current) => {
      const { stage } = current;
      if (stage.state !== 'sent-unconfirmed' || current.revision !== revision) return null;
      return stamp(current, { ...stage, checkAt: clock.now() + closedDelay(fault.code, random()) });
    });
  }

  return { change, stamp, leave, toDeposited, toRefused, toUnconfirmed, backToReady, postpone, doubtLater };
}
