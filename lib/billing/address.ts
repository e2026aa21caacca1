/** As much of the platform's URL as is used here: every surface has it, the core's own library of types does not. */
export interface Address {
  readonly href: string;
  readonly origin: string;
  readonly protocol: string;
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}

const { URL: Parsed } = globalThis as unknown as { URL: new (address: string, base?: string) => Address };

/** Null for what is no address. */
export function addressOf(text: string, base?: string): Address | null {
  try {
    return new Parsed(text.trim(), base);
  } catch {
    return null;
  }
}

export function sameOrigin(left: string, right: string): boolean {
  const origin = addressOf(left)?.origin;
  return origin !== undefined && origin !== 'null' && origin === addressOf(right)?.origin;
}
