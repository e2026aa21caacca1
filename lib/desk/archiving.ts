import { Fault } from '../invoice/fault.ts';
import type { Backups, OpenedBackup } from './api-backups.ts';
import { ArticleMemories } from './article-memory.ts';
import { restoreArticle } from './articles.ts';
import type { Contents } from './backup/contents.ts';
import { openSealed } from './backup/frames.ts';
import { given, LINEAGE, restoreLineage } from './backup/lineage.ts';
import { type Kept, type Merge, type MergeSummary, merge } from './backup/merge.ts';
import { leavingValues } from './backup/values.ts';
import { formOf, type OpenBackup, openBackup, writeBackup } from './backup.ts';
import type { Bench } from './bench.ts';
import type { Dossier } from './dossier.ts';
import { archiveStem } from './file-names.ts';
import { codesOf } from './invoice-codes.ts';
import { restoreRecipientMemory } from './recipient-memory.ts';
import { REMINDER } from './reminder.ts';
import { bulkWrite, fileIds, type Snapshot, STAGED, snapshot, stageFiles, sweepStaged } from './store/bulk.ts';

/** Held while a restore brings files in, so that nobody sweeps them meanwhile. */
const RESTORE_LOCK = 'coursier-restore';
/** Files are brought in by transactions of about this size. */
const STAGING_BYTES = 8_388_608;

