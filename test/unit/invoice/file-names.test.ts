import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { supportingName } from '../../../lib/invoice/file-names.ts';

const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0);
const pdf = new TextEncoder().encode('%PDF-1.7');

describe('names of supporting documents', () => {
  it('tells the extension from the bytes, not from the name', () => {
    expect(supportingName('Bon de livraison n° 12 (école).PDF', jpeg)).toBe('Bon-de-livraison-n-12-ecole.jpg');
    expect(supportingName('photo.jpeg', jpeg)).toBe('photo.jpeg');
    expect(supportingName('image', pdf)).toBe('image.pdf');
    expect(supportingName('../../etc/passwd', pdf)).toBe('passwd.pdf');
    expect(supportingName('🥖.jpg', jpeg)).toBe('piece.jpg');
    expect(supportingName('devis.xlsx', Uint8Array.of(0x50, 0x4b, 3, 4))).toBe('devis.xlsx');
  });

  it('avoids names already taken', () => {
    expect(supportingName('photo.jpg', jpeg, ['PHOTO.jpg', 'photo-2.jpg'])).toBe('photo-3.jpg');
  });

  it('never passes fifty characters nor a strange sign', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (name) => {
        expect(supportingName(name, jpeg)).toMatch(/^[A-Za-z0-9][A-Za-z0-9_-]{0,45}\.(jpg|jpeg)$/);
      }),
    );
  });
});
