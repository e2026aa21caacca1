import type { Big } from 'big.js';
import type { Group, TermId } from '../../norm/document.ts';
import type { Finding, NormContext, NormRule } from '../rule.ts';
import { amountOf, categoryOf, cents, decimals, euros, instances, type NormRuleText, norm, present, total } from './build.ts';

/** One document total must equal what the norm computes from others. Absent totals are told by BR-12 to BR-15. */
function equals(
  text: NormRuleText,
  id: TermId,
  expected: (document: Group, totals: Group, syntax: NormContext['syntax']) => Big | null,
  name: string,
): NormRule {
  return norm(text, (document, { syntax }) =>
    instances(document, 'BG-22', syntax).flatMap((totals): readonly Finding[] => {
      const stated = amountOf(totals, id);
      const computed = expected(document, totals, syntax);
      // A sum that cannot be made is a broken rule in a file; a draft is told once what is missing.
      if (computed === null || (stated === null && !totals.has(id))) return present(syntax !== null, { field: totals.fieldOf(id) });
      return present(stated === null || !stated.eq(computed), {
        field: totals.fieldOf(id),
        message: `${name} (${euros(stated ?? totals.value(id))}) ne tombe pas juste : le calcul donne ${euros(computed)}.`,
      });
    }),
  );
}

/** The anomaly may be the paper's own: the portal takes the PDF all the same, an e-invoice would be refused. */
const paper = { onPaper: ['portal'] } as const;

/** EN 16931 BR-CO-10 to BR-CO-17 and BR-DEC: totals that add up. */
export const totalRules: readonly NormRule[] = [
  equals(
    {
      id: 'BR-CO-10',
      ...paper,
      field: 'totals.lines',
      message: 'La somme des lignes ne donne pas le total des lignes.',
      remedy: 'Vérifiez les lignes : il en manque peut-être une.',
    },
    'BT-106',
    // Without any line, BR-16 says it.
    (document, _, syntax) => (syntax === null && document.groups('BG-25').length === 0 ? null : cents(total(document.groups('BG-25'), 'BT-131'))),
    'Le total des lignes',
  ),
  norm(
    { id: 'BR-CO-11', ...paper, field: 'totals.allowances', message: 'Le total des remises ne tombe pas juste.', remedy: 'Additionnez les remises.' },
    (document) => sumOfChanges(document, 'BG-20', 'BT-92', 'BT-107'),
  ),
  norm(
    { id: 'BR-CO-12', ...paper, field: 'totals.charges', message: 'Le total des frais ne tombe pas juste.', remedy: 'Additionnez les frais.' },
    (document) => sumOfChanges(document, 'BG-21', 'BT-99', 'BT-108'),
  ),
  equals(
    {
      id: 'BR-CO-13',
      ...paper,
      field: 'totals.net',
      message: 'Le total hors taxes ne tombe pas juste.',
      remedy: 'Le total HT est la somme des lignes, moins les remises, plus les frais.',
    },
    'BT-109',
    (_, totals) => {
      const lines = amountOf(totals, 'BT-106');
      return lines && cents(lines.minus(amountOf(totals, 'BT-107') ?? 0).plus(amountOf(totals, 'BT-108') ?? 0));
    },
    'Le total hors taxes',
  ),
  norm(
    {
      id: 'BR-CO-14',
      ...paper,
      field: 'totals.vat',
      message: 'Le total de TVA ne correspond pas à la somme par taux.',
      remedy: 'Vérifiez le montant de TVA de chaque taux.',
    },
    (document, { syntax }) =>
      document.groups('BG-22').flatMap((totals) => {
        const breakdown = document.groups('BG-23');
        if (syntax !== 'cii' && breakdown.length === 0) return [];
        const sum = cents(total(breakdown, 'BT-117'));
        const currency = document.value('BT-5');
        const stated = totals.terms('BT-110').filter((term) => syntax !== 'cii' || term.scheme === currency);
        return stated
          .filter((term) => !amountOf(totals, 'BT-110')?.eq(sum) && term === stated[0])
          .map((term) => ({
            field: term.field,
            message: `Le total de TVA (${euros(term.value)}) ne correspond pas à la somme par taux (${euros(sum)}).`,
          }));
      }),
  ),
  norm(
    {
      id: 'BR-CO-15',
      field: 'totals.gross',
      message: 'Le total TTC ne tombe pas juste.',
      remedy: 'Le total TTC est le total HT plus la TVA : comparez les trois montants avec la facture.',
    },
    (document, { syntax }) => {
      const totals = document.group('BG-22');
      const net = amountOf(totals, 'BT-109');
      const gross = amountOf(totals, 'BT-112');
      if (!totals || (syntax === null && !totals.has('BT-112'))) return [];
      const currency = document.value('BT-5');
      const vats = syntax === null ? totals.terms('BT-110') : totals.terms('BT-110').filter((term) => term.scheme === currency);
      const vat = vats.length === 1 ? amountOf(totals, 'BT-110') : null;
      const field = totals.fieldOf('BT-112');
      if (syntax === null) {
        const sum = net && cents(net.plus(vat ?? 0));
        return present(!gross || (sum !== null && !gross.eq(sum)), {
          field,
          message: `HT ${euros(totals.value('BT-109'))} + TVA ${euros(totals.value('BT-110') || '0')} ne donne pas TTC ${euros(totals.value('BT-112'))}.`,
        });
      }
      if (currency === '') return [];
      const adds = gross !== null && net !== null && vat !== null && gross.eq(cents(net.plus(vat)));
      // The CII rule lets an invoice without VAT pass when the total equals the net.
      const bare = syntax === 'cii' && gross !== null && net !== null && gross.eq(net);
      return present(!adds && !bare, { field });
    },
  ),
  equals(
    {
      id: 'BR-CO-16',
      field: 'totals.payable',
      message: 'Le net à payer ne tombe pas juste.',
      remedy: 'Le net à payer est le total TTC moins ce qui est déjà payé.',
    },
    'BT-115',
    (_, totals) => {
      const gross = amountOf(totals, 'BT-112');
      return gross === null ? null : gross.minus(amountOf(totals, 'BT-113') ?? 0).plus(amountOf(totals, 'BT-114') ?? 0);
    },
    'Le net à payer',
  ),
  norm(
    {
      id: 'BR-CO-17',
      ...paper,
      field: 'vatBreakdown',
      message: 'Le montant de TVA d’un taux ne tombe pas juste.',
      remedy: 'Vérifiez la base et le taux.',
    },
    (document, context) =>
      document.groups('BG-23').flatMap((entry) => {
        const tax = amountOf(entry, 'BT-117');
        if (context.syntax === null && (tax === null || !entry.has('BT-116'))) return [];
        return present(!taxFits(entry, context), {
          field: entry.fieldOf('BT-117'),
          message: `La TVA à ${(entry.value('BT-119') || '0').replace('.', ',')} % ne tombe pas juste : ${euros(entry.value('BT-116') || '0')} de base, ${euros(entry.value('BT-117') || '0')} de TVA.`,
        });
      }),
  ),
];

