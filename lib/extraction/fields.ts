import { addDays, daysBetween } from '../invoice/dates.ts';
import { type Candidate, type Candidates, digitTwins } from './candidates.ts';
import type { LabelHit, LabelKind } from './find-labels.ts';
import type { Sheet } from './layout.ts';
import type { ExtractOptions } from './options.ts';
import { near, remembered, type SellerPaper } from './paper.ts';
import type { Field } from './result.ts';
import { heightOf, rank, type Scored } from './score.ts';
import { fold } from './text.ts';
import { UNREAD } from './values/keys.ts';
import { samePlace } from './votes.ts';
import { CLEAN_CODE, POOR_PAGE, weights } from './weights.ts';

export const missing = (): Field => ({ value: null, confidence: 'missing', page: null, box: null, evidence: [], alternatives: [] });

export function fieldOf(
  candidate: Candidate,
  value: string,
  evidence: readonly string[],
  sure: boolean,
  alternatives: readonly string[] = [],
): Field {
  return {
    value,
    confidence: sure ? 'sure' : 'check',
    page: candidate.page,
    box: candidate.box,
    evidence: [...new Set(evidence)],
    alternatives: [...new Set(alternatives)].filter((other) => other !== value).slice(0, 4),
  };
}

const others = (ranked: readonly Scored[]) =>
  ranked
    .slice(1)
    .filter((one) => one.score >= weights.least)
    .map((one) => one.candidate.value);
const all = (evidence: readonly string[], ...wanted: string[]) => wanted.every((fact) => evidence.includes(fact));

/** Numbers whose day is not that of the invoice. */
const othersDay: ReadonlySet<LabelKind> = new Set<LabelKind>(['engagement', 'contract', 'otherNumber', 'otherDate', 'prepaid']);

