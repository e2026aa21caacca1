/**
 * One spelling for many: lower case, no accents, abbreviations and their long forms folded together. The same function serves the names of the
 * directory and what is searched, so that "Centre hospitalier universitaire" and "CHU" are one word.
 */
export function fold(text: string): string {
  // An ASCII name, the common case of a typed query, needs no decomposition.
  const plain = /^[\x20-\x7e]*$/.test(text) ? text : text.normalize('NFD').replace(/\p{M}+/gu, '');
  return plain.toLowerCase().replace(/œ/g, 'oe').replace(/æ/g, 'ae').replace(/ß/g, 'ss').replace(/ø/g, 'o').replace(/ÿ/g, 'y');
}

const saints: Record<string, string> = { st: 'saint', ste: 'sainte', sts: 'saints', stes: 'saintes' };

/** The letters a character folds to, "" for a separator; filled as characters are met. */
const folded: string[] = [];

function foldedCharacter(code: number): string {
  const text = fold(String.fromCharCode(code)).replace(/[^a-z0-9]+/g, '');
  if (code < 0x2200) folded[code] = text;
  return text;
}

/** Words of letters and digits, "St" written out. Character by character: it reads every name of the directory when that opens. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  let word = '';
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    // A combining mark belongs to the letter before it.
    if (code >= 0x300 && code <= 0x36f) continue;
    const letters = folded[code] ?? foldedCharacter(code);
    if (letters !== '') word += letters;
    else if (word !== '') {
      words.push(word);
      word = '';
    }
  }
  if (word !== '') words.push(word);
  for (let index = 0; index < words.length; index++) {
    const long = saints[words[index]!];
    if (long !== undefined) words[index] = long;
  }
  return words;
}

/** Long forms and the one word they become. Singular and plural, with and without articles, as they are met on invoices. */
const phrases: [unit: string, ...forms: string[]][] = [
  ['cc', 'communaute de communes', 'communaute des communes', 'communaute communes', 'com com', 'comcom'],
  ['ca', 'communaute d agglomeration', 'communaute agglomeration', 'communaute d agglo'],
  ['cu', 'communaute urbaine'],
  ['ccas', 'centre communal d action sociale', 'centre communal action sociale', 'c c a s'],
  ['cias', 'centre intercommunal d action sociale', 'centre intercommunal action sociale'],
  ['chru', 'centre hospitalier regional universitaire', 'centre hospitalier regional et universitaire'],
  ['chu', 'centre hospitalier universitaire', 'centre hospitalo universitaire', 'c h u'],
  ['chr', 'centre hospitalier regional'],
  ['chi', 'centre hospitalier intercommunal'],
  ['chs', 'centre hospitalier specialise'],
  ['ch', 'centre hospitalier', 'ctre hospitalier', 'ctre hosp', 'centre hosp'],
  [
    'sdis',
    'service departemental d incendie et de secours',
    'service departemental incendie et secours',
    'service departemental d incendie et secours',
  ],
  ['ehpad', 'etablissement d hebergement pour personnes agees dependantes', 'etablissement hebergement personnes agees dependantes'],
  ['commune', 'hotel de ville'],
  ['departement', 'conseil departemental', 'conseil general'],
  ['region', 'conseil regional'],
  ['cci', 'chambre de commerce et d industrie', 'chambre de commerce et industrie'],
  ['cma', 'chambre de metiers et de l artisanat', 'chambre des metiers et de l artisanat', 'chambre des metiers'],
  ['oph', 'office public de l habitat', 'office public d habitat'],
  ['sivom', 'syndicat intercommunal a vocation multiple', 'syndicat intercommunal a vocations multiples'],
  ['sivos', 'syndicat intercommunal a vocation scolaire'],
  ['sivu', 'syndicat intercommunal a vocation unique'],
  ['siaep', 'syndicat intercommunal d alimentation en eau potable', 'syndicat intercommunal d adduction d eau potable'],
  ['ime', 'institut medico educatif'],
  ['legta', 'lycee d enseignement general et technologique agricole'],
  ['ddfip', 'direction departementale des finances publiques'],
  ['drfip', 'direction regionale des finances publiques'],
  ['dgfip', 'direction generale des finances publiques'],
  ['ddt', 'direction departementale des territoires'],
  ['ddtm', 'direction departementale des territoires et de la mer'],
  ['drac', 'direction regionale des affaires culturelles'],
  ['dreal', 'direction regionale de l environnement de l amenagement et du logement'],
  ['ars', 'agence regionale de sante'],
  ['epsm', 'etablissement public de sante mentale'],
  ['eps', 'etablissement public de sante'],
  ['aphp', 'assistance publique hopitaux de paris', 'ap hp'],
  ['aphm', 'assistance publique hopitaux de marseille', 'ap hm'],
  ['ept', 'etablissement public territorial'],
  ['petr', 'pole d equilibre territorial et rural'],
  ['gip', 'groupement d interet public'],
  ['afr', 'association fonciere de remembrement'],
  ['asa', 'association syndicale autorisee'],
  ['pnr', 'parc naturel regional'],
  ['crous', 'centre regional des oeuvres universitaires et scolaires', 'centre regional oeuvres univ scolaires'],
  ['cdg', 'centre de gestion de la fonction publique territoriale'],
];

