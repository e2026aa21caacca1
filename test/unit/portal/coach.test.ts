import { describe, expect, it } from 'vitest';
import { adviceFor, adviceForRefusal, recyclable } from '../../../lib/portal/coach.ts';
import { statuses } from '../../../lib/portal/statuses.ts';
import { sentences } from '../../portal/flow.ts';

describe('what to do about an invoice that comes back', () => {
  it('has an advice for every status that waits for the seller, and for no other', () => {
    for (const [code, { actor }] of Object.entries(statuses)) {
      const advice = adviceFor(code, '');
      expect(advice === null, code).toBe(actor !== 'you');
      if (!advice) continue;
      expect(advice.meaning).not.toBe('');
      expect(advice.remedy).not.toBe('');
      if (advice.way === 'recycle') expect(recyclable).toContain(advice.field);
    }
  });

  it.each([
    ['A_RECYCLER', 'SE Incorrect', 'recycle', 'serviceCode'],
    ['A_RECYCLER', 'EJ incorrect ou inexistant', 'recycle', 'engagementNumber'],
    ['A_RECYCLER', 'Mauvais budget, à adresser au CCAS', 'recycle', 'buyer.siret'],
    ['A_RECYCLER', 'montant à revoir', 'recycle', 'serviceCode'],
    ['SUSPENDUE', 'Merci de joindre le bon de livraison signé', 'complete', ''],
    ['SUSPENDUE', 'RIB manquant', 'complete', ''],
    ['REJETEE', 'Montant différent de la commande', 'renew', 'totals.gross'],
    ['SUSPENDUE', 'Bon de commande absent', 'complete', ''],
    ['REJETEE', 'Prix unitaire non conforme', 'renew', 'totals.gross'],
    ['REJETEE', 'Facture en doublon', 'renew', 'invoiceNumber'],
    ['BROUILLON', '', 'portal', ''],
  ])('%s, « %s »: %s, %s', (status, said, way, field) => {
    expect(adviceFor(status, said)).toMatchObject({ way, field, number: way === 'renew' ? 'new' : 'same', said });
  });

  it('reads the misleading sentences of rejected flows by their paths', () => {
    expect(adviceForRefusal('portal-recipient', [sentences.service])).toMatchObject({ way: 'correct', field: 'serviceCode', number: 'same' });
    expect(adviceForRefusal('portal-recipient', [sentences.engagement])).toMatchObject({ field: 'engagementNumber' });
    expect(adviceForRefusal('portal-refused', [sentences.number])).toMatchObject({ field: 'invoiceNumber', number: 'same' });
  });

  it('asks for another number when this one is taken, and blames the account when it is the account', () => {
    const taken = 'Vous avez déjà déposé une demande de paiement avec ce numéro de facture pour cette structure';
    expect(adviceForRefusal('portal-duplicate', [taken])).toMatchObject({ way: 'correct', field: 'invoiceNumber', number: 'new' });
    expect(adviceForRefusal('portal-account-expired', [])).toMatchObject({ way: 'account' });
  });
});
