import { describe, expect, it } from 'vitest';
import { check } from '../../../../lib/invoice/check.ts';
import { Group } from '../../../../lib/invoice/norm/document.ts';
import { chorusFileRules } from '../../../../lib/invoice/rules/chorus-file.ts';
import { cproRules } from '../../../../lib/invoice/rules/cpro.ts';
import type { NormContext } from '../../../../lib/invoice/rules/rule.ts';
import { bakerInvoice } from '../baker.ts';
import { baker, type Patch, patched, speaks } from './terms.ts';

interface Case {
  breaks: readonly Patch[];
  keeps?: readonly Patch[];
  context?: Partial<NormContext>;
}

const long = (length: number) => 'é'.repeat(length);

/** A text of one more character, and of the last admitted length. */
function limited(limit: number, ...paths: string[]): Case {
  return { breaks: paths.map((path) => ({ [path]: long(limit + 1) })), keeps: paths.map((path) => ({ [path]: long(limit) })) };
}

const id = (value: string, scheme: string): Patch => ({ 'BG-4.BT-29': [[value, scheme]] });
const noService: Patch = { 'BG-7.BT-46': [['21590242000011', '0009']] };
const noEngagement: Patch = { 'BT-13': undefined, 'BT-12': undefined };
const requires = (need: NonNullable<NormContext['requires']>) => ({ context: { requires: need } });

const cases: Record<string, Case> = {
  'BR-FR-CPRO-02': {
    breaks: [{ 'BT-1': 'F2026-000000000000118' }, { 'BG-3': { 'BT-25': 'F2026-000000000000118' } }],
    // Beyond 35 characters BR-FR-01 has said it.
    keeps: [{ 'BT-1': 'F2026-00000000000118' }, { 'BT-1': 'F'.repeat(36) }],
  },
  'BR-FR-CPRO-03': { breaks: [{ ...id('12', '0224'), 'BG-4.BT-30': ['DE1', '0223'] }], keeps: [id('DE123456789', '0223')] },
  'BR-FR-CPRO-04': { breaks: [id('DE1234567890123456789', '0223'), id('123456789', '0223')], keeps: [id('DE123456789', '0223')] },
  'BR-FR-CPRO-05': { breaks: [id('ABC', '0226'), id('1'.repeat(81), '0226')], keeps: [id('1234567890DUPONT', '0226')] },
  'BR-FR-CPRO-06': { breaks: [id('US12345678901234567', '0227')], keeps: [id('US1234567890123456', '0227')] },
  'BR-FR-CPRO-07': { breaks: [id('12345678', '0228')], keeps: [id('123456789', '0228'), id('1234567890', '0228')] },
  'BR-FR-CPRO-08': { breaks: [id('12345678901', '0229')], keeps: [id('123456789', '0229')] },
  'BR-FR-CPRO-09': { breaks: [id('DE123456789', '0223')] },
  'BR-FR-CPRO-10': { breaks: [{ 'BG-7.BT-46': [['CANTINE01', '0224']] }] },
  'BR-FR-CPRO-11': { breaks: [noService], ...requires('service') },
  'BR-FR-CPRO-12': { breaks: [noEngagement], keeps: [{ 'BT-13': undefined }, { 'BT-12': undefined }], ...requires('both') },
  'BR-FR-CPRO-13': { breaks: [{ ...noService, ...noEngagement }], keeps: [noService, noEngagement], ...requires('either') },
  'BR-FR-CPRO-14': limited(50, 'BT-12'),
  'BR-FR-CPRO-15': limited(50, 'BT-13'),
  'BR-FR-CPRO-17': {
    breaks: [{ 'BG-10': { 'BT-59': 'Factor', 'BT-61': ['443061841', '0002'] } }],
    keeps: [
      { 'BG-10': { 'BT-59': 'Factor', 'BT-60': ['44306184100047', '0009'], 'BT-61': ['443061841', '0002'] } },
      { 'BG-10': { 'BT-59': 'Factor' } },
    ],
  },
  'BR-FR-CPRO-20': { breaks: [{ 'BG-3': [{ 'BT-25': 'F1' }, { 'BT-25': 'F2' }] }], keeps: [{ 'BG-3': [{ 'BT-25': 'F1' }] }] },
  'BR-FR-CPRO-21': {
    breaks: [{ 'BG-2.BT-23': 'S3' }, { 'BG-2.BT-23': 'S6' }],
    keeps: [{ 'BG-2.BT-23': 'S3', 'EXT-FR-FE-BG-03': { 'EXT-FR-FE-66': 'Titulaire' } }],
  },
  'BR-FR-CPRO-24': { breaks: [{ 'BG-2.BT-23': 'S5' }], keeps: [{ 'BG-2.BT-23': 'S3' }] },
  'BR-FR-CPRO-25': {
    breaks: [
      {
        'BT-20': [
          ['30 jours', ''],
          ['fin de mois', ''],
        ],
      },
    ],
    keeps: [{ 'BT-20': undefined }],
  },
  'BR-FR-CPRO-26': { breaks: [{ 'BG-4.BG-6': [{ 'BT-41': 'Anne' }, { 'BT-41': 'Paul' }] }], keeps: [{ 'BG-4.BG-6': undefined }] },
  'BR-FR-CPRO-27': { breaks: [{ 'BG-7.BG-9': [{ 'BT-56': 'Anne' }, { 'BT-56': 'Paul' }] }], keeps: [{ 'BG-7.BG-9': undefined }] },
  'BR-FR-CPRO-29': limited(1024, 'BG-23.0.BT-120'),
  'BR-FR-CPRO-30': limited(50, 'BG-24.BT-122'),
  'BR-FR-CPRO-31': limited(1024, 'BG-25.1.BG-31.BT-154'),
  'BR-FR-CPRO-32': limited(400, 'BG-4.BG-5.BT-35', 'BG-4.BG-5.BT-36', 'BG-4.BG-5.BT-162'),
  'BR-FR-CPRO-33': limited(400, 'BG-4.BG-5.BT-37'),
  'BR-FR-CPRO-34': limited(99, 'BG-7.BT-45'),
  'BR-FR-CPRO-35': limited(1024, 'BT-20'),
  'BR-FR-CPRO-36': limited(99, 'BG-4.BT-28'),
  'BR-FR-CPRO-37': limited(99, 'BG-10.BT-59'),
  'BR-FR-CPRO-38': limited(20, 'BG-13.BT-71'),
  'BR-FR-CPRO-39': limited(27, 'BG-16.BG-17.BT-84'),
  'BR-FR-CPRO-40': limited(20, 'BG-25.0.EXT-FR-FE-146'),
  'BR-FR-CPRO-41': {
    breaks: [{ 'BG-24': { 'BT-125': ['JVBERi0=', 'application/pdf', `${'a'.repeat(47)}.pdf`] } }],
    keeps: [{ 'BG-24': { 'BT-125': ['JVBERi0=', 'application/pdf', `${'a'.repeat(46)}.pdf`] } }],
  },
  'BR-FR-CPRO-42': limited(1024, 'BG-1.0.BT-22'),
  'BR-FR-CPRO-43': limited(99, 'BG-4.BT-27'),
  'BR-FR-CPRO-44': limited(99, 'BG-7.BT-44'),
};

