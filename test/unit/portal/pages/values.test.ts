import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endingOf, mayPress } from '../../../../lib/portal/pages/buttons.ts';
import { catalogue } from '../../../../lib/portal/pages/fields.ts';
import { pickOption } from '../../../../lib/portal/pages/options.ts';
import { amountSpellings } from '../../../../lib/portal/pages/plan.ts';
import { amountOf, dayAs, dayOf, sameNumber } from '../../../../lib/portal/pages/values.ts';

describe('values', () => {
  const decimal = fc
    .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 99_999_999n }), fc.integer({ min: 0, max: 99 }))
    .map(([minus, whole, cents]) => `${minus && (whole > 0n || cents > 0) ? '-' : ''}${whole}.${String(cents).padStart(2, '0')}`);

  test('every spelling of an amount means the amount', () => {
    fc.assert(fc.property(decimal, (amount) => amountSpellings(amount).every((text) => sameNumber(text, amount))));
  });

  test('two amounts are never taken for one another', () => {
    fc.assert(fc.property(decimal, decimal, (one, other) => sameNumber(amountSpellings(one)[0] ?? '', other) === (Number(one) === Number(other))));
  });

  test('a day in the page’s own pattern is that day', () => {
    const day = fc
      .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(
        day,
        fc.constantFrom('jj/mm/aaaa', 'dd-mm-yyyy', 'AAAA-MM-JJ', 'jj.mm.aa'),
        (iso, pattern) => dayOf(dayAs(iso, pattern) ?? '') === iso,
      ),
    );
  });

  test.each([
    ['1 234,50 €', '1234.5'],
    ['1.234,50', '1234.5'],
    ['1,234.50', '1234.5'],
    ['12', '12'],
    ['', null],
    ['abc', null],
  ])('%s', (shown, value) => expect(amountOf(shown)).toBe(value));
});

describe('lists', () => {
  const choose = (key: string, code: string, texts: readonly string[]) => {
    const picked = pickOption(
      texts.map((text) => ({ text, value: '' })),
      { values: [], choice: code, kind: 'choice' },
      catalogue.fields.find((field) => field.key === key)?.choices,
    );
    return typeof picked === 'string' ? picked : texts[picked.at];
  };

  test.each([
    [
      'framework',
      'A1_FACTURE_FOURNISSEUR',
      [
        'Choisir',
        'A2 - Dépôt par un fournisseur d’une facture déjà payée',
        'A12 - Dépôt par un cotraitant d’une facture',
        'A1 - Dépôt par un fournisseur d’une facture',
      ],
      'A1 - Dépôt par un fournisseur d’une facture',
    ],
    ['framework', 'A2_FACTURE_FOURNISSEUR_DEJA_PAYEE', ['Facture fournisseur', 'Facture déjà payée'], 'Facture déjà payée'],
    ['kind', 'FACTURE', ['Avoir', 'Facture d’acompte', 'Facture'], 'Facture'],
    ['vatType', 'SANS_TVA', ['Débits', 'Encaissements', 'Exonération', 'Sans TVA'], 'Sans TVA'],
    ['depositFormat', 'PDF_NON_SIGNE', ['PDF signé', 'PDF non signé', 'XML'], 'PDF non signé'],
    ['paymentMode', 'VIREMENT', ['Chèque', 'Prélèvement'], 'none'],
  ])('%s %s', (key, code, texts, wanted) => expect(choose(key, code, texts)).toBe(wanted));

  test('an account by its number, hidden or whole; a service by its code and no other', () => {
    const pick = (values: string[], texts: string[]) =>
      pickOption(
        texts.map((text) => ({ text, value: '' })),
        { values, kind: 'code' },
      );
    expect(pick(['FR7630006000011234567890189'], ['FR76 **** **** 0189', 'FR76 **** **** 0200'])).toEqual({ at: 0 });
    expect(pick(['CANTINE'], ['CANTINE01 - Nord', 'CANTINE - Centre'])).toEqual({ at: 1 });
    expect(pick(['CANTINE'], ['CANTINE01 - Nord'])).toBe('none');
  });
});

describe('buttons', () => {
  test.each([
    'Valider et envoyer',
    'Valider',
    'Enregistrer',
    'Envoyer',
    'Soumettre',
    'Signer',
    'Payer',
    'Supprimer la ligne',
    'Rechercher et valider',
    'Ajouter une ligne et enregistrer',
    'Confirmer la sélection',
  ])('« %s » is the user’s', (text) => {
    for (const purpose of ['search', 'choose', 'add-line', 'add-rate', 'open', 'close'] as const) expect(mayPress(text, purpose)).toBe(false);
  });

  test('the last two are told apart', () => {
    expect(endingOf('Valider et envoyer')).toBe('send');
    expect(endingOf('Enregistrer')).toBe('draft');
    expect(endingOf('Enregistrer le brouillon')).toBe('draft');
    expect(endingOf('Ajouter une ligne')).toBe(null);
  });
});
