import { useEffect, useRef, useState } from 'preact/hooks';
import { BUSINESS_DIRECTORY } from '../../desk/directory/api.ts';
import type { Recipient } from '../../directory/recipient.ts';
import { Fault, type FaultCode } from '../../invoice/fault.ts';
import { attempt } from '../actions.ts';
import { useDirectory } from '../directory.ts';
import { day, siret } from '../format.ts';
import { to } from '../router.ts';
import { announce, online, shell, theDesk } from '../state.ts';
import { directory, business as words } from '../words/fr/directory.ts';
import { recipient as kinds } from '../words/fr/recipient.ts';
import { Icon } from './icon.tsx';
import { FaultNotice, Notice } from './notice.tsx';

interface Props {
  query: string;
  /** How many the device's own directory found; null while it has not been asked. */
  found: number | null;
  onChoose: (recipient: Recipient) => void;
}

/** Words typed are let settle before they are sent anywhere. */
const SETTLED_MS = 800;
const SHORTEST = 3;

type Result = { query: string; hits: readonly Recipient[] } | { query: string; fault: FaultCode } | null;

/**
 * Under the device's own results: its age when it is old, and the State's directory of businesses, which is asked only with the user's leave: by itself
 * once he agreed and nothing was found here, on a press otherwise.
 */
export function BusinessSearch({ query, found, onChoose }: Props) {
  const wanted = query.trim();
  const [leave, setLeave] = useState<boolean | null | undefined>(undefined);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<Result>(null);
  const stop = useRef<AbortController | null>(null);
  /** The words asked about last. */
  const asked = useRef('');

  useEffect(() => {
    void attempt(async () => setLeave((await (await theDesk().directory()).choices()).business));
    return () => stop.current?.abort();
  }, []);

  const search = async () => {
    stop.current?.abort();
    const controller = new AbortController();
    stop.current = controller;
    asked.current = wanted;
    setBusy(true);
    try {
      const hits = await (await theDesk().directory()).searchBusiness(wanted, controller.signal);
      if (controller.signal.aborted) return;
      setResult({ query: wanted, hits });
      announce(hits.length === 0 ? words.nothing : kinds.results(hits.length));
    } catch (error) {
      if (controller.signal.aborted) return;
      const { code } = Fault.from(error);
      // the leave was taken back elsewhere: in the settings, or in the browser's own pages
      if (code === 'not-ready') setLeave(null);
      else setResult({ query: wanted, fault: code });
    } finally {
      if (stop.current === controller) setBusy(false);
    }
  };

  // What was typed since makes the former question stale.
  useEffect(() => {
    if (asked.current !== wanted) {
      stop.current?.abort();
      asked.current = '';
      setBusy(false);
    }
    if (leave !== true || found !== 0 || wanted.length < SHORTEST || asked.current === wanted || !online.value) return;
    const timer = setTimeout(() => void search(), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [wanted, leave, found, online.value]);

  const agree = () => {
    // In the click itself: the browser asks for the site in its own words, and an await before would lose the gesture.
    const allowed = shell.value?.tabs ? shell.value.tabs.allow([BUSINESS_DIRECTORY]) : Promise.resolve(true);
    void attempt(async () => {
      if (!(await allowed)) return setAsking(false);
      await (await theDesk().directory()).choose({ business: true });
      setAsking(false);
      setLeave(true);
      await search();
    });
  };
  const refuse = () => {
    setAsking(false);
    setLeave(false);
    void attempt(async () => (await theDesk().directory()).choose({ business: false }));
  };

  if (wanted.length < SHORTEST || leave === undefined) return null;
  const shown = result && result.query === wanted ? result : null;
  return (
    <div class="stack tight" data-testid="business">
      <Age />
      {asking && (
        <fieldset class="note accent">
          <legend class="hidden">{words.ask}</legend>
          <Icon name="info" />
          <div class="stack tight">
            <strong>{words.ask}</strong>
            <span>{words.askText}</span>
            <span class="hint">{words.askNext}</span>
            <div class="row">
              <button type="button" class="button strong" onClick={agree}>
                {words.yes}
              </button>
              <button type="button" class="button plain" onClick={refuse}>
                {words.no}
              </button>
            </div>
          </div>
        </fieldset>
      )}
      {!asking && !shown && online.value && (
        <button type="button" class="button plain" disabled={busy} onClick={() => (leave === true ? void search() : setAsking(true))}>
          <Icon name="search" />
          {busy ? words.searching : words.search}
        </button>
      )}
      {shown && 'fault' in shown && <FaultNotice code={shown.fault} />}
      {shown && 'hits' in shown && shown.hits.length === 0 && <Notice tone="doubt">{words.nothing}</Notice>}
      {shown && 'hits' in shown && shown.hits.length > 0 && <Hits hits={shown.hits} onChoose={onChoose} />}
    </div>
  );
}

function Hits({ hits, onChoose }: { hits: readonly Recipient[]; onChoose: (recipient: Recipient) => void }) {
  return (
    <section class="stack tight" aria-labelledby="business-hits">
      <h2 id="business-hits">{words.found}</h2>
      <ul class="hits">
        {hits.map((recipient) => (
          <li key={recipient.siret}>
            <button type="button" class="hit" onClick={() => onChoose(recipient)}>
              <strong>{recipient.name}</strong>
              <span class="soft">{[kinds.kinds[recipient.kind], `${recipient.postcode} ${recipient.town}`.trim()].filter(Boolean).join(' · ')}</span>
              <span class="soft small number">SIRET {siret(recipient.siret)}</span>
              <span class="lights">
                <span class="tag doubt">
                  <Icon name="warn" />
                  {words.toVerify}
                </span>
                {recipient.active === false && (
                  <span class="tag stop">
                    <Icon name="stop" />
                    {words.closed}
                  </span>
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Said only when the data are old: codes may have changed since. */
function Age() {
  const { state } = useDirectory();
  if (!state?.old) return null;
  return (
    <p class="hint">
      {directory.oldInSearch(day(state.date))}{' '}
      <a class="act quiet" href={to('annuaire')}>
        {directory.renew}
      </a>
    </p>
  );
}
