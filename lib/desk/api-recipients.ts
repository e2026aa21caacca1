import type { Match, Recipient, Service } from '../directory/recipient.ts';
import type { Notice } from '../directory/requirements.ts';
import type { GivenCodes } from '../extraction/reply.ts';
import type { Asking, Dossier } from './dossier.ts';
import type { Codes, RecipientMemory, RefusedCode, SiteCodes } from './recipient-memory.ts';

/** A match as the picker shows it. */
export interface Found extends Match {
  /** INSEE code of the department ("59", "2A", "974"), "" unknown: towns that share a name are told apart by it. */
  department: string;
}

/** A name that was read on paper: letters may be wrong, the address beside it helps. */
export interface ReadName {
  postcode: string;
  town: string;
}

/** What is worth knowing of a recipient before going on. */
export interface Advice {
  /** Those that may be proposed: open, and not reserved for public bodies. */
  services: Service[];
  /** Most serious first; `offer`: who pays instead, in one press. */
  notices: (Notice & { offer: Recipient | null })[];
  /** « Lequel ? »: the budgets of one body, main one first. Null when there is nothing to choose. */
  budgets: { sentence: string; recipients: Recipient[] } | null;
}

/** What may be taken in one press: the codes that worked, by site, and the orders of this recipient that wait for their invoice. */
export interface Proposals {
  sites: SiteCodes[];
  /** Not proposed, and why. */
  refused: RefusedCode[];
  orders: Dossier[];
}

/** Whom to bill, with which codes, and what to ask when they lack. */
export interface WhoPays {
  advice(dossier: Dossier): Promise<Advice>;
  /** A text that names a primary school or a canteen: the communes that may pay for it, at most three (towns share names). Null for any other text. */
  payersFor(text: string): Promise<{ sentence: string; payers: Recipient[] } | null>;
  proposals(dossier: Dossier): Promise<Proposals>;
  /** One undo step; the site of the delivery goes along where the invoice names none. Fault 'not-ready' for what left. */
  takeCodes(id: string, codes: Codes & { site: string }, orderId?: string): Promise<Dossier>;
  /** The message left the app for the buyer; null takes it back. */
  asked(id: string, what: Asking | null): Promise<Dossier>;
  /** The codes that an answer gives, as the user pasted it. */
  codesIn(text: string): Promise<GivenCodes>;
  /** Everything remembered of recipients. */
  remembered(): Promise<RecipientMemory[]>;
  forget(siret: string): Promise<void>;
  forgetSite(siret: string, site: string): Promise<void>;
  /** As it was before something was forgotten. */
  keep(memory: RecipientMemory): Promise<void>;
  proposeAgain(siret: string, refusal: Pick<RefusedCode, 'field' | 'code'>): Promise<void>;
}

/** An order with the invoices that bill it. */
export interface WaitingOrder {
  dossier: Dossier;
  /** Drafts among them. */
  invoices: Dossier[];
  /** Excluding VAT, drafts left out. */
  billed: string;
  /** Billed in full, or the user said that nothing more will come. */
  done: boolean;
}

/** Orders that were read, waiting for their invoice. */
export interface Orders {
  /** Those that wait first, latest order first. */
  list(): Promise<WaitingOrder[]>;
  open(id: string): Promise<WaitingOrder | null>;
  /** What was read as an invoice is an order, or the other way round. Fault 'not-ready' for what left. */
  turn(id: string, into: 'order' | 'invoice'): Promise<Dossier>;
  /** ISO day of the order. */
  date(id: string, day: string): Promise<Dossier>;
  /** « Plus rien à facturer », and back. */
  close(id: string, closed: boolean): Promise<Dossier>;
  /** A draft with its recipient, codes, site and lines, in the seller's series. */
  bill(id: string): Promise<Dossier>;
}
