import '../styles/fill.css';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { FillRow } from '../../desk/filling.ts';
import { isPortal } from '../../portal/pages/sites.ts';
import { attempt } from '../actions.ts';
import { site, tab, theTabs } from '../beside.ts';
import { adoptHere, fillAnew, filling, pointing, prepareFilling, wanted } from '../filling.ts';
import { useDossier } from '../hooks.ts';
import { Head } from '../parts/head.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import { NoInvoice } from '../parts/no-invoice.tsx';
import { Notice } from '../parts/notice.tsx';
import { Quoted } from '../parts/quoted.tsx';
import { to } from '../router.ts';
import type { ScreenProps } from '../screens.ts';
import { say, theDesk } from '../state.ts';
import { fieldName, fill as words } from '../words/fr/fill.ts';

const isRight = ({ outcome }: FillRow) => outcome === 'filled' || outcome === 'already-right';

const icons: Record<NonNullable<FillRow['outcome']>, IconName> = {
  filled: 'check',
  'already-right': 'check',
  differs: 'warn',
  'not-found': 'search',
  refused: 'stop',
  ambiguous: 'help',
  waiting: 'clock',
};

/** What the user wrote in the clipboard is his: nothing is put there but by this button. */
function Copy({ value }: { value: string }) {
  return (
    <button type="button" class="chip" onClick={() => void navigator.clipboard.writeText(value).then(() => say(words.copied))}>
      <Icon name="copy" />
      {words.copy}
    </button>
  );
}

/** While the user points at a field in the page. The focus is here, so Escape is heard here too. */
function Pointing({ stop }: { stop(): void }) {
  const [stopping, setStopping] = useState(false);
  const giveUp = () => setStopping(true);
  useLayoutEffect(() => {
    const heard = ({ key }: KeyboardEvent) => key === 'Escape' && giveUp();
    addEventListener('keydown', heard);
    return () => removeEventListener('keydown', heard);
  }, []);
  useEffect(() => {
    if (!stopping) return;
    // the page may not have begun to listen yet: said until it has heard, and this is taken away
    stop();
    const timer = setInterval(stop, 150);
    return () => clearInterval(timer);
  }, [stopping]);
  return (
    <div role="status" data-testid="pointing">
      <Notice>
        <span>{words.teachingHint}</span>
        <button type="button" class="chip" onClick={giveUp}>
          {words.giveUp}
        </button>
      </Notice>
    </div>
  );
}

function Row({ row }: { row: FillRow }) {
  const now = filling.value;
  if (!now || row.outcome === null) return null;
  const field = fieldName(row.id);
  const teach = async () => {
    pointing.value = row.id;
    const taught = await attempt(async () => (await theDesk().forms()).teach(now.tabId, row.id.replace(/\.\d+\./, '.*.'), words.teaching(field)));
    if (pointing.value === row.id) pointing.value = '';
    say(taught ? words.learnt : words.gaveUp);
    if (!taught) return;
    await fillAnew(now.id, now.tabId);
  };
  const right = isRight(row);
  return (
    <li class={right ? 'fill-row right' : 'fill-row'} data-field={row.id} data-outcome={row.outcome}>
      <Icon name={icons[row.outcome]} />
      <div class="fill-what">
        <strong>{field}</strong>
        <span class="hint">{words.outcomes[row.outcome]}</span>
        <span class="fill-value">{right ? row.value : row.wanted}</span>
        {row.outcome === 'differs' && row.value !== '' && <span class="hint">{words.inPage(row.value)}</span>}
        {row.said && <span class="hint">{words.said(row.said)}</span>}
        {pointing.value === row.id ? (
          <Pointing stop={() => void now.session.ask('giveUp', null)} />
        ) : (
          <div class="fill-acts">
            {!right && row.wanted !== '' && <Copy value={row.wanted} />}
            {(right || row.outcome === 'differs' || row.outcome === 'refused') && (
              <button type="button" class="chip" onClick={() => void now.session.ask('show', { id: row.id, words: field })}>
                <Icon name="eye" />
                {words.show}
              </button>
            )}
            {row.outcome === 'differs' && (
              <button type="button" class="chip" onClick={() => void now.session.start([row.id])}>
                <Icon name="pen" />
                {words.replace}
              </button>
            )}
            {(row.outcome === 'not-found' || row.outcome === 'ambiguous') && !row.id.includes('.0.') && !/\.[1-9]\d*\./.test(row.id) && (
              <button type="button" class="chip" onClick={() => void teach()}>
                <Icon name="click" />
                {words.teach}
              </button>
            )}
          </div>
        )}
      </div>
    </li>
  );
}

