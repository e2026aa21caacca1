import { signal } from '@preact/signals';
import { secondMegabytes } from '../lib/reading/second/files.ts';
import type { LineReader } from '../lib/reading/second/reader.ts';
import type { SecondReaderShell, SecondReaderState } from '../lib/ui/shell.ts';
import { SECOND, type SecondReport } from './messages.ts';

const state = signal<SecondReaderState>({ state: 'absent' });

/** Without a word of the service worker for so long, ms, a download is told as stopped: the browser may have ended the worker. */
const silence = 60_000;
let silent: ReturnType<typeof setTimeout> | undefined;

function told(next: SecondReaderState): void {
  clearTimeout(silent);
  state.value = next;
  if (next.state === 'loading') silent = setTimeout(() => told({ state: 'failed' }), silence);
}

/** The second reader of hard photographs, kept on this device by the service worker for who asked for it; null where there is no service worker. */
export function webSecondReader(): SecondReaderShell | null {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return null;
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<Partial<SecondReport>>) => {
    if (data?.type !== SECOND || !data.state) return;
    told(data.state === 'loading' ? { state: 'loading', ratio: data.ratio ?? 0 } : { state: data.state });
  });
  void navigator.serviceWorker.ready.then(
    () => ask({}),
    () => undefined,
  );
  return {
    state,
    bytes: secondMegabytes * 1e6,
    keep: () => {
      told({ state: 'loading', ratio: 0 });
      void ask({ keep: true }).then((heard) => heard || told({ state: 'failed' }));
    },
    remove: () => void ask({ keep: false }),
  };
}

/** False where no service worker was registered: the browser refuses it, or is private. */
async function ask(wish: { keep?: boolean }): Promise<boolean> {
  if (!(await navigator.serviceWorker.getRegistration())) return false;
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage({ type: SECOND, ...wish });
  return active !== null;
}

/** The second reader where it was kept, else null. */
export async function keptSecondReader(): Promise<LineReader | null> {
  return state.value.state === 'ready' ? openSecondReader() : null;
}

export const openSecondReader = async (): Promise<LineReader> => (await import('../lib/reading/second/client.ts')).secondReader;
