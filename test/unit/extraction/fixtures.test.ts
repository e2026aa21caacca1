import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ibanProblem, siretProblem, vatIdentifierProblem } from '../../../lib/invoice/identifiers.ts';
import { big, sum } from '../../../lib/invoice/money.ts';
import { markdown, reliability, tally } from '../../bench/score.ts';
import { invoices } from '../../fixtures/invoices.ts';
import { sheetOf } from '../../fixtures/layouts/common.ts';
import { layouts } from '../../fixtures/layouts/index.ts';
import { amountsOf, truthOf } from '../../fixtures/printed.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

describe('the invoices of the project', () => {
  it('are ten at least, in six layouts at least, each layout used', () => {
    expect(invoices.length).toBeGreaterThanOrEqual(10);
    expect(new Set(invoices.map((invoice) => invoice.layout))).toEqual(new Set(Object.keys(layouts)));
    expect(Object.keys(layouts).length).toBeGreaterThanOrEqual(6);
    expect(new Set(invoices.map((invoice) => invoice.id)).size).toBe(invoices.length);
  });
  for (const invoice of invoices) {
    it(`${invoice.id}: numbers pass their keys, amounts add up, every truth is printed`, () => {
      const { seller, buyer } = invoice;
      expect([siretProblem(seller.siret), siretProblem(buyer.siret)]).toEqual([null, null]);
      if (seller.vat) expect(vatIdentifierProblem(seller.vat)).toBeNull();
      if (seller.iban) expect(ibanProblem(seller.iban)).toBeNull();
      const amounts = amountsOf(invoice);
      expect(sum(amounts.lineNets)).toBe(amounts.net);
      expect(big(amounts.net)?.plus(amounts.vat).toFixed(2)).toBe(amounts.gross);
      const body =
        layouts[invoice.layout]?.(sheetOf(invoice))
          .body.replace(/<[^>]+>/g, '')
          .replace(/&amp;/g, '&') ?? '';
      const packed = body.replace(/\s/g, '');
      const { fields } = truthOf(invoice);
      for (const name of [
        'invoiceNumber',
        'sellerName',
        'sellerSiret',
        'sellerVat',
        'buyerName',
        'buyerSiret',
        'serviceCode',
        'engagementNumber',
        'contractNumber',
        'iban',
        'bic',
      ] as const) {
        if (fields[name] !== null) expect([name, packed.includes(fields[name].replace(/\s/g, ''))]).toEqual([name, true]);
      }
    });
  }
});

describe('the committed samples', () => {
  it('stay small', () => {
    const folder = join(root, 'test/fixtures/samples');
    expect(readdirSync(folder).reduce((total, name) => total + statSync(join(folder, name)).size, 0)).toBeLessThan(600_000);
    expect(statSync(join(root, 'public/samples/facture-boulangerie.jpg')).size).toBeLessThan(250_000);
  });
});

describe('the tally of the bench', () => {
  const sample = {
    group: 'essai',
    file: 'a.jpg',
    fields: { sellerSiret: '1', sellerName: 'L’Atelier', iban: '9', dueDate: null },
    lines: [{ name: 'Pain', quantity: '2', netAmount: '4.00' }],
  };
  const [row] = tally([
    {
      sample,
      given: {
        ms: 40,
        error: null,
        fields: {
          sellerSiret: { value: '2', confidence: 'sure' },
          sellerName: { value: "l'atelier", confidence: 'sure' },
          dueDate: { value: '2026-01-01', confidence: 'check' },
        },
        lines: [{ quantity: '2.0', netAmount: '4.00' }],
      },
    },
  ]);
  it('counts right, sure and wrong, grave, missing and invented', () => {
    expect(row).toMatchObject({
      files: 1,
      fields: 3,
      right: 1,
      keys: 2,
      keysRight: 0,
      sureRight: 1,
      sureWrong: 1,
      graveWrong: 1,
      checkRight: 0,
      checkWrong: 1,
      lines: 1,
      linesRight: 1,
    });
    expect(row?.misses).toHaveLength(3);
  });
  it('prints a table that Markdown accepts', () => {
    const lines = markdown(row ? [row] : []).split('\n');
    expect(new Set(lines.map((line) => line.split('|').length)).size).toBe(1);
    expect(reliability(row ? [row] : [])).toContain('| sûr | 2 | 50.0 % |');
  });
});
