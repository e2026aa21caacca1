import '../styles/capture.css';
import '../styles/page.css';
import { useEffect, useState } from 'preact/hooks';
import { captureFiles } from '../actions.ts';
import { tab } from '../beside.ts';
import { awaitFile, type Capture, capture, giveUp, readPage } from '../page-capture.ts';
import { AskSite } from '../parts/ask-site.tsx';
import { Head } from '../parts/head.tsx';
import { Icon } from '../parts/icon.tsx';
import { FaultNotice, Notice } from '../parts/notice.tsx';
import { to } from '../router.ts';
import type { ScreenProps } from '../screens.ts';
import { announce } from '../state.ts';
import { page as words } from '../words/fr/page.ts';

type Asks = Extract<Capture, { state: 'asks' }>;

/** « Lire cette page »: the capture under way, and what it must ask. */
export default function Page(_: ScreenProps) {
  const now = capture.value;
  return (
    <div class="stack page-read" data-testid="page" data-state={now.state === 'asks' ? now.outcome.kind : now.state}>
      <Head title={words.title} back={to()} />
      {now.state === 'busy' && <Busy step={words.steps[now.step]} />}
      {now.state === 'armed' && <Armed tabId={now.tabId} until={now.until} />}
      {now.state === 'asks' && <Question {...now} />}
      {now.state === 'failed' && (
        <>
          <FaultNotice code={now.code}>
            <button type="button" class="button" onClick={() => void readPage(now.tabId, now.options)}>
              {words.again}
            </button>
          </FaultNotice>
          {now.code === 'page-refused' && now.detail !== '' && (
            <AskSite origins={[now.detail]} why={words.whySite} onAllowed={() => void readPage(now.tabId, now.options)} />
          )}
          {now.code === 'page-late' && <WaitAgain tabId={now.tabId} />}
        </>
      )}
      {now.state === 'none' && <Nothing />}
      {now.state !== 'busy' && <OwnFile />}
    </div>
  );
}

function Nothing() {
  const beside = tab.value;
  return (
    <>
      {beside && beside.url !== '' && (
        <button type="button" class="button strong" onClick={() => void readPage(beside.id)}>
          <Icon name="file" />
          {words.readPage}
        </button>
      )}
      <p>{words.nothingYet}</p>
    </>
  );
}

function Busy({ step }: { step: string }) {
  useEffect(() => announce(step), [step]);
  return (
    <div class="page-busy" aria-busy="true">
      <div class="bar wait">
        <span />
      </div>
      <p>{step}</p>
      <p class="hint">{words.local}</p>
      <button type="button" class="button" onClick={giveUp}>
        {words.stop}
      </button>
    </div>
  );
}

function Armed({ tabId, until }: { tabId: number; until: number }) {
  const [left, setLeft] = useState(() => Math.max(0, until - Date.now()));
  useEffect(() => {
    const timer = setInterval(() => setLeft(Math.max(0, until - Date.now())), 1000);
    return () => clearInterval(timer);
  }, [until]);
  useEffect(() => announce(words.armedTitle), [tabId]);
  return (
    <section class="sheet stack page-armed">
      <p class="row tight">
        <Icon name="click" />
        <strong>{words.armedTitle}</strong>
      </p>
      <p>{words.armedText}</p>
      <p class="hint" role="timer">
        {words.armedLeft(Math.ceil(left / 1000))}
      </p>
      <button type="button" class="button" onClick={giveUp}>
        {words.stop}
      </button>
    </section>
  );
}

function WaitAgain({ tabId }: { tabId: number }) {
  return (
    <button type="button" class="button strong" onClick={() => void awaitFile(tabId)}>
      <Icon name="click" />
      {words.waitAgain}
    </button>
  );
}

function Question({ tabId, outcome, options }: Omit<Asks, 'state'>) {
  if (outcome.kind === 'several')
    return (
      <>
        <p>
          <strong>{words.severalTitle}</strong> {words.severalAsk}
        </p>
        <ul class="ways">
          {outcome.choices.map(({ number, about }) => (
            <li key={number}>
              <button type="button" class="way" onClick={() => void readPage(tabId, { ...options, number })}>
                <Icon name="file" />
                <strong>{words.numbered(number)}</strong>
                {about !== '' && <span class="hint">{about}</span>}
              </button>
            </li>
          ))}
        </ul>
      </>
    );
  if (outcome.kind === 'not-invoice')
    return (
      <>
        <Notice tone="doubt">
          <strong>{words.natures[outcome.nature] ?? words.notInvoice}</strong>
          <span>{words.notTaken}</span>
          <span>{words.notInvoiceNext}</span>
        </Notice>
        <button type="button" class="button" onClick={() => void readPage(tabId, { ...options, insist: true })}>
          {words.insist}
        </button>
      </>
    );
  return <NoPdf tabId={tabId} outcome={outcome} options={options} />;
}

function NoPdf({ tabId, outcome, options }: Omit<Asks, 'outcome' | 'state'> & { outcome: Extract<Asks['outcome'], { kind: 'no-pdf' }> }) {
  const [button] = outcome.buttons;
  return (
    <>
      <Notice tone="doubt">
        <strong>{outcome.login ? words.noPdfLogin : words.noPdf}</strong>
        <span>{words.noPdfSafe}</span>
      </Notice>
      {outcome.blocked.length > 0 && <AskSite origins={outcome.blocked} why={words.whySite} onAllowed={() => void readPage(tabId, options)} />}
      <div class="ways">
        {button && (
          <button type="button" class="way" onClick={() => void readPage(tabId, { ...options, press: true })}>
            <Icon name="click" />
            <strong>{words.pressForMe}</strong>
            <span class="hint">{words.pressHint(button.label)}</span>
          </button>
        )}
        <button type="button" class="way" onClick={() => void awaitFile(tabId, options)}>
          <Icon name="eye" />
          <strong>{words.pressMyself}</strong>
          <span class="hint">{words.pressMyselfHint}</span>
        </button>
        {outcome.values && (
          <button type="button" class="way" onClick={() => void readPage(tabId, { ...options, values: true })}>
            <Icon name="list" />
            <strong>{words.takeValues}</strong>
            <span class="hint">{words.valuesHint(outcome.values)}</span>
          </button>
        )}
      </div>
    </>
  );
}

/** The file itself, just downloaded: works with any tool. */
function OwnFile() {
  return (
    <label class="drop page-drop">
      <Icon name="down" />
      <strong>{words.ownFile}</strong>
      <span class="hint">{words.ownFileHint}</span>
      <input
        class="hidden"
        type="file"
        accept="application/pdf,.pdf,application/xml,text/xml,.xml,image/*"
        onChange={(event) => {
          void captureFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
    </label>
  );
}
