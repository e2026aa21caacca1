import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { axeFindings, focusFindings, layoutFindings, motionFindings, nameFindings, still } from './checks.ts';

/** How a scene is looked at. Widths in CSS pixels: a small phone (and 400 % of a 1280 screen), a phone, a desk. */
export interface Look {
  name: string;
  width: number;
  height: number;
  theme: 'light' | 'dark';
  /** `full`: Chromium's tree, the Tab key and asked-for stillness too, which no other width or colour changes. */
  full: boolean;
  /** Letters one and a quarter times as large, as the settings make them. */
  big?: boolean;
  contrast?: 'more';
  forced?: boolean;
}

/** The look in which scenes are opened. */
export const plain: Look = { name: '390-clair', width: 390, height: 844, theme: 'light', full: true };

export const everyLook: readonly Look[] = [
  plain,
  { name: '390-sombre', width: 390, height: 844, theme: 'dark', full: false },
  { name: '320-clair', width: 320, height: 640, theme: 'light', full: false, big: true },
  { name: '320-sombre', width: 320, height: 640, theme: 'dark', full: false },
  { name: '1280-clair', width: 1280, height: 800, theme: 'light', full: false },
  { name: '1280-sombre', width: 1280, height: 800, theme: 'dark', full: true },
];

/** The width of a browser's side panel. */
export const panelLooks: readonly Look[] = [
  { name: '360-clair', width: 360, height: 765, theme: 'light', full: true },
  { name: '360-sombre', width: 360, height: 765, theme: 'dark', full: false },
];

/** Two more, of the colours of who needs contrast: for some scenes, and for their pictures. */
export const contrastLooks: readonly Look[] = [
  { name: '390-contraste', width: 390, height: 844, theme: 'light', full: false, contrast: 'more' },
  { name: '390-contraste-sombre', width: 390, height: 844, theme: 'dark', full: false, contrast: 'more' },
  { name: '390-couleurs-forcees', width: 390, height: 844, theme: 'dark', full: false, forced: true },
];

export interface Seen {
  scene: string;
  look: string;
  findings: string[];
}

export interface WalkOptions {
  /** Folder of the pictures, null for none. */
  pictures: string | null;
  /** Chromium gives its accessibility tree; Firefox does not. */
  tree: boolean;
}

export async function wear(page: Page, { width, height, theme, big, contrast, forced }: Look, firefox: boolean): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({
    colorScheme: theme,
    reducedMotion: 'reduce',
    ...(firefox ? {} : { contrast: contrast ?? 'no-preference', forcedColors: forced ? 'active' : 'none' }),
  });
  await page.evaluate((on) => {
    if (on) document.documentElement.dataset.big = '';
    else delete document.documentElement.dataset.big;
  }, big ?? false);
}

/** Looks at what the page shows in each of the looks; the page stays where it is. */
export async function lookAt(page: Page, scene: string, looks: readonly Look[], { pictures, tree }: WalkOptions): Promise<Seen[]> {
  const seen: Seen[] = [];
  // tsx names the functions of what it compiles by a helper that the page does not have
  await page.evaluate('globalThis.__name ??= (it) => it');
  for (const look of looks) {
    await wear(page, look, !tree);
    await still(page);
    const findings = [...(await layoutFindings(page)), ...(look.forced ? [] : await axeFindings(page))];
    if (look.full) {
      findings.push(...(await motionFindings(page)), ...(await focusFindings(page)));
      if (tree) findings.push(...(await nameFindings(page)));
    }
    if (pictures) {
      const folder = join(pictures, scene);
      mkdirSync(folder, { recursive: true });
      await page.screenshot({ path: join(folder, `${look.name}.png`), fullPage: true, caret: 'initial' });
    }
    seen.push({ scene, look: look.name, findings });
  }
  return seen;
}
