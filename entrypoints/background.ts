import { defineBackground } from 'wxt/utils/define-background';
import { keepGestures } from '../lib/platform/extension-gestures.ts';

/** Opens the panel and notes what was asked of it. No work and no state live here: the page that shows the result does the work. */
export default defineBackground(() => {
  keepGestures();
});
