import { useEffect, useState } from 'preact/hooks';
import type { Settings } from '../../desk/settings.ts';
import { environments } from '../../portal/environment.ts';
import { attempt, reload } from '../actions.ts';
import { useLoaded } from '../hooks.ts';
import { Head } from '../parts/head.tsx';
import { LanguageChoice } from '../parts/language.tsx';
import { Notice } from '../parts/notice.tsx';
import { to } from '../router.ts';
import type { ScreenProps } from '../screens.ts';
import { say, settings, shell, theDesk } from '../state.ts';
import { places } from '../words/fr/places.ts';
import { settings as words } from '../words/fr/settings.ts';

/** For who sends to another portal than the training one. */
const keys = () => import('./keys.tsx').then(({ Keys }) => ({ default: Keys }));

/**
 * What stands below the first screen, from top to bottom: each drawn in a task of its own once the one above it stands, so that the page answers in between and none
 * pushes another down.
 */
const own = async () => (await shell.value?.own?.settings()) ?? { default: () => null };
const device = () => import('./device.tsx').then(({ Device }) => ({ default: Device }));

export default function SettingsScreen(_: ScreenProps) {
  const [relay, setRelay] = useState(settings.value?.relay ?? '');
  useEffect(() => setRelay(settings.value?.relay ?? ''), [settings.value?.relay]);
  const current = settings.value;
  const Keys = useLoaded(current && current.environment !== 'training' ? keys : undefined);
  const Own = useLoaded(own, true);
  const Device = useLoaded(Own ? device : undefined, true);
  if (!current) return <Head title={words.title} back={to()} />;
  const save = (part: Partial<Settings>) => {
    const next = { ...current, ...part };
    settings.value = next;
    void attempt(async () => {
      await theDesk().saveSettings(next);
      await reload();
    });
  };
  const notify = async (on: boolean) => {
    if (on && typeof Notification !== 'undefined' && (await Notification.requestPermission()) !== 'granted') return say(words.notifyDenied);
    save({ notifications: on });
  };
  return (
    <div class="stack wide">
      <Head title={words.title} back={to()} />
      <LanguageChoice />
      <section class="sheet stack" aria-labelledby="look">
        <h2 id="look">{words.look}</h2>
        <fieldset class="row">
          <legend class="hidden">{words.theme}</legend>
          {(['auto', 'light', 'dark'] as const).map((theme) => (
            <label key={theme} class="choice">
              <input type="radio" name="theme" checked={current.theme === theme} onChange={() => save({ theme })} />
              {words[theme]}
            </label>
          ))}
        </fieldset>
        <label class="switch">
          <input type="checkbox" checked={current.bigType} onChange={(event) => save({ bigType: event.currentTarget.checked })} />
          {words.bigType}
        </label>
        {shell.value?.surface === 'web' && typeof Notification !== 'undefined' && (
          <label class="switch">
            <input type="checkbox" checked={current.notifications} onChange={(event) => void notify(event.currentTarget.checked)} />
            {words.notify}
          </label>
        )}
      </section>

      <section class="sheet stack" aria-labelledby="where">
        <h2 id="where">{words.where}</h2>
        <fieldset class="stack tight">
          <legend class="hidden">{words.where}</legend>
          {environments.map((value) => (
            <label key={value} class="choice">
              <input type="radio" name="environment" checked={current.environment === value} onChange={() => save({ environment: value })} />
              <span>
                <strong>{places[value].name}</strong>
                <br />
                <span class="hint">{places[value].hint}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {current.environment === 'training' ? (
          <p class="row between">
            <span class="hint">{words.noKeys}</span>
            <a class="act" href={to('raccorder')}>
              {words.connect}
            </a>
          </p>
        ) : (
          Keys && <Keys key={current.environment} environment={current.environment} settings={current} save={save} />
        )}
        {current.environment === 'production' && <Notice tone="doubt">{words.productionWarning}</Notice>}
        <fieldset class="stack tight">
          <legend>
            <h3>{words.route}</h3>
          </legend>
          {(['pdf', 'facturx'] as const).map((route) => (
            <label key={route} class="choice">
              <input type="radio" name="route" checked={current.route === route} onChange={() => save({ route })} />
              {words[route]}
            </label>
          ))}
        </fieldset>
        <div class="field">
          <label for="relay">{words.relay}</label>
          <input
            id="relay"
            class="input"
            type="url"
            inputMode="url"
            autoComplete="off"
            value={relay}
            aria-describedby="relay-hint"
            onInput={(event) => setRelay(event.currentTarget.value)}
            onChange={() => save({ relay: relay.trim().replace(/\/$/, '') })}
          />
          <p class="hint" id="relay-hint">
            {shell.value?.surface === 'extension' ? words.relayHintBeside : words.relayHint}
          </p>
        </div>
      </section>
      {Own && <Own />}
      {Device && <Device />}
    </div>
  );
}
