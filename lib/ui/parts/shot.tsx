import { useEffect, useState } from 'preact/hooks';
import type { Eye, Look } from '../../reading/eye.ts';
import type { SourceFile } from '../../reading/options.ts';
import { announce, theDesk } from '../state.ts';
import { capture as words } from '../words/fr/capture.ts';
import { Icon } from './icon.tsx';
import { Outline } from './outline.tsx';

/** A photograph just taken, its page outlined, and what will spoil the reading, said before it. `fixHref` leads to its corners. */
export function Shot({ url, file, alt, fixHref }: { url: string; file: SourceFile; alt: string; fixHref: string }) {
  const [look, setLook] = useState<Look | null>(null);
  useEffect(() => {
    let alive = true;
    let eye: Eye | null = null;
    setLook(null);
    void (async () => {
      eye = await theDesk().eye();
      const found = alive ? await eye.look(file).catch(() => null) : null;
      eye.end();
      if (!alive || !found) return;
      setLook(found);
      announce(found.warnings.length > 0 ? found.warnings.map((warning) => words.spoils[warning]).join(' ') : found.corners ? words.wellFramed : '');
    })().catch(() => undefined);
    return () => {
      alive = false;
      // pressed « Lire » meanwhile: the reading needs the processor
      eye?.end();
    };
  }, [url]);
  const [warning] = look?.warnings ?? [];
  return (
    <div class="judged">
      <div class="look">
        <img class="shot" src={url} alt={alt} />
        {look?.corners && <Outline corners={look.corners} {...look.picture} tone={warning ? 'far' : 'done'} />}
      </div>
      <div class="verdict">
        {look && (
          <p class={warning ? 'warned' : ''} data-testid="verdict">
            <Icon name={warning ? 'warn' : 'check'} />
            {warning ? words.spoils[warning] : look.corners ? words.wellFramed : words.noEdges}
          </p>
        )}
        <a class="button plain" href={fixHref}>
          <Icon name="crop" />
          {words.fixCorners}
        </a>
      </div>
    </div>
  );
}
