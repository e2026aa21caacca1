import { signal } from '@preact/signals';
import type { ComponentType, VNode } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { breather } from '../../desk/breath.ts';
import type { Dossier } from '../../desk/dossier.ts';
import type { Glimpse } from '../../desk/glimpse.ts';
import { jobs } from '../actions.ts';
import { find, prepare } from '../finding.ts';
import { money, sumOf } from '../format.ts';
import { countLateness, lateness } from '../lateness.ts';
import { painted } from '../opening.ts';
import { readInTurn } from '../reading-queue.ts';
import { to } from '../router.ts';
import { Extras, OwnPart, Shortcuts } from '../screens/home.tsx';
import { type Blocked, blockedBy } from '../standing.ts';
import { book, desk, dossiers, firm, listed, pastCount, theDesk, whole } from '../state.ts';
import { type Entry, entryOf, type Known, pilesOf } from '../waiting.ts';
import { home as words } from '../words/fr/shell.ts';
import { Head } from './head.tsx';
import { Icon } from './icon.tsx';
import { Slip } from './slip.tsx';

/** What keeps each draft back, by id and revision: looked at once, after the first paint. */
const blocked = signal<ReadonlyMap<string, Blocked>>(new Map());
const keyOf = (dossier: Glimpse) => `${dossier.id}/${dossier.revision}`;

/** One look at a time: what two would ask is asked once. */
let looking: Promise<unknown> = Promise.resolve();

function lookAtDrafts(drafts: readonly Dossier[]): void {
  looking = looking
    .then(async () => {
      if (drafts.every((draft) => blocked.value.has(keyOf(draft)))) return;
      const breathe = breather();
      const found = new Map<string, Blocked>();
      for (const draft of drafts) {
        const key = keyOf(draft);
        found.set(key, blocked.value.get(key) ?? blockedBy(await theDesk().problems(draft)));
        await breathe();
      }
      blocked.value = found;
    })
    .catch(() => undefined);
}

/**
 * Drawn by lots: at once what a screen holds, the next when the end comes near, or at a press. What is far from the eye is laid out by nobody
 * (`content-visibility`). Small lots: one is drawn between two frames of a scrolling finger.
 */
const FIRST = 12;
const LOT = 8;
/** Pixels of the lowest slip with the gap under it, of the narrowest column of them and the list's widest (`styles/home.css`), and of what always stands above. */
const SLIP_HEIGHT = 108;
const COLUMN = 348;
const WIDEST = 1120;
const ABOVE = 160;

/** Slips that the window holds: the first painting draws no other. */
const inWindow = () => Math.ceil((innerHeight - ABOVE) / SLIP_HEIGHT) * Math.max(1, Math.floor(Math.min(innerWidth, WIDEST) / COLUMN));

/** How many slips there is room for: those of the window until the desk is there, then a lot more after each painting. */
function useRoom(opened: boolean): number {
  const [room, setRoom] = useState(inWindow);
  const wanted = opened && Number.isFinite(room);
  useEffect(() => {
    if (wanted) void painted().then(() => setRoom(room < SECTIONS * FIRST ? room + LOT : Number.POSITIVE_INFINITY));
  }, [wanted, room]);
  return room;
}
/** Lists of slips on the screen. */
const SECTIONS = 3;

/** `entry` is asked for the slips that are drawn, not for the thousands that are not; each is drawn once for as long as the list stays the same. */
function Slips<T>({
  of,
  entry,
  label,
  most = Number.POSITIVE_INFINITY,
}: {
  of: readonly T[];
  entry: (one: T) => Entry;
  label: string;
  most?: number;
}) {
  const [wanted, setShown] = useState(FIRST);
  const shown = Math.max(0, Math.min(wanted, most));
  const end = useRef<HTMLButtonElement>(null);
  const rest = of.length - shown;
  useEffect(() => {
    const button = end.current;
    if (!button || !('IntersectionObserver' in globalThis)) return;
    const observer = new IntersectionObserver(([seen]) => seen?.isIntersecting && setShown((count) => count + LOT), { rootMargin: '900px' });
    observer.observe(button);
    return () => observer.disconnect();
  }, [shown, rest > 0]);
  const drawn = useMemo<VNode[]>(() => [], [of, entry]);
  for (const one of of.slice(drawn.length, shown)) {
    const made = entry(one);
    drawn.push(<Slip key={made.dossier.id} entry={made} />);
  }
  return (
    <>
      <ul class="slips" aria-label={label}>
        {drawn.slice(0, shown)}
      </ul>
      {rest > 0 && (
        <button ref={end} type="button" class="button plain" onClick={() => setShown(shown + LOT)}>
          {words.more(rest)}
        </button>
      )}
    </>
  );
}

const asItIs = (entry: Entry) => entry;

const amountOf = ({ dossier: { invoice } }: Entry) => (invoice.kind === 'credit-note' ? '-' : '') + (invoice.totals.payable || invoice.totals.gross);
const isExpected = ({ dossier, standing }: Entry) => standing.group === 'followed' || lateness.value.get(dossier.id)?.state === 'suspended';

