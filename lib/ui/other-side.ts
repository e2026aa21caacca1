import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { OtherSide, OtherSideView } from '../desk/hand-over/other-side.ts';
import { Fault } from '../invoice/fault.ts';
import { attempt, reload } from './actions.ts';
import { dossiers, say, theDesk } from './state.ts';
import { otherSide as words } from './words/fr/other-side.ts';

/** What the panel knows of the web app in this browser; null until it looked. */
export const view = signal<OtherSideView | null>(null);
/** Loaded before any press: what the browser must ask, it asks in the press itself. */
export const side = signal<OtherSide | null>(null);

const cases = (): Promise<OtherSide> => theDesk().otherSide();
let looking: Promise<void> | null = null;
let again = false;

/** Looks now; asked again meanwhile, looks once more after. A failure shows as an app that does not answer. */
export function look(): Promise<void> {
  if (looking) {
    again = true;
    return looking;
  }
  looking = cases()
    .then(async (found) => {
      view.value = await found.look();
    })
    .catch((error: unknown) => {
      const { code } = Fault.from(error);
      if (view.value && view.value.state !== 'none') view.value = { ...view.value, state: code === 'app-older' ? 'older' : 'silent' };
    })
    .finally(() => {
      looking = null;
      if (!again) return;
      again = false;
      return look();
    });
  return looking;
}

/** Looks when shown, when something changes there, and when something settled here. */
export function useOtherSide(): OtherSideView | null {
  useEffect(() => {
    let stop: (() => void) | null = null;
    let gone = false;
    void cases().then(
      (found) => {
        side.value = found;
        if (!gone) stop = found.watch(() => void look());
      },
      () => undefined,
    );
    return () => {
      gone = true;
      stop?.();
    };
  }, []);
  useEffect(() => {
    // typing is many small saves: the other side hears of the last one
    const timer = setTimeout(() => void look(), view.value ? 1_500 : 0);
    return () => clearTimeout(timer);
  }, [dossiers.value]);
  return view.value;
}

/** « https://host:port » of what the user typed or of a tab; null for what is no site. */
export function originOf(text: string): string | null {
  const trimmed = text.trim();
  const written = /^[a-z]+:\/\//i.test(trimmed)
    ? trimmed
    : /^(localhost|127\.0\.0\.1)(:|\/|$)/.test(trimmed)
      ? `http://${trimmed}`
      : `https://${trimmed}`;
  try {
    const { protocol, origin, hostname } = new URL(written);
    return (protocol === 'https:' || protocol === 'http:') && /^[^\s.]+(\.[^\s.]+)+$|^localhost$/.test(hostname) ? origin : null;
  } catch {
    return null;
  }
}

export const hostOf = (origin: string) => origin.replace(/^https?:\/\//, '');

/** Called in the click itself: the browser asks the user there. */
export async function linkTo(side: OtherSide, origin: string): Promise<boolean> {
  const linked = await attempt(() => side.link(origin));
  if (linked === false) say(words.refused);
  if (!linked) return false;
  await look();
  say(words.linked);
  return true;
}

export async function bring(ids: readonly string[]): Promise<void> {
  await attempt(async () => {
    const count = await (await cases()).bring(ids);
    await reload();
    say(words.taken(count));
  });
  await look();
}

export async function giveBack(ids: readonly string[]): Promise<void> {
  await attempt(async () => {
    const found = await cases();
    for (const id of ids) await found.handBack(id);
    say(words.givenBack);
  });
  await look();
}
