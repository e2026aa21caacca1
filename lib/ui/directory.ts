import { useEffect, useState } from 'preact/hooks';
import type { DirectoryState } from '../desk/directory/api.ts';
import { attempt } from './actions.ts';
import { desk, recipientsKnown, theDesk } from './state.ts';

/** Looks whether something newer is published, if it is time; nothing of it is said: the screen of the directory shows what came of it. */
export async function followQuietly(): Promise<void> {
  try {
    const outcome = await (await desk.value?.directory())?.check();
    if (outcome?.kind === 'updated') recipientsKnown.value += 1;
  } catch {
    // the age of the data is shown, and it is tried again later
  }
}

/** The directory in use; null until it is known. `again` reads it anew. */
export function useDirectory(): { state: DirectoryState | null; again: () => Promise<void> } {
  const [state, setState] = useState<DirectoryState | null>(null);
  const again = async () => {
    const next = await attempt(async () => (await theDesk().directory()).state());
    if (next) setState(next);
  };
  useEffect(() => void again(), [recipientsKnown.value]);
  return { state, again };
}
