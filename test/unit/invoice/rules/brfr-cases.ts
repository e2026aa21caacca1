import { type Literal, type Patch, several } from './terms.ts';

/** Documents that break a rule, and documents near them that respect it; `from` is what the patches apply to. */
export interface Case {
  breaks: readonly Patch[];
  keeps?: readonly Patch[];
  from?: Literal;
  syntax?: 'cii' | 'ubl';
}

export type Cases = Record<string, Case>;

const long = (length: number) => 'A'.repeat(length);
const line = 'BG-25.0';

/** The same values at each place where a constraint holds. */
function at(id: string, path: string, breaks: readonly Literal[string][], keeps: readonly Literal[string][]): Cases {
  return { [id]: { breaks: breaks.map((value) => ({ [path]: value })), keeps: keeps.map((value) => ({ [path]: value })) } };
}

function merge(...all: Cases[]): Cases {
  return Object.assign({}, ...all);
}

const numberPaths = { 'BT-1': 'BT-1', 'BT-25': 'BG-3.BT-25', 'EXT-FR-FE-136': `${line}.EXT-FR-FE-136` };
const numbers = merge(
  ...Object.entries(numberPaths).flatMap(([id, path]) => [
    at(`BR-FR-01_${id}`, path, [long(36)], [long(35)]),
    at(`BR-FR-02_${id}`, path, ['F 118', 'Facturé', 'F#1'], ['F+1-2_3/4', '2026']),
  ]),
);

const datePaths = {
  'BT-2': 'BT-2',
  'BT-7': 'BT-7',
  'BT-9': 'BT-9',
  'BT-26': 'BG-3.BT-26',
  'BT-72': 'BG-13.BT-72',
  'BT-73': 'BG-13.BG-14.BT-73',
  'BT-74': 'BG-14.BT-74',
  'EXT-FR-FE-138': `${line}.EXT-FR-FE-138`,
  'EXT-FR-FE-158': `${line}.EXT-FR-FE-158`,
  'EXT-FR-FE-134': `${line}.BG-26.BT-134`,
  'EXT-FR-FE-135': `${line}.BG-26.BT-135`,
};
const dates = merge(
  ...Object.entries(datePaths).map(([id, path]) => at(`BR-FR-03_${id}`, path, ['1999-12-31', '2027-02-29', '20 nov.'], ['2028-02-29', '2099-12-31'])),
  {
    'BR-FR-CO-07_BT-9': {
      breaks: [{ 'BT-9': '2026-11-19' }],
      keeps: [{ 'BT-9': '2026-11-20' }, { 'BT-9': undefined }, { 'BT-9': '2026-11-19', 'BT-3': '386' }, { 'BT-9': '2026-11-19', 'BG-2.BT-23': 'B2' }],
    },
  },
);

const noteOf = (code: string, text = 'Texte') => ({ 'BT-21': code, 'BT-22': text });
const legal = ['PMT', 'PMD', 'AAB'];
const without = (code: string) => legal.filter((other) => other !== code).map((other) => noteOf(other));
const bar = (...texts: string[]): Patch => ({ 'BG-1': [...legal.map((code) => noteOf(code)), ...texts.map((text) => noteOf('BAR', text))] });
const notes = merge(
  ...legal.map((code) => ({ [`BR-FR-05_BT-22_${code}`]: { breaks: [{ 'BG-1': without(code) }, { 'BG-1': undefined }] } })),
  ...[...legal, 'TXD'].map((code) => ({
    [`BR-FR-06_BT-21_${code}`]: { breaks: [{ 'BG-1': [noteOf(code), noteOf(code)] }], keeps: [{ 'BG-1': [noteOf(code)] }] },
  })),
  {
    'BR-FR-20_BT-21': { breaks: [bar('B2G'), bar('B2B', 'autre')], keeps: [bar('B2B'), bar('B2CINT'), bar()] },
    'BR-FR-31_BT-21': { breaks: [bar('B2B', 'B2C'), bar('B2B', 'B2B')], keeps: [bar('B2B'), bar('B2B', 'autre')] },
    'BR-FR-CO-14_BT-29-1': {
      breaks: [{ 'BG-4.BT-29': [['123456789', '0231']] }],
      keeps: [{ 'BG-4.BT-29': [['123456789', '0231']], 'BG-1': [noteOf('TXD', 'MEMBRE_ASSUJETTI_UNIQUE')] }],
    },
  },
);

