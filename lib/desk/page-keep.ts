import type { Extraction } from '../extraction/result.ts';
import { fold } from '../extraction/text.ts';
import { emptyInvoice } from '../invoice/model.ts';
import { sameAmount } from '../invoice/money.ts';
import type { Bench } from './bench.ts';
import type { Dossier } from './dossier.ts';
import { sameBytes } from './page-scan.ts';
import { type InHand, readDossier } from './reading-case.ts';
import { type Told, toldFile } from './told.ts';

/**
 * The dossier that is this invoice already: the same file, or the same number by the same seller. A number alone is no proof (two sellers may count alike): seller
 * and amount must not contradict it.
 */
export async function alreadyHere(bench: Bench, bytes: Uint8Array | null, { fields }: Extraction): Promise<Dossier | null> {
  const all = await bench.alive();
  if (bytes) {
    for (const dossier of all) {
      for (const file of dossier.files.filter(({ role, size }) => role === 'source' && size === bytes.length)) {
        const kept = await bench.store.file(file.id);
        if (kept && sameBytes(kept, bytes)) return dossier;
      }
    }
  }
  const number = fold(fields.invoiceNumber.value ?? '');
  if (number === '') return null;
  const same = (left: string, right: string | null) => left === '' || right === null || right === '' || left === right;
  return (
    all.find(
      ({ invoice }) =>
        fold(invoice.invoiceNumber) === number &&
        same(invoice.seller.siret, fields.sellerSiret.value) &&
        same(invoice.buyer.siret, fields.buyerSiret.value) &&
        (invoice.totals.gross === '' || fields.totalGross.value === null || sameAmount(invoice.totals.gross, fields.totalGross.value)),
    ) ?? null
  );
}

/** An ordinary dossier: the PDF as its source when there is one, what the tool said beside it, read at once. */
export async function keep(bench: Bench, pdf: { name: string; bytes: Uint8Array } | null, told: Told, inHand?: InHand): Promise<Dossier> {
  const files = [...(pdf ? [bench.newFile(pdf, 'source')] : []), bench.newFile(toldFile(told), 'told')];
  const blank = bench.blankDossier(emptyInvoice(), await bench.settings());
  void bench.platform.persistStorage();
  const dossier = await bench.store.insert({ ...blank, reading: 'waiting', files: files.map(({ reference }) => reference) }, files);
  return readDossier(bench, dossier.id, {}, inHand);
}
