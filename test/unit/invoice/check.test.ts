import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check, isReady, type Problem, targets } from '../../../lib/invoice/check.ts';
import { isIsoDate } from '../../../lib/invoice/dates.ts';
import { emptyInvoice, type Invoice, restoreInvoice } from '../../../lib/invoice/model.ts';
import { rules } from '../../../lib/invoice/rules/index.ts';
import { families } from '../../../lib/invoice/rules/rule.ts';
import { bakerInvoice } from './baker.ts';

const ids = (problems: Problem[]) => problems.map((problem) => problem.rule);
const errors = (invoice: Invoice, context = {}) => ids(check(invoice, 'chorus', context).filter((problem) => problem.severity === 'error'));

describe('check', () => {
  it('finds nothing to say against the baker without VAT number', () => {
    expect(check(bakerInvoice(), 'chorus', { today: '2026-11-24', requires: 'engagement' })).toEqual([]);
    expect(check(bakerInvoice(), 'portal', { today: '2026-11-24', requires: 'engagement' })).toEqual([]);
  });

  it('gives each problem a rule, a field, a sentence and a remedy, errors first', () => {
    const problems = check(emptyInvoice(), 'portal');
    expect(isReady(problems)).toBe(false);
    expect(ids(problems)).toEqual(expect.arrayContaining(['BR-02', 'BR-06', 'ID-BUYER-SIRET', 'BR-16', 'BR-14']));
    for (const problem of problems) {
      expect(problem.message).toMatch(/\.$|\?$/);
      expect(problem.remedy.length).toBeGreaterThan(5);
      expect(problem.field).not.toBe('');
    }
    const severities = problems.map((problem) => problem.severity);
    expect([...severities].sort((a, b) => ['error', 'warning', 'info'].indexOf(a) - ['error', 'warning', 'info'].indexOf(b))).toEqual(severities);
  });

  it.each([
    ['20260305', 'CPP-NUMBER-DATE'],
    ['05-03-2026', 'CPP-NUMBER-DATE'],
    ['05/03/26', 'CPP-NUMBER-DATE'],
    ['F  118', 'CPP-NUMBER-ALPHABET'],
    ['Facturé118', 'CPP-NUMBER-ALPHABET'],
    ['F2026-000000000000118', 'CPP-NUMBER-LENGTH'],
  ])('refuses the number %s (%s)', (invoiceNumber, rule) => {
    expect(errors({ ...bakerInvoice(), invoiceNumber })).toContain(rule);
  });

  it('refuses a space in the number on the portal, warns of it in a flow', () => {
    const invoice = { ...bakerInvoice(), invoiceNumber: 'F 118' };
    const severities = (target: 'portal' | 'chorus') => check(invoice, target).map(({ rule, severity }) => [rule, severity]);
    expect(severities('portal')).toEqual([['CPP-NUMBER-ALPHABET', 'error']]);
    expect(severities('chorus')).toEqual([['CPP-NUMBER-ALPHABET', 'warning']]);
  });

  it.each(['F2026-118', '2026/118', '20261399', '118', 'A+B_C'])('accepts the number %s', (invoiceNumber) => {
    expect(errors({ ...bakerInvoice(), invoiceNumber })).toEqual([]);
  });

  it('asks for exactly what the recipient requires', () => {
    const bare = { ...bakerInvoice(), engagementNumber: '', serviceCode: '' };
    const withService = { ...bare, serviceCode: 'CANTINE01' };
    const withEngagement = bakerInvoice();
    const both = { ...withEngagement, serviceCode: 'CANTINE01' };
    const table = {
      none: [true, true, true, true],
      service: [false, true, false, true],
      engagement: [false, false, true, true],
      either: [false, true, true, true],
      both: [false, false, false, true],
    } as const;
    for (const [requires, verdicts] of Object.entries(table) as [keyof typeof table, readonly boolean[]][])
      [bare, withService, withEngagement, both].forEach((invoice, index) => {
        expect(isReady(check(invoice, 'portal', { requires })), `${requires} ${index}`).toBe(verdicts[index]);
      });
    expect(errors(withService, { requires: 'service', serviceRequiresEngagement: true })).toContain('CPP-ENGAGEMENT-REQUIRED');
  });

  it('says that HT + TVA ≠ TTC with the three amounts', () => {
    const invoice = bakerInvoice();
    const problem = check({ ...invoice, totals: { ...invoice.totals, gross: '80.00', payable: '80.00' } }, 'portal').find(
      (item) => item.rule === 'BR-CO-15',
    );
    expect(problem?.message).toContain('76,40');
    expect(problem?.message).toContain('80,00');
  });

  it('refuses a number already used, a date to come, a paid invoice that still asks for money, a credit note without its invoice', () => {
    expect(errors(bakerInvoice(), { usedNumbers: ['F2026-118'] })).toContain('CPP-NUMBER-USED');
    expect(errors(bakerInvoice(), { today: '2026-11-19' })).toContain('CPP-DATE-FUTURE');
    expect(errors({ ...bakerInvoice(), alreadyPaid: true })).toContain('CPP-PAID');
    expect(errors({ ...bakerInvoice(), kind: 'credit-note' })).toContain('LAW-CREDIT-ORIGIN');
  });

  it('lets the fictive SIRETs of the training recipients pass as a warning only there', () => {
    const invoice = { ...bakerInvoice(), buyer: { ...bakerInvoice().buyer, siret: '12345678200099' } };
    expect(errors(invoice)).toContain('ID-BUYER-SIRET');
    expect(errors(invoice, { fictiveIdentifiers: true })).toEqual([]);
  });

  it('never throws, whatever the stored value', () => {
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom(...targets), (value, target) => {
        for (const problem of check(restoreInvoice(value), target)) expect(problem.message).toBeTruthy();
      }),
    );
    fc.assert(
      fc.property(
        fc.record({
          totals: fc.record({ net: fc.string(), gross: fc.string() }),
          lines: fc.array(fc.record({ quantity: fc.string(), netPrice: fc.string() })),
        }),
        (value) => {
          check(restoreInvoice(value), 'chorus');
        },
      ),
    );
  });
});

