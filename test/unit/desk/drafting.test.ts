import { describe, expect, it } from 'vitest';
import { withProfile } from '../../../lib/desk/drafting.ts';
import { restoreProfile } from '../../../lib/desk/settings.ts';
import { emptyInvoice } from '../../../lib/invoice/model.ts';

const blank = restoreProfile({});
const profile = {
  ...blank,
  seller: { ...blank.seller, name: 'Plomberie Kerjean SARL', siret: '99980037800021', vatIdentifier: 'FR29999800378' },
  iban: 'FR7619999001370000030534845',
};

/** What the profile adds to a paper on which this was read. */
function filled(seller: Partial<ReturnType<typeof emptyInvoice>['seller']>, iban = '') {
  const invoice = emptyInvoice();
  Object.assign(invoice.seller, seller);
  invoice.payment.iban = iban;
  const { invoice: after, traces } = withProfile({ invoice, traces: {} }, profile);
  return [after.seller.siret, after.payment.iban, [...new Set(Object.values(traces).map((trace) => trace.confidence))].join()];
}

describe('what the profile adds to a paper', () => {
  const { iban } = profile;
  const { siret, vatIdentifier } = profile.seller;
  it('is sure where a number of the seller or his whole name stands on it', () => {
    expect(filled({ siret })).toEqual([siret, iban, 'sure']);
    expect(filled({ vatIdentifier })).toEqual([siret, iban, 'sure']);
    expect(filled({ name: 'PLOMBERIE KERJEAN SARL' })).toEqual([siret, iban, 'sure']);
    expect(filled({}, iban)).toEqual([siret, iban, 'sure']);
  });
  it('is to be looked at where nothing, or a part of his name, was read', () => {
    expect(filled({})).toEqual([siret, iban, 'check']);
    expect(filled({ name: 'Plomberie Kerj' })).toEqual([siret, iban, 'check']);
  });
  it('is nothing on the paper of another seller, whose SIRET was not read', () => {
    expect(filled({ name: 'Boulangerie Nadia' })).toEqual(['', '', '']);
    expect(filled({ name: 'Plomberie Kerjean SARL', vatIdentifier: 'FR44732829320' })).toEqual(['', '', '']);
  });
});
