import { Big } from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DeliveryNote, restoreDeliveryNote } from '../../../lib/desk/delivery-note.ts';
import { grouped, spansOf, weekOf, worthOf } from '../../../lib/desk/delivery-notes.ts';
import { withAmount, withDiscount } from '../../../lib/desk/lines.ts';
import { emptyLine, type Line } from '../../../lib/invoice/model.ts';

const line = (name: string, quantity: string, netPrice: string, more: Partial<Line> = {}): Line =>
  withAmount({ ...emptyLine(), name, quantity, netPrice, vatCategory: 'E', vatRate: '0', ...more });

let serial = 0;
function note(date: string, lines: Line[], more: Partial<DeliveryNote> = {}): DeliveryNote {
  const restored = restoreDeliveryNote({ id: `n${++serial}`, createdAt: serial, date, lines, ...more });
  if (!restored) throw new Error('not restored');
  return restored;
}

describe('grouped', () => {
  it('makes one line of each article at one price, and says which deliveries it bills', () => {
    const { lines, periodStart, periodEnd } = grouped([
      note('2026-11-18', [line('Baguette', '30', '0.95')]),
      note('2026-11-16', [line('baguette', '40', '0.95'), line('Pain de campagne', '2', '3.20')]),
      note('2026-11-17', [line('Baguette', '10', '1.00')]),
    ]);
    expect(lines.map(({ name, quantity, netAmount, note: said }) => [name, quantity, netAmount, said])).toEqual([
      ['baguette', '70', '66.50', 'Livré : 16/11 (40), 18/11 (30)'],
      ['Pain de campagne', '2', '6.40', 'Livré : 16/11 (2)'],
      ['Baguette', '10', '10.00', 'Livré : 17/11 (10)'],
    ]);
    expect([periodStart, periodEnd]).toEqual(['2026-11-16', '2026-11-18']);
  });

  it('names the notes by their numbers, and the doors when there are several', () => {
    const { lines } = grouped([
      note('2026-11-16', [line('Baguette', '4', '1')], { number: 'BL-7', site: 'École Jean-Jaurès' }),
      note('2026-11-17', [line('Baguette', '2.5', '1')], { number: 'BL-8', site: 'Crèche' }),
    ]);
    expect(lines[0]?.note).toBe('Bons de livraison, École Jean-Jaurès : n° BL-7 du 16/11 (4) ; Bons de livraison, Crèche : n° BL-8 du 17/11 (2,5)');
  });

  it('keeps apart what differs by unit, VAT or discount, and adds discounts in euros up', () => {
    const kilo = { unit: 'KGM' };
    const percent = withDiscount(line('Pain', '10', '1'), { percent: '10', amount: '' });
    const euros = withDiscount(line('Pain', '10', '1'), { percent: '', amount: '2' });
    const { lines } = grouped([
      note('2026-11-16', [line('Pain', '1', '1'), line('Pain', '1', '1', kilo), percent, euros]),
      note('2026-11-17', [percent, euros, line('Pain', '1', '1', { vatCategory: 'S', vatRate: '5.5' })]),
    ]);
    expect(lines.map(({ quantity, netAmount }) => [quantity, netAmount])).toEqual([
      ['1', '1.00'],
      ['1', '1.00'],
      ['20', '18.00'],
      ['20', '16.00'],
      ['1', '1.00'],
    ]);
  });

  it('never writes more than the portal takes', () => {
    const notes = Array.from({ length: 300 }, (_, index) => note('2026-11-16', [line('Pain', '12', '1')], { number: `BL-2026-${index}` }));
    expect(grouped(notes).lines[0]?.note.length).toBeLessThanOrEqual(1024);
  });

  it('conserves every quantity and, at prices in cents, every amount', () => {
    const anyLine = fc
      .record({
        name: fc.constantFrom('Baguette', 'Pain', 'Croissant'),
        cents: fc.integer({ min: 1, max: 3 }).map((value) => new Big(value).times('0.95').toFixed(2)),
        quantity: fc.integer({ min: 1, max: 500 }).map(String),
        rate: fc.constantFrom('5.5', '10'),
        off: fc.constantFrom('', '1.50'),
      })
      .map(({ name, cents, quantity, rate, off }) =>
        withDiscount(line(name, quantity, cents, { vatCategory: 'S', vatRate: rate }), { percent: '', amount: off }),
      );
    const anyNote = fc.tuple(fc.integer({ min: 1, max: 28 }), fc.array(anyLine, { minLength: 1, maxLength: 5 }));
    fc.assert(
      fc.property(fc.array(anyNote, { minLength: 1, maxLength: 12 }), (drawn) => {
        const notes = drawn.map(([day, lines]) => note(`2026-11-${String(day).padStart(2, '0')}`, lines));
        const { lines } = grouped(notes);
        const total = (of: readonly Line[], field: 'quantity' | 'netAmount') => of.reduce((before, item) => before.plus(item[field]), new Big(0));
        const delivered = notes.flatMap((item) => item.lines);
        for (const name of ['Baguette', 'Pain', 'Croissant']) {
          const same = (item: Line) => item.name === name;
          expect(total(lines.filter(same), 'quantity').eq(total(delivered.filter(same), 'quantity'))).toBe(true);
        }
        expect(total(lines, 'netAmount').toFixed(2)).toBe(worthOf(notes));
        const keys = lines.map(({ name, netPrice, vatRate, allowances }) => `${name} ${netPrice} ${vatRate} ${allowances.length}`);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});

describe('spans', () => {
  it('weeks begin on Monday, months on the first; latest first', () => {
    expect(['2026-11-16', '2026-11-22', '2026-11-23'].map(weekOf)).toEqual(['2026-11-16', '2026-11-16', '2026-11-23']);
    const spans = spansOf([note('2026-11-16', []), note('2026-11-22', []), note('2026-10-30', []), note('', [])]);
    expect(spans.map(({ kind, start, ids }) => [kind, start, ids.length])).toEqual([
      ['week', '2026-11-16', 2],
      ['week', '2026-10-26', 1],
      ['month', '2026-11-01', 2],
      ['month', '2026-10-01', 1],
    ]);
  });
});

it('restores a note from the least, and nothing from nothing', () => {
  expect(restoreDeliveryNote(null)).toBeNull();
  expect(restoreDeliveryNote({ id: '' })).toBeNull();
  expect(restoreDeliveryNote({ id: 'a', lines: [3, { name: 'Pain' }], buyer: 'x' })).toMatchObject({
    id: 'a',
    billedBy: '',
    lines: [{ name: 'Pain', unit: 'C62' }],
    buyer: { siret: '', address: { countryCode: 'FR' } },
  });
});
