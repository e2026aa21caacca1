import { digitsOf } from '../invoice/identifiers.ts';
import { departmentCodes, departmentNames } from './departments.ts';
import { fold, linkWords, namesKind, nearUnitAt, typeWords, unitAt, wordsOf } from './normalise.ts';
import { readsAsLink } from './similarity.ts';

export interface Token {
  word: string;
  /** Stands so in the text: not a long form folded into its short one. */
  written: boolean;
  /** Says nothing by itself ("de", "sur"). */
  link: boolean;
  /** Names a kind of body ("ccas", "lycee"). */
  type: boolean;
  /** Part of a street line, met before the postcode: hardly counts. */
  street: boolean;
  /** Department this word names, "" otherwise. */
  department: string;
}

/** What a query says, taken apart. */
export interface ParsedQuery {
  tokens: Token[];
  /** 14, 9 or fewer digits typed as an identifier; "" when none. */
  identifier: string;
  /** 0 when none. */
  postcode: number;
  /** "" when none. */
  department: string;
  /** The last word may be unfinished. */
  open: boolean;
}

const streetWords = new Set('rue place avenue av boulevard bd bld chemin route rte allee impasse quai cours square esplanade faubourg'.split(' '));
const shapes: Record<string, string> = { '0': 'o', '1': 'l', '5': 's', '8': 'b', '4': 'a', '6': 'g', '9': 'g', '2': 'z', '3': 'e', '7': 't' };
const digitShapes: Record<string, string> = { o: '0', q: '0', d: '0', l: '1', i: '1', z: '2', s: '5', b: '8', g: '9', t: '7', a: '4' };

/** A word read with digits for letters ("m4irie"): the letters they stand for. */
function lettersOf(word: string): string {
  return /[a-z]/.test(word) && /\d/.test(word) && !/^\d+(er|e|eme|bis)$/.test(word) && !/^[a-z]?\d+[a-z]?$/.test(word)
    ? word.replace(/\d/g, (digit) => shapes[digit]!)
    : word;
}

/** Five signs that look like a postcode with one or two digits misread; "" otherwise. */
function readPostcode(word: string): string {
  if (word.length !== 5 || (word.match(/\d/g)?.length ?? 0) < 3) return '';
  const digits = word.replace(/[a-z]/g, (letter) => digitShapes[letter] ?? letter);
  return /^\d{5}$/.test(digits) ? digits : '';
}

/** Digits that stand as a SIRET or a SIREN in the text, the VAT number included; "" when none. */
function identifierIn(text: string, ocr: boolean): string {
  const vat = /\bFR\s?\d\d\s?(\d{3}\s?\d{3}\s?\d{3})\b/i.exec(text);
  if (vat) return digitsOf(vat[1]!);
  for (const run of text.match(/\d[\d\s.\u00a0\u202f-]{6,22}\d/g) ?? []) {
    const digits = digitsOf(run);
    if (digits.length === 14 || digits.length === 9) return digits;
  }
  if (ocr) {
    // A SIRET whose digits were read as letters here and there.
    const run = /(?:siret|siren)\D{0,4}([0-9OoIlSBZ][0-9OoIlSBZ\s.]{7,20})/i.exec(text);
    const digits = run ? digitsOf(run[1]!).replace(/[A-Za-z]/g, (letter) => digitShapes[letter.toLowerCase()] ?? letter) : '';
    if (/^(\d{14}|\d{9})$/.test(digits)) return digits;
  }
  // Typed alone, a part of one is enough.
  const alone = digitsOf(text.trim());
  return /^\d{3,14}$/.test(alone) && alone.length !== 5 ? alone : '';
}

