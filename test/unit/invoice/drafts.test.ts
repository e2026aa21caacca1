import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { check, type Target, targets } from '../../../lib/invoice/check.ts';
import { complete } from '../../../lib/invoice/complete.ts';
import { vatIdentifierProblem } from '../../../lib/invoice/identifiers.ts';
import type { Invoice } from '../../../lib/invoice/model.ts';
import { tolerated } from '../../fixtures/drafts/expected.ts';
import { expected } from '../../fixtures/drafts-bad/expected.ts';
import { belongsToNobody, fictivePublicSiret, fictiveSiret } from '../../fixtures/identifiers.ts';
import { badDrafts, drafts } from '../formats/drafts.ts';
import { derivedFrom, ibanRemainder, storedIn } from './arithmetic.ts';

const today = '2026-11-24';

/** Errors and warnings, each rule once. */
function verdict(invoice: Invoice, target: Target, context = {}): string[] {
  const problems = check(invoice, target, { today, ...context }).filter((problem) => problem.severity !== 'info');
  return [...new Set(problems.map((problem) => problem.rule))].sort();
}

describe.each(drafts)('worked draft $name', ({ name, invoice }) => {
  it.each(targets)('has nothing against it (%s)', (target) => {
    const known = tolerated[name]?.[target] ?? [];
    expect(verdict(invoice, target).filter((rule) => !known.includes(rule))).toEqual([]);
  });

  it('adds up by other means than the library’s', () => {
    expect(storedIn(invoice)).toEqual(derivedFrom(invoice));
  });

  it('has everything that can be derived', () => {
    expect(complete(invoice)).toEqual(invoice);
    expect(invoice.category).not.toBe('');
    expect(invoice.notes.map((note) => note.subjectCode)).toEqual(expect.arrayContaining(['PMT', 'PMD', 'AAB']));
  });

  it('names accounts and VAT numbers whose keys are right', () => {
    if (invoice.payment.iban) expect(ibanRemainder(invoice.payment.iban)).toBe(1n);
    for (const vat of [invoice.seller.vatIdentifier, invoice.taxRepresentative.vatIdentifier].filter(Boolean))
      expect(vatIdentifierProblem(vat), vat).toBeNull();
  });
});

