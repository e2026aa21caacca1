import { browser } from 'wxt/browser';
import { answerThePanel, tellThePanel } from './extension-page.ts';
import { isBearable, type PageLine, speakToThePage } from './hand-over.ts';

/**
 * In the web app's own page, between it and the panel. It speaks to no page but the one that the user named: of any other it sees nothing, and is seen by
 * none. While the panel is closed it hands over what was left for the page, and keeps what the page has to say.
 */

/** Longest that the app may take to answer: its desk opens, or a file with pictures is written. */
const WITHIN_MS: Readonly<Record<string, number>> = { hello: 8_000, offers: 20_000 };
const OTHERWISE_MS = 60_000;
const QUIET_MS = 600;

interface Box {
  origin: string;
  letters: { bytes: string }[];
}

export function handOver(): void {
  if (window !== window.top) return;
  let line: PageLine | null = null;
  let quiet: ReturnType<typeof setTimeout> | undefined;
  const lineTo = (): PageLine => {
    line ??= speakToThePage(window, (name) => {
      if (name === 'wanted') void browser.runtime.sendMessage({ coursier: 'open-panel' }).catch(() => undefined);
      if (name !== 'changed') return;
      clearTimeout(quiet);
      quiet = setTimeout(() => void collect(), QUIET_MS);
    });
    return line;
  };
  const ask = (name: string, given?: unknown) => lineTo().ask(name, given, WITHIN_MS[name] ?? OTHERWISE_MS);
  const meant = (given: unknown): boolean => (given as { origin?: unknown } | null)?.origin === location.origin;

  async function collect(): Promise<void> {
    tellThePanel('pwa-changed', null);
    const letters = await ask('letters').catch(() => null);
    if (isBearable(letters) && (await boxHere())) await browser.storage.local.set({ 'pwa-collected': letters });
  }

  /** What the panel left, if this page is the one that it was left for. */
  async function boxHere(): Promise<Box | null> {
    const { pwa } = (await browser.storage.local.get('pwa')) as { pwa?: Box };
    return pwa?.origin === location.origin ? pwa : null;
  }

  const fresh = answerThePanel('pwa', {
    'pwa-look'(given: unknown) {
      if (!meant(given)) throw new Error('another page');
      const mark = document.querySelector<HTMLMetaElement>('meta[name="application-name"][content="Coursier"]');
      return { mark: mark !== null, protocol: Number(mark?.dataset.handOver ?? 0) };
    },
    pwa(given: { name: string; given: unknown }) {
      if (!meant(given)) throw new Error('another page');
      return ask(given.name, given.given);
    },
  });
  if (!fresh) return;
  void boxHere().then(async (box) => {
    if (!box) return;
    for (const { bytes } of box.letters) {
      const letter = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
      await ask('take', letter).catch(() => undefined);
    }
    await collect();
  });
}
