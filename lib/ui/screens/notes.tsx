import '../styles/invoice.css';
import '../styles/books.css';
import '../styles/write.css';
import { useEffect, useState } from 'preact/hooks';
import type { DeliveryNote } from '../../desk/delivery-note.ts';
import { spansOf, worthOf } from '../../desk/delivery-notes.ts';
import type { BillingGroup } from '../../desk/note-groups.ts';
import { attempt, reload } from '../actions.ts';
import { briefDay, day, money, monthName } from '../format.ts';
import { reloadNotes, useNotes } from '../notes.ts';
import { Head } from '../parts/head.tsx';
import { Icon } from '../parts/icon.tsx';
import { go, to } from '../router.ts';
import type { ScreenProps } from '../screens.ts';
import { screenOf } from '../standing.ts';
import { dossiers, say, theDesk } from '../state.ts';
import { notes as words } from '../words/fr/books.ts';
import { proposed } from '../words/fr/recipient.ts';
import { shell } from '../words/fr/shell.ts';

async function open(make: () => Promise<DeliveryNote>): Promise<void> {
  const note = await attempt(make);
  if (!note) return;
  await reloadNotes();
  go(to('bon', note.id));
}

/** Where the invoice of these notes goes, when its buyer has several: the places, and the codes that hold there. */
function Where({ notes, codes }: BillingGroup) {
  const places = [...new Set(notes.map(({ site }) => site.trim()).filter(Boolean))];
  const { serviceCode, engagementNumber } = codes;
  const facts = [...places, serviceCode && proposed.service(serviceCode), engagementNumber && proposed.engagement(engagementNumber)];
  return <p class="soft small">{facts.filter(Boolean).join(' · ') || words.noCodes}</p>;
}

function Facts({ note }: { note: DeliveryNote }) {
  const facts = [note.number && words.number(note.number), note.site, words.lineCount(note.lines.filter(({ name }) => name !== '').length)];
  return <span class="soft small">{facts.filter(Boolean).join(' · ')}</span>;
}

/** Notes that wait for one invoice: all chosen, a week or a month in one tap. */
function Waiting({ group: { notes: group, codes }, apart }: { group: BillingGroup; apart: boolean }) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const [first] = group;
  const chosen = group.filter((note) => !left.has(note.id));
  const ids = chosen.map((note) => note.id);
  // a week or a month is billed soon after: older ones are chosen note by note
  const recent = (kind: 'week' | 'month') =>
    spansOf(group)
      .filter((span) => span.kind === kind && span.ids.length < group.length)
      .slice(0, 2);
  const spans = [...recent('week'), ...recent('month')];
  const only = (wanted: readonly string[]) => setLeft(new Set(group.filter((note) => !wanted.includes(note.id)).map((note) => note.id)));
  const same = (wanted: readonly string[]) => wanted.length === ids.length && wanted.every((id) => ids.includes(id));
  const bill = async () => {
    setBusy(true);
    const dossier = await attempt(async () => (await theDesk().deliveryNotes()).bill(ids));
    setBusy(false);
    if (!dossier) return;
    await Promise.all([reload(), reloadNotes()]);
    go(to('facture', dossier.id));
    say(words.billedDone(ids.length), {
      label: shell.undo,
      run: () =>
        void attempt(async () => {
          await theDesk().remove(dossier.id);
          go(to('bons'));
          await Promise.all([reload(), reloadNotes()]);
        }),
    });
  };
  if (!first) return null;
  const name = first.buyer.name || words.noBuyer;
  return (
    <section class="sheet stack" aria-label={apart ? [name, first.site].filter(Boolean).join(', ') : name}>
      <h3>{name}</h3>
      {apart && <Where notes={group} codes={codes} />}
      {spans.length > 0 && (
        <div class="row">
          <span class="hint">{words.spans}</span>
          {[{ label: words.all, ids: group.map((note) => note.id) }, ...spans.map((span) => ({ label: labelOf(span), ids: span.ids }))].map(
            (span) => (
              <button key={span.label} type="button" class="chip" aria-pressed={same(span.ids)} onClick={() => only(span.ids)}>
                {span.label}
              </button>
            ),
          )}
        </div>
      )}
      <ul class="notes">
        {group.map((note) => (
          <li key={note.id}>
            <label class="pick">
              <input
                type="checkbox"
                checked={!left.has(note.id)}
                aria-label={words.choose(day(note.date))}
                onChange={(event) => {
                  const next = new Set(left);
                  if (event.currentTarget.checked) next.delete(note.id);
                  else next.add(note.id);
                  setLeft(next);
                }}
              />
            </label>
            <a class="note-row" href={to('bon', note.id)}>
              <strong>
                <span class="hidden">{words.open}</span> {day(note.date)}
              </strong>
              <span class="number">{money(worthOf([note]))}</span>
              <Facts note={note} />
            </a>
          </li>
        ))}
      </ul>
      <button type="button" class="button strong" disabled={busy || ids.length === 0 || first.buyer.siret === ''} onClick={() => void bill()}>
        <Icon name="file" />
        {words.bill(ids.length, money(worthOf(chosen)))}
      </button>
    </section>
  );
}

