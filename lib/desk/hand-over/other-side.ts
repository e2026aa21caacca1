import * as z from 'zod/mini';
import { Fault } from '../../invoice/fault.ts';
import type { Tab, Tabs } from '../../platform/tabs.ts';
import { LINEAGE, restoreLineage } from '../backup/lineage.ts';
import type { Bench } from '../bench.ts';
import { type AppState, lineToApp } from './app-line.ts';
import { bytesOfLetter, type Counter } from './counter.ts';
import { hasLeft, type Offer, restoreOffers, type Standing, standingOf } from './offer.ts';

/** Speaks of this browser: never in a backup (`backup/values.ts`). */
const KEPT = 'device-other-side';
/** Where the script in the web app's page finds which origin is meant, and what waits for it. */
export const BOX = 'pwa';
/** What the script collected in the page, for a panel that was closed. */
export const COLLECTED = 'pwa-collected';

const Kept = z.object({
  /** "https://coursier.example", "" for none. */
  origin: z.catch(z.string(), ''),
  /** Drafts come and go by themselves. */
  auto: z.catch(z.boolean(), false),
  /** Ids known on both sides, however they passed: what was deleted here is not brought back by itself, and letters speak of these alone. */
  passed: z.catch(z.array(z.string()), []),
});
type Kept = z.infer<typeof Kept>;
const MOST_PASSED = 2_000;

const Letters = z.catch(z.array(z.object({ id: z.string(), bytes: z.string() })), []);

export interface OtherSideView {
  state: 'none' | AppState;
  origin: string;
  auto: boolean;
  /** Drafts that can come here. */
  coming: Offer[];
  /** Ids of drafts that went on here and can go back. */
  going: string[];
}

export interface OtherSide {
  kept(): Promise<{ origin: string; auto: boolean }>;
  /** Origin of the tab beside the panel when it has the app's title: to be proposed to the user, nothing more. */
  candidate(): Promise<string | null>;
  /**
   * The user names it. In the click itself, before any `await`: the browser asks him; false when he refuses. Fault 'app-stranger' when a page of it is
   * open and is not the app; nothing is kept then.
   */
  link(origin: string): Promise<boolean>;
  /** No script comes into its pages any more; invoices stay on both sides. The permission stays: another page of that host may need it. */
  forget(): Promise<void>;
  setAuto(auto: boolean): Promise<void>;
  /** Asks the web app, tells each side at once what the other sent to the portal, and, where drafts go by themselves, lets them. */
  look(): Promise<OtherSideView>;
  /** Brings these drafts here. Gives how many came. */
  bring(ids: readonly string[]): Promise<number>;
  /** Gives an invoice to the web app, which merges it. Faults 'app-closed', 'app-older'. */
  handBack(id: string): Promise<void>;
  /** Shows its tab, or opens one; resolves once the app answers there. Fault 'app-closed' when it does not. */
  open(): Promise<void>;
  /** Tells each side at once what the other sent to the portal; while the app is closed, by letters that wait for its next page. Never rejects. */
  settle(): Promise<void>;
  /** Settles from here on, whenever something goes to the portal on either side. Gives the way to stop. */
  start(): () => void;
  /** Something changed over there. Gives the way to stop listening. */
  watch(listener: () => void): () => void;
}

/** A tab just opened is asked every half second, for some ten seconds. */
const TRY_EVERY_MS = 500;
const TRIES = 20;
/** « Mes factures · Coursier » */
const titled = /^Coursier\b|· Coursier$/;

