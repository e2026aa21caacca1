import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edited, operationsOf } from '../../../lib/formats/own-pdf/content.ts';

describe('content streams', () => {
  const token = fc.oneof(
    fc.constantFrom('/Name#20x', '12', '-3.5', '.5', '(a \\( b (nested) )', '<0aFF>', '[1 (x) /N <<>>]', '<</A [1 2] /B (>>)>>', 'true', '% note\n'),
    fc.constantFrom('q', 'Tj', "'", '"', 'f*', 'BT', 'scn'),
  );

  it('are followed token by token, and only what is edited changes', () => {
    fc.assert(
      fc.property(fc.array(token, { maxLength: 40 }), (tokens) => {
        const bytes = Uint8Array.from(tokens.join(' '), (letter) => letter.charCodeAt(0));
        const found = [...operationsOf(bytes)];
        expect(found.map((operation) => operation.operator)).toEqual(tokens.filter((each) => /^(q|Tj|'|"|f\*|BT|scn)$/.test(each)));
        expect(edited(bytes, [])).toEqual(bytes);
        const upper = edited(
          bytes,
          found.map(({ end, operator }) => ({ start: end - operator.length, end, text: operator.toUpperCase() })),
        );
        expect(Buffer.from(upper).toString()).toBe(tokens.map((each) => (/^(Tj|BT|scn|q|f\*)$/.test(each) ? each.toUpperCase() : each)).join(' '));
      }),
    );
  });

  it('pass over the bytes of an inline picture', () => {
    const bytes = Uint8Array.from('BI /W 2 /CS /G ID \x00 EI\xff(\x01 EI Q', (letter) => letter.charCodeAt(0));
    expect([...operationsOf(bytes)].map(({ operator }) => operator)).toEqual(['BI', 'Q']);
  });
});
