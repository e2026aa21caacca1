/** Where « autre » may be: only what the operator named, or this very machine for somebody sitting at it. Anything else would be an open proxy. */

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/** `http://localhost:4173`, `127.0.0.1`, `[::1]:80`: the name of a machine that speaks to itself. */
export function isLoopbackHost(host: string): boolean {
  try {
    return loopbackNames.has(new URL(`http://${host}`).hostname);
  } catch {
    return false;
  }
}

export function isLoopbackAddress(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}

/** An address we would call, or null: http or https, no credentials in it, nothing after "#". */
export function targetOf(text: string | null): URL | null {
  if (!text || text.length > 2000) return null;
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return null;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  if (url.username || url.password || url.hash || text.includes('#')) return null;
  return url;
}

/** The origin an operator writes in COURSIER_AUTRE; null when it is anything more or less than an origin. */
export function originOf(text: string): string | null {
  const url = targetOf(text);
  return url && url.pathname === '/' && !url.search ? url.origin : null;
}

/** `hosts`: origins allowed by the operator; undefined: he said nothing, and this machine alone is allowed to those who sit at it. */
export function isAllowed(target: URL, hosts: readonly string[] | undefined, atThisMachine: boolean): boolean {
  if (hosts) return hosts.includes(target.origin);
  return atThisMachine && loopbackNames.has(target.hostname);
}
