import '../styles/backup.css';
import '../styles/capture.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { CodeGathering, type Gathering } from '../../desk/invoice-codes.ts';
import type { FaultCode } from '../../invoice/fault.ts';
import { attempt, reload } from '../actions.ts';
import { arrived } from '../arrivals.ts';
import { cameraFault, openCamera } from '../camera.ts';
import { readCodes } from '../code-reader.ts';
import { Head } from '../parts/head.tsx';
import { Icon } from '../parts/icon.tsx';
import { FaultNotice } from '../parts/notice.tsx';
import { go, to } from '../router.ts';
import type { ScreenProps } from '../screens.ts';
import { screenOf } from '../standing.ts';
import { say, theDesk } from '../state.ts';
import { receive as words } from '../words/fr/backup.ts';

/** The camera on the codes of another device, until one invoice is whole. */
function Aim({ onFault, onQuit }: { onFault: (code: FaultCode) => void; onQuit: () => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [state, setState] = useState<Gathering | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    let opened: MediaStream | null = null;
    openCamera().then(
      (camera) => {
        opened = camera;
        if (controller.signal.aborted) for (const track of camera.getTracks()) track.stop();
        else setStream(camera);
      },
      (error: unknown) => !controller.signal.aborted && onFault(cameraFault(error)),
    );
    return () => {
      controller.abort();
      for (const track of opened?.getTracks() ?? []) track.stop();
    };
  }, []);
  useEffect(() => {
    const element = video.current;
    if (!element || !stream) return;
    element.srcObject = stream;
    const controller = new AbortController();
    const gathering = new CodeGathering();
    let last = '';
    const found = (text: string) => {
      if (controller.signal.aborted || text === last) return;
      last = text;
      const next = gathering.add(text);
      setState(next);
      if (next.state === 'newer') onFault('backup-newer');
      if (next.state !== 'done') return;
      controller.abort();
      void attempt(async () => {
        const dossier = await (await theDesk().backups()).receive(next.carried);
        await reload();
        say(words.received);
        go(to(...screenOf(dossier)));
      });
    };
    void readCodes(element, found, controller.signal);
    return () => controller.abort();
  }, [stream]);
  return (
    <div class="stack">
      <div class="aim">
        <video ref={video} autoplay muted playsInline tabIndex={-1} aria-label={words.view} />
      </div>
      <p role="status">{state?.state === 'more' ? words.have(state.have.length, state.count) : stream ? words.aim : words.asking}</p>
      {state?.state === 'more' && (
        <div class="dots" aria-hidden="true">
          {Array.from({ length: state.count }, (_, index) => (
            <span key={index} class={state.have.includes(index + 1) ? 'have' : ''} />
          ))}
        </div>
      )}
      {state?.state === 'foreign' && <FaultNotice code="codes-foreign" />}
      <button type="button" class="button" onClick={onQuit}>
        <Icon name="stop" />
        {words.stop}
      </button>
    </div>
  );
}

/** An invoice from another device of the same user: by its codes, or by its file. */
export default function Receive(_: ScreenProps) {
  const [aiming, setAiming] = useState(false);
  const [fault, setFault] = useState<FaultCode | null>(null);
  const take = (file: File | undefined) => {
    if (!file) return;
    arrived.value = file;
    go(to('sauvegarde'));
  };
  return (
    <div class="stack">
      <Head title={words.title} back={to('ajouter')} />
      <p class="soft">{words.intro}</p>
      {fault && <FaultNotice code={fault} />}
      {aiming ? (
        <Aim
          onFault={(code) => {
            setAiming(false);
            setFault(code);
          }}
          onQuit={() => setAiming(false)}
        />
      ) : (
        <div class="ways">
          <button
            type="button"
            class="way"
            onClick={() => {
              setFault(null);
              setAiming(true);
            }}
          >
            <Icon name="camera" />
            <strong>{words.camera}</strong>
            <span class="hint">{words.cameraHint}</span>
          </button>
          <label class="way">
            <Icon name="file" />
            <strong>{words.file}</strong>
            <span class="hint">{words.fileHint}</span>
            <input class="hidden" type="file" onChange={(event) => take(event.currentTarget.files?.[0])} />
          </label>
        </div>
      )}
    </div>
  );
}
