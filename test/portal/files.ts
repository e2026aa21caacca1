import { extensions, isBase64, MAX_FILE, OK, READ_OK, records, refusals, sizeOfBase64, text } from './answers.ts';
import { archive, paperOf, pivotOf } from './paper.ts';
import { prefill } from './prefill.ts';
import type { Portal, TrainingInvoice } from './state.ts';

const MAX_DOWNLOAD = 120 * 1024 * 1024;

/** Keeps a file; null when it is not base64. */
export function keepFile(portal: Portal, name: string, type: string, base64: string): number | null {
  if (!isBase64(base64)) return null;
  const id = portal.nextId();
  portal.state.files.push({ id, nom: name, type, base64 });
  portal.save();
  return id;
}

export function addFile(portal: Portal, body: Record<string, unknown>): object | null {
  const name = text(body.pieceJointeNom);
  const file = text(body.pieceJointeFichier);
  if (!file) return refusals.required('pieceJointeFichier');
  if (!name) return refusals.required('pieceJointeNom');
  // Seen live: HTTP 400, not a codeRetour, beyond fifty characters.
  if (name.length > 50 || !isBase64(file)) return null;
  if (!extensions.has(text(body.pieceJointeExtension).toUpperCase())) return refusals.attachmentType;
  if (sizeOfBase64(file) > MAX_FILE) return refusals.fileTooBig;
  return { ...OK, pieceJointeId: keepFile(portal, name, text(body.pieceJointeTypeMime), file) };
}

/** null = 400, 'too-big' = 413. */
export async function depositPdf(portal: Portal, body: Record<string, unknown>): Promise<object | 'too-big' | null> {
  const file = text(body.fichierFacture);
  const name = text(body.nomFichier);
  if (!file) return refusals.required('fichierFacture');
  if (!name) return refusals.required('nomFichier');
  if (name.length > 200) return refusals.tooLong('nomFichier', 200);
  if (!['PDF_NON_SIGNE', 'PDF_SIGNE_PADES', 'PDF_SIGNE_XADES'].includes(text(body.formatDepot))) return refusals.enumeration('formatDepot');
  if (!isBase64(file)) return null;
  if (sizeOfBase64(file) > MAX_FILE) return 'too-big';
  const found = await prefill(new Uint8Array(Buffer.from(file, 'base64')));
  return { ...OK, ...found, pieceJointeId: keepFile(portal, name, 'application/pdf', file) };
}

/** The invoice itself: what was deposited when it is a PDF that is still kept, else a page that the portal writes, as it does for SAISIE_API. */
export async function mainFile(portal: Portal, invoice: TrainingInvoice): Promise<Uint8Array> {
  const file = invoice.modeDepot === 'SAISIE_API' ? undefined : portal.state.files.find((candidate) => candidate.id === invoice.pieces[0]);
  const bytes = file ? Buffer.from(file.base64, 'base64') : null;
  return bytes?.subarray(0, 4).toString('latin1') === '%PDF' ? bytes : paperOf(invoice);
}

/** One invoice: its PDF or its XML. Several, or attachments asked for: a ZIP, one folder an invoice. */
export async function download(portal: Portal, body: Record<string, unknown>): Promise<object | 'too-big'> {
  const format = text(body.format);
  if (format !== 'PDF' && format !== 'PIVOT') return refusals.enumeration('format');
  const wanted = records(body.listeFacture).map((item) => portal.state.invoices.find((invoice) => invoice.identifiantFactureCPP === item.idFacture));
  if (wanted.length === 0 || wanted.some((invoice) => !invoice)) return refusals.unknownInvoice;
  const withPieces = text(body.avecPiecesJointesComplementaires).toUpperCase() === 'OUI';
  const entries: Record<string, Uint8Array> = {};
  for (const invoice of wanted as TrainingInvoice[]) {
    const folder = `${invoice.numeroFacture}-${invoice.identifiantFactureCPP}`.replace(/[^A-Za-z0-9_+-]/g, '_');
    entries[`${folder}/${folder}.${format === 'PDF' ? 'pdf' : 'xml'}`] = format === 'PDF' ? await mainFile(portal, invoice) : pivotOf(invoice);
    if (!withPieces) continue;
    for (const id of invoice.modeDepot === 'SAISIE_API' ? invoice.pieces : invoice.pieces.slice(1)) {
      const file = portal.state.files.find((candidate) => candidate.id === id);
      if (file) entries[`${folder}/${id}-${file.nom.replaceAll('/', '_')}`] = Buffer.from(file.base64, 'base64');
    }
  }
  const [only, ...others] = Object.values(entries);
  const bytes = only && others.length === 0 && wanted.length === 1 ? only : archive(entries);
  if (bytes.length > MAX_DOWNLOAD) return 'too-big';
  return { ...READ_OK, fichierResultat: Buffer.from(bytes).toString('base64') };
}
