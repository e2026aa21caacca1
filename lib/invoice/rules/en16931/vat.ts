import type { Big } from 'big.js';
import type { Group } from '../../norm/document.ts';
import type { Finding, NormContext, NormRule } from '../rule.ts';
import { amountOf, categorised, categoryOf, cents, euros, norm, present, total, vatKnown } from './build.ts';

/** One VAT category of UNTDID 5305 as EN 16931 rules it (§6.4.3). */
interface Category {
  code: string;
  /** Prefix of its rules: BR-S, BR-Z, BR-E, BR-AE, BR-IC (K), BR-G, BR-O, BR-AF (L, Canary Islands), BR-AG (M, Ceuta and Melilla). */
  prefix: string;
  name: string;
  rate: 'positive' | 'zero' | 'any' | 'none';
  /** `registered`: VAT number or tax registration of the seller, or his representative's VAT number; `vat`: a VAT number; `none`: no VAT number at all. */
  seller: 'registered' | 'vat' | 'none';
  /** The buyer must be identified too: reverse charge and intra-community supply. */
  buyer?: 'registered' | 'vat';
  /** Ground of exemption: demanded, or forbidden. */
  ground: 'demanded' | 'forbidden';
}

const categories: readonly Category[] = [
  { code: 'S', prefix: 'BR-S', name: 'avec TVA', rate: 'positive', seller: 'registered', ground: 'forbidden' },
  { code: 'Z', prefix: 'BR-Z', name: 'au taux zéro', rate: 'zero', seller: 'registered', ground: 'forbidden' },
  { code: 'E', prefix: 'BR-E', name: 'sans TVA (exonérée ou en franchise)', rate: 'zero', seller: 'registered', ground: 'demanded' },
  { code: 'AE', prefix: 'BR-AE', name: 'en autoliquidation', rate: 'zero', seller: 'registered', buyer: 'registered', ground: 'demanded' },
  { code: 'K', prefix: 'BR-IC', name: 'intracommunautaire', rate: 'zero', seller: 'vat', buyer: 'vat', ground: 'demanded' },
  { code: 'G', prefix: 'BR-G', name: 'à l’exportation', rate: 'zero', seller: 'vat', ground: 'demanded' },
  { code: 'O', prefix: 'BR-O', name: 'hors du champ de la TVA', rate: 'none', seller: 'none', ground: 'demanded' },
  { code: 'L', prefix: 'BR-AF', name: 'des Canaries', rate: 'any', seller: 'registered', ground: 'forbidden' },
  { code: 'M', prefix: 'BR-AG', name: 'de Ceuta et Melilla', rate: 'any', seller: 'registered', ground: 'forbidden' },
];

/** Where a category is used: rule numbers of presence (02 to 04) and of rate (05 to 07), group, terms. */
const uses = [
  { seller: '02', rate: '05', group: 'BG-30', category: 'BT-151', percent: 'BT-152', what: 'Une ligne', field: 'lines' },
  { seller: '03', rate: '06', group: 'BG-20', category: 'BT-95', percent: 'BT-96', what: 'Une remise', field: 'allowances' },
  { seller: '04', rate: '07', group: 'BG-21', category: 'BT-102', percent: 'BT-103', what: 'Des frais', field: 'allowances' },
] as const;

type Use = (typeof uses)[number];

function used(document: Group, use: Use, code: string, context: NormContext): Group[] {
  return [...document.deep(use.group)].filter((item) => categoryOf(item, use.category, context) === code);
}

function breakdownOf(document: Group, code: string, context: NormContext): Group[] {
  return document.groups('BG-23').filter((entry) => categoryOf(entry, 'BT-118', context) === code);
}

