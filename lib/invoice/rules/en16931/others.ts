import { isIsoDate } from '../../dates.ts';
import { countries } from '../../norm/codes.ts';
import type { Group, TermId } from '../../norm/document.ts';
import type { Finding, NormRule } from '../rule.ts';
import { amountOf, norm, present } from './build.ts';

/** ISO 3166-1, and EL for Greece. */
const vatCountries: ReadonlySet<string> = new Set([...countries, 'EL', 'AN', 'SS']);

/** Dates in order, signs, exclusions: the rest of EN 16931's business rules. */
export const otherRules: readonly NormRule[] = [
  norm(
    {
      id: 'BR-27',
      source: 'EN 16931-1, BR-27',
      field: 'lines',
      message: 'Un prix unitaire est négatif.',
      remedy: 'Écrivez le prix sans signe et la quantité en négatif, ou faites un avoir.',
    },
    (document, { syntax }) =>
      // A file without price breaks this rule too; a draft is told once.
      document
        .groups('BG-25')
        .flatMap((line) =>
          syntax !== null && amountOf(line.group('BG-29'), 'BT-146') === null ? [{ field: line.field }] : negative(line.group('BG-29'), 'BT-146'),
        ),
  ),
  norm({ id: 'BR-28', field: 'lines', message: 'Un prix brut est négatif.', remedy: 'Écrivez le prix sans signe.' }, (document) =>
    document.groups('BG-25').flatMap((line) => negative(line.group('BG-29'), 'BT-148')),
  ),
  norm(
    {
      id: 'BR-29',
      field: 'delivery.periodEnd',
      message: 'La période de facturation finit avant d’avoir commencé.',
      remedy: 'Corrigez l’une des deux dates.',
    },
    (document) => document.groups('BG-14').flatMap((period) => backwards(period, 'BT-73', 'BT-74')),
  ),
  norm(
    { id: 'BR-30', field: 'lines', message: 'La période d’une ligne finit avant d’avoir commencé.', remedy: 'Corrigez l’une des deux dates.' },
    (document) => [...document.deep('BG-26')].flatMap((period) => backwards(period, 'BT-134', 'BT-135')),
  ),
  norm(
    {
      id: 'BR-CO-03',
      field: 'vatDue',
      message: 'La date d’exigibilité de la TVA et son code sont donnés ensemble.',
      remedy: 'Gardez l’un des deux.',
    },
    (document) => present(document.has('BT-7') && document.has('BT-8'), { field: document.fieldOf('BT-8') }),
  ),
  norm(
    {
      id: 'BR-CO-09',
      field: 'seller.vatIdentifier',
      message: 'Un numéro de TVA ne commence pas par un code de pays.',
      remedy: 'Un numéro français commence par FR ; la Grèce écrit EL.',
    },
    (document) =>
      [...document.all()]
        .filter(({ term }) => term.id === 'BT-31' || term.id === 'BT-48' || term.id === 'BT-63')
        .filter(({ term }) => !vatCountries.has(term.value.slice(0, 2)))
        .map(({ term }) => ({ field: term.field })),
  ),
  norm(
    {
      id: 'BR-CO-19',
      field: 'delivery.periodStart',
      message: 'Une période de facturation est donnée sans début ni fin.',
      remedy: 'Écrivez au moins une des deux dates.',
    },
    (document, { syntax }) =>
      document
        .groups('BG-14')
        .flatMap((period) =>
          present(!period.has('BT-73') && !period.has('BT-74') && !(syntax === 'ubl' && document.has('BT-8')), { field: period.field }),
        ),
  ),
  norm(
    {
      id: 'BR-CO-20',
      field: 'lines',
      message: 'La période d’une ligne est donnée sans début ni fin.',
      remedy: 'Écrivez au moins une des deux dates.',
    },
    (document) => [...document.deep('BG-26')].flatMap((period) => present(!period.has('BT-134') && !period.has('BT-135'), { field: period.field })),
  ),
];

function negative(group: Group | undefined, id: TermId): readonly Finding[] {
  const amount = amountOf(group, id);
  return present(amount?.lt(0) === true, { field: group?.fieldOf(id) ?? '' });
}

function backwards(period: Group, start: TermId, end: TermId): readonly Finding[] {
  const from = period.value(start);
  const to = period.value(end);
  return present(isIsoDate(from) && isIsoDate(to) && to < from, { field: period.fieldOf(end) });
}