const units = new Map<string, string>();
let longest = 0;
for (const [unit, ...forms] of phrases) {
  for (const form of forms) {
    units.set(form, unit);
    longest = Math.max(longest, form.split(' ').length);
  }
}
/** The short forms that have a long one: "chu", "ccas". "commune", "region" and "departement" are words of everyone's. */
export const shortUnits: ReadonlySet<string> = new Set(phrases.map(([unit]) => unit).filter((unit) => unit.length < 6));
/** First words of the long forms: most words start none, and are passed over at once. */
export const openers = new Set([...units.keys()].map((form) => form.slice(0, form.indexOf(' '))));

/** The unit that starts at `start`, and how many words it takes; null when none does. Longest form first. */
export function unitAt(words: readonly string[], start: number): { unit: string; length: number } | null {
  if (!openers.has(words[start]!)) return null;
  for (let length = Math.min(longest, words.length - start); length >= 2; length--) {
    const unit = units.get(words.slice(start, start + length).join(' '));
    if (unit !== undefined) return { unit, length };
  }
  return null;
}

const longForms = [...units].map(([form, unit]) => ({ words: form.split(' '), unit })).filter(({ words }) => words.length >= 3);

/** True when two words differ by one letter added, left out, changed or swapped with its neighbour. */
function slipped(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1 || long.length < 4) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  return (
    short.slice(at + 1) === long.slice(at + 1) ||
    (short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2))
  );
}

/** The long form of three words or more that starts at `start` with one letter wrong in one of its words; null when none. */
export function nearUnitAt(words: readonly string[], start: number): { unit: string; length: number } | null {
  let best: { unit: string; length: number } | null = null;
  for (const { words: form, unit } of longForms) {
    if (start + form.length > words.length || (best && best.length >= form.length)) continue;
    let slips = 0;
    for (let at = 0; at < form.length && slips < 2; at++) {
      const word = words[start + at]!;
      if (word !== form[at]) slips += slipped(word, form[at]!) ? 1 : 2;
    }
    if (slips < 2) best = { unit, length: form.length };
  }
  return best;
}

/** Words that say nothing by themselves; kept in names, worth little in a match. */
export const linkWords = new Set(
  'de du des d la le les l en et a au aux sur sous s pour par dans un une monsieur madame m mme cedex bp cs tsa attention service facturation'.split(
    ' ',
  ),
);

/** What a link word is worth in a match; a rare word is worth 1. */
export const linkWeight = 0.06;

/** What a word of a query may also mean in the directory: [meaning, closeness 0 to 1]. Only ways people really write. */
export const meanings: Record<string, readonly [string, number][]> = {
  mairie: [['commune', 1]],
  ville: [['commune', 0.97]],
  municipalite: [['commune', 1]],
  agglo: [
    ['ca', 0.95],
    ['agglomeration', 0.95],
  ],
  agglomeration: [['ca', 0.9]],
  interco: [
    ['cc', 0.8],
    ['ca', 0.8],
  ],
  hopital: [
    ['ch', 0.85],
    ['chu', 0.8],
    ['chr', 0.75],
    ['chru', 0.75],
    ['chi', 0.75],
  ],
  hopitaux: [['ch', 0.7]],
  hosp: [['ch', 0.9]],
  chu: [
    ['chru', 0.9],
    ['chr', 0.8],
  ],
  chru: [['chu', 0.9]],
  dept: [['departement', 1]],
  dpt: [['departement', 1]],
  dep: [['departement', 0.9]],
  cd: [['departement', 0.8]],
  cr: [['region', 0.7]],
  lyc: [['lycee', 1]],
  clg: [['college', 1]],
  coll: [['college', 1]],
  univ: [['universite', 1]],
  synd: [['syndicat', 1]],
  epci: [
    ['cc', 0.8],
    ['ca', 0.8],
  ],
  pompiers: [['sdis', 0.9]],
  // A school or its canteen has no invoice of its own: the commune pays.
  cantine: [['commune', 0.7]],
  maternelle: [['commune', 0.6]],
  elementaire: [['commune', 0.6]],
  periscolaire: [['commune', 0.6]],
  ephad: [['ehpad', 1]],
  retraite: [['ehpad', 0.7]],
  metro: [['metropole', 0.9]],
  gd: [['grand', 1]],
  gde: [['grande', 1]],
  pt: [['petit', 0.9]],
  pte: [['petite', 0.9]],
  mt: [['mont', 1]],
  nd: [['notre', 0.8]],
  vx: [['vieux', 1]],
  s: [['sur', 0.9]],
  ss: [['sous', 0.9]],
  chat: [['chateau', 0.7]],
  villen: [['villeneuve', 0.9]],
  jj: [['jean', 0.6]],
  pdt: [['president', 0.9]],
  gal: [['general', 0.9]],
  dr: [['docteur', 0.8]],
};

/** Words that name a kind of body: a query that says "lycée" does not mean the town hall. */
export const typeWords = new Set(
  (
    'commune cc ca cu metropole ccas cias chu chru chr chi chs ch sdis ehpad departement region college lycee legta lp lpo erea syndicat sivom sivos sivu siaep ' +
    'smictom sictom universite prefecture rectorat ecole oph cci cma gip ept petr ime crous ars regie caisse hopital foyer residence office mission'
  ).split(' '),
);

/** True for a word that names a kind of body, or stands for one that does ("mairie"). */
export function namesKind(word: string): boolean {
  return typeWords.has(word) || (meanings[word] ?? []).some(([meaning]) => typeWords.has(meaning));
}
