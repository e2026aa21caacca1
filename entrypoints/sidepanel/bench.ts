import { createDesk } from '../../lib/desk/desk.ts';
import type { FillState } from '../../lib/desk/filling.ts';
import { webStages } from '../../lib/desk/stages-web.ts';
import { Store } from '../../lib/desk/store/store.ts';
import { restoreInvoice } from '../../lib/invoice/model.ts';
import { extensionPlatform } from '../../lib/platform/extension.ts';

/** What `npm run fill` and the benches ask of the extension: the desk and the engine of the panel, without its screens. No page can reach it. */
export interface FillBench {
  /** Draws the draft into the store as it is, and gives its id; forgets the fields taught before. `practice`: origins taken for training portals. */
  prepare(draft: unknown, practice: string[]): Promise<string>;
  /** Fills the tab, or goes on filling it; resolves when the page is filled as far as it goes. */
  fill(id: string, tabId: number): Promise<FillState>;
}

declare global {
  var coursierFill: FillBench | undefined;
}

export function openBench(): void {
  const opened = Store.open().then((store) => ({
    store,
    desk: createDesk({ platform: extensionPlatform(), store, stages: webStages(), relay: '' }),
  }));
  const sessions = new Map<string, Awaited<ReturnType<Awaited<ReturnType<Awaited<typeof opened>['desk']['forms']>>['session']>>>();
  globalThis.coursierFill = {
    async prepare(draft, practice) {
      const { store, desk } = await opened;
      await desk.saveSettings({ ...(await desk.settings()), practice });
      const forms = await desk.forms();
      for (const field of await forms.taught()) await forms.forget(field);
      const { id } = await desk.create();
      const invoice = restoreInvoice(draft);
      await store.update(id, (dossier) => ({ dossier: { ...dossier, invoice } }));
      return id;
    },
    async fill(id, tabId) {
      const { desk } = await opened;
      const session = sessions.get(id) ?? (await (await desk.forms()).session(id, tabId));
      sessions.set(id, session);
      return session.start();
    },
  };
}
