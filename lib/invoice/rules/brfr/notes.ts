import type { Group } from '../../norm/document.ts';
import type { Finding, NormContext, NormRule } from '../rule.ts';
import { treatments } from './codes.ts';
import { official, whole } from './official.ts';
import { shortened } from './terms.ts';

/**
 * How many notes (BG-1) have that subject code. In UBL one text may hold several notes, « #PMT#…#PMD#… », and the official set counts the marks.
 */
export function notesAbout(document: Group, code: string, { syntax }: Pick<NormContext, 'syntax'>): number {
  let count = 0;
  for (const note of document.groups('BG-1')) {
    if (note.value('BT-21') === code) count++;
    if (syntax === 'ubl') count += note.value('BT-22').split(`#${code}#`).length - 1;
  }
  return count;
}

/** Notes BAR: the treatment that the invoice asks for. */
export function treatmentNotes(document: Group): readonly Group[] {
  return document.groups('BG-1').filter((note) => note.value('BT-21') === 'BAR');
}

export function treatmentOf(document: Group): string {
  return treatmentNotes(document)[0]?.value('BT-22') ?? '';
}

const legal = [
  ['PMT', 'l’indemnité de 40 € pour retard de paiement'],
  ['PMD', 'les pénalités de retard'],
  ['AAB', 'l’escompte (réduction pour paiement rapide)'],
] as const;

const unique = [...legal, ['TXD', 'la TVA du groupe']] as const;

/** BR-FR-05, BR-FR-06, BR-FR-20, BR-FR-31 and BR-FR-CO-14: what the notes must say, and say once. */
export const noteRules: readonly NormRule[] = [
  ...legal.map(([code, about]) =>
    whole(
      {
        id: `BR-FR-05_BT-22_${code}`,
        field: 'notes',
        message: `La mention sur ${about} manque (code ${code}).`,
        remedy: 'Ouvrez les mentions de la facture et validez : Coursier propose la phrase.',
      },
      (document, context) => notesAbout(document, code, context) === 0,
    ),
  ),
  ...unique.map(([code, about]) =>
    whole(
      {
        id: `BR-FR-06_BT-21_${code}`,
        field: 'notes',
        message: `La mention sur ${about} est écrite plusieurs fois (code ${code}).`,
        remedy: 'Gardez une seule de ces mentions.',
      },
      (document, context) => notesAbout(document, code, context) > 1,
    ),
  ),
  official({
    id: 'BR-FR-20_BT-21',
    field: 'notes',
    message: 'La mention technique BAR dit un traitement qui n’existe pas.',
    remedy: `Retirez cette mention, ou écrivez l’un de ces mots : ${treatments.join(', ')}.`,
    *judge(document): Generator<Finding> {
      for (const note of treatmentNotes(document)) {
        const text = note.value('BT-22');
        if (!treatments.includes(text))
          yield { field: note.fieldOf('BT-22'), message: `La mention technique BAR dit un traitement qui n’existe pas (« ${shortened(text)} »).` };
      }
    },
  }),
  whole(
    {
      id: 'BR-FR-31_BT-21',
      field: 'notes',
      message: 'La mention technique BAR est écrite plusieurs fois.',
      remedy: 'Gardez une seule mention BAR.',
    },
    (document) => treatmentNotes(document).filter((note) => treatments.includes(note.value('BT-22'))).length > 1,
  ),
  whole(
    {
      id: 'BR-FR-CO-14_BT-29-1',
      field: 'notes',
      message: 'Votre entreprise fait partie d’un groupe de TVA (identifiant 0231) mais la mention qui le dit manque.',
      remedy: 'Ajoutez la mention TXD avec le texte MEMBRE_ASSUJETTI_UNIQUE, ou retirez l’identifiant 0231.',
    },
    (document) =>
      inVatGroup(document) &&
      !document.groups('BG-1').some((note) => note.value('BT-21') === 'TXD' && note.value('BT-22') === 'MEMBRE_ASSUJETTI_UNIQUE'),
  ),
];

/** The seller is a member of an « assujetti unique ». */
export function inVatGroup(document: Group): boolean {
  return (
    document
      .group('BG-4')
      ?.terms('BT-29')
      .some(({ scheme }) => scheme === '0231') ?? false
  );
}
