import '../styles/beside.css';
import { useEffect } from 'preact/hooks';
import { allowed, useOf, watchAllowed } from '../allowed.ts';
import { theTabs } from '../beside.ts';
import { view as linkedApp } from '../other-side.ts';
import { say, settings } from '../state.ts';
import { practice as practiceWords, sites as words } from '../words/fr/beside.ts';
import { siteName } from './ask-site.tsx';
import { Practice } from './practice.tsx';

/** The settings of the extension alone: which sites the user allowed, what each serves for, and where he trains. */
export default function Sites() {
  useEffect(watchAllowed, []);
  const chosen = settings.value;
  const list = allowed.value;
  if (!chosen) return null;
  const forbid = (origin: string) =>
    void theTabs()
      .forbid([origin])
      .then(
        () => say(words.forbidden(siteName(origin))),
        () => say(words.fixed),
      );
  return (
    <section class="sheet stack" aria-labelledby="sites">
      <h2 id="sites">{words.title}</h2>
      <p class="hint">{words.intro}</p>
      {list?.length === 0 && <p>{words.none}</p>}
      {list && list.length > 0 && (
        <ul class="sites" data-testid="allowed-sites">
          {list.map((origin) => {
            const use = useOf(origin, chosen, linkedApp.value?.origin);
            return (
              <li key={origin}>
                <span class="stack none">
                  <strong class="host">{use === 'all' ? words.everySite : siteName(origin)}</strong>
                  <span class="hint">{words.uses[use]}</span>
                </span>
                <button type="button" class="button plain" aria-label={words.forbidOf(siteName(origin))} onClick={() => forbid(origin)}>
                  {words.forbid}
                </button>
              </li>
            );
          })}
        </ul>
      )}
      <h3>{practiceWords.title}</h3>
      <Practice />
      <p class="hint">{words.shortcut}</p>
    </section>
  );
}
