import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { settings, shell } from '../state.ts';

/** May the portal's own form take an invoice here? Where there is a browser around us; another emulator has no forms that we know. */
export const hasForms = (): boolean => shell.value?.surface === 'extension' && settings.value?.environment !== 'other';

/** « Remplir sur Chorus Pro », loaded where it serves: the web app never pays for it. */
export function ByForm(props: { id: string; ready: boolean }) {
  const [ToPortal, setToPortal] = useState<ComponentType<typeof props> | null>(null);
  const wanted = hasForms();
  useEffect(() => {
    if (wanted) void import('./to-portal.tsx').then((part) => setToPortal(() => part.ToPortal));
  }, [wanted]);
  return wanted && ToPortal ? <ToPortal {...props} /> : null;
}
