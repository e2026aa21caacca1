import { describe, expect, it } from 'vitest';
import { deviceKey, freshSalt, keyOfPassphrase, seal, unseal } from '../../../lib/desk/cipher.ts';

const text = new TextEncoder().encode('mot de passe technique');
const few = 1000;

describe('what is sealed', () => {
  it('opens with the same passphrase, however its accents are written, and with no other', async () => {
    const salt = freshSalt();
    const sealed = await seal(text, await keyOfPassphrase('café noir', salt, few));
    expect(await unseal(sealed, await keyOfPassphrase('café noir'.normalize('NFD'), salt, few))).toEqual(text);
    expect(await unseal(sealed, await keyOfPassphrase('cafe noir', salt, few))).toBeNull();
    expect(await unseal(sealed, await keyOfPassphrase('café noir', freshSalt(), few))).toBeNull();
  });

  it('does not open when one byte changed, when it was cut, or in another context', async () => {
    const key = await deviceKey();
    const sealed = await seal(text, key, 'production');
    expect(await unseal(sealed, key, 'production')).toEqual(text);
    expect(await unseal(sealed, key, 'qualification')).toBeNull();
    expect(await unseal({ ...sealed, data: sealed.data.slice(0, -3) }, key, 'production')).toBeNull();
    const altered = sealed.data.map((byte, index) => (index === 4 ? byte ^ 1 : byte));
    expect(await unseal({ ...sealed, data: altered }, key, 'production')).toBeNull();
  });

  it('is never the same twice, and its key cannot be taken out', async () => {
    const key = await deviceKey();
    const [one, two] = [await seal(text, key), await seal(text, key)];
    expect(one.data).not.toEqual(two.data);
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  });
});
