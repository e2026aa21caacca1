import { useEffect, useState } from 'preact/hooks';
import type { RecipientMemory } from '../../desk/api.ts';
import type { Found, ReadName } from '../../desk/api-recipients.ts';
import type { Recipient } from '../../directory/recipient.ts';
import { day, siret } from '../format.ts';
import { typedRecipient, useMatches, useRecents, useWhoPays } from '../recipients.ts';
import { said } from '../words/dictionary.ts';
import { departments } from '../words/fr/departments.ts';
import { recipient as words } from '../words/fr/recipient.ts';
import { BusinessSearch } from './business-search.tsx';
import { Icon } from './icon.tsx';
import { Lights } from './lights.tsx';
import { Notice } from './notice.tsx';

/** What comes with a choice: the codes that worked, or the service by which it was found. */
export type ChosenCodes = Pick<RecipientMemory, 'serviceCode' | 'engagementNumber' | 'contractNumber'>;

interface Props {
  start?: string;
  /** Where `start` was read on paper: the address beside it. */
  read?: ReadName;
  onChoose: (recipient: Recipient, codes?: ChosenCodes) => void;
}

type Option = { recipient: Recipient; codes?: ChosenCodes } & ({ memory: RecipientMemory } | { found: Found } | { typed: true });

const LIST = 'recipient-list';
const idOf = (index: number) => `recipient-option-${index}`;

function optionsFor(query: string, recents: readonly RecipientMemory[], matches: readonly Found[] | null): Option[] {
  if (query.trim().length < 2) return recents.slice(0, 6).map((memory) => ({ recipient: memory.recipient, codes: memory, memory }));
  const typed = typedRecipient(query);
  if (matches?.length === 0 && typed) return [{ recipient: typed, typed: true }];
  return (matches ?? []).map((found) => {
    const [service, other] = found.services ?? [];
    return {
      recipient: found.recipient,
      found,
      ...(service && !other ? { codes: { serviceCode: service, engagementNumber: '', contractNumber: '' } } : {}),
    };
  });
}

/**
 * Who pays: those served before, then the directory; a SIRET that no list knows may be used as typed. A combobox with a list below (WAI-ARIA APG): the focus
 * stays in the field, the arrows go through the list, Enter chooses, Escape goes back to typing, then clears.
 */
export function RecipientSearch({ start = '', read, onChoose }: Props) {
  const [query, setQuery] = useState(start);
  const [active, setActive] = useState(-1);
  const untouched = read !== undefined && query === start && start !== '';
  const matches = useMatches(query, untouched ? read : undefined);
  const recents = useRecents();
  const school = useWhoPays((cases) => cases.payersFor(query), [query]);
  const options = optionsFor(query, recents, matches);
  useEffect(() => setActive(-1), [query, matches, recents]);
  useEffect(() => document.getElementById(idOf(active))?.scrollIntoView({ block: 'nearest' }), [active]);
  const choose = (option: Option | undefined) => option && onChoose(option.recipient, option.codes);
  const onKeyDown = (event: KeyboardEvent) => {
    const count = options.length;
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count > 0) {
      const from = active < 0 && event.key === 'ArrowUp' ? count : active;
      setActive((from + (event.key === 'ArrowDown' ? 1 : count - 1)) % count);
    } else if (event.key === 'Enter' && count > 0) {
      // the first press without an arrow shows what the next one would choose, unless there is no other or its whole SIRET was typed
      const named = options[0]?.recipient.siret === query.replace(/\D/g, '');
      if (active >= 0 || count === 1 || named) choose(options[Math.max(active, 0)]);
      else setActive(0);
    } else if (event.key === 'Escape' && active >= 0) setActive(-1);
    else if (event.key === 'Escape' && query !== '') setQuery('');
    else return;
    event.preventDefault();
  };
  const recent = query.trim().length < 2;
  return (
    <div class="stack">
      <div class="field">
        <label for="recipient">{words.search}</label>
        <input
          id="recipient"
          class="input"
          type="text"
          role="combobox"
          inputMode="search"
          enterKeyHint="search"
          autoComplete="off"
          autoCorrect="off"
          spellcheck={false}
          aria-autocomplete="list"
          aria-expanded={options.length > 0}
          aria-controls={LIST}
          aria-activedescendant={active >= 0 ? idOf(active) : undefined}
          aria-describedby="recipient-hint"
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <p class="hint" id="recipient-hint">
          {untouched ? words.readHint : words.searchHint}
        </p>
      </div>
      {school && query.trim().length > 3 && (
        <Notice tone="doubt">
          <span>{said(school.sentence)}</span>
          {school.payers.map((payer) => (
            <button key={payer.siret} type="button" class="button strong" onClick={() => onChoose(payer)}>
              <Icon name="town" />
              {words.payerOf([payer.name, school.payers.length > 1 && payer.postcode].filter(Boolean).join(', '))}
            </button>
          ))}
        </Notice>
      )}
      {matches?.length === 0 && !recent && <Notice tone="doubt">{words.nothing}</Notice>}
      {recent && options.length > 0 && <h2>{words.recents}</h2>}
      <div
        class="hits"
        id={LIST}
        role="listbox"
        aria-label={recent ? words.recents : words.results(options.length)}
        data-testid="hits"
        hidden={options.length === 0}
      >
        {options.map((option, index) => (
          <button
            key={option.recipient.siret}
            type="button"
            role="option"
            tabIndex={-1}
            id={idOf(index)}
            class="hit"
            aria-selected={index === active}
            onClick={() => choose(option)}
          >
            <OptionView option={option} />
          </button>
        ))}
      </div>
      <BusinessSearch query={query} found={matches?.length ?? null} onChoose={onChoose} />
    </div>
  );
}

/** Postcode and town, and the department: towns share their names. */
function placeOf({ recipient, department }: Pick<Found, 'recipient' | 'department'>): string {
  const town = `${recipient.postcode} ${recipient.town}`.trim();
  return [town, departments.get(department)].filter(Boolean).join(', ');
}

function reasonOf({ reason, alias, services, recipient }: Found): string {
  if (alias) return reason === 'former-name' ? words.formerName(alias) : words.otherName(alias);
  if (services?.[0]) return words.serviceNamed(recipient.services.find(({ code }) => code === services[0])?.name || services[0]);
  return words.reasons[reason];
}

function OptionView({ option }: { option: Option }) {
  const { recipient } = option;
  if ('typed' in option)
    return (
      <strong>
        {words.typed} {siret(recipient.siret)}
      </strong>
    );
  if ('memory' in option) {
    const { memory } = option;
    return (
      <>
        <strong>{recipient.name || siret(recipient.siret)}</strong>
        <span class="soft">{words.usedOn(day(memory.usedOn), memory.uses)}</span>
        <span class="lights">
          <span class="tag accent">
            <Icon name="redo" />
            {words.lastTime}
          </span>
        </span>
      </>
    );
  }
  const why = reasonOf(option.found);
  return (
    <>
      <strong>{recipient.name}</strong>
      <span class="soft">
        {[words.kinds[recipient.kind], placeOf(option.found), recipient.origin === 'training' && words.training].filter(Boolean).join(' · ')}
      </span>
      <span class="soft small">
        <span class="number">SIRET {siret(recipient.siret)}</span>
        {why && ` · ${why}`}
      </span>
      <span class="lights">
        <Lights requires={recipient.requires} />
        {!recipient.siretCertain && (
          <span class="tag doubt">
            <Icon name="warn" />
            {words.guessed}
          </span>
        )}
      </span>
    </>
  );
}
