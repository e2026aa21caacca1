import { useEffect, useState } from 'preact/hooks';
import type { Tab } from '../../platform/tabs.ts';
import { attempt } from '../actions.ts';
import { theTabs } from '../beside.ts';
import { page as words } from '../words/fr/page.ts';
import { AskSite } from './ask-site.tsx';
import { Switch } from './switch.tsx';

const originOf = (url: string) => (URL.canParse(url) && /^https?:/.test(url) ? new URL(url).origin : '');

/** « Lire avec Coursier » inside the tool's own pages, on this site alone and only if the user wants it. */
export function InPage({ tab }: { tab: Tab }) {
  const origin = originOf(tab.url);
  const [on, setOn] = useState<boolean | null>(null);
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    setAsking(false);
    if (origin === '') return setOn(null);
    void theTabs()
      .offered()
      .then((origins) => setOn(origins.includes(origin)));
  }, [origin]);
  if (on === null || origin === '') return null;
  const turn = async (wanted: boolean) => {
    if (wanted && !(await theTabs().allowed(origin))) return setAsking(true);
    await attempt(() => theTabs().offer(origin, wanted));
    setOn(wanted);
  };
  return (
    <>
      <Switch checked={on} onSwitch={turn}>
        {words.button}
      </Switch>
      {asking && (
        <AskSite
          origins={[origin]}
          why={words.whyButton}
          onAllowed={() => {
            setAsking(false);
            void turn(true);
          }}
        />
      )}
    </>
  );
}
