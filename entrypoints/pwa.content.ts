import { defineContentScript } from 'wxt/utils/define-content-script';
import { handOver } from '../lib/platform/extension-hand-over.ts';

/** Put into the pages of the web app, on the one origin that the user named (`Tabs.inject`, `Tabs.settle`), nowhere by itself. */
export default defineContentScript({
  registration: 'runtime',
  matches: [],
  main() {
    handOver();
  },
});
