import * as z from 'zod/mini';
import { Fault, faultCodes } from '../../invoice/fault.ts';
import { PROTOCOL } from '../../platform/hand-over.ts';
import type { Tab, Tabs } from '../../platform/tabs.ts';

const Look = z.object({ mark: z.boolean(), protocol: z.catch(z.number(), 0) });

/** `forbidden`: the user took the permission back. `closed`: no tab of it. `silent`: a tab that does not answer (still opening, or another page). `older`, `newer`: than this extension. */
export type AppState = 'forbidden' | 'closed' | 'silent' | 'older' | 'newer' | 'open';

/** From the panel to the web app's page, by the script that stands there. */
export function lineToApp(tabs: Tabs) {
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
  async function reach(origin: string): Promise<{ tab: Tab | null; state: AppState }> {
    if (!(await tabs.allowed(origin))) return { tab: null, state: 'forbidden' };
    let state: AppState = 'closed';
    for (const tab of await tabs.at(origin)) {
      const found = await lookAt(tab, origin);
      if (found === 'open') return { tab, state: 'open' };
      if (found !== 'stranger' && (state === 'closed' || state === 'silent')) state = found;
    }
    return { tab: null, state };
  }

  return { ask, lookAt, reach };
}

/** A failure over there comes as "code: detail"; only codes that we know are believed. */
function faultOf(error: unknown): Fault {
  const text = error instanceof Error ? error.message : String(error);
  const code = faultCodes.find((known) => text === known || text.startsWith(`${known}: `));
  return new Fault(code ?? 'app-closed', text.slice(0, 120), { cause: error });
}