/** Issue and due date. An unlabelled date counts when it follows « le », « du » or a town, or stands alone near the top. */
export function findDates(
  sheet: Sheet,
  candidates: Candidates,
  allLabels: readonly LabelHit[],
  options: ExtractOptions,
  paper: SellerPaper | null = null,
): { issueDate: Field; dueDate: Field } {
  // « Date » over a column of the goods is the day of each.
  const goods = new Set(allLabels.filter((one) => one.kind === 'columnName' || one.kind === 'columnPrice').map((one) => one.row));
  const labels = allLabels.filter((one) => !(one.kind === 'issueDate' && one.header && goods.has(one.row)));
  const bound = (kinds: LabelKind[]) => rank(sheet, candidates.dates, kinds, labels).filter((one) => one.label !== null);
  const dues = rank(sheet, candidates.dates, ['dueDate'], labels, (candidate) => remembered(paper, 'dueDate', sheet, candidate)).filter(
    (one) => one.label !== null || one.evidence.includes('paper'),
  );
  const rivals = [...dues, ...bound(['otherDate'])];
  const strength = (candidate: Candidate) => rivals.find((one) => one.candidate === candidate)?.score ?? 0;
  const issues = rank(sheet, candidates.dates, ['issueDate'], labels, (candidate) => {
    const before = fold(candidate.cell.text.slice(0, candidate.start)).trimEnd();
    // « Bon de commande n° 4471 du 12/02/2026 »: the day of what is numbered there.
    const ofOther =
      /(^|\s)(du|le)\s?:?$/.test(before) &&
      labels.some((one) => one.cell === candidate.cell && one.end <= candidate.start && othersDay.has(one.kind));
    // « Fougères, mardi 24 février 2026 »
    const place = /^\p{L}[\p{L}' -]*,\s?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)?$/u.test(before);
    const alone = candidate.cell.text.trim().length === candidate.end - candidate.start && candidate.page === 1 && heightOf(sheet, candidate) < 0.35;
    const led = ofOther ? 0 : /(^|[\s,])(le|du|date)\s?:?$/.test(before) || place ? weights.label * 0.55 : alone ? weights.label * 0.3 : 0;
    const top = heightOf(sheet, candidate) < 0.45 && candidate.page === 1 ? weights.top : 0;
    const known = remembered(paper, 'issueDate', sheet, candidate);
    const evidence = known?.evidence ?? (led > 0 ? 'led' : '');
    return {
      score: led + top + (known?.score ?? 0) - strength(candidate) * 1.2 - (ofOther ? weights.label * 0.5 : 0),
      ...(evidence ? { evidence } : {}),
    };
  });
  const [best, next] = issues;
  let issueDate = missing();
  if (best && best.score >= weights.least) {
    const same = issues.filter((one) => one.candidate.value === best.candidate.value).length > 1;
    const evidence = same ? [...best.evidence, 'repeated'] : best.evidence;
    const clear = !next || next.candidate.value === best.candidate.value || best.score - next.score > 3;
    const past = options.today === undefined || (best.candidate.value <= options.today && daysBetween(best.candidate.value, options.today) < 1500);
    const alone = candidates.dates.every((other) => other.value === best.candidate.value || rivals.some((one) => one.candidate === other));
    const led = evidence.includes('label') || evidence.includes('paper') || ((evidence.includes('weak-label') || evidence.includes('led')) && alone);
    issueDate = fieldOf(
      best.candidate,
      best.candidate.value,
      evidence,
      led && clear && past && all(evidence, 'calendar', 'clean') && !evidence.includes('repaired'),
      others(issues),
    );
  }
  // The only date of a page may be the day it is due.
  const taken = issueDate.value === null ? null : best?.candidate;
  const due = dues.find((one) => one.score >= weights.least && one.candidate !== taken);
  if (due) {
    const later = issueDate.value !== null && due.candidate.value >= issueDate.value;
    const evidence = later ? [...due.evidence, 'after-issue'] : due.evidence;
    const sure = later && all(evidence, 'label', 'clean') && !evidence.includes('repaired');
    return { issueDate, dueDate: fieldOf(due.candidate, due.candidate.value, evidence, sure, others(dues)) };
  }
  return { issueDate, dueDate: termsOf(labels, issueDate.value) };
}

/** « Échéance : 30 jours » counts from the issue date. Never sure. */
function termsOf(labels: readonly LabelHit[], issue: string | null): Field {
  if (issue === null) return missing();
  for (const label of labels.filter((one) => one.kind === 'dueDate')) {
    const match = /^[\s:àa]*(\d{2})\s?(jours|j\b)(?!.{0,12}fin)/i.exec(label.cell.text.slice(label.end));
    if (match)
      return {
        value: addDays(issue, Number(match[1])),
        confidence: 'check',
        page: label.page,
        box: label.cell.box,
        evidence: ['terms'],
        alternatives: [],
      };
  }
  return missing();
}

/** A page so badly read that what no key or sum proves is not sure. */
export const isPoor = (sheet: Sheet, page: number) => (sheet.pages.find((one) => one.number === page)?.confidence ?? 100) < POOR_PAGE;

interface CodeRule {
  kinds: LabelKind[];
  /** Whole form a value may have. */
  shape: RegExp;
  longest: number;
}

const codeRules = {
  invoiceNumber: { kinds: ['invoiceNumber'], shape: /^(?=.*\d)[A-Za-z0-9][A-Za-z0-9\-_/+. ]*$/, longest: 30 },
  engagementNumber: { kinds: ['engagement'], shape: /^(?=.*\d)[A-Za-z0-9][A-Za-z0-9\-_/. ]*$/, longest: 50 },
  serviceCode: { kinds: ['service'], shape: /^[A-Z0-9][A-Z0-9\-_/.]+$/, longest: 100 },
  contractNumber: { kinds: ['contract'], shape: /^(?=.*\d)[A-Za-z0-9][A-Za-z0-9\-_/. ]*$/, longest: 50 },
} satisfies Record<string, CodeRule>;

/** Words that look like codes and are none. */
const notCode =
  /^(SIRET|SIREN|TVA|IBAN|BIC|HT|TTC|EUR|EUROS?|FACTURE|AVOIR|CLIENT|DATE|NO|EI|EURL|SARL|SAS|SASU|SCI|CEDEX|TOTAL|CODE|SERVICE|PAGE|LE|DU|DE|LA|ENGAGEMENT|RCS|APE|NAF)$/;

export function findCode(
  field: keyof typeof codeRules,
  sheet: Sheet,
  candidates: Candidates,
  labels: readonly LabelHit[],
  taken: readonly string[],
  paper: SellerPaper | null = null,
): Field {
  const rule: CodeRule = codeRules[field];
  const pool = candidates.codes.filter(
    (code) => rule.shape.test(code.value) && code.value.length <= rule.longest && !notCode.test(code.value) && !taken.includes(code.value),
  );
  const counts = new Map<string, number>();
  for (const code of candidates.codes) counts.set(code.value, (counts.get(code.value) ?? 0) + 1);
  const rivalKinds: LabelKind[] = (['otherNumber', 'engagement', 'service', 'contract', 'invoiceNumber', 'siret', 'vatId'] as const).filter(
    (kind) => !rule.kinds.includes(kind),
  );
  const rivals = rank(sheet, pool, rivalKinds, labels).filter((one) => one.label !== null);
  const ranked = rank(sheet, pool, rule.kinds, labels, (code, label) => {
    const rival = rivals.find((one) => one.candidate === code);
    let score = 0;
    if (rival?.label && label && rival.score > 0) score -= rival.label.end > label.end || rival.label.cell !== label.cell ? rival.score * 0.5 : 0;
    // « Service scolaire » is a name, « Service : CANTINE » may be a code.
    if (
      field === 'serviceCode' &&
      label &&
      label.strength < 0.9 &&
      !/\d/.test(code.value) &&
      label.cell === code.cell &&
      !/:/.test(code.cell.text.slice(label.end, code.start))
    )
      score -= weights.label;
    if (code.value.length < 3) score -= (label?.strength ?? 0) < 0.9 ? 6 : 2;
    if (code.evidence.includes('digits')) score += 0.5;
    if (field === 'invoiceNumber') score += heightOf(sheet, code) < 0.5 && code.page === 1 ? weights.top : -weights.top;
    if (code.votes) score += odd(code, pool) * 0.7 - mistaken(code, pool) * 3;
    const repeated = (counts.get(code.value) ?? 0) > 1;
    if (repeated) score += weights.repeated;
    const known = remembered(paper, field, sheet, code);
    const evidence = known?.evidence ?? (repeated ? 'repeated' : '');
    return { score: score + (known?.score ?? 0), ...(evidence ? { evidence } : {}) };
  }).filter((one) => (one.label !== null || one.evidence.includes('paper')) && one.score >= weights.least);
  const [best, next] = ranked;
  if (!best) return missing();
  const read = best.candidate.value;
  // A word that ends in O before its number is rarer than a number that begins with 0: shown that way, and to be looked at.
  const value = best.candidate.confidence < 100 && /[A-Z]{3}O\d{1,2}$/.test(read) ? (digitTwins(read)[0] ?? read) : read;
  const twins = [...(value === read ? [] : [read]), ...digitTwins(value)];
  const evidence = [...best.evidence];
  if (shaped(field, value)) evidence.push('format');
  const clear =
    !next || next.candidate.value === value || best.score - next.score > 1.5 || best.candidate.alternatives.includes(next.candidate.value);
  const doubtful =
    (twins.length > 0 && best.candidate.confidence < 100) || best.candidate.evidence.includes('leaning') || rivalsOf(best.candidate, pool).length > 0;
  if (adjoins(best)) evidence.push('adjoining');
  const sure =
    clear &&
    !doubtful &&
    best.candidate.confidence >= CLEAN_CODE &&
    !isPoor(sheet, best.candidate.page) &&
    all(evidence, 'clean', 'format') &&
    (evidence.includes('label') || evidence.includes('adjoining') || evidence.includes('paper'));
  return fieldOf(best.candidate, value, evidence, sure, [...twins, ...best.candidate.alternatives, ...others(ranked)]);
}

/** Other readings of the same place, as long as this one: nothing proves a code, and none of them is sure then. */
const rivalsOf = (code: Candidate, pool: readonly Candidate[]): Candidate[] =>
  pool.filter((other) => other !== code && other.value !== code.value && other.value.length === code.value.length && samePlace(other, code));

/** Where this reading has an I or an O beside a figure, and another one the figure: who numbers his papers leaves those two letters out. */
function mistaken(code: Candidate, pool: readonly Candidate[]): number {
  const figure = { I: '1', O: '0' } as Record<string, string>;
  return [...code.value].filter((sign, at) => {
    const besideFigure = /\d/.test(code.value.charAt(at - 1)) || /\d/.test(code.value.charAt(at + 1));
    return besideFigure && sign in figure && rivalsOf(code, pool).some((rival) => rival.value.charAt(at) === figure[sign]);
  }).length;
}

/** Where another reading of the same place has a figure among figures and this one a letter, or the reverse: the odd sign is seldom imagined. */
function odd(code: Candidate, pool: readonly Candidate[]): number {
  const [rival] = rivalsOf(code, pool);
  if (!rival) return 0;
  let count = 0;
  for (let at = 1; at < code.value.length - 1; at++) {
    const [before, sign, after] = code.value.slice(at - 1, at + 2);
    if (sign === rival.value.charAt(at)) continue;
    const figures = /\d/.test(before ?? '') && /\d/.test(after ?? '');
    const letters = /[A-Z]/.test(before ?? '') && /[A-Z]/.test(after ?? '');
    if ((figures && /[A-Z]/.test(sign ?? '')) || (letters && /\d/.test(sign ?? ''))) count++;
  }
  return count;
}

/** « FACTURE FA324040 », « Service : R5136480 »: a lesser label says enough when its number follows at once and is no mere year. */
function adjoins({ label, candidate }: Scored): boolean {
  if (!label || label.strength < 0.6 || label.cell !== candidate.cell || candidate.start - label.end > 3) return false;
  return /\d{3}/.test(candidate.value) && !/^(19|20)\d\d$/.test(candidate.value);
}

/** Forms that such codes usually have; a second fact beside the label. */
function shaped(field: string, value: string): boolean {
  if (field === 'invoiceNumber') return value.length >= 3 && value.length <= 20 && /\d{2}/.test(value) && !/[a-z]/.test(value);
  if (field === 'engagementNumber') return /^\d{10}$/.test(value) || (value.length >= 4 && /\d{3}/.test(value) && !/[a-z]/.test(value));
  if (field === 'serviceCode') return value.length >= 3 || /\d/.test(value);
  return value.length >= 4 && /\d{2}/.test(value);
}

/** An identifier whose key fails, a few figures away from one that is known of this seller, is that one misread. */
export function asKnown(candidate: Candidate, known: string, proof: string): Candidate {
  if (known === '' || candidate.value === known || (candidate.evidence.includes(proof) && !candidate.evidence.includes('mended'))) return candidate;
  const readings = [candidate.value, ...candidate.alternatives];
  return readings.some((reading) => near(reading, known, 3))
    ? { ...candidate, value: known, evidence: [proof, 'known'], alternatives: readings }
    : candidate;
}

export function findBank(
  sheet: Sheet,
  candidates: Candidates,
  labels: readonly LabelHit[],
  options: ExtractOptions,
  paper: SellerPaper | null = null,
): { iban: Field; bic: Field } {
  const known = options.profile?.iban || paper?.iban || '';
  const own = candidates.ibans.filter((one) => !one.value.includes(UNREAD)).map((one) => asKnown(one, known, 'mod97'));
  const ibans = rank(sheet, own, ['iban'], labels, (candidate) =>
    known !== '' && known === candidate.value ? { score: weights.profile, evidence: 'profile' } : null,
  );
  const best = ibans[0];
  let iban = missing();
  if (best) {
    const valid = best.candidate.evidence.includes('mod97');
    // mod 97 catches every single misread character; the length and the country are fixed: with a label, or the RIB key too, nothing is left to doubt.
    const sure =
      valid &&
      !best.candidate.evidence.includes('mended') &&
      (best.label !== null || best.evidence.includes('rib-key') || best.evidence.includes('profile')) &&
      // One reading in a hundred holds mod 97 by chance, and with FR76 the RIB key inside says the same once more: it must have been read clearly at first, or twice alike.
      ((best.evidence.includes('rib-key') && !best.candidate.value.startsWith('FR76')) ||
        best.evidence.includes('profile') ||
        (!best.evidence.includes('contested') &&
          ((best.candidate.votes ?? 1) > 1 || (best.evidence.includes('clean') && !best.candidate.evidence.includes('again'))))) &&
      ibans.filter((one) => one.candidate.value !== best.candidate.value && one.evidence.includes('mod97')).length === 0;
    iban = fieldOf(best.candidate, best.candidate.value, [...best.evidence, ...(valid ? ['mod97'] : [])], sure, others(ibans));
  }
  const country = iban.value?.slice(0, 2) ?? '';
  const bics = rank(sheet, candidates.bics, ['bic'], labels, (candidate) =>
    country !== '' && candidate.value.slice(4, 6) === country ? { score: 3, evidence: 'country' } : null,
  ).filter((one) => one.label !== null || (one.evidence.includes('country') && /\d|XXX$|P[PR]/.test(one.candidate.value.slice(6))));
  const bic = bics[0];
  if (!bic || bic.score < weights.least) return { iban, bic: missing() };
  // A branch is named in letters or in figures: of « B71 » nothing tells whether it is 871, and no key proves a BIC.
  const plain = /^(?:[A-Z]*|\d*)$/.test(bic.candidate.value.slice(8));
  const sure =
    all(bic.evidence, 'clean', 'country', 'label') &&
    plain &&
    !bic.candidate.evidence.includes('repaired') &&
    rivalsOf(bic.candidate, candidates.bics).length === 0;
  return { iban, bic: fieldOf(bic.candidate, bic.candidate.value, bic.evidence, sure, others(bics)) };
}
