import type { DirectoryEntry } from '../../lib/directory/entry.ts';
import { fold } from '../../lib/directory/normalise.ts';

/** A query made here, with every SIRET that answers it as well as the one it was made from. */
export interface GeneratedQuery {
  q: string;
  group: string;
  right: Set<string>;
}

/** Small seeded generator (mulberry32): the same seed gives the same queries on every machine. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const keyboard = ['azertyuiop', 'qsdfghjklm', 'wxcvbn'];
/** Letters beside each other on a French keyboard. */
function beside(letter: string): string {
  for (const [row, keys] of keyboard.entries()) {
    const at = keys.indexOf(letter);
    if (at < 0) continue;
    return [keys[at - 1], keys[at + 1], keyboard[row - 1]?.[at], keyboard[row + 1]?.[at]].filter((key) => key !== undefined).join('');
  }
  return letter;
}

const sounds: [RegExp, string][] = [
  [/ph/, 'f'],
  [/eau/, 'o'],
  [/au/, 'o'],
  [/ss/, 's'],
  [/ll/, 'l'],
  [/nn/, 'n'],
  [/tt/, 't'],
  [/rr/, 'r'],
  [/y/, 'i'],
  [/qu/, 'k'],
  [/ai/, 'e'],
  [/ei/, 'e'],
  [/th/, 't'],
  [/an/, 'en'],
  [/in/, 'ain'],
  [/x$/, ''],
  [/s$/, ''],
  [/t$/, ''],
  [/z/, 's'],
  [/([aeiou])s([aeiou])/, '$1z$2'],
  [/c([ei])/, 's$1'],
];

const shapes: [string, string][] = [
  ['m', 'rn'],
  ['rn', 'm'],
  ['li', 'h'],
  ['h', 'b'],
  ['e', 'c'],
  ['c', 'e'],
  ['o', '0'],
  ['l', '1'],
  ['i', 'l'],
  ['s', '5'],
  ['g', 'q'],
  ['u', 'v'],
  ['n', 'u'],
  ['t', 'l'],
  ['f', 't'],
  ['a', 'o'],
  ['r', 't'],
  ['d', 'cl'],
  ['v', 'y'],
  ['i', ''],
  ['b', 'h'],
  ['é', 'ë'],
];

interface Place {
  town: string;
  folded: string;
  sirets: Set<string>;
  byPostcode: Map<string, Set<string>>;
}

