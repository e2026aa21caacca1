import { daysBetween, isIsoDate } from '../../dates.ts';
import type { Invoice } from '../../model.ts';
import { big } from '../../money.ts';
import { deposits } from '../brfr/codes.ts';
import { chorusPro, everyTarget, type Finding, type Rule, when } from '../rule.ts';

/** Paid before or while it is written: in full, in part, or a deposit invoice. Its dates may precede the service. */
function paysAhead({ alreadyPaid, typeCode, totals }: Invoice): boolean {
  return alreadyPaid || deposits.includes(typeCode) || big(totals.prepaid)?.gt(0) === true;
}

const hospital = /h[ôo]pita|hospitali|\bCHU\b|\bCHR[SU]?\b|\bEPSM\b|service de sant[ée] des arm[ée]es/i;
/** Bodies that may be public undertakings: 60 days. The name alone does not settle it, so between 30 and 60 days nothing is said. */
const undertaking = /\b(EPIC|SPL|SEM|SEML|OPH|RATP|SNCF)\b|\br[ée]gie\b|office public/i;

/** Legal terms of payment by public bodies, in days from the receipt of the invoice (CCP R. 2192-10 and R. 2192-11). */
function legalDays(name: string): { shortest: number; longest: number } {
  if (hospital.test(name)) return { shortest: 50, longest: 50 };
  return { shortest: 30, longest: undertaking.test(name) ? 60 : 30 };
}

/** « Un mois » is 28 to 31 days. */
const MONTH_PLAY = 2;

