import * as z from 'zod/mini';
import { isIsoDate } from '../invoice/dates.ts';
import { Invoice, restoreInvoice, sirenOf } from '../invoice/model.ts';
import { environments } from '../portal/environment.ts';
import { Confirmation, restoreConfirmations } from './confirmations.ts';
import { Order } from './order.ts';

/**
 * A dossier is one invoice on its way: what was captured, what was read, the draft, and where it stands with the portal.
 * Everything stored passes `restoreDossier()`: the one door between IndexedDB (or a backup file) and the app.
 */
const text = z.catch(z.string(), '');
const number = z.catch(z.number(), 0);

/** How an invoice goes to the portal: its PDF, its data typed line by line, or a Factur-X as a flow (`lib/portal/README.md`). */
export const routes = ['pdf', 'entry', 'facturx'] as const;

const Box = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });

/** How a field of the draft came to its value; keyed by the field's path in the invoice ("seller.siret", "totals.gross"). */
export const FieldTrace = z.object({
  confidence: z.catch(z.enum(['sure', 'check', 'missing']), 'check'),
  page: z.catch(z.nullable(z.number()), null),
  box: z.catch(z.nullable(Box), null),
  evidence: z.catch(z.array(z.string()), []),
  alternatives: z.catch(z.array(z.string()), []),
  /** The user looked at it or typed it: never doubted again. */
  confirmed: z.catch(z.boolean(), false),
});
export type FieldTrace = z.infer<typeof FieldTrace>;

/**
 * Where the invoice stands. « Envoyée » may be said of `deposited` alone, which cannot be built without what the portal answered.
 * `sending` is written before the first byte leaves, and marked `committed` before the request that creates the invoice. Found at start-up it means that
 * the page died: committed, it is in doubt (`sent-unconfirmed`) and the portal is asked; not committed, it is `ready` again.
 */
export const Stage = z.discriminatedUnion('state', [
  z.object({ state: z.literal('draft') }),
  z.object({
    state: z.literal('ready'),
    since: number,
    lastError: z.optional(z.object({ code: z.string(), detail: text, at: number })),
    attempts: number,
    retryAt: number,
    /** A request that could have created the invoice left once already: the portal is asked before it leaves again. */
    committed: z.catch(z.boolean(), false),
  }),
  z.object({
    state: z.literal('sending'),
    since: number,
    attempts: number,
    key: text,
    numeroFluxDepot: text,
    /** False while only files go up: the request that creates the invoice has not been made. A damaged record is doubted. */
    committed: z.catch(z.boolean(), true),
  }),
  z.object({
    state: z.literal('sent-unconfirmed'),
    since: number,
    attempts: number,
    key: text,
    numeroFluxDepot: text,
    checkAt: number,
    checks: number,
  }),
  z.object({
    state: z.literal('deposited'),
    identifiantFactureCPP: z.number(),
    /** The portal's number where it is not ours (route "entry"); "" = ours. */
    numeroFacture: text,
    depositedAt: text,
    certificate: text,
    status: text,
    statusAt: text,
    numeroFluxDepot: text,
    refreshedAt: number,
  }),
  z.object({
    /**
     * Sent by the user himself, through the portal's own form: what its page then said is kept, and nothing leaves from here any more. Without the portal's
     * identifier it is not `deposited`: the API could not ask about it. `sentence` is the portal's own.
     */
    state: z.literal('sent-by-form'),
    /** The number under which the portal holds it, "" = ours. */
    number: text,
    sentAt: text,
    status: text,
    statusAt: text,
    sentence: text,
    url: text,
    seenAt: number,
  }),
  z.object({ state: z.literal('refused'), since: number, code: z.string(), messages: z.catch(z.array(z.string()), []), numeroFluxDepot: text }),
]);
export type Stage = z.infer<typeof Stage>;
export type StageName = Stage['state'];

/** One line of what happened, oldest first; `text` is the portal's or the public agent's own words, shown as such. */
export const HistoryEntry = z.object({ at: text, code: text, text });
export type HistoryEntry = z.infer<typeof HistoryEntry>;

const Corner = z.object({ x: z.number(), y: z.number() });

/** A file of the dossier; its bytes are in the `files` store under `id`. */
export const FileReference = z.object({
  id: z.string(),
  name: text,
  type: text,
  size: number,
  /** `told`: what the billing tool's page said of the invoice (`told.ts`). */
  role: z.catch(z.enum(['source', 'page', 'words', 'told', 'portal-pdf', 'facturx', 'attachment']), 'attachment'),
  page: z.catch(z.number(), 0),
  width: number,
  height: number,
  /** Where the user set the corners of the page in a picture: top left, top right, bottom right, bottom left, in its upright pixels. */
  corners: z.catch(z.optional(z.readonly(z.tuple([Corner, Corner, Corner, Corner]))), undefined),
});
export type FileReference = z.infer<typeof FileReference>;

/** What a message to the buyer asks for. */
export const askable = ['service', 'engagement', 'either', 'both'] as const;
export type Asking = (typeof askable)[number];

export const errandKinds = ['recycle', 'complete', 'acknowledge'] as const;

/**
 * One thing asked of the portal about an invoice that it holds: its address mended under the same number (`recycle`), what was missing added
 * (`complete`), a rejection acknowledged. Kept like a deposit: written before it leaves, in doubt when no answer came, settled by asking.
 */
