import type { KeyField } from './vault-record.ts';

/** What is odd about a key as pasted; it may be right all the same, so it warns and does not block. */
export type KeyDoubt = 'not-technical' | 'not-uuid' | 'short-secret' | 'same-as-id' | 'spaces' | 'placeholder';

/** Spaces, line ends and invisible characters that come along when copying; those inside stay, to be seen. */
export function cleanKey(pasted: string): string {
  return pasted.replace(/[\u200B-\u200D\u2060\uFEFF]/g, '').trim();
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function keyDoubt(field: KeyField, value: string, clientId = ''): KeyDoubt | null {
  if (value === '') return null;
  if (/^[*•·]+$/.test(value)) return 'placeholder';
  if (field !== 'password' && /\s/.test(value)) return 'spaces';
  if (field === 'login') return /^TECH_\w+@cpro\.fr$/i.test(value) ? null : 'not-technical';
  if (field === 'clientId') return uuid.test(value) ? null : 'not-uuid';
  if (field === 'clientSecret') return clientId !== '' && value === clientId ? 'same-as-id' : value.length < 16 ? 'short-secret' : null;
  return null;
}

export type AddressFault = 'empty' | 'not-an-address' | 'not-http' | 'with-secret';

/**
 * An address of the environment « autre », without its last slash, query or fragment; what Coursier adds itself ("/cpro/…") is taken off the API's.
 * A name and password in an address would end up in logs: taken off, and said.
 */
export function cleanAddress(typed: string, kind: 'token' | 'api'): { address: string; fault: AddressFault | null } {
  const text = cleanKey(typed);
  if (text === '') return { address: '', fault: 'empty' };
  let url: URL;
  try {
    url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  } catch {
    return { address: text, fault: 'not-an-address' };
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { address: text, fault: 'not-http' };
  if (!url.hostname.includes('.') && url.hostname !== 'localhost' && !url.hostname.startsWith('[')) return { address: text, fault: 'not-an-address' };
  let path = url.pathname.replace(/\/+$/, '');
  if (kind === 'api') path = path.replace(/\/cpro(\/.*)?$/, '');
  return { address: `${url.protocol}//${url.host}${path}`, fault: url.username || url.password ? 'with-secret' : null };
}