export const vatRules: readonly NormRule[] = [
  norm(
    {
      id: 'BR-47',
      field: 'vatBreakdown',
      message: 'Une ligne de TVA par taux n’a pas de catégorie.',
      remedy: 'Choisissez : avec TVA, en franchise, exonéré…',
    },
    (document, context) =>
      document.groups('BG-23').flatMap((entry) => present(!categorised(entry, 'BT-118', context), { field: entry.fieldOf('BT-118') })),
  ),
  norm(
    { id: 'BR-48', field: 'vatBreakdown', message: 'Une ligne de TVA n’a pas de taux.', remedy: 'Écrivez le taux : 20, 10, 5,5, 2,1 ou 0.' },
    (document, context) =>
      document.groups('BG-23').flatMap((entry) => {
        const category = categoryOf(entry, 'BT-118', context);
        return present(category !== 'O' && !(vatKnown(entry, context) && entry.exists('BT-119')), { field: entry.fieldOf('BT-119') });
      }),
  ),
  norm(
    { id: 'BR-32', field: 'allowances', message: 'Une remise n’a pas de catégorie de TVA.', remedy: 'Choisissez le taux de TVA de la remise.' },
    (document, context) =>
      document.groups('BG-20').flatMap((item) => present(!categorised(item, 'BT-95', context), { field: item.fieldOf('BT-95') })),
  ),
  norm(
    { id: 'BR-37', field: 'allowances', message: 'Des frais n’ont pas de catégorie de TVA.', remedy: 'Choisissez le taux de TVA des frais.' },
    (document, context) =>
      document.groups('BG-21').flatMap((item) => present(!categorised(item, 'BT-102', context), { field: item.fieldOf('BT-102') })),
  ),
  norm(
    { id: 'BR-CO-04', field: 'lines', message: 'Une ligne n’a pas de catégorie de TVA.', remedy: 'Choisissez le taux de TVA de la ligne.' },
    (document, context) =>
      document.groups('BG-25').flatMap((line) => {
        const tax = line.group('BG-30');
        return present(!categorised(tax, 'BT-151', context), { field: tax?.fieldOf('BT-151') ?? line.field });
      }),
  ),
  ...categories.flatMap(rulesOf),
  norm(
    {
      id: 'BR-IC-11',
      targets: ['chorus', 'afnor'],
      field: 'delivery.date',
      message: 'Une vente intracommunautaire doit dire sa date de livraison ou sa période.',
      remedy: 'Indiquez la date de livraison.',
    },
    (document, context) => {
      if (breakdownOf(document, 'K', context).length === 0) return [];
      const dated = document.groups('BG-13').some((item) => item.has('BT-72')) || document.groups('BG-14').some((item) => !item.isEmpty);
      return present(!dated, { field: document.group('BG-13')?.fieldOf('BT-72') ?? 'delivery.date' });
    },
  ),
  norm(
    {
      id: 'BR-IC-12',
      targets: ['chorus', 'afnor'],
      field: 'delivery.address.countryCode',
      message: 'Une vente intracommunautaire doit dire le pays de livraison.',
      remedy: 'Ajoutez l’adresse de livraison.',
    },
    (document, context) =>
      present(breakdownOf(document, 'K', context).length > 0 && ![...document.deep('BG-15')].some((address) => address.value('BT-80').length > 1), {
        field: 'delivery.address.countryCode',
      }),
  ),
  ...(
    [
      ['BR-O-11', 'BG-23', 'BT-118', 'une autre ligne de TVA'],
      ['BR-O-12', 'BG-30', 'BT-151', 'une ligne d’une autre catégorie'],
      ['BR-O-13', 'BG-20', 'BT-95', 'une remise d’une autre catégorie'],
      ['BR-O-14', 'BG-21', 'BT-102', 'des frais d’une autre catégorie'],
    ] as const
  ).map(([id, group, term, what]) =>
    norm(
      {
        id,
        field: 'vatBreakdown',
        message: `Une facture hors du champ de la TVA ne peut pas porter ${what}.`,
        remedy: 'Faites deux factures, ou corrigez la catégorie.',
      },
      (document, context) => {
        if (breakdownOf(document, 'O', context).length === 0) return [];
        const others = [...document.deep(group)].filter((item) => !['', 'O'].includes(categoryOf(item, term, context)));
        return others.slice(0, 1).map((item) => ({ field: item.fieldOf(term) }));
      },
    ),
  ),
  norm(
    {
      id: 'BR-B-01',
      targets: ['chorus', 'afnor'],
      field: 'lines',
      message: 'La catégorie B (TVA scindée) n’existe qu’en Italie.',
      remedy: 'Choisissez une catégorie française.',
    },
    (document, context) => {
      const split = withCategory(document, 'B', context);
      const abroad = [...document.all()].some(({ term }) => ['BT-40', 'BT-55', 'BT-69', 'BT-80', 'BT-159'].includes(term.id) && term.value !== 'IT');
      return present(split && abroad, { field: 'lines' });
    },
  ),
  norm(
    {
      id: 'BR-B-02',
      targets: ['chorus', 'afnor'],
      field: 'lines',
      message: 'La catégorie B (TVA scindée) exclut la catégorie S.',
      remedy: 'Choisissez une seule des deux.',
    },
    (document, context) => present(withCategory(document, 'B', context) && withCategory(document, 'S', context), { field: 'lines' }),
  ),
];

function withCategory(document: Group, code: string, context: NormContext): boolean {
  return breakdownOf(document, code, context).length > 0 || uses.some((use) => used(document, use, code, context).length > 0);
}

