import { lineText, type Reading } from '../reading/document.ts';
import { fold } from './text.ts';

/** What a document calls itself. */
export type Nature = 'invoice' | 'quote' | 'order' | 'delivery' | 'unknown';

const titles: readonly (readonly [Nature, RegExp])[] = [
  [
    'invoice',
    /^(n ?° ?)?(facture|avoir|invoice|credit note|note d'honoraires|note de credit)\b(?! (a|au|aux|par|pro[ -]?forma)\b)(?!.{0,3}pro[ -]?forma)/,
  ],
  ['quote', /^(n ?° ?)?(devis|quote\b|quotation|estimate\b|facture pro[ -]?forma|pro[ -]?forma|proposition commerciale|offre de prix)/],
  ['order', /^(n ?° ?)?(bon de commande|purchase order|commande n)/],
  ['delivery', /^(n ?° ?)?(bon de livraison|delivery note|packing slip)/],
];

/** By the titles at the head of a line, the tallest and highest first. « Selon devis n° 12 » is no title, « Devis n° 12 » is. */
export function natureOf(reading: Reading): Nature {
  const found: { nature: Nature; weight: number }[] = [];
  for (const page of reading.pages.slice(0, 1)) {
    for (const line of page.lines) {
      const plain = fold(lineText(line)).trim();
      const spaced = plain.length < 40 ? plain.replace(/^((?:[a-z] ){4,}[a-z])\b/, (letters) => letters.replace(/ /g, '')) : plain;
      if (spaced.length > 60) continue;
      for (const [nature, pattern] of titles) {
        if (!pattern.test(spaced)) continue;
        const height = Math.max(...line.words.map((word) => word.box.height));
        found.push({ nature, weight: height * (1.5 - line.box.y / page.height) });
      }
    }
  }
  return natureAmong(found);
}

/** The same of titles without place: what headings and the window's title say, first said first. */
export function natureOfTitles(lines: readonly string[]): Nature {
  return natureAmong(
    lines.flatMap((line, index) =>
      titles.filter(([, pattern]) => pattern.test(fold(line).trim())).map(([nature]) => ({ nature, weight: 100 - index })),
    ),
  );
}

function natureAmong(found: readonly { nature: Nature; weight: number }[]): Nature {
  return [...found].sort((a, b) => b.weight - a.weight)[0]?.nature ?? 'unknown';
}
