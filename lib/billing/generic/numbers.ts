import { fold } from '../../extraction/text.ts';
import type { Snapshot } from '../snapshot.ts';
import { inFrench } from './english.ts';

const shape = /[A-Z0-9][A-Z0-9\-_/.]*\d[A-Z0-9\-_/.]*/gi;

/** Looks like the number of a document, and not like a date, an amount or a year. */
export function isNumberLike(token: string): boolean {
  return (
    token.length >= 3 &&
    token.length <= 30 &&
    !/^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}$|^\d{4}-\d\d-\d\d$|^\d+[.,]\d\d$|^(19|20)\d\d$/.test(token) &&
    (/[A-Za-z]/.test(token) || /[-/_]/.test(token) || token.length >= 4)
  );
}

const tokensOf = (text: string) => [...text.matchAll(shape)].map((match) => match[0].replace(/[.\-_/]+$/, '')).filter(isNumberLike);

const titled = /\b(?:facture|avoir|invoice|credit note)s?\s*(?:d['’]\w+\s*)?(n[°o.]?|num[ée]ro|#|r[ée]f\.?|:)?\s*[:#]?\s*([A-Z0-9][A-Z0-9\-_/.]*)/gi;

/** Numbers that follow the word « facture » or « avoir » in a text; a short one only after « n° » or « # ». */
export function numbersAfterTitle(text: string): string[] {
  const french = inFrench(text);
  return [...french.matchAll(titled)].flatMap((match) => {
    const [whole, sign, read = ''] = match;
    const token = read.replace(/[.\-_/]+$/, '');
    const amount = /^[,.]\d|^\s?(€|EUR)/.test(french.slice(match.index + whole.length));
    const short = sign !== undefined && /^\d{1,3}$/.test(token);
    return !amount && /\d/.test(token) && (short || isNumberLike(token)) ? [token] : [];
  });
}

export interface PageNumbers {
  /** The invoice that the page is about, "" when it shows several or none. */
  main: string;
  /** Every invoice number that the page names, in its order. */
  all: string[];
}

/** Which invoices a page speaks of: its window title and main headings say which one it is about; else the only one that is named. */
export function numbersOf({ title, headings, lines, pairs }: Pick<Snapshot, 'title' | 'headings' | 'lines' | 'pairs'>): PageNumbers {
  // The window's title may lag behind what the page shows.
  const inHeadings = [...new Set(headings.slice(0, 3).flatMap(numbersAfterTitle))];
  const inTitles = inHeadings.length === 1 ? inHeadings : [...new Set([...numbersAfterTitle(title), ...inHeadings])];
  const texts = lines.map((line) => line.map(([word]) => word).join(' '));
  const listed = pairs.flatMap(([label, value]) =>
    /^(n° (de )?)?(facture|avoir)( n°)?$/.test(fold(inFrench(label))) ? tokensOf(value).slice(0, 1) : [],
  );
  const named = [...new Set([...inTitles, ...listed, ...texts.filter((text) => text.length < 120).flatMap(numbersAfterTitle)])];
  // A title without the word: « FA2611-0001 - Fiche », when the page shows the same token large.
  const bare = tokensOf(title).filter((token) => headings.some((heading) => heading.includes(token)) || texts.some((text) => text.startsWith(token)));
  const main = inTitles.length === 1 ? inTitles[0] : bare.length === 1 && inTitles.length === 0 ? bare[0] : named.length === 1 ? named[0] : '';
  return { main: main ?? '', all: [...new Set([...named, ...bare])] };
}
