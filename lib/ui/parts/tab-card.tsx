import '../styles/beside.css';
import { attempt } from '../actions.ts';
import { mentions, site, tab, theTabs } from '../beside.ts';
import { beside as words } from '../words/fr/beside.ts';
import { FromPage } from './from-page.tsx';
import { Icon } from './icon.tsx';
import { Notice } from './notice.tsx';
import { OnPortal } from './on-portal.tsx';

const PORTAL = 'https://portail.chorus-pro.gouv.fr/';

/** A host with its end in bold: the end alone says whose it is, whatever stands before. */
function Host({ url }: { url: string }) {
  const { host, protocol } = new URL(url);
  const labels = host.split('.');
  const kept = Math.min(labels.length, /^\d+(:\d+)?$/.test(labels.at(-1) ?? '') ? labels.length : 2);
  const rest = labels.slice(0, -kept).join('.');
  return (
    <span class="host">
      {protocol === 'http:' && <span class="soft">http://</span>}
      {rest !== '' && <span class="soft">{rest}.</span>}
      <strong>{labels.slice(-kept).join('.')}</strong>
    </span>
  );
}

/** The tab that the panel stands beside: what it is, and what can be done there. Nothing for the browser's own pages and ours. */
export default function TabCard() {
  const now = tab.value;
  const is = site.value;
  if (!now) return null;
  if (now.url === '')
    return (
      <p class="beside-hint" data-testid="beside">
        <Icon name="click" />
        {words.hidden}
      </p>
    );
  if (is.kind === 'imitation')
    return (
      <section class="beside-lie" role="alert" data-testid="beside" data-site="imitation">
        <Notice tone="stop">
          <strong>{words.warning}</strong>
          <span>{words.why[is.why]}</span>
          <span>
            {words.address} <Host url={now.url} />
          </span>
          <span>{words.advice}</span>
          <button type="button" class="button" onClick={() => void attempt(() => theTabs().open(PORTAL))}>
            {words.openReal}
          </button>
        </Notice>
      </section>
    );
  if (is.kind !== 'other') {
    const training = is.kind === 'training';
    return (
      <section class={`beside ${training ? 'training' : 'genuine'}`} aria-label={words.title} data-testid="beside" data-site={is.kind}>
        <p class="beside-head">
          <span class={training ? 'tag accent' : 'tag done'}>
            <Icon name={training ? 'school' : 'check'} />
            {training ? words.training : words.genuine}
          </span>
          <span class="hint">{is.kind === 'training' ? words.trainingHint : words[is.kind]}</span>
        </p>
        <OnPortal tab={now} site={is} />
      </section>
    );
  }
  if (is.origin === '' && !now.url.startsWith('file:')) return null;
  return (
    <section class="beside" aria-label={words.title} data-testid="beside" data-site="other">
      {is.origin !== '' && (
        <p class="beside-head">
          <Host url={now.url} />
        </p>
      )}
      {mentions.value && (
        <Notice tone="doubt">
          <span>{words.mentions}</span>
          <span>{words.mentionsHint}</span>
        </Notice>
      )}
      <FromPage tab={now} />
    </section>
  );
}
