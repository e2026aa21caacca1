import { defineContentScript } from 'wxt/utils/define-content-script';
import { answerThePanel } from '../lib/platform/extension-page.ts';

/** Put into the pages of the portal by the panel (`Tabs.inject`), nowhere by itself. */
export default defineContentScript({
  registration: 'runtime',
  matches: [],
  main() {
    answerThePanel('portal', {});
  },
});
