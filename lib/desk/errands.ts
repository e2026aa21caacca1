import { Fault } from '../invoice/fault.ts';
import type { Platform } from '../platform/ports.ts';
import type { PortalClient, PortalFile } from '../portal/api/client.ts';
import { PortalFault, reachedOf } from '../portal/api/fault.ts';
import { upload } from '../portal/deposit.ts';
import type { Dossier, Errand, HistoryEntry } from './dossier.ts';
import { absenceOfEffectIsCertain, checkDelay, closedDelay, isDue, needsUser, retryDelay } from './patience.ts';
import { type DossierStore, transition } from './transition.ts';

/**
 * What is asked of the portal about an invoice that it holds, as a machine on disk like the outbox:
 *
 *   waiting ── `sending` is written, then the request leaves ──► sending
 *   sending ── the portal's yes ───────────────────────────────► done (gone from the dossier, told in its history)
 *           ── the portal's no ────────────────────────────────► refused, with its words
 *           ── certain that nothing was done ──────────────────► waiting (later)
 *           ── anything else, death of the page ───────────────► unsure
 *   unsure  ── the invoice's status is asked ──────────────────► done, or waiting (still the same after patience)
 */
export interface ErrandParts {
  store: DossierStore;
  platform: Platform;
  /** A file of a dossier, null when it is gone. */
  file(dossier: Dossier, id: string): Promise<PortalFile | null>;
  random: () => number;
  addressOf(id: string): string;
}

export interface Errands {
  /** The errand of this dossier that can be run now. */
  due(dossier: Dossier, now: number): Errand | null;
  /** When the next one can be (milliseconds), null when none waits. */
  nextAt(dossier: Dossier): number | null;
  /** The portal could not be asked at all: all that is due stays as it was, for later. */
  postpone(dossier: Dossier, fault: Fault): Promise<void>;
  /** What was on its way when the page died is in doubt. */
  recover(dossier: Dossier): Promise<void>;
  /** Runs it; gives the fault that says the environment is out of order. */
  run(dossier: Dossier, errand: Errand, client: PortalClient, signal?: AbortSignal): Promise<Fault | null>;
}

/** Statuses under which the portal still waits for the errand. */
const pendingUnder: Record<Errand['kind'], readonly string[]> = {
  recycle: ['A_RECYCLER', 'EN_ATTENTE_RECYCLAGE_FOURNISSEUR'],
  complete: ['SUSPENDUE'],
  acknowledge: [],
};

/** Codes of the history for what the user did through us. */
const doneCodes: Record<Errand['kind'], string> = { recycle: 'RECYCLED', complete: 'COMPLETED', acknowledge: 'ACKNOWLEDGED' };

/** One errand of a kind for one invoice of the portal. */
const isSame = (a: Errand, b: Errand) => a.kind === b.kind && a.identifiantFactureCPP === b.identifiantFactureCPP;

