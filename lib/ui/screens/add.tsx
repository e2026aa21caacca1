import '../styles/capture.css';
import { useEffect, useId } from 'preact/hooks';
import { captureFiles, typeByHand } from '../actions.ts';
import { accepted, refused } from '../arrivals.ts';
import { Head } from '../parts/head.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import { FaultNotice } from '../parts/notice.tsx';
import { to } from '../router.ts';
import type { ScreenProps } from '../screens.ts';
import { capture as words } from '../words/fr/capture.ts';
import { doors } from '../words/fr/doors.ts';
import { home, shell } from '../words/fr/shell.ts';
import { trySample } from './home.tsx';

/** What the label of a picker does: its field is hidden inside. */
function PickFile({ id, accept, camera }: { id: string; accept: string; camera?: boolean | undefined }) {
  return (
    <input
      id={id}
      class="hidden"
      type="file"
      accept={accept}
      multiple
      capture={camera ? 'environment' : undefined}
      onChange={(event) => {
        refused.value = null;
        void captureFiles([...(event.currentTarget.files ?? [])]);
        event.currentTarget.value = '';
      }}
    />
  );
}

function Pick({ icon, title, hint, accept, camera }: { icon: IconName; title: string; hint: string; accept: string; camera?: boolean }) {
  const id = useId();
  return (
    <label class="way" for={id}>
      <Icon name={icon} />
      <strong>{title}</strong>
      <span class="hint">{hint}</span>
      <PickFile id={id} accept={accept} camera={camera} />
    </label>
  );
}

/** Every way in beside the framed camera. */
export function Ways({ camera }: { camera: boolean }) {
  return (
    <div class="ways">
      {camera && (
        <a class="way" href={to('photo')}>
          <Icon name="camera" />
          <strong>{words.takePhoto}</strong>
          <span class="hint">{words.takePhotoHint}</span>
        </a>
      )}
      <Pick icon="file" title={words.file} hint={words.fileHint} accept={accepted} />
      <Pick icon="phone" title={words.phonePhoto} hint={words.phonePhotoHint} accept="image/*" camera />
      <button type="button" class="way" onClick={() => void typeByHand()}>
        <Icon name="pen" />
        <strong>{words.hand}</strong>
        <span class="hint">{words.handHint}</span>
      </button>
      {camera && (
        <a class="way" href={to('recevoir')}>
          <Icon name="code" />
          <strong>{doors.receive.link}</strong>
          <span class="hint">{doors.receive.hint}</span>
        </a>
      )}
    </div>
  );
}

/** The file that was not one for us, until another is chosen. */
function Refused() {
  const id = useId();
  const code = refused.value;
  useEffect(
    () => () => {
      refused.value = null;
    },
    [],
  );
  return (
    code && (
      <FaultNotice key={code} code={code}>
        <label class="button" for={id}>
          {words.chooseAnother}
          <PickFile id={id} accept={accepted} />
        </label>
      </FaultNotice>
    )
  );
}

export default function Add(_: ScreenProps) {
  return (
    <div class="stack">
      <Head title={shell.titles.add} back={to()} />
      <Refused />
      <Ways camera />
      {/* the whole window takes drops: this is where the eye finds it */}
      <div class="drop">
        <Icon name="down" />
        <strong>{words.drop}</strong>
        <span class="hint">{words.dropHint}</span>
      </div>
      <button type="button" class="button plain" onClick={() => void trySample()}>
        {home.trySample}
      </button>
    </div>
  );
}
