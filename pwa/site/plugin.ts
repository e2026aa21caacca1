import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { pictureFolder, sitePages, sitePictures } from './pages.ts';

/** Said to search engines: everything here is public, the app's own data is on devices. */
const ROBOTS = 'User-agent: *\nAllow: /\nDisallow: /relais/\nDisallow: /entrainement/\n';

/** Writes the static pages beside the app. Their sheet is an entry of the same build: one file of tokens for both. */
export function site(): Plugin {
  return {
    name: 'coursier:site',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const sheet = Object.values(bundle).find(({ type, fileName }) => type === 'asset' && /^assets\/site-[\w-]+\.css$/.test(fileName));
        if (!sheet) throw new Error('the sheet of the static pages was not built');
        for (const { path, html } of sitePages(`/${sheet.fileName}`)) this.emitFile({ type: 'asset', fileName: path, source: html });
        for (const name of sitePictures())
          this.emitFile({ type: 'asset', fileName: `guide/images/${name}`, source: readFileSync(join(pictureFolder, name)) });
        this.emitFile({ type: 'asset', fileName: 'robots.txt', source: ROBOTS });
      },
    },
  };
}
