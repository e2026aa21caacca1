import { complete } from '../invoice/complete.ts';
import { Fault } from '../invoice/fault.ts';
import { emptyInvoice } from '../invoice/model.ts';
import type { Reading } from '../reading/document.ts';
import type { Desk } from './api.ts';
import type { Bench } from './bench.ts';
import { companyOf, companyOn, currentOf } from './company-book.ts';
import type { Dossier } from './dossier.ts';
import { buyersNamed, joinReadings, keepConfirmed, settleRecipient, withProfile } from './drafting.ts';
import { applyEdit } from './edits.ts';
import { wordsFile } from './words.ts';

async function readSources(
  { store, stages }: Bench,
  dossier: Dossier,
  { signal, quad, onProgress }: NonNullable<Parameters<Desk['read']>[1]>,
): Promise<Reading> {
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

/** Reads what a dossier holds: words, draft, recipient. What the user confirmed while it ran stands; a failure is kept in the dossier, the picture too. */
export async function readDossier(bench: Bench, id: string, options: NonNullable<Parameters<Desk['read']>[1]>): Promise<Dossier> {
  const { platform, store, stages, newFile } = bench;
  const before = await bench.need(id);
  try {
    const reading = await readSources(bench, before, options);
    const book = await bench.book();
    const known = companyOn(reading, book) ?? currentOf(book);
    // A directory that cannot be opened must not cost the user his reading.
    const found = await bench.directory().catch(() => null);
    const extraction = await stages.extract(reading, known, {
      today: platform.clock.today(),
      knownBuyers: (text) => (found ? buyersNamed(text, found, before.environment) : []),
    });
    const bare = await stages.draft(extraction, reading, emptyInvoice());
    let draft = withProfile(bare, companyOf(book, bare.invoice.seller.siret) ?? known);
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
}
