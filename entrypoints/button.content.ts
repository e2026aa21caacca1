import { defineContentScript } from 'wxt/utils/define-content-script';
import { readsEnglish } from '../lib/platform/extension-language.ts';
import { tellThePanel } from '../lib/platform/extension-page.ts';
import { offerButton } from '../lib/platform/page-button.ts';
import { READ_ME } from '../lib/platform/rpc.ts';

const words = {
  fr: { read: 'Lire avec Coursier', hide: 'Cacher le bouton de Coursier' },
  en: { read: 'Read with Coursier', hide: 'Hide the Coursier button' },
};

/** Registered at run time on the sites where the user asked for it (`Tabs.offer`), nowhere by itself. */
export default defineContentScript({
  registration: 'runtime',
  matches: [],
  async main() {
    offerButton((await readsEnglish()) ? words.en : words.fr, () => tellThePanel(READ_ME, null));
  },
});
