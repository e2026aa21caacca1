import * as z from 'zod/mini';
import { complete } from '../invoice/complete.ts';
import { Fault } from '../invoice/fault.ts';
import { catalogue } from '../portal/pages/fields.ts';
import { type FillPlan, type PlanStep, stepId, type Taught } from '../portal/pages/model.ts';
import type { OverlayWords } from '../portal/pages/overlay.ts';
import { planOf } from '../portal/pages/plan.ts';
import { AnsweredReading, TaughtField } from '../portal/pages/protocol.ts';
import type { Confirmation, ListedRow, PageReading, ReadRequest } from '../portal/pages/reading.ts';
import { isPortal, type Portal, siteOf } from '../portal/pages/sites.ts';
import { isUnborn } from '../portal/statuses.ts';
import type { MadeFile } from './api.ts';
import type { Bench } from './bench.ts';
import { numbersOf, proven, speaksOf, stateNames } from './confirming.ts';
import type { Dossier } from './dossier.ts';
import { fileStem } from './file-names.ts';
import { FillSession } from './filling.ts';
import { editable, takenBack } from './history.ts';
import { codePaths, toLookAt } from './recipients.ts';
import { transition } from './transition.ts';

/** Fields that the user pointed at, and whether the overlay is on: both are settings of this user, kept and saved with the others. */
const TAUGHT = 'portal-taught';
const OVERLAY = 'portal-overlay';

/** How long a list of the portal may take to come, in milliseconds. */
const LIST_COMES = 4_000;

const TaughtList = z.catch(z.array(TaughtField), []);
/** The file that carries taught fields from one user to another. */
const TaughtFile = z.object({ coursier: z.literal('portal-fields'), version: z.literal(1), fields: z.array(TaughtField).check(z.maxLength(500)) });

/** The portal's forms and lists in the tab beside the panel (`lib/portal/pages`). */
export interface Forms {
  /**
   * Prepares an invoice for a tab; nothing is touched before `start()`. Faults 'not-ready' without a browser around or for an invoice that left, 'portal-other'
   * where the tab shows another portal than the invoice's.
   */
  session(id: string, tabId: number): Promise<FillSession>;
  /**
   * Reads what the page says of the invoices that the desk knows for this portal, and keeps it: the states of a list. Gives the dossiers that changed; an empty
   * list where nothing can be read.
   */
  readList(tabId: number): Promise<Dossier[]>;
  /** What the page says after the user pressed its last button, without keeping anything; null when it cannot be read. */
  readPage(tabId: number): Promise<PageReading | null>;
  /**
   * Makes an invoice that has not left one for the portal of a tab, which is not the one it was read for; a draft again, its recipient and codes to be looked at:
   * the two portals do not know the same ones. Fault 'not-ready' where the tab shows no portal, or the invoice left.
   */
  adopt(id: string, tabId: number): Promise<Dossier>;
  /** Keeps the portal's own confirmation as the proof that this invoice was sent. Fault 'portal-other' when `url` is another portal's. */
  keepProof(id: string, confirmation: Confirmation, url: string): Promise<Dossier>;
  /** The portal holds a draft of it, which is not sent: kept in the history. */
  keepDraft(id: string): Promise<Dossier>;
  /** Explanations beside the portal's fields and states; null words take them away. False where nothing was drawn. */
  overlay(tabId: number, words: OverlayWords | null): Promise<boolean>;
  overlayIsOn(): Promise<boolean>;
  turnOverlay(on: boolean): Promise<void>;
  taught(): Promise<Taught[]>;
  /** The user points at a field in the page; `words` are shown over it. Null when he gave up. */
  teach(tabId: number, key: string, words: string): Promise<Taught | null>;
  forget(taught: Taught): Promise<void>;
  exportTaught(): Promise<MadeFile>;
  /** Fault 'file-unknown' for anything but such a file. Gives how many fields it brought. */
  importTaught(bytes: Uint8Array): Promise<number>;
}

