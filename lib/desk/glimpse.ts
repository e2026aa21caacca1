import { isIsoDate } from '../invoice/dates.ts';
import type { Invoice } from '../invoice/model.ts';
import { environments } from '../portal/environment.ts';
import type { Asking, Dossier, Errand, Stage } from './dossier.ts';

type In<State extends Stage['state'], Key = never> = Pick<Extract<Stage, { state: State }>, ('state' | Key) & keyof Extract<Stage, { state: State }>>;

/** What the list says of where an invoice stands. */
type GlimpsedStage =
  | In<'draft' | 'sending' | 'sent-unconfirmed' | 'refused'>
  | (In<'ready'> & { lastError?: { code: string } | undefined })
  | In<'deposited', 'identifiantFactureCPP' | 'numeroFacture' | 'depositedAt' | 'status'>
  | In<'sent-by-form', 'number' | 'sentAt' | 'status'>;

/** What the list shows of a dossier, and nothing else of it. */
export type Glimpse = Pick<
  Dossier,
  'id' | 'revision' | 'createdAt' | 'updatedAt' | 'deletedAt' | 'notices' | 'reading' | 'environment' | 'history' | 'asked' | 'paidOn'
> & {
  order?: object | undefined;
  stage: GlimpsedStage;
  errands: readonly Pick<Errand, 'kind' | 'state'>[];
  invoice: Pick<Invoice, 'kind' | 'invoiceNumber' | 'issueDate' | 'currency' | 'alreadyPaid' | 'serviceCode' | 'engagementNumber'> & {
    seller: Pick<Invoice['seller'], 'name' | 'siret'>;
    buyer: Pick<Invoice['buyer'], 'name' | 'siret'>;
    delivery: Pick<Invoice['delivery'], 'date' | 'periodEnd'>;
    payment: Pick<Invoice['payment'], 'dueDate'>;
    totals: Pick<Invoice['totals'], 'gross' | 'payable'>;
  };
};

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const number: Check = Number.isFinite;
const flag: Check = (value) => typeof value === 'boolean';
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const has =
  (shape: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isRecord(value) && Object.entries(shape).every(([key, check]) => check(value[key]));
const all =
  (check: Check): Check =>
  (value) =>
    // spread: `every` alone passes over holes
    Array.isArray(value) && [...value].every(check);
const absentOr =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
/** Every name of a union, so that a new one does not compile before it stands here. */
const one =
  <Name extends string>(names: Readonly<Record<Name, 1>>): Check =>
  (value) =>
    typeof value === 'string' && Object.hasOwn(names, value);

const stages: Readonly<Record<Stage['state'], Check>> = {
  draft: isRecord,
  ready: has({ lastError: absentOr(has({ code: text })) }),
  sending: isRecord,
  'sent-unconfirmed': isRecord,
  deposited: has({ identifiantFactureCPP: number, numeroFacture: text, depositedAt: text, status: text }),
  'sent-by-form': has({ number: text, sentAt: text, status: text }),
  refused: has({ code: text }),
};

const looksRight = has({
  id: (id) => typeof id === 'string' && id !== '',
  revision: number,
  createdAt: number,
  updatedAt: number,
  deletedAt: number,
  notices: all(text),
  reading: one<Dossier['reading']>({ none: 1, waiting: 1, done: 1, failed: 1 }),
  environment: (value) => environments.some((known) => known === value),
  history: all(has({ at: text, code: text, text })),
  asked: absentOr(has({ at: number, what: one<Asking>({ service: 1, engagement: 1, either: 1, both: 1 }) })),
  paidOn: absentOr((day) => typeof day === 'string' && isIsoDate(day)),
  order: absentOr(isRecord),
  stage: (stage) =>
    isRecord(stage) && typeof stage.state === 'string' && Object.hasOwn(stages, stage.state) && stages[stage.state as Stage['state']](stage),
  errands: all(
    has({
      kind: one<Errand['kind']>({ recycle: 1, complete: 1, acknowledge: 1 }),
      state: one<Errand['state']>({ waiting: 1, sending: 1, unsure: 1, refused: 1 }),
      identifiantFactureCPP: number,
    }),
  ),
  invoice: has({
    kind: one<Invoice['kind']>({ invoice: 1, 'credit-note': 1 }),
    invoiceNumber: text,
    issueDate: text,
    currency: text,
    alreadyPaid: flag,
    serviceCode: text,
    engagementNumber: text,
    seller: has({ name: text, siret: text }),
    buyer: has({ name: text, siret: text }),
    delivery: has({ date: text, periodEnd: text }),
    payment: has({ dueDate: text }),
    totals: has({ gross: text, payable: text }),
  }),
});

/**
 * The narrow door of the first list: a stored record that would pass `restoreDossier` without any repair to what is shown. That door carries the whole
 * schema, which takes longer to build than the list to draw; where this one says no, the list waits for it. A property test holds the two to the same answers.
 */
export function isGlimpse(value: unknown): value is Glimpse {
  return looksRight(value);
}
