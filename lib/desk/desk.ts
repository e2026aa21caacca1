import { Fault } from '../invoice/fault.ts';
import type { Desk } from './api.ts';
import { type DeskOptions, openBench, standing } from './bench.ts';
import { captureCases } from './capture.ts';
import { checkingCases } from './checking.ts';
import type { DirectoryDesk } from './directory/api.ts';
import { dispatchCases } from './dispatch.ts';
import type { Dossier } from './dossier.ts';
import { fileStem } from './file-names.ts';
import type { Counter } from './hand-over/counter.ts';
import type { OtherSide } from './hand-over/other-side.ts';
import { changed, confirmed, editable, redone, takenBack, undone } from './history.ts';
import { once } from './once.ts';
import { recipientCases } from './recipients.ts';
import { teaches } from './taken.ts';
import type { Vault } from './vault.ts';

export type { DeskOptions } from './bench.ts';

/** The use cases, family by family; those that the first screen does not need are chunks of their own. */
export function createDesk(options: DeskOptions): Desk {
  const bench = openBench(options);
  const { platform, store, stages, need } = bench;
  /** One for the life of the page: a passphrase's key lives in it. Loaded when a key is first asked for. */
  let vault: Vault | null = null;
  const openVault = once(async () => {
    const lockAfter = async () => (await bench.settings()).lockAfter * 60_000;
    const module = await import('./vault.ts');
    vault = new module.Vault(store, { now, lockAfter });
    return vault;
  });
  /** What the user does himself puts the lock off. */
  const used = <Given extends unknown[], Result>(gesture: (...given: Given) => Result) => {
    return (...given: Given): Result => {
      vault?.touch();
      return gesture(...given);
    };
  };
  /** One for the life of the page: it asks the business directory one thing at a time. */
  const annuaire = once(async (): Promise<DirectoryDesk> => (await import('./directory/cases.ts')).directoryCases(bench, openVault));
  const checking = checkingCases(bench);
  const now = () => platform.clock.now();
  const dispatch = dispatchCases(bench, checking, { open: async (environment, siren) => (await openVault()).open(environment, siren) });
  const byHand = async () => (await import('./by-hand.ts')).byHandCases(bench, checking);
  const backups = async () => (await import('./archiving.ts')).backupCases(bench);
  const counter = once(async (): Promise<Counter> => {
    const [module, files] = await Promise.all([import('./hand-over/counter.ts'), backups()]);
    return module.openCounter(bench, files);
  });
  /** One for the life of the page: it does one thing at a time. */
  const otherSide = once(async (): Promise<OtherSide> => {
    const [module, here] = await Promise.all([import('./hand-over/other-side.ts'), counter()]);
    return module.otherSideCases(bench, here);
  });
  const composed = async (id: string, asItLeaves: boolean) => {
    const [dossier, { complete }] = await Promise.all([need(id), import('../invoice/complete.ts')]);
    const invoice = complete(dossier.invoice);
    const papers = asItLeaves ? await (await import('./paper.ts')).papersOf(dossier, invoice, store, stages) : undefined;
    return { stem: fileStem(invoice), files: await stages.compose(invoice, platform.clock.today(), papers) };
  };

  /** What the portal took or gave back teaches what to propose next time. A memory that cannot be written must not cost a sending. */
  const lesson = (saved: Dossier) => {
    if (teaches(saved)) void import('./lessons.ts').then(({ learnFrom }) => learnFrom(bench, checking, saved)).catch(() => undefined);
  };
  store.onSaved(lesson);

  const compose: Desk['compose'] = async (id) => {
    const { stem, files } = await composed(id, true);
    return [
      { name: `${stem}.pdf`, type: 'application/pdf', bytes: files.portalPdf },
      { name: `${stem}-facturx.pdf`, type: 'application/pdf', bytes: files.facturx, notices: files.notices },
    ];
  };

  return {
    ...captureCases(bench),
    ...checking,
    ...recipientCases(bench),
    ...dispatch,
    send: used(dispatch.send),
    tryNow: used(dispatch.tryNow),
    list: bench.alive,
    async glance() {
      const { dossiers, ...rest } = await store.glance();
      return { ...rest, dossiers: standing(dossiers).invoices };
    },
    open: async (id) => {
      const dossier = await store.get(id);
      return dossier && dossier.deletedAt === 0 ? dossier : null;
    },
    byHand,
    papers: async () => new (await import('./papers.ts')).PaperMemories(bench),
    articles: async () => new (await import('./article-memory.ts')).ArticleMemories(bench),
    deliveryNotes: async () => (await import('./notes.ts')).deliveryNoteCases(bench, checking),
    whoPays: async () => (await import('./who-pays.ts')).whoPaysCases(bench, checking),
    orders: async () => (await import('./orders.ts')).orderCases(bench, checking),
    exporting: async () => (await import('./exporting.ts')).exportCases(bench),
    claims: async () => (await import('./claims.ts')).claimCases(bench, checking),
    directory: annuaire,
    forms: async () => (await import('./forms.ts')).formCases(bench, compose),
    create: async () => (await byHand()).create(),
    edit: used(async (id, path, value) => {
      const { applyEdit } = await import('./edits.ts');
      return store.update(id, (dossier, undo) => {
        editable(dossier);
        const received = undo.past.findLast(({ invoice }) => !invoice.alreadyPaid)?.invoice.totals.prepaid;
        const change = changed(dossier, undo, { label: path, invoice: applyEdit(dossier.invoice, path, value, received) }, now());
        return { ...change, dossier: { ...change.dossier, traces: { ...dossier.traces, [path]: confirmed(dossier.traces[path]) } } };
      });
    }),
    async change(id, step, label = '') {
      const { applyLines } = await import('./edits.ts');
      return store.update(id, (dossier, undo) => {
        editable(dossier);
        return changed(dossier, undo, { label, invoice: applyLines(dossier.invoice, step(structuredClone(dossier.invoice))) }, now());
      });
    },
    confirm: (id, path) =>
      store.update(id, (dossier) => ({ dossier: { ...dossier, traces: { ...dossier.traces, [path]: confirmed(dossier.traces[path]) } } })),
    undo: (id) =>
      store.update(id, (dossier, undo) => {
        editable(dossier);
        return undone(dossier, undo, now());
      }),
    redo: (id) =>
      store.update(id, (dossier, undo) => {
        editable(dossier);
        return redone(dossier, undo, now());
      }),
    async canUndo(id) {
      const undo = await store.undoOf(id);
      return { undo: undo.past.length > 0, redo: undo.future.length > 0 };
    },
    async remove(id) {
      await store.update(id, (dossier, _, notes) => {
        const { state } = dossier.stage;
        if (state === 'sending' || state === 'sent-unconfirmed') throw new Fault('not-ready', `stage ${state}`);
        // A deleted dossier must not leave later: it comes back, if at all, as a draft.
        // What it billed may be billed again, unless the portal holds it.
        const freed = state === 'deposited' || state === 'sent-by-form' ? [] : notes.filter((note) => note.billedBy === id);
        return { dossier: { ...takenBack(dossier), deletedAt: now() }, notes: freed.map((note) => ({ ...note, billedBy: '' })) };
      });
    },
    restore: (id) =>
      store.update(id, (dossier, _, notes) => {
        if (notes.some((note) => note.billedBy !== '' && note.billedBy !== id)) throw new Fault('notes-billed', id);
        return { dossier: { ...dossier, deletedAt: 0 }, notes: notes.map((note) => ({ ...note, billedBy: id, deletedAt: 0 })) };
      }),
    async rules() {
      const [{ rules }, { syntaxRules }] = await Promise.all([import('../invoice/rules/index.ts'), import('../reading/xml/rules/index.ts')]);
      return [...rules, ...syntaxRules.map((rule) => ({ ...rule, targets: [] }))];
    },
    file: (id) => store.file(id),
    compose,
    async preview(id) {
      const { stem, files } = await composed(id, false);
      return { name: `${stem}.pdf`, type: 'application/pdf', bytes: files.portalPdf, pages: await stages.pictures(files.portalPdf) };
    },
    async receipt(id) {
      const [dossier, { receiptOf }] = await Promise.all([need(id), import('./receipt.ts')]);
      const text = receiptOf(dossier);
      if (text === null) throw new Fault('not-ready', 'not deposited');
      // The mark tells Windows that the text is UTF-8.
      return { name: `${fileStem(dossier.invoice)}-accuse.txt`, type: 'text/plain', bytes: new TextEncoder().encode(`\ufeff${text}`) };
    },
    profile: bench.profile,
    // One read earlier may be saved after another company was put to work: it carries its own id.
    saveProfile: async (value) => bench.saveProfile(value, 'id' in value ? String(value.id) : (await bench.profile()).id),
    book: bench.book,
    companies: async () => (await import('./companies.ts')).companyCases(bench, openVault),
    settings: bench.settings,
    saveSettings: (value) => store.setValue('settings', value),
    accounts: async () => (await import('./accounts.ts')).accountCases(bench, await openVault(), dispatch.flush),
    credentials: async (environment, siren) => (await openVault()).open(environment, siren),
    saveCredentials: async (environment, credentials, siren) => (await openVault()).close(environment, credentials, siren),
    subscribe: (listener) => store.subscribe(listener),
    backups,
    reminders: async () => (await import('./reminding.ts')).reminderCases(bench),
    counter,
    otherSide,
    start() {
      const stops = [dispatch.start()];
      // What leaves from the extension is left for the web app, whatever screen is shown.
      if (platform.tabs) void otherSide().then((side) => stops.push(side.start()));
      return () => {
        for (const stop of stops) stop();
      };
    },
    pages: async () => (platform.tabs ? (await import('./pages.ts')).pageCases(bench, platform.tabs) : null),
  };
}
