import { addressOf } from '../address.ts';
import { type DocumentLike, type ElementLike, everywhere, type Look, tidy } from '../dom.ts';
import type { SeenLink } from '../snapshot.ts';
import { textOf } from './text.ts';

const MOST = 500;

/** Attributes where tools keep the address of what a button opens. */
const addressed = [
  'data-href',
  'data-url',
  'data-src',
  'data-link',
  'data-file',
  'data-pdf',
  'data-pdf-url',
  'data-download',
  'data-download-url',
  'data-path',
  'data-target-url',
];

/** Everything from which a PDF may come, as the page shows it; nothing is fetched or pressed here. `keep` gives the number under which an element is found again. */
export function linksOf(document: DocumentLike, look: Look | null, base: string, keep: (element: ElementLike) => number): SeenLink[] {
  const links: SeenLink[] = [];
  const add = (kind: SeenLink['kind'], element: ElementLike, address: string, more: Partial<SeenLink> = {}) => {
    const url = kind === 'press' ? '' : absolute(address, base);
    if (url === null || links.length >= MOST) return;
    const box = look?.boxOf(element);
    links.push({
      kind,
      url,
      at: keep(element),
      text: tidy(element.textContent ?? '').slice(0, 200),
      hints: hintsOf(element),
      type: element.getAttribute('type') ?? element.getAttribute('mime') ?? element.getAttribute('data-mime') ?? '',
      download: element.getAttribute('download') !== null,
      post: false,
      hidden: look !== null && !look.seen(element),
      around: around(element),
      x: box ? box.x + box.width / 2 : 0,
      y: box ? box.y + box.height / 2 : 0,
      adapter: '',
      ...more,
    });
  };
  for (const element of everywhere(document, 'a[href],area[href],link[rel=alternate][type="application/pdf"]')) {
    const href = element.getAttribute('href') ?? '';
    if (/^\s*(#|javascript:)/i.test(href) || href.trim() === '') addScripted(element, add, href);
    else add('link', element, href);
  }
  for (const element of everywhere(document, 'iframe[src],embed[src],object[data],frame[src]'))
    add('frame', element, element.getAttribute('src') ?? element.getAttribute('data') ?? '');
  for (const element of everywhere(document, addressed.map((name) => `[${name}]`).join(','))) {
    for (const name of addressed) {
      const value = element.getAttribute(name);
      if (value && /[/.]/.test(value) && value.length < 4000) add('data', element, value);
    }
  }
  for (const element of everywhere(document, 'form')) {
    const fields = element.querySelectorAll('input[type=password],input[type=file],textarea').length;
    if (fields === 0) add('form', element, element.getAttribute('action') ?? base, { post: /^post$/i.test(element.getAttribute('method') ?? '') });
  }
  for (const element of everywhere(
    document,
    'button,input[type=button],input[type=submit],[role=button],[role=menuitem],[onclick],a:not([href]),summary',
  )) {
    if (/^a$/i.test(element.tagName) && element.getAttribute('href') && !element.getAttribute('onclick')) continue;
    addScripted(element, add, element.getAttribute('formaction') ?? '');
  }
  // Frameworks hear clicks on anything: a word or an icon that says so is enough, when nothing around it was taken yet.
  for (const element of everywhere(document, 'span,div,li,p,td,i,svg,img')) {
    if (element.children.length > 1 || element.closest('a,button,[role=button],[role=menuitem],[onclick]')) continue;
    const label = `${(element.textContent ?? '').slice(0, 60)} ${element.getAttribute('title') ?? ''} ${element.getAttribute('aria-label') ?? ''} ${element.getAttribute('alt') ?? ''}`;
    if (
      (element.textContent ?? '').length < 40 &&
      /\bpdf\b|t[ée]l[ée]charg|download|imprim/i.test(label) &&
      !/t[ée]l[ée]charg(é|ement en)/i.test(label)
    )
      add('press', element, '');
  }
  for (const script of everywhere(document, 'script:not([src])'))
    for (const address of writtenIn(script.textContent ?? '')) add('script', script, address, { text: '', around: '', hidden: false });
  return links;
}

/** Addresses of PDFs written in a page's own scripts: what its button opens, the state that it was sent with. */
function writtenIn(code: string): string[] {
  if (code.length > 2_000_000 || !/pdf/i.test(code)) return [];
  const found = [
    ...code
      .replace(/\\\//g, '/')
      .replace(/\\u0026/g, '&')
      .matchAll(/["'`]((?:https?:\/\/|\/)[^"'`\s<>{}$]{2,1500})["'`]/g),
  ].map((match) => match[1] ?? '');
  return [...new Set(found)].filter((address) => /pdf/i.test(address) && !/[/=]$/.test(address)).slice(0, 20);
}

/** A button: the addresses written in its own script, and itself. */
function addScripted(
  element: ElementLike,
  add: (kind: SeenLink['kind'], element: ElementLike, address: string, more?: Partial<SeenLink>) => void,
  script: string,
): void {
  const code = `${element.getAttribute('onclick') ?? ''} ${script}`;
  for (const match of code.matchAll(/["'`]((?:https?:\/\/|\.{0,2}\/|\?)[^"'`\s]+|[\w\-/]+\.(?:php|pdf|do|aspx?)[^"'`\s]*)["'`]/gi))
    add('script', element, match[1] ?? '');
  const value = element.getAttribute('value') ?? '';
  add('press', element, '', value && !element.textContent?.trim() ? { text: value } : {});
}

function absolute(address: string, base: string): string | null {
  const url = addressOf(address, base);
  // A PDF written whole into its address is longer than any: the script keeps the element, and reads it there.
  return url && /^(https?|blob|data):$/.test(url.protocol) ? url.href.slice(0, 4000) : null;
}

function hintsOf(element: ElementLike): string {
  const parts = [
    'class',
    'aria-haspopup',
    'data-toggle',
    'data-bs-toggle',
    'title',
    'aria-label',
    'id',
    'name',
    'download',
    'data-original-title',
    'data-testid',
    'rel',
  ].map((name) => element.getAttribute(name) ?? '');
  for (const inner of Array.from(element.querySelectorAll('i,svg,use,img,span')).slice(0, 6))
    for (const name of ['class', 'alt', 'title', 'href', 'aria-label', 'data-icon']) parts.push(inner.getAttribute(name) ?? '');
  return tidy(parts.filter(Boolean).join(' ')).slice(0, 400);
}

/** Words of the nearest row, item or card: tells which invoice a link belongs to. */
function around(element: ElementLike): string {
  const home = element.closest('tr,li,article,[role=row],[class*=card],[class*=item],section');
  return home ? textOf(home, null).slice(0, 400) : '';
}