const million = 'BR-FR-CPRO-19';
const rule = (name: string) => cproRules.find((candidate) => candidate.id === name)!;

describe('BR-FR-CPRO', () => {
  it('each rule has a case', () => {
    expect([...Object.keys(cases), million].sort()).toEqual(cproRules.map(({ id: name }) => name).sort());
  });

  it.each(Object.entries(cases))('%s is broken and respected', (name, { breaks, keeps = [], context = {} }) => {
    for (const patch of breaks) expect(speaks(rule(name), patched(baker, patch), context), JSON.stringify(patch)).toBe(true);
    for (const patch of [{}, ...keeps]) expect(speaks(rule(name), patched(baker, patch), context), JSON.stringify(patch)).toBe(false);
  });

  it('BR-FR-CPRO-19: a million lines are too many', () => {
    const document = new Group('invoice');
    const line = new Group('BG-25');
    for (let count = 1; count < 1_000_000; count++) document.add(line);
    const context: NormContext = { target: 'afnor', syntax: null, profile: null };
    expect([...rule(million).judge(document, context)]).toEqual([]);
    expect([...rule(million).judge(document.add(line), context)]).toHaveLength(1);
  });

  it('say nothing of an invoice between companies', () => {
    const private_ = { 'BG-7.BT-47': ['732829320', '0002'], 'BG-7.BT-46': [['73282932000074', '0009']], 'BT-12': long(51) } as const;
    const limit = rule('BR-FR-CPRO-14');
    expect(speaks(limit, patched(baker, private_))).toBe(false);
    expect(speaks(limit, patched(baker, private_), { requires: 'none' })).toBe(true);
    expect(speaks(limit, patched(baker, private_), { syntax: null })).toBe(true);
    expect(speaks(limit, patched(baker, { ...private_, 'BG-1': [{ 'BT-21': 'ADN', 'BT-22': 'B2G' }] }))).toBe(true);
  });

  it('ask for exactly what the recipient requires, and once', () => {
    const invoice = { ...bakerInvoice(), engagementNumber: '', serviceCode: '' };
    const asked = (need: NonNullable<NormContext['requires']>, target: 'afnor' | 'portal') =>
      check(invoice, target, { requires: need }).map(({ rule: name }) => name);
    expect(asked('none', 'afnor')).toEqual([]);
    expect(asked('service', 'afnor')).toEqual(['BR-FR-CPRO-11']);
    expect(asked('engagement', 'afnor')).toEqual(['BR-FR-CPRO-12']);
    expect(asked('either', 'afnor')).toEqual(['BR-FR-CPRO-13']);
    expect(asked('both', 'afnor')).toEqual(['BR-FR-CPRO-11', 'BR-FR-CPRO-12']);
    expect(asked('both', 'portal')).toEqual(['CPP-SERVICE-REQUIRED', 'CPP-ENGAGEMENT-REQUIRED']);
    expect(check(invoice, 'afnor', { requires: 'none', serviceRequiresEngagement: true })).toHaveLength(1);
    expect(check({ ...invoice, contractNumber: 'M2026-1' }, 'afnor', { requires: 'engagement' })).toEqual([]);
  });

  it('a number too long is said once, by whom it concerns', () => {
    const invoice = { ...bakerInvoice(), invoiceNumber: 'F2026-000000000000118' };
    expect(check(invoice, 'afnor').map(({ rule: name }) => name)).toEqual(['BR-FR-CPRO-02']);
    expect(check(invoice, 'chorus').map(({ rule: name }) => name)).toEqual(['CPP-NUMBER-LENGTH']);
    expect(check({ ...invoice, invoiceNumber: 'F'.repeat(36) }, 'afnor').map(({ rule: name }) => name)).toEqual(['BR-FR-01_BT-1']);
  });
});

