import * as z from 'zod/mini';
import { Fault, faultCodes } from '../../invoice/fault.ts';
import { PROTOCOL } from '../../platform/hand-over.ts';
import type { Tab, Tabs } from '../../platform/tabs.ts';
import { LINEAGE, restoreLineage } from '../backup/lineage.ts';
import type { Bench } from '../bench.ts';
import { bytesOfLetter, type Counter } from './counter.ts';
import { type Offer, restoreOffers, standingOf } from './offer.ts';

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
  /** Ids taken once: what was deleted here is not brought back by itself. */
  taken: z.catch(z.array(z.string()), []),
});
type Kept = z.infer<typeof Kept>;
const MOST_TAKEN = 2_000;

const Look = z.object({ mark: z.boolean(), protocol: z.catch(z.number(), 0) });
const Letters = z.catch(z.array(z.object({ id: z.string(), bytes: z.string() })), []);

export interface OtherSideView {
  /** `closed`: no tab of it. `silent`: a tab that does not answer (still opening, or another page). `older`, `newer`: than this extension. */
  state: 'none' | 'closed' | 'silent' | 'older' | 'newer' | 'open';
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
  const kept = async () => restoreKept(await store.value(KEPT));
  const change = (step: (before: Kept) => Partial<Kept>) =>
    store.changeValues([KEPT], ([value]) => {
      const before = restoreKept(value);
      return { [KEPT]: { ...before, ...step(before) } };
    });

  /** One question to the script in a tab; what the page answers is not believed before a schema. */
  async function ask(tab: Tab, origin: string, name: string, given?: unknown): Promise<unknown> {
    try {
      return await tabs.ask(tab.id, 0, 'pwa', { origin, name, given });
    } catch (error) {
      throw faultOf(error);
    }
  }

  async function lookAt(tab: Tab, origin: string): Promise<'open' | 'silent' | 'older' | 'newer' | 'stranger'> {
    if (!(await tabs.inject(tab.id, 'pwa')).includes(0)) return 'silent';
    const look = Look.safeParse(await tabs.ask(tab.id, 0, 'pwa-look', { origin }).catch(() => null));
    if (!look.success) return 'silent';
    const { mark, protocol } = look.data;
    if (!mark) return tab.loading ? 'silent' : 'stranger';
    if (protocol !== PROTOCOL) return protocol < PROTOCOL ? 'older' : 'newer';
    return ask(tab, origin, 'hello').then(
      () => 'open' as const,
      () => 'silent' as const,
    );
  }

  /** The first tab of the app that answers. */
  async function reach(origin: string): Promise<{ tab: Tab | null; state: Exclude<OtherSideView['state'], 'none'> }> {
    let state: Exclude<OtherSideView['state'], 'none'> = 'closed';
    for (const tab of await tabs.at(origin)) {
      const found = await lookAt(tab, origin);
      if (found === 'open') return { tab, state: 'open' };
      if (found !== 'stranger' && (state === 'closed' || state === 'silent')) state = found;
    }
    return { tab: null, state };
  }

  async function answering(): Promise<{ tab: Tab; origin: string }> {
    const { origin } = await kept();
    const { tab, state } = origin === '' ? { tab: null, state: 'closed' } : await reach(origin);
    if (tab) return { tab, origin };
    throw new Fault(state === 'older' || state === 'newer' ? 'app-older' : 'app-closed', state);
  }

  const offersOf = async (tab: Tab, origin: string) => restoreOffers(await ask(tab, origin, 'offers'));

  async function fetchFrom(tab: Tab, origin: string, id: string): Promise<void> {
    await counter.take(await ask(tab, origin, 'give', id), id);
    await change(({ taken }) => ({ taken: [...taken.filter((known) => known !== id), id].slice(-MOST_TAKEN) }));
  }

  const giveTo = async (tab: Tab, origin: string, id: string) => ask(tab, origin, 'take', await counter.give(id));

  /** Letters for the app, in the box of the script that comes with its next page; those that it left for us. */
  async function exchangeLetters(origin: string): Promise<void> {
    for (const { id, bytes } of Letters.parse(await tabs.left(COLLECTED))) {
      const letter = bytesOfLetter(bytes);
      // A letter speaks of what both sides know; a broken one is worth nothing, and must not stop the others.
      if (letter && (await store.get(id))) await counter.take(letter, id).catch(() => undefined);
    }
    await tabs.leave(COLLECTED, undefined);
    await tabs.leave(BOX, { origin, letters: await counter.letters() });
  }

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
      await change(() => ({ origin }));
      await tabs.leave(BOX, { origin, letters: [] });
      await tabs.settle('pwa', origin);
      return true;
    },
    async forget() {
      await tabs.settle('pwa', null);
      await tabs.leave(BOX, undefined);
      await tabs.leave(COLLECTED, undefined);
      await change(() => ({ origin: '', auto: false }));
    },
    setAuto: (auto) => change(() => ({ auto })),
    async look() {
      const { origin, auto, taken } = await kept();
      const nothing = { origin, auto, coming: [], going: [] };
      if (origin === '') return { state: 'none', ...nothing };
      await exchangeLetters(origin);
      const { tab, state } = await reach(origin);
      if (!tab) return { state, ...nothing };
      const coming: Offer[] = [];
      const going: string[] = [];
      const lineage = restoreLineage(await store.value(LINEAGE));
      for (const offer of await offersOf(tab, origin)) {
        const standing = standingOf(offer, await store.get(offer.id), lineage);
        if (standing === 'left') {
          // Whoever sends it next must know first: nobody is asked.
          await fetchFrom(tab, origin, offer.id);
          if (offer.state !== 'sending' && offer.state !== 'ready') await giveTo(tab, origin, offer.id);
        } else if (standing === 'ours') {
          if (auto) await giveTo(tab, origin, offer.id);
          else going.push(offer.id);
        } else if (standing !== 'same') {
          if (auto && (standing === 'theirs' || !taken.includes(offer.id))) await fetchFrom(tab, origin, offer.id);
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
    watch: (listener) =>
      tabs.onTold(({ name, frameId }) => {
        if (name === 'pwa-changed' && frameId === 0) listener();
      }),
  };
}

function restoreKept(value: unknown): Kept {
  return Kept.parse(typeof value === 'object' && value !== null ? value : {});
}

/** A failure over there comes as "code: detail"; only codes that we know are believed. */
function faultOf(error: unknown): Fault {
  const text = error instanceof Error ? error.message : String(error);
  const code = faultCodes.find((known) => text === known || text.startsWith(`${known}: `));
  return new Fault(code ?? 'app-closed', text.slice(0, 120), { cause: error });
}