export const Errand = z.object({
  kind: z.enum(errandKinds),
  identifiantFactureCPP: z.number(),
  /** `refused` stays until the user asks something else. */
  state: z.catch(z.enum(['waiting', 'sending', 'unsure', 'refused']), 'unsure'),
  since: number,
  attempts: number,
  /** Not before, in milliseconds: the next try, or the next question. */
  retryAt: number,
  checks: number,
  comment: text,
  buyerSiret: text,
  buyerName: text,
  serviceCode: text,
  engagementNumber: text,
  /** Ids of files of the dossier that go with it. */
  files: z.catch(z.array(z.string()), []),
  /** Code of the last fault, "" when none; the portal's own words of a refusal. */
  fault: text,
  message: text,
});
export type Errand = z.infer<typeof Errand>;

export const Dossier = z.object({
  id: z.string(),
  /** Grows by one at each save: two tabs notice each other. */
  revision: number,
  createdAt: number,
  updatedAt: number,
  invoice: Invoice,
  traces: z.catch(z.record(z.string(), FieldTrace), {}),
  files: z.catch(z.array(FileReference), []),
  /** '' typed by hand; else how the reading got its words; `page`: from the values of a billing tool's page, without any file. */
  readBy: z.catch(z.enum(['', 'embedded-xml', 'text-layer', 'ocr', 'page']), ''),
  notices: z.catch(z.array(z.string()), []),
  /** Reading is running, done, or failed with this fault code. */
  reading: z.catch(z.enum(['none', 'waiting', 'done', 'failed']), 'none'),
  readingFault: text,
  /** Anomalies that the user said to be on the paper itself, by `confirmationKey()`. */
  confirmations: z.record(z.string(), Confirmation),
  /** Delivery notes that this invoice bills, by id. */
  deliveryNotes: z.catch(z.array(z.string()), []),
  /** The dossier is no invoice but an order that waits for its own. */
  order: z.catch(z.optional(Order), undefined),
  /** The order that this invoice was made of, or whose codes it took. */
  orderId: z.catch(z.optional(z.string()), undefined),
  /** When the buyer was asked for codes, in milliseconds, and for which. */
  asked: z.catch(z.optional(z.object({ at: z.number(), what: z.enum(askable) })), undefined),
  stage: z.catch(Stage, { state: 'draft' }),
  environment: z.catch(z.enum(environments), 'training'),
  route: z.catch(z.enum(routes), 'pdf'),
  history: z.catch(z.array(HistoryEntry), []),
  /** Every identifier the portal ever gave to an attempt of this dossier: an old one is no proof of a new deposit. */
  portalIds: z.catch(z.optional(z.array(z.number())), undefined),
  /** The day the user says the money came, ISO: many bodies never tell the portal. Absent while he said nothing. */
  paidOn: z.catch(z.optional(z.string().check(z.refine(isIsoDate))), undefined),
  /** The day the user closed the claim for late interest, received or given up, ISO. */
  claimClosedOn: z.catch(z.optional(z.string().check(z.refine(isIsoDate))), undefined),
  /** What was asked of the portal about a deposited invoice and is not settled yet (`errands.ts`). */
  errands: z.catch(z.array(Errand), []),
  /** Milliseconds, 0 = alive. A deleted dossier stays for undo, then is swept. */
  deletedAt: number,
});
export type Dossier = z.infer<typeof Dossier>;

/** What has no door of its own: an invoice that passed its door is not read twice, since a list opens with hundreds. */
const Rest = z.omit(Dossier, { invoice: true, confirmations: true, stage: true });

/** Any stored value as a dossier, or null when it has not even an id. Never throws. */
export function restoreDossier(value: unknown): Dossier | null {
  if (typeof value !== 'object' || value === null || !('id' in value) || typeof value.id !== 'string' || value.id === '') return null;
  const source = value as Record<string, unknown>;
  const result = Rest.safeParse(source);
  if (!result.success) return null;
  const invoice = restoreInvoice(source.invoice);
  return {
    ...result.data,
    invoice,
    confirmations: restoreConfirmations(source.confirmations),
    stage: restoreStage(source.stage, invoice),
  };
}

/**
 * A damaged stage that may have reached the portal must not become a draft that could leave again: it is doubted, and the portal asked.
 */
function restoreStage(value: unknown, invoice: Invoice): Stage {
  const result = Stage.safeParse(value);
  if (result.success) return result.data;
  const state = typeof value === 'object' && value !== null && 'state' in value ? value.state : 'draft';
  if (state !== 'sending' && state !== 'sent-unconfirmed' && state !== 'deposited' && state !== 'sent-by-form') return { state: 'draft' };
  return { state: 'sent-unconfirmed', since: 0, attempts: 0, key: idempotencyKey(invoice), numeroFluxDepot: '', checkAt: 0, checks: 0 };
}

/** Typed without any paper: no picture, no file, no page of a tool was read. */
export function isByHand(dossier: Pick<Dossier, 'readBy' | 'files'>): boolean {
  return dossier.readBy === '' && !dossier.files.some((file) => file.role === 'source' || file.role === 'told');
}

/** The one identity of an invoice for its supplier, in this environment: Chorus Pro refuses a number twice per supplier and year. */
export function idempotencyKey(invoice: Invoice): string {
  return `${invoice.seller.siret}:${invoice.issueDate.slice(0, 4)}:${invoice.invoiceNumber.trim().toUpperCase()}`;
}

/** Who is known to the portal under one set of keys: an account out of order must not stop the others. */
export function accountOf({ environment, invoice }: Pick<Dossier, 'environment' | 'invoice'>): string {
  return `${environment}/${sirenOf(invoice.seller)}`;
}
