import { Fault } from '../../invoice/fault.ts';

/** A French invoice of a micro-enterprise holds some kilobytes; Chorus Pro takes flows of 100 MB, which no phone should parse. */
const MAX_BYTES = 20 * 1024 * 1024;
const MAX_DEPTH = 60;
const MAX_ELEMENTS = 1_000_000;

/**
 * The characters of an XML file: by its byte order mark, else by the shape of its first bytes, else by its declaration, else UTF-8.
 * A file that says UTF-8 and is not (old accounting software) is read as Windows-1252 rather than refused.
 */
export function decodeXml(bytes: Uint8Array): string {
  if (bytes.length > MAX_BYTES) throw new Fault('xml-hostile', `${bytes.length} bytes`);
  const text = decodeAs(bytes, encodingOf(bytes));
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function encodingOf(bytes: Uint8Array): string {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'utf-16be';
  let head = '';
  for (const byte of bytes.subarray(0, 200)) head += String.fromCharCode(byte);
  const declared = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head)?.[1]?.toLowerCase() ?? 'utf-8';
  // A declaration readable as ASCII cannot be UTF-16, whatever it says.
  return declared.startsWith('utf-16') ? 'utf-8' : declared;
}

function decodeAs(bytes: Uint8Array, encoding: string): string {
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(encoding, { fatal: true });
  } catch (cause) {
    throw new Fault('xml-broken', `encoding ${encoding}`, { cause });
  }
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    if (encoding !== 'utf-8') throw new Fault('xml-broken', `not ${encoding}`, { cause });
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/**
 * Refuses what has no place in an invoice before a parser sees it: a DOCTYPE (entities, external files), a depth that would exhaust the stack,
 * more elements than memory. What is merely malformed is left for the parser to tell.
 */
export function refuseHostile(text: string): void {
  let depth = 0;
  let elements = 0;
  let at = text.indexOf('<');
  while (at >= 0) {
    let end: number;
    if (text.startsWith('<!--', at)) end = after(text, '-->', at + 4);
    else if (text.startsWith('<![CDATA[', at)) end = after(text, ']]>', at);
    else if (text.startsWith('<?', at)) end = after(text, '?>', at);
    else if (text.startsWith('<!', at)) throw new Fault('xml-hostile', 'document type or entity');
    else {
      end = tagEnd(text, at);
      if (text.charAt(at + 1) === '/') depth--;
      else {
        if (++elements > MAX_ELEMENTS) throw new Fault('xml-hostile', 'too many elements');
        if (text.charAt(end - 2) !== '/' && ++depth > MAX_DEPTH) throw new Fault('xml-hostile', `deeper than ${MAX_DEPTH}`);
      }
    }
    at = text.indexOf('<', end);
  }
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}

/** Index after the ">" that closes the tag opened at `from`; a ">" inside a quoted attribute does not count. */
function tagEnd(text: string, from: number): number {
  let quote = '';
  for (let index = from; index < text.length; index++) {
    const character = text.charAt(index);
    if (quote) {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return index + 1;
  }
  return text.length;
}
