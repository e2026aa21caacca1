import { signal } from '@preact/signals';
import { createDesk } from '../../lib/desk/desk.ts';
import { webStages } from '../../lib/desk/stages-web.ts';
import { forgetEverything, Store } from '../../lib/desk/store/store.ts';
import { extensionPlatform } from '../../lib/platform/extension.ts';
import { mount } from '../../lib/ui/app.tsx';
import type { Shell } from '../../lib/ui/shell.ts';

const platform = extensionPlatform();

/** An extension is installed whole: always ready offline, updated by the browser. */
const shell: Shell = {
  surface: 'extension',
  offline: signal({ state: 'ready' }),
  update: signal(false),
  applyUpdate: () => undefined,
  install: signal(null),
  received: () => Promise.resolve([]),
  forgetReceived: () => Promise.resolve(),
  version: signal(''),
  badge: (count) => void platform.badge(count),
  async eraseAll() {
    await forgetEverything();
    location.reload();
  },
};

async function openDesk() {
  // No relay: this version of the extension reads, checks and makes the files; sending is the web app's (README, « L’extension »).
  const desk = createDesk({ platform, store: await Store.open(), stages: webStages('/'), relay: '' });
  desk.start();
  return desk;
}

const root = document.getElementById('app');
if (root) void mount(root, openDesk, shell);
