import '../styles/corners.css';
import { useEffect, useState } from 'preact/hooks';
import type { FileReference } from '../../desk/dossier.ts';
import type { Quad } from '../../reading/document.ts';
import type { Look } from '../../reading/eye.ts';
import { attempt, readHere } from '../actions.ts';
import { picturesOf, useDossier, usePicture } from '../hooks.ts';
import { CornerHandles } from '../parts/corner-handles.tsx';
import { Head } from '../parts/head.tsx';
import { Icon } from '../parts/icon.tsx';
import { NoInvoice } from '../parts/no-invoice.tsx';
import { to } from '../router.ts';
import type { ScreenProps } from '../screens.ts';
import { theDesk } from '../state.ts';
import { corners as words } from '../words/fr/corners.ts';

const wholeOf = ({ width, height }: Look['picture']): Quad => [
  { x: 0, y: 0 },
  { x: width, y: 0 },
  { x: width, y: height },
  { x: 0, y: height },
];

/** The four corners of each photographed page, set by finger, mouse or arrow keys; then the page is read anew with them. */
export default function CornersScreen({ id }: ScreenProps) {
  const dossier = useDossier(id);
  const [rank, setRank] = useState(0);
  if (dossier?.stage.state !== 'draft') return <NoInvoice />;
  const files = picturesOf(dossier);
  const file = files[rank];
  return (
    <div class="stack wide">
      <Head title={words.title} back={to('facture', id)} />
      {file ? <Setting key={file.id} id={id} file={file} /> : <p class="soft">{words.noPicture}</p>}
      {files.length > 1 && (
        <nav class="row" aria-label={words.pages}>
          {files.map((other, index) => (
            <button key={other.id} type="button" class="button" aria-pressed={index === rank} onClick={() => setRank(index)}>
              {words.page(index + 1)}
            </button>
          ))}
        </nav>
      )}
    </div>
  );
}

function Setting({ id, file }: { id: string; file: FileReference }) {
  const url = usePicture(file);
  const [found, setFound] = useState<Look | null>(null);
  const [corners, setCorners] = useState<Quad | null>(file.corners ?? null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let alive = true;
    void (async () => {
      const bytes = await theDesk().file(file.id);
      const eye = await theDesk().eye();
      try {
        const look = bytes && (await eye.look({ name: file.name, bytes }));
        if (!alive || !look) return;
        setFound(look);
        setCorners((known) => known ?? look.corners ?? wholeOf(look.picture));
      } finally {
        eye.end();
      }
    })().catch(() => alive && setFailed(true));
    return () => {
      alive = false;
    };
  }, [file.id]);
  const read = (chosen: Quad | null) =>
    attempt(async () => {
      await theDesk().setCorners(id, file.id, chosen);
      await readHere(id);
    });
  return (
    <>
      <p class="soft" id="corners-hint">
        {words.hint}
      </p>
      <div class="corners">
        {url && <img src={url} alt={words.pictureAlt} />}
        {url && found && corners && <CornerHandles picture={found.picture} url={url} corners={corners} onChange={setCorners} />}
        {!found && !failed && (
          <p class="waiting" role="status">
            {words.looking}
          </p>
        )}
      </div>
      {failed && <p class="wrong">{words.failed}</p>}
      <div class="row">
        <button type="button" class="button" disabled={!found?.corners} onClick={() => found?.corners && setCorners(found.corners)}>
          <Icon name="undo" />
          {words.found}
        </button>
        <button type="button" class="button" disabled={!found} onClick={() => found && setCorners(wholeOf(found.picture))}>
          {words.whole}
        </button>
      </div>
      <button type="button" class="button main full" disabled={!corners} onClick={() => void read(corners)}>
        {words.read}
      </button>
    </>
  );
}
