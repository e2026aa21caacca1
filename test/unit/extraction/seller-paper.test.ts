import { describe, expect, it } from 'vitest';
import { doubtsOf } from '../../../lib/extraction/doubts.ts';
import { extract } from '../../../lib/extraction/index.ts';
import { learnPaper, shapeOf } from '../../../lib/extraction/paper.ts';
import { invoicePieces, paper } from './paper.ts';

const about = {
  siret: '99980037800021',
  name: 'Plomberie Kerjean SARL',
  vatIdentifier: 'FR29999800378',
  iban: 'FR7619999001370000030534845',
  bic: 'TESTFRPP871',
  usedOn: '2026-10-05',
  buyer: { siret: '99982959100026', name: 'Centre hospitalier de l’Aulne' },
};
const values = { invoiceNumber: '2026/10/214', issueDate: '2026-10-05', engagementNumber: 'C26004512', totalGross: '1357.44', iban: about.iban };

describe('a seller’s paper', () => {
  it('is learnt from what the user let go: place, words before it, form', () => {
    const learnt = learnPaper(null, paper(invoicePieces()).pages, values, about);
    expect(learnt.marks.invoiceNumber).toMatchObject({ label: 'facture n°', shape: '9999/99/999' });
    expect(learnt.marks.totalGross?.label).toBe('total ttc');
    expect(learnt.invoices).toBe(1);
    expect(learnPaper(learnt, paper(invoicePieces()).pages, {}, about)).toMatchObject({ invoices: 2, marks: learnt.marks });
  });

  it('a number that only a strange word names is found where it stood, in the form it had', () => {
    const strange = (number: string) => invoicePieces({ 'Facture n°': `Folio ${number}` }, [[90, 440, 'Facture', 30]]);
    const first = paper(strange('2026/10/214'));
    const learnt = learnPaper(null, first.pages, values, about);
    const next = paper(strange('2026/11/215'));
    expect(extract(next).fields.invoiceNumber.value).not.toBe('2026/11/215');
    const { invoiceNumber } = extract(next, { papers: [learnt] }).fields;
    expect(invoiceNumber.value).toBe('2026/11/215');
    expect(invoiceNumber.evidence).toContain('paper');
  });

  it('an identifier misread is known again, one that holds its key is believed', () => {
    const learnt = learnPaper(null, paper(invoicePieces()).pages, values, about);
    const blurred = paper(
      invoicePieces({ 'IBAN : FR76': 'IBAN : FR76 1999 9001 3700 0003 0584 845', 'SIRET : 999 800 378': 'SIRET : 999 800 318 00021' }),
      { confidence: 70 },
    );
    const { iban, sellerSiret } = extract(blurred, { papers: [learnt] }).fields;
    expect([iban.value, sellerSiret.value]).toEqual([about.iban, about.siret]);
  });

  it('says nothing of a page that bears none of the seller’s numbers, nor when two sellers stand on it', () => {
    const learnt = learnPaper(null, paper(invoicePieces()).pages, values, about);
    const other = { ...learnt, siret: '99980099900022', vatIdentifier: '', iban: '', name: 'Autre' };
    const page = paper(invoicePieces());
    expect(extract(page, { papers: [other] })).toEqual(extract(page));
    expect(extract(page, { papers: [learnt, { ...learnt, siret: '99982959100026' }] })).toEqual(extract(page));
  });

  it('a field that is missing is looked for where it stood', () => {
    const learnt = learnPaper(null, paper(invoicePieces()).pages, values, about);
    const without = paper(invoicePieces({ 'N° d’engagement': '' }));
    const { engagementNumber } = learnt.marks;
    const zones = doubtsOf(without, { papers: [learnt] });
    expect(zones.some((zone) => Math.abs(zone.box.y - (engagementNumber?.y ?? 0) * 1754) < 5)).toBe(true);
  });

  it('forms', () => expect(shapeOf('FA-2026-118')).toBe('AA-9999-999'));
});
