import { Fault } from '../invoice/fault.ts';
import { sirenOf } from '../invoice/model.ts';
import type { Platform } from '../platform/ports.ts';
import type { PortalClient, PortalFile } from '../portal/api/client.ts';
import { PortalFault, reachedOf } from '../portal/api/fault.ts';
import { depositByEntry, depositByFlow, depositByPdf, findDeposit, findTyped, type Lookup } from '../portal/deposit.ts';
import { markOf } from '../portal/entry.ts';
import type { Environment } from '../portal/environment.ts';
import { refusalCode, saysDuplicate } from '../portal/errors.ts';
import { flowOutcome } from '../portal/statuses.ts';
import type { SendReport } from './api.ts';
import { accountOf, type Dossier, idempotencyKey } from './dossier.ts';
import { createErrands } from './errands.ts';
import { refreshDeposited, waitingForUser } from './followup.ts';
import { absenceIsCertain, checkDelay, isDue, needsUser, quickPollWithin } from './patience.ts';
import { createSteps } from './steps.ts';
import type { DossierStore } from './transition.ts';

/**
 * Sending, as a machine whose every state is on disk.
 *
 *   ready ── `sending` is written, then the first byte leaves ──► sending
 *            (`committed` is written before the request that creates the invoice: a death before it is no doubt)
 *   sending ── the portal's identifier ──────────────────────────► deposited
 *           ── the portal's refusal ─────────────────────────────► refused
 *           ── certain that nothing was deposited ───────────────► ready (later)
 *           ── anything else: lost answer, death of the page ────► sent-unconfirmed
 *   sent-unconfirmed ── the portal is asked ─────────────────────► deposited | refused | ready (absent, after patience)
 *
 * A doubt is settled by asking, never by sending again. One runner at a time holds the lock; where the browser has no locks, the revision of the
 * dossier and the portal's own refusal of a number twice stand behind it.
 */
export interface OutboxOptions {
  store: DossierStore;
  platform: Platform;
  /** The client of an environment for a company (SIREN): each may have its own technical account. */
  clientFor(environment: Environment, siren: string): Promise<PortalClient>;
  /** The files as they leave. */
  compose(dossier: Dossier): Promise<{
    portalPdf: { name: string; bytes: Uint8Array };
    facturx: { name: string; bytes: Uint8Array };
    attachments: { name: string; type: string; bytes: Uint8Array }[];
    /** What the user should know of these files; kept in the dossier when they leave. */
    notices?: readonly string[];
  }>;
  /** A file kept in a dossier, for what is added to an invoice later. */
  file?(dossier: Dossier, id: string): Promise<PortalFile | null>;
  /** 0 to 1, for the jitter. */
  random?: () => number;
  /** Address opened by a notification. */
  addressOf?: (id: string) => string;
}

export interface Outbox {
  /** At start-up: what was being sent when the page died is in doubt, no more. */
  recover(): Promise<void>;
  /** Sends what is ready, settles what is in doubt, as far as the network allows. Never rejects for one dossier's failure. */
  flush(signal?: AbortSignal): Promise<SendReport>;
  /** Asks the portal about one dossier in doubt, now. */
  settle(id: string, signal?: AbortSignal): Promise<Dossier | null>;
  /** Follows deposited invoices: status, the agent's words, notification, badge. */
  refresh(signal?: AbortSignal): Promise<void>;
  /** The invoice as the portal keeps it, a PDF. */
  copy(id: string, signal?: AbortSignal): Promise<Uint8Array>;
  /** When `flush` has something to do next (milliseconds), or null. */
  nextWake(): Promise<number | null>;
}

export const OUTBOX_LOCK = 'coursier-outbox';
const LONGEST_RUN_WAIT_MS = 60_000;
const LONGEST_RUN_STEPS = 1000;
const DAY_MS = 86_400_000;

