import { supportingName } from '../../invoice/file-names.ts';
import { ready as words } from '../words/fr/invoice.ts';

/** The portal takes fifty characters: a longer name is shortened, and that is shown. */
const LONGEST = 50;

export function LongNames({ names }: { names: readonly string[] }) {
  const taken: string[] = [];
  const shortened = names.flatMap((name) => {
    const sent = supportingName(name, new Uint8Array(), taken);
    taken.push(sent);
    return name.length > LONGEST ? [{ name, sent }] : [];
  });
  return (
    <>
      {shortened.map(({ name, sent }) => (
        <p key={name} class="hint">
          {words.shortened(sent)}
        </p>
      ))}
    </>
  );
}
