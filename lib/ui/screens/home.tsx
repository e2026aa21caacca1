import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Dossier } from '../../desk/dossier.ts';
import { takenOf } from '../../desk/taken.ts';
import { attempt, captureFiles, jobs, typeByHand } from '../actions.ts';
import type { ScreenProps } from '../app.tsx';
import { briefDay, money, sumOf } from '../format.ts';
import { useLoaded } from '../hooks.ts';
import { countLateness, lateness } from '../lateness.ts';
import { WelcomeDrawing } from '../parts/drawing.tsx';
import { Head } from '../parts/head.tsx';
import { Icon } from '../parts/icon.tsx';
import { to } from '../router.ts';
import { groups, type Standing, screenOf, standingOf } from '../standing.ts';
import { book, dossiers, firm, say, settings, shell as surface, theDesk } from '../state.ts';
import { shell, home as words } from '../words/fr/shell.ts';

/** Blocking problems of each draft, by id and revision: counted once, after the first paint. */
const errorCounts = signal<ReadonlyMap<string, number>>(new Map());
const keyOf = (dossier: Dossier) => `${dossier.id}/${dossier.revision}`;

async function countErrors(drafts: readonly Dossier[]): Promise<void> {
  const counts = new Map<string, number>();
  for (const draft of drafts) {
    const key = keyOf(draft);
    const known = errorCounts.value.get(key);
    counts.set(key, known ?? (await theDesk().problems(draft)).filter((problem) => problem.severity === 'error').length);
  }
  errorCounts.value = counts;
}

const SAMPLE = '/samples/facture-boulangerie.jpg';

export async function trySample(): Promise<void> {
  await attempt(async () => {
    const answer = await fetch(SAMPLE).catch(() => null);
    if (!answer?.ok) return say(words.noFile);
    await captureFiles([{ name: 'facture-boulangerie.jpg', bytes: new Uint8Array(await answer.arrayBuffer()) }]);
  });
}

/** The clock of the law once it is counted; until then the day that the invoice asks for. */
function dueOf({ id, invoice }: Dossier): string {
  const dueOn = lateness.value.get(id)?.dueOn ?? invoice.payment.dueDate;
  return dueOn && words.due(briefDay(dueOn));
}

const daysLate = ({ id }: Dossier) => (lateness.value.get(id)?.state === 'late' ? (lateness.value.get(id)?.daysLate ?? 0) : 0);

function Slip({ dossier, standing }: { dossier: Dossier; standing: Standing }) {
  const { invoice } = dossier;
  const amount = invoice.totals.gross || invoice.totals.payable;
  const late = daysLate(dossier);
  const facts = [
    invoice.invoiceNumber ? words.number(invoice.invoiceNumber) : words.noNumber,
    invoice.issueDate && briefDay(invoice.issueDate),
    dossier.notices.includes('backup-copy') && words.copy,
    (book.value?.companies.length ?? 0) > 1 && invoice.seller.name,
    standing.group === 'followed' && late === 0 && dueOf(dossier),
  ];
  return (
    <li class="shadow">
      <a class={`slip ${standing.tone}`} href={to(...screenOf(dossier))}>
        <span class="who">{invoice.buyer.name || words.unnamed}</span>
        <span class="amount number">{amount ? money(amount, invoice.currency) : '—'}</span>
        <span class="meta">{facts.filter(Boolean).join(' · ')}</span>
        <span class="state">
          <span class={`tag ${standing.tone}`}>
            <Icon name={standing.icon} />
            {standing.label}
          </span>{' '}
          {late > 0 && (
            <span class="tag stop">
              <Icon name="clock" />
              {words.late(late)}
            </span>
          )}
        </span>
      </a>
    </li>
  );
}

/** Draws the first slips at once and the rest when their turn comes: thousands stay light. */
function Slips({ entries }: { entries: readonly { dossier: Dossier; standing: Standing }[] }) {
  const [shown, setShown] = useState(24);
  return (
    <>
      <ul class="slips">
        {entries.slice(0, shown).map(({ dossier, standing }) => (
          <Slip key={dossier.id} dossier={dossier} standing={standing} />
        ))}
      </ul>
      {entries.length > shown && (
        <button type="button" class="button plain" onClick={() => setShown(shown + 60)}>
          {words.more(entries.length - shown)}
        </button>
      )}
    </>
  );
}

/** What the State and the towns owe, at a glance. */
function Money() {
  const deposited = (dossiers.value ?? []).filter((dossier) => takenOf(dossier));
  if (deposited.length === 0) return null;
  const waiting = deposited.filter(
    (dossier) => standingOf(dossier, null).group === 'followed' || lateness.value.get(dossier.id)?.state === 'suspended',
  );
  const amountOf = ({ invoice }: Dossier) => (invoice.kind === 'credit-note' ? '-' : '') + (invoice.totals.payable || invoice.totals.gross);
  const late = waiting.filter((dossier) => daysLate(dossier) > 0);
  return (
    <div class="row between">
      <dl class="figures">
        <div>
          <dt>{words.expected}</dt>
          <dd class="number">{money(sumOf(waiting.map(amountOf)))}</dd>
        </div>
        {late.length > 0 && (
          <div class="late">
            <dt>{words.lateCount(late.length)}</dt>
            <dd class="number">{money(sumOf(late.map(amountOf)))}</dd>
          </div>
        )}
      </dl>
      <a class="act" href={to('retards')}>
        {words.delays}
        <Icon name="next" />
      </a>
    </div>
  );
}

