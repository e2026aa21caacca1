import '../styles/invoice.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Dossier } from '../../desk/dossier.ts';
import type { Recipient } from '../../directory/recipient.ts';
import { attempt } from '../actions.ts';
import { adopt, confirm, formVersion } from '../edits.ts';
import { siret } from '../format.ts';
import { useDossier, useProblems, useRecipient } from '../hooks.ts';
import { Field } from '../parts/field.tsx';
import { Head } from '../parts/head.tsx';
import { Icon } from '../parts/icon.tsx';
import { Lights } from '../parts/lights.tsx';
import { NoInvoice } from '../parts/no-invoice.tsx';
import { Notice } from '../parts/notice.tsx';
import { RecipientAdvice } from '../parts/recipient-advice.tsx';
import { type ChosenCodes, RecipientSearch } from '../parts/recipient-search.tsx';
import { Steps } from '../parts/steps.tsx';
import { StructureCheck } from '../parts/structure-check.tsx';
import { target, to } from '../router.ts';
import type { ScreenProps } from '../screens.ts';
import { theDesk } from '../state.ts';
import { recipient as words } from '../words/fr/recipient.ts';
import { Codes } from './codes.tsx';

export default function RecipientScreen({ id }: ScreenProps) {
  const dossier = useDossier(id);
  const [changing, setChanging] = useState(false);
  if (!dossier) return <NoInvoice />;
  const chosen = dossier.invoice.buyer.siret.length === 14 && !changing;
  return (
    <div class="stack wide">
      <div>
        <Head title={words.title} back={to('facture', id)} />
        <Steps dossier={dossier} current={1} />
      </div>
      {chosen ? <Chosen dossier={dossier} onChange={() => setChanging(true)} /> : <Search dossier={dossier} onChosen={() => setChanging(false)} />}
    </div>
  );
}

function useChoice(id: string, onChosen: () => void) {
  return async (recipient: Recipient, codes?: ChosenCodes) => {
    const updated = await attempt(() => theDesk().chooseRecipient(id, recipient, codes));
    if (!updated) return;
    adopt(updated);
    formVersion.value += 1;
    onChosen();
    requestAnimationFrame(() => document.querySelector<HTMLElement>('#chosen')?.focus());
  };
}

function Search({ dossier, onChosen }: { dossier: Dossier; onChosen: () => void }) {
  const choose = useChoice(dossier.id, onChosen);
  const { buyer } = dossier.invoice;
  const read = dossier.readBy !== '' && buyer.siret === '';
  // who was sent here to mend the recipient types at once
  useEffect(() => {
    if (target.value.startsWith('buyer.')) document.getElementById('recipient')?.focus();
  }, []);
  return (
    <RecipientSearch
      start={buyer.siret ? '' : buyer.name}
      {...(read ? { read: { postcode: buyer.address.postcode, town: buyer.address.city } } : {})}
      onChoose={(recipient, codes) => void choose(recipient, codes)}
    />
  );
}

function Chosen({ dossier, onChange }: { dossier: Dossier; onChange: () => void }) {
  const { buyer } = dossier.invoice;
  const recipient = useRecipient(dossier);
  const problems = useProblems(dossier);
  const choose = useChoice(dossier.id, () => undefined);
  const another = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (target.value === 'buyer.siret') another.current?.focus();
  }, [target.value]);
  const guessed = recipient !== null && !recipient.siretCertain && dossier.traces['buyer.siret']?.confirmed !== true;
  const requires = recipient?.requires ?? 'unknown';
  return (
    <>
      <section class="sheet chosen stack" id="chosen" tabIndex={-1} aria-labelledby="chosen-name">
        <div class="stack tight">
          <span class="hint">{words.chosen}</span>
          <h2 id="chosen-name">{buyer.name || recipient?.name || words.unnamed}</h2>
          <span class="soft number">SIRET {siret(buyer.siret)}</span>
          <span class="lights">
            <Lights requires={requires} />
          </span>
        </div>
        <StructureCheck dossier={dossier} />
        {(!recipient?.name || buyer.name === '' || target.value === 'buyer.name') && (
          <Field dossier={dossier} path="buyer.name" label={words.officialName} problems={problems} autoFocus={target.value === 'buyer.name'} />
        )}
        <button type="button" class="button" ref={another} onClick={onChange}>
          {words.change}
        </button>
      </section>
      {guessed && (
        <Notice tone="doubt">
          <strong>{words.guessed}</strong>
          <span>{words.guessedText}</span>
          {/* that it is to be confirmed is said above */}
          <Field dossier={dossier} path="buyer.siret" problems={problems?.filter(({ severity }) => severity === 'error') ?? null} />
          <button type="button" class="button strong" onClick={() => void confirm(dossier.id, 'buyer.siret')}>
            {words.confirmGuess}
          </button>
        </Notice>
      )}
      <RecipientAdvice dossier={dossier} onChoose={(other) => void choose(other)} />
      <Codes dossier={dossier} recipient={recipient} problems={problems} />
      <a class="button main full" href={to('facture', dossier.id, 'prete')}>
        {words.next}
        <Icon name="next" />
      </a>
    </>
  );
}