describe('the table of rules', () => {
  it('gives each rule its own identifier', () => {
    const seen = rules.map((rule) => rule.id);
    expect(seen.filter((id, index) => seen.indexOf(id) !== index)).toEqual([]);
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))('%s is fit to be read', (_, rule) => {
    expect(rule.source.length).toBeGreaterThan(4);
    expect(families).toContain(rule.family);
    expect(rule.targets.length).toBeGreaterThan(0);
    for (const target of [...rule.targets, ...(rule.onPaper ?? [])]) expect(targets).toContain(target);
    for (const target of rule.onPaper ?? []) expect(rule.targets).toContain(target);
    for (const bound of [rule.validFrom, rule.validUntil]) if (bound !== undefined) expect(isIsoDate(bound)).toBe(true);
    if (rule.validFrom && rule.validUntil) expect(rule.validFrom <= rule.validUntil).toBe(true);
    expect(rule.field).not.toBe('');
    for (const sentence of [rule.message, rule.remedy]) {
      expect(sentence).toMatch(/^[A-ZÀÉÊÎÔÛŒ«].{8,}[.?…]$/su);
      // No word of the schemas, and outside the norm's own rules no term of the norm: a baker reads this.
      expect(sentence).not.toMatch(/\b(ram|cbc|cac|udt):|EXT-FR|XPath|schematron/i);
      if (rule.family !== 'EN 16931') expect(sentence).not.toMatch(/\bB[TG]-\d|schemeID/);
    }
  });
});

describe('restoreInvoice', () => {
  it('is idempotent and drops what it does not know', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const once = restoreInvoice(value);
        expect(restoreInvoice(JSON.parse(JSON.stringify(once)))).toEqual(once);
      }),
    );
    expect(restoreInvoice({ invoiceNumber: 12, evil: true, lines: [null, { name: 'x' }] })).toMatchObject({
      invoiceNumber: '',
      lines: [{ name: 'x', quantity: '' }],
    });
  });
});
