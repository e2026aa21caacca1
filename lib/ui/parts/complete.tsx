import { useId, useState } from 'preact/hooks';
import type { Dossier } from '../../desk/dossier.ts';
import { useGesture } from '../hooks.ts';
import { answer } from '../leaving.ts';
import { online, theDesk } from '../state.ts';
import { coach as words } from '../words/fr/coach.ts';
import { Comment } from './comment.tsx';
import { Icon } from './icon.tsx';
import { LongNames } from './long-names.tsx';

/** A word and documents for the agent. */
export function Complete({ dossier }: { dossier: Dossier }) {
  const [busy, run] = useGesture();
  const [comment, setComment] = useState('');
  const [files, setFiles] = useState<readonly File[]>([]);
  const id = useId();
  const empty = comment.trim() === '' && files.length === 0;
  const send = () =>
    run(async () => {
      const sources = await Promise.all(files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })));
      await answer(() => theDesk().complete(dossier.id, { comment, files: sources }));
    });
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Comment id={id} label={words.answer} value={comment} onType={setComment} />
      <label class="way">
        <Icon name="clip" />
        <strong>{words.addFile}</strong>
        <span class="hint">{files.length > 0 ? words.fileCount(files.length) : words.addFileHint}</span>
        <input
          class="hidden"
          type="file"
          multiple
          accept="image/*,application/pdf,.doc,.docx,.odt,.xls,.xlsx,.ods,.zip"
          onChange={(event) => setFiles([...files, ...(event.currentTarget.files ?? [])])}
        />
      </label>
      {files.length > 0 && (
        <ul class="row">
          {files.map((file) => (
            <li key={file.name}>
              <button
                type="button"
                class="chip"
                aria-label={words.dropFile(file.name)}
                onClick={() => setFiles(files.filter((other) => other !== file))}
              >
                {file.name}
                <Icon name="trash" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <LongNames names={files.map(({ name }) => name)} />
      {empty && <p class="hint">{words.nothingToSend}</p>}
      <button type="submit" class="button main full" disabled={busy || empty}>
        <Icon name="send" />
        {online.value ? words.completeSend : words.completeSendOffline}
      </button>
    </form>
  );
}
