import '../styles/capture.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { FaultCode } from '../../invoice/fault.ts';
import type { SourceFile } from '../../reading/options.ts';
import { attempt, readHere, reload } from '../actions.ts';
import { cameraFault, canLight, openCamera, takePicture } from '../camera.ts';
import { useWholeScreen } from '../hooks.ts';
import { Aim, type Aiming } from '../parts/aim.tsx';
import { Icon } from '../parts/icon.tsx';
import { FaultNotice } from '../parts/notice.tsx';
import { Shot } from '../parts/shot.tsx';
import { readInTurn } from '../reading-queue.ts';
import { go, target, to } from '../router.ts';
import type { ScreenProps } from '../screens.ts';
import { standFor } from '../several.ts';
import { announce, say, settings, shell, theDesk } from '../state.ts';
import { capture as words } from '../words/fr/capture.ts';
import { Ways } from './add.tsx';

function close(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** The camera with its frame: shoot, look, add pages, read. Refused or absent, it says so and offers the other ways. */
export default function Camera(_: ScreenProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [fault, setFault] = useState<FaultCode | null>(null);
  const [light, setLight] = useState(false);
  const [shots, setShots] = useState<{ url: string; file: SourceFile }[]>([]);
  /** The dossier that holds the pictures from the first one on: a phone that dies here loses none. */
  const [kept, setKept] = useState<string | null>(null);
  /** Invoices photographed before this one, in a row: they are being read meanwhile. */
  const [chain, setChain] = useState<readonly string[]>([]);
  const [looking, setLooking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [instead] = useState(target.value);
  const [attempts, setAttempts] = useState(0);
  const [aim, setAim] = useState<Aiming>('searching');
  /** The element itself, once it shows the camera: aiming begins then. */
  const [shown, setShown] = useState<HTMLVideoElement | null>(null);

  /** The camera may take the page while a finger is on its way to the shutter: what stands there afterwards must not be pressed by it. */
  const [settled, setSettled] = useState(false);
  const main = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    setSettled(false);
    if (!looking) return;
    const timer = setTimeout(() => setSettled(true), 600);
    return () => clearTimeout(timer);
  }, [looking]);
  useEffect(() => {
    if (settled && (!document.activeElement || document.activeElement === document.body)) main.current?.focus();
  }, [settled]);

  const elsewhere = shell.value?.cameraElsewhere;
  useEffect(() => {
    if (elsewhere) {
      say(words.inTab);
      go(to(), { replace: true });
      void attempt(elsewhere);
      return;
    }
    let alive = true;
    let opened: MediaStream | null = null;
    setFault(null);
    openCamera().then(
      (found) => {
        if (!alive) return close(found);
        opened = found;
        setStream(found);
      },
      (error: unknown) => alive && setFault(cameraFault(error)),
    );
    return () => {
      alive = false;
      close(opened);
    };
  }, [attempts]);
  useEffect(() => {
    if (video.current && stream) video.current.srcObject = stream;
  }, [stream, looking]);

  useWholeScreen(!elsewhere && fault === null);

  if (elsewhere) return null;
  if (fault)
    return (
      <div class="stack">
        <h1 tabIndex={-1}>{words.takePhoto}</h1>
        <FaultNotice code={fault}>
          <button type="button" class="button" onClick={() => setAttempts(attempts + 1)}>
            {words.retry}
          </button>
        </FaultNotice>
        <Ways camera={false} />
      </div>
    );

  const shoot = async () => {
    if (!video.current || !stream || busy) return;
    setBusy(true);
    try {
      const blob = await takePicture(video.current, stream);
      const file = { name: `photo-${shots.length + 1}.jpg`, bytes: new Uint8Array(await blob.arrayBuffer()) };
      const saved = await attempt(() => (kept ? theDesk().addPage(kept, file) : theDesk().capture([file])));
      if (!saved) return;
      setKept(saved.id);
      setShots([...shots, { url: URL.createObjectURL(blob), file }]);
      setLooking(true);
      announce(words.photographed);
    } catch (error) {
      setFault(cameraFault(error));
    } finally {
      setBusy(false);
    }
  };
  const again = async () => {
    if (kept) {
      const left = await attempt(() => theDesk().dropPage(kept));
      setKept(left?.id ?? null);
    }
    setShots(shots.slice(0, -1));
    setLooking(false);
  };
  /** The invoice of the photograph that this one stands for goes, until the user calls it back. */
  const replace = async (made: string) => {
    if (instead && instead !== made) await attempt(() => standFor(instead, [made], words.replaced));
  };
  const read = async () => {
    const [first = kept] = chain;
    if (!first) return;
    await replace(first);
    if (chain.length === 0) {
      if (!(await shell.value?.handOn(first))) await readHere(first);
      return;
    }
    if (kept) readInTurn([kept]);
    await reload();
    go(to('facture', first));
  };
  const oneMore = () => {
    if (!kept) return;
    readInTurn([kept]);
    setChain([...chain, kept]);
    setKept(null);
    setShots([]);
    setLooking(false);
    announce(words.kept(chain.length + 1));
  };
  const toggleLight = () => {
    const [track] = stream?.getVideoTracks() ?? [];
    // `torch` is missing from the DOM types; asked only when the camera said it has one
    void track?.applyConstraints({ advanced: [{ torch: !light } as MediaTrackConstraintSet] }).then(
      () => setLight(!light),
      () => undefined,
    );
  };
  const last = shots.at(-1);
  const auto = settings.value?.autoShot ?? true;
  const onAim = (next: Aiming) => {
    setAim(next);
    if (next === 'now' && auto) void shoot();
  };
  const toggleAuto = () =>
    void attempt(async () => {
      const { value } = settings;
      if (!value) return;
      settings.value = { ...value, autoShot: !auto };
      await theDesk().saveSettings(settings.value);
    });
  // a tab opened for one photograph gives it to the panel that asked
  const inRow = shell.value?.surface === 'web';

  return (
    <div class="camera">
      <div class="say">
        <h1 tabIndex={-1} class="small">
          {looking ? words.photographed : stream ? words.aims[auto || aim !== 'hold' ? aim : 'searching'] : words.asking}
          {chain.length > 0 && <small>{words.kept(chain.length)}</small>}
        </h1>
        {!looking && (
          <button type="button" class="button auto" aria-pressed={auto} aria-label={words.auto} onClick={toggleAuto}>
            {words.autoShort}
          </button>
        )}
        <a class="button icon" href={to()} aria-label={words.quit}>
          <Icon name="stop" />
        </a>
      </div>
      <div class="view">
        {looking && last ? (
          <Shot url={last.url} file={last.file} alt={words.pageOf(shots.length)} fixHref={to('facture', kept ?? '', 'cadrer')} />
        ) : (
          <>
            <video
              ref={video}
              onPlaying={(event) => setShown(event.currentTarget)}
              autoplay
              muted
              playsInline
              tabIndex={-1}
              aria-label={words.frame}
              data-testid="camera"
            />
            {shown && stream ? (
              <Aim video={shown} armed={shots.length === 0 && chain.length === 0} onAim={onAim} />
            ) : (
              <div class="guide" aria-hidden="true" />
            )}
          </>
        )}
      </div>
      {looking ? (
        <div key="looked" class="controls column">
          <button type="button" class="button main" ref={main} disabled={!settled} onClick={() => void read()}>
            {chain.length > 0 ? words.review(chain.length + 1) : words.read(shots.length)}
          </button>
          {inRow && (
            <button type="button" class="button full wide" disabled={!settled} onClick={oneMore}>
              <Icon name="camera" />
              {words.oneMore}
            </button>
          )}
          <button type="button" class="button full" disabled={!settled} onClick={() => void again()}>
            {words.again}
          </button>
          <button type="button" class="button full" disabled={!settled} onClick={() => setLooking(false)}>
            {words.nextPage}
          </button>
        </div>
      ) : (
        <div key="aiming" class="controls">
          {shots.length > 0 ? (
            <button type="button" class="button" onClick={() => setLooking(true)}>
              {words.pageOf(shots.length)}
            </button>
          ) : chain.length > 0 ? (
            <button type="button" class="button" onClick={() => void read()}>
              {words.review(chain.length)}
            </button>
          ) : (
            <a class="button icon" href={to('ajouter')} aria-label={words.file}>
              <Icon name="file" />
            </a>
          )}
          <button type="button" class="shutter" aria-label={words.shoot} disabled={!stream || busy} onClick={() => void shoot()} />
          {canLight(stream) ? (
            <button type="button" class="button icon" aria-label={words.torch} aria-pressed={light} onClick={toggleLight}>
              <Icon name="torch" />
            </button>
          ) : (
            <span />
          )}
        </div>
      )}
    </div>
  );
}
