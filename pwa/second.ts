import { signal } from '@preact/signals';
import { secondMegabytes } from '../lib/reading/second/files.ts';
import type { LineReader } from '../lib/reading/second/reader.ts';
import type { SecondReaderShell, SecondReaderState } from '../lib/ui/shell.ts';
import { SECOND, type SecondReport } from './messages.ts';

const state = signal<SecondReaderState>({ state: 'absent' });

/** The second reader of hard photographs, kept on this device by the service worker for who asked for it; null where there is no service worker. */
export function webSecondReader(): SecondReaderShell | null {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return null;
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<Partial<SecondReport>>) => {
    if (data?.type !== SECOND || !data.state) return;
    state.value = data.state === 'loading' ? { state: 'loading', ratio: data.ratio ?? 0 } : { state: data.state };
  });
  void navigator.serviceWorker.ready.then(
    () => ask({}),
    () => undefined,
  );
  return {
    state,
    bytes: secondMegabytes * 1e6,
    keep: () => {
      state.value = { state: 'loading', ratio: 0 };
      ask({ keep: true });
    },
    remove: () => ask({ keep: false }),
  };
}

function ask(wish: { keep?: boolean }): void {
  void navigator.serviceWorker.ready.then(({ active }) => active?.postMessage({ type: SECOND, ...wish }));
}

/** The second reader where it was kept, else null. */
export async function keptSecondReader(): Promise<LineReader | null> {
  return state.value.state === 'ready' ? openSecondReader() : null;
}

export const openSecondReader = async (): Promise<LineReader> => (await import('../lib/reading/second/client.ts')).secondReader;