export function createOutbox(options: OutboxOptions): Outbox {
  const { store, platform, clientFor, compose, random = Math.random, addressOf = (id) => `/#/facture/${id}` } = options;
  const { clock } = platform;
  const { change, stamp, leave, toDeposited, toRefused, toUnconfirmed, backToReady, postpone, doubtLater } = createSteps({
    store,
    platform,
    random,
    addressOf,
  });
  const errands = createErrands({ store, platform, random, addressOf, file: options.file ?? (() => Promise.resolve(null)) });
  let running: Promise<SendReport> | null = null;
  let again = false;

  async function recoverHeld(): Promise<void> {
    for (const dossier of await store.live()) {
      const { id, stage, revision } = dossier;
      if (dossier.errands.length > 0) await errands.recover(dossier);
      if (stage.state !== 'sending') continue;
      // Only files had gone up: the portal cannot hold the invoice, nothing is to be asked.
      if (stage.committed) await toUnconfirmed(id, stage.key, stage.numeroFluxDepot, 0, revision);
      else await backToReady(id, stage.key, new Fault('aborted'), revision);
    }
  }

  /** Gives the fault that says the whole environment is out of order, so that its other dossiers are not tried in vain. */
  async function send(dossier: Dossier, client: PortalClient, signal?: AbortSignal): Promise<Fault | null> {
    const { id, invoice, route } = dossier;
    const key = idempotencyKey(invoice);
    // The PDF route has the portal's own refusal of a number twice behind it; elsewhere, and after a first attempt, the portal is asked before anything leaves.
    const attempted = (dossier.stage.state === 'ready' && dossier.stage.committed) || depositsOfThisLife(dossier).length > 0;
    if (route !== 'pdf' || attempted) {
      const { found } = await look(dossier, client, {}, signal);
      if (found) {
        await toDeposited(id, key, found);
        return null;
      }
    }
    const typed = route === 'entry' && (await typedOtherwise(dossier, client, signal));
    const files = await compose(dossier);
    let sending = await change(id, (current) => {
      // Exactly the dossier that was composed, or none.
      if (current.revision !== dossier.revision || current.stage.state !== 'ready') return null;
      const notices = [...new Set([...current.notices, ...(files.notices ?? [])])];
      const stage = { state: 'sending', since: clock.now(), attempts: current.stage.attempts, key, numeroFluxDepot: '', committed: false } as const;
      return stamp({ ...current, notices }, stage);
    });
    if (!sending) return null;
    const { revision } = sending;
    if (typed) {
      await toRefused(id, key, 'portal-duplicate', [], revision);
      return null;
    }
    /** From here on the portal may hold the invoice. Another runner that took the dossier back meanwhile stops us before it does. */
    const commit = async () => {
      const saved = await leave(id, key, (current, stage) => ({ ...current, stage: { ...stage, state: 'sending', committed: true } }), revision);
      if (!saved) throw new PortalFault('aborted', 'taken over by another page', 'no');
      sending = saved;
    };
    try {
      if (route === 'facturx') {
        await commit();
        const numeroFluxDepot = await depositByFlow(client, { ...files.facturx, type: 'application/pdf' }, signal);
        await toUnconfirmed(id, key, numeroFluxDepot, checkDelay(0, true));
      } else {
        const pdf = { ...files.portalPdf, type: 'application/pdf' };
        const deposit = route === 'entry' ? depositByEntry : depositByPdf;
        await toDeposited(id, key, await deposit(client, { invoice, pdf, attachments: files.attachments, commit }, signal));
      }
      return null;
    } catch (error) {
      return failed(sending, key, client, error, signal);
    }
  }

  async function failed({ id, revision }: Dossier, key: string, client: PortalClient, error: unknown, signal?: AbortSignal): Promise<Fault | null> {
    const fault = Fault.from(error, 'unknown');
    const reached = reachedOf(error);
    if (reached === 'answered' && error instanceof PortalFault) {
      if (fault.code === 'portal-duplicate') await settleDuplicate(id, key, client, [error.libelle], revision, signal);
      else await toRefused(id, key, fault.code, [error.libelle || fault.detail], revision);
      return null;
    }
    if (reached === 'no') {
      // The gate refuses the form of the request: sending it again as it is would change nothing.
      if (fault.code === 'portal-too-big' || fault.code === 'portal-refused') await toRefused(id, key, fault.code, [fault.detail], revision);
      else await backToReady(id, key, fault, revision);
      return needsUser(fault.code) || fault.code === 'offline' || fault.code === 'aborted' ? fault : null;
    }
    await toUnconfirmed(id, key, '', checkDelay(0, false), revision);
    return fault.code === 'aborted' || fault.code === 'offline' ? fault : null;
  }

  /** Identifiers that cannot be this dossier's new deposit: its earlier lives, and our other invoices. */
  async function knownIds(dossier: Dossier, doubted: boolean): Promise<number[]> {
    const others = (await store.list()).filter((other) => other.environment === dossier.environment && other.id !== dossier.id);
    const elsewhere = others.flatMap(({ portalIds = [], stage }) => [
      ...portalIds,
      ...(stage.state === 'deposited' ? [stage.identifiantFactureCPP] : []),
    ]);
    // Proven while the user had it taken back, it may be this very invoice: the portal is asked by number or mark, which tells. A typed one in doubt may
    // be taken without its mark, and then nothing would tell.
    const own = dossier.portalIds ?? [];
    const standing = doubted && dossier.route === 'entry' ? [] : depositsOfThisLife(dossier);
    return [...elsewhere, ...own.filter((id) => !standing.includes(id))];
  }

  /** Whether a typed invoice stands there under this number with other amounts. The portal numbers what is typed itself: it would take it again. */
  async function typedOtherwise(dossier: Dossier, client: PortalClient, signal?: AbortSignal): Promise<boolean> {
    for (const id of depositsOfThisLife(dossier)) {
      const { commentaire } = await client.invoice(id, signal);
      if (commentaire.includes(markOf(dossier.invoice))) return true;
    }
    return false;
  }

  /** Whether the portal holds it. `doubted`: an answer was just lost. */
  async function look(dossier: Dossier, client: PortalClient, { numeroFluxDepot = '', doubted = false }, signal?: AbortSignal): Promise<Lookup> {
    const { invoice, route, stage } = dossier;
    const known = await knownIds(dossier, doubted);
    if (route !== 'entry') return findDeposit(client, invoice, { numeroFluxDepot, known }, signal);
    const began = new Date('since' in stage ? Math.min(stage.since, clock.now()) : clock.now()).toISOString().slice(0, 10);
    const first = doubted || invoice.issueDate > began ? began : invoice.issueDate;
    const since = new Date(Date.parse(`${first}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
    return findTyped(client, invoice, { since, known, unmarked: doubted }, signal);
  }

  /** « Vous avez déjà déposé… »: ours after a lost answer, or another invoice under the same number. */
  async function settleDuplicate(
    id: string,
    key: string,
    client: PortalClient,
    messages: string[],
    revision: number,
    signal?: AbortSignal,
  ): Promise<void> {
    const dossier = await store.get(id);
    if (!dossier) return;
    try {
      const { found } = await look(dossier, client, {}, signal);
      if (found) await toDeposited(id, key, found);
      else await toRefused(id, key, 'portal-duplicate', messages, revision);
    } catch {
      await toUnconfirmed(id, key, '', checkDelay(1, false), revision);
    }
  }

  async function ask(dossier: Dossier, client: PortalClient, signal?: AbortSignal): Promise<Fault | null> {
    const { id, stage, revision } = dossier;
    if (stage.state !== 'sent-unconfirmed') return null;
    const { key, numeroFluxDepot } = stage;
    const wait = (counted: boolean) =>
      leave(
        id,
        key,
        (current, now) => {
          const checks = (now.state === 'sent-unconfirmed' ? now.checks : 0) + (counted ? 1 : 0);
          // A clock set back must not stretch the patience.
          const since = Math.min(now.since, clock.now());
          const checkAt = clock.now() + checkDelay(checks, numeroFluxDepot !== '');
          return { ...current, stage: { state: 'sent-unconfirmed', since, attempts: now.attempts, key, numeroFluxDepot, checkAt, checks } };
        },
        revision,
      );
    try {
      if (numeroFluxDepot) {
        const report = await client.flowReport(numeroFluxDepot, signal).catch((error: unknown) => {
          if (error instanceof PortalFault && error.reached === 'answered') return null; // not known yet: patience
          throw error;
        });
        const outcome = report ? flowOutcome(report.etatCourantDepotFlux) : 'going';
        const messages = report
          ? [...report.listeErreurDP.map((item) => item.libelleErreurDP), ...report.listeErreurTechnique.map((item) => item.libelleErreur)].filter(
              Boolean,
            )
          : [];
        if (outcome === 'rejected') {
          if (messages.some(saysDuplicate)) await settleDuplicate(id, key, client, messages, revision, signal);
          else await toRefused(id, key, refusalCode(-1, messages.join('|')), messages, revision);
          return null;
        }
        if (outcome === 'going') {
          await wait(true);
          return null;
        }
        const { found } = await look(dossier, client, { numeroFluxDepot }, signal);
        if (found) await toDeposited(id, key, found);
        // Integrated in part (IN_INTEGRE_PARTIEL): an error under our number says that the part left out is ours.
        else if (outcome === 'integrated' && report?.listeErreurDP.some(({ numeroDP }) => sameNumber(numeroDP, dossier.invoice.invoiceNumber)))
          await toRefused(id, key, refusalCode(-1, messages.join('|')), messages, revision);
        else if (outcome === 'incident') await backToReady(id, key, new Fault('portal-down', report?.etatCourantDepotFlux ?? ''), revision);
        else await wait(true);
        return null;
      }
      const { found } = await look(dossier, client, { doubted: true }, signal);
      if (found) await toDeposited(id, key, found);
      else if (absenceIsCertain(dossier.route, stage, clock.now())) await backToReady(id, key, null, revision);
      else await wait(true);
      return null;
    } catch (error) {
      const fault = Fault.from(error, 'portal-nonsense');
      await wait(false);
      return fault;
    }
  }

  async function run(signal?: AbortSignal): Promise<SendReport> {
    await recoverHeld();
    const report = { sent: 0, waiting: 0, refused: 0 };
    const clients = new Map<string, PortalClient>();
    const closed = new Set<string>();
    let patience = LONGEST_RUN_WAIT_MS;
    for (let steps = 0; steps < LONGEST_RUN_STEPS && !signal?.aborted && platform.network.online(); steps++) {
      const open = (await store.live()).filter((dossier) => !closed.has(accountOf(dossier)) && dossier.deletedAt === 0);
      const now = clock.now();
      const doubted = open.find((dossier) => dossier.stage.state === 'sent-unconfirmed' && isDue(dossier.stage.checkAt, now));
      const errand = doubted ? undefined : open.find((dossier) => errands.due(dossier, now) !== null);
      const next = doubted ?? errand ?? oldestReady(open, now);
      if (!next) {
        const soon = quickPollWithin(open, now, patience);
        if (soon === null) break;
        patience -= soon;
        await clock.sleep(soon, signal).catch(() => undefined);
        continue;
      }
      const fault = await withClient(next, clients, (client) => (errand ? runErrand(errand, client, signal) : one(next, client, signal)));
      const after = await store.get(next.id);
      if (!errand && after?.stage.state === 'deposited') report.sent++;
      if (!errand && after?.stage.state === 'refused') report.refused++;
      if (fault) closed.add(accountOf(next));
    }
    const rest = await store.live();
    report.waiting = rest.filter(({ stage }) => stage.state === 'ready' || stage.state === 'sent-unconfirmed').length;
    await platform.badge(rest.filter(waitingForUser).length);
    return report;
  }

  /** The client of the dossier's account, opened once; that may fail (no keys kept, keys locked). */
  async function withClient(
    dossier: Dossier,
    clients: Map<string, PortalClient>,
    work: (client: PortalClient) => Promise<Fault | null>,
  ): Promise<Fault | null> {
    const known = clients.get(accountOf(dossier));
    if (known) return work(known);
    try {
      const client = await clientFor(dossier.environment, sirenOf(dossier.invoice.seller));
      clients.set(accountOf(dossier), client);
      return await work(client);
    } catch (error) {
      const fault = Fault.from(error, 'portal-credentials');
      if (fault.code === 'storage-full' || fault.code === 'storage-broken') throw fault;
      if (dossier.stage.state === 'sent-unconfirmed') await doubtLater(dossier, fault);
      else await postpone(dossier, fault);
      await errands.postpone(dossier, fault);
      return fault;
    }
  }

  async function runErrand(dossier: Dossier, client: PortalClient, signal?: AbortSignal): Promise<Fault | null> {
    const errand = errands.due(dossier, clock.now());
    return errand ? errands.run(dossier, errand, client, signal) : null;
  }

  async function one(dossier: Dossier, client: PortalClient, signal?: AbortSignal): Promise<Fault | null> {
    if (dossier.stage.state === 'sent-unconfirmed') return ask(dossier, client, signal);
    try {
      return await send(dossier, client, signal);
    } catch (error) {
      // Composition or storage failed: nothing has left.
      const fault = Fault.from(error, 'unknown');
      await postpone(dossier, fault);
      return fault.code === 'storage-full' || fault.code === 'storage-broken' ? fault : null;
    }
  }

  return {
    async recover() {
      // Held by another tab: a living runner is at work, and will recover by itself if it must.
      await platform.lock(OUTBOX_LOCK, recoverHeld, { ifAvailable: true });
    },
    async flush(signal) {
      if (running) {
        again = true;
        return running;
      }
      running = (async () => {
        let report: SendReport;
        do {
          again = false;
          report = (await platform.lock(OUTBOX_LOCK, () => run(signal))) ?? { sent: 0, waiting: 0, refused: 0 };
        } while (again && !signal?.aborted);
        return report;
      })();
      try {
        return await running;
      } finally {
        running = null;
      }
    },
    async settle(id, signal) {
      await platform.lock(OUTBOX_LOCK, async () => {
        await recoverHeld();
        const dossier = await store.get(id);
        if (dossier?.stage.state === 'sent-unconfirmed')
          await ask(dossier, await clientFor(dossier.environment, sirenOf(dossier.invoice.seller)), signal);
      });
      return store.get(id);
    },
    async refresh(signal) {
      await refreshDeposited({ store, platform, clientFor, addressOf }, signal);
    },
    async copy(id, signal) {
      const dossier = await store.get(id);
      if (dossier?.stage.state !== 'deposited') throw new Fault('not-ready', 'not deposited');
      const client = await clientFor(dossier.environment, sirenOf(dossier.invoice.seller));
      return client.download([dossier.stage.identifiantFactureCPP], {}, signal);
    },
    async nextWake() {
      const times = (await store.live()).flatMap((dossier) => {
        const { stage } = dossier;
        const errand = errands.nextAt(dossier);
        const asked = errand === null ? [] : [errand];
        if (stage.state === 'ready') return [...asked, stage.retryAt];
        if (stage.state === 'sent-unconfirmed') return [...asked, stage.checkAt];
        return stage.state === 'sending' ? [...asked, clock.now()] : asked;
      });
      return times.length > 0 ? Math.min(...times) : null;
    },
  };
}

/**
 * Identifiers that the portal gave since the invoice was last taken up again from a rejection: what it gave before was rejected for good. Taken up again
 * from a refusal, that attempt alone is over: what the portal held before, it holds.
 */
function depositsOfThisLife({ history }: Dossier): number[] {
  const turns = history.filter(({ code }) => code === 'DEPOSITED' || code === 'REFUSED' || code === 'REOPENED');
  const rejected = turns.findLastIndex(({ code }, index) => code === 'REOPENED' && turns[index - 1]?.code !== 'REFUSED');
  return turns.slice(rejected + 1).flatMap(({ code, text }) => (code === 'DEPOSITED' ? [Number(text)] : []));
}

function sameNumber(a: string, b: string): boolean {
  return a.trim().toUpperCase() === b.trim().toUpperCase();
}

function oldestReady(dossiers: Dossier[], now: number): Dossier | undefined {
  const due = dossiers.filter((dossier) => dossier.stage.state === 'ready' && isDue(dossier.stage.retryAt, now));
  const since = (dossier: Dossier) => (dossier.stage.state === 'ready' ? dossier.stage.since : 0);
  return due.sort((a, b) => since(a) - since(b))[0];
}
