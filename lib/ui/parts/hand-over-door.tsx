import type { Dossier } from '../../desk/dossier.ts';
import { useLoaded } from '../hooks.ts';

/** « Vers un autre appareil » stands at the end of four screens and serves rarely: its code comes after theirs. */
export function HandOver({ dossier }: { dossier: Pick<Dossier, 'id' | 'stage'> }) {
  const Part = useLoaded(() => import('./hand-over.tsx'));
  return Part && <Part dossier={dossier} />;
}
