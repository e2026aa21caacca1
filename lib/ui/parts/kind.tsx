import { useId } from 'preact/hooks';
import type { Dossier } from '../../desk/dossier.ts';
import { edit } from '../edits.ts';
import { review as words } from '../words/fr/invoice.ts';

/** An invoice, or a credit note: the two of them to choose from, never a word to type. */
export function KindChoice({ dossier, shown = false }: { dossier: Dossier /** Its name is on the screen. */; shown?: boolean }) {
  const name = useId();
  return (
    <fieldset class="row">
      <legend class={shown ? undefined : 'hidden'}>{words.fields.kind}</legend>
      {(['invoice', 'credit-note'] as const).map((kind) => (
        <label key={kind} class="choice">
          <input type="radio" name={name} checked={dossier.invoice.kind === kind} onChange={() => void edit(dossier.id, 'kind', kind)} />
          {words.fields[kind]}
        </label>
      ))}
    </fieldset>
  );
}
