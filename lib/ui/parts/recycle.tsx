import { useId, useState } from 'preact/hooks';
import type { Dossier } from '../../desk/dossier.ts';
import type { Recipient } from '../../directory/recipient.ts';
import type { Problem } from '../../invoice/check.ts';
import { type Advice, recyclable } from '../../portal/coach.ts';
import { siret } from '../format.ts';
import { useGesture, useProblems, useRecipient } from '../hooks.ts';
import { answer } from '../leaving.ts';
import { online, theDesk } from '../state.ts';
import { coach as words } from '../words/fr/coach.ts';
import { Comment } from './comment.tsx';
import { Icon } from './icon.tsx';
import { RecipientSearch } from './recipient-search.tsx';
import { activeServices, ServiceSelect } from './service-select.tsx';

/** Same invoice, same number, right address. */
export function Recycle({ dossier, advice }: { dossier: Dossier; advice: Advice }) {
  const { invoice } = dossier;
  const [busy, run] = useGesture();
  const [buyer, setBuyer] = useState({ siret: invoice.buyer.siret, name: invoice.buyer.name });
  const [serviceCode, setServiceCode] = useState(invoice.serviceCode);
  const [engagementNumber, setEngagementNumber] = useState(invoice.engagementNumber);
  const [comment, setComment] = useState('');
  const [searching, setSearching] = useState(advice.field === 'buyer.siret');
  const ids = { service: useId(), engagement: useId(), comment: useId() };
  // Judged as it would leave: the rules and the directory know what this recipient demands.
  const mended: Dossier = {
    ...dossier,
    invoice: { ...invoice, buyer: { ...invoice.buyer, ...buyer }, serviceCode, engagementNumber },
  };
  const recipient = useRecipient(mended);
  const problems =
    useProblems(mended, [buyer.siret, serviceCode, engagementNumber].join('/'))?.filter(
      ({ field, severity }) => severity === 'error' && recyclable.includes(field),
    ) ?? null;
  const services = activeServices(recipient);
  const unchanged = buyer.siret === invoice.buyer.siret && serviceCode === invoice.serviceCode && engagementNumber === invoice.engagementNumber;
  const choose = (chosen: Recipient) => {
    setBuyer({ siret: chosen.siret, name: chosen.name || buyer.name });
    if (chosen.siret !== buyer.siret) setServiceCode('');
    setSearching(false);
  };
  const send = () =>
    run(async () => {
      const change = { buyerSiret: buyer.siret, buyerName: buyer.name, serviceCode, engagementNumber, comment };
      await answer(() => theDesk().recycle(dossier.id, change));
    });
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class="stack tight">
        <span class="hint">{words.to}</span>
        <strong>{buyer.name || '—'}</strong>
        <span class="soft number">SIRET {siret(buyer.siret)}</span>
      </div>
      {searching ? (
        <RecipientSearch onChoose={choose} />
      ) : (
        <div>
          <button type="button" class="button" onClick={() => setSearching(true)}>
            <Icon name="town" />
            {words.otherBuyer}
          </button>
        </div>
      )}
      <div class="field">
        <label for={ids.service}>{words.service}</label>
        {services.length > 0 ? (
          <ServiceSelect id={ids.service} services={services} value={serviceCode} onChoose={setServiceCode} />
        ) : (
          <CodeInput id={ids.service} value={serviceCode} onType={setServiceCode} />
        )}
        <Wrong problems={problems} field="serviceCode" />
      </div>
      <div class="field">
        <label for={ids.engagement}>{words.engagement}</label>
        <CodeInput id={ids.engagement} value={engagementNumber} onType={setEngagementNumber} />
        <Wrong problems={problems} field="engagementNumber" />
      </div>
      <Wrong problems={problems} field="buyer.siret" />
      <Comment id={ids.comment} label={words.comment} hint={words.commentHint} value={comment} onType={setComment} />
      {unchanged && <p class="hint">{words.unchanged}</p>}
      <button type="submit" class="button main full" disabled={busy || unchanged || (problems?.length ?? 0) > 0}>
        <Icon name="send" />
        {online.value ? words.recycleSend : words.recycleSendOffline}
      </button>
    </form>
  );
}

function CodeInput({ id, value, onType }: { id: string; value: string; onType: (text: string) => void }) {
  return (
    <input
      id={id}
      class="input"
      autoComplete="off"
      autocapitalize="characters"
      spellcheck={false}
      value={value}
      onInput={(event) => onType(event.currentTarget.value)}
    />
  );
}

function Wrong({ problems, field }: { problems: readonly Problem[] | null; field: string }) {
  const problem = problems?.find((item) => item.field === field);
  return problem ? (
    <p class="wrong" role="status">
      {problem.message} {problem.remedy}
    </p>
  ) : null;
}
