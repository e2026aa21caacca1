import type { Dossier } from '../../desk/dossier.ts';
import { to } from '../router.ts';
import { dossiers } from '../state.ts';
import { nextDraft } from '../waiting.ts';
import { ready as words } from '../words/fr/invoice.ts';
import { Icon } from './icon.tsx';

/** Ten photographs in a row are reviewed in a row: from one that is done to the next. */
export function NextDraft({ dossier }: { dossier: Dossier }) {
  const { next, left } = nextDraft(dossiers.value ?? [], dossier);
  if (!next) return null;
  return (
    <a class="button full next-draft" href={to('facture', next.id)} data-testid="next-draft">
      <span>
        {words.nextDraft} <small>{words.draftsLeft(left)}</small>
      </span>
      <Icon name="next" />
    </a>
  );
}
