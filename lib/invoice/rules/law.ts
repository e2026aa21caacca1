import { isIsoDate } from '../dates.ts';
import { everyTarget, type Finding, type Rule, when } from './rule.ts';

const hasNote = (invoice: { notes: readonly { subjectCode: string }[] }, code: string) => invoice.notes.some((note) => note.subjectCode === code);

/** First day on which VAT is ruled by the CIBS (ordonnance 2025-1247), and last day on which the CGI wording is tolerated. */
const CIBS_FROM = '2026-09-01';
const CGI_TOLERATED_UNTIL = '2027-12-31';

/** Mentions that the law asks for on the invoice's date. Sources: legal-mentions.json, users.md §5. */
export const lawRules: readonly Rule[] = [
  {
    id: 'LAW-DELIVERY-DATE',
    family: 'Loi',
    source: 'CCP D2192-2 : date de livraison ou d’exécution',
    targets: everyTarget,
    field: 'delivery.date',
    severity: 'warning',
    message: 'La date de livraison ou d’exécution manque : elle est obligatoire pour une facture publique.',
    remedy: 'Indiquez le jour de livraison ; s’il est le même, reprenez la date de facture.',
    find: ({ delivery }) => when(delivery.date === '' && delivery.periodStart === '' && delivery.periodEnd === ''),
  },
  {
    id: 'LAW-DELIVERY-IMPOSSIBLE',
    family: 'Loi',
    source: 'EN 16931 BR-29 ; BR-FR-03',
    targets: everyTarget,
    field: 'delivery.date',
    severity: 'error',
    message: 'La date de livraison n’est pas possible.',
    remedy: 'Écrivez la date sous la forme jour/mois/année.',
    *find({ delivery }): Generator<Finding> {
      if (delivery.date !== '' && !isIsoDate(delivery.date)) yield {};
      if (delivery.periodStart !== '' && delivery.periodEnd !== '' && delivery.periodEnd < delivery.periodStart)
        yield { field: 'delivery.periodEnd', message: 'La période de livraison finit avant d’avoir commencé.' };
    },
  },
  {
    id: 'BR-FR-CO-07',
    family: 'BR-FR',
    source: 'BR-FR-CO-07 1.4.0 : échéance ≥ date de facture, sauf facture déjà payée',
    targets: everyTarget,
    field: 'payment.dueDate',
    severity: 'error',
    message: 'L’échéance est avant la date de la facture.',
    remedy: 'Corrigez l’une des deux dates.',
    *find({ payment, issueDate, alreadyPaid }): Generator<Finding> {
      if (payment.dueDate === '') return;
      if (!isIsoDate(payment.dueDate)) yield { message: `« ${payment.dueDate} » n’est pas une date possible.` };
      else if (!alreadyPaid && isIsoDate(issueDate) && payment.dueDate < issueDate) yield {};
    },
  },
  {
    id: 'LAW-DUE-DATE',
    family: 'Loi',
    source: 'C. com. L441-9 : échéance ou conditions de règlement',
    targets: everyTarget,
    field: 'payment.dueDate',
    severity: 'warning',
    message: 'La date d’échéance manque.',
    remedy: 'Un client public paie à 30 jours (50 pour un hôpital) : Coursier peut la calculer.',
    find: ({ payment, alreadyPaid, kind }) => when(kind === 'invoice' && !alreadyPaid && payment.dueDate === '' && payment.terms.trim() === ''),
  },
  {
    id: 'BR-FR-05',
    family: 'BR-FR',
    source: 'BR-FR-05 1.4.0 ; C. com. L441-9 : mentions PMT, PMD, AAB',
    targets: ['afnor'],
    field: 'notes',
    severity: 'error',
    message: 'Une mention légale manque.',
    remedy: 'Coursier l’ajoute pour vous : ouvrez les mentions et validez.',
    *find(invoice): Generator<Finding> {
      const wanted = { PMT: 'l’indemnité forfaitaire de 40 €', PMD: 'les pénalités de retard', AAB: 'l’escompte' } as const;
      for (const code of ['PMT', 'PMD', 'AAB'] as const)
        if (!hasNote(invoice, code)) yield { message: `La mention sur ${wanted[code]} manque (${code}).` };
    },
  },
  {
    id: 'BR-FR-06',
    family: 'BR-FR',
    source: 'BR-FR-06 1.4.0 : chaque mention une seule fois',
    targets: everyTarget,
    field: 'notes',
    severity: 'error',
    message: 'Une mention légale est écrite deux fois.',
    remedy: 'Retirez le doublon.',
    find: ({ notes }) => when(['PMT', 'PMD', 'AAB', 'TXD'].some((code) => notes.filter((note) => note.subjectCode === code).length > 1)),
  },
  {
    id: 'BR-FR-CO-05',
    family: 'BR-FR',
    source: 'BR-FR-CO-05 1.4.0 ; EN 16931 BG-3 : un avoir cite sa facture',
    targets: everyTarget,
    field: 'precedingInvoices',
    severity: 'error',
    message: 'Cet avoir ne dit pas quelle facture il corrige.',
    remedy: 'Ajoutez le numéro et la date de la facture d’origine.',
    find: ({ kind, precedingInvoices }) => when(kind === 'credit-note' && !precedingInvoices.some((item) => item.number.trim() !== '')),
  },
  {
    id: 'LAW-FRANCHISE-WORDING',
    family: 'Loi',
    source: 'CIBS art. L.223-1 s. depuis le 1er septembre 2026 ; CGI art. 293 B toléré jusqu’au 31 décembre 2027',
    targets: everyTarget,
    field: 'vatBreakdown',
    severity: 'info',
    validFrom: CIBS_FROM,
    message: 'La mention « art. 293 B du CGI » est l’ancienne : elle reste tolérée jusqu’au 31 décembre 2027.',
    remedy: 'Vous pouvez écrire « TVA non applicable, art. L. 223-1 du CIBS ».',
    find: ({ vatBreakdown, issueDate }) =>
      when(issueDate <= CGI_TOLERATED_UNTIL && vatBreakdown.some((entry) => /293\s*B/i.test(entry.exemptionReason))),
  },
  {
    id: 'LAW-FRANCHISE-WORDING-ENDED',
    family: 'Loi',
    source: 'Fin de la tolérance : 31 décembre 2027',
    targets: everyTarget,
    field: 'vatBreakdown',
    severity: 'error',
    validFrom: '2028-01-01',
    message: 'La mention « art. 293 B du CGI » n’est plus admise depuis le 1er janvier 2028.',
    remedy: 'Écrivez « TVA non applicable, art. L. 223-1 du CIBS ».',
    find: ({ vatBreakdown }) => when(vatBreakdown.some((entry) => /293\s*B/i.test(entry.exemptionReason))),
  },
  {
    id: 'LAW-FRANCHISE-CIBS-EARLY',
    family: 'Loi',
    source: 'Avant le 1er septembre 2026 la franchise relève du CGI',
    targets: everyTarget,
    field: 'vatBreakdown',
    severity: 'warning',
    validUntil: '2026-08-31',
    message: 'À cette date, la mention est « TVA non applicable, art. 293 B du CGI ».',
    remedy: 'Corrigez la mention de franchise.',
    find: ({ vatBreakdown }) => when(vatBreakdown.some((entry) => /CIBS|L\.?\s*223/i.test(entry.exemptionReason))),
  },
  {
    id: 'LAW-CATEGORY',
    family: 'Loi',
    source: 'Décret 2022-1299, reporté au 1er septembre 2027 pour les PME et micro-entreprises (décret 2024-266)',
    targets: ['portal', 'chorus'],
    field: 'category',
    severity: 'warning',
    validFrom: '2027-09-01',
    message: 'La facture doit dire s’il s’agit de biens, de services ou des deux.',
    remedy: 'Choisissez la nature de l’opération.',
    find: ({ category }) => when(category === ''),
  },
  {
    id: 'BR-FR-08',
    family: 'BR-FR',
    source: 'BR-FR-08 1.4.0 : BT-23 dit la nature de l’opération',
    targets: ['afnor'],
    field: 'category',
    severity: 'error',
    message: 'Une plateforme agréée demande s’il s’agit de biens, de services ou des deux.',
    remedy: 'Choisissez la nature de l’opération.',
    find: ({ category }) => when(category === ''),
  },
];
