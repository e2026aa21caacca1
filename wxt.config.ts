import { defineConfig } from 'wxt';
import { runtimeAssets } from './scripts/runtime-assets.ts';

/** One manifest for Chrome, Edge and Firefox: MV3 everywhere, least permissions (`house.md`, toolchain §2). */
export default defineConfig({
  imports: false,
  manifestVersion: 3,
  outDir: '.output',
  hooks: {
    'build:publicAssets': (_wxt, files) => {
      for (const { source, path } of runtimeAssets()) files.push({ absoluteSrc: source, relativeDest: path });
    },
  },
  manifest: ({ browser }) => ({
    name: 'Coursier',
    description: '__MSG_description__',
    default_locale: 'fr',
    permissions: ['activeTab', 'storage', ...(browser === 'firefox' ? [] : ['sidePanel'])],
    icons: { 32: 'icons/icon-32.png', 48: 'icons/icon-48.png', 128: 'icons/icon-128.png' },
    action: { default_title: 'Coursier' },
    // wasm-unsafe-eval: without it tesseract.js never settles (no rejection, no error).
    content_security_policy: {
      extension_pages:
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; connect-src 'self' data: blob:; img-src 'self' blob: data:; style-src 'self'; worker-src 'self'",
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: { id: 'coursier@coursier.invalid', strict_min_version: '140.0', data_collection_permissions: { required: ['none'] } },
          },
        }
      : { minimum_chrome_version: '148' }),
  }),
});