const references = merge(
  at('BR-FR-04_BT-3', 'BT-3', ['325', '751'], ['381', '261']),
  at('BR-FR-04_EXT-FR-FE-02', 'BG-3.EXT-FR-FE-02', ['751'], ['380']),
  at('BR-FR-04_EXT-FR-FE-137', `${line}.EXT-FR-FE-137`, ['751'], ['386']),
  {
    'BR-FR-08_BT-23': { breaks: [{ 'BG-2.BT-23': 'A1' }, { 'BG-2.BT-23': undefined }, { 'BG-2': undefined }], keeps: [{ 'BG-2.BT-23': 'M9' }] },
    'BR-FR-17_BT-123': {
      breaks: [{ 'BG-24': [{ 'BT-122': '1', 'BT-123': 'Bon de livraison' }] }],
      keeps: [{ 'BG-24': [{ 'BT-122': '1', 'BT-123': 'BON_LIVRAISON' }, { 'BT-122': '2' }] }],
    },
    'BR-FR-18_BT-123': {
      breaks: [{ 'BG-24': [{ 'BT-123': 'LISIBLE' }, { 'BT-123': 'LISIBLE' }] }],
      keeps: [{ 'BG-24': [{ 'BT-123': 'LISIBLE' }, { 'BT-123': 'RIB' }] }],
    },
    'BR-FR-CO-03_BT-3': {
      breaks: [
        { 'BT-3': '262', 'BT-12': undefined },
        { 'BT-3': '262', 'BG-13.BG-14': { 'BT-73': '2026-11-01' } },
      ],
      keeps: [{ 'BT-3': '262' }, { 'BT-12': undefined }],
    },
    'BR-FR-CO-04_BT-4': {
      breaks: [{ 'BT-3': '384' }, { 'BT-3': '472', 'BG-3': [{ 'BT-25': 'F1' }, { 'BT-25': 'F2' }] }],
      keeps: [{ 'BT-3': '384', 'BG-3': [{ 'BT-25': 'F1', 'BT-26': '2026-11-01' }] }],
    },
    'BR-FR-CO-05_BT-3': {
      breaks: [
        { 'BT-3': '381' },
        { 'BT-3': '381', 'BG-3': [{ 'BT-25': 'F1' }] },
        { 'BT-3': '396', [`${line}.EXT-FR-FE-136`]: 'F1', [`${line}.EXT-FR-FE-138`]: '2026-11-01' },
      ],
      keeps: [
        { 'BT-3': '381', 'BG-3': [{ 'BT-25': 'F1', 'BT-26': '2026-11-01' }] },
        {
          'BT-3': '381',
          [`${line}.EXT-FR-FE-136`]: 'F1',
          [`${line}.EXT-FR-FE-138`]: '2026-11-01',
          'BG-25.1.EXT-FR-FE-163': 'INFORMATION',
        },
      ],
    },
    'BR-FR-CO-08_BT-23': {
      breaks: [{ 'BG-2.BT-23': 'S4', 'BT-3': '386' }],
      keeps: [{ 'BG-2.BT-23': 'S4' }, { 'BG-2.BT-23': 'S1', 'BT-3': '386' }],
    },
  },
);

