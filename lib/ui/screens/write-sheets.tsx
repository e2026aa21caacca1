import { useId, useState } from 'preact/hooks';
import { discountAndFreightOf, withDiscountAndFreight } from '../../desk/changes.ts';
import type { Dossier } from '../../desk/dossier.ts';
import type { Problem } from '../../invoice/check.ts';
import type { Invoice } from '../../invoice/model.ts';
import { parseDecimal } from '../../invoice/money.ts';
import { change, edit, formVersion, settled } from '../edits.ts';
import { day, siret, spelled } from '../format.ts';
import type { Hints } from '../memory.ts';
import { DiscountField } from '../parts/discount.tsx';
import { Field } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { Switch } from '../parts/switch.tsx';
import { TypedInput } from '../parts/typed.tsx';
import { write as words } from '../words/fr/write.ts';

interface Props {
  dossier: Dossier;
  problems: readonly Problem[] | null;
}

/** Sets a field from a chip: what the form shows is read anew. */
function put(id: string, path: string, value: string): void {
  void edit(id, path, value).then(() => {
    formVersion.value += 1;
  });
}

/** Number, dates, term; the origin of a credit note. */
export function TermsSheet({ dossier, problems, hints, wanted }: Props & { hints: Hints; wanted: string }) {
  const { invoice, id } = dossier;
  const { numbering, dueDate } = hints;
  const field = (path: string, label?: string) => (
    <Field key={path} dossier={dossier} path={path} problems={problems} marks={false} autoFocus={wanted === path} {...(label ? { label } : {})} />
  );
  const gap = numbering?.gap;
  const proposed = numbering?.proposed ?? '';
  const credit = invoice.kind === 'credit-note';
  const origin = wanted === 'precedingInvoices' ? 'precedingInvoices.0.number' : wanted;
  return (
    <>
      {credit && invoice.precedingInvoices.length > 0 && (
        <fieldset class="stack tight">
          <legend>
            <h3>{words.origin}</h3>
          </legend>
          <div class="grid-2">
            <Field
              dossier={dossier}
              path="precedingInvoices.0.number"
              label={words.originNumber}
              problems={problems}
              marks={false}
              autoFocus={origin === 'precedingInvoices.0.number'}
            />
            {field('precedingInvoices.0.issueDate', words.originDate)}
          </div>
        </fieldset>
      )}
      <div class="grid-2">
        <div class="stack tight">
          <Field
            dossier={dossier}
            path="invoiceNumber"
            problems={problems}
            hint=""
            marks={false}
            autoFocus={wanted === 'invoiceNumber'}
            {...(credit ? { label: words.creditNumber } : {})}
          />
          {proposed !== '' && proposed !== invoice.invoiceNumber.trim() && (
            <div>
              <button type="button" class="chip" onClick={() => put(id, 'invoiceNumber', proposed)}>
                <Icon name="redo" />
                {words.useNumber(proposed)}
              </button>
            </div>
          )}
          {gap && (
            <p class="hint" role="status">
              {gap.count === 1 ? words.gapOne(gap.first) : words.gapMany(gap.first, gap.last)} {words.gapNext}
            </p>
          )}
        </div>
        {field('issueDate', credit ? words.creditDate : undefined)}
      </div>
      <Delivered dossier={dossier} problems={problems} wanted={wanted} />
      {!credit && !invoice.alreadyPaid && (
        <div class="stack tight">
          {field('payment.dueDate')}
          {dueDate !== '' && dueDate !== invoice.payment.dueDate && (
            <div>
              <button type="button" class="chip" onClick={() => put(id, 'payment.dueDate', dueDate)}>
                <Icon name="clock" />
                {words.due(day(dueDate))}
              </button>
            </div>
          )}
        </div>
      )}
    </>
  );
}

function withPeriod(invoice: Invoice, on: boolean): Invoice {
  const { date, periodStart, periodEnd } = invoice.delivery;
  const delivery = on
    ? { ...invoice.delivery, date: '', periodStart: periodStart || date, periodEnd: periodEnd || date }
    : { ...invoice.delivery, date: date || periodEnd, periodStart: '', periodEnd: '' };
  return { ...invoice, delivery };
}

/** One day of delivery, or from one to another. */
function Delivered({ dossier, problems, wanted }: Props & { wanted: string }) {
  const { delivery } = dossier.invoice;
  const period = delivery.periodStart !== '' || delivery.periodEnd !== '';
  const [chosen, setChosen] = useState(period);
  const on = chosen || period;
  const choose = (value: boolean) => {
    setChosen(value);
    void change(dossier.id, (invoice) => withPeriod(invoice, value)).then(() => {
      formVersion.value += 1;
    });
  };
  const field = (path: string, label?: string) => (
    <Field key={path} dossier={dossier} path={path} problems={problems} marks={false} autoFocus={wanted === path} {...(label ? { label } : {})} />
  );
  return (
    <fieldset class="stack tight">
      <legend class="legend">{words.delivered}</legend>
      <div class="row">
        {[false, true].map((value) => (
          <button key={String(value)} type="button" class="chip" aria-pressed={on === value} onClick={() => choose(value)}>
            {value ? words.period : words.oneDay}
          </button>
        ))}
      </div>
      {on ? (
        <div class="grid-2">
          {field('delivery.periodStart', words.periodStart)}
          {field('delivery.periodEnd', words.periodEnd)}
        </div>
      ) : (
        field('delivery.date')
      )}
    </fieldset>
  );
}

