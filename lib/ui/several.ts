import type { Dossier } from '../desk/dossier.ts';
import type { SourceFile } from '../reading/options.ts';
import { attempt, readHere, reload } from './actions.ts';
import { readInTurn } from './reading-queue.ts';
import { go, to } from './router.ts';
import { say, theDesk } from './state.ts';
import { capture as words } from './words/fr/capture.ts';

/** The first letters of a picture: JPEG, PNG, GIF, WebP, or the box of a HEIC. */
function isPicture({ bytes }: SourceFile): boolean {
  const [first = 0, second = 0] = bytes;
  const head = String.fromCharCode(...bytes.subarray(0, 12));
  return (first === 0xff && second === 0xd8) || head.startsWith('\u0089PNG') || head.startsWith('GIF8') || /^RIFF.{4}WEBP|^.{4}ftyp/s.test(head);
}

/** Each file an invoice of its own, read one after the other; the first is opened. */
async function captureEach(files: readonly SourceFile[]): Promise<Dossier> {
  const dossiers: Dossier[] = [];
  for (const file of files) dossiers.push(await theDesk().capture([file]));
  const [first] = dossiers;
  if (!first) throw new Error('no file');
  readInTurn(dossiers.map(({ id }) => id));
  await reload();
  go(to('facture', first.id));
  return first;
}

/**
 * Several files at once: PDFs and XML files are an invoice each; pictures are the pages of one, since that is what a phone gives, and one press says that
 * they are not.
 */
export async function captureSeveral(files: readonly SourceFile[]): Promise<Dossier> {
  if (!files.every(isPicture)) {
    say(words.eachItsOwn(files.length));
    return captureEach(files);
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