function rulesOf(category: Category): NormRule[] {
  const { code, prefix, name } = category;
  return [
    norm(
      {
        id: `${prefix}-01`,
        field: 'vatBreakdown',
        message: `La TVA par taux n’a pas exactement la ligne « ${name} » que les lignes demandent.`,
        remedy: 'Reprenez la TVA par taux depuis les lignes.',
      },
      (document, context) => oneBreakdown(document, category, context),
    ),
    ...uses.map((use) =>
      norm(
        {
          id: `${prefix}-${use.seller}`,
          field: 'seller.vatIdentifier',
          ...sellerWords(category, use.what),
        },
        (document, context) => {
          // On a draft LAW-SELLER-VAT says it: the law wants a VAT number where the norm takes any registration.
          if (context.syntax === null && code === 'S') return [];
          const found = used(document, use, code, context);
          return present(found.length > 0 && !identified(document, category), {
            field: document.group('BG-4')?.fieldOf('BT-31') ?? 'seller.vatIdentifier',
          });
        },
      ),
    ),
    ...uses.map((use) =>
      norm({ id: `${prefix}-${use.rate}`, field: use.field, ...rateWords(category, use.what) }, (document, context) =>
        used(document, use, code, context)
          .filter((item) => !rateFits(amountOf(item, use.percent), item.has(use.percent), category.rate))
          .map((item) => ({ field: item.fieldOf(use.percent) })),
      ),
    ),
    norm(
      {
        id: `${prefix}-08`,
        onPaper: ['portal'],
        field: 'vatBreakdown',
        message: `La base de TVA « ${name} » ne correspond pas aux lignes.`,
        remedy: 'Vérifiez le taux de chaque ligne.',
      },
      (document, context) => baseFits(document, category, context),
    ),
    norm({ id: `${prefix}-09`, field: 'vatBreakdown', ...taxWords(category) }, (document, context) =>
      breakdownOf(document, code, context).flatMap((entry) => {
        const tax = amountOf(entry, 'BT-117');
        const taxed = category.rate === 'positive' || category.rate === 'any';
        // On a draft BR-CO-17 says it of the taxed categories.
        if (context.syntax === null && (taxed || !entry.has('BT-117'))) return [];
        // CII does not compute the taxes of the Canary Islands, Ceuta and Melilla.
        if (category.rate === 'any' && context.syntax === 'cii') return [];
        const right = taxed ? taxRight(entry) : tax?.eq(0) === true;
        return present(!right, { field: entry.fieldOf('BT-117') });
      }),
    ),
    norm(
      {
        id: `${prefix}-10`,
        field: 'vatBreakdown',
        message:
          category.ground === 'demanded'
            ? 'Une opération est sans TVA mais le motif manque.'
            : `Un motif d’exonération est donné pour une opération ${name}.`,
        remedy:
          category.ground === 'demanded'
            ? 'En franchise, indiquez « TVA non applicable » avec l’article : Coursier l’ajoute si vous choisissez « franchise en base » dans Mon entreprise.'
            : 'Retirez le motif.',
      },
      (document, context) =>
        breakdownOf(document, code, context).flatMap((entry) => {
          const given = entry.has('BT-120') || entry.has('BT-121');
          return present(given !== (category.ground === 'demanded'), { field: entry.fieldOf('BT-120') });
        }),
    ),
  ];
}

/**
 * Taxed categories ask for one breakdown line at least, the others for exactly one. The three wordings differ where a breakdown line stands alone: UBL
 * refuses it for the taxed, CII for the others.
 */
function oneBreakdown(document: Group, { code, rate }: Category, context: NormContext): readonly Finding[] {
  const { syntax } = context;
  if (syntax === null && (document.groups('BG-23').length === 0 || document.groups('BG-25').length === 0)) return [];
  const raw: NormContext = { ...context, syntax: null };
  const taxed = rate === 'positive' || rate === 'any';
  const reading = taxed || syntax === 'cii' ? raw : context;
  const lines = breakdownOf(document, code, reading).length;
  const [onLines = 0, onAllowances = 0, onCharges = 0] = uses.map((use) => used(document, use, code, reading).length);
  const asked = onLines + onAllowances + onCharges > 0;
  const field = 'vatBreakdown';
  if (!taxed) {
    if (syntax === 'cii') return present(asked ? lines !== 1 : lines > 0, { field });
    return present((asked || lines > 0) && lines !== 1, { field });
  }
  if (syntax === 'cii') {
    const enough = (count: number) => count === 0 || count + lines >= 2;
    return present(!enough(onLines) || !enough(onAllowances + onCharges), { field });
  }
  return present(asked !== lines > 0, { field });
}

function identified(document: Group, { seller, buyer }: Category): boolean {
  const from = document.group('BG-4');
  const to = document.group('BG-7');
  const vat = from?.exists('BT-31') === true || document.groups('BG-11').some((item) => item.exists('BT-63'));
  if (seller === 'none') return !vat && to?.exists('BT-48') !== true;
  const known = seller === 'vat' ? vat : vat || from?.exists('BT-32') === true;
  if (!buyer) return known;
  return known && (to?.exists('BT-48') === true || (buyer === 'registered' && to?.exists('BT-47') === true));
}

