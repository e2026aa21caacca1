import '../styles/backup.css';
import '../styles/capture.css';
import type { ComponentType } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Dossier } from '../../desk/dossier.ts';
import { handOver } from '../actions.ts';
import { shared } from '../arrivals.ts';
import { useGesture } from '../hooks.ts';
import { extensionHere, say, shell, theDesk } from '../state.ts';
import { handOver as words } from '../words/fr/backup.ts';
import { Icon } from './icon.tsx';

type Codes = ComponentType<{ texts: readonly string[] }>;

/** « Vers un autre appareil »: this invoice by codes that its camera reads, or by a file with its pictures. */
export default function HandOver({ dossier }: { dossier: Pick<Dossier, 'id' | 'stage'> }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [shown, setShown] = useState<{ Codes: Codes; texts: readonly string[] } | null>(null);
  const [busy, run] = useGesture();
  const byFile = () =>
    run(async () => {
      const file = await (await theDesk().backups()).writeInvoice(dossier.id);
      if (await shared(file.blob, file.name)) return;
      handOver(file.blob, file.name, file.blob.type);
      say(words.fileSaved);
      dialog.current?.close();
    });
  const byCode = () =>
    run(async () => {
      const backups = await theDesk().backups();
      const [texts, { Codes }] = await Promise.all([backups.codes(dossier.id), import('./codes.tsx')]);
      setShown({ Codes, texts });
    });
  const [app, setApp] = useState('');
  const show = () => {
    dialog.current?.showModal();
    if (shell.value?.surface !== 'extension') return;
    void theDesk()
      .otherSide()
      .then((side) => side.kept())
      .then(
        ({ origin }) => setApp(origin),
        () => undefined,
      );
  };
  const toApp = () =>
    run(async () => {
      const side = await theDesk().otherSide();
      await side.open();
      await side.handBack(dossier.id);
      say(words.inApp);
      dialog.current?.close();
    });
  const toExtension = extensionHere.value;
  return (
    <>
      <div>
        <button type="button" class="button" onClick={show}>
          <Icon name="phone" />
          {words.button}
        </button>
      </div>
      <dialog ref={dialog} class="code-dialog" aria-labelledby="hand-over-title" onClose={() => setShown(null)}>
        <div class="stack">
          <div class="head">
            <h2 id="hand-over-title">{words.title}</h2>
            <button type="button" class="button icon plain" aria-label={words.close} onClick={() => dialog.current?.close()}>
              <Icon name="cross" />
            </button>
          </div>
          {shown ? (
            <shown.Codes texts={shown.texts} />
          ) : (
            <div class="ways">
              {dossier.stage.state === 'draft' && (
                <button type="button" class="way" disabled={busy} onClick={byCode}>
                  <Icon name="code" />
                  <strong>{words.byCode}</strong>
                  <span class="hint">{words.byCodeHint}</span>
                </button>
              )}
              <button type="button" class="way" disabled={busy} onClick={byFile}>
                <Icon name="file" />
                <strong>{words.byFile}</strong>
                <span class="hint">{words.byFileHint}</span>
              </button>
              {app !== '' && (
                <button type="button" class="way" disabled={busy} onClick={toApp}>
                  <Icon name="send" />
                  <strong>{words.toApp}</strong>
                  <span class="hint">{words.toAppHint(app.replace(/^https?:\/\//, ''))}</span>
                </button>
              )}
              {toExtension && dossier.stage.state === 'draft' && (
                <button
                  type="button"
                  class="way"
                  onClick={() => {
                    toExtension(dossier.id);
                    say(words.inPanel);
                    dialog.current?.close();
                  }}
                >
                  <Icon name="send" />
                  <strong>{words.toExtension}</strong>
                  <span class="hint">{words.toExtensionHint}</span>
                </button>
              )}
            </div>
          )}
        </div>
      </dialog>
    </>
  );
}