export function formCases({ platform, store, need, alive, settings }: Bench, compose: (id: string) => Promise<MadeFile[]>): Forms {
  const theTabs = () => {
    if (!platform.tabs) throw new Fault('not-ready', 'no browser around');
    return platform.tabs;
  };
  const now = () => platform.clock.now();
  const stamp = () => new Date(now()).toISOString();
  const taught = async () => TaughtList.parse(await store.value(TAUGHT));

  /** The portal at an address, by the environment that it stands for; null where there is none. */
  async function portalAt(url: string): Promise<Portal['kind'] | null> {
    const site = siteOf(url, (await settings()).practice);
    return isPortal(site) ? site.kind : null;
  }

  async function mustBeItsPortal({ environment }: Dossier, url: string): Promise<void> {
    const portal = await portalAt(url);
    if (portal && portal !== environment) throw new Fault('portal-other', `${environment} on ${portal}`);
  }

  /** Asks every frame of a portal's page, and gives the answers that are any. */
  async function askAll(tabId: number, name: string, given: unknown): Promise<unknown[]> {
    const tabs = theTabs();
    const tab = await tabs.get(tabId);
    if (!tab || !(await portalAt(tab.url))) return [];
    const frames = await tabs.inject(tabId, 'portal');
    const answers = await Promise.all(frames.map((frame) => tabs.ask(tabId, frame, name, given).catch(() => null)));
    return answers.filter((answer) => answer !== null && answer !== undefined);
  }

  async function read(tabId: number, dossiers: readonly Dossier[], waits = 0): Promise<PageReading[]> {
    const request: ReadRequest = { numbers: [...new Set(dossiers.flatMap(numbersOf))], states: stateNames(), waits };
    return (await askAll(tabId, 'read', request)).flatMap((answer) => {
      const parsed = AnsweredReading.safeParse(answer);
      return parsed.success ? [parsed.data] : [];
    });
  }

  /** One state read in a list, kept on a dossier that the portal holds, or that it must hold since it lists it. */
  function learnt(dossier: Dossier, row: ListedRow): Dossier | null {
    const { stage } = dossier;
    const told = speaksOf(row, dossier);
    if (told === 'no' || row.code === '') return null;
    const entry = { at: stamp(), code: row.code, text: '' };
    if (stage.state === 'deposited' || stage.state === 'sent-by-form') {
      if (stage.status === row.code || isUnborn(row.code)) return null;
      return { ...dossier, stage: { ...stage, status: row.code, statusAt: stamp() }, history: [...dossier.history, entry], updatedAt: now() };
    }
    // Not sent from here, and listed by the portal with our number and our amount: it was sent by hand, and must not leave a second time.
    if ((stage.state !== 'draft' && (stage.state !== 'ready' || stage.committed)) || told !== 'sure' || isUnborn(row.code)) return null;
    const day = row.days[0] ?? '';
    return {
      ...dossier,
      stage: { state: 'sent-by-form', number: '', sentAt: day, status: row.code, statusAt: stamp(), sentence: '', url: '', seenAt: now() },
      history: [...dossier.history, { at: stamp(), code: 'SENT_BY_FORM', text: '' }, entry],
      updatedAt: now(),
    };
  }

  return {
    async adopt(id, tabId) {
      const portal = await portalAt((await theTabs().get(tabId))?.url ?? '');
      if (!portal) throw new Fault('not-ready', 'no portal beside');
      return store.update(id, (dossier) => {
        editable(dossier);
        const { invoice } = dossier;
        const known = [...(invoice.buyer.siret === '' ? [] : ['buyer.siret']), ...codePaths.filter((path) => invoice[path] !== '')];
        const traces = { ...dossier.traces, ...Object.fromEntries(known.map((path) => [path, toLookAt])) };
        return { dossier: { ...takenBack(dossier), environment: portal, traces, updatedAt: now() } };
      });
    },

    async session(id, tabId) {
      const tabs = theTabs();
      const dossier = await need(id);
      if (dossier.stage.state !== 'draft' && dossier.stage.state !== 'ready') throw new Fault('not-ready', `stage ${dossier.stage.state}`);
      await mustBeItsPortal(dossier, (await tabs.get(tabId))?.url ?? '');
      const invoice = complete(dossier.invoice);
      const name = `${fileStem(invoice)}.pdf`;
      const plan = planOf(invoice, name, await taught());
      const wanted = new Map(plan.steps.map((step) => [stepId(step), spoken(step, plan)] as const));
      // made at once, so that it is there when the user presses the button
      const making = compose(id).then(([pdf]) => (pdf ? { name, type: 'application/pdf', bytes: pdf.bytes } : null));
      making.catch(() => undefined);
      return new FillSession({
        tabs,
        tabId,
        plan,
        wanted,
        file: () => making,
        environment: dossier.environment,
        practice: (await settings()).practice,
      });
    },
    async readList(tabId) {
      const portal = await portalAt((await theTabs().get(tabId))?.url ?? '');
      const dossiers = (await alive()).filter(({ environment }) => environment === portal);
      const rows = (await read(tabId, dossiers, LIST_COMES)).flatMap((page) => page.rows);
      const changed: Dossier[] = [];
      for (const { id } of dossiers.filter((dossier) => rows.some((row) => speaksOf(row, dossier) !== 'no'))) {
        const saved = await transition(store, id, (dossier) => {
          const mine = rows.filter((row) => speaksOf(row, dossier) !== 'no');
          return mine.length === 1 ? learnt(dossier, mine[0] as ListedRow) : null;
        });
        if (saved) changed.push(saved);
      }
      return changed;
    },
    async readPage(tabId) {
      const pages = await read(tabId, await alive());
      return pages.find(({ kind }) => kind !== 'other') ?? pages[0] ?? null;
    },
    async keepProof(id, confirmation, url) {
      await mustBeItsPortal(await need(id), url);
      const saved = await transition(store, id, (dossier) => {
        const { stage } = dossier;
        if (stage.state !== 'draft' && (stage.state !== 'ready' || stage.committed)) return null;
        return proven(dossier, confirmation, url, now(), stamp());
      });
      if (!saved) throw new Fault('not-ready', 'not a draft any more');
      return saved;
    },
    async keepDraft(id) {
      const saved = await transition(store, id, (dossier) => {
        if (dossier.history.at(-1)?.code === 'PORTAL_DRAFT') return null;
        return { ...dossier, history: [...dossier.history, { at: stamp(), code: 'PORTAL_DRAFT', text: '' }], updatedAt: now() };
      });
      return saved ?? need(id);
    },
    async overlay(tabId, words) {
      return (await askAll(tabId, 'overlay', { words, catalogue })).includes(true);
    },
    overlayIsOn: async () => (await store.value(OVERLAY)) !== false,
    turnOverlay: (on) => store.setValue(OVERLAY, on),
    taught,
    async teach(tabId, key, words) {
      const [answer] = await askAll(tabId, 'teach', { key, words, catalogue });
      const parsed = TaughtField.safeParse(answer);
      if (!parsed.success) return null;
      const kept = { ...parsed.data, key };
      await store.setValue(TAUGHT, [...(await taught()).filter((one) => one.key !== key || one.origin !== kept.origin), kept]);
      return kept;
    },
    async forget({ key, origin }) {
      await store.setValue(
        TAUGHT,
        (await taught()).filter((one) => one.key !== key || one.origin !== origin),
      );
    },
    async exportTaught() {
      const text = JSON.stringify({ coursier: 'portal-fields', version: 1, fields: await taught() }, null, 2);
      return { name: 'champs-du-portail.json', type: 'application/json', bytes: new TextEncoder().encode(text) };
    },
    async importTaught(bytes) {
      const file = parsedFile(bytes);
      if (!file) throw new Fault('file-unknown', 'not a file of taught fields');
      const known = new Set(catalogue.fields.map(({ key }) => key));
      const fields = file.fields.filter(({ key }) => known.has(key));
      const mine = (await taught()).filter((one) => !fields.some(({ key, origin }) => key === one.key && origin === one.origin));
      await store.setValue(TAUGHT, [...mine, ...fields]);
      return fields.length;
    },
  };
}

function parsedFile(bytes: Uint8Array): z.infer<typeof TaughtFile> | null {
  try {
    const parsed = TaughtFile.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** A value as the user would type or read it: a choice by its first long spelling. */
function spoken(step: PlanStep, plan: FillPlan): string {
  if (!step.choice) return step.values[0] ?? '';
  const choice = plan.catalogue.fields.find(({ key }) => key === step.key)?.choices?.find(({ code }) => code === step.choice);
  return choice?.spellings.find((spelling) => spelling.length > 3) ?? step.choice;
}
