import '../styles/invoice.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { RecipientMemory } from '../../desk/api.ts';
import type { Dossier } from '../../desk/dossier.ts';
import type { Match, Recipient } from '../../directory/recipient.ts';
import { attempt } from '../actions.ts';
import type { ScreenProps } from '../app.tsx';
import { adopt, confirm, formVersion } from '../edits.ts';
import { day, siret } from '../format.ts';
import { useDossier, useProblems, useRecipient } from '../hooks.ts';
import { Field } from '../parts/field.tsx';
import { Head } from '../parts/head.tsx';
import { Icon } from '../parts/icon.tsx';
import { Lights } from '../parts/lights.tsx';
import { Notice } from '../parts/notice.tsx';
import { Steps } from '../parts/steps.tsx';
import { to } from '../router.ts';
import { announce, theDesk } from '../state.ts';
import { recipient as words } from '../words/fr/invoice.ts';
import { shell } from '../words/fr/shell.ts';
import { Codes } from './codes.tsx';

export default function RecipientScreen({ id }: ScreenProps) {
  const dossier = useDossier(id);
  const [changing, setChanging] = useState(false);
  if (!dossier)
    return (
      <div class="stack">
        <h1 tabIndex={-1}>{shell.notFoundInvoice}</h1>
        <a href={to()}>{shell.home}</a>
      </div>
    );
  const chosen = dossier.invoice.buyer.siret.length === 14 && !changing;
  return (
    <div class="stack wide">
      <div>
        <Head title={words.title} back={to('facture', id)} />
        <Steps dossier={dossier} current={1} />
      </div>
      {chosen ? <Chosen dossier={dossier} onChange={() => setChanging(true)} /> : <Search dossier={dossier} onChosen={() => setChanging(false)} />}
    </div>
  );
}

function Search({ dossier, onChosen }: { dossier: Dossier; onChosen: () => void }) {
  const [query, setQuery] = useState(dossier.invoice.buyer.siret ? '' : dossier.invoice.buyer.name);
  const [matches, setMatches] = useState<readonly Match[] | null>(null);
  const [recents, setRecents] = useState<readonly RecipientMemory[]>([]);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    void attempt(async () => setRecents(await theDesk().recentRecipients()));
  }, []);
  useEffect(() => {
    if (query.trim().length < 2) {
      setMatches(null);
      return;
    }
    let alive = true;
    const timer = setTimeout(() => {
      void attempt(() => theDesk().searchRecipients(query)).then((found) => {
        if (!alive || !found) return;
        setMatches(found);
        announce(words.results(found.length));
      });
    }, 60);
    return () => {
      alive = false;
      clearTimeout(timer);
    };
  }, [query]);
  const choose = async (recipient: Recipient, memory?: RecipientMemory) => {
    const updated = await attempt(() => theDesk().chooseRecipient(dossier.id, recipient, memory));
    if (!updated) return;
    adopt(updated);
    formVersion.value += 1;
    onChosen();
    requestAnimationFrame(() => document.querySelector<HTMLElement>('#chosen')?.focus());
  };
  const digits = query.replace(/\D/g, '');
  return (
    <div class="stack">
      <div class="field">
        <label for="recipient">{words.search}</label>
        <input
          ref={input}
          id="recipient"
          class="input"
          type="search"
          autoComplete="off"
          spellcheck={false}
          aria-describedby="recipient-hint"
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
        <p class="hint" id="recipient-hint">
          {words.searchHint}
        </p>
      </div>
      {recents.length > 0 && query.trim().length < 2 && (
        <section class="stack tight" aria-labelledby="recents">
          <h2 id="recents">{words.recents}</h2>
          <ul class="hits">
            {recents.slice(0, 6).map((memory) => (
              <li key={memory.recipient.siret}>
                <button type="button" class="hit" onClick={() => void choose(memory.recipient, memory)}>
                  <strong>{memory.recipient.name}</strong>
                  <span class="soft">{words.usedOn(day(memory.usedOn), memory.uses)}</span>
                  <span class="lights">
                    <span class="tag accent">
                      <Icon name="redo" />
                      {words.lastTime}
                    </span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {matches && (
        <section class="stack tight" aria-label={words.results(matches.length)}>
          {matches.length === 0 && <Notice tone="doubt">{words.nothing}</Notice>}
          <ul class="hits" data-testid="hits">
            {matches.map(({ recipient }) => (
              <li key={recipient.siret}>
                <Hit recipient={recipient} onChoose={() => void choose(recipient)} />
              </li>
            ))}
          </ul>
          {matches.length === 0 && digits.length === 14 && (
            <button
              type="button"
              class="button strong"
              onClick={() =>
                void choose({
                  siret: digits,
                  siren: digits.slice(0, 9),
                  name: '',
                  town: '',
                  postcode: '',
                  kind: 'other',
                  requires: 'unknown',
                  services: [],
                  siretCertain: true,
                  origin: 'user',
                })
              }
            >
              {words.typed} {siret(digits)}
            </button>
          )}
        </section>
      )}
    </div>
  );
}

function Hit({ recipient, onChoose }: { recipient: Recipient; onChoose: () => void }) {
  return (
    <button type="button" class="hit" onClick={onChoose}>
      <strong>{recipient.name}</strong>
      <span class="soft">
        {[words.kinds[recipient.kind], `${recipient.postcode} ${recipient.town}`.trim(), recipient.origin === 'training' && words.training]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <span class="soft small number">SIRET {siret(recipient.siret)}</span>
      <span class="lights">
        <Lights requires={recipient.requires} />
        {!recipient.siretCertain && (
          <span class="tag doubt">
            <Icon name="warn" />
            {words.guessed}
          </span>
        )}
      </span>
    </button>
  );
}

function Chosen({ dossier, onChange }: { dossier: Dossier; onChange: () => void }) {
  const { buyer } = dossier.invoice;
  const recipient = useRecipient(dossier);
  const problems = useProblems(dossier);
  const [memory, setMemory] = useState<RecipientMemory | null>(null);
  useEffect(() => {
    void theDesk()
      .lastCodes(buyer.siret)
      .then(setMemory, () => undefined);
  }, [buyer.siret]);
  const guessed = recipient !== null && !recipient.siretCertain && dossier.traces['buyer.siret']?.confirmed !== true;
  const requires = recipient?.requires ?? 'unknown';
  return (
    <>
      <section class="sheet chosen stack" id="chosen" tabIndex={-1} aria-labelledby="chosen-name">
        <div class="stack tight">
          <span class="hint">{words.chosen}</span>
          <h2 id="chosen-name">{buyer.name || recipient?.name || '—'}</h2>
          <span class="soft number">SIRET {siret(buyer.siret)}</span>
          <span class="lights">
            <Lights requires={requires} />
          </span>
        </div>
        {!recipient?.name && <Field dossier={dossier} path="buyer.name" label={words.officialName} problems={problems} />}
        <button type="button" class="button" onClick={onChange}>
          {words.change}
        </button>
      </section>
      {guessed && (
        <Notice tone="doubt">
          <strong>{words.guessed}</strong>
          <span>{words.guessedText}</span>
          <Field dossier={dossier} path="buyer.siret" problems={problems} />
          <button type="button" class="button strong" onClick={() => void confirm(dossier.id, 'buyer.siret')}>
            {words.confirmGuess}
          </button>
        </Notice>
      )}
      <Codes dossier={dossier} recipient={recipient} memory={memory} problems={problems} />
      <a class="button main full" href={to('facture', dossier.id, 'prete')}>
        {words.next}
        <Icon name="next" />
      </a>
    </>
  );
}
