import type { Case, Cases } from './brfr-cases.ts';
import type { Patch } from './terms.ts';

/** Where each party's identifiers stand in the literals: list of identifiers, SIREN, electronic address. */
const parties = [
  ['BG-4', 'BT-29', 'BT-30', 'BT-34'],
  ['BG-7', 'BT-46', 'BT-47', 'BT-49'],
  ['BG-10', 'BT-60', 'BT-61', 'EXT-FR-FE-29'],
  ['EXT-FR-FE-BG-01', 'EXT-FR-FE-06', 'EXT-FR-FE-08', 'EXT-FR-FE-12'],
  ['EXT-FR-FE-BG-02', 'EXT-FR-FE-46', 'EXT-FR-FE-48', 'EXT-FR-FE-52'],
  ['EXT-FR-FE-BG-03', 'EXT-FR-FE-69', 'EXT-FR-FE-71', 'EXT-FR-FE-75'],
  ['EXT-FR-FE-BG-04', 'EXT-FR-FE-92', 'EXT-FR-FE-94', 'EXT-FR-FE-98'],
  ['EXT-FR-FE-BG-05', 'EXT-FR-FE-115', 'EXT-FR-FE-117', 'EXT-FR-FE-121'],
  ['BG-13', 'BT-71', '', ''],
  ['BG-25.0', 'EXT-FR-FE-146', '', ''],
] as const;

const SIRET = '73282932000074';
const cases: Cases = {};

for (const [group, id, legal, endpoint] of parties) {
  const at = `${group}.${id}`;
  const due = group === 'BG-4' || group === 'BG-7';
  const siren = (value: string): Patch => (legal ? { [`${group}.${legal}`]: [value, '0002'] } : {});
  const siret: Case = {
    breaks: [{ [at]: [['7328293200007', '0009']], ...siren('732829320') }],
    keeps: [
      { [at]: [[SIRET, '0009']], ...siren('732829320') },
      { [at]: [['x', '0224']] },
      // Only the seller and the buyer must have their SIREN beside.
      ...(due ? [] : [{ [at]: [[SIRET, '0009']] }]),
    ],
  };
  cases[`BR-FR-09_${id}`] = {
    ...siret,
    breaks: [
      ...siret.breaks,
      ...(legal ? [{ [at]: [[SIRET, '0009']], ...siren('215902420') }] : []),
      ...(due ? [{ [at]: [[SIRET, '0009']], [`${group}.${legal}`]: undefined }] : []),
    ],
  };
  cases[`BR-FR-CO-10_${id}-1`] = {
    breaks: [{ [at]: [['123', '', '', '/x/GlobalID']] }, { [at]: [['123', '', '', '/x/GlobalID[2]'] as const] }],
    // `ram:ID` never has a scheme.
    keeps: [{ [at]: [['123', '', '', '/x/ID']] }, { [at]: [[SIRET, '0009']] }],
  };
  cases[`BR-FR-CO-10_${id}-2`] = {
    breaks: [
      {
        [at]: [
          [SIRET, '0009'],
          [SIRET, '0009'],
        ],
      },
    ],
    keeps: [
      {
        [at]: [
          [SIRET, '0009'],
          ['x', '0224'],
        ],
      },
    ],
  };
  if (!endpoint) continue;
  const address = `${group}.${endpoint}`;
  cases[`BR-FR-23_${endpoint}`] = {
    breaks: [{ [address]: ['732829320 A', '0225'] }, { [address]: ['é', '0225'] }],
    keeps: [{ [address]: ['732829320_A.b-c', '0225'] }, { [address]: ['a@b.fr', 'EM'] }],
  };
  cases[`BR-FR-25_${endpoint}`] = {
    breaks: [{ [address]: ['A'.repeat(126), 'EM'] }],
    keeps: [{ [address]: ['A'.repeat(125), '0225'] }],
  };
}

const between = (patch: Patch = {}): Patch => ({
  'BG-1': [{ 'BT-21': 'BAR', 'BT-22': 'B2B' }],
  ...patch,
});

for (const [group, id] of [
  ['BG-4', 'BT-29'],
  ['BG-7', 'BT-46'],
] as const) {
  const at = `${group}.${id}`;
  cases[`BR-FR-24_${id}`] = { breaks: [{ [at]: [['A B', '0224']] }], keeps: [{ [at]: [['A-B_c.1', '0224']] }, { [at]: [['A B', '0228']] }] };
  cases[`BR-FR-26_${id}`] = { breaks: [{ [at]: [['A'.repeat(101), '0224']] }], keeps: [{ [at]: [['A'.repeat(100), '0224']] }] };
}

/** Cases of the parties: BR-FR-09 to 13, 21 to 26, 32, CO-10 and CO-15. */
export const partyCases: Cases = {
  ...cases,
  'BR-FR-10_BT-30': {
    breaks: [{ 'BG-4.BT-30': undefined }, { 'BG-4.BT-30': ['73282932', '0002'] }, { 'BG-4.BT-30': ['732829320', '0009'] }, { 'BG-4': undefined }],
  },
  'BR-FR-11_BT-47': {
    breaks: [between({ 'BG-7.BT-47': undefined }), between({ 'BG-7.BT-47': ['21590242000011', '0002'] })],
    keeps: [between(), { 'BG-7.BT-47': undefined }],
  },
  'BR-FR-12_BT-49': { breaks: [{ 'BG-7.BT-49': undefined }, { 'BG-7.BT-49': '' }] },
  'BR-FR-13_BT-34': { breaks: [{ 'BG-4.BT-34': undefined }, { 'BG-4.BT-34': '' }] },
  'BR-FR-21_BT-49': {
    breaks: [
      between({ 'BG-7.BT-49': ['732829320', '0225'] }),
      between({ 'BG-7.BT-49': ['215902420', '0009'] }),
      between({ 'BG-7.BT-49': undefined }),
    ],
    keeps: [between(), between({ 'BG-7.BT-49': ['732829320', '0225'], 'BT-3': '389' }), { 'BG-7.BT-49': ['732829320', '0225'] }],
  },
  'BR-FR-22_BT-34': {
    breaks: [between({ 'BT-3': '389', 'BG-4.BT-34': ['215902420', '0225'] })],
    keeps: [between({ 'BT-3': '389' }), between({ 'BG-4.BT-34': ['215902420', '0225'] })],
  },
  'BR-FR-32-LEGALID': {
    breaks: [
      { 'BG-7.BT-47': ['21590242000011', '0002'] },
      { 'BG-10': { 'BT-61': ['1', '0002'] } },
      { 'BG-25.0.EXT-FR-FE-167': [['1', '0002']] },
      { 'EXT-FR-FE-BG-05': { 'EXT-FR-FE-117': ['1', '0002'] } },
    ],
    keeps: [{ 'BG-7.BT-47': ['21590242000011', '0009'] }],
  },
  'BR-FR-32-GLOBALID': {
    breaks: [{ 'BG-4.BT-29': [['1', '0231']] }, { 'BG-7.BT-46': [['21590242000011', '0002']] }],
    keeps: [{ 'BG-4.BT-29': [['123456789', '0231']] }],
  },
  'BR-FR-CO-15_BT-29-1': {
    breaks: [{ 'BG-4.BT-29': [['123456789', '0231']] }, { 'BG-4.BT-29': [['123456789', '0231']], 'BG-11': { 'BT-62': 'Groupe' } }],
    keeps: [{ 'BG-4.BT-29': [['123456789', '0231']], 'BG-11': { 'BT-63': 'FR44732829320' } }],
  },
};
