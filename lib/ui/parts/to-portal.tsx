import { useState } from 'preact/hooks';
import type { Environment } from '../../portal/environment.ts';
import { portalOrigins } from '../../portal/pages/sites.ts';
import { attempt } from '../actions.ts';
import { site, theTabs } from '../beside.ts';
import { wanted } from '../filling.ts';
import { useDossier } from '../hooks.ts';
import { go, to } from '../router.ts';
import { settings } from '../state.ts';
import { toPortal as words } from '../words/fr/fill.ts';
import { Icon } from './icon.tsx';

/**
 * Where the forms of an environment are, and whose permission they need; null for none that has forms. The addresses of the State's own forms are published
 * nowhere: its front door is opened, and its user goes on to « Déposer une facture ».
 */
function doorOf(environment: Environment | undefined): { address: string; origins: readonly string[] } | null {
  const { practice = [] } = settings.value ?? {};
  const [school] = practice;
  if (environment === 'training') return school ? { address: `${school}/entrainement/formulaires/classique/deposer`, origins: [school] } : null;
  if (environment === 'qualification') return { address: 'https://chorus-pro.gouv.fr/qualif/', origins: portalOrigins };
  return environment === 'production' ? { address: 'https://portail.chorus-pro.gouv.fr/', origins: portalOrigins } : null;
}

/**
 * From an invoice that is ready to the portal's own form, for who has no keys of the API: the page opens beside the panel, and the filling begins by itself as soon
 * as a form is there. Its user presses the last button.
 */
export function ToPortal({ id, ready }: { id: string; ready: boolean }) {
  const [refused, setRefused] = useState(false);
  const environment = useDossier(id)?.environment;
  const door = doorOf(environment);
  if (!door)
    return environment === 'training' ? (
      <a class="button side" href={to('reglages')}>
        <Icon name="school" />
        {words.noSchool}
      </a>
    ) : null;
  const beside = site.value.kind === environment;
  const leave = async () => {
    // asked in the click itself
    const granted = await theTabs().allow(door.origins);
    setRefused(!granted);
    wanted.value = id;
    if (!beside) await attempt(() => theTabs().open(door.address));
    go(to('facture', id, 'remplir'));
  };
  return (
    <>
      <button type="button" class="button main" disabled={!ready} onClick={() => void leave()}>
        <Icon name="pen" />
        {words.fill}
      </button>
      {refused && (
        <span class="hint" role="status">
          {words.refused}
        </span>
      )}
    </>
  );
}
