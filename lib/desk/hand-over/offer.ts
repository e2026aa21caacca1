import * as z from 'zod/mini';
import { fingerprint, hasSeen, type Lineage } from '../backup/lineage.ts';
import type { Dossier, StageName } from '../dossier.ts';

/** What one side tells of an invoice before handing it over: enough to show it and to know whether it is here already. */
const shortText = z.pipe(
  z.catch(z.string(), ''),
  z.transform((text: string) => text.slice(0, 200)),
);
const stageNames = ['draft', 'ready', 'sending', 'sent-unconfirmed', 'sent-by-form', 'deposited', 'refused'] as const satisfies readonly StageName[];

export const Offer = z.object({
  id: z.string().check(z.minLength(1), z.maxLength(100)),
  /** Of its content, as the lineage keeps it. */
  print: z.string().check(z.regex(/^[0-9a-f]{20}$/)),
  state: z.enum(stageNames),
  /** The portal's own number of a deposit, 0 for none, and its last status. */
  deposit: z.catch(z.number(), 0),
  status: shortText,
  /** Milliseconds. */
  updatedAt: z.catch(z.number(), 0),
  number: shortText,
  buyer: shortText,
  gross: shortText,
  currency: shortText,
  /** Over there, the user asked for it here: it comes without another press. */
  wanted: z.catch(z.boolean(), false),
});
export type Offer = z.infer<typeof Offer>;

/** No freelancer has as many at once; a page that sends more is cut short. */
const MOST_OFFERS = 2_000;

/** Offers as another side sent them; those that are none are left out. Never throws. */
export function restoreOffers(value: unknown): Offer[] {
  const offers = (Array.isArray(value) ? value.slice(0, MOST_OFFERS) : []).map((item) => Offer.safeParse(item));
  const sound = offers.flatMap((result) => (result.success ? [result.data] : []));
  return [...new Map(sound.map((offer) => [offer.id, offer])).values()];
}

export function offerOf(dossier: Dossier, wanted = false): Offer {
  const { id, stage, invoice, updatedAt } = dossier;
  return {
    id,
    print: fingerprint(dossier),
    state: stage.state,
    deposit: stage.state === 'deposited' ? stage.identifiantFactureCPP : 0,
    status: stage.state === 'deposited' || stage.state === 'sent-by-form' ? `${stage.status} ${stage.statusAt}` : '',
    updatedAt,
    number: invoice.invoiceNumber,
    buyer: invoice.buyer.name,
    gross: invoice.totals.gross || invoice.totals.payable,
    currency: invoice.currency,
    wanted,
  };
}

/** Has left, or may have: the portal knows it, or must be asked. */
export const hasLeft = (state: StageName) => state !== 'draft' && state !== 'ready';

/**
 * | gives       | when                                                                                   | then                                   |
 * |-------------|----------------------------------------------------------------------------------------|----------------------------------------|
 * | `new`       | a draft that is not here                                                               | proposed to the user                   |
 * | `theirs`    | a draft on both sides, theirs never seen here                                          | proposed: the later version            |
 * | `ours`      | a draft on both sides, theirs is an ancestor of ours                                   | proposed: ours goes back               |
 * | `left`      | on both sides, gone to the portal on one of them, and the two do not say the same      | told to the other at once, both ways   |
 * | `same`      | nothing to do: equal, waiting to leave over there, deleted here since, or not a draft   |                                        |
 */
export type Standing = 'new' | 'theirs' | 'ours' | 'left' | 'same';

export function standingOf(offer: Offer, mine: Dossier | null, lineage: Lineage): Standing {
  if (!mine) return offer.state === 'draft' ? 'new' : 'same';
  const here = offerOf(mine);
  if (hasLeft(here.state) || hasLeft(offer.state)) {
    // On its way over there, a doubt here: what there is to know until it arrives.
    if (offer.state === 'sending' && here.state === 'sent-unconfirmed') return 'same';
    return here.state === offer.state && here.deposit === offer.deposit && here.status === offer.status ? 'same' : 'left';
  }
  if (here.print === offer.print || offer.state === 'ready' || here.state === 'ready') return 'same';
  const seen = hasSeen(lineage, offer);
  // Deleted here: only a version that was not known then is worth a word.
  if (mine.deletedAt !== 0) return seen || mine.deletedAt >= offer.updatedAt ? 'same' : 'theirs';
  return seen ? 'ours' : 'theirs';
}
