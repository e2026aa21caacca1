import { readFileSync } from 'node:fs';
import { attachedXml } from '../lib/formats/index.ts';
import { Fault, type FaultCode } from '../lib/invoice/fault.ts';
import { faults } from '../lib/ui/words/fr/faults.ts';

/** What a file on the disk holds, told by its first bytes, never by its name. */
export type Opened = { kind: 'draft'; value: unknown } | { kind: 'xml'; bytes: Uint8Array };

/** A draft (JSON), an e-invoice (XML), or the e-invoice inside a PDF. Throws a Fault, or `unreadable` for a file that cannot be opened at all. */
export async function openFile(file: string): Promise<Opened> {
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(readFileSync(file));
  } catch (error) {
    throw new Fault('file-unknown', error instanceof Error ? error.message : String(error));
  }
  if (bytes.length === 0) throw new Fault('file-empty');
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  if (head.includes('%PDF-')) {
    const attached = await attachedXml(bytes);
    if (!attached) throw new Fault('not-an-invoice', 'no XML attached');
    return { kind: 'xml', bytes: attached.bytes };
  }
  if (/^[\s\u00ef\u00bb\u00bf]*[{[]/.test(head)) {
    try {
      return { kind: 'draft', value: JSON.parse(new TextDecoder().decode(bytes)) };
    } catch (error) {
      throw new Fault('file-unknown', error instanceof Error ? error.message : String(error));
    }
  }
  // UTF-16 puts a zero byte beside each character.
  if (head.includes('<')) return { kind: 'xml', bytes };
  throw new Fault('file-unknown', 'neither JSON, XML nor PDF');
}

/** A fault as the commands print it: its code, and the sentences that the app would show. */
export function spoken(error: unknown): { code: FaultCode; message: string; detail: string } {
  const fault = Fault.from(error);
  if (/^E(NOENT|ACCES|ISDIR|PERM)\b/.test(fault.detail))
    return { code: fault.code, message: 'Ce fichier est introuvable ou illisible. Vérifiez son nom.', detail: fault.detail };
  const { what, next } = faults[fault.code];
  return { code: fault.code, message: `${what} ${next}`, detail: fault.detail };
}
