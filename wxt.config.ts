import { fileURLToPath } from 'node:url';
import { defineConfig } from 'wxt';
import { leanPdf } from './scripts/lean-pdf.ts';
import { packedAssets } from './scripts/runtime-assets.ts';

/** One manifest for Chrome, Edge and Firefox: MV3 everywhere, least permissions (`house.md`, toolchain §2). */
export default defineConfig({
  imports: false,
  manifestVersion: 3,
  outDir: '.output',
  vite: () => ({
    plugins: [leanPdf()],
    resolve: { alias: { 'wxt/utils/content-script-context': fileURLToPath(new URL('./lib/platform/extension-context.ts', import.meta.url)) } },
  }),
  zip: {
    // What rebuilds the extension, and no more: tests, pictures and the documentation stay on the repository.
    excludeSources: ['.cache/**', '.ci/**', '.output/**', 'docs/**', 'test/**'],
  },
  hooks: {
    'build:publicAssets': (_wxt, files) => {
      // icons that only an installed web app shows
      const kept = files.filter(({ relativeDest }) => !/icons\/(apple|icon-(192|512|maskable|monochrome|small))/.test(relativeDest));
      files.splice(0, files.length, ...kept);
      for (const { source, path } of packedAssets()) files.push({ absoluteSrc: source, relativeDest: path });
    },
  },
  manifest: ({ browser }) => ({
    name: 'Coursier',
    description: '__MSG_description__',
    default_locale: 'fr',
    // unlimitedStorage: invoices are kept ten years; without it the browser may evict them when the disk is full.
    permissions: [
      'activeTab',
      'scripting',
      'downloads',
      'storage',
      'unlimitedStorage',
      'contextMenus',
      ...(browser === 'firefox' ? [] : ['sidePanel']),
    ],
    // Nothing at the installation: each site is asked for at the moment it serves (`Tabs.allow`), and can be taken back in the settings.
    optional_host_permissions: ['https://*/*', 'http://*/*'],
    icons: { 16: 'icons/icon-16.png', 32: 'icons/icon-32.png', 48: 'icons/icon-48.png', 128: 'icons/icon-128.png' },
    action: { default_title: 'Coursier' },
    commands: { _execute_action: { suggested_key: { default: 'Alt+Shift+C' } } },
    // connect-src https: what may be reached is decided by the permissions, one site at a time; without one the browser refuses.
    // wasm-unsafe-eval: without it tesseract.js never settles (no rejection, no error).
    content_security_policy: {
      extension_pages:
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; connect-src 'self' data: blob: https: http://localhost:* http://127.0.0.1:*; img-src 'self' blob: data:; style-src 'self'; worker-src 'self'",
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: { id: 'coursier@coursier.invalid', strict_min_version: '140.0', data_collection_permissions: { required: ['none'] } },
            // no side panel there: the toolbar button opens a tab (`extension-gestures.ts`)
            gecko_android: { strict_min_version: '142.0' },
          },
        }
      : // 148: messages as structured clones, so that bytes and files pass to the scripts in pages as they are.
        { minimum_chrome_version: '148', message_serialization: 'structured_clone' }),
  }),
});
