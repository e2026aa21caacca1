import { Fault } from '../../invoice/fault.ts';
import type { RecipientMemory } from '../api.ts';
import { type Article, restoreArticle } from '../articles.ts';
import { type DeliveryNote, restoreDeliveryNote } from '../delivery-note.ts';
import { type Dossier, idempotencyKey, restoreDossier, type Stage } from '../dossier.ts';
import { restoreRecipientMemory } from '../recipient-memory.ts';
import { LINEAGE } from './lineage.ts';
import { leavingValues } from './values.ts';

/** What a backup says, beside the bytes of its files: `coursier.json`. */
export const FORMAT = 'coursier-backup';
export const VERSION = 2;

export interface Contents {
  /** 'invoice': one, handed to another device; it brings nothing else. */
  kind: 'everything' | 'invoice';
  /** Milliseconds; 0 in the first version's backups. */
  madeAt: number;
  dossiers: Dossier[];
  deliveryNotes: DeliveryNote[];
  articles: Article[];
  recipients: RecipientMemory[];
  values: Record<string, unknown>;
}

/** Addresses to which secrets are sent: taken from a sealed backup alone, which has its maker's passphrase. */
const addresses = ['relay', 'other'];

/** Every item through its own door. Faults: 'backup-newer', 'backup-broken'. */
export function readContents(json: string, { sealed }: { sealed: boolean }): Contents {
  let source: unknown;
  try {
    source = JSON.parse(json);
  } catch (error) {
    throw new Fault('backup-broken', 'json', { cause: error });
  }
  if (!isRecord(source) || source.format !== FORMAT) throw new Fault('backup-broken', 'format');
  if (typeof source.version === 'number' && source.version > VERSION) throw new Fault('backup-newer', `contents ${source.version}`);
  if (!Array.isArray(source.dossiers)) throw new Fault('backup-broken', 'dossiers');
  const dossiers = restored(source.dossiers, restoreDossier, ({ id }) => id).map(broughtIn);
  const madeAt = typeof source.madeAt === 'number' ? source.madeAt : 0;
  const values = valuesIn(source, sealed);
  if (source.kind === 'invoice') {
    const lineage = LINEAGE in values ? { [LINEAGE]: values[LINEAGE] } : {};
    return { kind: 'invoice', madeAt, dossiers: dossiers.slice(0, 1), deliveryNotes: [], articles: [], recipients: [], values: lineage };
  }
  return {
    kind: 'everything',
    madeAt,
    dossiers,
    deliveryNotes: restored(source.deliveryNotes, restoreDeliveryNote, ({ id }) => id),
    articles: restored(source.articles, restoreArticle, ({ key }) => key),
    recipients: restored(source.recipients, restoreRecipientMemory, ({ recipient }) => recipient.siret),
    values,
  };
}

function valuesIn(source: Record<string, unknown>, sealed: boolean): Record<string, unknown> {
  // The first version had the profile alone.
  const values = isRecord(source.values) ? leavingValues(source.values) : isRecord(source.profile) ? leavingValues({ profile: source.profile }) : {};
  if (!sealed && isRecord(values.settings))
    values.settings = Object.fromEntries(Object.entries(values.settings).filter(([name]) => !addresses.includes(name)));
  return values;
}

/**
 * What was on its way when the backup was made may have arrived since, or been taken back: only the portal knows. What had not left is a draft again,
 * that the user sends if he wants; what may have left is a doubt, and the portal is asked. So it is with what was asked of the portal since.
 */
export function broughtIn(dossier: Dossier): Dossier {
  const errands = dossier.errands
    .filter(({ state }) => state !== 'waiting')
    .map((errand) => (errand.state === 'sending' ? { ...errand, state: 'unsure' as const, retryAt: 0 } : errand));
  return { ...dossier, stage: stageBroughtIn(dossier), errands };
}

function stageBroughtIn({ stage, invoice }: Dossier): Stage {
  if (stage.state !== 'ready' && stage.state !== 'sending') return stage;
  if (!stage.committed) return { state: 'draft' };
  const key = stage.state === 'sending' ? stage.key : idempotencyKey(invoice);
  const numeroFluxDepot = stage.state === 'sending' ? stage.numeroFluxDepot : '';
  return { state: 'sent-unconfirmed', since: stage.since, attempts: stage.attempts, key, numeroFluxDepot, checkAt: 0, checks: 0 };
}

function restored<T>(values: unknown, restore: (value: unknown) => T | null, keyOf: (item: T) => string): T[] {
  const items = (Array.isArray(values) ? values : []).map(restore).filter((value) => value !== null);
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