const attribute = (content: Literal): Patch => ({ [`${line}.BG-31.BG-32`]: [content] });
const objectPaths = { 29: ['', 'BT-18'], 30: [`${line}.`, 'BT-128'] } as const;
const objects = merge(
  {
    'BR-FR-27_BG-32': { breaks: [attribute({ 'BT-161': 'x' })], keeps: [attribute({ 'EXT-FR-FE-159': 'C', 'BT-161': 'x' })] },
    'BR-FR-27_BT-160': { breaks: [attribute({ 'BT-160': '', 'BT-161': 'x' })] },
    'BR-FR-27_EXT-FR-FE-159': { breaks: [attribute({ 'EXT-FR-FE-159': '', 'BT-161': 'x' })] },
    'BR-FR-28-Value': {
      breaks: [
        attribute({ 'BT-160': 'Poids' }),
        attribute({ 'BT-160': 'Poids', 'BT-161': '500', 'EXT-FR-FE-160': ['500', 'GRM'] }),
        attribute({ 'BT-160': 'Poids', 'EXT-FR-FE-160': '500' }),
      ],
      keeps: [
        attribute({ 'BT-160': 'Poids', 'EXT-FR-FE-160': ['500', 'GRM'] }),
        attribute({ 'BT-160': 'Poids', 'EXT-FR-FE-160': '500', 'EXT-FR-FE-161': 'GRM' }),
      ],
    },
  },
  ...Object.entries(objectPaths).flatMap(([number, [place, id]]) => [
    {
      [`BR-FR-${number}_${id}`]: {
        breaks: [
          {
            [`${place}${id}`]: [
              ['F1', 'AFL'],
              ['F2', 'AFL'],
            ],
          },
          {
            [`${place}${id}`]: [
              ['F1', 'AVV'],
              ['F2', 'AVV'],
            ],
          },
        ],
        keeps: [
          {
            [`${place}${id}`]: [
              ['F1', 'AFL'],
              ['S1', 'AVV'],
              ['1', 'ABT'],
              ['2', 'ABT'],
            ],
          },
        ],
      },
    },
    ...['AFL', 'AVV'].map((scheme) => ({
      [`BR-FR-${number}_${scheme}`]: {
        breaks: [{ [`${place}${id}`]: '', [`${place}${id}-1`]: scheme }],
        keeps: [
          { [`${place}${id}`]: 'F1', [`${place}${id}-1`]: scheme },
          { [`${place}${id}`]: '', [`${place}${id}-1`]: 'ABT' },
        ],
      },
    })),
  ]),
);

const money = [
  ['12.345', '12,50', '1e3', '123456789012345678.90'],
  ['-12.5', '12', '12345678901234567.89'],
] as const;
const moneyPaths = {
  'BT-92_BT-99': ['BG-20.BT-92', 'BG-21.BT-99'],
  'BT-93_BT-100': ['BG-20.BT-93', 'BG-21.BT-100'],
  'BT-106': ['BG-22.BT-106'],
  'BT-107': ['BG-22.BT-107'],
  'BT-108': ['BG-22.BT-108'],
  'BT-109': ['BG-22.BT-109'],
  'BT-110': ['BG-22.BT-110'],
  'BT-111': ['BG-22.BT-111'],
  'BT-112': ['BG-22.BT-112'],
  'BT-113': ['BG-22.BT-113'],
  'BT-114': ['BG-22.BT-114'],
  'BT-115': ['BG-22.BT-115'],
  'BT-116': ['BG-23.0.BT-116'],
  'BT-117': ['BG-23.0.BT-117'],
  'BT-131': [`${line}.BT-131`],
  'BT-136_BT-141': [`${line}.BG-27.BT-136`, `${line}.BG-28.BT-141`],
  'BT-137_BT-142': [`${line}.BG-27.BT-137`, `${line}.BG-28.BT-142`],
};
const everywhere = (paths: readonly string[], values: readonly string[]): Patch[] =>
  paths.flatMap((path) => values.map((value) => ({ [path]: value })));
