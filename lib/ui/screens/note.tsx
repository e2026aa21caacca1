import '../styles/invoice.css';
import '../styles/books.css';
import '../styles/write.css';
import { useEffect, useId, useState } from 'preact/hooks';
import type { DeliveryNote } from '../../desk/delivery-note.ts';
import { worthOf } from '../../desk/delivery-notes.ts';
import { canonical } from '../../desk/edits.ts';
import { editLine, freshCopy } from '../../desk/lines.ts';
import type { Recipient } from '../../directory/recipient.ts';
import { attempt } from '../actions.ts';
import { money, siret, spelled } from '../format.ts';
import { useArticles } from '../memory.ts';
import { changeNote, notes, notesSettled, reloadNotes, useNotes } from '../notes.ts';
import { RecentChips } from '../parts/buyer.tsx';
import { Head } from '../parts/head.tsx';
import { Saved } from '../parts/history.tsx';
import { Icon } from '../parts/icon.tsx';
import { Lines } from '../parts/lines.tsx';
import { Notice } from '../parts/notice.tsx';
import { SearchField } from '../parts/search-field.tsx';
import { TypedInput } from '../parts/typed.tsx';
import { typedRecipient, useMatches, useRecents } from '../recipients.ts';
import { go, to } from '../router.ts';
import type { ScreenProps } from '../screens.ts';
import { screenOf } from '../standing.ts';
import { announce, dossiers, say, theDesk } from '../state.ts';
import { notes as listWords, note as words } from '../words/fr/books.ts';
import { recipient as recipientWords } from '../words/fr/recipient.ts';
import { shell } from '../words/fr/shell.ts';
import { write } from '../words/fr/write.ts';

export default function Note({ id }: ScreenProps) {
  const known = useNotes();
  const note = known?.find((item) => item.id === id);
  // whoever leaves has finished for now: the articles are remembered, an empty note is not kept
  useEffect(
    () => () => {
      void notesSettled()
        .then(() => theDesk().deliveryNotes())
        .then((cases) => cases.finish(id))
        .catch(() => undefined);
    },
    [id],
  );
  if (!known) return <Head title={words.title} back={to('bons')} />;
  if (!note)
    return (
      <div class="stack">
        <h1 tabIndex={-1}>{listWords.gone}</h1>
        <a href={to('bons')}>{listWords.backToList}</a>
      </div>
    );
  return note.billedBy === '' ? <Editor note={note} /> : <Billed note={note} />;
}

/** A note that is on an invoice: what was left, and where it is billed. */
function Billed({ note }: { note: DeliveryNote }) {
  const dossier = dossiers.value?.find((item) => item.id === note.billedBy);
  return (
    <div class="stack wide">
      <Head title={words.title} back={to('bons')} />
      <Notice>
        <span>{words.billedText}</span>
        {dossier && (
          <a class="act" href={to(...screenOf(dossier))}>
            {[listWords.onInvoice, dossier.invoice.invoiceNumber].filter(Boolean).join(' ')}
            <Icon name="next" />
          </a>
        )}
      </Notice>
      <section class="sheet stack" aria-label={note.buyer.name}>
        <h2>{note.site || note.buyer.name}</h2>
        <ul class="notes">
          {note.lines.map((line, rank) => (
            <li key={`${line.name}/${String(rank)}`} class="row between">
              <span>
                {spelled(line.quantity)} × {line.name}
              </span>
              <span class="number">{money(line.netAmount)}</span>
            </li>
          ))}
        </ul>
        <Total note={note} />
      </section>
    </div>
  );
}

function Total({ note }: { note: DeliveryNote }) {
  return (
    <p class="total">
      <span>{words.total}</span>
      <strong class="number">{money(worthOf([note]))}</strong>
    </p>
  );
}

