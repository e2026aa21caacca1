import type { Page } from 'playwright-core';
import { axeViolations } from '../browsers/helpers.ts';

/**
 * What a screen must hold whatever it shows, beside axe: no horizontal scroll, one h1 and the landmarks, fingers' targets, a name for each control in the
 * browser's own accessibility tree, and a focus that one sees wherever the Tab key takes it. Each check gives one line a finding, [] when there is none.
 */

/** Lengths in CSS pixels. 44: WCAG 2.5.5, and the floury finger of `tokens.css`. */
const LEAST_TARGET = 44;
/** One press of Tab each: a page with more stops is looked at in part. */
const MOST_STOPS = 150;

/** Nothing moves any more: colours and places are judged where they come to rest. */
export async function still(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((animation) => animation.effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY || animation.playState !== 'running'),
  );
}

/** What sticks out, what scrolls sideways, which targets are smaller than a finger, and what the page's outline lacks. */
export function layoutFindings(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const found: string[] = [];
    const told = (element: Element) => {
      const text = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 40);
      return `<${element.tagName.toLowerCase()}${element.className && typeof element.className === 'string' ? ` class="${element.className}"` : ''}> « ${text} »`;
    };
    const visible = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) {
      found.push(`scroll: the page is ${scrollWidth} px wide on a screen of ${clientWidth}`);
      for (const element of document.querySelectorAll('body *')) {
        const box = element.getBoundingClientRect();
        const outside = box.right > clientWidth + 1 && box.width > 0 && visible(element) && !element.closest('.crop, .page-view');
        // the outermost alone: what it holds follows it
        if (outside && (element.parentElement?.getBoundingClientRect().right ?? 0) <= clientWidth + 1)
          found.push(`scroll: ${told(element)} ends at ${Math.round(box.right)} px`);
      }
    }
    // the modal dialog is all that can be used while it is open
    const dialog = [...document.querySelectorAll('dialog')].find((one) => one.matches(':modal'));
    const titles = [...document.querySelectorAll('h1')].filter(visible);
    if (titles.length !== 1) found.push(`outline: ${titles.length} titles of level 1`);
    for (const landmark of ['main', 'header', 'nav']) if (!document.querySelector(landmark)) found.push(`outline: no <${landmark}>`);

    const inText = (element: Element) => {
      if (getComputedStyle(element).display !== 'inline') return false;
      const parent = element.parentElement;
      return Boolean(parent && (parent.textContent ?? '').trim().length > (element.textContent ?? '').trim().length);
    };
    const controls = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab], [role=option]';
    for (const element of (dialog ?? document).querySelectorAll<HTMLElement>(controls)) {
      if (!visible(element) || inText(element) || element.closest('[inert]') || element.matches('.skip')) continue;
      let box = element.getBoundingClientRect();
      // shown to screen readers alone: its label or its row is what one touches
      const label = element instanceof HTMLInputElement ? element.labels?.[0] : undefined;
      const small = box.width < least || box.height < least;
      if (small && label && visible(label)) {
        const outer = label.getBoundingClientRect();
        const own = box;
        box = new DOMRect(
          Math.min(own.left, outer.left),
          Math.min(own.top, outer.top),
          Math.max(own.right, outer.right) - Math.min(own.left, outer.left),
          Math.max(own.bottom, outer.bottom) - Math.min(own.top, outer.top),
        );
      }
      if (box.width === 0 || box.height === 0) continue;
      if (box.width < least - 0.5 || box.height < least - 0.5)
        found.push(`target: ${told(element)} is ${Math.round(box.width)} × ${Math.round(box.height)} px`);
    }
    return [...new Set(found)];
  }, LEAST_TARGET);
}

const controlRoles = new Set([
  'button',
  'link',
  'textbox',
  'searchbox',
  'combobox',
  'checkbox',
  'radio',
  'switch',
  'slider',
  'spinbutton',
  'listbox',
  'tab',
  'menuitem',
  'img',
  'image',
  'dialog',
  'navigation',
]);

interface TreeNode {
  ignored: boolean;
  role?: { value: string };
  name?: { value: string };
}