/** Dates that are possible, in order, and inside the law's terms. Towards `afnor` BR-FR-03 and BR-FR-CO-07 say the first ones. */
export const dateRules: readonly Rule[] = [
  {
    id: 'DATE-ISSUE',
    family: 'Vraisemblance',
    source: 'Calendrier : jour possible entre 2000 et 2099 (BR-FR-03)',
    targets: chorusPro,
    field: 'issueDate',
    severity: 'error',
    message: 'La date de la facture n’est pas une date possible.',
    remedy: 'Écrivez la date qui est sur la facture.',
    *find({ issueDate }): Generator<Finding> {
      if (issueDate !== '' && !isIsoDate(issueDate)) yield { message: `« ${issueDate} » n’est pas une date possible.` };
    },
  },
  {
    id: 'DATE-FUTURE',
    family: 'Vraisemblance',
    source: 'Une plateforme agréée peut refuser une date à venir ; Chorus Pro la refuse (CPP-DATE-FUTURE)',
    targets: ['afnor'],
    field: 'issueDate',
    severity: 'warning',
    message: 'La facture porte une date à venir.',
    remedy: 'Corrigez la date, ou attendez ce jour-là pour l’envoyer.',
    find: ({ issueDate }, { today }) => when(today !== undefined && isIsoDate(issueDate) && issueDate > today),
  },
  {
    id: 'LAW-DELIVERY-DATE',
    family: 'Loi',
    source: 'CCP D. 2192-2 : date de livraison ou d’exécution',
    targets: everyTarget,
    field: 'delivery.date',
    severity: 'warning',
    message: 'La date de livraison ou d’exécution manque : elle est obligatoire pour une facture publique.',
    remedy: 'Indiquez le jour de livraison ; s’il est le même, reprenez la date de facture.',
    // A prepayment invoice (386) comes before the delivery.
    find: ({ delivery, typeCode }) => when(typeCode !== '386' && delivery.date === '' && delivery.periodStart === '' && delivery.periodEnd === ''),
  },
  {
    id: 'DATE-DELIVERY',
    family: 'Vraisemblance',
    source: 'Calendrier : jour possible entre 2000 et 2099 (BR-FR-03)',
    targets: chorusPro,
    field: 'delivery.date',
    severity: 'error',
    message: 'La date de livraison n’est pas possible.',
    remedy: 'Écrivez la date sous la forme jour/mois/année.',
    *find({ delivery }): Generator<Finding> {
      for (const name of ['date', 'periodStart', 'periodEnd'] as const)
        if (delivery[name] !== '' && !isIsoDate(delivery[name]))
          yield { field: `delivery.${name}`, message: `« ${delivery[name]} » n’est pas une date possible.` };
    },
  },
  {
    id: 'DATE-BEFORE-SERVICE',
    family: 'Vraisemblance',
    source: 'CCP R. 2192-13, comptabilité publique : paiement après service fait',
    targets: everyTarget,
    field: 'delivery.date',
    severity: 'warning',
    onPaper: chorusPro,
    message: 'La facture est datée d’avant la livraison.',
    remedy: 'Vérifiez les deux dates. Un client public ne paie qu’après la livraison.',
    *find(invoice): Generator<Finding> {
      const { issueDate, delivery } = invoice;
      if (!isIsoDate(issueDate) || paysAhead(invoice)) return;
      if (isIsoDate(delivery.date) && delivery.date > issueDate) yield {};
      else if (delivery.date === '' && isIsoDate(delivery.periodStart) && delivery.periodStart > issueDate)
        yield { field: 'delivery.periodStart', message: 'La facture est datée d’avant le début de la période facturée.' };
    },
  },
  {
    id: 'LAW-DUE-DATE',
    family: 'Loi',
    source: 'C. com. art. L. 441-9, CCP D. 2192-2 : échéance ou conditions de règlement',
    targets: everyTarget,
    field: 'payment.dueDate',
    severity: 'warning',
    message: 'La date d’échéance manque.',
    remedy: 'Un client public paie à 30 jours (50 pour un hôpital) : Coursier peut la calculer.',
    find: ({ payment, alreadyPaid, kind }) => when(kind === 'invoice' && !alreadyPaid && payment.dueDate === '' && payment.terms.trim() === ''),
  },
  {
    id: 'DATE-DUE',
    family: 'Vraisemblance',
    source: 'Calendrier : jour possible entre 2000 et 2099 (BR-FR-03)',
    targets: chorusPro,
    field: 'payment.dueDate',
    severity: 'error',
    message: 'La date d’échéance n’est pas une date possible.',
    remedy: 'Écrivez la date sous la forme jour/mois/année, ou laissez la case vide.',
    *find({ payment: { dueDate } }): Generator<Finding> {
      if (dueDate !== '' && !isIsoDate(dueDate)) yield { message: `« ${dueDate} » n’est pas une date possible.` };
    },
  },
  {
    id: 'DATE-DUE-EARLY',
    family: 'Vraisemblance',
    source: 'C. com. art. L. 441-9 : échéance pas avant la facture, sauf facture déjà payée ou d’acompte (BR-FR-CO-07)',
    targets: chorusPro,
    field: 'payment.dueDate',
    severity: 'error',
    onPaper: chorusPro,
    message: 'L’échéance est avant la date de la facture.',
    remedy: 'Corrigez l’une des deux dates.',
    find: ({ payment: { dueDate }, issueDate, alreadyPaid, typeCode }) =>
      when(isIsoDate(dueDate) && isIsoDate(issueDate) && dueDate < issueDate && !alreadyPaid && !deposits.includes(typeCode)),
  },
  {
    id: 'LAW-PAYMENT-TERM',
    family: 'Loi',
    source: 'CCP R. 2192-10 (30 jours : État, collectivités), R. 2192-11 (50 jours : hôpitaux ; 60 jours : entreprises publiques)',
    targets: everyTarget,
    field: 'payment.dueDate',
    severity: 'info',
    message: 'L’échéance n’est pas le délai légal de ce client.',
    remedy: 'Vous pouvez laisser cette date : le délai légal court de toute façon.',
    *find({ payment: { dueDate }, issueDate, alreadyPaid, kind, buyer }): Generator<Finding> {
      if (kind !== 'invoice' || alreadyPaid || !isIsoDate(dueDate) || !isIsoDate(issueDate) || dueDate < issueDate) return;
      const days = daysBetween(issueDate, dueDate);
      const { shortest, longest } = legalDays(buyer.name);
      if (days < shortest - MONTH_PLAY)
        yield { message: `Vous demandez un paiement en ${days} jours : la loi en laisse ${shortest} à ce client, il peut les prendre.` };
      else if (days > longest + MONTH_PLAY)
        yield { message: `Vous laissez ${days} jours pour payer : la loi n’en donne que ${longest} à ce client. Vous pouvez demander moins.` };
    },
  },
  {
    id: 'DATE-CREDIT-ORIGIN',
    family: 'Vraisemblance',
    source: 'Bon sens : un avoir suit la facture qu’il corrige',
    targets: everyTarget,
    field: 'precedingInvoices',
    severity: 'warning',
    onPaper: chorusPro,
    message: 'La facture d’origine est datée d’après celle-ci.',
    remedy: 'Vérifiez la date de la facture d’origine.',
    find: ({ precedingInvoices, issueDate }) =>
      precedingInvoices.flatMap((item, index) =>
        isIsoDate(issueDate) && isIsoDate(item.issueDate) && item.issueDate > issueDate ? [{ field: `precedingInvoices.${index}.issueDate` }] : [],
      ),
  },
];
