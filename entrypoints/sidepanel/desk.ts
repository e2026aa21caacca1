import { createDesk } from '../../lib/desk/desk.ts';
import { webStages } from '../../lib/desk/stages-web.ts';
import { Store } from '../../lib/desk/store/store.ts';
import { extensionPlatform } from '../../lib/platform/extension.ts';

export const platform = extensionPlatform();

export async function openDesk() {
  // No relay: this version of the extension reads, checks and makes the files; sending is the web app's (README, « L’extension »).
  const desk = createDesk({ platform, store: await Store.open(), stages: webStages('/'), relay: '' });
  desk.start();
  return desk;
}
