import { useId } from 'preact/hooks';
import type { Dossier } from '../../desk/dossier.ts';
import type { Recipient } from '../../directory/recipient.ts';
import type { Problem } from '../../invoice/check.ts';
import { edit } from '../edits.ts';
import { Ask } from '../parts/ask.tsx';
import { Explained } from '../parts/explained.tsx';
import { Field } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { LastTime } from '../parts/last-time.tsx';
import { demanded, lackOf } from '../parts/lights.tsx';
import { Notice } from '../parts/notice.tsx';
import { ConfirmAnomaly } from '../parts/problems.tsx';
import { activeServices, ServiceSelect } from '../parts/service-select.tsx';
import { target } from '../router.ts';
import { proposed, recipient as words } from '../words/fr/recipient.ts';

interface Props {
  dossier: Dossier;
  recipient: Recipient | null;
  problems: readonly Problem[] | null;
}

/** Service code, engagement, contract: those demanded in front, the others one tap away, and what to do when one has none of them. */
export function Codes({ dossier, recipient, problems }: Props) {
  const { invoice } = dossier;
  const requires = recipient?.requires ?? 'unknown';
  const service = recipient?.services.find((item) => item.code === invoice.serviceCode);
  const filled = { service: invoice.serviceCode !== '', engagement: invoice.engagementNumber !== '' };
  const asked = demanded(requires, service?.requiresEngagement ?? false, filled);
  const show = {
    service: asked.service || requires === 'either' || requires === 'unknown' || filled.service || (recipient?.services.length ?? 0) > 0,
    engagement: asked.engagement || requires === 'either' || requires === 'unknown' || filled.engagement,
  };
  const lacking = lackOf(requires, service?.requiresEngagement ?? false, filled);
  const { asked: former } = dossier;
  const wanted = target.value === 'demander' || requires === 'unknown';
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
      <LastTime dossier={dossier} />
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
          <Field dossier={dossier} path="delivery.name" label={proposed.siteField} problems={problems} hint={proposed.siteHint} />
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
      {(lacking || former || wanted) && <Ask dossier={dossier} what={lacking ?? former?.what ?? 'both'} />}
    </section>
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
        <>
          <p class="wrong">
            {problem.message} {problem.remedy}
          </p>
          {problem.confirmable && dossier.invoice.serviceCode !== '' && <ConfirmAnomaly id={dossier.id} problem={problem} />}
        </>
      )}
    </div>
  );
}
