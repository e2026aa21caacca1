import { useState } from 'preact/hooks';
import type { RecipientMemory } from '../../desk/api.ts';
import type { Recipient } from '../../directory/recipient.ts';
import { day, siret } from '../format.ts';
import { typedRecipient, useMatches, useRecents } from '../recipients.ts';
import { recipient as words } from '../words/fr/invoice.ts';
import { BusinessSearch } from './business-search.tsx';
import { Icon } from './icon.tsx';
import { Lights } from './lights.tsx';
import { Notice } from './notice.tsx';
import { SearchField } from './search-field.tsx';

interface Props {
  start?: string;
  onChoose: (recipient: Recipient, memory?: RecipientMemory) => void;
}

/** Who pays: those served before, then the directory; a SIRET that no list knows may be used as typed. */
export function RecipientSearch({ start = '', onChoose }: Props) {
  const [query, setQuery] = useState(start);
  const matches = useMatches(query);
  const recents = useRecents();
  const typed = typedRecipient(query);
  return (
    <div class="stack">
      <SearchField id="recipient" label={words.search} hint={words.searchHint} value={query} onType={setQuery} />
      {recents.length > 0 && query.trim().length < 2 && (
        <section class="stack tight" aria-labelledby="recents">
          <h2 id="recents">{words.recents}</h2>
          <ul class="hits">
            {recents.slice(0, 6).map((memory) => (
              <li key={memory.recipient.siret}>
                <button type="button" class="hit" onClick={() => onChoose(memory.recipient, memory)}>
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
                <Hit recipient={recipient} onChoose={() => onChoose(recipient)} />
              </li>
            ))}
          </ul>
          {matches.length === 0 && typed && (
            <button type="button" class="button strong" onClick={() => onChoose(typed)}>
              {words.typed} {siret(typed.siret)}
            </button>
          )}
        </section>
      )}
      <BusinessSearch query={query} found={matches?.length ?? null} onChoose={onChoose} />
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
