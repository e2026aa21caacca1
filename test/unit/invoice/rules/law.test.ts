import { describe, expect, it } from 'vitest';
import { type CheckContext, check, type Target } from '../../../../lib/invoice/check.ts';
import { complete } from '../../../../lib/invoice/complete.ts';
import type { Line } from '../../../../lib/invoice/model.ts';
import { lawRules } from '../../../../lib/invoice/rules/law.ts';
import { draft, drafts } from '../../formats/drafts.ts';
import { bakerInvoice } from '../baker.ts';
import { type Case, type Change, changed } from './changes.ts';

const taxed = (rate: string, change: Partial<Line> = {}) => [
  { name: 'Pain', quantity: '10', netPrice: '10', netAmount: '100.00', vatCategory: 'S', vatRate: rate, ...change },
];
const breakdown = (...entries: object[]) =>
  entries.map((entry) => ({ category: 'E', rate: '0', taxableAmount: '76.40', taxAmount: '0.00', ...entry }));
const place = (postcode: string, countryCode = 'FR') => ({ address: { line1: '1 rue', city: 'Ville', postcode, countryCode } });
const both = (postcode: string, countryCode?: string) => ({ seller: place(postcode, countryCode), buyer: place(postcode, countryCode) });
const credit = draft('04');
const reverse = draft('08');
const factor = { payee: { name: 'Affacturage de France', siret: '44306184100047' } };
const notes = (text: string, subjectCode = '') => ({ notes: [...bakerInvoice().notes, { subjectCode, text }] });
const due = (dueDate: string, name = 'Mairie de Fontaine') => ({ payment: { dueDate }, buyer: { name } });
const seller = (name: string, legalMention = '') => ({ seller: { name, legalMention } });
const representative = { name: 'Fisc Conseil', vatIdentifier: 'FR44732829320', ...place('75001') };

