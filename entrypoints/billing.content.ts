import { defineContentScript } from 'wxt/utils/define-content-script';
import type { Adapter } from '../lib/billing/adapter.ts';
import type { DocumentLike, ElementLike } from '../lib/billing/dom.ts';
import { harvest } from '../lib/billing/page/harvest.ts';
import { drawnPage } from '../lib/platform/drawn-page.ts';
import { answerThePanel, tellThePanel } from '../lib/platform/extension-page.ts';
import { fileAt, requestOf } from '../lib/platform/page-files.ts';
import type { HookMessage } from '../lib/platform/page-hook.ts';

/** Put into the page of a billing tool by the panel (`Tabs.inject`), nowhere by itself. Reads, fetches what it is told to, presses what the user agreed to. */
export default defineContentScript({
  registration: 'runtime',
  matches: [],
  main() {
    // Numbers stay true from one look to the next: what is pressed may change the page.
    const kept: ElementLike[] = [];
    const numbers = new WeakMap<ElementLike, number>();
    const keep = (element: ElementLike) => {
      const known = numbers.get(element) ?? kept.push(element) - 1;
      numbers.set(element, known);
      return known;
    };
    const order = (coursier: 'arm' | 'disarm', hold = false) => window.postMessage({ coursier, hold }, '*');
    const first = answerThePanel('billing', {
      look({ adapters }: { adapters: readonly Adapter[] }) {
        return harvest(document as unknown as DocumentLike, location.href, drawnPage(), adapters, keep);
      },
      fetch({ url, at, html }: { url: string; at: number; html: boolean }) {
        const element = kept[at];
        if (element instanceof HTMLFormElement) {
          const request = requestOf(element);
          return fileAt(request.url, request.init);
        }
        // A PDF written whole into the page is longer than what was told of it.
        const whole =
          url.startsWith('data:') && element ? (['href', 'src', 'data'].map((name) => element.getAttribute(name)).find(Boolean) ?? url) : url;
        return fileAt(whole, {}, html);
      },
      press({ at }: { at: number }) {
        const element = kept[at];
        if (element instanceof HTMLElement && element.isConnected) element.click();
      },
      arm: ({ hold }: { hold: boolean }) => order('arm', hold),
      disarm: () => order('disarm'),
    });
    if (!first) return;
    addEventListener('message', ({ source, data }: MessageEvent<Partial<HookMessage> | null>) => {
      if (source !== window || data?.coursier !== 'made' || typeof data.url !== 'string') return;
      tellThePanel('made', { url: data.url, bytes: data.bytes instanceof ArrayBuffer ? new Uint8Array(data.bytes) : null });
    });
  },
});
