/** XML as text, without a DOM: `element('ram:ID', '12', { schemeID: '0002' })`. An element without content is not written at all. */
export type Xml = string;

export function element(name: string, content: string | readonly Xml[], attributes: Readonly<Record<string, string>> = {}): Xml {
  const inside = typeof content === 'string' ? escapeText(content) : content.join('');
  if (inside === '') return '';
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeText(value).replaceAll('"', '&quot;')}"`);
  return `<${name}${written.join('')}>${inside}</${name}>`;
}

/** Markup escaped; characters that XML 1.0 forbids (control characters, lone surrogates) left out. */
export function escapeText(text: string): string {
  let clean = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const allowed =
      code === 9 || code === 10 || code === 13 || (code >= 0x20 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd) || code >= 0x10000;
    if (allowed) clean += character;
  }
  return clean.trim().replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');
}

/** UTF-8 bytes of a text: the core knows no TextEncoder. */
export function utf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  const put = (...values: number[]) => {
    for (const value of values) bytes[length++] = value;
  };
  for (let index = 0; index < text.length; index++) {
    const code = text.codePointAt(index) ?? 0;
    if (code < 0x80) bytes[length++] = code;
    else if (code < 0x800) put(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) put(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else {
      put(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
      index++;
    }
  }
  return bytes.slice(0, length);
}
