import { browser } from 'wxt/browser';
import * as z from 'zod/mini';

/** Pages of the extension speak on this channel; only they can hear it. */
const CHANNEL = 'coursier-pages';
/** A panel that is there answers at once, ms. */
const PATIENCE_MS = 700;

const Handed = z.object({ to: z.string(), id: z.string() });
const Taken = z.object({ taken: z.string() });

/** Of this page, for the tab that it opens. */
const me = crypto.randomUUID();
const asker = new URLSearchParams(globalThis.location?.search).get('pour') ?? '';

export const extensionVersion = (): string => browser.runtime.getManifest().version;

/** A panel cannot ask for the camera: the browser anchors its question to a tab (toolchain trap 20). The tab knows which panel waits for it. */
export async function openCameraTab(): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(`/capture.html?pour=${me}#/photo` as '/capture.html') });
}

/** The panel's side: invoices photographed in the tab it opened. */
export function onPhotographed(listener: (id: string) => void): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const read = Handed.safeParse(data);
    if (!read.success || read.data.to !== me) return;
    channel.postMessage({ taken: read.data.id });
    listener(read.data.id);
  });
}

/** The tab's side: gives the invoice to the panel that waits, and closes. False when no panel is there any more: the tab goes on by itself. */
export async function giveToPanel(id: string): Promise<boolean> {
  if (asker === '') return false;
  const channel = new BroadcastChannel(CHANNEL);
  const taken = await new Promise<boolean>((resolve) => {
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const read = Taken.safeParse(data);
      if (read.success && read.data.taken === id) resolve(true);
    });
    setTimeout(() => resolve(false), PATIENCE_MS);
    channel.postMessage({ to: asker, id });
  });
  channel.close();
  if (!taken) return false;
  const tab = await browser.tabs.getCurrent();
  if (tab?.id !== undefined) await browser.tabs.remove(tab.id);
  return true;
}
