import type { RecipientMemory } from '../../desk/api.ts';
import type { Dossier } from '../../desk/dossier.ts';
import { attempt } from '../actions.ts';
import { adopt, formVersion } from '../edits.ts';
import { siret } from '../format.ts';
import { useRecents } from '../recipients.ts';
import { to } from '../router.ts';
import { announce, theDesk } from '../state.ts';
import { review } from '../words/fr/invoice.ts';
import { write as words } from '../words/fr/write.ts';
import { Icon } from './icon.tsx';

export function RecentChips({ recents, onChoose }: { recents: readonly RecipientMemory[]; onChoose: (memory: RecipientMemory) => void }) {
  if (recents.length === 0) return null;
  return (
    <div class="stack tight">
      <span class="hint">{words.recents}</span>
      <div class="row">
        {recents.slice(0, 5).map((memory) => (
          <button key={memory.recipient.siret} type="button" class="chip" onClick={() => onChoose(memory)}>
            {memory.recipient.name || siret(memory.recipient.siret)}
          </button>
        ))}
      </div>
    </div>
  );
}

/** Who pays: one tap for those served before, the search for the others. */
export function BuyerSheet({ dossier }: { dossier: Dossier }) {
  const { invoice, id } = dossier;
  const recents = useRecents();
  const choose = async (memory: RecipientMemory) => {
    const updated = await attempt(() => theDesk().chooseRecipient(id, memory.recipient, memory));
    if (!updated) return;
    adopt(updated);
    formVersion.value += 1;
    announce(updated.invoice.buyer.name);
    document.querySelector<HTMLElement>('#buyer-title')?.focus();
  };
  const chosen = invoice.buyer.siret !== '' || invoice.buyer.name !== '';
  const codes = [invoice.serviceCode, invoice.engagementNumber, invoice.contractNumber].filter(Boolean).join(' · ');
  return (
    <section class="sheet stack" aria-labelledby="buyer-title">
      <h2 id="buyer-title" tabIndex={-1}>
        {words.buyer}
      </h2>
      {chosen ? (
        <div class="row between">
          <p class="stack tight">
            <strong>{invoice.buyer.name || '—'}</strong>
            {invoice.buyer.siret && <span class="soft small number">SIRET {siret(invoice.buyer.siret)}</span>}
            {codes && <span class="soft small">{codes}</span>}
          </p>
          <a class="button" href={to('facture', id, 'destinataire')}>
            <Icon name="town" />
            {words.changeBuyer}
          </a>
        </div>
      ) : (
        <>
          <p class="soft">{words.buyerToChoose}</p>
          <RecentChips recents={recents} onChoose={(memory) => void choose(memory)} />
          <a class="button" href={to('facture', id, 'destinataire')} aria-label={review.chooseBuyer}>
            <Icon name="search" />
            {review.chooseBuyer}
          </a>
        </>
      )}
    </section>
  );
}