const law: Record<string, Case> = {
  'DATE-ISSUE': { breaks: [{ issueDate: '2026-02-30' }, { issueDate: '20/11/2026' }], keeps: [{ issueDate: '' }] },
  'DATE-FUTURE': { breaks: [{ issueDate: '2026-11-25' }], keeps: [{ issueDate: '2026-11-24' }], target: 'afnor', context: { today: '2026-11-24' } },
  'LAW-DELIVERY-DATE': { breaks: [{ delivery: { date: '' } }], keeps: [{ delivery: { date: '', periodEnd: '2026-11-20' } }] },
  'DATE-DELIVERY': { breaks: [{ delivery: { date: '20 novembre' } }, { delivery: { date: '', periodStart: '2026-13-01' } }] },
  'DATE-BEFORE-SERVICE': {
    breaks: [{ delivery: { date: '2026-11-21' } }, { delivery: { date: '', periodStart: '2026-12-01', periodEnd: '2026-12-31' } }],
    keeps: [
      { delivery: { date: '', periodStart: '2026-11-01', periodEnd: '2026-11-30' } },
      { delivery: { date: '2026-11-21' }, typeCode: '386' },
      { delivery: { date: '2026-11-21' }, alreadyPaid: true },
      { delivery: { date: '2026-11-21' }, totals: { prepaid: '20.00' } },
    ],
  },
  'LAW-DUE-DATE': { breaks: [{ payment: { dueDate: '' } }], keeps: [{ payment: { dueDate: '', terms: '30 jours' } }] },
  'DATE-DUE': { breaks: [{ payment: { dueDate: 'fin de mois' } }], keeps: [{ payment: { dueDate: '', terms: '30 jours' } }] },
  'DATE-DUE-EARLY': {
    breaks: [{ payment: { dueDate: '2026-11-19' } }],
    keeps: [
      { payment: { dueDate: '2026-11-19' }, alreadyPaid: true },
      { payment: { dueDate: '2026-11-19' }, typeCode: '386' },
    ],
  },
  'LAW-PAYMENT-TERM': {
    breaks: [due('2026-11-20'), due('2027-01-04'), due('2026-12-20', 'Centre hospitalier de Cornouaille'), due('2027-02-20', 'Régie des eaux')],
    keeps: [
      due('2026-12-19'),
      due('2026-12-22'),
      due('2027-01-09', 'CHU de Lille'),
      due('2027-01-19', 'Régie des eaux'),
      { payment: { dueDate: '2026-11-20' }, alreadyPaid: true },
    ],
  },
  'DATE-CREDIT-ORIGIN': {
    from: credit,
    breaks: [{ precedingInvoices: [{ number: 'F2026-118', issueDate: '2026-11-24' }] }],
    keeps: [{ precedingInvoices: [{ number: 'F2026-118', issueDate: '2026-11-23' }] }],
  },
  'LAW-CREDIT-ORIGIN': { from: credit, breaks: [{ precedingInvoices: [] }, { precedingInvoices: [{ number: ' ' }] }] },
  'LAW-CORRECTION-ORIGIN': { breaks: [{ typeCode: '384' }], keeps: [{ typeCode: '384', precedingInvoices: [{ number: 'F2026-117' }] }] },
  'LAW-BUYER-ADDRESS': {
    breaks: [{ buyer: { address: { city: '' } } }, { buyer: { address: { postcode: '' } } }],
    keeps: [{ buyer: { address: { line1: '' } } }, { buyer: { address: { line1: '', city: '', postcode: '' } } }],
  },
  'LAW-PREPAID-ORIGIN': {
    breaks: [{ totals: { prepaid: '20.00' } }],
    keeps: [{ totals: { prepaid: '20.00' }, precedingInvoices: [{ number: 'AC-1' }] }, { totals: { prepaid: '0.00' } }],
  },
  'LAW-PREPAID-EXCESS': { breaks: [{ totals: { prepaid: '76.41' } }], keeps: [{ totals: { prepaid: '76.40' } }] },
  'ID-PAYEE-SIRET': { breaks: [{ payee: { siret: '44306184100048' } }, { payee: { siret: '443061841' } }], keeps: [factor] },
  'LAW-PAYEE-MENTION': {
    breaks: [factor],
    keeps: [
      { ...factor, ...notes('Créance payable à', 'ACC') },
      { ...factor, ...notes('Pour être libératoire, votre règlement doit être fait à Affacturage de France, subrogée dans nos droits.') },
      { payee: { name: 'boulangerie martin ei' } },
    ],
  },
  'LAW-REPRESENTATIVE': {
    breaks: [
      { taxRepresentative: { ...representative, address: { line1: '1 rue', city: '', postcode: '' } } },
      { taxRepresentative: { ...representative, vatIdentifier: 'DE123456789' } },
      { taxRepresentative: { ...representative, vatIdentifier: 'FR45732829320' } },
    ],
    keeps: [{ taxRepresentative: representative }],
  },
  'LAW-CATEGORY-SOON': { breaks: [{ category: '' }], keeps: [{ category: '', issueDate: '2027-09-01' }] },
  'LAW-CATEGORY': { breaks: [{ category: '', issueDate: '2027-09-01' }], keeps: [{ category: '' }] },
  'LAW-DELIVERY-ADDRESS-SOON': {
    breaks: [{ delivery: { name: 'Cantine' } }, { delivery: { address: { city: 'Fontaine' } } }],
    keeps: [{ delivery: { name: 'Cantine', ...place('59550') } }, { delivery: { name: 'Cantine' }, category: 'services' }],
  },
  'LAW-DELIVERY-ADDRESS': { breaks: [{ delivery: { name: 'Cantine' }, issueDate: '2027-09-01' }], keeps: [{ delivery: { name: 'Cantine' } }] },
  'LAW-EI': {
    breaks: [
      seller('Claire Dupont', 'Micro-entrepreneur, RNE 732829320'),
      seller('Mme Claire Dupont'),
      seller('Claire Dupont', 'Entreprise individuelle'),
      { ...seller('Claire Dupont'), ...notes('Dispensé d’immatriculation au RCS et au RM') },
    ],
    keeps: [
      seller('Claire Dupont EI', 'Micro-entrepreneur'),
      seller('Mme Claire Dupont', 'Entrepreneur individuel'),
      seller('M. Paul Petit E.I.'),
      seller('Claire Dupont', 'EIRL, micro-entreprise'),
      // Nothing says whether these are persons or companies.
      seller('Boulangerie Martin'),
      seller('Claire Dupont'),
      seller('Lefèvre Plomberie SARL', 'ex micro-entreprise'),
      seller('Madame Rêve SAS'),
      seller('Les Amis du pain', 'Association loi 1901, micro-entreprise non'),
      { ...seller('Mme Claire Dupont'), issueDate: '2022-05-14' },
    ],
  },
  'LAW-LATE-PAYMENT': {
    breaks: [{ notes: [] }, { notes: bakerInvoice().notes.slice(1) }],
    keeps: [
      { notes: [], kind: 'credit-note' },
      { notes: [], issueDate: '2012-12-31' },
    ],
  },
  'LAW-NOTE-TWICE': { breaks: [{ notes: [...bakerInvoice().notes, ...bakerInvoice().notes] }], keeps: [notes('Merci'), notes('Bonne fête', 'AAI')] },
  'LAW-FRANCHISE-CIBS-EARLY': {
    breaks: [{ issueDate: '2026-08-31' }, { issueDate: '2026-08-31', vatBreakdown: [], ...notes('art. L. 223-1 du CIBS') }],
    keeps: [{ issueDate: '2026-09-01' }],
  },
  'LAW-FRANCHISE-WORDING': {
    breaks: [
      { vatBreakdown: breakdown({ exemptionReason: 'TVA non applicable, art. 293 B du CGI' }) },
      { ...notes('TVA non applicable, article 293B du CGI') },
    ],
    keeps: [{ vatBreakdown: breakdown({ exemptionReason: 'TVA non applicable, art. 293 B du CGI' }), issueDate: '2026-08-31' }, {}],
  },
  'LAW-FRANCHISE-WORDING-ENDED': {
    breaks: [{ vatBreakdown: breakdown({ exemptionReason: 'art. 293 B du CGI' }), issueDate: '2028-01-01' }],
    keeps: [{ vatBreakdown: breakdown({ exemptionReason: 'art. 293 B du CGI' }), issueDate: '2027-12-31' }, { issueDate: '2028-01-01' }],
  },
  'LAW-FRANCHISE-TAXED': {
    breaks: [
      { vatBreakdown: breakdown({ exemptionReasonCode: 'VATEX-FR-FRANCHISE' }, { category: 'S', rate: '20' }) },
      { vatBreakdown: breakdown({ category: 'S', rate: '20' }), ...notes('TVA non applicable, art. 293 B du CGI') },
    ],
    keeps: [
      { vatBreakdown: breakdown({ category: 'S', rate: '20' }) },
      { vatBreakdown: breakdown({ exemptionReason: 'art. 261-7 du CGI' }, { category: 'S', rate: '20' }) },
    ],
  },
  'LAW-SELLER-VAT': {
    breaks: [{ lines: taxed('20') }, { lines: taxed('0', { vatCategory: 'AE' }) }],
    keeps: [{ lines: taxed('20'), seller: { vatIdentifier: 'FR44732829320' } }, { lines: taxed('20'), taxRepresentative: representative }, {}],
  },
  'LAW-VAT-RATE': {
    breaks: [{ lines: taxed('19') }, { lines: taxed('21.00') }],
    keeps: [{ lines: taxed('5.5') }, { lines: taxed('20.00') }, { lines: taxed('', { vatCategory: 'O' }) }],
  },
  'LAW-VAT-CATEGORY': { breaks: [{ lines: taxed('0', { vatCategory: 'M' }) }], keeps: [{ lines: taxed('20') }] },
  'LAW-RATE-OLD': {
    breaks: [{ lines: taxed('19.6') }, { lines: taxed('7') }],
    keeps: [{ lines: taxed('20') }, { lines: taxed('19.6'), kind: 'credit-note' }, { lines: taxed('19.6'), issueDate: '2013-12-31' }],
  },
  'LAW-RATE-DROM': {
    breaks: [{ lines: taxed('8.5') }, { lines: taxed('1.05') }, { lines: taxed('8.5'), ...both('97150') }],
    keeps: [
      { lines: taxed('8.5'), ...both('97400') },
      { lines: taxed('8.5'), buyer: place('97110') },
      { lines: taxed('8.5'), delivery: place('97200') },
      { lines: taxed('8.5'), ...both('97400', 'RE') },
      { lines: taxed('8.5'), buyer: place('') },
      { lines: taxed('2.1') },
    ],
  },
  'LAW-RATE-CORSICA': {
    breaks: [{ lines: taxed('0.9') }, { lines: taxed('13') }],
    keeps: [{ lines: taxed('0.9'), ...both('20200') }, { lines: taxed('10') }],
  },
  'LAW-RATE-MAINLAND': {
    breaks: [{ lines: taxed('20'), ...both('97200') }],
    keeps: [
      { lines: taxed('8.5'), ...both('97200') },
      { lines: taxed('20'), seller: place('97200') },
      { lines: taxed('20'), ...both('97133') },
    ],
  },
  'LAW-VAT-UNTAXED-TERRITORY': {
    breaks: [
      { lines: taxed('20'), ...both('97300') },
      { lines: taxed('8.5'), ...both('97600') },
    ],
    keeps: [
      { lines: taxed('0', { vatCategory: 'E' }), ...both('97300') },
      { lines: taxed('20'), seller: place('97300') },
    ],
  },
  'LAW-REVERSE-WORDING': {
    from: reverse,
    breaks: [{ vatBreakdown: breakdown({ category: 'AE', exemptionReason: 'Article 283' }) }],
    keeps: [
      {
        vatBreakdown: breakdown({ category: 'AE', exemptionReason: 'Article 283' }),
        notes: [{ subjectCode: '', text: 'Auto-liquidation de la TVA' }],
      },
      { vatBreakdown: breakdown({ category: 'E', exemptionReason: 'Article 261' }) },
    ],
  },
  'LAW-REVERSE-BUYER-VAT': { from: reverse, breaks: [{ buyer: { vatIdentifier: '' } }] },
  'LAW-VATEX-CODE': {
    target: 'chorus',
    breaks: [{ vatBreakdown: breakdown({ exemptionReason: 'Exonéré', exemptionReasonCode: '' }) }],
    keeps: [{ vatBreakdown: breakdown({ exemptionReason: 'Exonéré', exemptionReasonCode: 'VATEX-EU-132' }) }, { vatBreakdown: breakdown({}) }],
  },
  'LAW-VAT-DEBITS-SOON': {
    breaks: [notes('Option pour le paiement de la taxe d’après les débits'), { payment: { terms: 'TVA acquittée sur les débits' } }],
    keeps: [{ ...notes('TVA acquittée sur les débits'), vatDue: 'debits' }, notes('Merci de votre confiance')],
  },
  'LAW-VAT-DEBITS': {
    breaks: [{ ...notes('TVA acquittée sur les débits'), issueDate: '2027-09-01' }],
    keeps: [notes('TVA acquittée sur les débits')],
  },
  'LAW-VAT-DUE': {
    breaks: [{ vatDue: 'debits' }, { vatDue: 'receipts' }],
    // Water and electricity are goods billed on debits.
    keeps: [
      { vatDue: 'debits', category: 'goods', vatBreakdown: breakdown({ category: 'S', rate: '20' }) },
      { vatDue: 'debits', vatBreakdown: [] },
    ],
  },
};

