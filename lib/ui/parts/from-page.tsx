import { useEffect } from 'preact/hooks';
import type { Tab } from '../../platform/tabs.ts';
import { capture, readPage } from '../page-capture.ts';
import { to } from '../router.ts';
import { desk } from '../state.ts';
import { page as words } from '../words/fr/page.ts';
import { Icon } from './icon.tsx';
import { InPage } from './in-page.tsx';

/** What can be read from the tab beside the panel: a billing tool's page, or a PDF. */
export function FromPage({ tab }: { tab: Tab }) {
  const now = capture.value;
  const mine = now.state !== 'none' && now.tabId === tab.id;
  // An invoice is likely to be asked for: what reads it is fetched while the user looks.
  useEffect(() => {
    const timer = setTimeout(() => void desk.value?.pages().then((pages) => pages?.warm()), 300);
    return () => clearTimeout(timer);
  }, [tab.id, desk.value]);
  const pdf = /\.pdf($|[?#])/i.test(tab.url);
  if (mine)
    return (
      <a class="button strong" href={to('page')}>
        {now.state === 'busy' ? words.underWay : words.goOn}
        <Icon name="next" />
      </a>
    );
  return (
    <>
      <button type="button" class="button strong" onClick={() => void readPage(tab.id)}>
        <Icon name="file" />
        {pdf ? words.readPdf : words.readPage}
      </button>
      <p class="hint">{words.readHint}</p>
      {!pdf && <InPage tab={tab} />}
    </>
  );
}
