import { describe, expect, it } from 'vitest';
import { complete } from '../../../lib/invoice/complete.ts';
import { exemptionCode } from '../../../lib/invoice/mentions.ts';
import type { VatCategory } from '../../../lib/invoice/model.ts';
import { draft } from '../formats/drafts.ts';

describe('exemptionCode', () => {
  it.each<[VatCategory, string, string]>([
    ['E', 'TVA non applicable, art. 293 B du CGI', 'VATEX-FR-FRANCHISE'],
    ['E', 'TVA non applicable, art. L. 223-1 du CIBS', 'VATEX-FR-FRANCHISE'],
    ['E', 'Exonération, art. 261-4-4° a du CGI', 'VATEX-FR-CGI261-4'],
    ['E', 'Exonéré de TVA, article 261, 7, 1° du CGI', 'VATEX-FR-CGI261-7'],
    ['E', 'art. 261.4.1° du CGI', 'VATEX-FR-CGI261-4'],
    ['E', 'art. 261 D 2° du CGI', 'VATEX-FR-CGI261D-2'],
    ['E', 'art. 261 D, 1 bis du CGI', 'VATEX-FR-CGI261D-1BIS'],
    ['E', 'art. 261 C-2 du CGI', 'VATEX-FR-CGI261C-2'],
    ['E', 'article 261 E 1° du CGI', 'VATEX-FR-CGI261E-1'],
    ['E', 'art. 261 B du CGI', 'VATEX-FR-CGI261B'],
    ['E', 'article 277 A du CGI', 'VATEX-FR-CGI277A'],
    ['E', 'art. 275 du CGI', 'VATEX-FR-CGI275'],
    ['E', 'Exonéré', ''],
    ['E', 'Bon de commande 275', ''],
    ['E', 'art. 261 du CGI', ''],
    ['S', 'art. 261-4 du CGI', ''],
    ['AE', 'Autoliquidation', 'VATEX-EU-AE'],
    ['K', 'Livraison intracommunautaire', 'VATEX-EU-IC'],
    ['G', 'Exportation', 'VATEX-EU-G'],
    ['O', 'Hors champ', 'VATEX-EU-O'],
  ])('%s « %s » gives "%s"', (category, reason, code) => {
    expect(exemptionCode(category, reason)).toBe(code);
  });

  it('is what complete() writes beside words that have no code, and never over a code', () => {
    const invoice = draft('01');
    const done = (exemptionReason: string, exemptionReasonCode: string) =>
      complete({ ...invoice, vatBreakdown: invoice.vatBreakdown.map((entry) => ({ ...entry, exemptionReason, exemptionReasonCode })) })
        .vatBreakdown[0];
    expect(done('art. 261-7 du CGI', '')).toMatchObject({ exemptionReason: 'art. 261-7 du CGI', exemptionReasonCode: 'VATEX-FR-CGI261-7' });
    expect(done('art. 261-7 du CGI', 'VATEX-EU-132')).toMatchObject({ exemptionReasonCode: 'VATEX-EU-132' });
    expect(done('Exonéré', '')).toMatchObject({ exemptionReason: 'Exonéré', exemptionReasonCode: '' });
    expect(done('', 'VATEX-EU-132')).toMatchObject({ exemptionReason: '', exemptionReasonCode: 'VATEX-EU-132' });
  });
});