/** Nodes of Chromium's own accessibility tree: what a screen reader is given. */
export async function accessibilityTree(page: Page): Promise<{ role: string; name: string }[]> {
  const session = await page.context().newCDPSession(page);
  try {
    const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: TreeNode[] };
    return nodes.filter(({ ignored }) => !ignored).map(({ role, name }) => ({ role: role?.value ?? '', name: (name?.value ?? '').trim() }));
  } finally {
    await session.detach();
  }
}

/** Controls, pictures and landmarks that a screen reader would meet without a name, and navigations that share one. */
export async function nameFindings(page: Page): Promise<string[]> {
  const nodes = await accessibilityTree(page);
  const found = nodes.filter(({ role, name }) => controlRoles.has(role) && name === '').map(({ role }) => `name: a ${role} without a name`);
  // behind a modal dialog, or beside a camera that takes the whole screen, nothing else exists for the moment
  const alone = await page.evaluate(() => document.querySelector('dialog:modal, header[inert]') !== null);
  for (const landmark of alone ? [] : ['banner', 'main', 'navigation'])
    if (!nodes.some(({ role }) => role === landmark)) found.push(`name: no landmark ${landmark}`);
  const named = nodes.filter(({ role }) => role === 'navigation').map(({ name }) => name);
  for (const name of new Set(named)) if (named.filter((one) => one === name).length > 1) found.push(`name: two navigations named « ${name} »`);
  return [...new Set(found)];
}

/** Presses Tab from the top to the end: each stop must be drawn, ringed, and not lie under what stays on the screen. */
export async function focusFindings(page: Page): Promise<string[]> {
  const found: string[] = [];
  // a window that is not in front shows no focus at all
  await page.bringToFront();
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur?.();
    scrollTo(0, 0);
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  const seen = new Set<number>();
  for (let step = 0; step < MOST_STOPS; step++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      if (!element || element === document.body || element === document.documentElement) return null;
      const place = globalThis as { walkMarks?: Map<Element, number> };
      const marks = place.walkMarks ?? new Map<Element, number>();
      place.walkMarks = marks;
      if (!marks.has(element)) marks.set(element, marks.size);
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      const ringed =
        (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2) ||
        // a radio or checkbox drawn by its label
        Boolean(element.closest('label, .choice, .way')?.matches(':focus-within')) ||
        style.boxShadow !== 'none';
      const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
      const y = box.top + Math.min(box.height, innerHeight) / 2;
      const on = y >= 0 && y < innerHeight ? document.elementFromPoint(x, y) : null;
      const covered = on !== null && !element.contains(on) && !on.contains(element) && !element.closest('label')?.contains(on);
      return {
        mark: marks.get(element) as number,
        told: `<${element.tagName.toLowerCase()} class="${element.className}"> « ${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)} »`,
        ringed,
        out: box.bottom <= 0 || box.top >= innerHeight || box.width === 0,
        // a message passes by itself
        under: covered && !on.closest('.toast') ? `<${on.tagName.toLowerCase()} class="${on.className}">` : '',
      };
    });
    if (!stop || seen.has(stop.mark)) break;
    seen.add(stop.mark);
    if (!stop.ringed) found.push(`focus: nothing shows it on ${stop.told}`);
    if (stop.out) found.push(`focus: off the screen on ${stop.told}`);
    else if (stop.under) found.push(`focus: ${stop.told} lies under ${stop.under}`);
  }
  if (seen.size === 0) found.push('focus: the Tab key reaches nothing');
  await page.evaluate(() => {
    delete (globalThis as { walkMarks?: unknown }).walkMarks;
    (document.activeElement as HTMLElement | null)?.blur?.();
    scrollTo(0, 0);
  });
  return found;
}

/** With less motion asked for, what still moves. */
export function motionFindings(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document
      .getAnimations()
      .filter((animation) => animation.playState === 'running')
      .map((animation) => {
        const effect = animation.effect as KeyframeEffect | null;
        return `motion: <${effect?.target?.tagName.toLowerCase()} class="${effect?.target?.className}"> moves though less motion was asked for`;
      }),
  );
}

export async function axeFindings(page: Page): Promise<string[]> {
  return (await axeViolations(page)).map((line) => `axe: ${line}`);
}
