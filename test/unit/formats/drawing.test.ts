import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { portalPdf } from '../../../lib/formats/index.ts';
import { titleOf } from '../../../lib/formats/portal-pdf/wording.ts';
import { complete } from '../../../lib/invoice/complete.ts';
import { emptyInvoice, emptyLine, type Invoice } from '../../../lib/invoice/model.ts';
import { liberationFonts } from '../../../scripts/draft.ts';
import { invoices } from './arbitrary.ts';
import { draft, drafts } from './drafts.ts';

const fonts = liberationFonts();

interface Piece {
  text: string;
  x: number;
  y: number;
  width: number;
}

/** What stands where, page by page, by pdf.js. */
async function pieces(invoice: Invoice): Promise<Piece[][]> {
  const document = await getDocument({ data: (await portalPdf(invoice, fonts)).slice(), verbosity: 0 }).promise;
  const pages: Piece[][] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(
      items.flatMap((item) =>
        'str' in item && item.str.trim()
          ? [{ text: item.str, x: item.transform[4] as number, y: item.transform[5] as number, width: item.width }]
          : [],
      ),
    );
  }
  await document.destroy();
  return pages;
}

/** Texts of each visual line, left to right. */
async function lines(invoice: Invoice): Promise<string[]> {
  const found: string[] = [];
  for (const page of await pieces(invoice)) {
    const rows = new Map<number, Piece[]>();
    for (const piece of page) rows.set(Math.round(piece.y), [...(rows.get(Math.round(piece.y)) ?? []), piece]);
    for (const [, row] of [...rows].sort(([a], [b]) => b - a))
      found.push(
        row
          .sort((a, b) => a.x - b.x)
          .map(({ text }) => text)
          .join(' '),
      );
  }
  return found;
}

function withLines(count: number, change: (index: number) => Partial<Invoice['lines'][number]> = () => ({})): Invoice {
  const base = draft('01');
  const items = Array.from({ length: count }, (_, index) => ({
    ...emptyLine(),
    name: `Fournée ${index + 1}`,
    quantity: '3',
    netPrice: '3.20',
    vatCategory: 'E' as const,
    vatRate: '0',
    ...change(index),
  }));
  return complete({ ...base, lines: items, vatBreakdown: [], totals: emptyInvoice().totals });
}

