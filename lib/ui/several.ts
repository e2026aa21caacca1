import type { Dossier, FileReference } from '../desk/dossier.ts';
import type { SourceFile } from '../reading/options.ts';
import { attempt, readHere, reload, sayFault, stopReading } from './actions.ts';
import { readInTurn } from './reading-queue.ts';
import { go, to } from './router.ts';
import { say, theDesk } from './state.ts';
import { capture as words } from './words/fr/capture.ts';
import { shell } from './words/fr/shell.ts';

/** The first letters of a picture: JPEG, PNG, GIF, WebP, or the box of a HEIC. */
function isPicture({ bytes }: SourceFile): boolean {
  const [first = 0, second = 0] = bytes;
  const head = String.fromCharCode(...bytes.subarray(0, 12));
  return (first === 0xff && second === 0xd8) || head.startsWith('\u0089PNG') || head.startsWith('GIF8') || /^RIFF.{4}WEBP|^.{4}ftyp/s.test(head);
}

/** Each file an invoice of its own, read one after the other; the first is opened. */
async function captureEach(files: readonly SourceFile[]): Promise<[Dossier, ...Dossier[]]> {
  const dossiers: Dossier[] = [];
  let refused: unknown = new Error('no file');
  for (const file of files)
    await theDesk()
      .capture([file])
      .then(
        (dossier) => dossiers.push(dossier),
        (error) => {
          refused = error;
        },
      );
  const [first, ...others] = dossiers;
  if (!first) throw refused;
  // one bad file keeps none of the others out
  if (dossiers.length < files.length) await sayFault(refused);
  readInTurn(dossiers.map(({ id }) => id));
  await reload();
  go(to('facture', first.id));
  return [first, ...others];
}

/** The photographs of a draft that may be as many invoices; none where a PDF or an XML file stands beside them. */
export function photosOf({ files, stage }: Dossier): FileReference[] {
  const sources = stage.state === 'draft' ? files.filter(({ role }) => role === 'source') : [];
  return sources.every(({ type }) => type.startsWith('image/')) ? sources : [];
}

/** Each photograph of a draft becomes an invoice of its own; undone, the draft is what it was. */
export async function splitDraft(dossier: Dossier): Promise<void> {
  const files = await Promise.all(photosOf(dossier).map(async ({ id, name }) => ({ name, bytes: (await theDesk().file(id)) ?? new Uint8Array() })));
  const made = await captureEach(files);
  await standFor(
    dossier.id,
    made.map(({ id }) => id),
    words.eachItsOwn(made.length),
  );
}

/** The invoices `made` stand for the one of before, which goes until the user calls it back. */
export async function standFor(before: string, made: readonly string[], told: string): Promise<void> {
  await theDesk().remove(before);
  await reload();
  say(told, {
    label: shell.undo,
    run: () =>
      void attempt(async () => {
        await theDesk().restore(before);
        for (const id of made) {
          stopReading(id);
          await theDesk().remove(id);
        }
        await reload();
        go(to('facture', before));
      }),
  });
}

/**
 * Several files at once: PDFs and XML files are an invoice each; pictures are the pages of one, since that is what a phone gives, and one press says that
 * they are not.
 */
export async function captureSeveral(files: readonly SourceFile[]): Promise<Dossier> {
  if (!files.every(isPicture)) {
    const [first, ...others] = await captureEach(files);
    if (others.length > 0) say(words.eachItsOwn(others.length + 1));
    return first;
  }
  const dossier = await theDesk().capture([...files]);
  await readHere(dossier.id);
  say(words.joined(files.length), {
    label: words.split(files.length),
    run: () =>
      void attempt(async () => {
        await theDesk().remove(dossier.id);
        await captureEach(files);
      }),
  });
  return dossier;
}
