import { defineContentScript } from 'wxt/utils/define-content-script';
import { watchPage } from '../lib/platform/page-hook.ts';

/** Put into the page's own world while a capture is armed (`Tabs.inject`), nowhere by itself. */
export default defineContentScript({
  registration: 'runtime',
  world: 'MAIN',
  matches: [],
  main: watchPage,
});
