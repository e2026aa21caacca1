import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import type { PageLook } from './tabs.ts';

const Look = z.object({ title: z.string(), heads: z.string(), text: z.string(), password: z.boolean() });

/**
 * Runs in the page, by itself: nothing of this module is there. Reads what is shown, open shadow roots included; a page of any size costs the same, since
 * everything is cut.
 */
function lookHere(): PageLook {
  const roots: (Document | ShadowRoot)[] = [document];
  for (let index = 0; index < roots.length && index < 50; index++) {
    let seen = 0;
    for (const element of roots[index]?.querySelectorAll('*') ?? []) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
      if (++seen > 5000) break;
    }
  }
  const all = (selector: string) => roots.flatMap((root) => [...root.querySelectorAll<HTMLElement>(selector)]).slice(0, 60);
  const shown = (element: HTMLElement) => element.getClientRects().length > 0;
  const heads = all('h1, h2, h3, legend, [role=heading], [class*=logo], [class*=brand], img, svg title').map((element) =>
    element instanceof HTMLImageElement ? `${element.alt} ${element.title} ${element.src.split('/').pop() ?? ''}` : (element.textContent ?? ''),
  );
  const hides = (input: HTMLInputElement) =>
    input.type === 'password' || !['', 'none'].includes(getComputedStyle(input).getPropertyValue('-webkit-text-security'));
  const inner = roots.slice(1).map((root) => root.textContent ?? '');
  return {
    title: document.title.slice(0, 300),
    heads: heads.join('\n').slice(0, 4000),
    text: [document.body?.innerText ?? '', ...inner].join('\n').slice(0, 20_000),
    password: all('input').some((input) => input instanceof HTMLInputElement && shown(input) && hides(input)),
  };
}

/** What every frame shows that may be reached; an empty list when the browser refuses (no permission, no page). */
export async function lookAt(tabId: number): Promise<PageLook[]> {
  const run = (allFrames: boolean) => browser.scripting.executeScript({ target: { tabId, allFrames }, func: lookHere });
  const frames = await run(true).catch(() => run(false).catch(() => []));
  return frames.flatMap(({ result }) => {
    const read = Look.safeParse(result);
    return read.success ? [read.data] : [];
  });
}
