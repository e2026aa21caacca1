import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Dossier } from '../../desk/dossier.ts';
import type { Box } from '../../reading/document.ts';
import { labelOf } from '../fields.ts';
import { pagesOf, picturesOf, usePicture } from '../hooks.ts';
import { to } from '../router.ts';
import { review as words } from '../words/fr/invoice.ts';
import { Icon } from './icon.tsx';
import { useZoom } from './zoom.ts';

/** Where on which page a field was read; null when it was not, or when the picture of that page is not kept. */
export function placeOf(dossier: Dossier, path: string) {
  const trace = dossier.traces[path];
  if (!trace?.box || trace.page === null) return null;
  const file = dossier.files.find((item) => item.role === 'page' && item.page === trace.page);
  return file ? { file, box: trace.box } : null;
}

interface Frame {
  scale: number;
  left: number;
  top: number;
}

/** Zoom that shows the words with some air around, never so close that they lose their neighbours. */
function frameOf(box: Box, page: { width: number; height: number }, view: { width: number; height: number }): Frame {
  const scale = Math.max(
    view.width / page.width,
    Math.min((view.width * 0.7) / box.width, (view.height * 0.42) / box.height, (view.width * 3.2) / page.width),
  );
  const clamp = (value: number, size: number, room: number) => Math.min(0, Math.max(room - size * scale, value));
  return {
    scale,
    left: clamp(view.width / 2 - (box.x + box.width / 2) * scale, page.width, view.width),
    top: clamp(view.height / 2 - (box.y + box.height / 2) * scale, page.height, view.height),
  };
}

/** The piece of the page a field was read from. */
export function Crop({ dossier, path }: { dossier: Dossier; path: string }) {
  const place = placeOf(dossier, path);
  const url = usePicture(place?.file);
  const view = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [natural, setNatural] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = view.current;
    if (!element) return;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [place === null]);
  if (!place) return null;
  const page = { width: place.file.width || natural.width, height: place.file.height || natural.height };
  const frame = page.width && size.width ? frameOf(place.box, page, size) : null;
  return (
    <div class="crop" ref={view} role="img" aria-label={words.cropAlt(labelOf(path))} data-testid={`crop-${path}`}>
      {url && (
        <img
          src={url}
          alt=""
          onLoad={(event) => setNatural({ width: event.currentTarget.naturalWidth, height: event.currentTarget.naturalHeight })}
          style={frame ? { width: `${page.width * frame.scale}px`, left: `${frame.left}px`, top: `${frame.top}px` } : { visibility: 'hidden' }}
        />
      )}
      {frame && (
        <span
          class="spot"
          style={{
            left: `${place.box.x * frame.scale + frame.left - 4}px`,
            top: `${place.box.y * frame.scale + frame.top - 3}px`,
            width: `${place.box.width * frame.scale + 8}px`,
            height: `${place.box.height * frame.scale + 8}px`,
          }}
        />
      )}
    </div>
  );
}

/** The flattened page with the field under the finger marked on it. */
export function PageView({ dossier, path }: { dossier: Dossier; path: string }) {
  const pages = pagesOf(dossier);
  const place = placeOf(dossier, path);
  const [chosen, setChosen] = useState(0);
  const index = place ? pages.findIndex((file) => file.id === place.file.id) : chosen;
  const file = pages[index] ?? pages[0];
  const url = usePicture(file);
  const view = useRef<HTMLElement>(null);
  const spot = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (spot.current && view.current) view.current.scrollTo({ top: spot.current.offsetTop - view.current.clientHeight / 3, behavior: 'smooth' });
  }, [path, url]);
  const { scale, larger, smaller } = useZoom(view, Boolean(file));
  if (!file) return null;
  const zoomed = { width: `${100 * scale}%` };
  const percent = (part: number, whole: number) => `${(100 * part) / whole}%`;
  return (
    <div class="stack tight">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section class="page-view" ref={view} aria-label={words.page} tabIndex={0}>
        <div class="paper" style={zoomed}>
          {url && <img src={url} alt={words.pageAlt(index + 1)} width={file.width || undefined} height={file.height || undefined} />}
          {url && place && file.width > 0 && (
            <span
              class="spot"
              ref={spot}
              style={{
                left: percent(place.box.x - 10, file.width),
                top: percent(place.box.y - 10, file.height),
                width: percent(place.box.width + 20, file.width),
                height: percent(place.box.height + 20, file.height),
              }}
            />
          )}
        </div>
      </section>
      <div class="row between">
        <div class="row">
          {pages.length > 1 &&
            pages.map((page, rank) => (
              <button key={page.id} type="button" class="button" aria-pressed={rank === index} onClick={() => setChosen(rank)}>
                {words.pageOf(rank + 1)}
              </button>
            ))}
          {dossier.stage.state === 'draft' && picturesOf(dossier).length > 0 && (
            <a class="act" href={to('facture', dossier.id, 'cadrer')}>
              <Icon name="crop" />
              {words.crop}
            </a>
          )}
        </div>
        <div class="row">
          <button type="button" class="button icon" aria-label={words.zoomOut} disabled={!smaller} onClick={() => smaller?.()}>
            <Icon name="minus" />
          </button>
          <button type="button" class="button icon" aria-label={words.zoomIn} disabled={!larger} onClick={() => larger?.()}>
            <Icon name="plus" />
          </button>
        </div>
      </div>
    </div>
  );
}
