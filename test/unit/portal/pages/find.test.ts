import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogue, fillable } from '../../../../lib/portal/pages/fields.ts';
import { candidatesIn, surely } from '../../../../lib/portal/pages/find.ts';
import type { FieldSpec } from '../../../../lib/portal/pages/model.ts';
import { sceneOf } from '../../../../lib/portal/pages/scene.ts';
import { wordsFor } from '../../../../lib/portal/pages/words.ts';
import { pageOf } from './form.ts';

const words = wordsFor(catalogue);

/** What a control under this label, in this block, is for sure. */
function keyOf(label: string, block = '', control = '<input id="x">'): string | null {
  const page = pageOf(`<fieldset><legend>${block}</legend><label for="x">${label}</label>${control}</fieldset>`);
  const [candidate] = candidatesIn(sceneOf(page), words);
  return candidate ? surely(candidate) : null;
}

describe('labels in their many spellings', () => {
  test.each([
    ['N° d’engagement juridique (EJ) *', '', 'engagementNumber'],
    ['Réf. de l’engagement :', 'Références', 'engagementNumber'],
    ['N° engagt', '', 'engagementNumber'],
    ['Bon de commande n°', '', 'engagementNumber'],
    ['Numéro de marché (facultatif)', '', 'contractNumber'],
    ['Code service', 'Destinataire', 'serviceCode'],
    ['CODE SERVICE EXÉC.', '', 'serviceCode'],
    ['Service', 'Structure publique', 'serviceCode'],
    ['Service', 'Fournisseur', 'other.sellerService'],
    ['SIRET', 'Destinataire', 'buyer.siret'],
    ['SIRET', 'Fournisseur', 'seller.siret'],
    ['SIRET', 'Valideur', 'other.validator'],
    ['Numero SIRET du destinataire (14 chiffres)', '', 'buyer.siret'],
    ['N° facture', '', 'invoiceNumber'],
    ['Numéro de la facture d’origine', '', 'precedingInvoice'],
    ['Date de facturation (jj/mm/aaaa)', '', 'issueDate'],
    ['Date d’échéance', '', 'payment.dueDate'],
    ['Mt HT', 'Montants', 'totals.net'],
    ['Montant total hors taxes (€)', '', 'totals.net'],
    ['Total T.T.C.', '', 'totals.gross'],
    ['Net à payer TTC', '', 'totals.payable'],
    ['Montant de la remise globale TTC', 'Montants', 'other.discount'],
    ['Observations', '', 'comment'],
  ])('« %s » in « %s » is %s', (label, block, key) => expect(keyOf(label, block)).toBe(key));

  test.each(['SIRET', 'Numéro', 'Date', 'Référence', 'Code', 'Nom', 'Type', 'Total général des points', 'Quantité de pain rassis'])(
    '« %s » alone is nothing for sure',
    (label) => {
      expect(fillable.has(keyOf(label) ?? '')).toBe(false);
    },
  );
});

const decorate = (name: string) =>
  fc
    .record({
      before: fc.constantFrom('', '* ', '• '),
      after: fc.constantFrom('', ' *', ' :', ' (obligatoire)', ' (facultatif) :'),
      form: fc.constantFrom<(text: string) => string>(
        (text) => text,
        (text) => text.toUpperCase(),
        (text) => text.normalize('NFD').replace(/\p{M}/gu, ''),
        (text) => text.replace(/Numéro( de| d’)?/i, 'N°'),
      ),
    })
    .map(({ before, after, form }) => `${before}${form(name)}${after}`);

describe('properties', () => {
  const plain = catalogue.fields.filter(
    ({ key, kind, names }) =>
      fillable.has(key) && !key.includes('*') && (kind === 'code' || kind === 'siret' || kind === 'amount' || kind === 'date') && names.length > 0,
  );
  const named = fc
    .constantFrom(...plain)
    .chain((field: FieldSpec) =>
      fc.constantFrom(...field.names.filter((name) => !name.startsWith('~'))).chain((name) => fc.tuple(fc.constant(field.key), decorate(name))),
    );

  test('a spelling of the data is its field or nobody’s, however it is written', () => {
    fc.assert(
      fc.property(named, ([key, label]) => {
        expect([key, null]).toContain(keyOf(label));
      }),
      { numRuns: 60 },
    );
  });

  test('and nearly always its field', () => {
    const missed = plain.flatMap(({ key, names }) => names.filter((name) => !name.startsWith('~') && keyOf(name) !== key));
    expect(missed.length).toBeLessThan(6);
  });

  test('labels of other forms are never a field', () => {
    const other = fc
      .array(
        fc.constantFrom(
          'votre',
          'avis',
          'couleur',
          'taille',
          'véhicule',
          'animal',
          'mot',
          'adresse',
          'prénom',
          'loisir',
          'enfant',
          'séjour',
          'chambre',
          'menu',
          'allergie',
          'recette',
          'formation',
          'diplôme',
          'vol',
          'bagage',
          'note',
          'jardin',
        ),
        { minLength: 1, maxLength: 5 },
      )
      .map((parts) => parts.join(' '));
    fc.assert(
      fc.property(other, (label) => {
        const key = keyOf(label);
        expect(key === null || !fillable.has(key)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});
