import '../styles/capture.css';
import '../styles/invoice.css';
import '../styles/page.css';
import { useEffect, useState } from 'preact/hooks';
import { type Dossier, isByHand } from '../../desk/dossier.ts';
import { type FaultCode, faultCodes } from '../../invoice/fault.ts';
import { attempt, jobs, reload, removeDossier, startReading, stopped, stopReading } from '../actions.ts';
import { settled } from '../edits.ts';
import { money } from '../format.ts';
import { pagesOf, picturesOf, useDossier, useGesture, useLoaded, usePicture, useProblems } from '../hooks.ts';
import { HandOver } from '../parts/hand-over-door.tsx';
import { Head } from '../parts/head.tsx';
import { History, Saved } from '../parts/history.tsx';
import { Icon } from '../parts/icon.tsx';
import { NoInvoice } from '../parts/no-invoice.tsx';
import { FaultNotice, Notice } from '../parts/notice.tsx';
import { PageView } from '../parts/page.tsx';
import { Steps } from '../parts/steps.tsx';
import { doubtsOf, Walk } from '../parts/walk.tsx';
import { line, readInTurn } from '../reading-queue.ts';
import { go, to } from '../router.ts';
import type { ScreenProps } from '../screens.ts';
import { photosOf, splitDraft } from '../several.ts';
import { announce, say, theDesk } from '../state.ts';
import { reading as readingWords, review as words } from '../words/fr/invoice.ts';
import { order as orderWords } from '../words/fr/orders.ts';
import { Sections } from './sections.tsx';

export default function InvoiceScreen({ id }: ScreenProps) {
  const dossier = useDossier(id);
  const job = jobs.value.get(id);
  useEffect(() => {
    // a page that died while reading left the picture waiting: pick it up again, unless it was typed and sent since
    if (dossier?.reading === 'waiting' && dossier.stage.state === 'draft' && !job && !stopped.has(id)) readInTurn([id], { first: true });
  }, [id, dossier?.reading]);
  useEffect(() => {
    if (dossier && dossier.stage.state !== 'draft') go(to('facture', id, 'suivi'), { replace: true });
  }, [dossier?.stage.state]);
  // what was read turned out to be an order
  useEffect(() => {
    if (dossier) return;
    let alive = true;
    void theDesk()
      .open(id)
      .then((found) => {
        if (!alive || !found?.order) return;
        go(to('commande', id), { replace: true });
        say(orderWords.turnedOrder);
      });
    return () => {
      alive = false;
    };
  }, [id, dossier === null]);
  if (!dossier) return <NoInvoice />;
  if (job || line.value.includes(id)) return <ReadingNow dossier={dossier} />;
  return isByHand(dossier) ? <ByHand dossier={dossier} /> : <Review dossier={dossier} />;
}

const write = () => import('./write.tsx').then((module) => ({ default: module.Write }));

/** Without a paper: another screen at the same address, whose code a photograph does not pay for. */
function ByHand({ dossier }: { dossier: Dossier }) {
  const Write = useLoaded(write);
  useEffect(() => {
    if (Write && document.activeElement === document.body) document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
  }, [Write]);
  return Write && <Write dossier={dossier} />;
}

/** The way to the camera for a better picture of the same page. A paper of several pages has its own places to mend each. */
function Retake({ dossier }: { dossier: Dossier }) {
  if (picturesOf(dossier).length !== 1) return null;
  return (
    <a class="button" href={`${to('photo')}?champ=${dossier.id}`}>
      <Icon name="camera" />
      {words.retake}
    </a>
  );
}

/** All that spoils the picture in one notice, which is folded once nothing is left to look at; what spoils it says more than that it reads badly. */
function PhotoNotice({ dossier, clear }: { dossier: Dossier; clear: boolean }) {
  const found = dossier.notices.filter((notice) => notice in words.photo);
  const spoils = found.filter((notice) => notice !== 'low-quality');
  const told = (spoils.length > 0 ? spoils : found).map((notice) => words.photo[notice] ?? ['', '']);
  if (told.length === 0) return null;
  const facts = told.map(([fact]) => fact);
  const hows = told.map(([, how]) => how).filter(Boolean);
  const content = (
    <>
      <span>{[...facts, words.photoAgain(hows.join(', '))].filter(Boolean).join(' ')}</span>
      <Retake dossier={dossier} />
    </>
  );
  if (!clear) return <Notice>{content}</Notice>;
  return (
    <details class="more">
      <summary>
        <Icon name="next" />
        {words.aboutPhoto}
      </summary>
      <div class="stack tight">{content}</div>
    </details>
  );
}

function ReadingNow({ dossier }: { dossier: Dossier }) {
  const job = jobs.value.get(dossier.id);
  const url = usePicture(pagesOf(dossier)[0]);
  const progress = job?.progress.value ?? { step: 'opening' as const, page: 1, pages: 1, ratio: 0 };
  const said = job ? `${readingWords[progress.step]} ${readingWords.pages(progress.page, progress.pages)}`.trim() : readingWords.inLine;
  const known = readingWords.early(progress.early?.invoiceNumber ?? '', progress.early?.totalGross ? money(progress.early.totalGross) : '');
  useEffect(() => announce(known ? `${said}. ${known}` : said), [said, known]);
  return (
    <div class="reading" aria-busy="true">
      <h1 tabIndex={-1}>{readingWords.title}</h1>
      <div class="scan">{url && <img src={url} alt="" />}</div>
      <div
        class="bar"
        role="progressbar"
        aria-label={readingWords.title}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(progress.ratio * 100)}
      >
        <span style={{ transform: `scaleX(${Math.max(0.03, progress.ratio)})` }} />
      </div>
      <p>{said}</p>
      {/* its place is kept: what one is about to press must not move */}
      <p>
        <strong>{known || '\u00a0'}</strong>
      </p>
      <p class="hint">{readingWords.local}</p>
      <button type="button" class="button" onClick={() => stopReading(dossier.id)}>
        {readingWords.cancel}
      </button>
      <a class="button plain" href={to('photo')}>
        <Icon name="camera" />
        {readingWords.another}
      </a>
    </div>
  );
}

