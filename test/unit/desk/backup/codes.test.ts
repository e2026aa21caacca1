import fc from 'fast-check';
import encodeQR from 'qr';
import decodeQR from 'qr/decode.js';
import { describe, expect, it } from 'vitest';
import { fromBase45, toBase45 } from '../../../../lib/desk/base45.ts';
import { type CarriedInvoice, CodeGathering, codesOf } from '../../../../lib/desk/invoice-codes.ts';
import { emptyInvoice, emptyLine, type Invoice, restoreInvoice } from '../../../../lib/invoice/model.ts';
import { bakerInvoice } from '../../invoice/baker.ts';

const id = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

function gathered(codes: readonly string[]): CarriedInvoice | null {
  const gathering = new CodeGathering();
  for (const code of codes) {
    const result = gathering.add(code);
    if (result.state === 'done') return result.carried;
  }
  return null;
}

const text = fc.string({ maxLength: 20 });
const line = fc.record({
  name: text,
  quantity: text,
  unit: fc.constantFrom('C62', 'KGM', ''),
  netPrice: text,
  vatCategory: fc.constantFrom('S', 'E', 'Z'),
  vatRate: text,
});
const invoices: fc.Arbitrary<Invoice> = fc
  .record({
    kind: fc.constantFrom('invoice', 'credit-note'),
    invoiceNumber: text,
    currency: fc.constantFrom('EUR', 'CHF', ''),
    category: fc.constantFrom('', 'goods', 'mixed'),
    alreadyPaid: fc.boolean(),
    buyer: fc.record({
      name: fc.string({ unit: 'grapheme', maxLength: 30 }),
      address: fc.record({ countryCode: fc.constantFrom('FR', 'BE', ''), city: text }),
    }),
    lines: fc.array(line, { maxLength: 40 }),
    vatBreakdown: fc.array(fc.record({ category: fc.constantFrom('S', 'E'), rate: text }), { maxLength: 3 }),
    notes: fc.array(fc.record({ subjectCode: fc.constantFrom('', 'PMT'), text }), { maxLength: 3 }),
    precedingInvoices: fc.array(fc.record({ number: text, issueDate: text }), { maxLength: 2 }),
  })
  .map(restoreInvoice);

describe('the codes of an invoice', () => {
  it('come back as the same invoice, in any order, repeated, among others', () => {
    fc.assert(
      fc.property(invoices, fc.infiniteStream(fc.nat()), (invoice, numbers) => {
        const codes = codesOf({ id, invoice });
        const shuffled = [...codes, ...codes].sort(() => (numbers.next().value % 2 === 0 ? 1 : -1));
        const mixed = shuffled.flatMap((code) => [code, 'https://example.org', code]);
        expect(gathered(mixed)).toEqual({ id, invoice });
      }),
      { numRuns: 150 },
    );
  });

  it('say which are missing, and nothing of the invoice before all are there', () => {
    const lines = Array.from({ length: 200 }, (_, index) => ({ ...emptyLine(), name: `Article ${index * 7919}`, netPrice: String(index * 31) }));
    const codes = codesOf({ id, invoice: { ...bakerInvoice(), lines } });
    expect(codes.length).toBeGreaterThan(2);
    const gathering = new CodeGathering();
    expect(gathering.add(codes[1]!)).toEqual({ state: 'more', have: [2], count: codes.length });
    expect(gathered(codes.slice(1))).toBeNull();
    // Another invoice begins anew, and is not mixed with the first.
    expect(gathering.add(codesOf({ id, invoice: emptyInvoice() })[0]!)).toMatchObject({ state: 'done' });
    expect(gathering.add(codes[0]!)).toMatchObject({ state: 'more', have: [1] });
  });

  it('of the baker are two at most, light enough for a phone', () => {
    const codes = codesOf({ id, invoice: bakerInvoice() });
    expect(codes.length).toBeLessThanOrEqual(2);
    for (const code of codes) expect(encodeQR(code, 'raw', { ecc: 'low', border: 1 }).length).toBeLessThanOrEqual(67);
  });

  it('are drawn and read', () => {
    for (const code of codesOf({ id, invoice: bakerInvoice() })) {
      const modules = encodeQR(code, 'raw', { ecc: 'low', border: 4 });
      const scale = 4;
      const side = modules.length * scale;
      const data = new Uint8Array(side * side * 4).fill(255);
      for (let y = 0; y < side; y++)
        for (let x = 0; x < side; x++)
          if (modules[Math.floor(y / scale)]?.[Math.floor(x / scale)]) data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
      expect(decodeQR({ width: side, height: side, data })).toBe(code);
    }
  });

  it('are refused when the invoice is too long', () => {
    let seed = 1;
    const noise = () => {
      seed = (seed * 48271) % 2147483647;
      return seed.toString(36);
    };
    const lines = Array.from({ length: 900 }, () => ({ ...emptyLine(), name: noise() + noise() + noise() }));
    expect(() => codesOf({ id, invoice: { ...emptyInvoice(), lines } })).toThrow(expect.objectContaining({ code: 'too-long-for-codes' }));
  });
});

describe('a hostile or damaged code', () => {
  it('is foreign or newer, and never throws', () => {
    const gathering = new CodeGathering();
    const [good = ''] = codesOf({ id, invoice: emptyInvoice() });
    for (const bad of [
      '',
      'WIFI:S:x',
      'COURSIER/',
      'COURSIER/1/ZZ/1/1/A',
      good.replace('/1/1/', '/2/1/'),
      good.replace('/1/1/', '/1/99/'),
      `${good}a`,
      'COURSIER/1/00000000/1/1/AAA',
    ])
      expect(gathering.add(bad), bad).toEqual({ state: 'foreign' });
    expect(gathering.add(good.replace('COURSIER/1/', 'COURSIER/2/'))).toEqual({ state: 'newer' });
    fc.assert(
      fc.property(fc.string(), (words) => {
        expect(gathering.add(`COURSIER/1/${words}`).state).toBe('foreign');
      }),
    );
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.constantFrom(...'0A$:'), (at, letter) => {
        const changed = good.slice(0, at) + letter + good.slice(at + 1);
        if (changed !== good) expect(gathering.add(changed).state).not.toBe('done');
      }),
    );
  });
});

it('base 45 is that of RFC 9285', () => {
  expect(toBase45(new TextEncoder().encode('AB'))).toBe('BB8');
  expect(toBase45(new TextEncoder().encode('Hello!!'))).toBe('%69 VD92EX0');
  expect(new TextDecoder().decode(fromBase45('QED8WEX0')!)).toBe('ietf!');
  expect(fromBase45('FGW')).toEqual(Uint8Array.from([0xff, 0xff]));
  for (const wrong of ['GGW', 'a', 'ab', ':::']) expect(fromBase45(wrong)).toBeNull();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
      expect(fromBase45(toBase45(bytes))).toEqual(bytes);
    }),
  );
});
