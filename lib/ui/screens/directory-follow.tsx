import { useState } from 'preact/hooks';
import type { CheckOutcome, DirectoryState } from '../../desk/directory/api.ts';
import { attempt } from '../actions.ts';
import { fileSize, moment } from '../format.ts';
import { useGesture } from '../hooks.ts';
import { AskSite } from '../parts/ask-site.tsx';
import { Icon } from '../parts/icon.tsx';
import { Notice } from '../parts/notice.tsx';
import { announce, shell, theDesk } from '../state.ts';
import { outcomeOf, directory as words } from '../words/fr/directory.ts';

interface Props {
  state: DirectoryState;
  onChanged: () => void;
  onLooked: () => Promise<void>;
}

/** What the last look at the address left to say, when nobody pressed anything. */
function standing({ watch }: DirectoryState): string {
  if (watch.refused !== '') return watch.refused === 'older' ? words.refusedOlder : words.refusedBroken;
  return watch.fault !== '' ? words.unreachable : '';
}

/** The address of a published directory: followed, looked at now, or no more. */
export function FollowDirectory({ state, onChanged, onLooked }: Props) {
  const { following, chosen, watch } = state;
  const web = shell.value?.surface === 'web';
  const [typed, setTyped] = useState(chosen ? following : '');
  const [wrong, setWrong] = useState(false);
  const [sites, setSites] = useState<readonly string[]>([]);
  const [outcome, setOutcome] = useState<CheckOutcome | null>(null);
  const [busy, during] = useGesture();

  const check = (anyWeight = false) =>
    during(async () => {
      const found = await (await theDesk().directory()).check({ force: true, anyWeight });
      setOutcome(found);
      announce(outcomeOf(found, fileSize));
      if (found.kind === 'updated') onChanged();
      else await onLooked();
    });
  const follow = (address: string) =>
    void attempt(async () => {
      const desk = await theDesk().directory();
      setOutcome(null);
      const taken = await desk.follow(address);
      setWrong(!taken);
      if (!taken) return;
      const missing = address === '' ? [] : await desk.sitesToAllow(address);
      setSites(missing);
      await onLooked();
      if (address !== '' && missing.length === 0) check();
    });
  const said = outcome ? outcomeOf(outcome, fileSize) : standing(state);
  const heavy = outcome?.kind === 'heavy' ? outcome.bytes : outcome === null ? watch.heavy : 0;
  const tone = outcome?.kind === 'updated' || outcome?.kind === 'nothing' ? 'done' : 'doubt';
  return (
    <section class="sheet stack" aria-labelledby="directory-follow">
      <h2 id="directory-follow">{words.follow}</h2>
      <p>{following !== '' && !chosen ? words.followOwn : words.followNone}</p>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          follow(typed.trim());
        }}
      >
        <div class={wrong ? 'field stop' : 'field'}>
          <label for="directory-address">{words.address}</label>
          <input
            id="directory-address"
            class="input"
            type="url"
            inputMode="url"
            autoComplete="off"
            spellcheck={false}
            value={typed}
            aria-invalid={wrong || undefined}
            aria-describedby="directory-address-hint"
            onInput={(event) => {
              setTyped(event.currentTarget.value);
              setWrong(false);
            }}
          />
          {wrong && (
            <p class="wrong" role="alert">
              {words.addressWrong}
            </p>
          )}
          <p class="hint" id="directory-address-hint">
            {web ? words.addressHintWeb(location.origin) : words.addressHint}
          </p>
        </div>
        <div class="row">
          <button type="submit" class="button" disabled={busy || typed.trim() === '' || (chosen && typed.trim() === following)}>
            {words.save}
          </button>
          {chosen && (
            <button
              type="button"
              class="button plain"
              onClick={() => {
                setTyped('');
                follow('');
              }}
            >
              {words.forget}
            </button>
          )}
        </div>
      </form>
      {sites.length > 0 && (
        <AskSite
          origins={sites}
          why={words.siteWhy}
          onAllowed={() => {
            setSites([]);
            check();
          }}
        />
      )}
      {following !== '' && sites.length === 0 && (
        <>
          {chosen && <p class="hint">{words.followSays}</p>}
          {said !== '' && heavy === 0 && (
            <div data-testid="directory-outcome">
              <Notice tone={tone}>{said}</Notice>
            </div>
          )}
          {heavy > 0 && (
            <Notice tone="doubt">
              <span>{words.heavy(fileSize(heavy))}</span>
              <button type="button" class="button strong" disabled={busy} onClick={() => check(true)}>
                <Icon name="down" />
                {words.fetchAnyway}
              </button>
            </Notice>
          )}
          <div class="row between">
            <span class="hint">{watch.checkedAt > 0 ? words.checkedAt(moment(watch.checkedAt)) : words.neverChecked}</span>
            <button type="button" class="button" disabled={busy} onClick={() => check()}>
              <Icon name="redo" />
              {busy ? words.checking : words.check}
            </button>
          </div>
        </>
      )}
    </section>
  );
}