export function parseQuery(text: string, ocr: boolean): ParsedQuery {
  const cut = text.slice(0, 300);
  const identifier = identifierIn(cut, ocr);
  let line = identifier.length >= 9 ? cut.replace(/\bFR\s?\d\d\s?(?=\d)/i, ' ').replace(/\d[\d\s.\u00a0\u202f-]{6,22}\d/, ' ') : cut;
  if (ocr)
    line = line
      .replace(/\$(?=\w)/g, '5')
      .replace(/[|!](?=\w)/g, 'l')
      .replace(/(?<=\w)[|!](?=\w)/g, 'l');
  line = line
    .replace(/\bs\s*\/\s*/gi, 'sur ')
    .replace(/&/g, ' et ')
    .replace(/\bN\.\s?D\./gi, 'notre dame ');
  let words = wordsOf(line);
  if (ocr) words = words.map((word) => (readPostcode(word) !== '' ? readPostcode(word) : lettersOf(word)));

  let postcode = 0;
  let postcodeAt = -1;
  words.forEach((word, index) => {
    if (/^\d{5}$/.test(word) && Number(word) >= 1000) {
      postcode = Number(word);
      postcodeAt = index;
    }
  });
  let department = '';
  const tokens: Token[] = [];
  let inStreet = false;
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    if (/^\d{5}$/.test(word) || word === 'siret' || word === 'siren') {
      if (index === postcodeAt) inStreet = false;
      continue;
    }
    if (streetWords.has(word) && (/^\d{1,4}$/.test(words[index - 1] ?? '') || index < postcodeAt) && tokens.some((token) => !token.link))
      inStreet = true;
    const code = word.toUpperCase().padStart(2, '0');
    if (/^(\d{1,3}|2[ab])$/.test(word)) {
      const street = streetWords.has(words[index + 1] ?? '') || ['bis', 'ter'].includes(words[index + 1] ?? '');
      if (!street && word.length > 1 && departmentCodes.has(code) && (index === words.length - 1 || tokens.length > 0)) department = code;
      if (/^\d+$/.test(word)) continue;
    }
    const unit = unitAt(words, index) ?? nearUnitAt(words, index);
    let spelt = unit ? unit.unit : word;
    // "MAIRIE CLE AUMES": between the kind of body and the rest, a link misread.
    if (index > 0 && index + 1 < words.length && !linkWords.has(word) && namesKind(tokens.at(-1)?.word ?? '') && readsAsLink(word)) spelt = 'de';
    tokens.push({ word: spelt, written: unit === null, link: linkWords.has(spelt), type: typeWords.has(spelt), street: inStreet, department: '' });
    if (unit) index += unit.length - 1;
  }

  // A department named in full, when something else is named too.
  for (let start = 1; start < tokens.length; start++) {
    for (let length = Math.min(5, tokens.length - start); length >= 1; length--) {
      const code = departmentNames.get(
        tokens
          .slice(start, start + length)
          .map((token) => token.word)
          .join(' '),
      );
      if (code === undefined) continue;
      for (let index = start; index < start + length; index++) tokens[index]!.department = code;
      break;
    }
  }
  // A space after "sur" or "de" does not close the name.
  const open = !ocr && !/\d{5}$/.test(text) && (/[\p{L}\d'’-]$/u.test(text) || tokens.at(-1)?.link === true);
  return { tokens, identifier, postcode, department, open };
}

/** Words that mark a private firm: a name that holds one is never filled in without asking. */
export const privateWords = new Set(
  (
    'sarl sas sasu sa eurl snc sci scop scic ei eirl selarl scp gaec earl holding groupe entreprise ets etablissements societe ste compagnie cie fils freres associes ' +
    'boulangerie patisserie boucherie charcuterie epicerie restaurant brasserie cafe bar hotel tabac pharmacie garage auto automobiles taxi taxis ambulances transports ' +
    'coiffure coiffeur salon institut fleuriste librairie papeterie menuiserie plomberie chauffage electricite maconnerie couverture peinture carrelage toiture batiment ' +
    'construction renovation travaux architecte architectes avocat avocats notaire notaires cabinet conseil consulting expertise comptable assurance assurances mutuelle ' +
    'banque credit immobilier immobiliere agence supermarche carrefour leclerc intermarche auchan casino lidl orange edf engie sncf total renault peugeot clinique ' +
    'laboratoire opticien optique dentaire kine veterinaire traiteur camping gite gites domaine chateau vignobles cave caves pressing imprimerie informatique studio ' +
    'services service multiservices nettoyage proprete jardins paysages pepinieres energie solutions france international distribution negoce import export group'
  ).split(' '),
);

/** True when a word of the text marks a private firm. */
export function looksPrivate(text: string): boolean {
  return (fold(text).match(/[a-z0-9]+/g) ?? []).some((word) => privateWords.has(word));
}
