import './tokens.css';
import './styles/base.css';
import './styles/parts.css';
import './styles/signs.css';
import './styles/shell.css';
import './styles/home.css';
import { effect } from '@preact/signals';
import { type ComponentType, render } from 'preact';
import { useEffect, useErrorBoundary, useRef, useState } from 'preact/hooks';
import type { Desk } from '../desk/api.ts';
import { breath } from '../desk/breath.ts';
import type { FirstLook } from '../desk/first-look.ts';
import { captureFiles, fetchDossier, openDesk, reload, sayFault } from './actions.ts';
import { wear } from './appearance.ts';
import { fetchPart } from './hooks.ts';
import { askFor, browserReadsFrench, hasWished } from './language.ts';
import { followDirectory, painted, takeLook, takeReceived } from './opening.ts';
import { Head } from './parts/head.tsx';
import { Icon, type IconName, Mark } from './parts/icon.tsx';
import { FaultNotice } from './parts/notice.tsx';
import { Toasts } from './parts/toasts.tsx';
import { route, startRouter, target, to } from './router.ts';
import { Home, list } from './screens/home.tsx';
import { type Screen, screens, titles } from './screens.ts';
import type { Shell } from './shell.ts';
import { announce, broken, desk, dossiers, environment, firstLook, listed, online, say, settings, shell, training, whole } from './state.ts';
import { shell as words } from './words/fr/shell.ts';

const screenOf = (name: string) => screens[name] ?? shell.value?.own?.screens[name];

/** "partage" and "fichier" are doors through which other apps hand files over: they lead to the choices of capture. */
function place(path: readonly string[]): { name: string; id: string } {
  const [first = '', id = '', step = ''] = path;
  if (first === 'facture') return { name: screenOf(step) ? step : 'facture', id };
  if (first === 'partage' || first === 'fichier') return { name: 'ajouter', id: '' };
  return { name: first, id: first === 'bon' || first === 'commande' || first === 'regles' ? id : '' };
}

/** An invoice of years ago is not in the first list: it is fetched before its screen is drawn. */
function useFetched(id: string): boolean {
  const [asked, setAsked] = useState('');
  const known = id === '' || whole.value || (dossiers.value ?? []).some((dossier) => dossier.id === id);
  const wanted = !known && desk.value !== null && dossiers.value !== null;
  useEffect(() => {
    if (wanted) void fetchDossier(id).then(() => setAsked(id));
  }, [id, wanted]);
  return known || asked === id;
}

/** The focus on the screen's title, as soon as there is one: a part may come later. A screen that asked for the cursor keeps it. Gives the way to give up. */
function focusTitle(box: HTMLElement): () => void {
  const put = () => {
    const title = box.querySelector('h1');
    if (title && !box.contains(document.activeElement)) title.focus({ preventScroll: true });
    return title !== null;
  };
  const waiting = new MutationObserver(() => put() && waiting.disconnect());
  if (!put()) waiting.observe(box, { childList: true, subtree: true });
  return () => waiting.disconnect();
}

function Current() {
  const { name, id } = place(route.value);
  const [came, setCame] = useState<Record<string, Screen>>({});
  const [lost, setLost] = useState(false);
  const load = screenOf(name);
  useEffect(() => {
    setLost(false);
    if (load && !came[name])
      load().then(
        (module) => setCame((known) => ({ ...known, [name]: module.default })),
        () => setLost(true),
      );
  }, [name, online.value]);
  useEffect(() => {
    document.title = `${titles()[name] ?? words.notFound} · ${words.name}`;
  }, [name]);
  const box = useRef<HTMLDivElement>(null);
  const first = useRef(true);
  const fetched = useFetched(route.value[0] === 'facture' ? id : '');
  const Screen = name === '' ? Home : came[name];
  // the list is drawn from the first look; every other screen waits for the desk
  const open = name === '' ? listed.value !== null : desk.value !== null && dossiers.value !== null;
  const shown = Boolean(Screen && open && fetched);
  useEffect(() => {
    if (!shown) return;
    const opening = first.current;
    first.current = false;
    if (opening || !box.current) return;
    scrollTo(0, 0);
    // the field that « Corriger » leads to took the cursor before this: it is what must be in sight
    if (target.value && box.current.contains(document.activeElement)) document.activeElement?.scrollIntoView({ block: 'center' });
    return focusTitle(box.current);
  }, [name, id, shown]);
  if (broken.value) return <FaultNotice code={broken.value} />;
  if (lost) return <FaultNotice code="offline" />;
  if (name !== '' && !load)
    return (
      <div class="stack">
        <Head title={words.notFound} />
        <a class="act" href={to()}>
          {words.home}
        </a>
      </div>
    );
  if (!Screen || !open || !fetched)
    return (
      <p class="waiting" role="status">
        {words.loading}
      </p>
    );
  return (
    <div ref={box} key={`${name}/${id}`}>
      <Screen id={id} />
    </div>
  );
}

const pages = (): { path: string; label: string; icon: IconName }[] => [
  { path: '', label: words.home, icon: 'list' },
  { path: 'entreprise', label: words.company, icon: 'shop' },
  { path: 'aide', label: words.help, icon: 'help' },
  { path: 'reglages', label: words.settings, icon: 'cog' },
];

