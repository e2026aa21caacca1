import { money } from '../../format.ts';
import { phrases } from './sentences/phrases.ts';
import { sentences } from './sentences.ts';

interface Pattern {
  french: RegExp;
  english: readonly string[];
}

/** The longest first: of two patterns that fit, the one with more words of its own is meant. */
function patternsOf(table: Readonly<Record<string, string>>): Pattern[] {
  return Object.entries(table)
    .filter(([french]) => french.includes('{}'))
    .sort(([a], [b]) => b.length - a.length)
    .map(([french, english]) => ({
      french: new RegExp(`^${french.split('{}').map(escaped).join('(.*?)')}$`, 's'),
      english: english.split('{}'),
    }));
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const ofSentences = patternsOf(sentences);
const ofPhrases = patternsOf(phrases);

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const small = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

function filled(patterns: readonly Pattern[], text: string): string | null {
  for (const { french, english } of patterns) {
    const places = french.exec(text)?.slice(1);
    if (places)
      return english.map((part, index) => (index === 0 ? part : said(places[index - 1] ?? '', index === 1 && english[0] === '') + part)).join('');
  }
  return null;

  function said(place: string, first: boolean): string {
    return first ? capital(phrase(place)) : phrase(place);
  }
}

const months = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'];
const english = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const date = new RegExp(`^(\\d{1,2})(?:er)? (${months.join('|')}) (\\d{4})$`);

/** What stands in a place: ours to translate, or another's, which is left as it is. */
function phrase(text: string): string {
  const known = phrases[text];
  if (known !== undefined) return known;
  if (/^-?[\d ]+(,\d+)? €$/.test(text)) return money(text.slice(0, -2).replaceAll(' ', '').replace(',', '.'), 'EUR', 'en-GB');
  if (/^-?\d+,\d+$/.test(text)) return text.replace(',', '.');
  const day = date.exec(text);
  if (day) return `${day[1]} ${english[months.indexOf(day[2] ?? '')]} ${day[3]}`;
  const lower = small(text);
  if (phrases[lower] !== undefined) return capital(phrases[lower]);
  const list = / ou | sur /.exec(text)?.[0];
  if (list) {
    const parts = text.split(/ ou |, sur /);
    if (parts.length > 1 && parts.every((part) => phrase(part) !== part)) return parts.map(phrase).join(list === ' ou ' ? ' or ' : ', about ');
  }
  return filled(ofPhrases, lower) ?? text;
}

const cache = new Map<string, string>();

/**
 * What the core says is French, whatever the screen: confirmations, receipts and the accountant's files keep or compare its sentences. English is found from
 * the French sentence, as gettext does: whole, or by a pattern whose places (`{}`) are themselves a phrase, an amount, a date, or somebody's own words.
 */
export function said(french: string): string {
  const text = french.replace(/[\u00a0\u202f]/g, ' ');
  const known = sentences[text] ?? cache.get(text);
  if (known !== undefined) return known;
  const onLine = /^Ligne (\d+(?: \(.*?\))?) : (.+)$/s.exec(text);
  const found = onLine ? `Line ${onLine[1]}: ${small(said(capital(onLine[2] ?? '')))}` : (filled(ofSentences, text) ?? french);
  if (cache.size > 500) cache.clear();
  cache.set(text, found);
  return found;
}
