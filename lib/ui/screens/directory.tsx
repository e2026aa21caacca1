import '../styles/directory.css';
import { useEffect, useState } from 'preact/hooks';
import type { Choices, DirectoryState } from '../../desk/directory/api.ts';
import { attempt } from '../actions.ts';
import { useDirectory } from '../directory.ts';
import { day } from '../format.ts';
import { Head } from '../parts/head.tsx';
import { Icon } from '../parts/icon.tsx';
import { Switch } from '../parts/switch.tsx';
import { to } from '../router.ts';
import type { ScreenProps } from '../screens.ts';
import { recipientsKnown, say, theDesk } from '../state.ts';
import { directory as words } from '../words/fr/directory.ts';
import { BuildDirectory } from './directory-build.tsx';
import { FollowDirectory } from './directory-follow.tsx';

export default function DirectoryScreen(_: ScreenProps) {
  const { state, again } = useDirectory();
  const changed = () => {
    recipientsKnown.value += 1;
  };
  return (
    <div class="stack wide">
      <Head title={words.title} back={to('reglages')} />
      <p class="soft">{words.intro}</p>
      {state && (
        <>
          <InUse state={state} onChanged={changed} />
          <BuildDirectory onBuilt={changed} />
          <FollowDirectory state={state} onChanged={changed} onLooked={again} />
          <Leave />
        </>
      )}
    </div>
  );
}

function InUse({ state, onChanged }: { state: DirectoryState; onChanged: () => void }) {
  const useShipped = () =>
    void attempt(async () => {
      await (await theDesk().directory()).useShipped();
      onChanged();
      say(words.shippedDone);
    });
  return (
    <section class="sheet stack" aria-labelledby="directory-now" data-testid="directory-now">
      <h2 id="directory-now">{words.now}</h2>
      {state.date !== '' && (
        <p class="stack tight">
          <strong class="directory-date">{words.dated(day(state.date))}</strong>
          <span>{words.counts(state.counts.structures, state.origin === 'shipped' ? 0 : state.counts.services)}</span>
          <span class="row tight">
            <span class="tag accent">
              <Icon name={state.origin === 'files' ? 'file' : state.origin === 'address' ? 'down' : 'book'} />
              {words.origins[state.origin]}
            </span>
            {state.old ? (
              <span class="tag doubt">
                <Icon name="clock" />
                {words.old(state.ageInDays)}
              </span>
            ) : (
              <span class="tag done">
                <Icon name="check" />
                {words.fresh}
              </span>
            )}
          </span>
        </p>
      )}
      {state.origin === 'shipped' ? <p class="hint">{words.partial}</p> : state.old && <p class="hint">{words.oldHint}</p>}
      {state.source !== '' && (
        <dl class="directory-facts">
          <dt>{words.source}</dt>
          <dd lang="fr">{state.source}</dd>
          <dt>{words.licence}</dt>
          <dd lang="fr">{state.licence}</dd>
        </dl>
      )}
      {state.origin !== 'shipped' && (
        <button type="button" class="button plain" onClick={useShipped}>
          <Icon name="undo" />
          {words.shipped}
        </button>
      )}
    </section>
  );
}

/** What the user let Coursier ask of others, and may take back. */
function Leave() {
  const [choices, setChoices] = useState<Choices | null>(null);
  useEffect(() => {
    void attempt(async () => setChoices(await (await theDesk().directory()).choices()));
  }, []);
  if (!choices) return null;
  const choose = async (change: Partial<Choices>) => {
    await attempt(async () => {
      const desk = await theDesk().directory();
      await desk.choose(change);
      setChoices(await desk.choices());
    });
  };
  return (
    <section class="sheet stack" aria-labelledby="directory-leave">
      <h2 id="directory-leave">{words.leave}</h2>
      <p class="hint">{words.leaveHint}</p>
      {(
        [
          ['business', words.allowBusiness, words.allowBusinessHint],
          ['refresh', words.allowRefresh, words.allowRefreshHint],
        ] as const
      ).map(([name, label, hint]) => (
        <Switch key={name} checked={choices[name] === true} onSwitch={(on) => choose({ [name]: on })}>
          <span class="stack tight">
            <span>{label}</span>
            <span class="hint">{hint}</span>
          </span>
        </Switch>
      ))}
    </section>
  );
}
