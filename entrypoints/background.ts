import { defineBackground } from 'wxt/utils/define-background';
import { openPanelFromAction } from '../lib/platform/extension.ts';

/** Opens the panel. No work and no state live here: the page that shows the result does the work. */
export default defineBackground(() => {
  openPanelFromAction();
});
