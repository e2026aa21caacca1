import * as z from 'zod/mini';
import { Fault } from '../invoice/fault.ts';
import type { Tabs } from '../platform/tabs.ts';
import { fetchHere, fetchIn } from './page-scan.ts';

/** How long a capture stays armed, and how long a pressed button may take, milliseconds. */
const ARMED = 120_000;
const PRESSED = 6_000;

const Made = z.object({ url: z.string(), bytes: z.nullable(z.instanceof(Uint8Array)) });

export interface MadeFile {
  url: string;
  bytes: Uint8Array;
  name: string;
}

/** « Cliquez sur votre bouton »: the first PDF that the page makes, opens or saves. Fault 'page-late' after two minutes, 'aborted' when given up. */
export function waitForFile(tabs: Tabs, tabId: number, signal?: AbortSignal): Promise<MadeFile> {
  return armed(tabs, tabId, { hold: false, patience: ARMED, ...(signal ? { signal } : {}) });
}

/** Presses the tool's button with the user's word, and holds what would open or be saved; null when no PDF came of it. */
export async function pressAndWait(tabs: Tabs, tabId: number, button: { at: number; frame: number }, signal?: AbortSignal): Promise<MadeFile | null> {
  try {
    const press = () => tabs.ask(tabId, button.frame, 'press', { at: button.at });
    return await armed(tabs, tabId, { hold: true, patience: PRESSED, press, ...(signal ? { signal } : {}) });
  } catch (error) {
    if (Fault.from(error).code === 'aborted') throw error;
    return null;
  }
}

interface Arming {
  hold: boolean;
  patience: number;
  press?: () => Promise<unknown>;
  signal?: AbortSignal;
}

async function armed(tabs: Tabs, tabId: number, { hold, patience, press, signal }: Arming): Promise<MadeFile> {
  const frames = await tabs.inject(tabId, 'billing');
  await tabs.inject(tabId, 'hook');
  const stops: (() => void)[] = [];
  const tried = new Set<string>();
  try {
    return await new Promise<MadeFile>((resolve, reject) => {
      const consider = async (url: string, bytes: Uint8Array | null, frame = 0) => {
        if (bytes) return resolve({ url, bytes, name: '' });
        if (tried.has(url) || tried.size > 30) return;
        tried.add(url);
        const answer = await fetchIn(tabs, tabId, frame, url);
        if (answer.kind === 'pdf') resolve(answer);
      };
      stops.push(
        tabs.onTold(({ tabId: from, frameId, name, given }) => {
          const made = from === tabId && name === 'made' ? Made.safeParse(given) : null;
          if (made?.success) void consider(made.data.url, made.data.bytes, frameId);
        }),
        tabs.onDownload(({ url }) => void consider(url, null)),
        // A PDF in a tab of its own, or in this one.
        tabs.onChange((tab) => {
          if (!tab || tab.loading || !/^(https?|blob):/.test(tab.url) || (tab.id === tabId && !/pdf/i.test(tab.url))) return;
          if (tab.id === tabId) void consider(tab.url, null);
          else void inTab(tabs, tab.id, tab.url).then((file) => file && resolve(file));
        }),
      );
      const timer = setTimeout(() => reject(new Fault('page-late')), patience);
      const give = () => reject(new Fault('aborted'));
      signal?.addEventListener('abort', give, { once: true });
      stops.push(
        () => clearTimeout(timer),
        () => signal?.removeEventListener('abort', give),
      );
      if (signal?.aborted) give();
      void Promise.allSettled(frames.map((frame) => tabs.ask(tabId, frame, 'arm', { hold })))
        .then(() => press?.())
        .catch(reject);
    });
  } finally {
    for (const stop of stops) stop();
    for (const frame of frames) void tabs.ask(tabId, frame, 'disarm', null).catch(() => undefined);
  }
}

/** The file of a tab that the page opened: asked there with its session, or from here where the user allowed its site. */
async function inTab(tabs: Tabs, tabId: number, url: string): Promise<MadeFile | null> {
  const frames = await tabs.inject(tabId, 'billing');
  const answer = frames[0] === undefined ? await fetchHere(tabs, url) : await fetchIn(tabs, tabId, frames[0], url);
  return answer.kind === 'pdf' ? answer : null;
}
