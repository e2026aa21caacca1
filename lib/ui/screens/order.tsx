import '../styles/invoice.css';
import '../styles/books.css';
import { useState } from 'preact/hooks';
import type { WaitingOrder } from '../../desk/api-recipients.ts';
import type { Dossier } from '../../desk/dossier.ts';
import type { Recipient } from '../../directory/recipient.ts';
import { attempt, reload } from '../actions.ts';
import { formVersion, settled } from '../edits.ts';
import { money, siret, spelled } from '../format.ts';
import { pagesOf, useGesture } from '../hooks.ts';
import { adoptOrder, reloadOrders, useOrders } from '../orders.ts';
import { Field } from '../parts/field.tsx';
import { Head } from '../parts/head.tsx';
import { Saved } from '../parts/history.tsx';
import { Icon } from '../parts/icon.tsx';
import { PageView } from '../parts/page.tsx';
import { type ChosenCodes, RecipientSearch } from '../parts/recipient-search.tsx';
import { go, to } from '../router.ts';
import type { ScreenProps } from '../screens.ts';
import { screenOf } from '../standing.ts';
import { say, theDesk } from '../state.ts';
import { orders as listWords, order as words } from '../words/fr/orders.ts';
import { bill } from './orders.tsx';

export default function OrderScreen({ id }: ScreenProps) {
  const orders = useOrders();
  const found = orders?.find(({ dossier }) => dossier.id === id);
  if (!orders) return <Head title={words.title} back={to('commandes')} />;
  if (!found)
    return (
      <div class="stack">
        <h1 tabIndex={-1}>{words.gone}</h1>
        <a href={to('commandes')}>{words.backToList}</a>
      </div>
    );
  return <Order order={found} />;
}

function Order({ order }: { order: WaitingOrder }) {
  const { dossier, invoices, done } = order;
  const { invoice, id } = dossier;
  const [focused, setFocused] = useState('');
  const [busy, run] = useGesture();
  const hasPage = pagesOf(dossier).length > 0;
  const field = (path: string, label?: string) => (
    <Field dossier={dossier} path={path} {...(label ? { label } : {})} problems={null} onFocus={setFocused} marks />
  );
  const turn = () =>
    run(async () => {
      await settled(id);
      await (await theDesk().orders()).turn(id, 'invoice');
      await Promise.all([reload(), reloadOrders()]);
      go(to('facture', id));
      say(words.turned);
    });
  const close = (closed: boolean) =>
    run(async () => {
      adoptOrder(await (await theDesk().orders()).close(id, closed));
      await reloadOrders();
      say(closed ? words.closed : words.reopened);
    });
  const remove = () =>
    run(async () => {
      await theDesk().remove(id);
      go(to('commandes'));
      await reloadOrders();
      say(words.removed, { label: words.undo, run: () => void attempt(() => theDesk().restore(id)).then(() => go(to('commande', id))) });
    });
  return (
    <>
      <Head title={words.title} back={to('commandes')}>
        <Saved />
      </Head>
      <div class={hasPage ? 'review with-page' : 'review'}>
        <div class="stack walk-side">
          <Buyer dossier={dossier} />
        </div>
        {hasPage && (
          <div class="page-side">
            <PageView dossier={dossier} path={focused} />
          </div>
        )}
        <div class="stack wide fields-side">
          <section class="sheet stack" aria-labelledby="codes">
            <div>
              <h2 id="codes">{words.codes}</h2>
              <p class="hint">{words.codesHint}</p>
            </div>
            {field('engagementNumber')}
            {field('serviceCode')}
            {field('contractNumber')}
          </section>
          <section class="sheet stack" aria-labelledby="goods">
            <h2 id="goods">{words.goods}</h2>
            <div class="grid-2">
              <OrderedOn dossier={dossier} />
              {field('delivery.name', words.site)}
            </div>
            {invoice.lines.length === 0 && <p class="soft">{words.noLines}</p>}
            {invoice.lines.length > 0 && (
              <ul class="notes">
                {invoice.lines.map((line, rank) => (
                  <li key={`${line.name}/${String(rank)}`} class="row between">
                    <span>
                      {spelled(line.quantity)} × {line.name}
                    </span>
                    <span class="number">{money(line.netAmount)}</span>
                  </li>
                ))}
              </ul>
            )}
            {field('totals.net', words.total)}
          </section>
          {invoices.length > 0 && (
            <section class="stack tight" aria-labelledby="invoices">
              <h2 id="invoices">{words.invoices}</h2>
              <ul>
                {invoices.map((made) => (
                  <li key={made.id}>
                    <a class="act" href={to(...screenOf(made))}>
                      {[made.invoice.invoiceNumber || listWords.onInvoice, money(made.invoice.totals.net)].filter(Boolean).join(', ')}
                      <Icon name="next" />
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <div class="row">
            <button type="button" class="button plain" disabled={busy} onClick={() => close(!done)}>
              {done ? words.reopen : words.close}
            </button>
            <button type="button" class="button plain" disabled={busy} onClick={turn}>
              {words.isInvoice}
            </button>
            <button type="button" class="button plain danger" disabled={busy} onClick={remove}>
              <Icon name="trash" />
              {words.remove}
            </button>
          </div>
          <div class="dock">
            <button type="button" class="button main" disabled={busy} onClick={() => run(() => settled(id).then(() => bill(id)))}>
              <Icon name="file" />
              {listWords.bill}
            </button>
          </div>
        </div>
      </div>
    </>
  );
}

/** The day is the order's own: an order has no day of issue. */
function OrderedOn({ dossier }: { dossier: Dossier }) {
  return (
    <div class="field">
      <label for="ordered-on">{words.orderedOn}</label>
      <input
        id="ordered-on"
        class="input"
        type="date"
        value={dossier.order?.orderedOn ?? ''}
        onChange={(event) => {
          const day = event.currentTarget.value;
          void attempt(async () => adoptOrder(await (await theDesk().orders()).date(dossier.id, day)));
        }}
      />
    </div>
  );
}

function Buyer({ dossier }: { dossier: Dossier }) {
  const { buyer } = dossier.invoice;
  const [searching, setSearching] = useState(false);
  const chosen = buyer.siret.length === 14 && !searching;
  const choose = async (recipient: Recipient, codes?: ChosenCodes) => {
    const { invoice } = dossier;
    // the codes of the order stand: what is remembered fills none of them
    const kept = {
      serviceCode: invoice.serviceCode || (codes?.serviceCode ?? ''),
      engagementNumber: invoice.engagementNumber,
      contractNumber: invoice.contractNumber,
    };
    const updated = await attempt(() => theDesk().chooseRecipient(dossier.id, recipient, kept));
    if (!updated) return;
    adoptOrder(updated);
    formVersion.value += 1;
    setSearching(false);
  };
  return (
    <section class="sheet stack" aria-labelledby="buyer">
      <h2 id="buyer">{words.buyer}</h2>
      {chosen ? (
        <div class="row between">
          <p class="stack tight">
            <strong>{buyer.name || '—'}</strong>
            <span class="soft small number">SIRET {siret(buyer.siret)}</span>
          </p>
          <button type="button" class="button" onClick={() => setSearching(true)}>
            <Icon name="town" />
            {words.changeBuyer}
          </button>
        </div>
      ) : (
        <RecipientSearch
          start={searching ? '' : buyer.name}
          {...(searching ? {} : { read: { postcode: buyer.address.postcode, town: buyer.address.city } })}
          onChoose={(recipient, codes) => void choose(recipient, codes)}
        />
      )}
    </section>
  );
}
