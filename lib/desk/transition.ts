import type { Dossier } from './dossier.ts';

/** `save` keeps a dossier only when its revision is still the stored one, and gives it back with the next revision; it rejects otherwise. */
export interface DossierStore {
  get(id: string): Promise<Dossier | null>;
  list(): Promise<readonly Dossier[]>;
  /** Those that are not paid, over or deleted, as they stand on the disk. */
  live(): Promise<Dossier[]>;
  save(dossier: Dossier): Promise<Dossier>;
}

const TRIES = 10;

/**
 * One step of a dossier, on what is stored at this very moment. `step` gives null when the step has no object any more; when someone else saved in
 * between it is asked again on the new dossier. A save that fails though nothing changed is a failure of storage, passed on.
 */
export async function transition(store: DossierStore, id: string, step: (dossier: Dossier) => Dossier | null): Promise<Dossier | null> {
  for (let tries = 1; ; tries++) {
    const dossier = await store.get(id);
    const next = dossier && step(dossier);
    if (!dossier || !next) return null;
    try {
      return await store.save(next);
    } catch (error) {
      const current = await store.get(id);
      if (tries >= TRIES || current?.revision === dossier.revision) throw error;
    }
  }
}
