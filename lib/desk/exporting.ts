import { strToU8 } from 'fflate';
import { complete } from '../invoice/complete.ts';
import { civilDay, isIsoDate } from '../invoice/dates.ts';
import { Fault } from '../invoice/fault.ts';
import type { Invoice } from '../invoice/model.ts';
import type { Exporting, MadeFile } from './api.ts';
import { ZipWriter } from './backup/zip.ts';
import type { Bench } from './bench.ts';
import type { Dossier } from './dossier.ts';
import { archiveStem, extensionOf } from './file-names.ts';
import { papersOf } from './paper.ts';
import { receiptOf, stateOf } from './receipt.ts';
import { type Entry, spreadsheetOf } from './spreadsheet.ts';
import { takenOf } from './taken.ts';

/** Years that the ZIP format can date. */
const FIRST_ZIP_DAY = '1980-01-01';

/** Invoices on their way out of the app: to the accountant, to a drawer. */
export function exportCases({ platform, store, stages, alive }: Bench): Exporting {
  /** Everything kept of one invoice, under names that start alike. */
  async function filesOf(dossier: Dossier, stem: string): Promise<Record<string, Uint8Array>> {
    const invoice = complete(dossier.invoice);
    const made = await stages.compose(invoice, platform.clock.today(), await papersOf(dossier, invoice, store, stages));
    const entries: Record<string, Uint8Array> = {
      [`${stem}.pdf`]: made.portalPdf,
      [`${stem}_factur-x.pdf`]: made.facturx,
      [`${stem}.xml`]: made.cii,
      [`${stem}.json`]: strToU8(`${JSON.stringify(invoice, null, 2)}\n`),
    };
    const roles = { source: 'original', attachment: 'piece' } as const;
    const counts = { source: 0, attachment: 0 };
    for (const file of dossier.files) {
      if (file.role !== 'source' && file.role !== 'attachment') continue;
      const bytes = await store.file(file.id);
      counts[file.role] += 1;
      if (bytes) entries[`${stem}_${roles[file.role]}-${counts[file.role]}.${extensionOf(file)}`] = bytes;
    }
    const receipt = receiptOf(dossier);
    if (receipt) entries[`${stem}_depot.txt`] = strToU8(receipt);
    return entries;
  }

  return {
    async choose({ from, to }, drafts) {
      const inside = ({ invoice: { issueDate } }: Dossier) => isIsoDate(issueDate) && issueDate >= from && issueDate <= to;
      return (await alive())
        .filter((dossier) => inside(dossier) && (drafts || dossier.stage.state !== 'draft'))
        .sort((a, b) => a.invoice.issueDate.localeCompare(b.invoice.issueDate) || byNumber(a.invoice, b.invoice));
    },
    async archive(dossiers, { name = '', signal, onProgress } = {}) {
      // an invoice at a time, and a Blob, which the browser may put on its disk: the papers of a year weigh more than a phone's memory
      const parts: Blob[] = [];
      const zip = new ZipWriter((bytes) => void parts.push(new Blob([bytes as Uint8Array<ArrayBuffer>])), moment(platform.clock.today()));
      const stems = new Set<string>();
      for (const [index, dossier] of dossiers.entries()) {
        if (signal?.aborted) throw new Fault('aborted');
        const stem = unique(archiveStem(dossier.invoice), stems);
        // One invoice: its files at hand. Several: a folder each, in the order of the days.
        const folder = dossiers.length > 1 ? `${stem}/` : '';
        for (const [path, bytes] of Object.entries(await filesOf(dossier, stem)))
          await zip.add(folder + path, bytes, /\.(xml|json|txt)$/.test(path), moment(dossier.invoice.issueDate));
        onProgress?.(index + 1);
      }
      const [only] = dossiers;
      const stem = name || (only ? archiveStem(only.invoice) : 'factures');
      if (dossiers.length > 1) await zip.add(`${stem}.csv`, strToU8(spreadsheetOf(dossiers.map(entryOf))), true);
      await zip.end();
      return { name: `${stem}.zip`, type: 'application/zip', bytes: new Blob(parts) };
    },
    async spreadsheet(dossiers, name): Promise<MadeFile> {
      return { name: `${name}.csv`, type: 'text/csv;charset=utf-8', bytes: strToU8(spreadsheetOf(dossiers.map(entryOf))) };
    },
  };
}

function entryOf(dossier: Dossier): Entry {
  const taken = takenOf(dossier);
  return {
    invoice: complete(dossier.invoice),
    state: stateOf(dossier),
    depositedOn: civilDay(taken?.takenAt ?? ''),
    portalId: taken?.portalId || taken?.number || '',
  };
}

const collator = new Intl.Collator('fr', { numeric: true });
const byNumber = (a: Invoice, b: Invoice) => collator.compare(a.invoiceNumber, b.invoiceNumber);

/** Noon of the day, in the machine's own time, which is what a ZIP writes. */
function moment(day: string): Date {
  return new Date(`${isIsoDate(day) ? day : FIRST_ZIP_DAY}T12:00:00`);
}

function unique(stem: string, taken: Set<string>): string {
  let name = stem;
  for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${stem}-${count}`;
  taken.add(name.toLowerCase());
  return name;
}
