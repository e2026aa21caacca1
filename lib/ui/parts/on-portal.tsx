import { said } from '../words/dictionary.ts';
import '../styles/fill.css';
import { useEffect, useState } from 'preact/hooks';
import type { Forms } from '../../desk/forms.ts';
import type { Tab } from '../../platform/tabs.ts';
import type { Taught } from '../../portal/pages/model.ts';
import type { OverlayWords } from '../../portal/pages/overlay.ts';
import type { Site } from '../../portal/pages/sites.ts';
import { statusOf } from '../../portal/statuses.ts';
import { attempt, handOver, reload } from '../actions.ts';
import { money } from '../format.ts';
import { to } from '../router.ts';
import { dossiers, say, theDesk } from '../state.ts';
import { endings, fieldName, onPortal as words } from '../words/fr/fill.ts';
import { portalFields } from '../words/fr/portal-fields.ts';
import { Icon } from './icon.tsx';
import { Switch } from './switch.tsx';

/** How many invoices are offered beside the form; the list of the panel holds the others. */
const OFFERED = 4;

async function overlayWords(): Promise<OverlayWords> {
  const { stateNames } = await import('../../desk/confirming.ts');
  const states = stateNames().map((state) => ({ ...state, title: said(statusOf(state.code).label), text: said(statusOf(state.code).sentence) }));
  return { fields: portalFields, states, ...endings };
}

async function show(forms: Forms, tabId: number, on: boolean): Promise<void> {
  await forms.overlay(tabId, on ? await overlayWords() : null).catch(() => false);
}

/** Fields that the user pointed at: seen, forgotten, passed on. */
function TaughtFields({ forms }: { forms: Forms }) {
  const [taught, setTaught] = useState<readonly Taught[]>([]);
  const look = () => void forms.taught().then(setTaught, () => undefined);
  useEffect(look, [forms]);
  return (
    <details class="more">
      <summary>
        <Icon name="next" />
        {words.taught} ({taught.length})
      </summary>
      <ul class="fill-rows">
        {taught.map((one) => (
          <li key={`${one.key} ${one.origin}`} class="fill-row">
            <Icon name="click" />
            <div class="fill-what">
              <strong>{fieldName(one.key)}</strong>
              <span class="hint">{one.label || one.name || one.id}</span>
              <button
                type="button"
                class="chip"
                onClick={() =>
                  void attempt(() => forms.forget(one)).then(() => {
                    look();
                    say(words.forgotten);
                  })
                }
              >
                <Icon name="trash" />
                {words.forget}
              </button>
            </div>
          </li>
        ))}
      </ul>
      <div class="fill-acts">
        {taught.length > 0 && (
          <button
            type="button"
            class="chip"
            onClick={() => void attempt(async () => forms.exportTaught()).then((file) => file && handOver(file.bytes, file.name, file.type))}
          >
            <Icon name="down" />
            {words.share}
          </button>
        )}
        <label class="chip">
          <Icon name="file" />
          {words.take}
          <input
            class="hidden"
            type="file"
            accept=".json,application/json"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              if (file)
                void attempt(async () => forms.importTaught(new Uint8Array(await file.arrayBuffer()))).then((count) => {
                  if (count !== null) say(words.took(count));
                  look();
                });
            }}
          />
        </label>
      </div>
    </details>
  );
}

/** What can be done on the portal's page beside the panel: fill it with an invoice, read its list, have its words explained. */
export function OnPortal({ tab, site }: { tab: Tab; site: Site }) {
  const [forms, setForms] = useState<Forms | null>(null);
  const [overlay, setOverlay] = useState<boolean | null>(null);
  useEffect(() => {
    void theDesk()
      .forms()
      .then(async (opened) => {
        setForms(opened);
        setOverlay(await opened.overlayIsOn());
      });
  }, []);
  useEffect(() => {
    if (!forms || tab.loading) return;
    void forms.readList(tab.id).then(
      async (changed) => {
        if (changed.length === 0) return;
        await reload();
        say(words.read(changed.length));
      },
      () => undefined,
    );
    if (overlay) void show(forms, tab.id, true);
  }, [forms, tab.id, tab.url, tab.loading, overlay]);
  const toSend = (dossiers.value ?? []).filter(
    ({ stage, invoice }) => (stage.state === 'draft' || (stage.state === 'ready' && !stage.committed)) && invoice.invoiceNumber !== '',
  );
  const ready = toSend.filter(({ environment }) => environment === site.kind);
  return (
    <div class="stack tight">
      {ready.length === 0 && <p class="hint">{toSend.length > 0 ? words.elsewhere : words.none}</p>}
      {ready.length > 0 && (
        <nav class="stack tight" aria-label={words.choose}>
          {ready.slice(0, OFFERED).map(({ id, invoice }, index) => (
            <a key={id} class={index === 0 ? 'button strong full fill-with' : 'button full fill-with'} href={to('facture', id, 'remplir')}>
              <Icon name="pen" />
              <span>
                {words.fillWith} {invoice.invoiceNumber}
                <small>
                  {invoice.buyer.name}
                  {invoice.totals.gross !== '' && ` · ${money(invoice.totals.gross, invoice.currency)}`}
                </small>
              </span>
            </a>
          ))}
        </nav>
      )}
      {forms && overlay !== null && (
        <Switch
          checked={overlay}
          onSwitch={async (on) => {
            await forms.turnOverlay(on);
            setOverlay(on);
            await show(forms, tab.id, on);
          }}
        >
          {words.overlay}
        </Switch>
      )}
      {forms && <TaughtFields forms={forms} />}
    </div>
  );
}