function rateFits(rate: Big | null, written: boolean, kind: Category['rate']): boolean {
  if (kind === 'none') return !written;
  if (rate === null) return false;
  if (kind === 'positive') return rate.gt(0);
  return kind === 'any' ? rate.gte(0) : rate.eq(0);
}

/**
 * Sum of the lines, plus charges, less allowances, of that category and, for taxed ones, of that rate. UBL allows one euro of play for the taxed, CII
 * for the others; a draft gets none.
 */
function baseFits(document: Group, category: Category, context: NormContext): readonly Finding[] {
  const { syntax } = context;
  if (syntax === null && document.groups('BG-25').length === 0) return [];
  const taxed = category.rate === 'positive' || category.rate === 'any';
  const loose = (syntax === 'ubl' && taxed) || (syntax === 'cii' && !taxed && category.rate !== 'none');
  return breakdownOf(document, category.code, context).flatMap((entry) => {
    const rate = amountOf(entry, 'BT-119');
    const base = amountOf(entry, 'BT-116');
    if (taxed && rate === null) return [];
    if (syntax === null && !entry.has('BT-116')) return [];
    const here = (item: Group, use: Use) =>
      item.value(use.category) === category.code && (!taxed || amountOf(item, use.percent)?.eq(rate ?? 0) === true);
    const lines = document.groups('BG-25').filter((line) => line.groups('BG-30').some((tax) => here(tax, uses[0])));
    const allowances = document.groups('BG-20').filter((item) => here(item, uses[1]));
    const charges = document.groups('BG-21').filter((item) => here(item, uses[2]));
    const expected = cents(total(lines, 'BT-131'))
      .plus(cents(total(charges, 'BT-99')))
      .minus(cents(total(allowances, 'BT-92')));
    const covered = !(syntax === 'ubl' && taxed) || lines.length + charges.length + allowances.length > 0;
    const right = covered && (loose ? base?.minus(expected).abs().lt(1) === true : base?.eq(expected) === true);
    return present(!right, {
      field: entry.fieldOf('BT-116'),
      message: `La base de TVA à ${(entry.value('BT-119') || '0').replace('.', ',')} % (${euros(entry.value('BT-116') || '0')}) ne correspond pas aux lignes (${euros(expected)}).`,
    });
  });
}

/** BR-S-09: one euro of play; CII rounds the product before dividing by a hundred, which changes nothing within that play. */
function taxRight(entry: Group): boolean {
  const tax = amountOf(entry, 'BT-117');
  const base = amountOf(entry, 'BT-116');
  const rate = amountOf(entry, 'BT-119');
  if (!tax || !base || !rate) return false;
  const expected = cents(base.abs().times(rate).div(100));
  return tax.abs().minus(1).lt(expected) && tax.abs().plus(1).gt(expected);
}

function sellerWords({ seller, buyer, name }: Category, what: string): { message: string; remedy: string } {
  if (seller === 'none')
    return {
      message: `${what} est hors du champ de la TVA alors qu’un numéro de TVA est donné.`,
      remedy: 'Retirez le numéro de TVA, ou changez la catégorie.',
    };
  if (buyer)
    return {
      message: `${what} est ${name} : votre numéro de TVA et l’identité du client sont obligatoires.`,
      remedy: 'Ajoutez votre numéro de TVA et celui du client (ou son SIRET).',
    };
  return {
    message:
      name === 'avec TVA'
        ? 'Vous facturez de la TVA mais votre numéro de TVA manque.'
        : `${what} est ${name} mais votre numéro de TVA ou votre SIREN manque.`,
    remedy: 'Ajoutez votre numéro de TVA (FR suivi de 11 chiffres). Si vous êtes en franchise de TVA, votre SIRET suffit et les taux sont à 0.',
  };
}

function rateWords({ rate, name }: Category, what: string): { message: string; remedy: string } {
  if (rate === 'none') return { message: `${what} est hors du champ de la TVA et porte pourtant un taux.`, remedy: 'Effacez le taux.' };
  if (rate === 'zero') return { message: `${what} est ${name} : le taux doit être 0.`, remedy: 'Mettez le taux à 0, ou choisissez « avec TVA ».' };
  return { message: `${what} est ${name} mais le taux est vide ou nul.`, remedy: 'Choisissez un taux, ou dites que l’opération est sans TVA.' };
}

function taxWords({ rate, name }: Category): { message: string; remedy: string } {
  return rate === 'positive' || rate === 'any'
    ? { message: 'Le montant de TVA d’un taux ne tombe pas juste.', remedy: 'La TVA est la base multipliée par le taux.' }
    : { message: `La TVA d’une opération ${name} doit être nulle.`, remedy: 'Mettez le montant de TVA à 0.' };
}
