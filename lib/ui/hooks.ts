import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Dossier, FileReference } from '../desk/dossier.ts';
import type { Recipient } from '../directory/recipient.ts';
import type { Problem } from '../invoice/check.ts';
import { attempt } from './actions.ts';
import type { Loaded } from './shell.ts';
import { dossiers, recipientsKnown, theDesk } from './state.ts';
import { said } from './words/dictionary.ts';

/** Whether a gesture is under way, and how to start one: a failure is said in its three sentences. */
export function useGesture(): [boolean, (work: () => Promise<unknown>) => void] {
  const [busy, setBusy] = useState(false);
  return [
    busy,
    (work) => {
      setBusy(true);
      void attempt(work).finally(() => setBusy(false));
    },
  ];
}

export function useDossier(id: string): Dossier | null {
  return dossiers.value?.find((dossier) => dossier.id === id) ?? null;
}

/** What stands between the dossier and its deposit; null while it is being looked at for the first time. `version` names changes not saved yet. */
export function useProblems(dossier: Dossier | null, version = ''): readonly Problem[] | null {
  const [problems, setProblems] = useState<readonly Problem[] | null>(null);
  useEffect(() => {
    if (!dossier) return;
    let alive = true;
    theDesk()
      .problems(dossier)
      .then(
        (found) => alive && setProblems(found.map((problem) => ({ ...problem, message: said(problem.message), remedy: said(problem.remedy) }))),
        () => undefined,
      );
    return () => {
      alive = false;
    };
  }, [dossier?.id, dossier?.revision, version, recipientsKnown.value]);
  return problems;
}

export function useRecipient(dossier: Dossier | null): Recipient | null {
  const [recipient, setRecipient] = useState<Recipient | null>(null);
  useEffect(() => {
    if (!dossier) return;
    let alive = true;
    theDesk()
      .recipientOf(dossier)
      .then(
        (found) => alive && setRecipient(found),
        () => undefined,
      );
    return () => {
      alive = false;
    };
  }, [dossier?.id, dossier?.invoice.buyer.siret, dossier?.revision, recipientsKnown.value]);
  return recipient;
}

/** Object URLs of the pictures on screen, kept for the life of the page: at most a few pages of the invoices looked at. */
const pictures = new Map<string, Promise<string | null>>();

function pictureUrl(file: FileReference): Promise<string | null> {
  let url = pictures.get(file.id);
  if (!url) {
    url = theDesk()
      .file(file.id)
      .then((bytes) => (bytes ? URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: file.type || 'image/jpeg' })) : null))
      .catch(() => null);
    pictures.set(file.id, url);
    if (pictures.size > 24) {
      const [oldest] = pictures;
      if (oldest) {
        pictures.delete(oldest[0]);
        void oldest[1].then((old) => old && URL.revokeObjectURL(old));
      }
    }
  }
  return url;
}

/** Pictures as given, of a kind that a browser shows. */
export const picturesOf = ({ files }: Pick<Dossier, 'files'>): FileReference[] =>
  files.filter(({ role, type }) => role === 'source' && /^image\/(jpeg|png|webp|avif|gif|bmp)$/.test(type));

/** Pages as read when there are some, else the pictures as given. */
export function pagesOf(dossier: Dossier): FileReference[] {
  const pages = dossier.files.filter((file) => file.role === 'page').sort((a, b) => a.page - b.page);
  return pages.length > 0 ? pages : picturesOf(dossier);
}

export function usePicture(file: FileReference | undefined): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let alive = true;
    setUrl(null);
    if (file) void pictureUrl(file).then((found) => alive && setUrl(found));
    return () => {
      alive = false;
    };
  }, [file?.id]);
  return url;
}

/** Parts that came already, by what fetches them. */
const parts = new WeakMap<() => Promise<unknown>, unknown>();

/** Fetches a part, so that it is drawn at once when it is shown. */
export async function fetchPart<Props>(load: Loaded<Props>): Promise<ComponentType<Props>> {
  const part = (await load()).default;
  parts.set(load, part);
  return part;
}

/** Milliseconds that a part of further down waits at most for the page to rest: who scrolls at once must not find an end that is none. */
const REST_MS = 1_000;

/** Once what is drawn is on the screen and nothing else is wanted. */
const atRest = () =>
  new Promise<void>((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: REST_MS });
    else setTimeout(resolve, REST_MS / 4);
  });

/**
 * A part that is fetched when it is first shown; null until then, and where there is none. `later`: it stands below what a screen shows first, and is drawn after
 * that; by itself rather than when it comes near, so that the search of the browser and a reader's list of titles find it.
 */
export function useLoaded<Props>(load: Loaded<Props> | undefined, later = false): ComponentType<Props> | null {
  const [Part, setPart] = useState(() => (load ? ((parts.get(load) as ComponentType<Props> | undefined) ?? null) : null));
  const wanted = load !== undefined;
  useEffect(() => {
    if (load && !Part)
      void (later ? atRest() : Promise.resolve())
        .then(() => fetchPart(load))
        .then(
          (part) => setPart(() => part),
          () => undefined,
        );
  }, [wanted]);
  return Part;
}

/** True while the screen answers the media query. */
export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const follow = () => setMatches(list.matches);
    follow();
    list.addEventListener('change', follow);
    return () => list.removeEventListener('change', follow);
  }, [query]);
  return matches;
}

/** While `active`, this screen covers everything: what lies under it neither takes the focus nor is read aloud. */
export function useWholeScreen(active: boolean): void {
  useEffect(() => {
    const header = document.querySelector('header');
    if (!header || !active) return;
    header.inert = true;
    return () => {
      header.inert = false;
    };
  }, [active]);
}
