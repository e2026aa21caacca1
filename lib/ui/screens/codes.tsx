import { useId } from 'preact/hooks';
import type { RecipientMemory } from '../../desk/api.ts';
import type { Dossier } from '../../desk/dossier.ts';
import type { Recipient } from '../../directory/recipient.ts';
import type { Problem } from '../../invoice/check.ts';
import { attempt } from '../actions.ts';
import { edit, formVersion } from '../edits.ts';
import { day, labelled, money } from '../format.ts';
import { Field } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { demanded } from '../parts/lights.tsx';
import { Notice } from '../parts/notice.tsx';
import { OrderDrawing } from '../parts/order-drawing.tsx';
import { activeServices, ServiceSelect } from '../parts/service-select.tsx';
import { target } from '../router.ts';
import { say } from '../state.ts';
import { recipient as words } from '../words/fr/invoice.ts';

interface Props {
  dossier: Dossier;
  recipient: Recipient | null;
  memory: RecipientMemory | null;
  problems: readonly Problem[] | null;
}

/** Service code, engagement, contract: those demanded in front, the others one tap away, and what to do when one has none of them. */
export function Codes({ dossier, recipient, memory, problems }: Props) {
  const { invoice } = dossier;
  const requires = recipient?.requires ?? 'unknown';
  const service = recipient?.services.find((item) => item.code === invoice.serviceCode);
  const filled = { service: invoice.serviceCode !== '', engagement: invoice.engagementNumber !== '' };
  const asked = demanded(requires, service?.requiresEngagement ?? false, filled);
  const show = {
    service: asked.service || requires === 'either' || requires === 'unknown' || filled.service || (recipient?.services.length ?? 0) > 0,
    engagement: asked.engagement || requires === 'either' || requires === 'unknown' || filled.engagement,
  };
  const lacking = (asked.service && !filled.service) || (asked.engagement && !filled.engagement);
  const again =
    memory &&
    (memory.serviceCode || memory.engagementNumber) &&
    (memory.serviceCode !== invoice.serviceCode || memory.engagementNumber !== invoice.engagementNumber);
  const sameAsLast = async () => {
    if (!memory) return;
    await Promise.all([
      edit(dossier.id, 'serviceCode', memory.serviceCode),
      edit(dossier.id, 'engagementNumber', memory.engagementNumber),
      edit(dossier.id, 'contractNumber', memory.contractNumber),
    ]);
    formVersion.value += 1;
  };
  const engagement = (
    <Field
      dossier={dossier}
      path="engagementNumber"
      problems={problems}
      hint={words.engagementHint}
      autoFocus={target.value === 'engagementNumber'}
    />
  );
  return (
    <section class="stack" aria-label={words.codes}>
      <h2>{words.codes}</h2>
      {requires === 'none' && !show.service && !show.engagement && <p class="soft">{words.noCodes}</p>}
      {requires === 'unknown' && <Notice>{words.unknownCodes}</Notice>}
      {again && (
        <div>
          <button type="button" class="chip" onClick={() => void sameAsLast()}>
            <Icon name="redo" />
            {labelled(words.lastTime, [memory.serviceCode, memory.engagementNumber].filter(Boolean).join(' · '))}
          </button>
        </div>
      )}
      {show.service && <ServiceField dossier={dossier} recipient={recipient} problems={problems} />}
      {show.engagement && engagement}
      <details class="more">
        <summary>
          <Icon name="next" />
          {words.optionalCodes}
        </summary>
        <div class="stack">
          {!show.service && <ServiceField dossier={dossier} recipient={recipient} problems={problems} />}
          {!show.engagement && engagement}
          <Field dossier={dossier} path="contractNumber" problems={problems} hint={words.contractHint} />
        </div>
      </details>
      {(show.service || show.engagement) && (
        <details class="more">
          <summary>
            <Icon name="next" />
            {words.where}
          </summary>
          <Explained />
        </details>
      )}
      {lacking && <Ask dossier={dossier} what={asked.service && asked.engagement ? 'both' : asked.service ? 'service' : 'engagement'} />}
    </section>
  );
}

export function Explained() {
  return (
    <div class="stack">
      <OrderDrawing />
      <p>{words.serviceMeaning}</p>
      <p>{words.engagementMeaning}</p>
    </div>
  );
}

/** The services of the recipient as a list when they are known; any other code may be typed. */
function ServiceField({ dossier, recipient, problems }: { dossier: Dossier; recipient: Recipient | null; problems: readonly Problem[] | null }) {
  const id = useId();
  const services = activeServices(recipient);
  if (services.length === 0)
    return <Field dossier={dossier} path="serviceCode" problems={problems} hint={words.serviceHint} autoFocus={target.value === 'serviceCode'} />;
  const problem = problems?.find((item) => item.field === 'serviceCode' && item.severity === 'error');
  return (
    <div class={problem ? 'field stop' : 'field'}>
      <label for={id}>{words.service}</label>
      <ServiceSelect
        id={id}
        services={services}
        value={dossier.invoice.serviceCode}
        onChoose={(code) => void edit(dossier.id, 'serviceCode', code)}
      />
      <p class="hint">{words.serviceHint}</p>
      {problem && (
        <p class="wrong">
          {problem.message} {problem.remedy}
        </p>
      )}
    </div>
  );
}

/** A message ready for the town hall: nobody should have to find the words at five in the morning. */
function Ask({ dossier, what }: { dossier: Dossier; what: keyof typeof words.inFrench.whats }) {
  const { invoice } = dossier;
  const subject = words.inFrench.subject(invoice.invoiceNumber);
  const message = words.inFrench.message({
    buyer: invoice.buyer.name,
    number: invoice.invoiceNumber,
    date: day(invoice.issueDate, 'fr'),
    amount: money(invoice.totals.gross, invoice.currency, 'fr'),
    seller: invoice.seller.name,
    what: words.inFrench.whats[what],
  });
  const mail = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(message)}`;
  const copy = () =>
    void attempt(async () => {
      await navigator.clipboard.writeText(message);
      say(words.copied);
    });
  return (
    <details class="more">
      <summary>
        <Icon name="next" />
        {words.ask}
      </summary>
      <div class="stack">
        <p>{words.askText}</p>
        <p class="sheet message" lang="fr">
          {message}
        </p>
        <div class="row">
          <a class="button strong" href={mail}>
            <Icon name="mail" />
            {words.askMail}
          </a>
          {'share' in navigator && (
            <button type="button" class="button" onClick={() => void navigator.share({ title: subject, text: message }).catch(() => undefined)}>
              <Icon name="share" />
              {words.askShare}
            </button>
          )}
          <button type="button" class="button" onClick={copy}>
            {words.askCopy}
          </button>
        </div>
      </div>
    </details>
  );
}
