import { addDays } from '../../dates.ts';
import { CGI_TOLERATED_UNTIL, CIBS_FROM, franchiseCode, franchiseOfCgi, franchiseOfCibs } from '../../mentions.ts';
import type { Invoice } from '../../model.ts';
import { big } from '../../money.ts';
import { chorusPro, everyTarget, type Finding, type Rule } from '../rule.ts';

/** Where the invoice speaks of the franchise in these words: ground of exemption, or a note. */
function* saying({ vatBreakdown, notes }: Invoice, words: RegExp): Generator<string> {
  for (const [index, entry] of vatBreakdown.entries()) if (words.test(entry.exemptionReason)) yield `vatBreakdown.${index}.exemptionReason`;
  for (const [index, note] of notes.entries()) if (words.test(note.text)) yield `notes.${index}.text`;
}

/** One finding, on the first place: the sentence is the same everywhere. */
function* said(invoice: Invoice, words: RegExp): Generator<Finding> {
  for (const field of saying(invoice, words)) {
    yield { field };
    return;
  }
}

/** The franchise en base, whose law and words changed on 1 September 2026. */
export const franchiseRules: readonly Rule[] = [
  {
    id: 'LAW-FRANCHISE-CIBS-EARLY',
    family: 'Loi',
    source: 'CGI art. 293 B et 293 E : avant le 1er septembre 2026 la franchise relève du CGI',
    targets: everyTarget,
    field: 'vatBreakdown',
    severity: 'warning',
    validUntil: addDays(CIBS_FROM, -1),
    message: 'À cette date, la mention est « TVA non applicable, art. 293 B du CGI ».',
    remedy: 'Corrigez la mention de franchise.',
    find: (invoice) => said(invoice, franchiseOfCibs),
  },
  {
    id: 'LAW-FRANCHISE-WORDING',
    family: 'Loi',
    source: 'CIBS art. L. 223-1 s. (ordonnance 2025-1247) depuis le 1er septembre 2026 ; CGI art. 293 B toléré jusqu’au 31 décembre 2027',
    targets: everyTarget,
    field: 'vatBreakdown',
    severity: 'info',
    validFrom: CIBS_FROM,
    validUntil: CGI_TOLERATED_UNTIL,
    message: 'La mention « art. 293 B du CGI » est l’ancienne : elle reste tolérée jusqu’au 31 décembre 2027.',
    remedy: 'Vous pouvez écrire « TVA non applicable, art. L. 223-1 du CIBS ».',
    find: (invoice) => said(invoice, franchiseOfCgi),
  },
  {
    id: 'LAW-FRANCHISE-WORDING-ENDED',
    family: 'Loi',
    source: 'CIBS art. L. 223-1 s. : fin de la tolérance le 31 décembre 2027',
    targets: everyTarget,
    field: 'vatBreakdown',
    severity: 'error',
    validFrom: addDays(CGI_TOLERATED_UNTIL, 1),
    onPaper: chorusPro,
    message: 'La mention « art. 293 B du CGI » n’est plus admise depuis le 1er janvier 2028.',
    remedy: 'Écrivez « TVA non applicable, art. L. 223-1 du CIBS ».',
    find: (invoice) => said(invoice, franchiseOfCgi),
  },
  {
    id: 'LAW-FRANCHISE-TAXED',
    family: 'Loi',
    source: 'CGI art. 293 E, CIBS art. L. 223-1 s. : en franchise on ne facture pas de TVA',
    targets: everyTarget,
    field: 'vatBreakdown',
    severity: 'warning',
    onPaper: chorusPro,
    message: 'La facture compte de la TVA et dit aussi « TVA non applicable » : c’est l’un ou l’autre.',
    remedy: 'En franchise, mettez tous les taux à 0. Sinon, retirez la mention de franchise.',
    *find(invoice): Generator<Finding> {
      const franchise =
        invoice.vatBreakdown.some((entry) => entry.exemptionReasonCode === franchiseCode) ||
        [franchiseOfCgi, franchiseOfCibs].some((words) => !saying(invoice, words).next().done);
      const taxed = invoice.vatBreakdown.findIndex((entry) => entry.category === 'S' && big(entry.rate)?.gt(0) === true);
      if (franchise && taxed >= 0) yield { field: `vatBreakdown.${taxed}.rate` };
    },
  },
];
