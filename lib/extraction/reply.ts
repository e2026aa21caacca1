import { siretProblem } from '../invoice/identifiers.ts';
import { fold } from './text.ts';

/** Codes found in a text that a person wrote or pasted; "" for what it does not say. */
export interface GivenCodes {
  serviceCode: string;
  engagementNumber: string;
  contractNumber: string;
  siret: string;
}

type Field = keyof GivenCodes;

/** What people call each code, on folded text. The longest name at a place wins: « bon de commande engagement » is an engagement. */
const names: readonly [field: Field, pattern: string][] = [
  [
    'serviceCode',
    'codes? (?:du |de )?services?(?: executant| destinataire| facturier)?|service executant|services? destinataires?|\\bse(?=\\s*[:=n])',
  ],
  [
    'engagementNumber',
    "(?:n ?[°o]|numero|num|ref\\w*)?\\.? ?(?:d'|de |du )?(?:engagements?(?: juridique)?|bons? de commande|commande|bdc)|\\bej\\b|\\bbc\\b",
  ],
  ['contractNumber', '(?:n ?[°o]|numero|ref\\w*)?\\.? ?(?:du |de )?(?:marche|contrat)(?: public)?'],
  ['siret', '(?:n ?[°o]|numero)?\\.? ?(?:de )?siret'],
];

/** What may stand between a name and its code: « est le », « : », « à indiquer sur la facture est ». */
const between =
  "(?:\\s|[:=>«\"'(\\[–—-]|\\bn ?°|\\b(?:est|sera|le|la|les|suivant|suivante|ci-dessous|no|numero|code|suit|sont|a|rappeler|indiquer|reporter|mentionner|sur|votre|vos|facture|factures|utiliser|juridique|pour|cette|bien|c'est)(?![\\w./-]))*";

/** A code as people write it: in one piece, or digits in groups. Without any figure it must be in capitals: « CANTINE », not « voirie ». */
const code = /^(?:\d{1,4}(?:[ \u00a0\u202f]\d{2,5}){1,5}(?![\w-])|[A-Za-z0-9](?:[A-Za-z0-9_/.-]{0,48}[A-Za-z0-9])?)/;

function codeAt(text: string): string {
  const found = code.exec(text)?.[0] ?? '';
  const plain = found.replace(/[ \u00a0\u202f]/g, '');
  if (plain.length < 2) return '';
  if (/^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}$/.test(found)) return '';
  return /\d/.test(plain) || /^[A-Z][A-Z_-]+$/.test(plain) ? plain : '';
}

/**
 * The codes that a town hall's answer gives, in a mail, an SMS or a few words. What is not named as a code is none: a date, an amount and a telephone number are
 * left alone. A text that is nothing but one code gives nothing either: only the person knows which it is.
 */
export function codesIn(text: string): GivenCodes {
  const given: GivenCodes = { serviceCode: '', engagementNumber: '', contractNumber: '', siret: '' };
  const clean = text.slice(0, 20_000).normalize('NFC');
  const plain = fold(clean);
  const hits = names
    .flatMap(([field, pattern]) =>
      [...plain.matchAll(new RegExp(`(?<![a-z0-9])(?:${pattern})(?![a-z])`, 'g'))].map((match) => ({
        field,
        start: match.index,
        end: match.index + match[0].length,
      })),
    )
    .sort((a, b) => a.start - b.start || b.end - a.end);
  for (const [index, hit] of hits.entries()) {
    if (given[hit.field] !== '' || hits.slice(0, index).some((other) => other.end > hit.start)) continue;
    const gap = new RegExp(`^${between}`).exec(plain.slice(hit.end))?.[0].length ?? 0;
    const start = hit.end + gap;
    // the next name begins before any code came
    if (hits.some((other) => other.start >= hit.end && other.start < start)) continue;
    const value = codeAt(clean.slice(start));
    if (hit.field === 'siret') {
      const digits = /^[\d \u00a0\u202f.]{14,20}/.exec(clean.slice(start))?.[0].replace(/\D/g, '') ?? '';
      if (siretProblem(digits) === null) given.siret = digits;
    } else given[hit.field] = value;
  }
  return given;
}
