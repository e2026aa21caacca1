import { complete } from '../invoice/complete.ts';
import { Fault } from '../invoice/fault.ts';
import { emptyInvoice } from '../invoice/model.ts';
import type { Reading } from '../reading/document.ts';
import type { SourceFile } from '../reading/options.ts';
import type { Desk } from './api.ts';
import type { Bench } from './bench.ts';
import type { Dossier } from './dossier.ts';
import { buyersNamed, joinReadings, keepConfirmed, settleRecipient, withProfile } from './drafting.ts';
import { applyEdit } from './edits.ts';
import { editable } from './history.ts';
import { wordsFile } from './words.ts';

/** Largest file taken as an invoice, and as a document joined to one (the portal's own limit), in bytes. */
const MAX_FILE_BYTES = 40_000_000;
const MAX_ATTACHMENT_BYTES = 10_000_000;

function weighed(file: SourceFile, most: number): void {
  if (file.bytes.length === 0) throw new Fault('file-empty');
  if (file.bytes.length > most) throw new Fault('file-too-big', `${file.bytes.length} bytes`);
}

/** Pictures and files come in and are read. */
export function captureCases(bench: Bench): Pick<Desk, 'capture' | 'addPage' | 'dropPage' | 'read' | 'attach'> {
  const { platform, store, stages, newFile } = bench;

  async function readSources(dossier: Dossier, { signal, quad, onProgress }: NonNullable<Parameters<Desk['read']>[1]>): Promise<Reading> {
    const sources = dossier.files.filter((file) => file.role === 'source');
    const readings: Reading[] = [];
    for (const [index, source] of sources.entries()) {
      const bytes = await store.file(source.id);
      if (!bytes) throw new Fault('storage-broken', `no file ${source.id}`);
      const reading = await stages.read(
        { name: source.name, bytes },
        {
          ...(signal ? { signal } : {}),
          ...(quad && sources.length === 1 ? { quad } : {}),
          onProgress: (progress) =>
            onProgress?.({
              ...progress,
              page: Math.max(progress.page, index + 1),
              pages: Math.max(progress.pages, sources.length),
              ratio: (index + progress.ratio) / sources.length,
            }),
        },
      );
      readings.push(reading);
    }
    return joinReadings(readings);
  }

  return {
    async capture(files) {
      if (files.length === 0 || files.every((file) => file.bytes.length === 0)) throw new Fault('file-empty');
      const tooBig = files.find((file) => file.bytes.length > MAX_FILE_BYTES);
      if (tooBig) throw new Fault('file-too-big', `${tooBig.bytes.length} bytes`);
      const stored = files.map((file) => newFile(file, 'source'));
      const blank = bench.blankDossier(emptyInvoice(), await bench.settings());
      void platform.persistStorage();
      return store.insert({ ...blank, reading: 'waiting', files: stored.map((file) => file.reference) }, stored);
    },
    async addPage(id, file) {
      weighed(file, MAX_FILE_BYTES);
      const added = newFile(file, 'source');
      return store.update(id, (dossier) => ({
        dossier: { ...dossier, reading: 'waiting', files: [...dossier.files, added.reference], updatedAt: platform.clock.now() },
        files: [added],
      }));
    },
    async dropPage(id) {
      const dossier = await store.update(id, (current) => {
        const last = current.files.findLast((file) => file.role === 'source');
        if (!last) return null;
        const files = current.files.filter((file) => file.id !== last.id);
        const deletedAt = files.some((file) => file.role === 'source') ? 0 : platform.clock.now();
        return { dossier: { ...current, files, deletedAt }, dropFiles: [last.id] };
      });
      return dossier.deletedAt === 0 ? dossier : null;
    },
    async read(id, options = {}) {
      const before = await bench.need(id);
      try {
        const reading = await readSources(before, options);
        const known = await bench.profile();
        // A directory that cannot be opened must not cost the user his reading.
        const found = await bench.directory().catch(() => null);
        const extraction = await stages.extract(reading, known, {
          today: platform.clock.today(),
          knownBuyers: (text) => (found ? buyersNamed(text, found, before.environment) : []),
        });
        let draft = withProfile(await stages.draft(extraction, reading, emptyInvoice()), known);
        if (found) draft = settleRecipient(draft, found, before.environment);
        const pages = reading.pages.flatMap((page) =>
          page.image ? [newFile({ name: `page-${page.number}.jpg`, bytes: page.image }, 'page', page)] : [],
        );
        const words = wordsFile(reading.pages);
        const made = [...pages, ...(words ? [newFile(words, 'words')] : [])];
        const notices = [...reading.notices, ...(extraction.looksLikeInvoice ? [] : ['not-an-invoice'])];
        return await store.update(id, (dossier, undo) => {
          const kept = keepConfirmed(draft, dossier, applyEdit);
          const old = dossier.files.filter((file) => file.role === 'page' || file.role === 'words');
          return {
            dossier: {
              ...dossier,
              invoice: complete(kept.invoice),
              traces: kept.traces,
              // They spoke of another reading.
              confirmations: {},
              files: [...dossier.files.filter((file) => !old.includes(file)), ...made.map(({ reference }) => reference)],
              readBy: reading.source,
              notices,
              reading: 'done',
              readingFault: '',
              updatedAt: platform.clock.now(),
            },
            files: made,
            dropFiles: old.map((file) => file.id),
            undo: { ...undo, past: [], future: [] },
          };
        });
      } catch (error) {
        const fault = Fault.from(error, 'ocr-failed');
        // An aborted reading can be taken up again: the dossier keeps waiting.
        await store.update(id, (dossier) => ({
          dossier: { ...dossier, reading: fault.code === 'aborted' ? 'waiting' : 'failed', readingFault: fault.code === 'aborted' ? '' : fault.code },
        }));
        throw fault;
      }
    },
    async attach(id, file) {
      weighed(file, MAX_ATTACHMENT_BYTES);
      const added = newFile(file, 'attachment');
      return store.update(id, (dossier) => {
        editable(dossier);
        return { dossier: { ...dossier, files: [...dossier.files, added.reference] }, files: [added] };
      });
    },
  };
}
