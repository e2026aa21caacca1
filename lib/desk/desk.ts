import { inEnvironment } from '../directory/environment.ts';
import type { Recipient } from '../directory/recipient.ts';
import type { CheckContext } from '../invoice/check.ts';
import { complete } from '../invoice/complete.ts';
import { Fault } from '../invoice/fault.ts';
import { emptyInvoice, type Invoice, sirenOf } from '../invoice/model.ts';
import type { Platform } from '../platform/ports.ts';
import type { SourceFile } from '../reading/options.ts';
import type { Desk, RecipientMemory } from './api.ts';
import type { Dossier, FieldTrace, FileReference } from './dossier.ts';
import { buyersNamed, invoiceFor, joinReadings, keepConfirmed, settleRecipient, withBuyer, withProfile } from './drafting.ts';
import { applyEdit, applyLines } from './edits.ts';
import { RecipientMemories } from './memory.ts';
import { type Profile, restoreProfile, restoreSettings, type Settings } from './settings.ts';
import type { DirectoryView, Stages } from './stages.ts';
import type { NewFile, Store, UndoRecord } from './store/store.ts';
import { Vault } from './vault.ts';

export interface DeskOptions {
  platform: Platform;
  store: Store;
  stages: Stages;
  /** Base address of the relay, without trailing slash; settings may name another. */
  relay: string;
}

const UNDO_STEPS = 60;
/** Keystrokes in one field within this time are one undo step. */
const UNDO_MERGE_MS = 2_000;
/** A deleted dossier can come back for a day. */
const SWEEP_AFTER_MS = 86_400_000;
const MAX_FILE_BYTES = 40_000_000;

