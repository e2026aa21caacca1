import { said } from '../words/dictionary.ts';
import '../styles/books.css';
import '../styles/write.css';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { RuleFacts } from '../../desk/api.ts';
import { folded } from '../../desk/articles.ts';
import { attempt } from '../actions.ts';
import { day } from '../format.ts';
import { Head } from '../parts/head.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import { SearchField } from '../parts/search-field.tsx';
import { to } from '../router.ts';
import type { ScreenProps } from '../screens.ts';
import { announce, theDesk } from '../state.ts';
import { rules as words } from '../words/fr/books.ts';

const icons: Record<RuleFacts['severity'], IconName> = { error: 'stop', warning: 'warn', info: 'info' };
const tones: Record<RuleFacts['severity'], string> = { error: 'stop', warning: 'doubt', info: '' };

function Rule({ rule }: { rule: RuleFacts }) {
  const dates = [rule.validFrom && words.from(day(rule.validFrom)), rule.validUntil && words.until(day(rule.validUntil))].filter(Boolean).join(', ');
  return (
    <li class="rule" id={`regle-${rule.id}`}>
      <p class="row">
        <strong class="rule-id">{rule.id}</strong>
        <span class={`tag ${tones[rule.severity]}`}>
          <Icon name={icons[rule.severity]} />
          {words.severities[rule.severity]}
        </span>
        {dates && <span class="soft small">{dates}</span>}
      </p>
      <p>{rule.message}</p>
      <p class="soft">{rule.remedy}</p>
      <p class="hint">
        {words.source} <span lang="fr">{rule.source}</span>. {words.appliesTo}{' '}
        {rule.syntax ? words.syntaxes[rule.syntax] : rule.targets.map((target) => words.targets[target]).join(', ')}.
        {rule.onPaper && ` ${words.onPaper}`}
        {rule.knowingly && ` ${words.knowingly}`}
      </p>
    </li>
  );
}

/** Rules drawn at once: some families have hundreds. */
const FIRST_RULES = 40;

/** One family, drawn when it is opened and by pieces: the whole table stays light. */
function FamilyRules({ family, rules, open }: { family: string; rules: readonly RuleFacts[]; open: boolean }) {
  const [opened, setOpened] = useState(open);
  const [shown, setShown] = useState(FIRST_RULES);
  return (
    <details class="sheet more folded-sheet" open={open} onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>
        <Icon name="next" />
        <h2>
          {words.families[family] ?? family} <span class="count">{rules.length}</span>
        </h2>
      </summary>
      {opened && (
        <>
          <ul class="rules">
            {rules.slice(0, shown).map((rule) => (
              <Rule key={`${rule.id}/${rule.syntax ?? ''}`} rule={rule} />
            ))}
          </ul>
          {rules.length > shown && (
            <button type="button" class="button plain" onClick={() => setShown(shown + 100)}>
              {words.more(rules.length - shown)}
            </button>
          )}
        </>
      )}
    </details>
  );
}

/** What one may search a rule by. */
function textOf({ id, family, source, message, remedy }: RuleFacts): string {
  return folded([id, family, source, message, remedy].join(' '));
}

/** The whole table of rules, by who wrote them; `id` is the rule one came to see. */
export default function Rules({ id }: ScreenProps) {
  const [rules, setRules] = useState<readonly RuleFacts[] | null>(null);
  const [query, setQuery] = useState(id);
  useEffect(() => setQuery(id), [id]);
  useEffect(() => {
    void attempt(async () =>
      setRules((await theDesk().rules()).map((rule) => ({ ...rule, message: said(rule.message), remedy: said(rule.remedy) }))),
    );
  }, []);
  const searched = useMemo(() => (rules ?? []).map((rule) => ({ rule, text: textOf(rule) })), [rules]);
  const wanted = folded(query).split(' ').filter(Boolean);
  const exact = searched.filter(({ rule }) => rule.id.toLowerCase() === query.trim().toLowerCase());
  const found = exact.length > 0 ? exact : searched.filter(({ text }) => wanted.every((word) => text.includes(word)));
  const families = [...new Set(searched.map(({ rule }) => rule.family))];
  useEffect(() => {
    if (rules && query !== '') announce(words.found(found.length));
  }, [query, rules]);
  return (
    <div class="stack wide">
      <div class="stack">
        <Head title={words.title} back={to('aide')} />
        {rules && <p class="soft">{words.intro(rules.length)}</p>}
        <SearchField id="rule-search" label={words.search} hint={words.searchHint} value={query} onType={setQuery} />
        {rules && query !== '' && <p data-testid="rules-found">{words.found(found.length)}</p>}
      </div>
      {families.map((family) => {
        const members = found.filter(({ rule }) => rule.family === family);
        if (members.length === 0) return null;
        return <FamilyRules key={`${family}/${String(query === '')}`} family={family} rules={members.map(({ rule }) => rule)} open={query !== ''} />;
      })}
    </div>
  );
}
