import { describe, expect, it } from 'vitest';
import { draftFrom, extract } from '../../../lib/extraction/index.ts';
import { orderFixtures } from '../../fixtures/orders.ts';
import { invoicePieces, paper } from './paper.ts';

describe('an order', () => {
  it.each(orderFixtures.map((fixture) => [fixture.name, fixture] as const))('%s is told from an invoice and read', (_, { pieces, truth }) => {
    for (const profile of [undefined, { siret: '73282932000074', name: 'Boulangerie Martin' }]) {
      const reading = paper(pieces);
      const extraction = extract(reading, { today: '2026-11-29', ...(profile ? { profile } : {}) });
      const { fields, lines, order } = extraction;
      expect(order?.orderedOn.value ?? null).toBe(truth.orderedOn);
      expect(order).toBeDefined();
      expect({
        buyerSiret: fields.buyerSiret.value,
        engagementNumber: fields.engagementNumber.value,
        serviceCode: fields.serviceCode.value,
        contractNumber: fields.contractNumber.value,
        totalNet: fields.totalNet.value,
        lines: lines.length,
      }).toEqual({
        buyerSiret: truth.buyerSiret,
        engagementNumber: truth.engagementNumber,
        serviceCode: truth.serviceCode,
        contractNumber: truth.contractNumber,
        totalNet: truth.totalNet,
        lines: truth.lines,
      });
      expect(fields.buyerName.value).toMatch(truth.buyerName);
      expect(fields.invoiceNumber.value).toBeNull();
      expect(fields.issueDate.value).toBeNull();
      expect(draftFrom(extraction, reading).invoice.delivery.name).toBe(truth.site);
    }
  });

  it('is not what an invoice is that names its order, asks for its money or comes with codes', () => {
    const more: [number, number, string, number?][] = [
      [90, 620, 'Votre bon de commande n° 2026-145 du 12/09/2026'],
      [700, 200, 'Lieu de livraison : École Jean-Jaurès'],
      [90, 1080, 'Bon de commande à rappeler : 2026-145'],
    ];
    const variants: Record<string, string>[] = [{}, { 'Facture n°': 'Référence : 2026/10/214' }, { IBAN: '' }];
    for (const changes of variants) {
      const { order } = extract(paper(invoicePieces(changes, more)), { today: '2026-11-29' });
      expect(order, JSON.stringify(changes)).toBeUndefined();
    }
  });
});

it('an invoice that names the place of delivery gives it to the draft', () => {
  const reading = paper(invoicePieces({}, [[700, 450, 'Lieu de livraison : École Jean-Jaurès']]));
  expect(draftFrom(extract(reading), reading).invoice.delivery.name).toBe('École Jean-Jaurès');
  const dated = paper(invoicePieces({}, [[700, 450, 'Livré à : 12/09/2026']]));
  expect(draftFrom(extract(dated), dated).invoice.delivery.name).toBe('');
});
