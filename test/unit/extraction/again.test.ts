import { describe, expect, it } from 'vitest';
import { adviserWith, doubtsOf } from '../../../lib/extraction/doubts.ts';
import { extract } from '../../../lib/extraction/index.ts';
import type { Reading, Word } from '../../../lib/reading/document.ts';
import { invoicePieces, paper } from './paper.ts';

/** The same reading with other readings of the piece that begins with `start`: its own words with some replaced. */
function again(reading: Reading, start: string, ...others: string[]): Reading {
  const page = reading.pages[0];
  const line = page?.lines.find((one) =>
    one.words
      .map((word) => word.text)
      .join(' ')
      .startsWith(start),
  );
  if (!page || !line) throw new Error(`no piece ${start}`);
  const echoes = others.map((text): Word[] => {
    const parts = text.split(' ');
    const letter = line.box.width / text.length;
    let x = line.box.x;
    return parts.map((part) => {
      const box = { x, y: line.box.y, width: part.length * letter, height: line.box.height };
      x += (part.length + 1) * letter;
      return { text: part, box, confidence: 80 };
    });
  });
  return { ...reading, pages: [{ ...page, again: [...(page.again ?? []), ...echoes] }] };
}

describe('other readings of one place', () => {
  it('a SIRET whose key fails gives way to the reading whose key holds', () => {
    const first = paper(invoicePieces({ 'SIRET : 999 800 378': 'SIRET : 999 800 376 00021' }), { confidence: 70 });
    expect(extract(first).fields.sellerSiret.confidence).not.toBe('sure');
    const second = again(first, 'SIRET : 999 800 376', 'SIRET : 999 800 378 00021', 'SIRET : 999 800 378 00021', 'SIRET : 999 860 378 00021');
    expect(extract(second).fields.sellerSiret.value).toBe('99980037800021');
  });

  it('a SIRET that no reading got right is the likeliest of what was weighed, and never sure', () => {
    const first = paper(invoicePieces({ 'SIRET : 999 800 378': 'SIRET : 499 860 378 00027' }), { confidence: 60 });
    const looks = again(first, 'SIRET : 499 860', 'SIRET : 999 860 318 00021', 'SIRET : 499 800 318 00027', 'SIRET : 499 860 378 00021');
    const page = looks.pages[0];
    if (!page) throw new Error('a page');
    const doubts: Record<string, string> = { 4: '9', 6: '0', 1: '7', 7: '1' };
    const told = (word: Word): Word => ({
      ...word,
      weighed: [...word.text].map(
        (sign) =>
          [
            [sign, 60],
            [doubts[sign] ?? sign, doubts[sign] ? 35 : 60],
            ['', 2],
          ] as const,
      ),
    });
    const second = { ...looks, pages: [{ ...page, again: (page.again ?? []).map((words) => words.map(told)) }] };
    expect(extract(second).fields.sellerSiret).toMatchObject({ value: '99980037800021', confidence: 'check' });
  });

  it('an account is looked at again by its length alone, whatever became of its label and its country', () => {
    const words = paper(invoicePieces({ 'IBAN : FR76': '[RAN : F776 1999 9003 5200 0526 6953 376' }), { confidence: 70 });
    const zones = doubtsOf(words);
    const line = words.pages[0]?.lines.find((one) => one.words.some((word) => word.text === 'F776'));
    expect(zones.some(({ box }) => Math.abs(box.y - (line?.box.y ?? 0)) < 1 && box.width > (line?.box.width ?? 0) * 0.7)).toBe(true);
  });

  it('the date that most readings give is taken, and one that as many contradict is never sure', () => {
    const first = paper(invoicePieces({ 'Date de facture': 'Date de facture : 05/16/2026' }));
    const second = again(first, 'Date de facture', 'Date de facture : 05/10/2026', 'Date de facture : 05/10/2026');
    expect(extract(second).fields.issueDate.value).toBe('2026-10-05');
    const split = again(paper(invoicePieces()), 'Date de facture', 'Date de facture : 06/10/2026');
    expect(extract(split).fields.issueDate.confidence).toBe('check');
  });

  it('a total is chosen among the readings by the sum', () => {
    const first = paper(invoicePieces({ '1 131,20': '1 181,20 €' }), { confidence: 75 });
    const second = again(first, '1 181,20', '1 131,20 €', '1 181,20 €');
    expect(extract(second).fields.totalNet.value).toBe('1131.20');
  });

  it('a total whose label was not read is told by the legal rate that parts it from the other, and is not sure for that', () => {
    const lost = paper(invoicePieces({ 'Total TTC': '«0@| 11', '226,24': '' }));
    expect(extract(lost).fields.totalGross).toMatchObject({ value: '1357.44', confidence: 'check' });
    const net = paper(invoicePieces({ 'Total HT': '«0@| 11', '226,24': '' }));
    expect(extract(net).fields.totalNet.value).toBe('1131.20');
  });

  it('agreement never makes a code sure that was read unclearly: the same letter is taken for the same figure each time', () => {
    const first = paper(invoicePieces({ 'N° d’engagement': 'N° d’engagement : 26017575' }), { confidence: 70 });
    const second = again(first, 'N° d’engagement', 'N° d’engagement : 26017575', 'N° d’engagement : 26017575');
    expect(extract(second).fields.engagementNumber.confidence).toBe('check');
  });

  it('they are no part of the page: without a row to stand in they say nothing', () => {
    const first = paper(invoicePieces());
    const page = first.pages[0];
    if (!page) throw new Error('a page');
    const far: Word[] = [
      { text: 'Facture', box: { x: 90, y: 1600, width: 80, height: 20 }, confidence: 99 },
      { text: 'F9-9', box: { x: 180, y: 1600, width: 60, height: 20 }, confidence: 99 },
    ];
    const second = { ...first, pages: [{ ...page, again: [far] }] };
    expect(extract(second)).toEqual(extract(first));
  });
});

describe('places worth a second look', () => {
  it('on a page that is sure, what nothing proves alone: codes and names', () => {
    const reading = paper(invoicePieces());
    const { fields } = extract(reading);
    const unproved = ['invoiceNumber', 'engagementNumber', 'serviceCode', 'contractNumber', 'sellerName', 'buyerName', 'bic'] as const;
    const boxes = unproved.flatMap((name) => fields[name].box ?? []);
    const zones = doubtsOf(reading);
    expect(zones.length).toBe(boxes.length);
    for (const { box } of zones) expect(boxes.some((one) => Math.abs(one.y - box.y) < 1 && one.x >= box.x && one.x < box.x + box.width)).toBe(true);
  });

  it('a failing key, an unclear code, a label without its value', () => {
    const reading = paper(invoicePieces({ 'SIRET : 999 800 378': 'SIRET : 999 800 376 00021', 'Date de facture': 'Date de facture : 0S1O' }), {
      confidence: 75,
    });
    const zones = doubtsOf(reading);
    const at = (start: string) =>
      reading.pages[0]?.lines.find(
        (line) =>
          line.words[0]?.text === start.split(' ')[0] &&
          line.words
            .map((word) => word.text)
            .join(' ')
            .startsWith(start),
      )?.box;
    for (const start of ['SIRET : 999 800 376', 'Date de facture', 'N° d’engagement']) {
      const box = at(start);
      expect([start, zones.some((zone) => box && zone.box.y < box.y + box.height && zone.box.y + zone.box.height > box.y)]).toEqual([start, true]);
    }
  });

  it('tells number and total early', () => {
    expect(adviserWith().early(paper(invoicePieces()).pages)).toEqual({ invoiceNumber: '2026/10/214', totalGross: '1357.44' });
  });
});