function Rows({ rows }: { rows: readonly FillRow[] }) {
  const asked = rows.filter(({ outcome }) => outcome !== null);
  const [right, open] = [asked.filter(isRight), asked.filter((row) => !isRight(row))];
  const waits = open.some(({ outcome }) => outcome === 'waiting');
  const toSee = open.filter(({ outcome }) => outcome !== 'waiting');
  return (
    <>
      {waits && <Notice>{words.steps}</Notice>}
      {toSee.length > 0 && (
        <section class="stack tight" aria-labelledby="to-see">
          <h2 id="to-see">{words.toSee}</h2>
          <ul class="fill-rows">
            {toSee.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </ul>
        </section>
      )}
      {right.length > 0 && (
        <details class="more" open={toSee.length === 0}>
          <summary>
            <Icon name="next" />
            {words.rest} ({right.length})
          </summary>
          <ul class="fill-rows">
            {right.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Ended({ id }: { id: string }) {
  const ending = filling.value?.ending;
  if (ending === 'sent')
    return (
      <Notice tone="done">
        <strong data-testid="sent-by-form">{words.sentTitle}</strong>
        <span>{words.sentText}</span>
        <a class="act" href={to('facture', id, 'suivi')}>
          {words.follow}
        </a>
      </Notice>
    );
  if (ending === 'draft')
    return (
      <Notice tone="stop">
        <strong data-testid="portal-draft">{words.draftTitle}</strong>
        <span>
          <Quoted text={words.draftText} />
        </span>
      </Notice>
    );
  return ending === 'unsure' ? (
    <Notice tone="doubt">
      <Quoted text={words.unsure} />
    </Notice>
  ) : null;
}

/** « Remplir le portail »: one invoice into the form beside the panel, field by field. */
export default function Fill({ id }: ScreenProps) {
  const dossier = useDossier(id);
  const beside = tab.value;
  const [allowed, setAllowed] = useState(true);
  const now = filling.value?.id === id ? filling.value : null;
  const portal = isPortal(site.value);
  const itsPortal = site.value.kind === dossier?.environment;
  const sendable = dossier?.stage.state === 'draft' || dossier?.stage.state === 'ready';
  useEffect(() => {
    if (beside && itsPortal && sendable && !now) void prepareFilling(id, beside.id);
  }, [id, beside?.id, itsPortal, sendable]);
  useEffect(() => {
    if (portal)
      void theTabs()
        .allowed(site.value.origin)
        .then(setAllowed, () => undefined);
  }, [portal, site.value.origin]);
  const coming = beside?.loading ?? true;
  useEffect(() => {
    if (wanted.value !== id || !now || !itsPortal || coming || now.tabId !== beside?.id) return;
    wanted.value = '';
    void now.session.start();
  }, [id, now?.session, itsPortal, coming, beside?.id]);
  if (!dossier) return <NoInvoice />;
  const begin = async () => {
    // asked in the click itself; a refusal leaves what a click on our button gave
    if (!allowed) setAllowed(await theTabs().allow([site.value.origin]));
    await now?.session.start();
  };
  const state = now?.state;
  const busy = state?.phase === 'filling';
  const rows = state?.rows ?? [];
  const asked = rows.filter(({ outcome }) => outcome !== null);
  return (
    <div class="stack">
      <Head title={words.title} back={to('facture', id)} />
      <p class="soft">
        {dossier.invoice.invoiceNumber} · {dossier.invoice.buyer.name}
      </p>
      {portal && !itsPortal && sendable && (
        <div role="alert">
          <Notice tone="stop">
            <span>{words.troubles['other-portal']}</span>
            {beside && (
              <button type="button" class="button" onClick={() => void adoptHere(id, beside.id)}>
                {words.adopt}
              </button>
            )}
          </Notice>
        </div>
      )}
      {!now && !portal && <Notice tone="doubt">{beside && beside.url !== '' ? words.notPortal : words.noTab}</Notice>}
      {now && (
        <>
          <Ended id={id} />
          {state?.phase === 'idle' && state.trouble === '' && (
            <p>
              <Quoted text={words.intro} />
            </p>
          )}
          {state?.trouble && state.trouble !== 'other-portal' && (
            <div role="alert">
              <Notice tone={state.trouble === 'login' ? 'doubt' : 'stop'}>
                <Quoted text={words.troubles[state.trouble]} />
              </Notice>
            </div>
          )}
          {now.ending !== 'sent' && (itsPortal || !portal) && (
            <button type="button" class={state?.phase === 'filled' ? 'button full' : 'button main full'} disabled={busy} onClick={() => void begin()}>
              <Icon name={state?.phase === 'filled' ? 'redo' : 'pen'} />
              {busy ? words.filling : state?.phase === 'filled' ? words.again : words.start}
            </button>
          )}
          <div role="status" class="stack">
            {state?.phase === 'filled' && now.ending === 'none' && (
              <Notice tone="done">
                <strong data-testid="filled">{words.count(asked.filter(isRight).length, asked.length)}</strong>
                {!asked.some(({ outcome }) => outcome === 'waiting') && (
                  <>
                    <span>
                      <Quoted text={words.done} />
                    </span>
                    <span>
                      <Quoted text={words.trap} />
                    </span>
                  </>
                )}
              </Notice>
            )}
          </div>
          {now.ending !== 'sent' && <Rows rows={state?.trouble && state.trouble !== 'login' && state.trouble !== 'gone' ? [] : rows} />}
        </>
      )}
    </div>
  );
}