const key = (text: string) =>
  fold(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/**
 * Queries made of the directory's own names by noise that shares nothing with the engine's tables: keyboard slips, spelling by ear, words left out, unfinished
 * words, initials, shapes misread. `seed` tells the sets apart: some may be looked at while working, others only judge.
 */
export function generated(entries: readonly DirectoryEntry[], seed: number, each: number): GeneratedQuery[] {
  const random = randomOf(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const communes = entries.filter((entry) => entry.kind === 'commune' && entry.main !== false && entry.town !== '' && /^commune d/i.test(entry.name));
  const places = new Map<string, Place>();
  for (const entry of communes) {
    const folded = key(entry.town);
    const place = places.get(folded) ?? { town: entry.town, folded, sirets: new Set(), byPostcode: new Map() };
    places.set(folded, place);
    place.sirets.add(entry.siret);
    place.byPostcode.set(entry.postcode, (place.byPostcode.get(entry.postcode) ?? new Set()).add(entry.siret));
  }
  const compact = (text: string) => text.replace(/ /g, '');
  const sorted = [...places.values()].map((place) => ({ place, compact: compact(place.folded) })).sort((a, b) => (a.compact < b.compact ? -1 : 1));
  const beginning = (text: string): Set<string> => {
    const right = new Set<string>();
    for (const { place, compact: whole } of sorted) if (whole.startsWith(compact(text))) for (const siret of place.sirets) right.add(siret);
    return right;
  };
  const byName = new Map<string, Set<string>>();
  for (const entry of entries) byName.set(key(entry.name), (byName.get(key(entry.name)) ?? new Set()).add(entry.siret));
  const others = entries.filter(
    (entry) => entry.kind !== 'commune' && entry.main !== false && byName.get(key(entry.name))!.size === 1 && key(entry.name).split(' ').length > 2,
  );
  const sigles = entries.flatMap((entry) => {
    const sigle = /\(([A-Z]{3,8})\)$/.exec(entry.name)?.[1];
    return sigle ? [{ sigle, entry }] : [];
  });
  const bySigle = new Map<string, Set<string>>();
  for (const { sigle, entry } of sigles) bySigle.set(sigle, (bySigle.get(sigle) ?? new Set()).add(entry.siret));

  const slip = (text: string): string => {
    const words = text.split(' ');
    const at = words.reduce((best, word, index) => (word.length > words[best]!.length && random() < 0.8 ? index : best), 0);
    const word = words[at]!;
    if (word.length < 4) return text;
    const spot = Math.floor(random() * word.length);
    const kind = random();
    const letter = word[spot]!;
    words[at] =
      kind < 0.3
        ? word.slice(0, spot) + word.slice(spot + 1)
        : kind < 0.5
          ? word.slice(0, spot) + letter + word.slice(spot)
          : kind < 0.75
            ? word.slice(0, spot) + pick([...beside(letter)]) + word.slice(spot + 1)
            : word.slice(0, spot) + (word[spot + 1] ?? '') + letter + word.slice(spot + 2);
    return words.join(' ');
  };
  const byEar = (text: string): string => {
    const fitting = sounds.filter(([pattern]) => pattern.test(text));
    if (fitting.length === 0) return slip(text);
    const [pattern, sound] = pick(fitting);
    return text.replace(pattern, sound);
  };
  const misread = (text: string, share: number): string => {
    let result = text;
    for (let round = 0; round < Math.max(1, Math.round(text.length * share)); round++) {
      const fitting = shapes.filter(([from]) => result.toLowerCase().includes(from));
      if (fitting.length === 0) break;
      const [from, to] = pick(fitting);
      const spots = [...result.toLowerCase().matchAll(new RegExp(from, 'g'))].map((match) => match.index);
      const spot = pick(spots);
      const upper = result[spot] !== result[spot]!.toLowerCase();
      result = result.slice(0, spot) + (upper ? to.toUpperCase() : to) + result.slice(spot + from.length);
    }
    return result;
  };
  const lead = () => pick(['mairie de ', 'Mairie ', 'commune de ', 'ville de ', 'Mairie de ', '']);
  const list: GeneratedQuery[] = [];
  const make = (group: string, one: () => { q: string; right: Set<string> } | null) => {
    let made = 0;
    for (let tries = 0; made < each && tries < each * 20; tries++) {
      const query = one();
      if (!query || query.right.size === 0) continue;
      list.push({ ...query, group });
      made++;
    }
  };
  const anyPlace = () => places.get(key(pick(communes).town))!;
  /** A noise that lands on another town's own name means that one just as well. */
  const also = (noised: string, right: Set<string>) => new Set([...right, ...(places.get(key(noised))?.sirets ?? [])]);

  make('prefix', () => {
    const { folded } = anyPlace();
    const cut = Math.max(4, Math.ceil(folded.length * (0.45 + random() * 0.5)));
    const begun = folded.slice(0, cut);
    return { q: lead() + (random() < 0.5 ? begun.replace(/ /g, '-') : begun), right: beginning(begun) };
  });
  make('prefix of a body', () => {
    const entry = pick(others);
    const folded = key(entry.name);
    const begun = folded.slice(0, Math.ceil(folded.length * (0.7 + random() * 0.25)));
    const right = new Set<string>();
    for (const [name, sirets] of byName) if (name.startsWith(begun)) for (const siret of sirets) right.add(siret);
    return right.size > 4 ? null : { q: begun, right };
  });
  make('slip of the keys', () => {
    const { folded, sirets } = anyPlace();
    if (folded.length < 5) return null;
    const noised = slip(folded);
    return { q: lead() + noised, right: also(noised, sirets) };
  });
  make('by ear', () => {
    const { folded, sirets } = anyPlace();
    if (folded.length < 5) return null;
    const noised = byEar(folded);
    return { q: lead() + noised, right: also(noised, sirets) };
  });
  make('slip in a body', () => {
    const entry = pick(others);
    return { q: slip(key(entry.name)), right: byName.get(key(entry.name))! };
  });
  make('words left out', () => {
    const entry = pick(others);
    const words = key(entry.name).split(' ');
    const rest = words.filter((word) => word.length > 2);
    if (rest.length < 4) return null;
    rest.splice(1 + Math.floor(random() * (rest.length - 1)), 1);
    // Whatever holds every word that is left answers as well; the shortest of them better.
    const right = new Set<string>();
    for (const [name, sirets] of byName) {
      const words = new Set(name.split(' '));
      if (rest.every((word) => words.has(word))) for (const siret of sirets) right.add(siret);
    }
    return right.size > 4 ? null : { q: rest.join(' '), right };
  });
  make('sigle', () => {
    if (sigles.length === 0) return null;
    const { sigle } = pick(sigles);
    return { q: random() < 0.5 ? sigle : sigle.toLowerCase(), right: bySigle.get(sigle)! };
  });
  make('town and postcode', () => {
    const { town, byPostcode } = anyPlace();
    const postcode = pick([...byPostcode.keys()]);
    return {
      q: pick([`${town} ${postcode}`, `${postcode} ${town}`, `mairie ${postcode} ${town}`, `${town}, ${postcode}, mairie`]),
      right: byPostcode.get(postcode)!,
    };
  });
  make('slip and postcode', () => {
    const { folded, byPostcode } = anyPlace();
    const postcode = pick([...byPostcode.keys()]);
    return { q: `${lead()}${slip(folded)} ${postcode}`, right: byPostcode.get(postcode)! };
  });
  make('glued', () => {
    const { town, byPostcode } = anyPlace();
    const postcode = pick([...byPostcode.keys()]);
    const text = `${pick(['mairie de ', 'commune de ', 'ville de '])}${key(town)}`;
    const spaces = [...text.matchAll(/ /g)].map((match) => match.index);
    const cut = pick(spaces);
    const q = `${text.slice(0, cut)}${text.slice(cut + 1)}${random() < 0.6 ? ` ${postcode}` : ''}`;
    return { q: random() < 0.5 ? q : q.toUpperCase(), right: /\d$/.test(q) ? byPostcode.get(postcode)! : places.get(key(town))!.sirets };
  });
  make('typed as misread', () => {
    const { town, byPostcode, sirets } = anyPlace();
    const postcode = pick([...byPostcode.keys()]);
    const noised = misread(`${pick(['Mairie de ', 'Commune de ', 'Ville de '])}${town}`, 0.07).toUpperCase();
    return random() < 0.5 ? { q: noised, right: sirets } : { q: `${noised} ${postcode}`, right: byPostcode.get(postcode)! };
  });
  make('misread lightly', () => {
    const { town, sirets } = anyPlace();
    if (town.length < 6) return null;
    const noised = misread(random() < 0.5 ? town : town.toUpperCase(), 0.06);
    return { q: `${pick(['Mairie de ', 'MAIRIE DE ', 'Commune de ', 'Ville de '])}${noised}`, right: also(noised, sirets) };
  });
  make('misread, head too', () => {
    const { town, byPostcode } = anyPlace();
    const postcode = pick([...byPostcode.keys()]);
    const text = `${pick(['Mairie de ', 'MAIRIE DE ', 'Commune de ', 'Ville de '])}${town}`;
    return { q: `${pick(['', '| ', '. '])}${misread(text, 0.1)} ${postcode}`, right: byPostcode.get(postcode)! };
  });
  make('misread body', () => {
    const entry = pick(others);
    return { q: misread(entry.name, 0.08), right: byName.get(key(entry.name))! };
  });
  return list;
}
