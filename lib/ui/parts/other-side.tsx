import '../styles/capture.css';
import '../styles/other-side.css';
import { useEffect, useState } from 'preact/hooks';
import type { Offer } from '../../desk/hand-over/offer.ts';
import { money } from '../format.ts';
import { useGesture } from '../hooks.ts';
import { bring, giveBack, hostOf, linkTo, look, originOf, side, useOtherSide, view } from '../other-side.ts';
import { dossiers, say, theDesk } from '../state.ts';
import { otherSide as words } from '../words/fr/other-side.ts';
import { home } from '../words/fr/shell.ts';
import { Icon } from './icon.tsx';

const SHOWN = 5;

function Coming({ offer, busy, take }: { offer: Offer; busy: boolean; take: (ids: readonly string[]) => void }) {
  const { id, buyer, number, gross, currency } = offer;
  const name = buyer || home.unnamed;
  const known = dossiers.value?.some((dossier) => dossier.id === id) ?? false;
  return (
    <li>
      <span class="stack tight">
        <strong>{name}</strong>
        <span class="hint">
          {[number ? home.number(number) : home.noNumber, gross && money(gross, currency), known && words.laterThere].filter(Boolean).join(' · ')}
        </span>
      </span>
      <button type="button" class="button" disabled={busy} aria-label={words.takeNamed(number || name)} onClick={() => take([id])}>
        {words.take}
      </button>
    </li>
  );
}

/** Drafts of the web app that can come, and those that went on here; nothing at all while both sides say the same. */
function Exchange({ quiet }: { quiet: boolean }) {
  const [busy, run] = useGesture();
  const now = view.value;
  if (!now || now.state === 'none') return null;
  const { state, origin, coming, going } = now;
  const open = () =>
    run(async () => {
      await (await theDesk().otherSide()).open();
      await look();
    });
  if (state === 'older' || state === 'newer') return <p class="hint">{words[state]}</p>;
  const cases = side.value;
  if (state === 'forbidden') {
    if (quiet || !cases) return null;
    return (
      <div class="stack tight">
        <p class="hint">{words.forbidden}</p>
        <button type="button" class="button full" disabled={busy} onClick={() => run(() => linkTo(cases, origin))}>
          {words.allow}
        </button>
      </div>
    );
  }
  if (state === 'silent' || state === 'closed') {
    if (quiet) return null;
    return (
      <p class="row between">
        <span class="hint">{words[state]}</span>
        <button type="button" class="button" disabled={busy} onClick={open}>
          {state === 'closed' ? words.open : words.again}
        </button>
      </p>
    );
  }
  const take = (ids: readonly string[]) => run(() => bring(ids));
  return (
    <>
      {coming.length > 0 && (
        <div class="stack" data-testid="coming">
          <p>
            <strong>{words.waiting(coming.length, hostOf(origin))}</strong>
          </p>
          <ul class="offers">
            {coming.slice(0, SHOWN).map((offer) => (
              <Coming key={offer.id} offer={offer} busy={busy} take={take} />
            ))}
          </ul>
          {coming.length > SHOWN && <p class="hint">{words.more(coming.length - SHOWN)}</p>}
          {coming.length > 1 && (
            <button type="button" class="button full" disabled={busy} onClick={() => take(coming.map(({ id }) => id))}>
              <Icon name="down" />
              {words.takeAll}
            </button>
          )}
        </div>
      )}
      {going.length > 0 && (
        <div class="stack tight" data-testid="going">
          <p>
            <strong>{words.changedHere(going.length)}</strong>
            <br />
            <span class="hint">{words.changedHereText}</span>
          </p>
          <button type="button" class="button full" disabled={busy} onClick={() => run(() => giveBack(going))}>
            <Icon name="send" />
            {words.giveBack}
          </button>
        </div>
      )}
      {!quiet && coming.length + going.length === 0 && <p class="hint">{words.upToDate}</p>}
    </>
  );
}

/** On the list: what comes from the web app of this browser, or the proposal to link the one in the tab beside. */
export function OtherSideOnHome() {
  const now = useOtherSide();
  const [busy, run] = useGesture();
  const [candidate, setCandidate] = useState<string | null>(null);
  const cases = side.value;
  useEffect(() => {
    if (cases && now?.state === 'none') void cases.candidate().then(setCandidate, () => undefined);
  }, [cases, now]);
  if (!now || !cases) return null;
  if (now.state === 'none') {
    if (!candidate) return null;
    return (
      <section class="sheet stack tight" aria-labelledby="other-side">
        <h2 id="other-side">{words.beside}</h2>
        <p class="soft">{words.besideText(hostOf(candidate))}</p>
        <button type="button" class="button full" disabled={busy} onClick={() => run(() => linkTo(cases, candidate))}>
          {words.link}
        </button>
      </section>
    );
  }
  const something = now.coming.length + now.going.length > 0 || now.state === 'older' || now.state === 'newer';
  return something ? (
    <section class="sheet stack" aria-label={words.title}>
      <Exchange quiet />
    </section>
  ) : null;
}

/** In the settings: which application is linked, and whether drafts pass by themselves. */
export function OtherSideInSettings() {
  const now = useOtherSide();
  const [busy, run] = useGesture();
  const [address, setAddress] = useState('');
  const [wrong, setWrong] = useState(false);
  const cases = side.value;
  if (!now || !cases) return null;
  const link = (event: Event) => {
    event.preventDefault();
    const origin = originOf(address);
    setWrong(origin === null);
    if (origin) run(() => linkTo(cases, origin));
  };
  const change = (work: () => Promise<void>, said = '') =>
    run(async () => {
      await work();
      await look();
      if (said) say(said);
    });
  return (
    <section class="sheet stack" aria-labelledby="other-side">
      <h2 id="other-side">{words.title}</h2>
      {now.state === 'none' ? (
        <form class="stack tight" onSubmit={link}>
          <p class="soft">{words.intro}</p>
          <div class={wrong ? 'field stop' : 'field'}>
            <label for="app-address">{words.address}</label>
            <input
              id="app-address"
              class="input"
              type="text"
              inputMode="url"
              autoComplete="off"
              value={address}
              aria-invalid={wrong}
              aria-describedby="app-address-hint"
              onInput={(event) => setAddress(event.currentTarget.value)}
            />
            {wrong && (
              <p class="wrong" role="alert">
                {words.wrongAddress}
              </p>
            )}
            <p class="hint" id="app-address-hint">
              {words.addressHint}
            </p>
          </div>
          <button type="submit" class="button full" disabled={busy || address.trim() === ''}>
            {words.link}
          </button>
        </form>
      ) : (
        <>
          <div class="row between">
            <strong>{words.linkedTo(hostOf(now.origin))}</strong>
            <button type="button" class="button plain" disabled={busy} onClick={() => change(() => cases.forget(), words.unlinked)}>
              {words.unlink}
            </button>
          </div>
          <label class="switch">
            <input
              type="checkbox"
              checked={now.auto}
              disabled={busy}
              onChange={({ currentTarget: { checked } }) => change(() => cases.setAuto(checked))}
            />
            {words.auto}
          </label>
          <Exchange quiet={false} />
        </>
      )}
    </section>
  );
}