function Top() {
  const here = route.value[0] ?? '';
  return (
    <header>
      {training.value ? (
        <p class="band">
          <Icon name="school" />
          {words.training}
        </p>
      ) : (
        environment.value === 'qualification' && <p class="band">{words.qualification}</p>
      )}
      {!online.value && (
        <p class="band offline" role="status">
          <Icon name="cloudOff" />
          {words.offline}
        </p>
      )}
      <div class="top">
        <a class="brand" href={to()}>
          <Mark />
          <span>{words.name}</span>
        </a>
        <nav class="nav" aria-label={words.menu}>
          {pages().map(({ path, label, icon }) => (
            <a key={path} href={path ? to(path) : to()} aria-current={here === path ? 'page' : undefined}>
              <Icon name={icon} />
              <span>{label}</span>
            </a>
          ))}
        </nav>
      </div>
    </header>
  );
}

/** Loaded for whom follows the sample invoice alone. */
function TourStrip() {
  const [Part, setPart] = useState<ComponentType | null>(null);
  const { tour = '', tourLeft = false } = settings.value ?? {};
  const wanted = tour !== '' && !tourLeft && route.value[0] !== 'photo';
  useEffect(() => {
    if (wanted && !Part)
      void import('./parts/tour.tsx').then(
        ({ Tour }) => setPart(() => Tour),
        () => undefined,
      );
  }, [wanted]);
  return wanted && Part ? <Part /> : null;
}

/** Files dropped or pasted anywhere become an invoice. */
function useDropsAndPastes(): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    addEventListener(
      'dragover',
      (event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      },
      { signal },
    );
    addEventListener(
      'dragleave',
      (event) => {
        if (!event.relatedTarget) setOver(false);
      },
      { signal },
    );
    addEventListener(
      'drop',
      (event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(false);
        void captureFiles([...(event.dataTransfer?.files ?? [])]);
      },
      { signal },
    );
    addEventListener(
      'paste',
      (event) => {
        const files = [...(event.clipboardData?.files ?? [])];
        if (files.length === 0) return;
        event.preventDefault();
        void captureFiles(files);
      },
      { signal },
    );
    return () => controller.abort();
  }, []);
  return over;
}

function App() {
  const [error, forgive] = useErrorBoundary((caught: unknown) => void sayFault(caught));
  // one broken screen must not close the others
  useEffect(() => forgive(), [route.value]);
  const over = useDropsAndPastes();
  const { name } = place(route.value);
  const update = shell.value?.update.value ?? 'none';
  useEffect(() => {
    if (update !== 'none') say(words.update, { label: words.updateNow, run: () => shell.value?.applyUpdate() });
  }, [update]);
  useEffect(() => {
    // until the store has answered, the page keeps what `appearance.js` put on it
    if (settings.value) wear(settings.value);
  }, [settings.value]);
  return (
    <>
      <button
        type="button"
        class="skip"
        onClick={() => {
          document.querySelector<HTMLElement>('main h1')?.focus();
        }}
      >
        {words.skip}
      </button>
      <Top />
      <TourStrip />
      <main class={name === '' || name === 'facture' ? 'content' : 'content narrow'}>
        {offersEnglish && name === '' && listed.value?.length === 0 && (
          <button type="button" class="button plain full" lang="en" onClick={() => askFor('en')}>
            {words.inEnglish}
          </button>
        )}
        {error ? <FaultNotice code="unknown" /> : <Current />}
      </main>
      <Toasts />
      {over && (
        <div class="drop-veil" aria-hidden="true">
          {words.dropHere}
        </div>
      )}
    </>
  );
}

/** On an empty first screen, in a browser that asks for no French, until a language was chosen. */
const offersEnglish = !hasWished() && !browserReadsFrench();

/**
 * Puts the app in `root`. `load` opens the desk (heavy parts later still); `surface` is what the page or the extension can do; `look`: what the store holds,
 * when somebody reads it before the desk.
 */
export async function mount(root: HTMLElement, load: () => Promise<Desk>, surface: Shell, look?: Promise<FirstLook | null>): Promise<void> {
  shell.value = surface;
  startRouter();
  addEventListener('online', () => {
    online.value = true;
    announce(words.backOnline);
  });
  addEventListener('offline', () => {
    online.value = false;
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void reload();
  });
  // Who comes back has invoices: what draws them comes beside the store's opening, not after it.
  const back = surface.surface === 'extension' || Boolean(navigator.serviceWorker?.controller);
  if (back) void Promise.all([fetchPart(list), import('./lateness.ts')]).catch(() => undefined);
  // what was just evaluated and what is drawn are two tasks: together they would hold a slow phone for too long
  await breath();
  if (look) await takeLook(look).catch(() => undefined);
  // the mark that stands there from the first bytes on, so that something is painted before any script
  root.replaceChildren();
  render(<App />, root);
  if (firstLook.value) await painted();
  await openDesk(load, back);
  if (!desk.value) return;
  void import('./waiting.ts').then(({ waitingCount }) => effect(() => surface.badge(waitingCount(dossiers.value ?? []))));
  const doors = () => {
    const first = route.value[0] ?? '';
    if (first === 'partage' || first === 'fichier') void takeReceived(surface);
  };
  doors();
  addEventListener('hashchange', doors);
  followDirectory();
}
