import { batch, type Signal, signal } from '@preact/signals';
import type { Desk } from '../desk/api.ts';
import type { Dossier } from '../desk/dossier.ts';
import { Fault, type FaultCode } from '../invoice/fault.ts';
import type { ReadingProgress, SourceFile } from '../reading/options.ts';
import { go, to } from './router.ts';
import { announce, book, broken, desk, dossiers, listed, newestOf, openedDesk, pastCount, say, settings, theDesk, whole } from './state.ts';
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
  const before = settings.value;
  try {
    const [seen, chosen, companies] = await Promise.all([value.glance(), value.settings(), value.book()]);
    if (listed.value === null && seen.dossiers.some(({ stage }) => stage.state === 'deposited' || stage.state === 'sent-by-form'))
      await import('./lateness.ts').then(({ countLateness }) => countLateness(true)).catch(() => undefined);
    batch(() => {
      dossiers.value = newestOf(seen.dossiers, dossiers.value ?? []);
      whole.value = seen.whole;
      pastCount.value = seen.past;
      // what the user chose while the store was read stands
      if (settings.value === before) settings.value = chosen;
      book.value = companies;
      broken.value = null;
    });
  } catch (error) {
    broken.value = Fault.from(error, 'storage-broken').code as FaultCode;
  }
}

/** One that the first list left out. Absent, it stays absent: its screen says so. */
export async function fetchDossier(id: string): Promise<void> {
  await attempt(() => theDesk().open(id));
  await reload();
}

/** `back`: the user comes back, and probably has invoices: what counts their days is fetched beside the first list. */
export async function openDesk(load: () => Promise<Desk>, back = false): Promise<void> {
  try {
    const value = await load();
    desk.value = value;
    if (back) void value.claims().catch(() => undefined);
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
    // The invoices of years: once the first screen is drawn and answers.
    whenIdle(() => void wholeList(value).then(reload, () => undefined));
  } catch (error) {
    broken.value = Fault.from(error, 'storage-broken').code;
  }
}

async function wholeList(value: Desk): Promise<void> {
  const [list, { shelveAhead }] = await Promise.all([value.list(), import('./waiting.ts')]);
  await shelveAhead(list);
}

function whenIdle(work: () => void): void {
  if (whole.value) return;
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: 2_000 });
  else setTimeout(work, 500);
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

/** A file that is none for us was not kept: the screen that takes files says so, and offers to choose another. */
async function sayRefused(error: unknown): Promise<null> {
  const { code } = Fault.from(error);
  if (!code.startsWith('file-')) await sayFault(error);
  else {
    (await import('./arrivals.ts')).refused.value = code;
    go(to('ajouter'));
  }
  return null;
}

/** Stores the files, opens the invoice and starts reading; a backup goes to its own screen, and gives true. Several pictures are pages of one invoice. */
export async function captureFiles(files: readonly (File | SourceFile)[]): Promise<Dossier | true | null> {
  if (files.length === 0) return null;
  return captured(files).catch(sayRefused);
}

async function captured(files: readonly (File | SourceFile)[]): Promise<Dossier | true> {
  await openedDesk();
  for (const file of files) if ((await mayBeBackup(file)) && (await (await import('./arrivals.ts')).takesBackup(file))) return true;
  const sources = await Promise.all(
    files.map(async (file) => (file instanceof File ? { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } : file)),
  );
  if (sources.length > 1) return (await import('./several.ts')).captureSeveral(sources);
  const dossier = await theDesk().capture(sources);
  await readHere(dossier.id);
  return dossier;
}

export async function typeByHand(): Promise<void> {
  const dossier = await attempt(async () => (await openedDesk()).create());
  if (!dossier) return;
  await reload();
  go(to('facture', dossier.id));
}

/** With its undoing; back on the list, unless one is there already (`stay`). */
export async function removeDossier(id: string, { stay = false } = {}): Promise<void> {
  const removed = await attempt(async () => {
    jobs.value.get(id)?.controller.abort();
    await (await openedDesk()).remove(id);
    return true;
  });
  if (!removed) return;
  if (!stay) go(to());
  await reload();
  say(words.removed, {
    label: words.undo,
    run: () =>
      void attempt(async () => {
        await theDesk().restore(id);
        await reload();
        if (!stay) go(to('facture', id));
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