export function createErrands({ store, platform, file, random, addressOf }: ErrandParts): Errands {
  const { clock } = platform;

  /** Changes this errand as it stands in the store; nothing when it is gone or has been taken further by someone else. */
  function change(id: string, errand: Errand, next: (dossier: Dossier, current: Errand) => Dossier | null): Promise<Dossier | null> {
    return transition(store, id, (dossier) => {
      const current = dossier.errands.find((candidate) => isSame(candidate, errand));
      return current && current.state === errand.state && current.attempts === errand.attempts ? next(dossier, current) : null;
    });
  }
  const replaced = (dossier: Dossier, errand: Errand, part: Partial<Errand>): Dossier => ({
    ...dossier,
    errands: dossier.errands.map((candidate) => (isSame(candidate, errand) ? { ...candidate, ...part } : candidate)),
    updatedAt: clock.now(),
  });
  const entry = (code: string, text: string): HistoryEntry => ({ at: new Date(clock.now()).toISOString(), code, text });

  /** Done: gone from the list, told in the history, and what it changed is changed here too. */
  async function settle(id: string, errand: Errand, status: string): Promise<void> {
    const saved = await change(id, errand, (dossier) => {
      const rest = dossier.errands.filter((candidate) => !isSame(candidate, errand));
      const told = {
        ...dossier,
        errands: rest,
        history: [...dossier.history, entry(doneCodes[errand.kind], summaryOf(errand))],
        updatedAt: clock.now(),
      };
      const { stage } = dossier;
      if (stage.state !== 'deposited' || stage.identifiantFactureCPP !== errand.identifiantFactureCPP) return told;
      // refreshedAt 0: what became of it is asked at the next occasion.
      const followed = { ...told, stage: { ...stage, status: status || stage.status, statusAt: '', refreshedAt: 0 } };
      if (errand.kind !== 'recycle') return followed;
      const { buyerSiret, buyerName, serviceCode, engagementNumber } = errand;
      const buyer = { ...dossier.invoice.buyer, siret: buyerSiret, name: buyerName || dossier.invoice.buyer.name };
      return { ...followed, invoice: { ...dossier.invoice, buyer, serviceCode, engagementNumber } };
    });
    if (saved && errand.kind !== 'acknowledge')
      await platform.notify(`Facture ${saved.invoice.invoiceNumber} : correction reçue`, 'Chorus Pro l’a prise ; la facture repart.', addressOf(id));
  }

  /** Nothing to do any more: the invoice went on without it. */
  function forget(id: string, errand: Errand, status: string): Promise<Dossier | null> {
    return change(id, errand, (dossier) => {
      const { stage } = dossier;
      const errands = dossier.errands.filter((candidate) => !isSame(candidate, errand));
      const followed = stage.state === 'deposited' && stage.identifiantFactureCPP === errand.identifiantFactureCPP;
      return { ...dossier, errands, ...(followed ? { stage: { ...stage, status, statusAt: '', refreshedAt: 0 } } : {}), updatedAt: clock.now() };
    });
  }

  function later(id: string, errand: Errand, fault: Fault): Promise<Dossier | null> {
    const innocent = fault.code === 'aborted' || fault.code === 'offline';
    const attempts = innocent ? errand.attempts : errand.attempts + 1;
    const asked = fault instanceof PortalFault ? fault.retryAfter : 0;
    const retryAt = innocent ? 0 : clock.now() + Math.max(asked, retryDelay(fault.code, attempts, random()));
    return change(id, errand, (dossier) =>
      replaced(dossier, errand, { state: 'waiting', attempts, retryAt, checks: 0, fault: innocent ? '' : fault.code }),
    );
  }

  function doubt(id: string, errand: Errand, part: Partial<Errand>): Promise<Dossier | null> {
    return change(id, errand, (dossier) =>
      replaced(dossier, errand, { state: 'unsure', retryAt: clock.now() + checkDelay(0, false), fault: '', ...part }),
    );
  }

  async function refuse(id: string, errand: Errand, fault: Fault, message: string): Promise<void> {
    const saved = await change(id, errand, (dossier) => replaced(dossier, errand, { state: 'refused', fault: fault.code, message }));
    if (saved)
      await platform.notify(`Facture ${saved.invoice.invoiceNumber} : correction refusée`, 'Touchez pour voir ce qu’il faut changer.', addressOf(id));
  }

  /** The request itself; files go up before, and that may fail without consequence. */
  async function ask(dossier: Dossier, errand: Errand, client: PortalClient, signal?: AbortSignal): Promise<string> {
    const { identifiantFactureCPP, comment } = errand;
    switch (errand.kind) {
      case 'recycle': {
        const { buyerSiret, serviceCode, engagementNumber } = errand;
        const change = { codeDestinataire: buyerSiret, codeServiceExecutant: serviceCode, numeroBonCommande: engagementNumber, commentaire: comment };
        return (await client.recycle(identifiantFactureCPP, change, signal)).statutFacture || 'DEPOSEE';
      }
      case 'complete': {
        const files = (await Promise.all(errand.files.map((name) => file(dossier, name)))).filter((found) => found !== null);
        const kept = await upload(client, files, signal).catch((error: unknown) => {
          throw error instanceof PortalFault && error.reached === 'maybe' ? new PortalFault(error.code, error.detail, 'no', { cause: error }) : error;
        });
        await client.complete(
          identifiantFactureCPP,
          { commentaire: comment, ...(kept.length > 0 ? { pieceJointeComplementaire: kept } : {}) },
          signal,
        );
        return 'COMPLETEE';
      }
      case 'acknowledge':
        await client.acknowledgeRejections([identifiantFactureCPP], signal);
        return '';
    }
  }

  /** What the portal says of the invoice now; "" when it says nothing. */
  async function statusOf(errand: Errand, client: PortalClient, signal?: AbortSignal): Promise<string> {
    return (await client.history(errand.identifiantFactureCPP, signal)).statutCourantCode;
  }

  async function send(dossier: Dossier, errand: Errand, client: PortalClient, signal?: AbortSignal): Promise<Fault | null> {
    const sending: Errand = { ...errand, state: 'sending' };
    const saved = await change(dossier.id, errand, (current) =>
      replaced(current, errand, { state: 'sending', since: clock.now(), fault: '', message: '' }),
    );
    if (!saved) return null;
    try {
      await settle(dossier.id, sending, await ask(dossier, errand, client, signal));
      return null;
    } catch (error) {
      const fault = Fault.from(error);
      const reached = reachedOf(error);
      // Asking twice to acknowledge harms nobody: a lost answer is asked again.
      if (reached === 'no' || (errand.kind === 'acknowledge' && reached === 'maybe')) {
        await later(dossier.id, sending, fault);
        return needsUser(fault.code) || fault.code === 'offline' || fault.code === 'aborted' ? fault : null;
      }
      if (reached === 'maybe') {
        await doubt(dossier.id, sending, { checks: 0 });
        return fault.code === 'aborted' || fault.code === 'offline' ? fault : null;
      }
      // « Le statut n'est pas… »: an earlier request of ours, answer lost, had its effect, or the agent himself went on.
      const status = await statusOf(errand, client, signal).catch(() => '');
      const words = error instanceof PortalFault ? error.libelle : '';
      if (status === '' || pendingUnder[errand.kind].includes(status)) await refuse(dossier.id, sending, fault, words);
      else if (errand.attempts > 0) await settle(dossier.id, sending, status);
      else await forget(dossier.id, sending, status);
      return null;
    }
  }

  async function check(dossier: Dossier, errand: Errand, client: PortalClient, signal?: AbortSignal): Promise<Fault | null> {
    try {
      const status = await statusOf(errand, client, signal);
      if (status !== '' && !pendingUnder[errand.kind].includes(status)) await settle(dossier.id, errand, status);
      else if (absenceOfEffectIsCertain(errand, clock.now())) await later(dossier.id, errand, new Fault('portal-timeout'));
      else await doubt(dossier.id, errand, { checks: errand.checks + 1, retryAt: clock.now() + checkDelay(errand.checks + 1, false) });
      return null;
    } catch (error) {
      await doubt(dossier.id, errand, { retryAt: clock.now() + checkDelay(errand.checks, false) });
      return Fault.from(error);
    }
  }

  const allDue = (errands: readonly Errand[], now: number) =>
    errands.filter(({ state, retryAt }) => (state === 'waiting' || state === 'unsure') && isDue(retryAt, now));

  return {
    due: ({ errands }, now) => allDue(errands, now)[0] ?? null,
    async postpone({ id, errands }, fault) {
      const retryAt = clock.now() + closedDelay(fault.code, random());
      for (const errand of allDue(errands, clock.now()))
        await change(id, errand, (dossier) => replaced(dossier, errand, { retryAt, fault: fault.code }));
    },
    nextAt({ errands }) {
      const times = errands.flatMap(({ state, retryAt }) =>
        state === 'waiting' || state === 'unsure' ? [retryAt] : state === 'sending' ? [clock.now()] : [],
      );
      return times.length > 0 ? Math.min(...times) : null;
    },
    async recover(dossier) {
      for (const errand of dossier.errands) if (errand.state === 'sending') await doubt(dossier.id, errand, { checks: 0, retryAt: 0 });
    },
    run: (dossier, errand, client, signal) => (errand.state === 'unsure' ? check : send)(dossier, errand, client, signal),
  };
}

/** What the errand said, for the history: the user's own words and codes. */
function summaryOf({ kind, buyerSiret, serviceCode, engagementNumber, comment }: Errand): string {
  const codes =
    kind === 'recycle' ? [`SIRET ${buyerSiret}`, serviceCode && `service ${serviceCode}`, engagementNumber && `engagement ${engagementNumber}`] : [];
  return [...codes, comment].filter(Boolean).join(' · ');
}
