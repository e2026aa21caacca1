import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { Fault } from '../invoice/fault.ts';
import type { RecipientMemory } from './api.ts';
import { type Article, restoreArticle } from './articles.ts';
import { type DeliveryNote, restoreDeliveryNote } from './delivery-note.ts';
import { type Dossier, restoreDossier } from './dossier.ts';
import { restoreRecipientMemory } from './memory.ts';
import { type Profile, restoreProfile } from './settings.ts';
import type { NewFile } from './store/store.ts';

const FORMAT = 'coursier-backup';
/** A backup is the user's own file, yet a zip can lie about its size: nothing above this is unpacked. */
const MAX_UNPACKED_BYTES = 500_000_000;

export interface Backup {
  dossiers: { dossier: Dossier; files: NewFile[] }[];
  recipients: RecipientMemory[];
  deliveryNotes: DeliveryNote[];
  articles: Article[];
  profile: Profile | null;
}

/** Everything as one ZIP: `coursier.json` and the files beside it. Credentials are left out on purpose. */
export async function writeBackup(
  dossiers: readonly Dossier[],
  file: (id: string) => Promise<Uint8Array | null>,
  rest: { profile: Profile; recipients: readonly RecipientMemory[]; deliveryNotes: readonly DeliveryNote[]; articles: readonly Article[] },
): Promise<Uint8Array> {
  const entries: Record<string, Uint8Array> = {};
  for (const dossier of dossiers)
    for (const reference of dossier.files) {
      const bytes = await file(reference.id);
      if (bytes) entries[`files/${reference.id}`] = bytes;
    }
  entries['coursier.json'] = strToU8(JSON.stringify({ format: FORMAT, version: 1, dossiers, ...rest }));
  // Pictures and PDFs are compressed already: level 1 packs the JSON and loses no time on the rest.
  return zipSync(entries, { level: 1 });
}

/** Fault 'backup-broken' when the bytes are not one of our backups. Every dossier passes the usual door. */
export function readBackup(bytes: Uint8Array): Backup {
  let entries: Record<string, Uint8Array>;
  let content: unknown;
  try {
    let unpacked = 0;
    entries = unzipSync(bytes, {
      filter(entry) {
        unpacked += entry.originalSize;
        if (unpacked > MAX_UNPACKED_BYTES) throw new Error('too big');
        return entry.name === 'coursier.json' || entry.name.startsWith('files/');
      },
    });
    content = JSON.parse(strFromU8(entries['coursier.json'] ?? new Uint8Array()));
  } catch (error) {
    throw new Fault('backup-broken', '', { cause: error });
  }
  if (!isRecord(content) || content.format !== FORMAT || !Array.isArray(content.dossiers)) throw new Fault('backup-broken', 'format');
  const dossiers = content.dossiers.map(restoreDossier).filter((dossier) => dossier !== null);
  return {
    dossiers: dossiers.map((dossier) => ({
      // What was on its way when the backup was made may have arrived since: only the portal knows, so it is asked before anything is sent.
      dossier: dossier.stage.state === 'ready' ? { ...dossier, stage: { state: 'draft' } } : dossier,
      files: dossier.files.flatMap((reference) => {
        const content = entries[`files/${reference.id}`];
        return content ? [{ reference, bytes: content }] : [];
      }),
    })),
    recipients: restored(content.recipients, restoreRecipientMemory),
    // Backups made before these existed hold none.
    deliveryNotes: restored(content.deliveryNotes, restoreDeliveryNote),
    articles: restored(content.articles, restoreArticle),
    profile: isRecord(content.profile) ? restoreProfile(content.profile) : null,
  };
}

function restored<T>(values: unknown, restore: (value: unknown) => T | null): T[] {
  return (Array.isArray(values) ? values : []).map(restore).filter((value) => value !== null);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
