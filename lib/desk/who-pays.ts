import type { Recipient } from '../directory/recipient.ts';
import { noticesOf, proposedServices, schoolRedirect } from '../directory/requirements.ts';
import { codesIn } from '../extraction/reply.ts';
import type { Proposals, WhoPays } from './api-recipients.ts';
import type { Bench } from './bench.ts';
import type { Checking } from './checking.ts';
import type { Dossier } from './dossier.ts';
import { orderState } from './engagements.ts';
import { changed, confirmed, editable } from './history.ts';
import { codesOf, siteOf } from './memory.ts';
import { placeKey, proposals } from './recipient-memory.ts';
import type { DirectoryView } from './stages.ts';

/** Communes offered for a school: a name shared by more is for the search. */
const MOST_PAYERS = 3;

/**
 * « école Jean Jaurès, Vitré »: the town is how the text ends. The longest ending that is the very name of a commune is taken; near misses are not offered,
 * since a school's own name looks like many towns.
 */
function communesNamed(text: string, directory: DirectoryView, environment: Dossier['environment'], department: string): Recipient[] {
  const words = placeKey(text)
    .split(' ')
    .filter((word) => word !== '');
  for (let from = Math.max(1, words.length - 6); from < words.length; from++) {
    const ending = words.slice(from).join(' ');
    const named = directory
      .search(`mairie ${ending}`, { mode: 'type', environment, department, limit: 12 })
      .map(({ recipient }) => recipient)
      .filter(({ kind, town, active }) => kind === 'commune' && active !== false && placeKey(town) === ending.replace(/\bst\b/g, 'saint'));
    if (named.length > 0) return named.slice(0, MOST_PAYERS);
  }
  return [];
}

/** Whom to bill, with which codes, and what to ask when they lack. */
export function whoPaysCases(bench: Bench, { recipientOf }: Checking): WhoPays {
  const { platform, store, memories, alive, orders, settings } = bench;
  const opened = () => bench.directory().catch(() => null);

  /** The first recipient that a redirect of the directory finds; a SIRET finds itself. */
  async function payer(redirect: string, department: string): Promise<Recipient | null> {
    const [found, { environment }] = await Promise.all([opened(), settings()]);
    if (!found || redirect === '' || redirect === 'mairie') return null;
    const [best] = found.search(redirect, { mode: 'type', environment, department, limit: 1 });
    return best && best.recipient.active !== false && best.score > 0.5 ? best.recipient : null;
  }

  const departmentOfSeller = async () => (await bench.profile()).seller.address.postcode.slice(0, 2);

  return {
    async advice(dossier) {
      const [recipient, found, department] = await Promise.all([recipientOf(dossier), opened(), departmentOfSeller()]);
      if (!recipient) return { services: [], notices: [], budgets: null };
      const known = noticesOf(recipient, dossier.invoice.serviceCode.trim());
      const notices = await Promise.all(
        known.map(async (notice) => ({
          ...notice,
          offer: notice.kind === 'closed' ? (found?.successor?.(recipient) ?? null) : await payer(notice.redirect, department),
        })),
      );
      return { services: proposedServices(recipient), notices, budgets: found?.budgets?.(recipient.siren) ?? null };
    },
    async payersFor(text) {
      const notice = schoolRedirect(text, '');
      if (!notice) return null;
      const [found, { environment }, department] = await Promise.all([opened(), settings(), departmentOfSeller()]);
      return { sentence: notice.sentence, payers: found ? communesNamed(text, found, environment, department) : [] };
    },
    async proposals(dossier): Promise<Proposals> {
      const { invoice } = dossier;
      const [memory, kept, invoices] = await Promise.all([memories.get(invoice.buyer.siret), orders(), alive()]);
      const siren = invoice.buyer.siret.slice(0, 9);
      return {
        sites: memory ? proposals(memory, siteOf(invoice)) : [],
        refused: (memory?.refused ?? []).filter(({ lifted }) => !lifted),
        orders: kept.filter((order) => {
          if (siren.length < 9 || !order.invoice.buyer.siret.startsWith(siren)) return false;
          return (
            order.id === dossier.orderId ||
            !orderState(
              order,
              invoices.filter(({ id }) => id !== dossier.id),
            ).done
          );
        }),
      };
    },
    takeCodes: (id, { site, ...codes }, orderId) =>
      store.update(id, (dossier, undo) => {
        editable(dossier);
        const { delivery } = dossier.invoice;
        const name = delivery.name.trim() === '' ? site : delivery.name;
        const invoice = { ...dossier.invoice, ...codesOf(codes), delivery: { ...delivery, name } };
        const change = changed(dossier, undo, { label: '', invoice }, platform.clock.now());
        const traces = { ...dossier.traces };
        for (const path of Object.keys(codesOf(codes))) traces[path] = confirmed(traces[path]);
        return { ...change, dossier: { ...change.dossier, traces, ...(orderId === undefined ? {} : { orderId }) } };
      }),
    asked: (id, what) =>
      store.update(id, (dossier) => {
        const now = platform.clock.now();
        const asked: Dossier['asked'] = what === null ? undefined : { at: now, what };
        return { dossier: { ...dossier, asked, updatedAt: now } };
      }),
    codesIn: async (text) => codesIn(text),
    async remembered() {
      const { environment } = await settings();
      const known = await memories.list();
      return known.filter(
        ({ uses, refused, recipient }) => (uses > 0 || refused.length > 0) && (environment !== 'production' || recipient.origin !== 'training'),
      );
    },
    forget: (siret) => memories.forget(siret),
    async forgetSite(siret, site) {
      const memory = await memories.get(siret);
      if (memory) await memories.keep({ ...memory, sites: memory.sites.filter((one) => placeKey(one.site) !== placeKey(site)) });
    },
    keep: (memory) => memories.keep(memory),
    proposeAgain: (siret, refusal) => memories.proposeAgain(siret, refusal),
  };
}
