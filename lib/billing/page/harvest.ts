import type { Adapter } from '../adapter.ts';
import { addressOf } from '../address.ts';
import { type DocumentLike, type ElementLike, everywhere, isElement, type Look, type NodeLike, silent, TEXT, tidy } from '../dom.ts';
import type { Snapshot } from '../snapshot.ts';
import { linksOf } from './links.ts';
import { pairsOf } from './pairs.ts';
import { textOf } from './text.ts';
import { linesOf } from './words.ts';

/**
 * One document as data: its words where they stand, labels and values by structure, everything a PDF may come from. Without a look (an inert document) there are no
 * lines. Touches nothing, fetches nothing.
 */
export function harvest(
  document: DocumentLike,
  url: string,
  look: Look | null,
  adapters: readonly Adapter[] = [],
  keep: (element: ElementLike) => number = () => -1,
): Snapshot {
  const adapter = adapters.find(({ marks }) => marks.every((mark) => safely(document, mark) !== null)) ?? null;
  const links = linksOf(document, look, url, (element) => keep(element));
  const one = (selector: string) => (selector ? safely(document, selector) : null);
  const told = (adapter?.values ?? []).flatMap(({ label, select, take }): [string, string][] => {
    const element = one(select);
    const value = element ? taken(element, take, look) : '';
    return value === '' ? [] : [[label, value]];
  });
  return {
    url,
    title: tidy(document.title),
    contentType: document.contentType,
    width: look?.width ?? 1000,
    height: look?.height ?? 1000,
    lines: look && document.body ? linesOf(document.body, look) : [],
    pairs: [...told, ...pairsOf(document, look)],
    headings: everywhere(document, 'h1,h2,h3,[role=heading]')
      .filter((heading) => !look || look.seen(heading))
      .map((heading) => textOf(heading, look).slice(0, 200))
      .filter(Boolean)
      .slice(0, 40),
    links: adapter ? links.map((link) => ({ ...link, adapter: opinionOf(adapter, link.url) })) : links,
    notes: look ? [] : notesOf(document),
    data: everywhere(document, 'script[type="application/ld+json"]')
      .map((script) => (script.textContent ?? '').slice(0, 20_000))
      .slice(0, 20),
    login: everywhere(document, 'input[type=password]').some((field) => !look || look.seen(field)),
    tool: adapter?.tool ?? '',
    customer: adapter ? rewritten(one(adapter.customer.select)?.getAttribute('href') ?? '', adapter.customer.rewrite, url) : '',
    note: adapter ? rewritten(one(adapter.note)?.getAttribute('href') ?? '', null, url) : '',
  };
}

/** Lines of text of a page that is not drawn, each as short as its own blocks make it. */
function notesOf(document: DocumentLike): string[] {
  const found = everywhere(document, 'p,div,td,li,textarea,dd,span').filter((element) => element.querySelector('p,div,td,li,table') === null);
  const lines = found.flatMap((element) => linesOfText(element));
  return [...new Set(lines)].filter((line) => line.length > 3 && line.length < 400).slice(0, 400);
}

/** The text of an element cut where it breaks its line. */
function linesOfText(element: ElementLike): string[] {
  const lines = [''];
  const visit = (node: NodeLike) => {
    if (node.nodeType === TEXT) {
      const [first = '', ...rest] = (node.nodeValue ?? '').split('\n');
      lines[lines.length - 1] += first;
      lines.push(...rest);
    } else if (isElement(node) && !silent.test(node.tagName)) {
      if (/^br$/i.test(node.tagName)) lines.push('');
      for (const child of Array.from(node.childNodes)) visit(child);
    }
  };
  visit(element);
  return lines.map(tidy).filter(Boolean);
}

function safely(document: DocumentLike, selector: string): ElementLike | null {
  try {
    return document.querySelector(selector);
  } catch {
    return null;
  }
}

function taken(element: ElementLike, take: Adapter['values'][number]['take'], look: Look | null): string {
  if (take === 'title') return tidy((element.getAttribute('title') ?? '').replace(/<[^>]*>/g, ' '));
  if (take === 'text') return textOf(element, look);
  const first = Array.from(element.childNodes).find((node) => node.nodeType === TEXT && tidy(node.nodeValue ?? '') !== '');
  return tidy(first?.nodeValue ?? '');
}

function opinionOf(adapter: Adapter, url: string): '' | 'prefer' | 'avoid' {
  if (new RegExp(adapter.pdf.avoid || '(?!)', 'i').test(url)) return 'avoid';
  return new RegExp(adapter.pdf.prefer || '(?!)', 'i').test(url) ? 'prefer' : '';
}

function rewritten(href: string, rewrite: readonly [string, string] | null, base: string): string {
  const url = href === '' ? '' : (addressOf(href, base)?.href ?? '');
  return rewrite ? url.replace(new RegExp(rewrite[0]), rewrite[1]) : url;
}