describe('the drawn invoice', () => {
  it('prints line discounts, charges, period, reference and note under the line they belong to', async () => {
    const invoice = withLines(2, (index) =>
      index === 0
        ? {
            reference: 'PDC-1',
            note: 'Bon de livraison BL-12',
            periodStart: '2026-11-01',
            periodEnd: '2026-11-15',
            allowances: [
              { charge: false, amount: '1.20', reason: 'Remise fidélité' },
              { charge: true, amount: '0.30', reason: '' },
            ],
          }
        : {},
    );
    const text = await lines(invoice);
    const at = text.findIndex((line) => line.startsWith('Fournée 1'));
    expect(text[at]).toBe('Fournée 1 3 3,20 0 % 8,70');
    expect(text.slice(at + 1, at + 6)).toEqual([
      'Remise fidélité : – 1,20 €',
      'Supplément : 0,30 €',
      'Réf. PDC-1 – du 01/11/2026 au 15/11/2026',
      'Bon de livraison BL-12',
      'Fournée 2 3 3,20 0 % 9,60',
    ]);
  });

  it('names units, countries and a single day as one says them', async () => {
    const invoice = withLines(1, () => ({ quantity: '40', unit: 'PR', periodStart: '2026-11-16', periodEnd: '2026-11-16' }));
    invoice.seller.address.countryCode = 'BE';
    invoice.buyer.address.countryCode = 'XZ';
    const text = await lines(invoice);
    expect(text.some((line) => line.startsWith('Fournée 1 40 paires'))).toBe(true);
    expect(text).toContain('le 16/11/2026');
    expect(text.join('\n')).toContain('Belgique');
    expect(text.join('\n')).toContain('XZ');
  });

  it('prints another payee, a fiscal representative and the rounding', async () => {
    const invoice = draft('02');
    invoice.payee = { name: 'Factor Nord SA', siret: '55208131766522' };
    invoice.taxRepresentative = {
      name: 'Fiscal Conseil SAS',
      vatIdentifier: 'FR12345678901',
      address: { line1: '8 rue de la Paix', line2: '', postcode: '75002', city: 'Paris', countryCode: 'FR' },
    };
    invoice.totals = { ...invoice.totals, rounding: '-0.01', payable: '1623.70' };
    const text = (await lines(invoice)).join('\n');
    expect(text).toContain('À payer à : Factor Nord SA – SIRET 55208131766522');
    expect(text).toContain('Représentant fiscal : Fiscal Conseil SAS');
    expect(text).toContain('TVA du représentant : FR12345678901');
    expect(text).toMatch(/Arrondi – 0,01 €/);
  });

  it.each([
    ['', 'invoice', 'Facture'],
    ['', 'credit-note', 'Avoir'],
    ['380', 'invoice', 'Facture'],
    ['381', 'credit-note', 'Avoir'],
    ['384', 'invoice', 'Facture rectificative'],
    ['386', 'invoice', 'Facture d’acompte'],
    ['389', 'invoice', 'Facture (autofacturation)'],
    ['503', 'credit-note', 'Avoir d’acompte'],
  ] as const)('is titled by its type %s (%s): %s', async (typeCode, kind, title) => {
    const invoice = { ...draft('06'), typeCode, kind };
    expect(titleOf(invoice)).toBe(title);
    const [page = []] = await pieces(invoice);
    const drawn = page.find((piece) => piece.text === title.toUpperCase());
    expect(drawn && drawn.x + drawn.width).toBeLessThan(548);
  });

  it('names the invoice that a corrected one replaces', async () => {
    const invoice = { ...draft('06'), typeCode: '384', precedingInvoices: [{ number: 'INF-7', issueDate: '2026-10-15' }] };
    expect((await lines(invoice)).join('\n')).toContain('Facture d’origine : INF-7 du 15/10/2026');
  });

  it.each([1, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 25, 30, 40, 41, 42, 43, 44, 45, 60, 90])(
    'of %i lines never leaves a total alone: two lines stand above it, and the page before is not emptied for it',
    async (count) => {
      const pages = await pieces(withLines(count));
      const last = pages.findIndex((page) => page.some(({ text }) => text === 'Net à payer'));
      const above = (pages[last] ?? []).filter(({ text }) => text.startsWith('Fournée'));
      expect(above.length).toBeGreaterThanOrEqual(Math.min(count, 2));
      const total = pages.flat().filter(({ text }) => text.startsWith('Fournée')).length;
      expect(total).toBe(count);
      // How to pay and the mentions stay with the total.
      expect(pages.length - 1).toBe(last);
      for (const page of pages.slice(1)) expect(page.some(({ text }) => text === 'SIRET dest : 21590242000011')).toBe(true);
    },
  );

  it('keeps a keyword and the start of its value on one line, however long', async () => {
    const invoice = draft('01');
    for (const length of [5, 20, 30, 40, 60, 100]) {
      invoice.serviceCode = 'SERVICE-'.repeat(13).slice(0, length);
      const [page = []] = await pieces(invoice);
      const keyword = page.find(({ text }) => text.startsWith('Code service : SERVI'));
      expect(keyword).toBeDefined();
      // The box's inner edge, or the page's margin for one that goes across the page.
      expect((keyword?.x ?? 0) + (keyword?.width ?? 0)).toBeLessThan(length <= 30 ? 536 : 548.5);
    }
  });

  it('keeps every text on the paper and off its neighbours, whatever the invoice', async () => {
    await fc.assert(
      fc.asyncProperty(invoices, async (invoice) => {
        for (const page of await pieces(invoice)) {
          for (const { x, y, width } of page) {
            expect(x).toBeGreaterThanOrEqual(47);
            expect(x + width).toBeLessThanOrEqual(548.5);
            expect(y).toBeGreaterThan(25);
            expect(y).toBeLessThan(800);
          }
          const rows = [...page].sort((a, b) => a.y - b.y || a.x - b.x);
          rows.slice(1).forEach((piece, index) => {
            const before = rows[index];
            if (before && before.y === piece.y) expect(piece.x).toBeGreaterThanOrEqual(before.x + before.width - 0.5);
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  const poppler = spawnSync('pdftotext', ['-v']).error === undefined;
  it.skipIf(!poppler).each(drafts)('shows pdftotext -layout every keyword beside its value: $name', async ({ invoice }) => {
    const { stdout } = spawnSync('pdftotext', ['-layout', '-', '-'], { input: await portalPdf(invoice, fonts), encoding: 'utf8' });
    const text = stdout.replace(/[ \u00a0]+/g, ' ');
    const euro = (amount: string) =>
      `${Number(amount)
        .toLocaleString('fr-FR', { minimumFractionDigits: 2 })
        .replace(/[\u202f\u00a0]/g, ' ')} €`;
    const day = (date: string) => date.split('-').reverse().join('/');
    const expected = [
      `SIRET client : ${invoice.buyer.siret}`,
      `N° ${invoice.invoiceNumber}`,
      `${invoice.kind === 'credit-note' ? 'Date de l’avoir' : 'Date de facture'} : ${day(invoice.issueDate)}`,
      `Total HT ${euro(invoice.totals.net)}`,
      `Total TVA ${euro(invoice.totals.vat)}`,
      `Total TTC ${euro(invoice.totals.gross)}`,
      `${invoice.kind === 'credit-note' ? 'Montant de l’avoir' : 'Net à payer'} ${euro(invoice.totals.payable)}`,
      invoice.serviceCode && `Code service : ${invoice.serviceCode}`,
      invoice.engagementNumber && `Commande / Engagement : ${invoice.engagementNumber}`,
      invoice.contractNumber && `Marché : ${invoice.contractNumber}`,
      invoice.payment.iban && `IBAN : ${invoice.payment.iban.replace(/(.{4})(?=.)/g, '$1 ')}`,
      invoice.payment.bic && `BIC : ${invoice.payment.bic}`,
    ].filter(Boolean);
    for (const line of expected) expect(text).toContain(line);
  });
});