/** BR-CO-17 allows one euro of play, bounds included in CII and excluded in UBL. A rate below one half per cent counts as none. */
function taxFits(entry: Group, context: NormContext): boolean {
  const tax = amountOf(entry, 'BT-117');
  const base = amountOf(entry, 'BT-116');
  const rate = categoryOf(entry, 'BT-118', context) === '' ? null : amountOf(entry, 'BT-119');
  if (tax === null) return false;
  if (rate === null || rate.round(0).eq(0)) return tax.abs().lt('0.5');
  const bounds = context.syntax !== 'ubl';
  if (base === null) return false;
  const expected = cents(base.abs().times(rate).div(100));
  const low = tax.abs().minus(1);
  const high = tax.abs().plus(1);
  return bounds ? low.lte(expected) && high.gte(expected) : low.lt(expected) && high.gt(expected);
}

function sumOfChanges(document: Group, group: 'BG-20' | 'BG-21', amount: 'BT-92' | 'BT-99', id: 'BT-107' | 'BT-108'): readonly Finding[] {
  const changes = document.groups(group);
  return document.groups('BG-22').flatMap((totals): readonly Finding[] => {
    const stated = amountOf(totals, id);
    if (changes.length === 0 && !totals.has(id)) return [];
    const sum = cents(total(changes, amount));
    return present(stated === null || !stated.eq(sum), {
      field: totals.fieldOf(id),
      ...(stated ? { message: `Le total (${euros(stated)}) ne correspond pas au détail (${euros(sum)}).` } : {}),
    });
  });
}

/** Terms with two decimals at the most: number of the rule, group, term, place in a draft. */
const twoDecimals: readonly (readonly [
  id: string,
  group: 'BG-20' | 'BG-21' | 'BG-22' | 'BG-23' | 'BG-25' | 'BG-27' | 'BG-28',
  term: TermId,
  field: string,
])[] = [
  ['BR-DEC-01', 'BG-20', 'BT-92', 'allowances'],
  ['BR-DEC-02', 'BG-20', 'BT-93', 'allowances'],
  ['BR-DEC-05', 'BG-21', 'BT-99', 'allowances'],
  ['BR-DEC-06', 'BG-21', 'BT-100', 'allowances'],
  ['BR-DEC-09', 'BG-22', 'BT-106', 'totals.lines'],
  ['BR-DEC-10', 'BG-22', 'BT-107', 'totals.allowances'],
  ['BR-DEC-11', 'BG-22', 'BT-108', 'totals.charges'],
  ['BR-DEC-12', 'BG-22', 'BT-109', 'totals.net'],
  ['BR-DEC-13', 'BG-22', 'BT-110', 'totals.vat'],
  ['BR-DEC-14', 'BG-22', 'BT-112', 'totals.gross'],
  ['BR-DEC-15', 'BG-22', 'BT-111', 'totals.vat'],
  ['BR-DEC-16', 'BG-22', 'BT-113', 'totals.prepaid'],
  ['BR-DEC-17', 'BG-22', 'BT-114', 'totals.rounding'],
  ['BR-DEC-18', 'BG-22', 'BT-115', 'totals.payable'],
  ['BR-DEC-19', 'BG-23', 'BT-116', 'vatBreakdown'],
  ['BR-DEC-20', 'BG-23', 'BT-117', 'vatBreakdown'],
  ['BR-DEC-23', 'BG-25', 'BT-131', 'lines'],
  ['BR-DEC-24', 'BG-27', 'BT-136', 'lines'],
  ['BR-DEC-25', 'BG-27', 'BT-137', 'lines'],
  ['BR-DEC-27', 'BG-28', 'BT-141', 'lines'],
  ['BR-DEC-28', 'BG-28', 'BT-142', 'lines'],
];

export const decimalRules: readonly NormRule[] = twoDecimals.map(([id, group, term, field]) =>
  norm({ id, field, message: 'Un montant a plus de deux chiffres après la virgule.', remedy: 'Arrondissez au centime.' }, (document, { syntax }) => {
    // UBL's rules on the VAT totals compare with an element that is never there: they never speak.
    if (syntax === 'ubl' && (id === 'BR-DEC-13' || id === 'BR-DEC-15')) return [];
    return [...document.deep(group)].flatMap((item) =>
      item
        .terms(term)
        .filter((value) => decimals(value.value) > 2)
        .map((value) => ({ field: value.field })),
    );
  }),
);
