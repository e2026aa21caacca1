/**
 * Encryption of what must not be read by whoever finds a file or a copy of the database: AES-GCM 256, whose tag also tells a cut or altered file.
 * Keys come from a passphrase (PBKDF2-HMAC-SHA-256) or stay in the browser, not exportable.
 */

/** OWASP's count for PBKDF2-HMAC-SHA-256 (Password Storage Cheat Sheet, 2023): about half a second on a middling phone. */
export const PBKDF2_ITERATIONS = 600_000;
const IV_BYTES = 12;
export const SALT_BYTES = 16;

/** What stands for a plain text: `iv` is new at each sealing. */
export interface Sealed {
  iv: Uint8Array;
  data: Uint8Array;
}

export function freshSalt(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(SALT_BYTES));
}

/** The key of a passphrase, as typed but for Unicode's two ways of writing an accent. Not exportable. */
export async function keyOfPassphrase(passphrase: string, salt: Uint8Array, iterations = PBKDF2_ITERATIONS): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', new TextEncoder().encode(passphrase.normalize('NFC')), 'PBKDF2', false, ['deriveKey']);
  const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt: new Uint8Array(salt), iterations };
  return crypto.subtle.deriveKey(parameters, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** A key of this browser alone: WebCrypto will not export it. */
export function deviceKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** `context` is bound to the text, in clear: opened with another one, it does not open. */
export async function seal(plain: Uint8Array, key: CryptoKey, context = ''): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const data = await crypto.subtle.encrypt(parametersOf(iv, context), key, new Uint8Array(plain));
  return { iv, data: new Uint8Array(data) };
}

/** null when the key is not the one, or when the text was cut or altered: the cipher cannot tell which. */
export async function unseal({ iv, data }: Sealed, key: CryptoKey, context = ''): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt(parametersOf(iv, context), key, new Uint8Array(data)));
  } catch {
    return null;
  }
}

function parametersOf(iv: Uint8Array, context: string): AesGcmParams {
  return { name: 'AES-GCM', iv: new Uint8Array(iv), additionalData: new TextEncoder().encode(context) };
}
