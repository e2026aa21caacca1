import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Asking, Dossier } from '../../desk/dossier.ts';
import { attempt } from '../actions.ts';
import { adopt, edit, formVersion } from '../edits.ts';
import { day, isoDay, labelled, money, siret } from '../format.ts';
import { useMedia } from '../hooks.ts';
import { useWhoPays } from '../recipients.ts';
import { target } from '../router.ts';
import { say, theDesk } from '../state.ts';
import { review } from '../words/fr/invoice.ts';
import { asking as words } from '../words/fr/recipient.ts';
import { Icon } from './icon.tsx';
import { Notice } from './notice.tsx';

/** A message ready for the town hall, and the place of its answer: nobody should have to find the words at five in the morning. */
export function Ask({ dossier, what }: { dossier: Dossier; what: Asking }) {
  const { invoice, asked } = dossier;
  const phone = useMedia('(pointer: coarse)');
  const called = target.value === 'demander';
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (!called || !details.current) return;
    details.current.open = true;
    details.current.scrollIntoView({ block: 'center' });
    details.current.querySelector<HTMLElement>('summary')?.focus();
  }, [called]);
  const subject = words.inFrench.subject(invoice.invoiceNumber);
  const body = words.inFrench.body({
    buyer: invoice.buyer.name,
    site: invoice.delivery.name,
    number: invoice.invoiceNumber,
    date: day(invoice.issueDate, 'fr'),
    amount: invoice.totals.gross && money(invoice.totals.gross, invoice.currency, 'fr'),
    what: words.inFrench.whats[what],
    seller: invoice.seller.name,
    siret: siret(invoice.seller.siret),
    phone: invoice.seller.phone,
  });
  const note = (as: Asking | null) => attempt(async () => adopt(await (await theDesk().whoPays()).asked(dossier.id, as)));
  const copy = () =>
    void attempt(async () => {
      await navigator.clipboard.writeText(body);
      say(words.copied);
      await note(what);
    });
  const share = () =>
    void navigator
      .share({ title: subject, text: body })
      .then(() => note(what))
      .catch(() => undefined);
  return (
    <>
      {asked && (
        <Notice>
          <strong data-testid="asked">{words.askedOn(day(isoDay(asked.at)))}</strong>
          <span>{words.waiting}</span>
          <Reply dossier={dossier} />
          <div>
            <button type="button" class="button plain" onClick={() => void note(null)}>
              {words.forgetAsked}
            </button>
          </div>
        </Notice>
      )}
      <details class="more" ref={details}>
        <summary>
          <Icon name={asked ? 'redo' : 'mail'} />
          {asked ? words.again : words.title}
        </summary>
        <div class="stack">
          <p>{words.text}</p>
          <p class="sheet message" data-testid="ask-message" lang="fr">
            {body}
          </p>
          <div class="row">
            <a
              class="button strong"
              href={`mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`}
              onClick={() => void note(what)}
            >
              <Icon name="mail" />
              {words.mail}
            </a>
            {phone && (
              // iOS wants `&` before the text and Android `?`: both take this
              <a class="button" href={`sms:?&body=${encodeURIComponent(body)}`} onClick={() => void note(what)}>
                <Icon name="phone" />
                {words.sms}
              </a>
            )}
            {'share' in navigator && (
              <button type="button" class="button" onClick={share}>
                <Icon name="share" />
                {words.share}
              </button>
            )}
            <button type="button" class="button" onClick={copy}>
              <Icon name="copy" />
              {words.copy}
            </button>
          </div>
        </div>
      </details>
    </>
  );
}

/** The answer, pasted whole: its codes are found in it, shown, and taken in one press. */
function Reply({ dossier }: { dossier: Dossier }) {
  const id = useId();
  const [text, setText] = useState('');
  const given = useWhoPays((cases) => cases.codesIn(text), [text]);
  const found = (['serviceCode', 'engagementNumber', 'contractNumber'] as const).flatMap((path) =>
    given?.[path] ? [{ path, code: given[path] }] : [],
  );
  const take = async () => {
    await Promise.all(found.map(({ path, code }) => edit(dossier.id, path, code)));
    formVersion.value += 1;
    setText('');
    say(words.used);
  };
  return (
    <div class="field">
      <label for={id}>{words.reply}</label>
      <textarea id={id} class="input" rows={3} value={text} aria-describedby={`${id}-hint`} onInput={(event) => setText(event.currentTarget.value)} />
      <p class="hint" id={`${id}-hint`}>
        {words.replyHint}
      </p>
      <div role="status">
        {found.length > 0 && (
          <div class="stack tight">
            <span>{words.found}</span>
            <ul>
              {found.map(({ path, code }) => (
                <li key={path}>
                  {labelled(review.fields[path] ?? '', '')}
                  <strong>{code}</strong>
                </li>
              ))}
            </ul>
          </div>
        )}
        {text.trim().length > 12 && given && found.length === 0 && <span>{words.nothing}</span>}
      </div>
      {found.length > 0 && (
        <div>
          <button type="button" class="button strong" onClick={() => void take()}>
            <Icon name="check" />
            {words.use}
          </button>
        </div>
      )}
    </div>
  );
}
