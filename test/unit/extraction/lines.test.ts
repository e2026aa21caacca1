import { describe, expect, it } from 'vitest';
import { extract } from '../../../lib/extraction/index.ts';
import { type Piece, paper } from './paper.ts';

const linesOf = (pieces: readonly Piece[]) =>
  extract(paper(pieces)).lines.map(({ name, quantity, netPrice, netAmount }) => [name, quantity, netPrice, netAmount]);
const header: Piece[] = [
  [90, 500, 'Désignation'],
  [700, 500, 'Quantité'],
  [850, 500, 'Prix unitaire'],
  [1040, 500, 'Montant HT'],
];
const total: Piece[] = [
  [780, 900, 'Total HT'],
  [1040, 900, '999,99 €'],
];
const row = (y: number, ...texts: string[]): Piece[] =>
  texts.flatMap((text, index): Piece[] => (text === '' ? [] : [[[90, 700, 850, 1040][index] ?? 0, y, text]]));

describe('lines', () => {
  it('joins a description that wraps', () => {
    expect(
      linesOf([
        ...header,
        ...row(540, 'Réfection d’un mur en pierre,', '22', '84,50', '1 859,00'),
        ...row(564, 'mortier à la chaux'),
        ...row(620, 'Gravats', '1', '640,00', '640,00'),
        ...total,
      ]),
    ).toEqual([
      ['Réfection d’un mur en pierre, mortier à la chaux', '22', '84.50', '1859.00'],
      ['Gravats', '1', '640.00', '640.00'],
    ]);
  });
  it('reads receipts, the name above its numbers', () => {
    const pieces: Piece[] = [
      [90, 400, 'Vis inox A2 5x60 boîte 200'],
      [90, 430, '3 x 14,90'],
      [700, 430, '44,70'],
      [90, 460, 'Cheville 8 mm'],
      [90, 490, '2 x 7,45'],
      [700, 490, '14,90'],
      [90, 520, 'TOTAL HT'],
      [700, 520, '59,60'],
    ];
    expect(linesOf(pieces)).toEqual([
      ['Vis inox A2 5x60 boîte 200', '3', '14.90', '44.70'],
      ['Cheville 8 mm', '2', '7.45', '14.90'],
    ]);
  });
  it('mends the comma of a price when the product says so', () => {
    expect(linesOf([...header, ...row(540, 'Pain', '60', '215', '129,00'), ...row(580, 'Fromage', '75', '1840', '138,00'), ...total])).toEqual([
      ['Pain', '60', '2.15', '129.00'],
      ['Fromage', '7.5', '18.40', '138.00'],
    ]);
  });
  it('computes a quantity that was not read', () => {
    expect(linesOf([...header, ...row(540, 'Étagère pin', '', '32,50', '130,00'), ...total])).toEqual([['Étagère pin', '4', '32.50', '130.00']]);
  });
  it('keeps numbers of a name in the name', () => {
    expect(linesOf([...header, ...row(540, 'Tube 16 × 18, barre de 4 m', '6', '31,75', '190,50'), ...total])).toEqual([
      ['Tube 16 × 18, barre de 4 m', '6', '31.75', '190.50'],
    ]);
  });
  it('leaves a side column out', () => {
    expect(
      linesOf([
        ...header.map(([x, y, text]): Piece => [x + 200 - (x > 90 ? 200 : 0), y, text]),
        [10, 540, 'BIC'],
        [290, 540, 'Vitres'],
        ...row(540, '', '6', '233,40', '1 400,40'),
        ...total,
      ]),
    ).toEqual([['Vitres', '6', '233.40', '1400.40']]);
  });
  it('stands when the right half of each row sits lower', () => {
    const low = (pieces: Piece[]): Piece[] => pieces.map(([x, y, text]) => [x, y + (x > 600 ? 14 : 0), text]);
    expect(linesOf([...low([...header, ...row(540, 'Pain', '60', '2,15', '129,00'), ...row(580, 'Vin', '4', '11,25', '45,00'), ...total])])).toEqual([
      ['Pain', '60', '2.15', '129.00'],
      ['Vin', '4', '11.25', '45.00'],
    ]);
  });
});
