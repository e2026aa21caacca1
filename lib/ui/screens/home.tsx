import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { attempt, captureFiles, typeByHand } from '../actions.ts';
import { useLoaded } from '../hooks.ts';
import { WelcomeDrawing } from '../parts/drawing.tsx';
import { Icon } from '../parts/icon.tsx';
import { to } from '../router.ts';
import type { ScreenProps } from '../screens.ts';
import { desk, listed, say, several, shell as surface, training } from '../state.ts';
import { shell, home as words } from '../words/fr/shell.ts';

const SAMPLE = '/samples/facture-boulangerie.jpg';

/** The sample invoice, read like any other. Gives its dossier's identifier, null when there is no network yet to fetch it. */
export async function trySample(): Promise<string | null> {
  return attempt(async () => {
    const answer = await fetch(SAMPLE).catch(() => null);
    if (!answer?.ok) {
      say(words.noFile);
      return null;
    }
    const dossier = await captureFiles([{ name: 'facture-boulangerie.jpg', bytes: new Uint8Array(await answer.arrayBuffer()) }]);
    if (!dossier || dossier === true) return null;
    // The tour ends in the training portal, which an extension has only once its user set it up.
    if (surface.value?.surface === 'web' && training.value) await (await import('../tour.ts')).keepTour({ tour: dossier.id, tourLeft: false });
    return dossier.id;
  });
}

function Welcome() {
  const { welcomeTitle, welcomeText, welcomeSteps } = surface.value?.surface === 'extension' ? words.beside : words;
  return (
    <div class="welcome">
      <WelcomeDrawing />
      <div class="stack">
        <h1 tabIndex={-1}>{welcomeTitle}</h1>
        <p class="soft">{welcomeText}</p>
      </div>
      <button type="button" class="button strong" onClick={() => void trySample()}>
        <Icon name="file" />
        {words.trySample}
      </button>
      <ol>
        {welcomeSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {surface.value?.surface === 'web' && (
        <a class="act" href="/guide">
          {words.guide}
          <Icon name="next" />
        </a>
      )}
    </div>
  );
}

/** Loaded only for who sends for good or for several companies: the first visit pays for neither. */
export function Extras() {
  const [Part, setPart] = useState<ComponentType | null>(null);
  const wanted = desk.value !== null && (!training.value || several.value);
  useEffect(() => {
    if (wanted && !Part)
      void import('../parts/home-extras.tsx').then(
        ({ HomeExtras }) => setPart(() => HomeExtras),
        () => undefined,
      );
  }, [wanted]);
  return wanted && Part ? <Part /> : null;
}

/** What this surface alone shows above the list: in the extension, the tab beside the panel. */
export function OwnPart() {
  const Part = useLoaded(surface.value?.own?.home);
  return Part && <Part />;
}

/** What one does without a photo. */
export function Shortcuts() {
  return (
    <nav class="shortcuts" aria-label={words.shortcuts}>
      <button type="button" onClick={() => void typeByHand()}>
        <Icon name="pen" />
        {words.write}
      </button>
      <a href={to('bons')}>
        <Icon name="truck" />
        {words.notes}
      </a>
      <a href={to('commandes')}>
        <Icon name="list" />
        {words.orders}
      </a>
      <a href={to('exporter')}>
        <Icon name="down" />
        {words.exporting}
      </a>
    </nav>
  );
}

/** A phone photographs; at a desk the invoice is a file already. */
function Dock() {
  if (surface.value?.surface === 'extension')
    return (
      <div class="dock">
        <a class="button main" href={to('ajouter')}>
          <Icon name="plus" />
          {shell.titles.add}
        </a>
        <a class="button side" href={to('photo')} aria-label={shell.capture}>
          <Icon name="camera" />
        </a>
      </div>
    );
  return (
    <div class="dock">
      <a class="button main" href={to('photo')}>
        <Icon name="camera" />
        {shell.capture}
      </a>
      <a class="button side" href={to('ajouter')} aria-label={shell.add}>
        <Icon name="plus" />
      </a>
    </div>
  );
}

export const list = () => import('../parts/home-list.tsx').then(({ HomeList }) => ({ default: HomeList }));

/** The list is a chunk of its own: the first visit has none. */
function Listed() {
  const List = useLoaded(list);
  if (List) return <List />;
  return (
    <p class="waiting" role="status">
      {shell.loading}
    </p>
  );
}

export function Home(_: ScreenProps) {
  if ((listed.value ?? []).length > 0)
    return (
      <>
        <Listed />
        <Dock />
      </>
    );
  return (
    <>
      <OwnPart />
      <Welcome />
      <Extras />
      <Shortcuts />
      <Dock />
    </>
  );
}
