import { defineContentScript } from 'wxt/utils/define-content-script';
import { tellThePanel } from '../lib/platform/extension-page.ts';
import { offerButton } from '../lib/platform/page-button.ts';
import { READ_ME } from '../lib/platform/rpc.ts';

/** Registered at run time on the sites where the user asked for it (`Tabs.offer`), nowhere by itself. */
export default defineContentScript({
  registration: 'runtime',
  matches: [],
  main() {
    offerButton({ read: 'Lire avec Coursier', hide: 'Cacher le bouton de Coursier' }, () => tellThePanel(READ_ME, null));
  },
});
