import type { Proposals } from '../../desk/api-recipients.ts';
import type { Dossier } from '../../desk/dossier.ts';
import type { Codes } from '../../desk/recipient-memory.ts';
import { attempt } from '../actions.ts';
import { adopt, formVersion, settled } from '../edits.ts';
import { day, money } from '../format.ts';
import { useWhoPays } from '../recipients.ts';
import { announce, theDesk } from '../state.ts';
import { proposed as words } from '../words/fr/recipient.ts';
import { Icon } from './icon.tsx';

const said = ({ serviceCode, engagementNumber, contractNumber }: Codes): string =>
  [
    serviceCode && words.service(serviceCode),
    engagementNumber && words.engagement(engagementNumber),
    contractNumber && words.contract(contractNumber),
  ]
    .filter(Boolean)
    .join(' · ');

const same = (invoice: Codes, codes: Codes) =>
  invoice.serviceCode === codes.serviceCode &&
  invoice.engagementNumber === codes.engagementNumber &&
  (codes.contractNumber === '' || invoice.contractNumber === codes.contractNumber);

function Taken() {
  return (
    <span class="lights">
      <span class="tag accent">
        <Icon name="check" />
        {words.onInvoice}
      </span>
    </span>
  );
}

/** « Comme la dernière fois »: the codes that worked for each place, and the orders that wait for their invoice; each is one press. */
export function LastTime({ dossier }: { dossier: Dossier }) {
  const { invoice, id, revision, orderId } = dossier;
  const given: Proposals | null = useWhoPays((cases) => cases.proposals(dossier), [id, revision]);
  if (!given) return null;
  const take = (codes: Codes & { site: string }, order?: string) =>
    void attempt(async () => {
      await settled(id);
      adopt(await (await theDesk().whoPays()).takeCodes(id, codes, order));
      formVersion.value += 1;
      announce(order === undefined ? words.taken : words.orderTaken);
    });
  const orders = given.orders.map((order) => ({
    order,
    codes: { ...order.invoice, site: order.invoice.delivery.name },
    taken: order.id === orderId && same(invoice, order.invoice),
  }));
  const several = given.sites.length > 1;
  return (
    <>
      {orders.length > 0 && (
        <div class="stack tight">
          <h3>{words.orders}</h3>
          {orders.map(({ order, codes, taken }) => (
            <button key={order.id} type="button" class="hit" aria-pressed={taken} onClick={() => take(codes, order.id)}>
              <strong>
                {words.order(day(order.order?.orderedOn ?? ''))}
                {order.invoice.totals.net && ` · ${money(order.invoice.totals.net)}`}
              </strong>
              <span class="soft">{[said(codes), codes.site].filter(Boolean).join(' · ')}</span>
              {taken && <Taken />}
            </button>
          ))}
        </div>
      )}
      {given.sites.length > 0 && (
        <div class="stack tight" data-testid="last-time">
          <h3>{words.title}</h3>
          {given.sites.slice(0, 6).map((site) => (
            <button key={`${site.site}|${said(site)}`} type="button" class="hit" aria-pressed={same(invoice, site)} onClick={() => take(site)}>
              {(several || site.site !== '') && <strong>{words.site(site.site)}</strong>}
              <span>{said(site)}</span>
              <span class="soft small">{words.on(day(site.usedOn))}</span>
              {same(invoice, site) && <Taken />}
            </button>
          ))}
        </div>
      )}
      {given.refused.length > 0 && (
        <details class="more">
          <summary>
            <Icon name="next" />
            {words.refused} ({given.refused.length})
          </summary>
          <ul class="stack tight">
            {given.refused.map(({ field, code, on, why }) => (
              <li key={`${field}${code}`}>
                {words.refusedCode[field]} <strong>{code}</strong>, {words.refusedOn(day(on), why)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
