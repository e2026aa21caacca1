import { PDFDict, PDFDocument, PDFHexString, PDFName, PDFRawStream, PDFString } from 'pdf-lib';
import { Fault } from '../../invoice/fault.ts';
import { unpacked } from '../pdfa/unpack.ts';

/** Names that Factur-X, ZUGFeRD and XRechnung give to the invoice they carry; any other XML comes after. */
const usual = ['factur-x.xml', 'zugferd-invoice.xml', 'xrechnung.xml', 'order-x.xml'];

/** More than this is no invoice: see `lib/reading/xml/text.ts`. */
const MAX_BYTES = 20 * 1024 * 1024;

export interface Attached {
  name: string;
  bytes: Uint8Array;
}

/**
 * The XML inside a PDF, as it stands, whatever it is: the reader judges it. Null when there is none. Throws Fault `pdf-encrypted` or `pdf-broken`;
 * `xml-hostile` when it is larger than any invoice.
 */
export async function attachedXml(pdf: Uint8Array): Promise<Attached | null> {
  let document: PDFDocument;
  try {
    document = await PDFDocument.load(pdf, { updateMetadata: false });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : '';
    throw new Fault(/encrypt/i.test(message) ? 'pdf-encrypted' : 'pdf-broken', message.split('\n')[0], { cause });
  }
  const found: Attached[] = [];
  for (const [, object] of document.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict)) continue;
    const name = object.lookup(PDFName.of('UF')) ?? object.lookup(PDFName.of('F'));
    const files = object.lookup(PDFName.of('EF'));
    if (!(files instanceof PDFDict) || !(name instanceof PDFString || name instanceof PDFHexString) || !/\.xml$/i.test(name.decodeText())) continue;
    const stream = files.lookup(PDFName.of('F'));
    if (stream instanceof PDFRawStream) found.push({ name: name.decodeText(), bytes: decoded(stream) });
  }
  const rank = ({ name }: Attached) => {
    const index = usual.indexOf(name.toLowerCase());
    return index < 0 ? usual.length : index;
  };
  return found.sort((left, right) => rank(left) - rank(right))[0] ?? null;
}

function decoded(stream: PDFRawStream): Uint8Array {
  let bytes: Uint8Array | null;
  try {
    bytes = unpacked(stream, MAX_BYTES);
  } catch (cause) {
    throw new Fault('pdf-broken', 'attachment', { cause });
  }
  if (!bytes) throw new Fault('xml-hostile', `more than ${MAX_BYTES} bytes`);
  return bytes;
}