const price = (path: string): Case => ({
  breaks: everywhere([path], ['-1', '1.2345678', 'un']),
  keeps: [...everywhere([path], ['0', '1.234567']), { [path]: '-1', 'BG-2.BT-23': 'S9' }],
});
const amounts = merge(
  ...Object.entries(moneyPaths).map(([id, paths]) => ({
    [`BR-FR-DEC-01_${id}`]: { breaks: everywhere(paths, money[0]), keeps: everywhere(paths, money[1]) },
  })),
  at('BR-FR-DEC-02_BT-129', `${line}.BT-129`, ['1.23456', 'deux'], ['-1.2345']),
  at('BR-FR-DEC-02_BT-149', `${line}.BG-29.BT-149`, ['1.23456'], ['100']),
  {
    'BR-FR-DEC-03_BT-146': price(`${line}.BG-29.BT-146`),
    'BR-FR-DEC-03_BT-147': price(`${line}.BG-29.BT-147`),
    'BR-FR-DEC-03_BT-148': price(`${line}.BG-29.BT-148`),
  },
  at('BR-FR-DEC-04_BT-96_BT-103', 'BG-20.BT-96', ['20 %', '-20', '100.00', '5.555'], ['20.00', '100']),
  at('BR-FR-DEC-04_BT-119', 'BG-23.0.BT-119', ['20%', '5.555'], ['5.5']),
  at('BR-FR-DEC-04_BT-152', `${line}.BG-30.BT-152`, ['20%', '5.555'], ['5.50']),
  {
    'BR-FR-CO-09_BT-23-1': {
      breaks: [{ 'BG-2.BT-23': 'B2' }, { 'BG-2.BT-23': 'S2', 'BG-22.BT-113': '76.00' }],
      keeps: [{ 'BG-2.BT-23': 'B2', 'BG-22.BT-113': '76.4' }],
    },
    'BR-FR-CO-09_BT-23-2': { breaks: [{ 'BG-2.BT-23': 'M2' }], keeps: [{ 'BG-2.BT-23': 'M2', 'BG-22.BT-115': '0.00' }] },
    'BR-FR-CO-09_BT-23-3': { breaks: [{ 'BG-2.BT-23': 'B2', 'BT-9': undefined }], keeps: [{ 'BG-2.BT-23': 'B2' }, { 'BT-9': undefined }] },
    'BR-FR-CO-12_BT-5': {
      breaks: [{ 'BT-5': 'USD' }, { 'BT-5': 'USD', 'BT-6': 'EUR', 'BG-22.BT-110': ['1.00', 'USD'] }],
      keeps: [{ 'BT-5': 'USD', 'BT-6': 'EUR', 'BG-22.BT-111': ['1.00', 'EUR'] }, { 'BT-5': undefined }],
    },
  },
);

const categories = {
  'BT-95_BT-102': ['BG-20.BT-95', 'BG-21.BT-102'],
  'BT-95_BT-118': ['BG-23.0.BT-118'],
  'BT-95_BT-151': [`${line}.BG-30.BT-151`],
} as const;
const vat = merge(
  ...Object.entries(categories).flatMap(([id, paths]) => [
    { [`BR-FR-15_${id}`]: { breaks: everywhere(paths, ['B', 'L', 's']), keeps: everywhere(paths, ['S', 'AE', 'Z']) } },
    { [`BR-FR-15_${id}_LM`]: { breaks: everywhere(paths, ['L', 'M']), keeps: everywhere(paths, ['S', 'B']) } },
  ]),
  at('BR-FR-16_BT-96_BT-103', 'BG-21.BT-103', ['19', '20.000', '020'], ['20.0', '8.5', '1.05']),
  at('BR-FR-16_BT-119', 'BG-23.0.BT-119', ['6', '5.500'], ['5.50', '0.00']),
  at('BR-FR-16_BT-152', `${line}.BG-30.BT-152`, ['21', '2.100'], ['2.10', '13']),
);

const special = (id: string, breaks: readonly Patch[], keeps: readonly Patch[] = [], from: Literal = several('S8')): Cases => ({
  [id]: { from, breaks, keeps: [{ 'BG-2.BT-23': 'S1', ...breaks[0] }, ...keeps] },
});
const [firstHead, firstDetail, secondHead] = ['BG-25.0', 'BG-25.1', 'BG-25.2'];
const both = several('S9');
const prior = (prefix: string, from: Literal, type: string) =>
  merge(
    ...['EXT-FR-FE-136', 'EXT-FR-FE-138'].map((id) =>
      special(
        `${prefix}-${id}`,
        [{ 'BT-3': type }],
        [{ 'BT-3': type, [`${firstHead}.${id}`]: '2026-01-01', [`${secondHead}.${id}`]: '2026-01-01' }],
        from,
      ),
    ),
  );
