import { describe, expect, test } from 'vitest';
import { numbersOf, proven, speaksOf, stateNames } from '../../../../lib/desk/confirming.ts';
import { type Dossier, restoreDossier } from '../../../../lib/desk/dossier.ts';
import { readPage } from '../../../../lib/portal/pages/reading.ts';
import { draft, pageOf } from './form.ts';

const states = stateNames();
const read = (html: string, numbers: string[] = ['2026-0231'], login = false) => readPage(pageOf(html), { numbers, states }, login);
const dossier = restoreDossier({ id: 'a', invoice: draft('02-plombier-deux-taux'), confirmations: {} }) as Dossier;

describe('the portal’s answer', () => {
  test('a confirmation: number, date, state, identifier', () => {
    const { kind, confirmation } = read(
      '<h1>Confirmation</h1><p>Votre facture n° 2026-0231 a été envoyée.</p><dl><dt>Numéro de facture</dt><dd>2026-0231</dd><dt>Date de dépôt</dt><dd>29/11/2026</dd><dt>État</dt><dd>Déposée</dd><dt>Identifiant</dt><dd>123456</dd></dl>',
    );
    expect(kind).toBe('sent');
    expect(confirmation).toMatchObject({ number: '2026-0231', date: '29/11/2026', state: 'DEPOSEE', identifier: '123456' });
  });

  test.each([
    ['<h1>Enregistrement</h1><p>Votre facture est enregistrée à l’état Brouillon.</p>', 'draft'],
    ['<p>La facture n’a pas été envoyée : le code service est obligatoire.</p>', 'other'],
    ['<h1>Saisir une facture</h1><p>Une fois la facture envoyée, vous ne pourrez pas la modifier.</p>', 'other'],
    ['<h1>Mes factures envoyées</h1>', 'other'],
  ])('%s is %s', (html, kind) => expect(read(html).kind).toBe(kind));

  test('« envoyée » is said with the identifier as a deposit, without it as what the page said, never of nothing', () => {
    const confirmation = {
      number: '2026-0231',
      date: '29/11/2026',
      state: 'DEPOSEE',
      identifier: '123456',
      certificate: '',
      sentence: 'Votre facture a été envoyée.',
    };
    expect(proven(dossier, confirmation, '', 0, '2026-11-29T10:00:00Z').stage).toMatchObject({ state: 'deposited', identifiantFactureCPP: 123456 });
    const kept = proven(dossier, { ...confirmation, identifier: '', number: '20260000000000000014' }, 'https://x', 0, '2026-11-29T10:00:00Z');
    expect(kept.stage).toMatchObject({ state: 'sent-by-form', number: '20260000000000000014', sentence: 'Votre facture a été envoyée.' });
    expect(numbersOf(kept)).toEqual(['20260000000000000014', '2026-0231']);
    expect(restoreDossier(kept)?.stage.state).toBe('sent-by-form');
    // a damaged record of it must not leave again
    expect(restoreDossier({ ...kept, stage: { state: 'sent-by-form' } })?.stage.state).not.toBe('draft');
  });
});

describe('the portal’s list', () => {
  const table = (rows: string) =>
    `<table><tr><th>N° de facture</th><th>Destinataire</th><th>Montant TTC</th><th>Date</th><th>État</th></tr>${rows}</table>`;
  const row = (number: string, state: string, amount = '1 623,71', siret = '21590032500014') =>
    `<tr><td>${number}</td><td>${siret}</td><td>${amount} €</td><td>28/11/2026</td><td>${state}</td></tr>`;

  test('states by number, row by row, in a table or in cards', () => {
    expect(read(table(row('2026-0230', 'Rejetée') + row('2026-0231', 'Mise à disposition'))).rows).toMatchObject([
      { number: '2026-0231', code: 'MISE_A_DISPOSITION', amounts: ['1623.71'], sirets: ['21590032500014'] },
    ]);
    const card = (number: string, state: string) =>
      `<article><h3>Facture ${number}</h3><span class="badge">${state}</span><p>1 623,71 €</p></article>`;
    expect(read(card('2026-0231', 'À recycler') + card('2026-02311', 'Suspendue')).rows).toMatchObject([{ number: '2026-0231', code: 'A_RECYCLER' }]);
  });

  test('another amount or another buyer under the same number is another invoice', () => {
    const speaks = (html: string) => read(html).rows.map((one) => speaksOf(one, dossier));
    expect(speaks(table(row('2026-0231', 'Suspendue')))).toEqual(['sure']);
    expect(speaks(table(row('2026-0231', 'Suspendue', '99,00')))).toEqual(['no']);
    expect(speaks(table(row('2026-0231', 'Suspendue', '1 623,71', '13000000000000')))).toEqual(['no']);
  });
});
