import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codesIn } from '../../../lib/extraction/reply.ts';

describe('codes in an answer', () => {
  it.each([
    ['Bonjour, le numéro d’engagement est le 2026-000451 et le code service : CANTINE-01. Cordialement', '2026-000451', 'CANTINE-01'],
    ['EJ : 2026 000 451', '2026000451', ''],
    ['Code service = 1166-01, n° EJ 4500123456', '4500123456', '1166-01'],
    ['Merci de noter le bon de commande n°BC-2026-77 du 12/11/2026, service exécutant D0590059', 'BC-2026-77', 'D0590059'],
    ['SE: FACRESTO\nEJ: E260012', 'E260012', 'FACRESTO'],
    ['Le n° de commande à rappeler sur votre facture est : CO26-118', 'CO26-118', ''],
    ['Votre commande du 12/11/2026 est prête. Tél. 03 27 77 50 00', '', ''],
    ['Le service est fermé lundi, je vous rappelle', '', ''],
    ['', '', ''],
  ])('%s', (text, engagementNumber, serviceCode) => {
    expect(codesIn(text)).toMatchObject({ engagementNumber, serviceCode });
  });

  it('keeps the market number and a whole SIRET apart', () => {
    expect(codesIn('Marché n° 2024S012, SIRET 110 002 011 00044')).toMatchObject({
      contractNumber: '2024S012',
      siret: '11000201100044',
      engagementNumber: '',
    });
    expect(codesIn('SIRET 110 002 011 00045').siret).toBe('');
  });

  it('finds whatever code stands in the sentences people write, and never throws', () => {
    const code = fc.stringMatching(/^[A-Z]{1,4}[-_/]?\d{2,9}$/);
    const engagement = fc.constantFrom(
      'Le numéro d’engagement est ',
      'engagement juridique : ',
      'N° d’engagement ',
      'Bon de commande n° ',
      'EJ=',
      'notre n° de commande : ',
    );
    const service = fc.constantFrom('le code service est ', 'Code service : ', 'service exécutant n° ', 'code du service = ');
    const join = fc.constantFrom('\n', ', ', ' et ', '. ');
    fc.assert(
      fc.property(code, code, engagement, service, join, fc.boolean(), (one, other, first, second, between, swap) => {
        const parts = [first + one, second + other];
        expect(codesIn(`Bonjour,\n${(swap ? parts.reverse() : parts).join(between)}\nBien à vous`)).toMatchObject({
          engagementNumber: one,
          serviceCode: other,
        });
      }),
    );
    fc.assert(fc.property(fc.string({ maxLength: 400 }), (text) => codesIn(text) !== null));
  });
});
