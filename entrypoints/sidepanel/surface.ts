import '../../lib/ui/styles/extension.css';
import { signal } from '@preact/signals';
import { createDesk } from '../../lib/desk/desk.ts';
import { webStages } from '../../lib/desk/stages-web.ts';
import { forgetEverything, Store } from '../../lib/desk/store/store.ts';
import { extensionVersion, giveToPanel, onPhotographed, openCameraTab } from '../../lib/platform/extension-pages.ts';
import { usePackedAssets } from '../../lib/reading/assets.ts';
import { readHere } from '../../lib/ui/actions.ts';
import { mount } from '../../lib/ui/app.tsx';
import { site, watchBeside } from '../../lib/ui/beside.ts';
import { extensionParts } from '../../lib/ui/own.ts';
import { watchWishes } from '../../lib/ui/page-capture.ts';
import type { Shell, Update } from '../../lib/ui/shell.ts';
import { theDesk } from '../../lib/ui/state.ts';
import { onceSpoken, platform } from './spoken.ts';

usePackedAssets();
/** The panel itself; the other pages of the extension are tabs, and so is the panel where the browser has none. */
const panel = location.pathname === '/sidepanel.html' && !location.search.includes('onglet=');

/** An extension is installed whole: always ready offline, updated by the browser. */
const shell: Shell = {
  surface: 'extension',
  tabs: platform.tabs,
  own: extensionParts,
  offline: signal({ state: 'ready' }),
  update: signal<Update>('none'),
  applyUpdate: () => undefined,
  install: signal(null),
  received: () => Promise.resolve([]),
  forgetReceived: () => Promise.resolve(),
  version: signal(extensionVersion()),
  cameraElsewhere: panel ? openCameraTab : null,
  handOn: giveToPanel,
  badge: (count) => void platform.badge(count),
  async eraseAll() {
    // what was left for the web app's page lies elsewhere
    await (await theDesk().otherSide()).forget().catch(() => undefined);
    await forgetEverything();
    location.reload();
  },
};

export async function openDesk() {
  const desk = createDesk({ platform, store: await Store.open(), stages: webStages(), relay: '' });
  desk.start();
  return desk;
}

/** The app in a page of the extension: the panel, the settings in a tab, the camera in a tab. */
export function openSurface(): void {
  const root = document.getElementById('app');
  if (!root) return;
  void onceSpoken(() => {
    void mount(root, openDesk, shell);
    watchBeside(platform.tabs);
  });
  watchWishes(platform.tabs, () => site.value.kind === 'other');
  onPhotographed((id) => void readHere(id));
}