export function createDesk({ platform, store, stages, relay }: DeskOptions): Desk {
  const memories = new RecipientMemories(store);
  const vault = new Vault(store);
  let directory: Promise<DirectoryView> | null = null;

  const openDirectory = () => {
    directory ??= stages.directory().catch((error) => {
      directory = null;
      throw error;
    });
    return directory;
  };

  const profile = async () => restoreProfile(await store.value('profile'));
  const settings = async () => restoreSettings(await store.value('settings'));

  async function need(id: string): Promise<Dossier> {
    const dossier = await store.get(id);
    if (!dossier) throw new Fault('storage-broken', `no dossier ${id}`);
    return dossier;
  }

  /** Set by `start()`: something may have to leave. */
  let wake: () => void = () => undefined;
  let outbox: Promise<ReturnType<typeof import('./sending.ts').openOutbox>> | null = null;
  const openOutbox = () => {
    outbox ??= import('./sending.ts').then(({ openOutbox }) =>
      openOutbox({
        platform,
        store,
        alive,
        credentials: (environment) => vault.open(environment),
        relay: async () => (await settings()).relay || relay,
        async compose(dossier) {
          const files = await stages.compose(complete(dossier.invoice), platform.clock.today());
          const stem = fileStem(dossier.invoice);
          return {
            portalPdf: { name: `${stem}.pdf`, bytes: files.portalPdf },
            facturx: { name: `${stem}-facturx.pdf`, bytes: files.facturx },
            attachments: await attachmentsOf(dossier),
          };
        },
      }),
    );
    return outbox;
  };

  async function alive(): Promise<Dossier[]> {
    return (await store.list()).filter((dossier) => dossier.deletedAt === 0);
  }

  async function attachmentsOf(dossier: Dossier): Promise<{ name: string; type: string; bytes: Uint8Array }[]> {
    const attachments: { name: string; type: string; bytes: Uint8Array }[] = [];
    for (const [index, file] of dossier.files.filter((item) => item.role === 'source' || item.role === 'attachment').entries()) {
      const bytes = await store.file(file.id);
      if (bytes && bytes.length <= 10_000_000) attachments.push({ name: attachmentName(file, index), type: file.type, bytes });
    }
    return attachments;
  }

  /** Changes the invoice as one undo step, or as part of the last one when it is the same field within two seconds. */
  function changeInvoice(dossier: Dossier, undo: UndoRecord, label: string, invoice: Invoice): { dossier: Dossier; undo: UndoRecord } {
    const now = platform.clock.now();
    const last = undo.past.at(-1);
    const merge = last !== undefined && label !== '' && last.label === label && now - last.at < UNDO_MERGE_MS;
    const past = merge ? [...undo.past.slice(0, -1), { ...last, at: now }] : [...undo.past, { invoice: dossier.invoice, label, at: now }];
    // Editing an invoice that waits in the outbox takes it back: what leaves is always what was checked.
    const stage = dossier.stage.state === 'ready' ? ({ state: 'draft' } as const) : dossier.stage;
    return {
      dossier: { ...dossier, invoice, stage, updatedAt: now },
      undo: { ...undo, past: past.slice(-UNDO_STEPS), future: [] },
    };
  }

  function editable(dossier: Dossier): void {
    if (dossier.stage.state !== 'draft' && dossier.stage.state !== 'ready') throw new Fault('not-ready', `stage ${dossier.stage.state}`);
  }

  function confirmed(trace: FieldTrace | undefined): FieldTrace {
    return { ...(trace ?? { page: null, box: null, evidence: [], alternatives: [] }), confidence: 'sure', confirmed: true };
  }

  async function context(dossier: Dossier): Promise<CheckContext> {
    const recipient = await recipientOf(dossier);
    const service = recipient?.services.find((item) => item.code === dossier.invoice.serviceCode);
    const year = dossier.invoice.issueDate.slice(0, 4);
    const usedNumbers = (await alive())
      .filter(
        (other) =>
          other.id !== dossier.id && other.stage.state !== 'draft' && other.stage.state !== 'refused' && other.environment === dossier.environment,
      )
      .filter((other) => other.invoice.seller.siret === dossier.invoice.seller.siret && other.invoice.issueDate.startsWith(year))
      .map((other) => other.invoice.invoiceNumber.trim().toUpperCase());
    return {
      today: platform.clock.today(),
      requires: recipient?.requires ?? 'unknown',
      serviceRequiresEngagement: service?.requiresEngagement ?? false,
      recipientGuessed: recipient ? !recipient.siretCertain && !dossier.traces['buyer.siret']?.confirmed : false,
      usedNumbers,
      fictiveIdentifiers: dossier.environment !== 'production',
    };
  }

  const target = (dossier: Dossier) => (dossier.route === 'facturx' ? 'chorus' : 'portal');

  async function problems(dossier: Dossier) {
    const { check } = await import('../invoice/check.ts');
    return check(complete(dossier.invoice), target(dossier), await context(dossier));
  }

  async function recipientOf(dossier: Dossier): Promise<Recipient | null> {
    const { siret } = dossier.invoice.buyer;
    if (siret.length !== 14) return null;
    // Without the directory (a first visit cut short) the rest of the check must still be said.
    const directory = await openDirectory().catch(() => null);
    const known = inEnvironment(directory?.bySiret(siret) ?? null, dossier.environment);
    return known ?? inEnvironment((await memories.get(siret))?.recipient ?? null, dossier.environment);
  }

  async function learnSeller(invoice: Invoice): Promise<void> {
    const known = await profile();
    if (known.seller.siret && known.seller.siret !== invoice.seller.siret) return;
    const franchise = invoice.vatBreakdown.some((entry) => entry.exemptionReasonCode === 'VATEX-FR-FRANCHISE');
    const seller = Object.fromEntries(
      Object.entries(invoice.seller).map(([key, value]) => [key, value || known.seller[key as keyof Profile['seller']]]),
    );
    await store.setValue('profile', {
      ...known,
      seller,
      vatRegime: known.vatRegime || (franchise ? 'franchise' : invoice.seller.vatIdentifier ? 'normal' : ''),
      iban: invoice.payment.iban || known.iban,
      bic: invoice.payment.bic || known.bic,
      lastNumber: invoice.kind === 'invoice' ? invoice.invoiceNumber : known.lastNumber,
    } satisfies Record<keyof Profile, unknown>);
  }

  function blankDossier(invoice: Invoice, chosen: Settings): Dossier {
    const now = platform.clock.now();
    return {
      id: platform.uuid(),
      revision: 0,
      createdAt: now,
      updatedAt: now,
      invoice,
      traces: {},
      files: [],
      readBy: '',
      notices: [],
      reading: 'none',
      readingFault: '',
      stage: { state: 'draft' },
      environment: chosen.environment,
      route: chosen.route,
      history: [],
      deletedAt: 0,
    };
  }

  function newFile(file: SourceFile, role: FileReference['role'], type: string, page = 0, width = 0, height = 0): NewFile {
    const reference: FileReference = { id: platform.uuid(), name: file.name, type, size: file.bytes.length, role, page, width, height };
    return { reference, bytes: file.bytes };
  }

  return {
    list: alive,
    open: async (id) => {
      const dossier = await store.get(id);
      return dossier && dossier.deletedAt === 0 ? dossier : null;
    },
    async create() {
      return store.insert(blankDossier(invoiceFor(await profile(), platform.clock.today()), await settings()));
    },
    async capture(files) {
      if (files.length === 0 || files.every((file) => file.bytes.length === 0)) throw new Fault('file-empty');
      const tooBig = files.find((file) => file.bytes.length > MAX_FILE_BYTES);
      if (tooBig) throw new Fault('file-too-big', `${tooBig.bytes.length} bytes`);
      const stored = files.map((file) => newFile(file, 'source', mediaType(file.bytes)));
      const dossier: Dossier = { ...blankDossier(emptyInvoice(), await settings()), reading: 'waiting', files: stored.map((file) => file.reference) };
      void platform.persistStorage();
      return store.insert(dossier, stored);
    },
    async addPage(id, file) {
      if (file.bytes.length === 0) throw new Fault('file-empty');
      if (file.bytes.length > MAX_FILE_BYTES) throw new Fault('file-too-big', `${file.bytes.length} bytes`);
      const added = newFile(file, 'source', mediaType(file.bytes));
      return store.update(id, (dossier) => ({
        dossier: { ...dossier, reading: 'waiting', files: [...dossier.files, added.reference], updatedAt: platform.clock.now() },
        files: [added],
      }));
    },
    async dropPage(id) {
      const dossier = await store.update(id, (current) => {
        const last = current.files.findLast((file) => file.role === 'source');
        if (!last) return null;
        const files = current.files.filter((file) => file.id !== last.id);
        const deletedAt = files.some((file) => file.role === 'source') ? 0 : platform.clock.now();
        return { dossier: { ...current, files, deletedAt }, dropFiles: [last.id] };
      });
      return dossier.deletedAt === 0 ? dossier : null;
    },
    async read(id, options = {}) {
      const before = await need(id);
      const sources = before.files.filter((file) => file.role === 'source');
      try {
        const readings = [];
        for (const [index, source] of sources.entries()) {
          const bytes = await store.file(source.id);
          if (!bytes) throw new Fault('storage-broken', `no file ${source.id}`);
          readings.push(
            await stages.read(
              { name: source.name, bytes },
              {
                ...(options.signal ? { signal: options.signal } : {}),
                ...(options.quad && sources.length === 1 ? { quad: options.quad } : {}),
                onProgress: (progress) =>
                  options.onProgress?.({
                    ...progress,
                    page: Math.max(progress.page, index + 1),
                    pages: Math.max(progress.pages, sources.length),
                    ratio: (index + progress.ratio) / sources.length,
                  }),
              },
            ),
          );
        }
        const reading = joinReadings(readings);
        const known = await profile();
        // A directory that cannot be opened must not cost the user his reading.
        const found = await openDirectory().catch(() => null);
        const today = platform.clock.today();
        const extraction = await stages.extract(reading, known, {
          today,
          knownBuyers: (text) => (found ? buyersNamed(text, found, before.environment) : []),
        });
        let draft = withProfile(await stages.draft(extraction, reading, emptyInvoice()), known);
        if (found) draft = settleRecipient(draft, found, before.environment);
        const pages = reading.pages.flatMap((page) =>
          page.image
            ? [newFile({ name: `page-${page.number}.jpg`, bytes: page.image }, 'page', 'image/jpeg', page.number, page.width, page.height)]
            : [],
        );
        const notices = [...reading.notices, ...(extraction.looksLikeInvoice ? [] : ['not-an-invoice'])];
        return await store.update(id, (dossier, undo) => {
          const kept = keepConfirmed(draft, dossier, applyEdit);
          return {
            dossier: {
              ...dossier,
              invoice: complete(kept.invoice),
              traces: kept.traces,
              files: [...dossier.files.filter((file) => file.role !== 'page'), ...pages.map((page) => page.reference)],
              readBy: reading.source,
              notices,
              reading: 'done',
              readingFault: '',
              updatedAt: platform.clock.now(),
            },
            files: pages,
            dropFiles: dossier.files.filter((file) => file.role === 'page').map((file) => file.id),
            undo: { ...undo, past: [], future: [] },
          };
        });
      } catch (error) {
        const fault = Fault.from(error, 'ocr-failed');
        // An aborted reading can be taken up again: the dossier keeps waiting.
        await store.update(id, (dossier) => ({
          dossier: { ...dossier, reading: fault.code === 'aborted' ? 'waiting' : 'failed', readingFault: fault.code === 'aborted' ? '' : fault.code },
        }));
        throw fault;
      }
    },
    edit: (id, path, value) =>
      store.update(id, (dossier, undo) => {
        editable(dossier);
        const changed = changeInvoice(dossier, undo, path, applyEdit(dossier.invoice, path, value));
        return { ...changed, dossier: { ...changed.dossier, traces: { ...dossier.traces, [path]: confirmed(dossier.traces[path]) } } };
      }),
    change: (id, step) =>
      store.update(id, (dossier, undo) => {
        editable(dossier);
        return changeInvoice(dossier, undo, '', applyLines(dossier.invoice, step(structuredClone(dossier.invoice))));
      }),
    confirm: (id, path) =>
      store.update(id, (dossier) => ({ dossier: { ...dossier, traces: { ...dossier.traces, [path]: confirmed(dossier.traces[path]) } } })),
    undo: (id) =>
      store.update(id, (dossier, undo) => {
        editable(dossier);
        const step = undo.past.at(-1);
        if (!step) return null;
        const future = [...undo.future, { ...step, invoice: dossier.invoice }];
        return {
          dossier: { ...dossier, invoice: step.invoice, updatedAt: platform.clock.now() },
          undo: { ...undo, past: undo.past.slice(0, -1), future },
        };
      }),
    redo: (id) =>
      store.update(id, (dossier, undo) => {
        editable(dossier);
        const step = undo.future.at(-1);
        if (!step) return null;
        const past = [...undo.past, { ...step, invoice: dossier.invoice, at: 0 }];
        return {
          dossier: { ...dossier, invoice: step.invoice, updatedAt: platform.clock.now() },
          undo: { ...undo, past, future: undo.future.slice(0, -1) },
        };
      }),
    async canUndo(id) {
      const undo = await store.undoOf(id);
      return { undo: undo.past.length > 0, redo: undo.future.length > 0 };
    },
    async remove(id) {
      await store.update(id, (dossier) => {
        if (dossier.stage.state === 'sending' || dossier.stage.state === 'sent-unconfirmed')
          throw new Fault('not-ready', `stage ${dossier.stage.state}`);
        // A deleted dossier must not leave later: it comes back, if at all, as a draft.
        const stage = dossier.stage.state === 'ready' ? ({ state: 'draft' } as const) : dossier.stage;
        return { dossier: { ...dossier, stage, deletedAt: platform.clock.now() } };
      });
    },
    restore: (id) => store.update(id, (dossier) => ({ dossier: { ...dossier, deletedAt: 0 } })),
    problems,
    file: (id) => store.file(id),
    async attach(id, file) {
      if (file.bytes.length === 0) throw new Fault('file-empty');
      if (file.bytes.length > 10_000_000) throw new Fault('file-too-big', `${file.bytes.length} bytes`);
      const added = newFile(file, 'attachment', mediaType(file.bytes));
      return store.update(id, (dossier) => {
        editable(dossier);
        return { dossier: { ...dossier, files: [...dossier.files, added.reference] }, files: [added] };
      });
    },
    async compose(id) {
      const { invoice } = await need(id);
      const files = await stages.compose(complete(invoice), platform.clock.today());
      const stem = fileStem(invoice);
      return [
        { name: `${stem}.pdf`, type: 'application/pdf', bytes: files.portalPdf },
        { name: `${stem}-facturx.pdf`, type: 'application/pdf', bytes: files.facturx },
      ];
    },
    async searchRecipients(query) {
      const [found, chosen, known, met] = await Promise.all([openDirectory(), settings(), profile(), memories.list()]);
      return found.search(query, {
        mode: 'type',
        environment: chosen.environment,
        department: known.seller.address.postcode.slice(0, 2),
        used: met.filter((memory) => memory.uses > 0).map((memory) => memory.recipient.siret),
        limit: 12,
      });
    },
    async recentRecipients() {
      const { environment } = await settings();
      return (await memories.list()).filter((memory) => memory.uses > 0 && (environment !== 'production' || memory.recipient.origin !== 'training'));
    },
    async lastCodes(siret) {
      const memory = await memories.get(siret);
      return memory && memory.uses > 0 ? memory : null;
    },
    recipientOf,
    async chooseRecipient(id, recipient, codes) {
      await memories.learn(recipient, null, platform.clock.today());
      return store.update(id, (dossier, undo) => {
        editable(dossier);
        const changed = changeInvoice(dossier, undo, '', { ...withBuyer(dossier.invoice, recipient), ...pickCodes(codes) });
        const traces = { ...dossier.traces };
        // Choosing a guessed SIRET in a list is not confirming it.
        for (const path of ['buyer.name', ...(recipient.siretCertain ? ['buyer.siret'] : [])]) traces[path] = confirmed(traces[path]);
        return { ...changed, dossier: { ...changed.dossier, traces } };
      });
    },
    async send(id) {
      const dossier = await need(id);
      editable(dossier);
      const found = await problems(dossier);
      const blocking = found.find((problem) => problem.severity === 'error');
      if (blocking) throw new Fault('not-ready', blocking.rule);
      const recipient = await recipientOf(dossier);
      const saved = await store.update(id, (current) => {
        if (current.revision !== dossier.revision) throw new Fault('not-ready', 'changed meanwhile');
        return {
          dossier: {
            ...current,
            invoice: complete(current.invoice),
            stage: { state: 'ready', since: platform.clock.now(), attempts: 0, retryAt: 0 },
            updatedAt: platform.clock.now(),
          },
        };
      });
      await learnSeller(saved.invoice);
      // A recipient typed by SIRET has the name the user wrote.
      if (recipient) await memories.learn({ ...recipient, name: recipient.name || saved.invoice.buyer.name }, saved.invoice, platform.clock.today());
      void platform.requestSync('coursier-outbox');
      wake();
      return saved;
    },
    hold: (id) =>
      store.update(id, (dossier) => {
        if (dossier.stage.state !== 'ready') throw new Fault('not-ready', `stage ${dossier.stage.state}`);
        return { dossier: { ...dossier, stage: { state: 'draft' }, updatedAt: platform.clock.now() } };
      }),
    reopen: (id) =>
      store.update(id, (dossier) => {
        const { stage } = dossier;
        const rejected = stage.state === 'deposited' && stage.status === 'REJETEE';
        if (stage.state !== 'refused' && !rejected) throw new Fault('not-ready', `stage ${stage.state}`);
        const at = new Date(platform.clock.now()).toISOString();
        const text = stage.state === 'refused' ? stage.messages.join(' | ') : '';
        return {
          dossier: {
            ...dossier,
            stage: { state: 'draft' },
            history: [...dossier.history, { at, code: 'REOPENED', text }],
            // A number the portal accepted once and rejected is not used again: whether it may be is not known (chorus-pro.md §4).
            invoice: rejected ? { ...dossier.invoice, invoiceNumber: '' } : dossier.invoice,
            updatedAt: platform.clock.now(),
          },
        };
      }),
    async tryNow(id) {
      await store.update(id, (dossier) => {
        const { stage } = dossier;
        if (stage.state === 'ready') return { dossier: { ...dossier, stage: { ...stage, retryAt: 0 } } };
        return stage.state === 'sent-unconfirmed' ? { dossier: { ...dossier, stage: { ...stage, checkAt: 0 } } } : null;
      });
      return (await openOutbox()).flush();
    },
    flush: async (signal) => (await openOutbox()).flush(signal),
    refresh: async (signal) => (await openOutbox()).refresh(signal),
    start() {
      const controller = new AbortController();
      const { signal } = controller;
      let running = false;
      let again = false;
      let nap = new AbortController();
      // One loop at a time: it empties the outbox, then sleeps until the next dossier is due.
      const run = async () => {
        const waits = (await alive()).some(({ stage }) => stage.state === 'ready' || stage.state === 'sending' || stage.state === 'sent-unconfirmed');
        // Most days nothing waits: the portal's code is then not even loaded.
        if (!waits) return;
        const box = await openOutbox();
        await box.recover();
        while (!signal.aborted) {
          again = false;
          if (platform.network.online()) await box.flush(signal);
          const due = await box.nextWake();
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
      void store.sweep(platform.clock.now() - SWEEP_AFTER_MS).catch(() => undefined);
      wake();
      const stop = platform.network.onOnline(() => wake());
      return () => {
        stop();
        controller.abort();
        nap.abort();
      };
    },
    profile,
    saveProfile: (value) => store.setValue('profile', value),
    settings,
    saveSettings: (value) => store.setValue('settings', value),
    credentials: (environment) => vault.open(environment),
    saveCredentials: (environment, credentials) => vault.close(environment, credentials),
    subscribe: (listener) => store.subscribe(listener),
    async backup() {
      const { writeBackup } = await import('./backup.ts');
      return writeBackup(await alive(), (id) => store.file(id), { profile: await profile(), recipients: await memories.list() });
    },
    async restoreBackup(bytes) {
      const { readBackup } = await import('./backup.ts');
      const saved = readBackup(bytes);
      for (const { dossier, files } of saved.dossiers) if (!(await store.get(dossier.id))) await store.insert(dossier, files);
      for (const memory of saved.recipients)
        if (!(await memories.get(memory.recipient.siret))) await memories.learn(memory.recipient, memory, memory.usedOn);
      if (saved.profile && !sirenOf((await profile()).seller)) await store.setValue('profile', saved.profile);
      return saved.dossiers.length;
    },
  };
}

function pickCodes(codes: Pick<RecipientMemory, 'serviceCode' | 'engagementNumber' | 'contractNumber'> | undefined): Partial<Invoice> {
  return codes ? { serviceCode: codes.serviceCode, engagementNumber: codes.engagementNumber, contractNumber: codes.contractNumber } : {};
}

/** "facture-F2026-118": at most 40 characters, so that with its extension it stays under the portal's 50. */
function fileStem(invoice: Invoice): string {
  const number = invoice.invoiceNumber.replace(/[^A-Za-z0-9-]/g, '-').slice(0, 30);
  return `${invoice.kind === 'credit-note' ? 'avoir' : 'facture'}-${number || 'brouillon'}`;
}

/** A supporting document's name: the portal allows 50 characters and wants an extension that says what the bytes are. */
function attachmentName(file: FileReference, index: number): string {
  const extension =
    { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'application/pdf': 'pdf', 'text/xml': 'xml' }[file.type] ?? 'bin';
  const stem = file.name
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .normalize('NFD')
    .replace(/[^A-Za-z0-9-]+/g, '-')
    .slice(0, 36);
  return `${stem || 'piece'}-${index + 1}.${extension}`;
}

/** The type told by the first bytes; the name is never believed. */
function mediaType(bytes: Uint8Array): string {
  const starts = (...codes: number[]) => codes.every((code, index) => bytes[index] === code);
  if (starts(0x25, 0x50, 0x44, 0x46)) return 'application/pdf';
  if (starts(0xff, 0xd8)) return 'image/jpeg';
  if (starts(0x89, 0x50, 0x4e, 0x47)) return 'image/png';
  if (starts(0x52, 0x49, 0x46, 0x46)) return 'image/webp';
  if (starts(0x3c)) return 'text/xml';
  return 'application/octet-stream';
}