export function otherSideCases({ store, platform }: Bench, counter: Counter): OtherSide {
  const { tabs: mine, clock } = platform;
  if (!mine) throw new Fault('unknown', 'no browser around');
  const tabs: Tabs = mine;
  const { ask, lookAt, reach } = lineToApp(tabs);
  const kept = async () => restoreKept(await store.value(KEPT));
  const change = (step: (before: Kept) => Partial<Kept>) =>
    store.changeValues([KEPT], ([value]) => {
      const before = restoreKept(value);
      return { [KEPT]: { ...before, ...step(before) } };
    });

  async function answering(): Promise<{ tab: Tab; origin: string }> {
    const { origin } = await kept();
    const { tab, state } = origin === '' ? { tab: null, state: 'closed' } : await reach(origin);
    if (tab) return { tab, origin };
    throw new Fault(state === 'older' || state === 'newer' ? 'app-older' : 'app-closed', state);
  }

  const offersOf = async (tab: Tab, origin: string) => restoreOffers(await ask(tab, origin, 'offers'));

  /** Every offer with where it stands here. */
  async function compared(tab: Tab, origin: string): Promise<{ offer: Offer; standing: Standing }[]> {
    const lineage = restoreLineage(await store.value(LINEAGE));
    const here = new Map((await store.list()).map((dossier) => [dossier.id, dossier]));
    const offers = await offersOf(tab, origin);
    await hasPassed(...offers.map(({ id }) => id).filter((id) => here.has(id)));
    return offers.map((offer) => ({ offer, standing: standingOf(offer, here.get(offer.id) ?? null, lineage) }));
  }

  async function fetchFrom(tab: Tab, origin: string, id: string): Promise<void> {
    await counter.take(await ask(tab, origin, 'give', id), id);
    await hasPassed(id);
  }

  async function giveTo(tab: Tab, origin: string, id: string): Promise<void> {
    await ask(tab, origin, 'take', await counter.give(id));
    await hasPassed(id);
  }

  const hasPassed = async (...ids: string[]) => {
    const { passed: known } = await kept();
    if (ids.some((id) => !known.includes(id)))
      await change(({ passed }) => ({ passed: [...passed.filter((id) => !ids.includes(id)), ...ids].slice(-MOST_PASSED) }));
  };

  /** Letters for the app, in the box of the script that comes with its next page; those that it left for us. */
  async function exchangeLetters(origin: string): Promise<void> {
    for (const { id, bytes } of Letters.parse(await tabs.left(COLLECTED))) {
      const letter = bytesOfLetter(bytes);
      // A letter speaks of what both sides know; a broken one is worth nothing, and must not stop the others.
      if (letter && (await store.get(id))) await counter.take(letter, id).catch(() => undefined);
    }
    await tabs.leave(COLLECTED, undefined);
    await leaveLetters(origin);
  }

  const leaveLetters = async (origin: string) => tabs.leave(BOX, { origin, letters: await counter.letters((await kept()).passed) });

  /** Whoever sends it next must know first: nobody is asked. A sending under way, here or there, is left to its end. */
  async function settleOne(tab: Tab, origin: string, offer: Offer): Promise<void> {
    if ((await store.get(offer.id))?.stage.state !== 'sending') await fetchFrom(tab, origin, offer.id);
    if (offer.state !== 'sending' && offer.state !== 'ready') await giveTo(tab, origin, offer.id);
  }

  const settle = coalesced(async () => {
    const { origin } = await kept();
    if (origin === '') return;
    await exchangeLetters(origin);
    const { tab } = await reach(origin);
    if (!tab) return;
    for (const { offer, standing } of await compared(tab, origin)) if (standing === 'left') await settleOne(tab, origin, offer);
  });

  const watch = (listener: () => void) =>
    tabs.onTold(({ name, frameId }) => {
      if (name === 'pwa-changed' && frameId === 0) listener();
    });

  return {
    async kept() {
      const { origin, auto } = await kept();
      return { origin, auto };
    },
    async candidate() {
      const tab = await tabs.active();
      return tab && titled.test(tab.title) && /^https?:/.test(tab.url) ? new URL(tab.url).origin : null;
    },
    async link(origin) {
      if (!(await tabs.allow([origin]))) return false;
      const found = await Promise.all((await tabs.at(origin)).map((tab) => lookAt(tab, origin)));
      if (found.length > 0 && found.every((state) => state === 'stranger')) throw new Fault('app-stranger', origin);
      await change((before) => (before.origin === origin ? {} : { origin, passed: [] }));
      await tabs.leave(BOX, { origin, letters: [] });
      await tabs.settle('pwa', origin);
      return true;
    },
    async forget() {
      await tabs.settle('pwa', null);
      await tabs.leave(BOX, undefined);
      await tabs.leave(COLLECTED, undefined);
      await change(() => ({ origin: '', auto: false, passed: [] }));
    },
    setAuto: (auto) => change(() => ({ auto })),
    async look() {
      const { origin, auto, passed } = await kept();
      const nothing = { origin, auto, coming: [], going: [] };
      if (origin === '') return { state: 'none', ...nothing };
      await exchangeLetters(origin);
      const { tab, state } = await reach(origin);
      if (!tab) return { state, ...nothing };
      const coming: Offer[] = [];
      const going: string[] = [];
      for (const { offer, standing } of await compared(tab, origin)) {
        if (standing === 'left') await settleOne(tab, origin, offer);
        else if (standing === 'ours') {
          if (auto) await giveTo(tab, origin, offer.id);
          else going.push(offer.id);
        } else if (standing !== 'same') {
          if (offer.wanted || (auto && (standing === 'theirs' || !passed.includes(offer.id)))) await fetchFrom(tab, origin, offer.id);
          else coming.push(offer);
        }
      }
      return { state, ...nothing, coming, going };
    },
    async bring(ids) {
      const { tab, origin } = await answering();
      for (const id of ids) await fetchFrom(tab, origin, id);
      return ids.length;
    },
    async handBack(id) {
      const { tab, origin } = await answering();
      const theirs = (await offersOf(tab, origin)).find((offer) => offer.id === id);
      // What leaves over there is not changed under its feet.
      if (theirs?.state === 'ready' || theirs?.state === 'sending') throw new Fault('app-leaving', theirs.state);
      await giveTo(tab, origin, id);
    },
    async open() {
      const { origin } = await kept();
      if (origin === '') throw new Fault('app-closed', 'none');
      const { tab } = await reach(origin);
      if (tab) return tabs.show(tab.id);
      const opened = await tabs.open(`${origin}/`);
      for (let tries = 0; tries < TRIES; tries++) {
        const now = await tabs.get(opened.id);
        if (now && !now.loading && (await lookAt(now, origin)) === 'open') return;
        await clock.sleep(TRY_EVERY_MS);
      }
      throw new Fault('app-closed', 'no answer');
    },
    settle,
    start() {
      const stops = [store.onSaved(({ stage }) => hasLeft(stage.state) && void settle()), watch(() => void settle())];
      return () => {
        for (const stop of stops) stop();
      };
    },
    watch,
  };
}

/** One at a time; asked again meanwhile, once more after. What fails is done by the next: there is always one when the panel opens. */
function coalesced(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let again = false;
  const run = (): Promise<void> => {
    again = running !== null;
    running ??= work()
      .catch(() => undefined)
      .finally(() => {
        running = null;
      })
      .then(() => (again ? run() : undefined));
    return running;
  };
  return run;
}

function restoreKept(value: unknown): Kept {
  return Kept.parse(typeof value === 'object' && value !== null ? value : {});
}
