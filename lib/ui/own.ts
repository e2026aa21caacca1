import type { OwnParts } from './shell.ts';

/** Screens and parts of the extension alone, each fetched when it is first shown. */
export const extensionParts: OwnParts = {
  home: () => import('./parts/own-home.tsx'),
  reach: () => import('./parts/reach.tsx'),
  settings: () => import('./parts/own-settings.tsx'),
  screens: { remplir: () => import('./screens/fill.tsx'), page: () => import('./screens/page.tsx') },
};
