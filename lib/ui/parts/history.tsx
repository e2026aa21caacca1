import { useEffect, useState } from 'preact/hooks';
import { redo, undo, unsaved } from '../edits.ts';
import { announce, theDesk } from '../state.ts';
import { review as words } from '../words/fr/invoice.ts';
import { Icon } from './icon.tsx';

/** Whether everything typed is in the store. */
export function Saved() {
  const busy = unsaved.value > 0;
  return (
    <span class="saved" data-testid="saved">
      {!busy && <Icon name="check" />}
      <span>{busy ? words.saving : words.saved}</span>
    </span>
  );
}

/** Undo and redo by button and by keys; both say what they did. */
export function History({ id, revision }: { id: string; revision: number }) {
  const [can, setCan] = useState({ undo: false, redo: false });
  useEffect(() => {
    void theDesk()
      .canUndo(id)
      .then(setCan, () => undefined);
  }, [id, revision]);
  const back = () => void undo(id).then(() => announce(words.undone));
  const forth = () => void redo(id).then(() => announce(words.redone));
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      if (key === 'z' && event.shiftKey) forth();
      else if (key === 'z') back();
      else if (key === 'y') forth();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [id]);
  return (
    <>
      <button type="button" class="button icon" aria-label={words.undo} disabled={!can.undo} onClick={back}>
        <Icon name="undo" />
      </button>
      <button type="button" class="button icon" aria-label={words.redo} disabled={!can.redo} onClick={forth}>
        <Icon name="redo" />
      </button>
    </>
  );
}
