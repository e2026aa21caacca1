import type { Dossier } from './dossier.ts';

/**
 * What is made of a list of dossiers, made once for it: the store gives the same list as long as nothing changes, and a screen asks about each of
 * sixty drafts what five thousand invoices say.
 */
export function perList<T>(make: (dossiers: readonly Dossier[]) => T): (dossiers: readonly Dossier[]) => T {
  const made = new WeakMap<readonly Dossier[], T>();
  return (dossiers) => {
    let found = made.get(dossiers);
    if (found === undefined) {
      found = make(dossiers);
      made.set(dossiers, found);
    }
    return found;
  };
}

/** The dossiers of each key, in the order of the list. */
export const byKey = (keyOf: (dossier: Dossier) => string) =>
  perList((dossiers) => {
    const found = new Map<string, Dossier[]>();
    for (const dossier of dossiers) {
      const key = keyOf(dossier);
      const others = found.get(key);
      if (others) others.push(dossier);
      else found.set(key, [dossier]);
    }
    return found;
  });