function labelOf({ kind, start }: { kind: 'week' | 'month'; start: string }): string {
  if (kind === 'week') return words.week(briefDay(start));
  return monthName(start.slice(0, 7));
}

export default function Notes(_: ScreenProps) {
  const notes = useNotes();
  const [groups, setGroups] = useState<readonly BillingGroup[] | null>(null);
  useEffect(() => {
    void attempt(async () => (await theDesk().deliveryNotes()).toBill()).then((found) => found && setGroups(found));
  }, [notes]);
  if (!notes || !groups)
    return (
      <div class="stack">
        <Head title={words.title} back={to()} />
      </div>
    );
  const billed = notes.filter((note) => note.billedBy !== '');
  const served = notes.filter((note) => note.buyer.siret !== '');
  const latest = served.filter((note) => served.find(({ buyer }) => buyer.siret === note.buyer.siret) === note);
  const buyers = groups.map(({ notes: [first] }) => first?.buyer.siret);
  const isApart = (group: BillingGroup) => buyers.filter((siret) => siret === group.notes[0]?.buyer.siret).length > 1;
  return (
    <div class="stack wide">
      <div class="stack">
        <Head title={words.title} back={to()} />
        <p class="soft">{words.intro}</p>
      </div>
      {latest.length > 0 && (
        <div class="stack tight">
          <span class="hint">{words.again}</span>
          <div class="row">
            {latest.slice(0, 5).map((note) => (
              <button
                key={note.id}
                type="button"
                class="chip tall"
                aria-label={words.againFor(note.site || note.buyer.name)}
                onClick={() => void open(async () => (await theDesk().deliveryNotes()).again(note.id))}
              >
                <Icon name="truck" />
                {note.site || note.buyer.name}
              </button>
            ))}
          </div>
        </div>
      )}
      <section class="stack" aria-labelledby="to-bill">
        <h2 id="to-bill">{words.toBill}</h2>
        {groups.length === 0 && <p class="soft">{words.none}</p>}
        {groups.some(isApart) && <p class="soft">{words.apart}</p>}
        {groups.map((group) => (
          <Waiting
            key={[group.notes[0]?.buyer.siret, group.codes.serviceCode, group.codes.engagementNumber].join('|')}
            group={group}
            apart={isApart(group)}
          />
        ))}
      </section>
      {billed.length > 0 && <Billed notes={billed} />}
      <div class="dock">
        <button type="button" class="button main" onClick={() => void open(async () => (await theDesk().deliveryNotes()).create())}>
          <Icon name="plus" />
          {words.fresh}
        </button>
      </div>
    </div>
  );
}

function Billed({ notes }: { notes: readonly DeliveryNote[] }) {
  const invoiceOf = (note: DeliveryNote) => dossiers.value?.find((dossier) => dossier.id === note.billedBy);
  return (
    <details class="more">
      <summary>
        <Icon name="next" />
        {words.billed} ({notes.length})
      </summary>
      <ul class="notes">
        {notes.slice(0, 200).map((note) => {
          const dossier = invoiceOf(note);
          return (
            <li key={note.id}>
              <a class="note-row" href={to('bon', note.id)}>
                <strong>{day(note.date)}</strong>
                <span class="number">{money(worthOf([note]))}</span>
                <span class="soft small">{note.buyer.name}</span>
              </a>
              {dossier && (
                <a class="act" href={to(...screenOf(dossier))} aria-label={`${words.onInvoice} ${dossier.invoice.invoiceNumber}`}>
                  {dossier.invoice.invoiceNumber || words.onInvoice}
                  <Icon name="next" />
                </a>
              )}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