/** Backup, restore, and the file that carries one invoice to another device. */
export function backupCases(bench: Bench): Backups {
  const { store, platform } = bench;

  /** The device as it is, with its drafts noted as given. */
  async function contentsNow(): Promise<Contents> {
    // Seeds the memory of articles where that was still to be done.
    await new ArticleMemories(bench).all();
    const kept = keptOf(await store.inBulk(snapshot));
    const lineage = given(restoreLineage(kept.values[LINEAGE]), kept.dossiers);
    return {
      ...kept,
      kind: 'everything',
      madeAt: platform.clock.now(),
      values: { ...leavingValues(kept.values), ...(Object.keys(lineage).length > 0 ? { [LINEAGE]: lineage } : {}) },
    };
  }

  async function restore({ contents, files }: OpenBackup, onProgress?: (ratio: number) => void): Promise<MergeSummary> {
    return locked(async () => {
      await store.inBulk(sweepStaged);
      try {
        await bringFilesIn(contents.dossiers, files, onProgress);
        const { summary } = await store.inBulk((database) =>
          bulkWrite(database, (stored) => changeOf(merge(keptOf(stored), contents), platform.clock.now())),
        );
        return summary;
      } catch (error) {
        await store.inBulk(sweepStaged).catch(() => undefined);
        throw Fault.from(error, 'storage-broken');
      }
    });
  }

  async function bringFilesIn(dossiers: readonly Dossier[], files: OpenBackup['files'], onProgress?: (ratio: number) => void): Promise<void> {
    const present = await store.inBulk(fileIds);
    const wanted = new Map(dossiers.flatMap(({ id, files: references }) => references.map((file) => [file.id, id] as const)));
    for (const id of present) wanted.delete(id);
    if (wanted.size === 0) return;
    const total = wanted.size;
    await store.setValue(STAGED, [...wanted.keys()]);
    let batch: { id: string; dossierId: string; bytes: Uint8Array }[] = [];
    let size = 0;
    const flush = async () => {
      const going = batch;
      batch = [];
      size = 0;
      await store.inBulk((database) => stageFiles(database, going));
      onProgress?.((total - wanted.size) / total);
    };
    for await (const { id, bytes } of files()) {
      const dossierId = wanted.get(id);
      if (dossierId === undefined) continue;
      wanted.delete(id);
      batch.push({ id, dossierId, bytes });
      size += bytes.length;
      if (size > STAGING_BYTES) await flush();
    }
    if (batch.length > 0) await flush();
  }

  async function locked<T>(work: () => Promise<T>): Promise<T> {
    const result = await platform.lock(RESTORE_LOCK, async () => ({ value: await work() }));
    if (!result) throw new Fault('storage-blocked', RESTORE_LOCK);
    return result.value;
  }

  return {
    async write(passphrase, { signal, onProgress } = {}) {
      const contents = await contentsNow();
      const blob = await writeBackup(contents, (id) => store.file(id), { passphrase, signal, onProgress });
      const ending = passphrase === '' ? 'zip' : 'coursier';
      const invoices = contents.dossiers.filter(({ deletedAt }) => deletedAt === 0).length;
      return { name: `coursier-${platform.clock.today()}.${ending}`, blob, invoices };
    },
    async handedOver() {
      const dossiers = await store.list();
      await store.setValue(LINEAGE, given(restoreLineage(await store.value(LINEAGE)), dossiers));
      await store.setValue(REMINDER, { lastBackupAt: platform.clock.now(), postponedUntil: 0 });
    },
    async writeInvoice(id, { papers = true } = {}) {
      const dossier = await bench.need(id);
      const known = restoreLineage(await store.value(LINEAGE));
      const lineage = given(known, await store.list());
      // A write is told to every listener: one that changes nothing must not be.
      if (JSON.stringify(lineage) !== JSON.stringify(known)) await store.setValue(LINEAGE, lineage);
      const contents: Contents = {
        kind: 'invoice',
        madeAt: platform.clock.now(),
        dossiers: [{ ...dossier, deliveryNotes: [], files: papers ? dossier.files : [] }],
        deliveryNotes: [],
        articles: [],
        recipients: [],
        values: { [LINEAGE]: { [id]: lineage[id] ?? [] } },
      };
      const blob = await writeBackup(contents, (file) => store.file(file), { passphrase: '' });
      return { name: `${archiveStem(dossier.invoice)}.coursier`, blob, invoices: 1 };
    },
    async codes(id) {
      const { invoice, stage } = await bench.need(id);
      // The codes say nothing of the portal: what left, or is about to, must not become a draft elsewhere.
      if (stage.state !== 'draft') throw new Fault('not-ready', `stage ${stage.state}`);
      return codesOf({ id, invoice });
    },
    async receive({ id, invoice }) {
      const known = id === '' ? null : await store.get(id);
      const same = known?.deletedAt === 0 && JSON.stringify(known.invoice) === JSON.stringify(invoice);
      if (same) return known;
      const blank = bench.blankDossier(invoice, await bench.settings());
      // Its own identifier, where nothing has it: a backup of the first device will know it again, and bring the pictures.
      return store.insert(known || id === '' ? blank : { ...blank, id });
    },
    async formOf(file) {
      const form = await formOf(file);
      if (form === 'sealed') await openSealed(file);
      return form;
    },
    async open(file, passphrase = '', onProgress): Promise<OpenedBackup> {
      const opened = await openBackup(file, passphrase, onProgress);
      const { contents } = opened;
      const { summary } = merge(keptOf(await store.inBulk(snapshot)), contents);
      return {
        kind: contents.kind,
        madeAt: contents.madeAt,
        id: contents.dossiers[0]?.id ?? '',
        summary,
        restore: (progress) => restore(opened, progress),
      };
    },
    async sweep() {
      // A note of files while nobody holds the lock is that of a page that died.
      if (await store.value(STAGED)) await platform.lock(RESTORE_LOCK, () => store.inBulk(sweepStaged), { ifAvailable: true });
    },
  };
}

function keptOf({ articles, recipients, ...rest }: Snapshot): Kept {
  return {
    ...rest,
    articles: articles.map(restoreArticle).filter((article) => article !== null),
    recipients: recipients.map(restoreRecipientMemory).filter((memory) => memory !== null),
  };
}

function changeOf({ replaced, ...change }: Merge, at: number) {
  const undo = replaced.map(({ id, invoice, confirmations }) => ({ id, step: { invoice, confirmations, label: 'restore', at } }));
  return { ...change, undo };
}
