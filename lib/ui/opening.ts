import { batch } from '@preact/signals';
import type { FirstLook } from '../desk/first-look.ts';
import { captureFiles } from './actions.ts';
import { fetchPart } from './hooks.ts';
import { list } from './screens/home.tsx';
import type { Shell } from './shell.ts';
import { firstLook, pastCount, say } from './state.ts';
import { shell as words } from './words/fr/shell.ts';

let taking = false;

/** Files from another app become an invoice; only once it is stored are they forgotten. */
export async function takeReceived(surface: Shell): Promise<void> {
  if (taking) return;
  taking = true;
  try {
    const files = await surface.received();
    if (files.length === 0) return;
    say(words.received(files.length));
    if ((await captureFiles(files)) !== null) await surface.forgetReceived();
  } finally {
    taking = false;
  }
}

/** Milliseconds after which the first drawing waits no longer for the first look: a store that another tab holds may never answer. */
const LOOK_MS = 2_000;

/** Takes what was read of the store so far, with the code that draws it. */
export async function takeLook(look: Promise<FirstLook | null>): Promise<void> {
  const seen = await Promise.race([look, new Promise<null>((resolve) => setTimeout(resolve, LOOK_MS, null))]);
  if (!seen) return;
  if (seen.dossiers.length > 0) {
    const [{ lateness }] = await Promise.all([import('./lateness.ts'), fetchPart(list)]);
    lateness.value = seen.lateness;
  }
  batch(() => {
    firstLook.value = seen;
    pastCount.value = seen.past;
  });
}

/** Once what was drawn is on the screen; at once where nobody looks. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    if (document.hidden) resolve();
    else requestAnimationFrame(() => setTimeout(resolve));
  });
}

/** After the first screen and its heavy parts: the directory can wait. */
const DIRECTORY_AFTER_MS = 15_000;

/** Whether a newer directory of public bodies is published: asked at a quiet moment, once a day at most; the desk knows when. */
export function followDirectory(): void {
  const look = () => void import('./directory.ts').then((module) => module.followQuietly());
  setTimeout(look, DIRECTORY_AFTER_MS);
  addEventListener('online', () => setTimeout(look, DIRECTORY_AFTER_MS));
}
