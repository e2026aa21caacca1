import { merged } from '../billing/generic/merge.ts';
import { customerReference } from '../billing/generic/reference.ts';
import type { Extraction } from '../extraction/result.ts';
import { complete } from '../invoice/complete.ts';
import { Fault } from '../invoice/fault.ts';
import { emptyInvoice } from '../invoice/model.ts';
import type { Reading } from '../reading/document.ts';
import type { Desk } from './api.ts';
import type { Bench } from './bench.ts';
import { companyOf, currentOf } from './company-book.ts';
import { companyOn } from './company-on.ts';
import type { Dossier } from './dossier.ts';
import { buyersNamed, joinReadings, keepConfirmed, settleRecipient, withProfile } from './drafting.ts';
import { applyEdit } from './edits.ts';
import { isEditable, takenBack } from './history.ts';
import { noticesOf } from './notices.ts';
import { readingOfTold, restoreTold, type Told } from './told.ts';
import { wordsFile } from './words.ts';

/** The document's fields with what the tool said of them. */
export function mergedWithTold(own: Extraction | null, reading: Reading, told: Pick<Told, 'page' | 'customerSirets'>): Extraction {
  const whole = merged(own, reading.embedded ? 'xml' : 'pdf', told, { ocr: reading.source === 'ocr' });
  if (whole.fields.engagementNumber.value !== null) return whole;
  const guess = own ? customerReference(reading) : null;
  return guess ? { ...whole, fields: { ...whole.fields, engagementNumber: { ...guess, evidence: ['pdf', ...guess.evidence] } } } : whole;
}

/** A memory that cannot be read costs the user nothing but what it would have told. */
const papersKnown = async (store: Bench['store']) => new (await import('./papers.ts')).PaperMemories({ store }).list().catch(() => []);

async function readSources(
  { store, stages }: Bench,
  dossier: Dossier,
  { signal, onProgress }: NonNullable<Parameters<Desk['read']>[1]>,
): Promise<Reading> {
  const sources = dossier.files.filter((file) => file.role === 'source');
  const papers = await papersKnown(store);
  const readings: Reading[] = [];
  for (const [index, source] of sources.entries()) {
    const bytes = await store.file(source.id);
    if (!bytes) throw new Fault('storage-broken', `no file ${source.id}`);
    const reading = await stages.read(
      { name: source.name, bytes },
      {
        ...(signal ? { signal } : {}),
        ...(source.corners ? { quad: source.corners } : {}),
        onProgress: (progress) =>
          onProgress?.({
            ...progress,
            page: Math.max(progress.page, index + 1),
            pages: Math.max(progress.pages, sources.length),
            ratio: (index + progress.ratio) / sources.length,
          }),
      },
      papers,
    );
    readings.push(reading);
  }
  return joinReadings(readings);
}

/**
 * What is known beside the words: the company on the paper, and the directory, which must not cost the user his reading when it cannot be opened. `hurried`: without
 * the directory, which takes a moment to open.
 */
export async function knownOf(bench: Bench, reading: Reading, environment: Dossier['environment'], hurried = false) {
  const book = await bench.book();
  const company = companyOn(reading, book) ?? currentOf(book);
  const directory = hurried ? null : await bench.directory().catch(() => null);
  const known = {
    papers: await papersKnown(bench.store),
    today: bench.platform.clock.today(),
    knownBuyers: (text: string) => (directory ? buyersNamed(text, directory, environment) : []),
  };
  return { book, company, directory, extract: (one: Reading) => bench.stages.extract(one, company, known) };
}

/** A reading that the capture of a page already made of these very files, with its fields: nothing is read twice. */
export interface InHand {
  reading: Reading;
  extraction: Extraction;
}

/**
 * Reads what a dossier holds: words, draft, recipient. What the user confirmed while it ran stands; a failure is kept in the dossier, the picture too.
 * What a billing tool said of the invoice (`told.ts`) is laid beside the document, never over it.
 */
export async function readDossier(bench: Bench, id: string, options: NonNullable<Parameters<Desk['read']>[1]>, inHand?: InHand): Promise<Dossier> {
  const { platform, store, stages, newFile } = bench;
  const before = await bench.need(id);
  try {
    const toldReference = before.files.find((file) => file.role === 'told');
    const told = toldReference ? restoreTold(await store.file(toldReference.id)) : null;
    const paper = before.files.some((file) => file.role === 'source');
    const reading = inHand?.reading ?? (told && !paper ? readingOfTold(told) : await readSources(bench, before, options));
    const { book, company: known, directory: found, extract } = await knownOf(bench, reading, before.environment);
    const own = paper || !told ? (inHand?.extraction ?? (await extract(reading))) : null;
    const extraction = told ? mergedWithTold(own, reading, told) : (own ?? (await extract(reading)));
    const bare = await stages.draft(extraction, reading, emptyInvoice());
    let draft = withProfile(bare, companyOf(book, bare.invoice.seller.siret) ?? known);
    if (found) draft = settleRecipient(draft, found, before.environment);
    const pages = reading.pages.flatMap((page) =>
      page.image ? [newFile({ name: `page-${page.number}.jpg`, bytes: page.image }, 'page', page)] : [],
    );
    const words = paper ? wordsFile(reading.pages) : null;
    const made = [...pages, ...(words ? [newFile(words, 'words')] : [])];
    const notices = noticesOf(reading, extraction);
    const day = extraction.order?.orderedOn.value ?? '';
    const { asOrdered } = await import('./orders.ts');
    return await store.update(id, (dossier, undo) => {
      const old = dossier.files.filter((file) => file.role === 'page' || file.role === 'words');
      const files = [...dossier.files.filter((file) => !old.includes(file)), ...made.map(({ reference }) => reference)];
      const read = { files, reading: 'done', readingFault: '', updatedAt: platform.clock.now() } as const;
      const stored = { files: made, dropFiles: old.map((file) => file.id) };
      // Sent while it was read: what the portal holds stays what is shown, beside its pages.
      if (!isEditable(dossier)) return { dossier: { ...dossier, ...read }, ...stored };
      const kept = keepConfirmed(draft, dossier, applyEdit);
      // Read again, it stays what the user said it is.
      const again = dossier.readBy !== '';
      const order = again ? dossier.order : extraction.order && !told ? { orderedOn: day, closedAt: 0 } : undefined;
      return {
        dossier: {
          ...takenBack(dossier),
          ...read,
          invoice: order ? asOrdered(kept.invoice) : complete(kept.invoice),
          order,
          traces: kept.traces,
          // They spoke of another reading.
          confirmations: {},
          readBy: paper || !told ? reading.source : 'page',
          notices,
        },
        ...stored,
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
