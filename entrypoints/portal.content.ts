import { defineContentScript } from 'wxt/utils/define-content-script';
import { answerThePanel, tellThePanel } from '../lib/platform/extension-page.ts';
import { portalSkills } from '../lib/portal/pages/script.ts';

/** Put into the pages of the portal by the panel (`Tabs.inject`), nowhere by itself. */
export default defineContentScript({
  registration: 'runtime',
  matches: [],
  main() {
    answerThePanel('portal', portalSkills(document, tellThePanel));
  },
});
