import type { Sample } from '../corpus.ts';
import { characterErrors, fieldPresent } from '../measures.ts';
import { type Given, type Tally, tally } from '../score.ts';
import type { Corners } from './corners.ts';
import type { PassRatio, Peer } from './peers.ts';
import type { Room } from './room.ts';

export interface Result {
  sample: Sample;
  given: Given & { text?: string; early?: number | null };
}

export interface PeerScore {
  name: string;
  errors: number;
  letters: number;
  lost: number;
  fields: number;
  /** Median, milliseconds. */
  ms: number;
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/**
 * A reader with the plainest extractor there can be: a field counts as found when its exact value stands anywhere in the text. That favours it: nobody
 * chooses among the values of its page.
 */
export async function scorePeer(peer: Peer, samples: readonly Sample[]): Promise<PeerScore> {
  const score: PeerScore = { name: peer.name, errors: 0, letters: 0, lost: 0, fields: 0, ms: 0 };
  const times: number[] = [];
  for (const { file, picture, fields } of samples) {
    if (!picture) continue;
    const began = performance.now();
    const text = await peer.text(file);
    times.push(performance.now() - began);
    const { errors, letters } = characterErrors(picture.text, text);
    score.errors += errors;
    score.letters += letters;
    for (const [name, value] of Object.entries(fields)) {
      if (value === null) continue;
      score.fields++;
      if (!fieldPresent(name, value, text)) score.lost++;
    }
  }
  score.ms = Math.round(median(times));
  return score;
}

/** Ours over the same pictures: the characters read, and the fields as the app shows them. */
export function scoreOurs(results: readonly Result[]): PeerScore {
  const score: PeerScore = { name: 'Coursier', errors: 0, letters: 0, lost: 0, fields: 0, ms: 0 };
  const times: number[] = [];
  for (const { sample, given } of results) {
    if (!sample.picture) continue;
    times.push(given.ms);
    const { errors, letters } = characterErrors(sample.picture.text, given.text ?? '');
    score.errors += errors;
    score.letters += letters;
    for (const [name, value] of Object.entries(sample.fields)) {
      if (value === null) continue;
      score.fields++;
      if (given.fields[name]?.value !== value) score.lost++;
    }
  }
  score.ms = median(times);
  return score;
}

export interface Measured {
  results: readonly Result[];
  /** First and second invoices of sellers drawn by chance. */
  generated: readonly Result[];
  embedded: { read: number; files: number };
  peers: readonly PeerScore[];
  passRatio: PassRatio | null;
  memory: Room | null;
  kit: number | null;
  corners: Corners;
}

const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;
const decimal = (value: number, digits = 1) => value.toFixed(digits).replace('.', ',');

/** Every goal of the reading beside what was measured; a goal that could not be measured here says so. */
export function goalTable({ results, generated, embedded, peers, passRatio, memory, kit, corners }: Measured): string {
  const rows: string[] = [];
  const goal = (measure: string, wanted: string, figure: string | null, met: boolean) =>
    rows.push(`| ${measure} | ${wanted} | ${figure ?? 'pas mesuré ici'} | ${figure === null ? '–' : met ? 'oui' : '**non**'} |`);
  const everything = [...results, ...generated];
  const of = (group: RegExp, from: readonly Result[] = results): Tally | null =>
    tally(from.filter(({ sample }) => group.test(sample.group)).map(({ sample, given }) => ({ sample: { ...sample, group: 'all' }, given })))[0] ??
    null;
  const share = (row: Tally | null, part: (row: Tally) => number, whole: (row: Tally) => number) =>
    row && whole(row) > 0 ? part(row) / whole(row) : null;
  const right = (measure: string, group: RegExp, least: number, from: readonly Result[] = results) => {
    const row = of(group, from);
    const found = share(
      row,
      (one) => one.keysRight,
      (one) => one.keys,
    );
    goal(measure, `≥ ${least} %`, row && found !== null ? `${percent(row.keysRight, row.keys)} de ${row.keys}` : null, (found ?? 0) * 100 >= least);
  };

  right('champs clés justes, PDF à texte', /text-pdf/, 99);
  goal('données embarquées lues', '100 %', embedded.files > 0 ? `${embedded.read} sur ${embedded.files}` : null, embedded.read === embedded.files);
  right('champs clés justes, nettes et numérisées', /nette et numérisée|propres, clean/, 99);
  right('champs clés justes, photos faciles et moyennes', /photo (facile|moyenne)|propres, photo$/, 98);
  right('champs clés justes, photos difficiles', /photo difficile|photo-hard/, 90);
  right('dont réservées', /réservées, photo difficile/, 90);
  right('tirées au sort : faciles et moyennes', /^tirées.*(facile|moyenne)/, 98, generated);
  right('tirées au sort : difficiles', /^tirées.*difficile/, 90, generated);
  right('deuxième facture d’un vendeur : faciles et moyennes', /^deuxième.*(facile|moyenne)/, 99, generated);
  right('deuxième facture d’un vendeur : difficiles', /^deuxième.*difficile/, 95, generated);

  const [ours, native] = [peers.find(({ name }) => name === 'Coursier'), peers.find(({ name }) => name.endsWith('natif'))];
  const against = (part: (score: PeerScore) => number) => (ours && native && part(native) > 0 ? part(ours) / part(native) : null);
  const errors = against((score) => score.errors / score.letters);
  const lost = against((score) => score.lost);
  goal('erreurs de caractères, sur celles de tesseract natif', '≤ 0,10', errors === null ? null : decimal(errors, 2), (errors ?? 1) <= 0.1);
  goal('champs clés perdus, sur ceux de tesseract natif', '≤ 0,10', lost === null ? null : decimal(lost, 2), (lost ?? 1) <= 0.1);
  goal(
    'processeur d’une passe du moteur, sur celui de tesseract natif',
    '≤ 1,1',
    passRatio && decimal(passRatio.engine, 2),
    (passRatio?.engine ?? 2) <= 1.1,
  );
  goal('la même, du lecteur de bandes, qui lit toute page', '≤ 1,1', passRatio && decimal(passRatio.strips, 2), (passRatio?.strips ?? 2) <= 1.1);

  const whole = of(/./, everything);
  const wrong = share(
    whole,
    (one) => one.sureWrong,
    (one) => one.fields,
  );
  goal('sûrs et faux', '≤ 0,3 %', whole && wrong !== null ? `${whole.sureWrong} de ${whole.fields}` : null, (wrong ?? 1) <= 0.003);
  goal('dont SIRET, IBAN, TTC', '0', whole ? String(whole.graveWrong) : null, whole?.graveWrong === 0);
  const ordinary = of(/photo (facile|moyenne)|propres, photo$/, everything);
  const sure = share(
    ordinary,
    (one) => one.sureRight,
    (one) => one.fields,
  );
  goal('sûrs et justes, photos faciles et moyennes', '≥ 80 %', sure === null ? null : percent(sure, 1), (sure ?? 0) >= 0.8);
  const lines = share(
    ordinary,
    (one) => one.linesRight,
    (one) => one.lines,
  );
  goal(
    'lignes justes, photos faciles et moyennes',
    '≥ 92 %',
    lines === null ? null : `${percent(lines, 1)} de ${ordinary?.lines}`,
    (lines ?? 0) >= 0.92,
  );

  const twelve = results.filter(({ sample }) => sample.picture?.kind === 'A').map(({ given }) => given);
  const total = median(twelve.map(({ ms }) => ms));
  const early = median(twelve.map((given) => given.early ?? given.ms));
  goal('photo de 12 mégapixels lue dans Chromium, médiane', '≤ 2 s', twelve.length > 0 ? `${decimal(total / 1000)} s` : null, total <= 2_000);
  goal(
    'numéro et total affichés',
    'à la moitié',
    twelve.length > 0 ? `${decimal(early / 1000)} s (${percent(early, total)})` : null,
    early <= total / 2,
  );
  goal('mémoire au-dessus d’une page vide', '≤ 200 Mo', memory ? `${Math.round(memory.peak)} Mo` : null, (memory?.peak ?? 999) <= 200);
  goal('la même après repos', '≤ 50 Mo', memory ? `${Math.round(memory.rested)} Mo` : null, (memory?.rested ?? 999) <= 50);
  goal('gagnée du 5e au 20e document de suite', '≤ 20 Mo', memory ? `${Math.round(memory.growth)} Mo` : null, (memory?.growth ?? 999) <= 20);
  goal('nécessaire de lecture hors ligne, brotli', '≤ 2,0 Mo', kit === null ? null : `${decimal(kit / 1e6, 2)} Mo`, (kit ?? 9e9) <= 2e6);
  goal(
    'coins à 1 % de la diagonale',
    '≥ 95 %',
    corners.photographs > 0 ? `${corners.right} de ${corners.photographs}` : null,
    corners.right >= corners.photographs * 0.95,
  );
  goal(
    'pages vues sur des numérisations à plat',
    '0',
    corners.flat > 0 ? `${corners.falsePages} de ${corners.flat}` : null,
    corners.falsePages === 0,
  );
  return ['| mesure | but | mesuré | atteint |', '|---|---|---|---|', ...rows].join('\n');
}

export function peerTable(peers: readonly PeerScore[]): string {
  return [
    '| lecteur | erreurs de caractères | champs clés trouvés | ms (médiane) |',
    '|---|---|---|---|',
    ...peers.map(
      ({ name, errors, letters, lost, fields, ms }) => `| ${name} | ${percent(errors, letters)} | ${percent(fields - lost, fields)} | ${ms} |`,
    ),
  ].join('\n');
}