function Editor({ note }: { note: DeliveryNote }) {
  const articles = useArticles();
  const [franchise, setFranchise] = useState(note.lines.length > 0 && note.lines.every((line) => line.vatCategory === 'E'));
  const [postcode, setPostcode] = useState('');
  useEffect(() => {
    void attempt(() => theDesk().profile()).then((profile) => {
      if (!profile) return;
      setPostcode(profile.seller.address.postcode);
      setFranchise((known) => known || profile.vatRegime === 'franchise');
    });
  }, []);
  const last = notes.value?.find((other) => other.id !== note.id && note.buyer.siret !== '' && other.buyer.siret === note.buyer.siret);
  const text = (field: 'date' | 'number' | 'site', label: string, hint = '', type = 'text') => (
    <TextField
      label={label}
      hint={hint}
      type={type}
      value={note[field]}
      onType={(value) => void changeNote(note.id, (current) => ({ ...current, [field]: field === 'date' ? canonical('date', value) : value }))}
    />
  );
  const remove = () =>
    void attempt(async () => {
      const cases = await theDesk().deliveryNotes();
      await cases.remove(note.id);
      go(to('bons'));
      await reloadNotes();
      say(words.removed, {
        label: shell.undo,
        run: () =>
          void attempt(async () => {
            await cases.restore(note.id);
            await reloadNotes();
            go(to('bon', note.id));
          }),
      });
    });
  return (
    <div class="stack wide">
      <Head title={words.title} back={to('bons')}>
        <Saved />
      </Head>
      <Buyer note={note} />
      <section class="sheet stack" aria-labelledby="left">
        <h2 id="left">{words.lines}</h2>
        <Lines
          lines={note.lines}
          last={last ? { lines: last.lines.map(freshCopy), number: '' } : null}
          context={{
            currency: 'EUR',
            franchise,
            postcode,
            articles,
            buyer: note.buyer.siret,
            problems: null,
            edit: (index, field, typed) =>
              void changeNote(note.id, (current) => ({
                ...current,
                lines: current.lines.map((line, rank) =>
                  rank === index ? editLine(line, field, canonical(`lines.${index}.${field}`, typed)) : line,
                ),
              })),
            change: (step) => changeNote(note.id, (current) => ({ ...current, lines: step(current.lines) })),
            settled: notesSettled,
            onFocus: () => undefined,
          }}
        />
      </section>
      <section class="sheet grid-2" aria-label={words.when}>
        {text('date', words.day, '', 'date')}
        {text('site', words.site, words.siteHint)}
        {text('number', words.number, words.numberHint)}
      </section>
      <button type="button" class="button plain danger" onClick={remove}>
        <Icon name="trash" />
        {words.remove}
      </button>
      <div class="dock totals-dock">
        <dl class="running">
          <div class="payable">
            <dt>{words.total}</dt>
            <dd>
              <span class="number">{money(worthOf([note]))}</span>
            </dd>
          </div>
        </dl>
        <a class="button main" href={to('bons')} onClick={() => announce(words.kept)}>
          <Icon name="check" />
          {words.done}
        </a>
      </div>
    </div>
  );
}

function TextField({
  label,
  hint,
  type,
  value,
  onType,
}: {
  label: string;
  hint: string;
  type: string;
  value: string;
  onType: (text: string) => void;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <TypedInput
        id={id}
        type={type as 'text'}
        value={value}
        settled={notesSettled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onType={onType}
      />
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** Who gets it: one tap for those served before, else by name. */
function Buyer({ note }: { note: DeliveryNote }) {
  const recents = useRecents();
  const [changing, setChanging] = useState(false);
  const [query, setQuery] = useState('');
  const matches = useMatches(query);
  const typed = typedRecipient(query);
  const choose = (recipient: Recipient, codes?: { serviceCode: string; engagementNumber: string; contractNumber: string }) => {
    const { siret: number, name, postcode, town } = recipient;
    const { serviceCode = '', engagementNumber = '', contractNumber = '' } = codes ?? {};
    void changeNote(note.id, (current) => ({
      ...current,
      buyer: { ...current.buyer, siret: number, name, address: { ...current.buyer.address, postcode, city: town } },
      serviceCode,
      engagementNumber,
      contractNumber,
    })).then(() => {
      setChanging(false);
      setQuery('');
      document.querySelector<HTMLElement>('#note-buyer')?.focus();
    });
  };
  const chosen = note.buyer.siret !== '' && !changing;
  return (
    <section class="sheet stack" aria-labelledby="note-buyer">
      <h2 id="note-buyer" tabIndex={-1}>
        {words.buyer}
      </h2>
      {chosen ? (
        <div class="row between">
          <p class="stack tight">
            <strong>{note.buyer.name || '—'}</strong>
            <span class="soft small number">SIRET {siret(note.buyer.siret)}</span>
          </p>
          <button type="button" class="button" onClick={() => setChanging(true)}>
            {write.changeBuyer}
          </button>
        </div>
      ) : (
        <>
          <RecentChips recents={recents} onChoose={(memory) => choose(memory.recipient, memory)} />
          <SearchField label={words.buyerSearch} value={query} onType={setQuery} />
          {matches?.length === 0 && <Notice tone="doubt">{recipientWords.nothing}</Notice>}
          {matches?.length === 0 && typed && (
            <button type="button" class="button" onClick={() => choose(typed)}>
              {recipientWords.typed} {siret(typed.siret)}
            </button>
          )}
          {matches && matches.length > 0 && (
            <ul class="hits" data-testid="hits">
              {matches.slice(0, 6).map(({ recipient }) => (
                <li key={recipient.siret}>
                  <button type="button" class="hit" onClick={() => choose(recipient)}>
                    <strong>{recipient.name}</strong>
                    <span class="soft small">{`${recipient.postcode} ${recipient.town}`.trim()}</span>
                  </button>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  );
}
