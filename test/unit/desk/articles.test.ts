import { describe, expect, it } from 'vitest';
import { type Article, articleKey, folded, learned, lineOf, priceFor, restoreArticle, suggestions } from '../../../lib/desk/articles.ts';
import { emptyLine, type Line } from '../../../lib/invoice/model.ts';

const seller = '73282932000074';
const [school, townHall] = ['11000201100044', '21590000000017'];
const line = (name: string, netPrice: string, more: Partial<Line> = {}): Line => ({ ...emptyLine(), name, netPrice, vatRate: '5.5', ...more });
const after = (known: Article[], ...more: Article[]) => [...known.filter(({ key }) => !more.some((article) => article.key === key)), ...more];

describe('learned', () => {
  it('takes the same bread for the same article, whatever its accents, and keeps its last price', () => {
    const first = learned([], [line('Pâté en croûte', '12'), line('Baguette', '0.95', { quantity: '40' })], {
      seller,
      buyer: school,
      day: '2026-11-02',
    });
    expect(first.map(({ name }) => name)).toEqual(['Pâté en croûte', 'Baguette']);
    const [again] = learned(first, [line('baguette ', '1.00', { quantity: '50' })], { seller, buyer: townHall, day: '2026-11-09' });
    expect(again).toMatchObject({ key: articleKey(seller, 'Baguette'), name: 'baguette', netPrice: '1.00', uses: 2, usedOn: '2026-11-09' });
    expect(again?.buyers).toMatchObject({ [school]: { netPrice: '0.95', quantity: '40' }, [townHall]: { netPrice: '1.00', quantity: '50' } });
  });

  it('is not taught an old price by an older invoice', () => {
    const now = learned([], [line('Baguette', '1.00')], { seller, buyer: school, day: '2026-11-09' });
    const [late] = learned(now, [line('Baguette', '0.80')], { seller, buyer: school, day: '2026-01-09' });
    expect(late).toMatchObject({ netPrice: '1.00', usedOn: '2026-11-09', uses: 2, buyers: { [school]: { netPrice: '1.00' } } });
  });

  it('learns nothing of a line without name or price', () => {
    expect(learned([], [line('', '1'), line('Pain', ''), line('…', '2')], { seller, buyer: school, day: '2026-11-02' })).toEqual([]);
  });
});

describe('suggestions', () => {
  let known: Article[] = [];
  for (const [name, buyer, times] of [
    ['Pain de campagne', townHall, 9],
    ['Petit pain', school, 2],
    ['Pain complet', school, 1],
    ['Baguette', townHall, 30],
  ] as const)
    for (let use = 0; use < times; use++) known = after(known, ...learned(known, [line(name, '2')], { seller, buyer, day: '2026-11-02' }));
  const names = (typed: string, buyer: string) => suggestions(known, typed, buyer).map(({ name }) => name);

  it('gives what this buyer took first, then what starts so, then what sells most', () => {
    expect(names('pain', school)).toEqual(['Pain complet', 'Petit pain', 'Pain de campagne']);
    expect(names('pain', '')).toEqual(['Pain de campagne', 'Pain complet', 'Petit pain']);
    expect(names('', school)).toEqual(['Petit pain', 'Pain complet', 'Baguette', 'Pain de campagne']);
  });

  it('finds words in any order by their beginnings, accents or not', () => {
    expect(names('camp pain', school)).toEqual(['Pain de campagne']);
    expect(names('PÉTIT', school)).toEqual(['Petit pain']);
    expect(names('xyz', school)).toEqual([]);
  });
});

it('makes a line with the buyer’s own price and usual quantity', () => {
  const [article] = learned([], [line('Baguette', '0.95', { quantity: '40', unit: 'H87' })], { seller, buyer: school, day: '2026-11-02' });
  expect(lineOf(article!, school)).toMatchObject({
    name: 'Baguette',
    quantity: '40',
    unit: 'H87',
    netPrice: '0.95',
    netAmount: '38.00',
    vatRate: '5.5',
  });
  expect(lineOf(article!, townHall)).toMatchObject({ quantity: '1', netPrice: '0.95' });
  expect(priceFor(article!, townHall)).toBe('0.95');
});

it('refuses what is no article and fills what an old one lacks', () => {
  expect(restoreArticle(null)).toBeNull();
  expect(restoreArticle({ key: 'a', name: ' ' })).toBeNull();
  expect(restoreArticle({ key: 'a', name: 'Pain', buyers: 3, uses: 'x' })).toMatchObject({ unit: 'C62', uses: 0, buyers: {} });
  expect(folded('  Œufs  FRAIS ')).toBe('oeufs frais');
});
