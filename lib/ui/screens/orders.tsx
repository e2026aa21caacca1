import '../styles/invoice.css';
import '../styles/books.css';
import type { WaitingOrder } from '../../desk/api-recipients.ts';
import { reload } from '../actions.ts';
import { day, money } from '../format.ts';
import { useGesture } from '../hooks.ts';
import { reloadOrders, useOrders } from '../orders.ts';
import { Head } from '../parts/head.tsx';
import { Icon } from '../parts/icon.tsx';
import { go, to } from '../router.ts';
import type { ScreenProps } from '../screens.ts';
import { say, shell, theDesk } from '../state.ts';
import { orders as words } from '../words/fr/orders.ts';
import { shell as shellWords } from '../words/fr/shell.ts';

/** A draft of the order, with the way back. */
export async function bill(id: string): Promise<void> {
  const made = await (await theDesk().orders()).bill(id);
  await Promise.all([reload(), reloadOrders()]);
  go(to('facture', made.id));
  say(words.billed, {
    label: shellWords.undo,
    run: () =>
      void theDesk()
        .remove(made.id)
        .then(() => Promise.all([reload(), reloadOrders()]))
        .then(() => go(to('commande', id))),
  });
}

function Row({ order: { dossier, billed, invoices, done } }: { order: WaitingOrder }) {
  const { invoice, order } = dossier;
  const [busy, run] = useGesture();
  const drafted = invoices.some(({ stage }) => stage.state === 'draft');
  const facts = [
    invoice.engagementNumber ? words.engagement(invoice.engagementNumber) : words.noEngagement,
    invoice.delivery.name,
    !done && Number(billed) > 0 && invoice.totals.net && words.part(money(billed), money(invoice.totals.net)),
    drafted && words.draft,
  ];
  return (
    <li class="stack tight">
      <a class="note-row" href={to('commande', dossier.id)}>
        <strong>{invoice.buyer.name || words.noBuyer}</strong>
        <span class="number">{invoice.totals.net && money(invoice.totals.net)}</span>
        <span class="soft small">{words.open(day(order?.orderedOn ?? ''))}</span>
        <span class="soft small">{facts.filter(Boolean).join(' · ')}</span>
      </a>
      {!done && !drafted && (
        <div class="order-act">
          <button type="button" class="button" disabled={busy} onClick={() => run(() => bill(dossier.id))}>
            <Icon name="file" />
            {words.bill}
          </button>
        </div>
      )}
    </li>
  );
}

export default function Orders(_: ScreenProps) {
  const orders = useOrders();
  const waiting = orders?.filter(({ done }) => !done) ?? [];
  const done = orders?.filter((order) => order.done) ?? [];
  return (
    <div class="stack wide">
      <div class="stack">
        <Head title={words.title} back={to()} />
        <p class="soft">{words.intro}</p>
      </div>
      {orders && (
        <section class="stack" aria-labelledby="to-bill">
          <h2 id="to-bill">{words.waiting}</h2>
          {waiting.length === 0 && <p class="soft">{words.none}</p>}
          {waiting.length > 0 && (
            <ul class="sheet notes orders">
              {waiting.map((order) => (
                <Row key={order.dossier.id} order={order} />
              ))}
            </ul>
          )}
        </section>
      )}
      {done.length > 0 && (
        <details class="more">
          <summary>
            <Icon name="next" />
            {words.done} ({done.length})
          </summary>
          <ul class="sheet notes orders">
            {done.slice(0, 200).map((order) => (
              <Row key={order.dossier.id} order={order} />
            ))}
          </ul>
        </details>
      )}
      <div class="dock">
        <a class="button main" href={to(shell.value?.surface === 'extension' ? 'ajouter' : 'photo')}>
          <Icon name={shell.value?.surface === 'extension' ? 'plus' : 'camera'} />
          {words.capture}
        </a>
        {shell.value?.surface !== 'extension' && (
          <a class="button side" href={to('ajouter')} aria-label={shellWords.add}>
            <Icon name="plus" />
          </a>
        )}
      </div>
    </div>
  );
}