async function turnIntoOrder(id: string): Promise<void> {
  await settled(id);
  const turned = await attempt(async () => (await theDesk().orders()).turn(id, 'order'));
  if (!turned) return;
  await reload();
  go(to('commande', id));
  say(orderWords.turnedOrder);
}

/** As long as the draft lasts: a message that passes is missed. */
function Split({ dossier }: { dossier: Dossier }) {
  const [busy, run] = useGesture();
  const { length } = photosOf(dossier);
  if (length < 2) return null;
  const split = async () => {
    await settled(dossier.id);
    await splitDraft(dossier);
  };
  return (
    <button type="button" class="button" disabled={busy} onClick={() => run(split)}>
      <Icon name="copy" />
      {words.split(length)}
    </button>
  );
}

function Several({ dossier }: { dossier: Dossier }) {
  const photos = photosOf(dossier).length > 1;
  return (
    <div role="alert">
      <Notice tone="doubt">
        <strong>{photos ? words.severalPhotos : words.notices['several-invoices']}</strong>
        <Split dossier={dossier} />
      </Notice>
    </div>
  );
}

function Review({ dossier }: { dossier: Dossier }) {
  const problems = useProblems(dossier);
  const [focused, setFocused] = useState('');
  const hasPage = pagesOf(dossier).length > 0;
  const photographed = !dossier.files.some(({ role, type }) => role === 'source' && (type === 'application/pdf' || type === 'text/xml'));
  // no question about a paper that is perhaps no invoice, until the user says that it is one: by the button, or by having answered one
  const [known, setKnown] = useState(false);
  const stranger = dossier.notices.includes('not-an-invoice') && !known && !Object.values(dossier.traces).some(({ confirmed }) => confirmed);
  const clear = !stranger && problems !== null && doubtsOf(dossier, problems).length === 0;
  const failed = faultCodes.find((code) => code === dossier.readingFault) as FaultCode | undefined;
  return (
    <>
      <Head title={words.shortTitle} back={to()}>
        <Saved />
        <History id={dossier.id} revision={dossier.revision} />
      </Head>
      <Steps dossier={dossier} current={0} />
      <div class={hasPage ? 'review with-page' : 'review'}>
        <div class="stack walk-side">
          {dossier.reading === 'failed' && (
            <FaultNotice code={failed ?? 'nothing-read'}>
              <button type="button" class="button" onClick={() => startReading(dossier.id)}>
                {photographed ? readingWords.again : readingWords.againFile}
              </button>
              {/^(pdf|xml|image|file)-/.test(dossier.readingFault) && (
                <button type="button" class="button plain danger" onClick={() => void removeDossier(dossier.id)}>
                  <Icon name="trash" />
                  {readingWords.removeDraft}
                </button>
              )}
              <Retake dossier={dossier} />
            </FaultNotice>
          )}
          {dossier.reading === 'waiting' && (
            <Notice>
              <strong>{readingWords.stoppedTitle}</strong>
              <span>{photographed ? readingWords.stoppedText : readingWords.stoppedFile}</span>
              <button type="button" class="button" onClick={() => startReading(dossier.id)}>
                {photographed ? readingWords.again : readingWords.againFile}
              </button>
            </Notice>
          )}
          {stranger && (
            <FaultNotice code="not-an-invoice">
              <button type="button" class="button" onClick={() => setKnown(true)}>
                {words.isInvoice}
              </button>
              <Retake dossier={dossier} />
            </FaultNotice>
          )}
          <PhotoNotice dossier={dossier} clear={clear} />
          {dossier.notices.map(
            (notice) =>
              words.notices[notice] &&
              (notice === 'several-invoices' ? <Several key={notice} dossier={dossier} /> : <Notice key={notice}>{words.notices[notice]}</Notice>),
          )}
          {!stranger && <Walk dossier={dossier} problems={problems} onLook={setFocused} />}
        </div>
        {hasPage && (
          <div class="page-side">
            <PageView dossier={dossier} path={focused} />
          </div>
        )}
        <div class="stack wide fields-side">
          <Sections dossier={dossier} problems={problems} focused={focused} onFocus={setFocused} />
          <a class="button main full" href={to('facture', dossier.id, 'destinataire')}>
            {words.next}
            <Icon name="next" />
          </a>
          <HandOver dossier={dossier} />
          {!dossier.notices.includes('several-invoices') && <Split dossier={dossier} />}
          <button type="button" class="button plain" onClick={() => void turnIntoOrder(dossier.id)}>
            <Icon name="list" />
            {orderWords.isOrder}
          </button>
          <button type="button" class="button plain danger" onClick={() => void removeDossier(dossier.id)}>
            <Icon name="trash" />
            {dossier.invoice.kind === 'credit-note' ? words.removeCredit : words.remove}
          </button>
        </div>
      </div>
    </>
  );
}