describe('the worked drafts', () => {
  it('are at least 44', () => {
    expect(drafts.length).toBeGreaterThanOrEqual(44);
  });

  it('are each in the README, once', () => {
    const readme = readFileSync(new URL('../../fixtures/drafts/README.md', import.meta.url), 'utf8');
    const rows = [...readme.matchAll(/^\| (\d\d-[\w-]+) \|/gm)].map((row) => row[1]);
    expect(rows).toEqual(drafts.map(({ name }) => name));
    expect(Object.keys(tolerated).filter((name) => !rows.includes(name))).toEqual([]);
  });

  it('from the eleventh on carry SIRETs that belong to nobody', () => {
    for (const { name, invoice } of drafts.filter((draft) => draft.name >= '11'))
      for (const siret of [invoice.seller.siret, invoice.buyer.siret, invoice.payee.siret].filter(Boolean))
        expect(belongsToNobody(siret), `${name} ${siret}`).toBe(true);
    expect(belongsToNobody(fictiveSiret(3)) && belongsToNobody(fictivePublicSiret('26', 3))).toBe(true);
    expect(belongsToNobody('73282932000074')).toBe(false);
  });

  it('hold between them every case that was promised', () => {
    const invoices = drafts.map(({ invoice }) => invoice);
    const lines = invoices.flatMap((invoice) => invoice.lines);
    const values = (pick: (invoice: Invoice) => string) => new Set(invoices.map(pick));
    const decimals = (value: string) => value.split('.')[1]?.length ?? 0;
    const some = (test: (invoice: Invoice) => boolean) => invoices.some(test);
    expect(values((invoice) => invoice.typeCode || invoice.kind)).toEqual(new Set(['invoice', 'credit-note', '384', '386']));
    expect(values((invoice) => invoice.payment.meansCode)).toEqual(new Set(['30', '10', '20', '48', '97']));
    expect(values((invoice) => invoice.category)).toEqual(new Set(['goods', 'services', 'mixed']));
    expect(values((invoice) => invoice.vatDue)).toEqual(new Set(['', 'debits', 'receipts']));
    expect(values((invoice) => invoice.payment.iban.slice(0, 2))).toEqual(new Set(['', 'FR', 'BE', 'DE']));
    expect(values((invoice) => invoice.seller.address.countryCode)).toEqual(new Set(['FR', 'BE', 'CH', 'GF']));
    expect(new Set(lines.map((line) => line.vatCategory))).toEqual(new Set(['S', 'E', 'AE', 'O']));
    expect(new Set(lines.map((line) => line.vatRate))).toEqual(new Set(['', '0', '0.9', '2.1', '5.5', '8.5', '10', '13', '20']));
    for (const unit of ['C62', 'KGM', 'HUR', 'MTK', 'KWH', 'DAY', 'MON', 'LTR', 'TNE']) expect(lines.map((line) => line.unit)).toContain(unit);
    expect(Math.max(...lines.map((line) => decimals(line.netPrice)))).toBe(6);
    expect(Math.max(...lines.map((line) => decimals(line.quantity)))).toBe(4);
    expect(Math.max(...lines.map((line) => line.name.length))).toBe(200);
    expect(lines.map((line) => line.name).join()).toMatch(/œ[\s\S]*€|€[\s\S]*œ/);
    expect(lines.some((line) => line.quantity.startsWith('-'))).toBe(true);
    expect(lines.some((line) => line.netAmount === '0.00')).toBe(true);
    expect(lines.some((line) => line.note !== '' && line.reference !== '' && line.periodStart !== '')).toBe(true);
    expect(new Set(lines.flatMap((line) => line.allowances.map((item) => item.charge)))).toEqual(new Set([true, false]));
    expect(Math.max(...invoices.map((invoice) => invoice.lines.length))).toBe(60);
    expect(Math.min(...invoices.map((invoice) => invoice.lines.length))).toBe(1);
    expect(some(({ invoiceNumber }) => invoiceNumber.length === 20 && ['+', '-', '_', '/'].every((sign) => invoiceNumber.includes(sign)))).toBe(true);
    expect(some(({ payment, issueDate }) => payment.dueDate === issueDate && !payment.terms.startsWith('Payée'))).toBe(true);
    expect(some(({ totals, alreadyPaid }) => totals.prepaid !== '' && !alreadyPaid)).toBe(true);
    expect(some(({ totals }) => totals.rounding !== '')).toBe(true);
    expect(some(({ totals }) => totals.net === '987654.32')).toBe(true);
    expect(some(({ payee, notes }) => payee.siret !== '' && notes.some((note) => note.subjectCode === 'ACC'))).toBe(true);
    expect(some(({ taxRepresentative }) => taxRepresentative.vatIdentifier !== '')).toBe(true);
    expect(some(({ seller }) => seller.tradingName !== '')).toBe(true);
    expect(some(({ contractNumber, engagementNumber, serviceCode }) => contractNumber !== '' && engagementNumber + serviceCode === '')).toBe(true);
    expect(some(({ issueDate, delivery }) => issueDate.startsWith('2026-01') && delivery.periodEnd.startsWith('2025-12'))).toBe(true);
  });
});

describe.each(badDrafts)('bad draft $name', ({ name, invoice }) => {
  it.each(targets)('is told by the rules of its anomaly (%s)', (target) => {
    const { rules = [], otherwise = {}, context } = expected[name] ?? {};
    const wanted = otherwise[target] ?? rules;
    const found = verdict(complete(invoice), target, context);
    expect(found).toEqual([...wanted].sort());
  });
});

describe('the bad drafts', () => {
  it('are at least 24, each with its anomaly in the table', () => {
    expect(badDrafts.length).toBeGreaterThanOrEqual(24);
    expect(Object.keys(expected).sort()).toEqual(badDrafts.map(({ name }) => name));
  });

  it('have a README written from the table (vitest -u writes it)', async () => {
    const cell = (ids: readonly string[]) => ids.join(', ') || '—';
    const rows = Object.entries(expected).map(([name, { anomaly, rules, otherwise = {} }]) => {
      const others = Object.entries(otherwise).map(([target, ids]) => `; ${target}: ${cell(ids)}`);
      return `| ${name} | ${anomaly} | ${cell(rules)}${others.join('')} |`;
    });
    await expect(`${preamble}${rows.join('\n')}\n`).toMatchFileSnapshot('../../fixtures/drafts-bad/README.md');
  });
});

const preamble = `# Drafts that must be refused, or warned about

One JSON file per anomaly, in the shape of \`../drafts/\`, otherwise right. « Rules » are the identifiers of the errors and warnings that \`check\` gives
today, on every target unless said; « — » none.
Some anomalies lie outside the draft: \`expected.ts\` says what the recipient demands, which numbers are used, what day it is (else 2026-11-24).

To add one: the file, its entry in \`expected.ts\`, then \`npx vitest run --project core test/unit/invoice/drafts.test.ts -u\`, which writes this page.

| draft | anomaly | rules |
|---|---|---|
`;
