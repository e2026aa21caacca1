import { defineContentScript } from 'wxt/utils/define-content-script';
import { tellThePanel } from '../lib/platform/extension-page.ts';
import { HERE } from '../lib/platform/rpc.ts';

/** On the portal's own pages, once the user allowed them: tells that one is there, so that the toolbar button bears its sign. Registered at run time. */
export default defineContentScript({
  registration: 'runtime',
  matches: [],
  main() {
    tellThePanel(HERE, null);
  },
});
