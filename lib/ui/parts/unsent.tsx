import type { Dossier } from '../../desk/dossier.ts';
import { reload } from '../actions.ts';
import { useGesture } from '../hooks.ts';
import { online, theDesk } from '../state.ts';
import { follow as words } from '../words/fr/invoice.ts';

interface Props {
  dossier: Dossier;
  /** Words of the second button: what waits may be taken back. */
  back: string;
  onBack: () => Promise<unknown>;
}

/** For what has not left yet: not waiting for the next try, or taking it back. */
export function Unsent({ dossier, back, onBack }: Props) {
  const [busy, run] = useGesture();
  const now = async () => {
    await theDesk().tryNow(dossier.id);
    await reload();
  };
  return (
    <div class="row">
      <button type="button" class="button strong" disabled={busy || !online.value} onClick={() => run(now)}>
        {words.tryNow}
      </button>
      <button type="button" class="button" disabled={busy} onClick={() => run(onBack)}>
        {back}
      </button>
    </div>
  );
}