const sellers = merge(
  special('BR-FR-MV-01_EXT-FR-FE-163', [{ [`${firstDetail}.EXT-FR-FE-163`]: undefined }]),
  special('BR-FR-MV-02_EXT-FR-FE-163', [{ [`${firstHead}.EXT-FR-FE-163`]: 'DETAIL', [`${secondHead}.EXT-FR-FE-162`]: '1' }]),
  special('BR-FR-BD-02_EXT-FR-FE-163', [{ [`${firstHead}.EXT-FR-FE-163`]: 'DETAIL' }], [], both),
  special('BR-FR-BD-02_BT-31', [{ [`${firstHead}.EXT-FR-FE-167`]: '999999999' }], [], both),
  special('BR-FR-BD-02_BT-47', [{ [`${secondHead}.EXT-FR-FE-167`]: '732829320' }], [], both),
  special('BR-FR-MV-03_EXT-FR-FE-164', [{ [`${firstHead}.EXT-FR-FE-164`]: undefined }]),
  special('BR-FR-MV-03_EXT-FR-FE-167', [{ [`${secondHead}.EXT-FR-FE-167`]: undefined }]),
  special('BR-FR-MV-03_EXT-FR-FE-177', [{ [`${firstHead}.EXT-FR-FE-177`]: undefined }]),
  special('BR-FR-MV-03_EXT-FR-FE-181', [{ [`${firstHead}.EXT-FR-FE-181`]: ['20.00', 'USD'] }]),
  special(
    'BR-FR-MV-03_EXT-FR-FE-182',
    [{ 'BT-6': 'USD' }],
    [{ 'BT-6': 'USD', [`${firstHead}.EXT-FR-FE-182`]: ['22.00', 'USD'], [`${secondHead}.EXT-FR-FE-182`]: ['22.00', 'USD'] }],
  ),
  special('BR-FR-MV-03_BT-128_AFL', [{ [`${firstHead}.BT-128`]: ['S1', 'AVV'] }]),
  special('BR-FR-MV-03_BT-128_AVV', [
    { [`${firstHead}.BT-128`]: ['F2026-118', 'AFL'] },
    {
      [`${firstHead}.BT-128`]: [
        ['F2026-118', 'AFL'],
        ['S8', 'AVV'],
      ],
    },
  ]),
  special('BR-FR-MV-05_EXT-FR-FE-BG-12', [{ [`${firstHead}.BT-131`]: '100.02' }], [{ [`${firstHead}.BT-131`]: '100.01' }]),
  special('BR-FR-MV-06_EXT-FR-FE-167', [{ [`${firstDetail}.EXT-FR-FE-167`]: '812345671' }, { [`${firstDetail}.EXT-FR-FE-167`]: undefined }]),
  special('BR-FR-MV-07_BT-128', [{ [`${firstDetail}.BT-128`]: ['G-1', 'AFL'] }, { [`${firstDetail}.BT-128`]: undefined }]),
  special('BR-FR-MV-08_BT-128', [{ [`${firstDetail}.BG-30.EXT-FR-FE-178`]: 'TVA' }, { [`${firstDetail}.BG-30.EXT-FR-FE-178`]: undefined }]),
  special('BR-FR-MV-09_EXT-FR-FE-181', [{ 'BG-23.0.BT-117': '20.02' }], [{ 'BG-23.0.BT-117': '20.01' }]),
  special(
    'BR-FR-MV-10_EXT-FR-FE-184',
    [{ [`${firstHead}.EXT-FR-FE-184`]: '120.02' }],
    [{ [`${firstHead}.EXT-FR-FE-184`]: '120.01' }, { [`${firstHead}.EXT-FR-FE-184`]: undefined }],
  ),
  special('BR-FR-MV-11_BT-128', [{ 'BT-1': 'F2026-119' }]),
  special('BR-FR-MV-12_BT-128', [{ [`${secondHead}.BT-128`]: ['F2026-118', 'AFL'] }]),
  special('BR-FR-MV-13_BT-3', [{ 'BT-3': '389' }]),
  special('BR-FR-BD-13_BT-3', [{ 'BT-3': '380' }], [], both),
  prior('BR-FR-MV-14', several('S8'), '381'),
  prior('BR-FR-BD-14', both, '261'),
);

export const documentCases: Cases = merge(numbers, dates, notes, references, objects, amounts, vat, sellers);
