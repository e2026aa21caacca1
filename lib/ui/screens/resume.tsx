import { said } from '../words/dictionary.ts';
import '../styles/invoice.css';
import { useEffect, useState } from 'preact/hooks';
import type { Dossier } from '../../desk/dossier.ts';
import { adviceFor, adviceForRefusal } from '../../portal/coach.ts';
import { attempt } from '../actions.ts';
import { edit, formVersion } from '../edits.ts';
import { useDossier, useProblems } from '../hooks.ts';
import { Complaints } from '../parts/complaints.tsx';
import { Field } from '../parts/field.tsx';
import { Head } from '../parts/head.tsx';
import { NoInvoice } from '../parts/no-invoice.tsx';
import { Notice } from '../parts/notice.tsx';
import { hrefOf, Problems } from '../parts/problems.tsx';
import { SendDock } from '../parts/send-dock.tsx';
import { go, to } from '../router.ts';
import type { ScreenProps } from '../screens.ts';
import { theDesk } from '../state.ts';
import { coach } from '../words/fr/coach.ts';

const words = coach.resume;

/** Why this draft is one again: the last refusal or rejection of its history. */
function returned(dossier: Dossier) {
  const last = dossier.history.findLast(({ code }) => code === 'REFUSED' || code === 'REJETEE');
  if (!last) return null;
  if (last.code === 'REJETEE') return { advice: adviceFor('REJETEE', last.text), complaints: [], said: last.text };
  const advice = adviceForRefusal('', last.text.split(' | '));
  return { advice, complaints: advice.all, said: '' };
}

/** The next number of the user's series: written where the old one is gone for good, else one tap away. */
function NextNumber({ dossier, focus }: { dossier: Dossier; focus: boolean }) {
  const [proposed, setProposed] = useState('');
  const take = (number: string) =>
    void edit(dossier.id, 'invoiceNumber', number).then(() => {
      formVersion.value += 1;
    });
  useEffect(() => {
    void attempt(async () => {
      const { proposed: next } = await (await theDesk().byHand()).numbering(dossier);
      setProposed(next);
      if (next !== '' && dossier.invoice.invoiceNumber === '') take(next);
    });
  }, [dossier.id]);
  return (
    <div class="stack tight">
      <Field dossier={dossier} path="invoiceNumber" label={words.number} hint={words.numberHint} marks={false} autoFocus={focus} />
      {proposed && proposed !== dossier.invoice.invoiceNumber && (
        <div>
          <button type="button" class="chip" onClick={() => take(proposed)}>
            {words.proposed(proposed)}
          </button>
        </div>
      )}
    </div>
  );
}

/** An invoice that came back and is a draft again: what was said of it, the field to change, and the way out, on one screen. */
export default function Resume({ id }: ScreenProps) {
  const dossier = useDossier(id);
  const problems = useProblems(dossier);
  const state = dossier?.stage.state;
  useEffect(() => {
    if (state !== undefined && state !== 'draft') go(to('facture', id, 'suivi'), { replace: true });
  }, [state]);
  if (!dossier) return <NoInvoice />;
  const back = returned(dossier);
  const advice = back?.advice ?? null;
  const field = advice?.field ?? '';
  const renumbered = advice?.number === 'new' || field === 'invoiceNumber' || dossier.invoice.invoiceNumber === '';
  const errors = problems?.filter(({ severity }) => severity === 'error') ?? [];
  const single = field !== '' && field !== 'invoiceNumber' && !/^(notes|lines)/.test(field);
  // What is wrong with a field on this screen is said under it.
  const elsewhere = errors.filter((problem) => !(single && problem.field === field) && !(renumbered && problem.field === 'invoiceNumber'));
  return (
    <div class="stack wide">
      <Head title={words.title} back={to('facture', id)} />
      {back?.said && (
        <Notice tone="stop">
          <strong>{coach.agentSays}</strong>
          <blockquote lang="fr">{back.said}</blockquote>
        </Notice>
      )}
      <Complaints messages={back?.complaints ?? []} />
      <section class="sheet stack" aria-labelledby="resume-title">
        <h2 id="resume-title">{coach.title}</h2>
        <p>{back?.said && advice ? said(advice.remedy) : words.intro}</p>
        {single && <Field dossier={dossier} path={field} problems={problems} marks={false} autoFocus />}
        {renumbered && <NextNumber dossier={dossier} focus={!single} />}
        <a href={field ? hrefOf(dossier, field) : to('facture', id)}>{words.whole}</a>
      </section>
      {elsewhere.length > 0 && (
        <section class="stack" aria-labelledby="resume-left">
          <h2 id="resume-left">{words.left(elsewhere.length)}</h2>
          <Problems dossier={dossier} problems={elsewhere} onSettled={() => undefined} />
        </section>
      )}
      {problems !== null && errors.length === 0 && (
        <div role="status">
          <Notice tone="done">
            <strong data-testid="ready">{words.ok}</strong>
          </Notice>
        </div>
      )}
      <SendDock id={id} ready={problems !== null && errors.length === 0} words={words} />
    </div>
  );
}
