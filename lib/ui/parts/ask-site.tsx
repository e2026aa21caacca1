import '../styles/beside.css';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { theTabs } from '../beside.ts';
import { sites as words } from '../words/fr/beside.ts';
import { Icon } from './icon.tsx';

/** What an origin is called in front of the user: its host, and "http://" where the page is not encrypted. */
export const siteName = (origin: string): string => origin.replace(/^https:\/\//, '');

/**
 * Asks for the right to read sites, at the moment it serves: which ones, why, and that no is a fine answer. `children`: the ways that are left after a no.
 * The browser then asks in its own words; its "no" is ours.
 */
export function AskSite({
  origins,
  why,
  onAllowed,
  children,
}: {
  origins: readonly string[];
  why: string;
  onAllowed?: () => void;
  children?: ComponentChildren;
}) {
  const [refused, setRefused] = useState(false);
  /** Called in the click itself: an `await` before `allow` would lose the gesture. */
  const allow = () =>
    void theTabs()
      .allow(origins)
      .then((granted) => {
        setRefused(!granted);
        if (granted) onAllowed?.();
      });
  return (
    <fieldset class="ask" data-testid="ask-site">
      <legend class="hidden">{words.ask(origins.length)}</legend>
      <p aria-hidden={!refused}>
        <strong>{refused ? words.refused : words.ask(origins.length)}</strong>
      </p>
      {!refused && (
        <>
          <ul class="ask-sites">
            {origins.map((origin) => (
              <li key={origin}>{siteName(origin)}</li>
            ))}
          </ul>
          <p>{why}</p>
          <p class="hint">{words.promise(origins.length)}</p>
        </>
      )}
      <div class="row">
        <button type="button" class={refused ? 'button' : 'button strong'} onClick={allow}>
          {refused ? words.afterAll : words.allow}
        </button>
        {!refused && (
          <button type="button" class="button plain" onClick={() => setRefused(true)}>
            {words.notNow}
          </button>
        )}
      </div>
      {refused && (
        <div class="stack tight" role="status">
          <p class="row tight">
            <Icon name="info" />
            <span class="hint">{words.refusedHint}</span>
          </p>
          {children}
        </div>
      )}
    </fieldset>
  );
}
