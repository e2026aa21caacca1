import { bicProblem, digitsOf, frenchVatIdentifier, ibanProblem, luhnValid, siretProblem, vatIdentifierProblem } from '../../invoice/identifiers.ts';
import { digits, type Found } from './dates.ts';
import { UNREAD, undoubled, without } from './keys.ts';

const G = '[0-9OoQDIl|SBZG]';
/** A reader may glue the label to the number, or one letter that a rule became: « SIRET55210055400013 », « t552 100 554 00013 ». */
const siretShape = new RegExp(`(?<=^|\\W|[Ii][Rr][Ee][TtNn]|(?:^|\\W)[a-z])(${G}(?:[\\s.'"·]{0,3}${G}){13})(?![\\w])`, 'g');
const sirenShape = new RegExp(`(?<![\\w])(${G}(?:[\\s.]?${G}){8})(?![\\w])`, 'g');

/** One figure too few or too many: the label must not be needed to tell it from an article's code, so the keys and the establishment's three zeros do. */
const nearSiretShape = new RegExp(`(?<![\\w])(${G}(?:[\\s.'"·]{0,3}${G}){12}(?:(?:[\\s.'"·]{0,3}${G}){2})?)(?![\\w])`, 'g');
const usualSiret = (value: string) => /^\d{9}000\d\d$/.test(value) && siretProblem(value) === null;

/** 14 digits, grouped or not, letters that look like digits repaired. A failing Luhn key is kept without 'luhn': fictive structures have one. */
export function findSirets(text: string): Found[] {
  const whole = shaped(text, siretShape, 10).map((found) => ({
    ...found,
    evidence: siretProblem(found.value) === null ? [...found.evidence, 'luhn'] : found.evidence,
  }));
  const near = shaped(text, nearSiretShape, 11).flatMap((found): Found[] => {
    if (whole.some((other) => other.start < found.end && found.start < other.end)) return [];
    // The stroke of a frame beside the number is read as a 1.
    const framed = found.value.length === 15 && found.value.startsWith('1') && usualSiret(found.value.slice(1));
    const value = framed
      ? found.value.slice(1)
      : found.value.length === 15
        ? without(found.value, usualSiret)
        : undoubled(found.value, 14, usualSiret);
    return value ? [{ ...found, value, evidence: framed ? ['luhn', 'repaired'] : ['luhn', 'repaired', 'mended'] }] : [];
  });
  return [...whole, ...near];
}

export function findSirens(text: string): Found[] {
  return shaped(text, sirenShape, 7)
    .filter((found) => luhnValid(found.value))
    .map((found) => ({ ...found, evidence: [...found.evidence, 'luhn'] }));
}

