import type { Page } from 'playwright-core';
import { closeTab, type ExtensionWorld, openRealPanel, type RealPanel } from './extension-world.ts';

export interface Way {
  /** What the user did, in order, from the tool's page to the portal's answer; logging in is left out. */
  gestures: string[];
  /** Of the confirmed invoice: what the panel says of it, and what stands in its history. */
  said: string;
  /** Milliseconds from the press on Coursier to the invoice on the screen, and from « Remplir » to the filled form. */
  read: number;
  filled: number;
}

/** Waits until an expression is true in the panel. */
async function until(panel: RealPanel, expression: string, ms = 60_000): Promise<void> {
  const begun = Date.now();
  while (!(await panel.evaluate<boolean>(`Boolean(${expression})`))) {
    if (Date.now() - begun > ms) throw new Error(`never true: ${expression}\n${await panel.evaluate<string>('document.body.innerText')}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

const button = (words: string) =>
  `[...document.querySelectorAll('button')].find((one) => one.textContent.includes(${JSON.stringify(words)}) && !one.disabled)`;

/**
 * The whole way, in the real side panel: an invoice open in a billing tool, Coursier's button, « Remplir sur Chorus Pro », the portal's steps and its own last
 * button. Each gesture noted is one that a person makes; nothing else is done for him.
 */
export async function walkTheWay(world: ExtensionWorld, tool: string): Promise<Way> {
  const gestures: string[] = [];
  const page = await world.openPage(tool);
  const panel = await openRealPanel(world, page);
  try {
    const tabId = await world.tabId(page);
    let begun = performance.now();
    gestures.push('bouton Coursier, sur la page de l’outil');
    // what the background notes of the press on the toolbar, which no script can make
    await world.worker.evaluate((id) => chrome.storage.session.set({ gesture: { kind: 'button', tabId: id, url: '', at: Date.now() } }), tabId);
    await until(panel, `document.querySelector('[data-testid="all-seen"]') && ${button('Remplir sur Chorus Pro')}`);
    const read = performance.now() - begun;

    gestures.push('« Remplir sur Chorus Pro »');
    begun = performance.now();
    const opening = world.context.waitForEvent('page');
    await panel.evaluate(`${button('Remplir sur Chorus Pro')}.click()`);
    const portal = await opening;
    await until(panel, `document.querySelector('[data-testid="filled"]')`);
    const filled = performance.now() - begun;
    const next = portal.getByRole('button', { name: /^(Continuer|Suivant)/ });
    if (await next.isVisible()) {
      gestures.push('« Continuer », sur le portail');
      await next.click();
      await portal.waitForLoadState();
      await settled(panel);
    }
    gestures.push('« Valider et envoyer », sur le portail');
    await pressLast(portal);
    await until(panel, `document.querySelector('[data-testid="sent-by-form"]')`);
    const said = await panel.evaluate<string>('document.querySelector("main").innerText');
    await closeTab(portal);
    return { gestures, said, read: Math.round(read), filled: Math.round(filled) };
  } finally {
    await panel.close();
    await closeTab(page);
  }
}

/** Until nothing is being filled any more. */
async function settled(panel: RealPanel): Promise<void> {
  const count = () => panel.evaluate<string>(`document.querySelector('[data-testid="filled"]')?.textContent ?? ''`);
  let last = '';
  for (let same = 0; same < 8; ) {
    await new Promise((resolve) => setTimeout(resolve, 150));
    const now = await count();
    same = now !== '' && now === last ? same + 1 : 0;
    last = now;
  }
}

async function pressLast(portal: Page): Promise<void> {
  await portal.getByRole('button', { name: /^Valider et envoyer/ }).click();
}
