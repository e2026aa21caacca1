import { Fault } from '../invoice/fault.ts';
import type { Desk } from './api.ts';
import type { Bench } from './bench.ts';
import type { Checking } from './checking.ts';
import { fileStem } from './file-names.ts';
import { QUIET_REFRESH_EVERY_MS, unheardOf } from './followup.ts';
import { editable } from './history.ts';
import { once } from './once.ts';
import { returnCases } from './returns.ts';
import type { Vault } from './vault.ts';
import { openWay } from './ways.ts';

/** A deleted dossier can come back for a day. */
const SWEEP_AFTER_MS = 86_400_000;
/** Before the outbox is opened again after it could not be: its code did not load, or the store gave way. */
const OPENED_AGAIN_AFTER_MS = 60_000;

type Dispatch = Pick<
  Desk,
  'send' | 'hold' | 'reopen' | 'recycle' | 'complete' | 'dropErrand' | 'tryNow' | 'flush' | 'refresh' | 'portalCopy' | 'start'
>;

/** The way out: to the outbox, and the loop that empties it. The portal's code is loaded only when something leaves. */
export function dispatchCases(bench: Bench, checking: Checking, vault: Pick<Vault, 'open'>): Dispatch {
  const { problems, recipientOf } = checking;
  const { platform, store, stages, alive, need } = bench;
  /** Set by `start()`: something may have to leave. */
  let wake: () => void = () => undefined;

  const openOutbox = once(() =>
    import('./sending.ts').then((sending) =>
      sending.openOutbox({
        platform,
        store,
        alive,
        credentials: (environment, siren) => vault.open(environment, siren),
        way: async (environment) => openWay(environment, await bench.settings(), bench),
        async file(dossier, id) {
          const reference = dossier.files.find((file) => file.id === id);
          const bytes = reference && (await store.file(id));
          return reference && bytes ? { name: reference.name, type: reference.type, bytes } : null;
        },
        async compose(dossier) {
          const [{ complete }, { joinedDocuments, papersOf }] = await Promise.all([import('../invoice/complete.ts'), import('./paper.ts')]);
          const invoice = complete(dossier.invoice);
          // A flow carries everything inside its one file; a deposit has its documents beside it.
          const flow = dossier.route === 'facturx';
          const papers = flow ? await papersOf(dossier, invoice, store, stages) : undefined;
          const files = await stages.compose(invoice, platform.clock.today(), papers);
          const stem = fileStem(dossier.invoice);
          return {
            portalPdf: { name: `${stem}.pdf`, bytes: files.portalPdf },
            facturx: { name: `${stem}-facturx.pdf`, bytes: files.facturx },
            attachments: flow ? [] : await joinedDocuments(dossier, invoice, store, stages),
            notices: files.notices,
          };
        },
      }),
    ),
  );

  /** A restore whose page died left files that nothing names. */
  async function sweepRestore(): Promise<void> {
    if (await store.value('restore-staged')) await (await import('./archiving.ts')).backupCases(bench).sweep();
  }

  return {
    ...returnCases(bench, checking, () => wake()),
    async send(id) {
      const dossier = await need(id);
      editable(dossier);
      // What was read before a page was added is not the whole paper. Never read at all, the reading was stopped and every word is the user's own.
      if (dossier.reading === 'waiting' && dossier.readBy !== '') throw new Fault('not-read');
      const blocking = (await problems(dossier)).find((problem) => problem.severity === 'error');
      if (blocking) throw new Fault('not-ready', blocking.rule);
      const recipient = await recipientOf(dossier);
      const { complete } = await import('../invoice/complete.ts');
      const saved = await store.update(id, (current) => {
        if (current.revision !== dossier.revision) throw new Fault('not-ready', 'changed meanwhile');
        const now = platform.clock.now();
        const stage = { state: 'ready', since: now, attempts: 0, retryAt: 0, committed: false } as const;
        return { dossier: { ...current, invoice: complete(current.invoice), stage, updatedAt: now } };
      });
      await (await import('./learning.ts')).learn(bench, saved, recipient);
      void platform.requestSync('coursier-outbox');
      wake();
      return saved;
    },
    hold: (id) =>
      store.update(id, (dossier) => {
        if (dossier.stage.state !== 'ready') throw new Fault('not-ready', `stage ${dossier.stage.state}`);
        return { dossier: { ...dossier, stage: { state: 'draft' }, updatedAt: platform.clock.now() } };
      }),
    async tryNow(id) {
      await store.update(id, (dossier) => {
        const { stage } = dossier;
        if (stage.state === 'ready') return { dossier: { ...dossier, stage: { ...stage, retryAt: 0 } } };
        if (stage.state === 'sent-unconfirmed') return { dossier: { ...dossier, stage: { ...stage, checkAt: 0 } } };
        return dossier.errands.length > 0 ? { dossier: { ...dossier, errands: dossier.errands.map((errand) => ({ ...errand, retryAt: 0 })) } } : null;
      });
      return (await openOutbox()).flush();
    },
    flush: async (signal) => (await openOutbox()).flush(signal),
    refresh: async (signal) => (await openOutbox()).refresh(signal),
    async portalCopy(id) {
      const bytes = await (await openOutbox()).copy(id);
      return { name: `${fileStem((await need(id)).invoice)}-chorus-pro.pdf`, type: 'application/pdf', bytes };
    },
    start() {
      const controller = new AbortController();
      const { signal } = controller;
      let running = false;
      let again = false;
      let nap = new AbortController();
      // One loop at a time: it empties the outbox, then sleeps until the next dossier is due.
      const run = async () => {
        const waits = (await store.live()).some(
          ({ stage, errands }) =>
            stage.state === 'ready' ||
            stage.state === 'sending' ||
            stage.state === 'sent-unconfirmed' ||
            errands.some(({ state }) => state !== 'refused'),
        );
        // Most days nothing waits: the portal's code is then not even loaded.
        if (!waits) return;
        const turn = async () => {
          const box = await openOutbox();
          await box.recover();
          if (platform.network.online()) await box.flush(signal);
          return box.nextWake();
        };
        while (!signal.aborted) {
          again = false;
          // What waits must not be left until the next gesture.
          const due = await turn().catch(() => platform.clock.now() + OPENED_AGAIN_AFTER_MS);
          if (again) continue;
          if (due === null || !platform.network.online()) return;
          nap = new AbortController();
          // Woken early by a new invoice or the network: that is no failure.
          await platform.clock.sleep(Math.max(1_000, due - platform.clock.now()), nap.signal).catch(() => undefined);
        }
      };
      wake = () => {
        again = true;
        nap.abort();
        if (running || signal.aborted) return;
        running = true;
        run()
          .catch(() => undefined)
          .finally(() => {
            running = false;
          });
      };
      // What the portal says is asked for while the app is open, now and then: nobody should have to think of it.
      const follow = async () => {
        while (!signal.aborted) {
          if (platform.network.online() && unheardOf(await store.live(), platform.clock.now()))
            await openOutbox()
              .then((box) => box.refresh(signal))
              .catch(() => undefined);
          await platform.clock.sleep(QUIET_REFRESH_EVERY_MS / 2, signal);
        }
      };
      follow().catch(() => undefined);
      void store.sweep(platform.clock.now() - SWEEP_AFTER_MS).catch(() => undefined);
      void sweepRestore().catch(() => undefined);
      wake();
      const stop = platform.network.onOnline(() => wake());
      return () => {
        stop();
        controller.abort();
        nap.abort();
      };
    },
  };
}