function shaped(text: string, shape: RegExp, least: number): Found[] {
  return [...text.matchAll(shape)].flatMap((match) => {
    const raw = digitsOf((match[1] ?? '').replace(/['"·]/g, ''));
    if (raw.replace(/\D/g, '').length < least) return [];
    const value = digits(raw);
    return [{ value, start: match.index, end: match.index + match[0].length, evidence: /\D/.test(raw) ? ['repaired'] : [], alternatives: [] }];
  });
}

const vatShape = /(?<=^|[^A-Z0-9]|TVA)(F\s?R)\s?([0-9OIlSBZ]{2})\s?((?:[0-9OIlSBZ][\s.]?){9})(?![0-9A-Za-z]|\s\d{3})/g;

/** French VAT numbers, key checked; other countries only after a label (see parties). */
export function findVatIdentifiers(text: string): Found[] {
  return [...text.matchAll(vatShape)].flatMap((match): Found[] => {
    const siren = digits(digitsOf(match[3] ?? ''));
    const read = `FR${digits(match[2] ?? '')}${siren}`;
    const right = luhnValid(siren) ? frenchVatIdentifier(siren) : '';
    const end = match.index + match[0].trimEnd().length;
    if (vatIdentifierProblem(read) === null)
      return [{ value: read, start: match.index, end, evidence: ['vat-key', ...(right ? ['luhn'] : [])], alternatives: [] }];
    return [{ value: read, start: match.index, end, evidence: [], alternatives: right ? [right] : [] }];
  });
}

/** BBAN of France: bank 5, branch 5 digits; account 11 letters or digits; key 2 digits. True when the RIB key inside is right too. */
export function ribKeyValid(iban: string): boolean {
  const bban = iban.slice(4);
  if (!/^\d{10}[0-9A-Z]{11}\d{2}$/.test(bban)) return false;
  const number = [...bban]
    .map((character) => (/\d/.test(character) ? character : String(((character.charCodeAt(0) - 65 + (character > 'R' ? 1 : 0)) % 9) + 1)))
    .join('');
  return BigInt(number.slice(0, 5)) * 89n + BigInt(number.slice(5, 10)) * 15n + BigInt(number.slice(10, 21)) * 3n + BigInt(number.slice(21)) === 0n
    ? true
    : (BigInt(number.slice(0, 5)) * 89n + BigInt(number.slice(5, 10)) * 15n + BigInt(number.slice(10, 21)) * 3n + BigInt(number.slice(21))) % 97n ===
        0n;
}

/**
 * The IBAN that begins a text (spaces allowed), or null. French ones: letters that look like digits are tried back one by one until mod 97 agrees.
 * `complete` is false when the text ends before the IBAN does.
 */
export function ibanAt(text: string): { value: string; end: number; valid: boolean; repaired: boolean; complete: boolean } | null {
  const head = /^([A-Z]{2}|F\s?[RPK])\s?([0-9OIlSBZ]\s?[0-9OIlSBZ])/.exec(text);
  if (!head) return null;
  const country = head[1]?.startsWith('F') && head[1] !== 'FI' && head[1] !== 'FO' ? 'FR' : (head[1] ?? '');
  let raw = '';
  let end = head[0].length;
  const size = country === 'FR' || country === 'MC' ? 27 : 34;
  let kept = country + digits(digitsOf(head[2] ?? ''));
  for (let at = head[0].length; at < text.length && kept.length + raw.length < size; at++) {
    const character = text.charAt(at);
    if (/[\s.\-·]/.test(character)) {
      if (country !== 'FR' && ibanProblem(kept + raw) === null) break;
      continue;
    }
    if (!/[0-9A-Za-z|!]/.test(character)) break;
    raw += character;
    end = at + 1;
  }
  kept += raw;
  if (kept.length < 15) return { value: kept, end, valid: false, repaired: false, complete: false };
  if (country !== 'FR') return { value: kept, end, valid: ibanProblem(kept) === null, repaired: false, complete: true };
  const complete = kept.length >= 27;
  const readings = [
    kept.toUpperCase(),
    kept.slice(0, 4) + digits(kept.slice(4)),
    kept.slice(0, 14) + kept.slice(14, 25).toUpperCase() + digits(kept.slice(25)),
  ];
  // A word that goes on after the last character was read with one too many: what is cut off there proves nothing, even where mod 97 holds.
  const overrun = /[0-9A-Za-z]/.test(text.charAt(end));
  const right = overrun ? undefined : readings.find((reading) => ibanProblem(reading) === null);
  const value = right ?? readings[1] ?? kept;
  return { value, end, valid: right !== undefined, repaired: right !== undefined && right !== kept, complete };
}

const looseHead = /(?<![A-Za-z0-9])F\s?[RIPK1]/g;

/**
 * French IBANs of which letters were misread: FR76 (the check digits of all whose RIB key holds), then 23 figures, `UNREAD` where none was read. Those that hold
 * mod 97 as they stand come from `ibanAt`; these are for `mendIbans`.
 */
export function looseIbans(text: string): Found[] {
  return [...text.matchAll(looseHead)].flatMap((match): Found[] => {
    const rest = /^F\s?(?:[0-9A-Za-z$|!]+[\s.·]?)+/.exec(text.slice(match.index))?.[0] ?? '';
    let raw = '';
    let end = match.index;
    for (const part of rest.matchAll(/[0-9A-Za-z$|!]+/g)) {
      if (raw.length >= 26) break;
      raw += part[0];
      end = match.index + part.index + part[0].length;
    }
    if (raw.length < 26 || raw.length > 28) return [];
    const body = digits(raw.slice(/^F[RPK]76/.test(raw) ? 4 : raw.length - 23).replace(/\$/g, '5')).replace(/\D/g, UNREAD);
    if (body.replace(/\D/g, '').length < 19) return [];
    const found = { start: match.index, end, alternatives: [] };
    if (body.length === 23) return [{ ...found, value: `FR76${body}`, evidence: ['repaired'] }];
    const value = undoubled(body, 23, (one) => ibanProblem(`FR76${one}`) === null);
    return value ? [{ ...found, value: `FR76${value}`, evidence: ['mod97', 'repaired', 'mended'] }] : [];
  });
}

const bicShape = /(?<![A-Za-z0-9])([A-Z0]{6}[A-Z0-9]{2}(?:\s?[A-Z0-9]{3})?)(?![A-Za-z0-9])/g;

/** Eight or eleven characters; zeros among the six letters are the letter O. */
export function findBics(text: string): Found[] {
  return [...text.matchAll(bicShape)].flatMap((match) => {
    const raw = digitsOf(match[1] ?? '');
    const candidates = [raw, raw.slice(0, 8)].map((value) => value.slice(0, 6).replace(/0/g, 'O') + value.slice(6));
    const value = candidates.find((candidate) => bicProblem(candidate) === null);
    return value
      ? [
          {
            value,
            start: match.index,
            end: match.index + match[0].length,
            evidence: value.startsWith(raw.slice(0, 8)) ? [] : ['repaired'],
            alternatives: [],
          },
        ]
      : [];
  });
}
