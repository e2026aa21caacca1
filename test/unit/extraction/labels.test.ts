import { describe, expect, it } from 'vitest';
import { findLabels } from '../../../lib/extraction/find-labels.ts';
import { type LabelKind, labels } from '../../../lib/extraction/labels.ts';
import { sheetOf } from '../../../lib/extraction/layout.ts';
import { distance, fold, tokens } from '../../../lib/extraction/text.ts';
import { paper } from './paper.ts';

const kindsIn = (text: string) => findLabels(sheetOf(paper([[90, 90, text]]).pages)).map((hit) => hit.kind);

describe('labels on the page', () => {
  const printed: [string, LabelKind][] = [
    ['Facture N° F2026-118', 'invoiceNumber'],
    ['FACTURE n° 12', 'invoiceNumber'],
    ['Pièce n° 44', 'invoiceNumber'],
    ['Réf. facture : 2026-4', 'invoiceNumber'],
    ['Date d’émission : 01/02/2026', 'issueDate'],
    ['À régler avant le 18/06/2026', 'dueDate'],
    ['Date limite de paiement : 31/10/2026', 'dueDate'],
    ['N° d’engagement juridique : 1512048763', 'engagement'],
    ['EJ : 1512048763', 'engagement'],
    ['Bon de commande n° 4471', 'engagement'],
    ['Service exécutant : SERV93', 'service'],
    ['Code service : FAC-945', 'service'],
    ['N° de marché : 2025-M-0087', 'contract'],
    ['Total H.T. 12,00', 'net'],
    ['Montant total hors taxes 12,00', 'net'],
    ['dont TVA 2,00', 'vat'],
    ['T.V.A. 20 % 2,00', 'vat'],
    ['Net à payer TTC 14,00', 'gross'],
    ['Total T.T.C. 14,00', 'gross'],
    ['Reste à payer 3,00', 'payable'],
    ['Net à payer 14,00', 'payable'],
    ['Acompte versé 3,00', 'prepaid'],
    ['SIRET 99980037800021', 'siret'],
    ['N° TVA intracommunautaire FR29999800378', 'vatId'],
    ['Facturé à', 'buyerBlock'],
    ['Adresse de livraison', 'deliveryBlock'],
  ];
  for (const [text, kind] of printed) it(`« ${text} » is ${kind}`, () => expect(kindsIn(text)).toContain(kind));

  it('survives what OCR does: accents lost, letters exchanged, words glued or spread', () => {
    expect(kindsIn('N° d engagernent : 4515')).toContain('engagement');
    expect(kindsIn('T0TAL TTC 14,00')).toContain('gross');
    expect(kindsIn('Codeservice : FAC-945')).toContain('service');
    expect(kindsIn('TVA20% 2,00')).toContain('vat');
    expect(kindsIn('F A C T U R E N° 0247')).toContain('invoiceNumber');
  });

  it('does not hear a label in a likeness', () => {
    expect(kindsIn('Place de la Mairie')).toEqual([]);
    expect(kindsIn('SIRET 1')).not.toContain('siren');
    expect(kindsIn('FACTURE F26')).not.toContain('buyerBlock');
    expect(kindsIn('Total HT 12,00')).not.toContain('gross');
  });

  it('knows whose SIRET a label speaks of', () => {
    const [client] = findLabels(sheetOf(paper([[90, 90, 'SIRET client : 12345678200036']]).pages));
    expect(client?.party).toBe('buyer');
    const [own] = findLabels(sheetOf(paper([[90, 90, 'SIRET émetteur 12345678200036']]).pages));
    expect(own?.party).toBe('seller');
  });

  it('lets a total beside a header be a total', () => {
    const hits = findLabels(
      sheetOf(
        paper([
          [90, 90, 'Taux'],
          [300, 90, 'Base HT'],
          [500, 90, 'Montant TVA'],
          [800, 90, 'Total HT'],
          [1000, 90, '828,00 €'],
        ]).pages,
      ),
    );
    expect(hits.filter((hit) => hit.cell.text === 'Total HT').every((hit) => !hit.header)).toBe(true);
    expect(hits.filter((hit) => hit.cell.text === 'Base HT').every((hit) => hit.header)).toBe(true);
  });
});

describe('the table of labels', () => {
  it('holds folded words only, so that it can match', () => {
    for (const label of labels) for (const word of label.words) expect(word).toMatch(/^[a-z0-9]+$/);
  });
  it('has a strength between 0 and 1 for each', () => {
    for (const label of labels) expect(label.strength > 0 && label.strength <= 1).toBe(true);
  });
});

describe('folding', () => {
  it('keeps every offset', () => {
    for (const text of ['N° d’échéance', 'Main-d’œuvre', 'À régler', 'ﬁn', 'Ça & Là 12,50 €']) expect(fold(text)).toHaveLength(text.length);
  });
  it('spells every « numéro » alike', () => {
    for (const text of ['N° ', 'n° ', 'No ', 'Numéro', 'Num.', 'Nº ']) expect(tokens(text)[0]?.text).toBe('n');
  });
  it('counts edits and gives up above the limit', () => {
    expect(distance('facture', 'facure', 2)).toBe(1);
    expect(distance('facture', 'total', 2)).toBe(3);
  });
});
