import { defineBackground } from 'wxt/utils/define-background';
import { keepGestures } from '../lib/platform/extension-gestures.ts';
import { readsEnglish } from '../lib/platform/extension-language.ts';
import { markThosePresent } from '../lib/platform/extension-mark.ts';
import { keepRegistered } from '../lib/platform/extension-registered.ts';
import { portalOrigins, siteOf } from '../lib/portal/pages/sites.ts';
import { beside as english } from '../lib/ui/words/en/beside.ts';
import { markOf } from '../lib/ui/words/fr/beside.ts';

/** Opens the panel, notes what was asked of it, and signs the portal's tabs. No work and no state live here: the page that shows the result does the work. */
export default defineBackground(() => {
  keepGestures();
  keepRegistered(portalOrigins);
  markThosePresent(async (url) => ((await readsEnglish()) ? markOf(siteOf(url), english.beside) : markOf(siteOf(url))));
});
