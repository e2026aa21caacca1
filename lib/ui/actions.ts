import { type Signal, signal } from '@preact/signals';
import type { Desk } from '../desk/api.ts';
import type { Dossier } from '../desk/dossier.ts';
import { Fault, type FaultCode } from '../invoice/fault.ts';
import type { ReadingProgress, SourceFile } from '../reading/options.ts';
import { go, to } from './router.ts';
import { announce, book, broken, desk, dossiers, say, settings, theDesk } from './state.ts';
import { shell as words } from './words/fr/shell.ts';

/** A failure in its three sentences; a cancelled gesture says nothing. */
export async function sayFault(error: unknown): Promise<void> {
  const { code, detail } = Fault.from(error);
  if (code === 'aborted') return;
  if (code === 'unknown') console.error('coursier:', detail, error);
  const { faults } = await import('./words/fr/faults.ts');
  const { what, safe, next, act } = faults[code];
  say(`${what} ${safe} ${next}`, { label: act ?? words.close, run: () => act && go(to('raccorder')) });
}

async function announceFault(error: unknown): Promise<void> {
  const { faults } = await import('./words/fr/faults.ts');
  announce(faults[Fault.from(error).code].what);
}

/** Runs a gesture; a failure is said, and gives null. */
export async function attempt<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    await sayFault(error);
    return null;
  }
}

export async function reload(): Promise<void> {
  const value = desk.value;
  if (!value) return;
  try {
    [dossiers.value, settings.value, book.value] = await Promise.all([value.list(), value.settings(), value.book()]);
    broken.value = null;
  } catch (error) {
    broken.value = Fault.from(error, 'storage-broken').code as FaultCode;
  }
}

export async function openDesk(load: () => Promise<Desk>): Promise<void> {
  try {
    const value = await load();
    desk.value = value;
    let pending = false;
    value.subscribe(() => {
      // many small saves in a row (typing) become one reload
      if (pending) return;
      pending = true;
      setTimeout(() => {
        pending = false;
        void reload();
      }, 80);
    });
    await reload();
  } catch (error) {
    broken.value = Fault.from(error, 'storage-broken').code;
  }
}

/** Readings under way, by dossier: they go on while the user walks to another screen. */
interface Job {
  progress: Signal<ReadingProgress>;
  controller: AbortController;
  done: Promise<void>;
}
export const jobs = signal<ReadonlyMap<string, Job>>(new Map());

/** Readings the user stopped: not taken up again by themselves. */
export const stopped = new Set<string>();

export function stopReading(id: string): void {
  stopped.add(id);
  jobs.value.get(id)?.controller.abort();
}

export function startReading(id: string): void {
  if (jobs.value.has(id)) return;
  stopped.delete(id);
  const controller = new AbortController();
  const progress = signal<ReadingProgress>({ step: 'opening', page: 1, pages: 1, ratio: 0 });
  const onProgress = (value: ReadingProgress) => {
    // What was told early stays told.
    const { early } = progress.value;
    progress.value = early && !value.early ? { ...value, early } : value;
  };
  const done = theDesk()
    .read(id, { signal: controller.signal, onProgress })
    .then((dossier) => {
      if (dossier.reading === 'done') announce(dossier.order ? words.orderRead : words.invoiceRead);
    })
    // kept in the dossier, whose screen says it
    .catch((error: unknown) => announceFault(error))
    .finally(async () => {
      await reload();
      const next = new Map(jobs.value);
      next.delete(id);
      jobs.value = next;
    });
  jobs.value = new Map(jobs.value).set(id, { progress, controller, done });
}

/** A stored dossier is shown, and read under the eyes. */
export async function readHere(id: string): Promise<void> {
  await reload();
  startReading(id);
  go(to('facture', id));
}

/** The first letters of a sealed backup and of a ZIP: no invoice begins so. Asked before a large one is read into memory. */
async function mayBeBackup(file: File | SourceFile): Promise<boolean> {
  return /^(COUR|PK)/.test(file instanceof File ? await file.slice(0, 4).text() : String.fromCharCode(...file.bytes.subarray(0, 4)));
}

/** Stores the files as one invoice, opens it and starts reading; a backup goes to its own screen, and gives true. */
export async function captureFiles(files: readonly (File | SourceFile)[]): Promise<Dossier | true | null> {
  if (files.length === 0) return null;
  return attempt(async () => {
    for (const file of files) if ((await mayBeBackup(file)) && (await (await import('./arrivals.ts')).takesBackup(file))) return true;
    const sources = await Promise.all(
      files.map(async (file) => (file instanceof File ? { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } : file)),
    );
    const dossier = await theDesk().capture(sources);
    await reload();
    startReading(dossier.id);
    go(to('facture', dossier.id));
    return dossier;
  });
}

export async function typeByHand(): Promise<void> {
  const dossier = await attempt(() => theDesk().create());
  if (!dossier) return;
  await reload();
  go(to('facture', dossier.id));
}

export async function removeDossier(id: string): Promise<void> {
  const removed = await attempt(async () => {
    jobs.value.get(id)?.controller.abort();
    await theDesk().remove(id);
    return true;
  });
  if (!removed) return;
  go(to());
  await reload();
  say(words.removed, {
    label: words.undo,
    run: () =>
      void attempt(async () => {
        await theDesk().restore(id);
        await reload();
        go(to('facture', id));
      }),
  });
}

/** Hands bytes to the browser as a saved file, or opens them in a new tab. */
export function handOver(bytes: Uint8Array | Blob, name: string, type: string, open = false): void {
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer> | Blob], { type }));
  const link = document.createElement('a');
  link.href = url;
  if (open) {
    link.target = '_blank';
    link.rel = 'noopener';
  } else link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
