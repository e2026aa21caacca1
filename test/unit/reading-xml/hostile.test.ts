import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ciiOf } from '../../../lib/formats/index.ts';
import { Fault } from '../../../lib/invoice/fault.ts';
import { parseEmbedded } from '../../../lib/reading/xml/index.ts';
import { draft } from '../formats/drafts.ts';
import { bytesOf } from './files.ts';

function codeOf(bytes: Uint8Array): string {
  try {
    return parseEmbedded(bytes) ? 'invoice' : 'null';
  } catch (error) {
    return error instanceof Fault ? error.code : `not a Fault: ${String(error)}`;
  }
}

describe('hostile XML', () => {
  it.each([
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ['a billion laughs', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>'],
    ['a bare DOCTYPE after a comment', '<!-- <a> --><!DOCTYPE a><a/>'],
    ['61 levels', '<a>'.repeat(61) + '</a>'.repeat(61)],
    ['a hundred thousand levels, never closed', '<a>'.repeat(100_000)],
    ['a million empty elements and one', `<a>${'<b/>'.repeat(1_000_001)}</a>`],
  ])('%s is refused', (_, xml) => {
    expect(codeOf(bytesOf(xml))).toBe('xml-hostile');
  });

  it('refuses more than twenty megabytes before decoding them', () => {
    expect(codeOf(new Uint8Array(20 * 1024 * 1024 + 1))).toBe('xml-hostile');
  });

  it('takes sixty levels, and a DOCTYPE that is only text', () => {
    expect(codeOf(bytesOf('<a>'.repeat(60) + '</a>'.repeat(60)))).toBe('null');
    expect(codeOf(bytesOf('<a><!-- <!DOCTYPE x> --><![CDATA[<!DOCTYPE x>]]></a>'))).toBe('null');
    expect(codeOf(bytesOf('<a title="a > b"/>'))).toBe('null');
  });
});

describe('malformed XML', () => {
  it.each([
    ['nothing', ''],
    ['text', 'bonjour'],
    ['an open tag', '<a><b></a>'],
    ['an unknown entity', '<a>&nbsp;</a>'],
    ['two roots', '<a/><b/>'],
    ['an unknown encoding', '<?xml version="1.0" encoding="x-klingon"?><a/>'],
  ])('%s is broken', (_, xml) => {
    expect(codeOf(bytesOf(xml))).toBe('xml-broken');
  });

  it('never throws anything but a Fault, whatever is cut or changed in a good file', () => {
    const good = ciiOf(draft('01'), 'chorus');
    fc.assert(
      fc.property(fc.nat(good.length), fc.nat(good.length - 1), fc.nat(255), (cut, at, byte) => {
        const bytes = good.slice();
        bytes[at] = byte;
        expect(codeOf(bytes)).toMatch(/^(invoice|null|xml-broken|xml-hostile)$/);
        expect(codeOf(good.subarray(0, cut))).toMatch(/^(invoice|xml-broken)$/);
      }),
      { numRuns: 300 },
    );
  });
});
