import { siteOf } from './sites.ts';

/** `plain`: http, but on this very machine; a page that anybody on the way can answer is no place to train. */
export type PracticeFault = 'empty' | 'not-an-address' | 'plain' | 'portal' | 'imitation';

const here = new Set(['localhost', '127.0.0.1']);

/** The origin of a training portal as the user typed or pasted its address, or why it cannot be one. */
export function practiceOrigin(typed: string): { origin: string } | { fault: PracticeFault } {
  const text = typed.trim();
  if (text === '') return { fault: 'empty' };
  const named = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const local = /^(localhost|127\.0\.0\.1)([:/]|$)/i.test(text);
  let url: URL;
  try {
    url = new URL(named ? text : `${local ? 'http' : 'https'}://${text}`);
  } catch {
    return { fault: 'not-an-address' };
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { fault: 'not-an-address' };
  if (!url.hostname.includes('.') && !here.has(url.hostname)) return { fault: 'not-an-address' };
  const { kind } = siteOf(url.href);
  if (kind === 'production' || kind === 'qualification') return { fault: 'portal' };
  if (kind === 'imitation') return { fault: 'imitation' };
  if (url.protocol === 'http:' && !here.has(url.hostname)) return { fault: 'plain' };
  return { origin: url.origin };
}
