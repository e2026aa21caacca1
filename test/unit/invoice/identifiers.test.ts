import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bicProblem,
  frenchVatIdentifier,
  ibanProblem,
  luhnValid,
  sirenProblem,
  siretProblem,
  spacedIban,
  spacedSiret,
  vatIdentifierProblem,
} from '../../../lib/invoice/identifiers.ts';

/** Completes digits with their Luhn key. */
function withKey(digits: string): string {
  for (let key = 0; key < 10; key++) if (luhnValid(digits + key)) return digits + key;
  throw new Error('no key');
}

const digits = (length: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(''));

describe('SIREN and SIRET', () => {
  it('accepts numbers that exist', () => {
    expect(sirenProblem('732829320')).toBeNull();
    expect(siretProblem('73282932000074')).toBeNull();
    expect(siretProblem('11000201100044')).toBeNull();
  });

  it('knows the exception of La Poste: digits that sum to a multiple of five', () => {
    expect(luhnValid('35600000049837')).toBe(false);
    expect(siretProblem('35600000049837')).toBeNull();
    expect(siretProblem('35600000049838')).toBe('key');
  });

  it('says why a number is wrong', () => {
    expect(siretProblem('')).toBe('empty');
    expect(siretProblem('7328293200007')).toBe('length');
    expect(siretProblem('7328293200007A')).toBe('alphabet');
    expect(siretProblem('73282932000075')).toBe('key');
  });

  it('catches every single wrong digit', () => {
    fc.assert(
      fc.property(digits(13), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 1, max: 9 }), (head, position, shift) => {
        const siret = withKey(head);
        fc.pre(!siret.startsWith('356000000'));
        const wrong = siret.slice(0, position) + ((Number(siret[position]) + shift) % 10) + siret.slice(position + 1);
        expect(siretProblem(siret)).toBeNull();
        if (!wrong.startsWith('356000000')) expect(siretProblem(wrong)).toBe('key');
      }),
    );
  });

  it('groups digits as printed', () => {
    expect(spacedSiret('73282932000074')).toBe('732 829 320 00074');
    expect(spacedIban('FR7630006000011234567890189')).toBe('FR76 3000 6000 0112 3456 7890 189');
  });
});

describe('VAT number', () => {
  it('is derived from the SIREN', () => {
    expect(frenchVatIdentifier('732829320')).toBe('FR44732829320');
    expect(frenchVatIdentifier('73282932')).toBe('');
  });

  it('rejects a wrong key, accepts old letters and other countries', () => {
    expect(vatIdentifierProblem('FR44732829320')).toBeNull();
    expect(vatIdentifierProblem('FR45732829320')).toBe('key');
    expect(vatIdentifierProblem('FRXX732829320')).toBeNull();
    expect(vatIdentifierProblem('DE123456789')).toBeNull();
    expect(vatIdentifierProblem('FR4473282932')).toBe('length');
    expect(vatIdentifierProblem('44732829320')).toBe('alphabet');
  });
});

describe('IBAN and BIC', () => {
  it('accepts valid accounts of several countries', () => {
    for (const iban of ['FR7630006000011234567890189', 'DE89370400440532013000', 'BE68539007547034', 'MC5811222000010123456789030'])
      expect(ibanProblem(iban)).toBeNull();
  });

  it('catches every single wrong digit', () => {
    const iban = 'FR7630006000011234567890189';
    fc.assert(
      fc.property(fc.integer({ min: 2, max: iban.length - 1 }), fc.integer({ min: 1, max: 9 }), (position, shift) => {
        const wrong = iban.slice(0, position) + ((Number(iban[position]) + shift) % 10) + iban.slice(position + 1);
        expect(ibanProblem(wrong)).toBe('key');
      }),
    );
  });

  it('says why', () => {
    expect(ibanProblem('')).toBe('empty');
    expect(ibanProblem('FR76')).toBe('alphabet');
    expect(ibanProblem('FR763000600001123456789018')).toBe('length');
    expect(bicProblem('AGRIFRPP')).toBeNull();
    expect(bicProblem('AGRIFRPP882')).toBeNull();
    expect(bicProblem('AGRIFRP')).toBe('length');
    expect(bicProblem('1GRIFRPP')).toBe('alphabet');
  });
});