/** What is taken off the sum, added to it, or already received. */
export function MoneySheet({ dossier, problems }: Props) {
  const { invoice, id } = dossier;
  const freightId = useId();
  const given = discountAndFreightOf(invoice);
  const [open] = useState(given.percent !== '' || given.discount !== '' || given.freight !== '' || invoice.totals.prepaid !== '');
  const set = (part: Partial<typeof given>, label: string) =>
    void change(id, (current) => withDiscountAndFreight(current, { ...discountAndFreightOf(current), ...part }), label);
  return (
    <details class="sheet more folded-sheet" open={open}>
      <summary>
        <Icon name="next" />
        {words.money}
      </summary>
      <div class="stack">
        <div class="grid-2">
          <DiscountField
            label={words.discount}
            percent={given.percent}
            amount={given.discount}
            settled={() => settled(id)}
            onChange={({ percent, amount }) => set({ percent, discount: amount }, 'discount')}
          />
          <div class="field">
            <label for={freightId}>{words.freight}</label>
            <TypedInput
              id={freightId}
              inputMode="decimal"
              value={spelled(given.freight)}
              settled={() => settled(id)}
              onType={(text) => set({ freight: parseDecimal(text).replace(/^-/, '') }, 'freight')}
            />
          </div>
        </div>
        {!invoice.alreadyPaid && <Field dossier={dossier} path="totals.prepaid" problems={problems} hint={words.prepaidHint} marks={false} />}
        <Switch checked={invoice.alreadyPaid} onSwitch={(on) => edit(id, 'alreadyPaid', String(on))}>
          {words.paid}
        </Switch>
      </div>
    </details>
  );
}

const sellerFields = [
  'seller.name',
  'seller.siret',
  'seller.legalMention',
  'seller.address.line1',
  'seller.address.postcode',
  'seller.address.city',
  'seller.vatIdentifier',
  'payment.iban',
  'payment.bic',
];

/** The seller and his account: open while something is missing, else one line. */
export function SellerSheet({ dossier, problems, wanted }: Props & { wanted: string }) {
  const { seller, payment, kind } = dossier.invoice;
  const known = seller.name !== '' && seller.siret.length === 14 && seller.address.city !== '' && (payment.iban !== '' || kind === 'credit-note');
  const [open] = useState(!known || sellerFields.includes(wanted));
  return (
    <details class="sheet more folded-sheet" open={open}>
      <summary>
        <Icon name="next" />
        <span>
          {words.seller}
          {known && (
            <span class="soft small">
              {seller.name}, SIRET {siret(seller.siret)}
              {payment.iban && `, ${words.payTo(payment.iban.slice(-4))}`}
            </span>
          )}
        </span>
      </summary>
      <div class="stack">
        {!known && <p class="hint">{words.sellerIncomplete}</p>}
        <div class="grid-2">
          {sellerFields.map((path) => (
            <Field key={path} dossier={dossier} path={path} problems={problems} autoFocus={wanted === path} marks={false} />
          ))}
        </div>
      </div>
    </details>
  );
}

/** Free text of the invoice: the note without a subject; the legal ones have their own codes. */
function withNote(invoice: Invoice, text: string): Invoice {
  const others = invoice.notes.filter((note) => note.subjectCode !== '');
  return { ...invoice, notes: text.trim() === '' ? others : [{ subjectCode: '', text }, ...others] };
}

export function NoteSheet({ dossier }: { dossier: Dossier }) {
  const id = useId();
  const stored = dossier.invoice.notes.find((note) => note.subjectCode === '')?.text ?? '';
  const [text, setText] = useState<string | null>(null);
  return (
    <section class="sheet">
      <div class="field">
        <label for={id}>{dossier.invoice.kind === 'credit-note' ? words.creditNote : words.note}</label>
        <textarea
          id={id}
          class="input"
          rows={2}
          aria-describedby={`${id}-hint`}
          value={text ?? stored}
          onInput={(event) => {
            const { value } = event.currentTarget;
            setText(value);
            void change(dossier.id, (invoice) => withNote(invoice, value), 'note');
          }}
          onBlur={() => void settled(dossier.id).then(() => setText(null))}
        />
        <p class="hint" id={`${id}-hint`}>
          {words.noteHint}
        </p>
      </div>
    </section>
  );
}
