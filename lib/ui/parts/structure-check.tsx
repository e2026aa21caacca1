import '../styles/directory.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { StructureNews, StructureStanding } from '../../desk/directory/api.ts';
import type { Dossier } from '../../desk/dossier.ts';
import type { Recipient } from '../../directory/recipient.ts';
import { Fault } from '../../invoice/fault.ts';
import { attempt, sayFault } from '../actions.ts';
import { adopt, formVersion } from '../edits.ts';
import { moment } from '../format.ts';
import { announce, online, recipientsKnown, theDesk } from '../state.ts';
import { changeOf, structure as words } from '../words/fr/directory.ts';
import { Icon } from './icon.tsx';
import { Notice } from './notice.tsx';
import { Switch } from './switch.tsx';

/**
 * What the portal itself says of the chosen recipient: asked by the user, or by itself once a day where he agreed. Quiet about what went wrong when
 * nobody asked.
 */
export function StructureCheck({ dossier }: { dossier: Dossier }) {
  const { environment, invoice } = dossier;
  const { siret } = invoice.buyer;
  const [standing, setStanding] = useState<StructureStanding | null>(null);
  const [news, setNews] = useState<StructureNews | null>(null);
  const [absent, setAbsent] = useState(false);
  const [busy, setBusy] = useState(false);
  /** Whether to do it by itself: asked once the answer was seen, of who has not said yes yet. */
  const [offered, setOffered] = useState(false);
  const [always, setAlways] = useState(false);
  const stop = useRef<AbortController | null>(null);

  const look = async () => {
    const desk = await theDesk().directory();
    const [found, choices] = await Promise.all([desk.standing(siret, environment), desk.choices()]);
    setStanding(found);
    return { desk, found, choices };
  };

  /** A SIRET typed without a name takes the portal's. */
  const name = async (recipient: Recipient) => {
    if (invoice.buyer.name.trim() !== '' || recipient.name === '') return;
    adopt(await theDesk().chooseRecipient(dossier.id, recipient));
    formVersion.value += 1;
  };

  const ask = async (asked: boolean) => {
    const controller = new AbortController();
    stop.current = controller;
    setBusy(true);
    setAbsent(false);
    try {
      const desk = await theDesk().directory();
      const found = await desk.refresh(siret, environment, invoice.serviceCode.trim(), controller.signal);
      setNews(found);
      recipientsKnown.value += 1;
      if (asked || found.changes.length > 0) announce(found.changes.map(changeOf).join(' ') || words.same);
      const { choices } = await look();
      if (asked && !choices.refresh) setOffered(true);
      setAlways(choices.refresh);
      await name(found.recipient);
    } catch (error) {
      if (controller.signal.aborted) return;
      if (Fault.from(error).code === 'portal-recipient') setAbsent(true);
      else if (asked) await sayFault(error);
    } finally {
      if (!controller.signal.aborted) setBusy(false);
    }
  };

  useEffect(() => {
    setNews(null);
    setAbsent(false);
    setStanding(null);
    void look().then(
      ({ found }) => {
        if (found.due) void ask(false);
      },
      () => undefined,
    );
    return () => stop.current?.abort();
  }, [siret, environment, online.value]);

  if (!standing) return null;
  const trial = environment === 'training';
  const when = news?.at ?? standing.askedAt;
  return (
    <div class="stack tight" data-testid="structure-check">
      {!standing.known && !absent && <Notice tone="doubt">{words.unknown}</Notice>}
      {absent && (
        <div role="alert">
          <Notice tone="stop">{words.notFound}</Notice>
        </div>
      )}
      {news && <News news={news} />}
      {(standing.possible || when > 0) && (
        <div class="row between">
          <span class="hint" role="status">
            {busy ? words.checking : when > 0 ? words.checkedAt(moment(when)) : words.never}
          </span>
          {standing.possible && (
            <button type="button" class="button plain" disabled={busy} onClick={() => void ask(true)}>
              <Icon name="redo" />
              {words.check(trial)}
            </button>
          )}
        </div>
      )}
      {offered && (
        <Switch
          checked={always}
          onSwitch={async (on) => {
            await attempt(async () => (await theDesk().directory()).choose({ refresh: on }));
            setAlways(on);
          }}
        >
          {words.always}
        </Switch>
      )}
    </div>
  );
}

function News({ news: { changes } }: { news: StructureNews }) {
  const good = changes.every(({ kind }) => kind === 'certain' || kind === 'services-new');
  return (
    <Notice tone={good ? 'done' : changes.some((change) => change.kind === 'closed' || ('chosen' in change && change.chosen)) ? 'stop' : 'doubt'}>
      {changes.length === 0 ? (
        <span>{words.same}</span>
      ) : (
        <ul class="stack tight">
          {changes.map((change) => (
            <li key={changeOf(change)}>{changeOf(change)}</li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