describe('what only a file for Chorus Pro can break', () => {
  const fileCases: Record<string, Case> = {
    'CPP-FRAMEWORK': { breaks: [{ 'BG-2.BT-23': 'B1' }], keeps: [{ 'BG-2.BT-23': 'A1' }, { 'BG-2.BT-23': 'A25' }, { 'BG-2.BT-23': undefined }] },
    'CPP-TYPE-CODE': { breaks: [{ 'BT-3': '751' }, { 'BT-3': '261' }], keeps: [{ 'BT-3': '381' }] },
    'CPP-LEGAL-ID': {
      breaks: [{}, { 'BG-7.BT-47': undefined }],
      keeps: [{ 'BG-4.BT-30': ['73282932000074', '0002'], 'BG-7.BT-47': ['21590242000011', '1'] }],
    },
    'CPP-GROSS-PRICE': {
      breaks: [{ 'BG-25.0.BG-29.BT-148': '4.00' }],
      keeps: [{ 'BG-25.0.BG-29.BT-148': '4.00', 'BG-25.0.BG-29.BT-147': '0.80' }, {}],
    },
    'CPP-PAYMENT-MEANS-EMPTY': { breaks: [{ 'BG-16': { 'BT-81': '' } }], keeps: [{ 'BG-16': undefined }, {}] },
    'CPP-ATTACHMENT-EMPTY': {
      breaks: [{ 'BG-24': { 'BT-122': 'BL-1' } }],
      keeps: [{ 'BG-24': { 'BT-122': 'BL-1', 'BT-125': ['JVBERi0=', 'application/pdf', 'bl.pdf'] } }],
    },
  };

  it.each(Object.entries(fileCases))('%s', (name, { breaks, keeps = [] }) => {
    const found = chorusFileRules.find((candidate) => candidate.id === name)!;
    expect(found.targets).toEqual(['chorus']);
    for (const patch of breaks) expect(speaks(found, patched(baker, patch), { target: 'chorus' }), JSON.stringify(patch)).toBe(true);
    for (const patch of keeps) expect(speaks(found, patched(baker, patch), { target: 'chorus' }), JSON.stringify(patch)).toBe(false);
  });

  it('each rule has a case', () => {
    expect(Object.keys(fileCases).sort()).toEqual(chorusFileRules.map(({ id: name }) => name).sort());
  });
});