function Welcome() {
  const { welcomeTitle, welcomeText, welcomeSteps } = surface.value?.surface === 'extension' ? words.beside : words;
  return (
    <div class="welcome">
      <WelcomeDrawing />
      <div class="stack">
        <h1 tabIndex={-1}>{welcomeTitle}</h1>
        <p class="soft">{welcomeText}</p>
      </div>
      <button type="button" class="button strong" onClick={() => void trySample()}>
        <Icon name="file" />
        {words.trySample}
      </button>
      <ol>
        {welcomeSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </div>
  );
}

/** Loaded only for who sends for good or for several companies: the first visit pays for neither. */
function Extras() {
  const [Part, setPart] = useState<ComponentType | null>(null);
  const wanted = (settings.value?.environment ?? 'training') !== 'training' || (book.value?.companies.length ?? 0) > 1;
  useEffect(() => {
    if (wanted && !Part)
      void import('../parts/home-extras.tsx').then(
        ({ HomeExtras }) => setPart(() => HomeExtras),
        () => undefined,
      );
  }, [wanted]);
  return wanted && Part ? <Part /> : null;
}

/** What this surface alone shows above the list: in the extension, the tab beside the panel. */
function OwnPart() {
  const Part = useLoaded(surface.value?.own?.home);
  return Part && <Part />;
}

/** What one does without a photo. */
function Shortcuts() {
  return (
    <nav class="shortcuts" aria-label={words.shortcuts}>
      <button type="button" onClick={() => void typeByHand()}>
        <Icon name="pen" />
        {words.write}
      </button>
      <a href={to('bons')}>
        <Icon name="truck" />
        {words.notes}
      </a>
      <a href={to('commandes')}>
        <Icon name="list" />
        {words.orders}
      </a>
      <a href={to('exporter')}>
        <Icon name="down" />
        {words.exporting}
      </a>
    </nav>
  );
}

/** A phone photographs; at a desk the invoice is a file already. */
function Dock() {
  if (surface.value?.surface === 'extension')
    return (
      <div class="dock">
        <a class="button main" href={to('ajouter')}>
          <Icon name="plus" />
          {shell.titles.add}
        </a>
        <a class="button side" href={to('photo')} aria-label={shell.capture}>
          <Icon name="camera" />
        </a>
      </div>
    );
  return (
    <div class="dock">
      <a class="button main" href={to('photo')}>
        <Icon name="camera" />
        {shell.capture}
      </a>
      <a class="button side" href={to('ajouter')} aria-label={shell.add}>
        <Icon name="plus" />
      </a>
    </div>
  );
}

function matches(dossier: Dossier, query: string): boolean {
  const { invoice } = dossier;
  const words = `${invoice.buyer.name} ${invoice.invoiceNumber} ${invoice.totals.gross} ${invoice.buyer.address.city}`;
  return words.toLocaleLowerCase('fr').includes(query);
}

export function Home(_: ScreenProps) {
  const [search, setSearch] = useState('');
  const [late, setLate] = useState<{ Reminder: ComponentType } | null>(null);
  const all = dossiers.value ?? [];
  const several = all.length > 4;
  useEffect(() => {
    if (several) void import('../parts/reminder.tsx').then(setLate, () => undefined);
  }, [several]);
  useEffect(() => {
    const drafts = all.filter((dossier) => dossier.stage.state === 'draft' && dossier.reading !== 'waiting').slice(0, 60);
    void countErrors(drafts).catch(() => undefined);
    void countLateness(all).catch(() => undefined);
  }, [dossiers.value]);
  if (all.length === 0)
    return (
      <>
        <OwnPart />
        <Welcome />
        <Extras />
        <Shortcuts />
        <Dock />
      </>
    );
  const shown = firm.value && book.value?.companies.find(({ id }) => id === firm.value);
  const query = search.trim().toLocaleLowerCase('fr');
  const entries = all
    .filter(({ invoice }) => !shown || invoice.seller.siret === shown.seller.siret)
    .filter((dossier) => query === '' || matches(dossier, query))
    .map((dossier) => ({ dossier, standing: standingOf(dossier, errorCounts.value.get(keyOf(dossier)) ?? null, jobs.value.has(dossier.id)) }));
  return (
    <div class="home">
      <OwnPart />
      <Head title={words.title} />
      <Extras />
      <Shortcuts />
      <Money />
      {all.length > 8 && (
        <div class="field">
          <label for="search" class="hidden">
            {words.search}
          </label>
          <input
            id="search"
            class="input"
            type="search"
            placeholder={words.search}
            value={search}
            onInput={(event) => setSearch(event.currentTarget.value)}
          />
        </div>
      )}
      {(query !== '' || shown) && entries.length === 0 && <p role="status">{words.none}</p>}
      {groups.map((group) => {
        const members = entries.filter((entry) => entry.standing.group === group);
        return (
          members.length > 0 && (
            <section key={group} class="group" aria-labelledby={`group-${group}`}>
              <h2 id={`group-${group}`}>
                {words.groups[group]} <span class="count">{members.length}</span>
              </h2>
              <Slips entries={members} />
            </section>
          )
        );
      })}
      {late && <late.Reminder />}
      <Dock />
    </div>
  );
}
