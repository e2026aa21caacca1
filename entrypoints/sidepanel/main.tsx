import { signal } from '@preact/signals';
import { forgetEverything } from '../../lib/desk/store/store.ts';
import { mount } from '../../lib/ui/app.tsx';
import type { Shell } from '../../lib/ui/shell.ts';
import { openDesk, platform } from './desk.ts';

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

// `npm run capture` opens the panel's page at this address: the engine alone, without the screens.
if (location.hash === '#/lecture') void import('./lecture.ts');
else {
  const root = document.getElementById('app');
  if (root) void mount(root, openDesk, shell);
}