/** What the State and the towns owe, at a glance. */
function Money({ entries }: { entries: readonly Entry[] }) {
  const expected = entries.filter(isExpected);
  const late = expected.filter((entry) => entry.late > 0);
  return (
    <div class="row between">
      <dl class="figures">
        <div>
          <dt>{words.expected}</dt>
          <dd class="number">{money(sumOf(expected.map(amountOf)))}</dd>
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

/** Payments to be claimed are one thing to do, however many they are: the slips themselves stay on their way. */
function LatePayments({ entries }: { entries: readonly Entry[] }) {
  const late = entries.filter((entry) => entry.late > 0 && isExpected(entry));
  if (late.length === 0) return null;
  return (
    <p class="claim">
      <Icon name="clock" />
      <span>
        <strong>{words.lateTitle(late.length)}</strong>
        <span class="number">{money(sumOf(late.map(amountOf)))}</span>
      </span>
      <a class="button" href={to('retards')}>
        {words.lateAct}
      </a>
    </p>
  );
}

/** The first letter of a search finds everything ready; small lots, so that nobody waits for it. Gives the way to stop. */
function prepareSlowly(list: readonly Dossier[]): () => void {
  let done = 0;
  const step = () => {
    prepare(list.slice(done, done + 200));
    done += 200;
    if (done < list.length) timer = setTimeout(step, 30);
  };
  let timer = setTimeout(step, 200);
  return () => clearTimeout(timer);
}

/** A photograph that a dead page left: not one that another page is still taking. */
const isLeftUnread = ({ reading, updatedAt }: Dossier) => reading === 'waiting' && Date.now() - updatedAt > 60_000;

function Search({ value, onInput }: { value: string; onInput: (text: string) => void }) {
  return (
    <div class="field search">
      <label for="search" class="hidden">
        {words.search}
      </label>
      <Icon name="search" />
      <input
        id="search"
        class="input"
        type="search"
        autoComplete="off"
        enterKeyHint="search"
        placeholder={words.search}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </div>
  );
}

function Found({ seller, query, entry }: { seller: string; query: string; entry: (dossier: Glimpse) => Entry }) {
  const all = useMemo(
    () => (dossiers.value ?? []).filter(({ invoice }) => seller === '' || invoice.seller.siret === seller),
    [dossiers.value, seller],
  );
  const found = useMemo(() => find(all, query), [all, query]);
  return (
    <section class="group">
      <p role="status" class="soft">
        {words.found(found.length)} {!whole.value && words.looking}
      </p>
      <Slips key={query} of={found} entry={entry} label={words.search} />
    </section>
  );
}

/** What waits for the user, then what is on its way, then the rest. */
export function HomeList() {
  const [search, setSearch] = useState('');
  const [late, setLate] = useState<{ Reminder: ComponentType } | null>(null);
  const all = listed.value ?? [];
  const opened = desk.value !== null && dossiers.value !== null;
  const total = all.length + pastCount.value;
  useEffect(() => {
    if (opened && total > 4) void import('./reminder.tsx').then(setLate, () => undefined);
  }, [opened && total > 4]);
  const shown = firm.value && book.value?.companies.find(({ id }) => id === firm.value);
  const known: Known = {
    blockedBy: (dossier) => blocked.value.get(keyOf(dossier)) ?? null,
    reading: (id) => jobs.value.has(id),
    lateness: lateness.value,
  };
  const own = useMemo(() => (shown ? all.filter(({ invoice }) => invoice.seller.siret === shown.seller.siret) : all), [all, shown]);
  const piles = useMemo(() => pilesOf(own, known), [own, blocked.value, jobs.value, lateness.value]);
  useEffect(() => {
    if (!opened) return;
    const drafts = (dossiers.value ?? []).filter((dossier) => dossier.stage.state === 'draft');
    readInTurn(drafts.filter(isLeftUnread).map(({ id }) => id));
    lookAtDrafts(drafts.filter(({ reading }) => reading !== 'waiting').slice(0, 60));
    if (piles.way.length + piles.waits.length > drafts.length) void countLateness().catch(() => undefined);
  }, [all, opened]);
  useEffect(() => prepareSlowly(whole.value ? (dossiers.value ?? []) : []), [all, whole.value]);
  const entry = useMemo(() => (dossier: Glimpse) => entryOf(dossier, known), [blocked.value, jobs.value, lateness.value]);
  const query = search.trim();
  const room = useRoom(opened);
  const pastTotal = whole.value || shown ? piles.past.length : pastCount.value;
  return (
    <div class="home">
      <OwnPart />
      <Head title={words.title} />
      <Extras />
      {total > 8 && <Search value={search} onInput={setSearch} />}
      {query !== '' ? (
        <Found seller={shown ? shown.seller.siret : ''} query={query} entry={entry} />
      ) : (
        <>
          <LatePayments entries={[...piles.waits, ...piles.way]} />
          {piles.waits.length > 0 ? (
            <Slips of={piles.waits} entry={asItIs} label={words.title} most={room} />
          ) : (
            <p class="calm">
              <Icon name="check" />
              <span>
                <strong>{words.calm}</strong> {words.calmText}
              </span>
            </p>
          )}
          <Shortcuts />
          {piles.way.length > 0 && (
            <section class="group" aria-labelledby="group-way">
              <h2 id="group-way">
                {words.way} <span class="count">{piles.way.length}</span>
              </h2>
              <Money entries={[...piles.waits, ...piles.way]} />
              <Slips of={piles.way} entry={asItIs} label={words.way} most={room - piles.waits.length} />
            </section>
          )}
          {pastTotal > 0 && (
            <section class="group" aria-labelledby="group-past">
              <h2 id="group-past">
                {words.past} <span class="count">{pastTotal}</span>
              </h2>
              {piles.way.length === 0 && (
                <a class="act" href={to('retards')}>
                  {words.delays}
                  <Icon name="next" />
                </a>
              )}
              <Slips of={piles.past} entry={entry} label={words.past} most={room - piles.waits.length - piles.way.length} />
            </section>
          )}
        </>
      )}
      {late && <late.Reminder />}
    </div>
  );
}