const long = (length: number) => 'A'.repeat(length);

describe('the law by date', () => {
  it.each(Object.entries(law))('%s is broken and respected', (id, { breaks, keeps = [], from = bakerInvoice(), target = 'portal', context = {} }) => {
    const speaks = (change: Change) => check(changed(from, change), target, context).some(({ rule }) => rule === id);
    for (const change of breaks) expect(speaks(change), JSON.stringify(change)).toBe(true);
    for (const change of keeps) expect(speaks(change), JSON.stringify(change)).toBe(false);
  });

  it('has a case for each of its rules', () => {
    const own = lawRules.filter(({ family, id }) => family !== 'EN 16931' || id in law);
    expect(Object.keys(law).sort()).toEqual(own.map(({ id }) => id).sort());
  });
});

describe('no false alarm', () => {
  it.each(drafts)('$name', ({ invoice }) => {
    for (const target of ['portal', 'chorus', 'afnor'] as const)
      expect(check(complete(invoice), target, { today: '2026-11-24' }).filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  it('says each thing once per target', () => {
    const once = (change: Change, target: Target, context: CheckContext = {}) =>
      check(changed(bakerInvoice(), change), target, context)
        .filter(({ severity }) => severity !== 'info')
        .map(({ rule }) => rule);
    const everywhere = (change: Change, context?: CheckContext) => (['portal', 'afnor'] as const).map((target) => once(change, target, context));
    expect(everywhere({ issueDate: '' })).toEqual([['BR-03'], ['BR-03']]);
    expect(everywhere({ delivery: { date: '31/31/2026' } })).toEqual([['DATE-DELIVERY'], ['BR-FR-03_BT-72']]);
    expect(everywhere({ payment: { dueDate: '2026-11-01' } })).toEqual([['DATE-DUE-EARLY'], ['BR-FR-CO-07_BT-9']]);
    expect(everywhere({ kind: 'credit-note' })).toEqual([['LAW-CREDIT-ORIGIN'], ['BR-FR-CO-05_BT-3']]);
    expect(everywhere({ engagementNumber: long(51) })).toEqual([['CPP-CODE-LENGTH'], ['BR-FR-CPRO-15']]);
    expect(everywhere({ currency: 'USD' })).toEqual([['CPP-CURRENCY'], ['BR-FR-CO-12_BT-5']]);
    expect(everywhere({ issueDate: '2026-11-25', delivery: { date: '', periodEnd: '2026-11-20' } }, { today: '2026-11-24' })).toEqual([
      ['CPP-DATE-FUTURE'],
      ['DATE-FUTURE'],
    ]);
    expect(
      everywhere({ lines: taxed('0', { vatCategory: 'E', quantity: 'dix' }) }).map((ids) => ids.filter((id) => !/^BR-(S|E|CO)-/.test(id))),
    ).toEqual([['LINE-QUANTITY'], ['BR-FR-DEC-02_BT-129']]);
    expect(everywhere(notes(long(1025)))).toEqual([['CPP-TEXT-LENGTH'], ['BR-FR-CPRO-42']]);
  });
});

describe('confirmation', () => {
  it('an anomaly that the paper carries may be confirmed, and no longer blocks', () => {
    const invoice = changed(bakerInvoice(), { payment: { dueDate: '2026-11-19' } });
    const [problem] = check(invoice, 'portal');
    expect(problem).toMatchObject({ rule: 'DATE-DUE-EARLY', severity: 'error', confirmable: true });
    expect(check(invoice, 'portal', { confirmed: ['DATE-DUE-EARLY|payment.dueDate'] })).toMatchObject([{ severity: 'info', confirmed: true }]);
  });
});
