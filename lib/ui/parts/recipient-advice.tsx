import type { Advice } from '../../desk/api-recipients.ts';
import type { Dossier } from '../../desk/dossier.ts';
import type { Recipient } from '../../directory/recipient.ts';
import { siret } from '../format.ts';
import { useWhoPays } from '../recipients.ts';
import { recipientsKnown } from '../state.ts';
import { said } from '../words/dictionary.ts';
import { proposed, recipient as words } from '../words/fr/recipient.ts';
import { Icon } from './icon.tsx';
import { Notice } from './notice.tsx';

const tones = { red: 'stop', amber: 'doubt', green: 'done', grey: 'accent' } as const;

/** What the directory says of the chosen recipient, and whom to bill instead: closed, a school, several budgets, the State. */
export function RecipientAdvice({ dossier, onChoose }: { dossier: Dossier; onChoose: (recipient: Recipient) => void }) {
  const { buyer, serviceCode } = dossier.invoice;
  const advice: Advice | null = useWhoPays((cases) => cases.advice(dossier), [buyer.siret, serviceCode, recipientsKnown.value]);
  if (!advice) return null;
  // a SIRET to be confirmed has a place of its own, with its field
  const notices = advice.notices.filter(({ kind }) => kind !== 'guessed');
  return (
    <>
      {notices.map(({ kind, light, sentence, offer }) => (
        <Notice key={kind} tone={tones[light]}>
          <span>{said(sentence)}</span>
          {offer && offer.siret !== buyer.siret && (
            <button type="button" class="button strong" onClick={() => onChoose(offer)}>
              <Icon name="town" />
              {words.payerOf(offer.name)}
            </button>
          )}
        </Notice>
      ))}
      {advice.budgets && <Budgets budgets={advice.budgets} chosen={buyer.siret} onChoose={onChoose} />}
    </>
  );
}

function Budgets({
  budgets: { sentence, recipients },
  chosen,
  onChoose,
}: {
  budgets: NonNullable<Advice['budgets']>;
  chosen: string;
  onChoose: (recipient: Recipient) => void;
}) {
  return (
    <details class="more" open={!recipients.some(({ siret: one, main }) => one === chosen && main !== false)}>
      <summary>
        <Icon name="next" />
        {proposed.budgets(recipients.length)}
      </summary>
      <div class="stack tight">
        <p class="soft">{said(sentence)}</p>
        {recipients.slice(0, 30).map((one) => (
          <button key={one.siret} type="button" class="hit" aria-pressed={one.siret === chosen} onClick={() => onChoose(one)}>
            <strong>{one.name}</strong>
            <span class="soft small number">
              SIRET {siret(one.siret)}
              {one.main && ` · ${proposed.mainBudget}`}
            </span>
          </button>
        ))}
      </div>
    </details>
  );
}
