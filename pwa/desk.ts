import type { Desk } from '../lib/desk/api.ts';
import { breath } from '../lib/desk/breath.ts';
import { inTheScreensLanguage } from '../lib/ui/language.ts';
import { early } from './early.ts';
import { FLUSH } from './messages.ts';

/** Opens the desk on this browser's storage; its code arrives beside the first screen, the stages later, each on first use. */
export async function openWebDesk(): Promise<Desk> {
  // the schemas first, and a breath: at once they would hold a slow phone for longer than a gesture may wait
  await import('../lib/desk/dossier.ts');
  await breath();
  const [{ createDesk }, { Store }, { webStages }, { webPlatform }] = await Promise.all([
    import('../lib/desk/desk.ts'),
    import('../lib/desk/store/store.ts'),
    import('../lib/desk/stages-web.ts'),
    import('../lib/platform/web.ts'),
  ]);
  const desk = createDesk({
    platform: inTheScreensLanguage(webPlatform()),
    store: await Store.open(undefined, early.database),
    stages: webStages(),
    relay: `${location.origin}/relais`,
  });
  const stop = desk.start();
  addEventListener('pagehide', (event) => {
    if (!event.persisted) stop();
  });
  navigator.serviceWorker?.addEventListener('message', (event: MessageEvent<{ type?: string }>) => {
    if (event.data?.type === FLUSH) void desk.flush().catch(() => undefined);
  });
  return desk;
}
