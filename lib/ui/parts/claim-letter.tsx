import { useState } from 'preact/hooks';
import type { ClaimLetter } from '../../desk/api-claims.ts';
import { attempt, handOver } from '../actions.ts';
import { useGesture } from '../hooks.ts';
import { to } from '../router.ts';
import { announce, say, theDesk } from '../state.ts';
import { delays, letter as words } from '../words/fr/claims.ts';
import { Icon } from './icon.tsx';
import { Notice } from './notice.tsx';

interface Props {
  ids: readonly string[];
  label: string;
  /** The rate behind a figure is a guess. */
  unsure?: boolean;
  strong?: boolean;
}

/** The button that makes the letter, and the letter once made: to keep, to mail, to copy. Made on the device, sent by the user alone. */
export function LetterButton({ ids, label, unsure = false, strong = true }: Props) {
  const [busy, run] = useGesture();
  const [made, setMade] = useState<ClaimLetter | null>(null);
  const make = () =>
    run(async () => {
      setMade(await (await theDesk().claims()).letter(ids));
      announce(words.title);
    });
  if (!made)
    return (
      <button type="button" class={`button ${strong ? 'strong' : ''}`} disabled={busy} onClick={make}>
        <Icon name="file" />
        {label}
      </button>
    );
  const { file, mail, mailto } = made;
  const copy = () =>
    void attempt(async () => {
      await navigator.clipboard.writeText(`${mail.subject}\n\n${mail.body}`);
      say(words.copied);
    });
  return (
    <section class="letter stack" aria-label={words.title}>
      <p>{words.text}</p>
      {unsure && (
        <Notice tone="doubt">
          <span>{words.rateUnsure}</span>
          <a class="act" href={to('retards')}>
            {delays.rates}
          </a>
        </Notice>
      )}
      <div class="row">
        <button
          type="button"
          class="button strong"
          onClick={() => {
            handOver(file.bytes, file.name, file.type);
            say(words.saved);
          }}
        >
          <Icon name="down" />
          {words.save}
        </button>
        <a class="button" href={mailto}>
          <Icon name="mail" />
          {words.mail}
        </a>
        <button type="button" class="button" onClick={copy}>
          <Icon name="copy" />
          {words.copy}
        </button>
      </div>
      <p class="hint">{words.attach}</p>
      <details class="more">
        <summary>
          <Icon name="next" />
          {words.read}
        </summary>
        <p class="sheet message" lang="fr">
          {mail.body}
        </p>
      </details>
      <div>
        <button type="button" class="button plain" onClick={() => setMade(null)}>
          {words.close}
        </button>
      </div>
    </section>
  );
}
