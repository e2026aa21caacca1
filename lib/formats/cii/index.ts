import type { Invoice } from '../../invoice/model.ts';
import { type FlowTarget, naturalProfile, normOf, type WrittenProfile } from '../../invoice/norm/of-invoice.ts';
import { cii, ciiNamespaces } from '../../invoice/syntax/cii.ts';
import type { Level } from '../../invoice/syntax/template.ts';
import { writeTerms } from '../terms.ts';
import { utf8 } from '../xml.ts';

const levelOf: Readonly<Record<WrittenProfile, Level>> = {
  basicwl: 'basicwl',
  basic: 'basic',
  en16931: 'en16931',
  'extended-ctc-fr': 'extended',
};

/**
 * UN/CEFACT Cross Industry Invoice (D16B elements, valid under D22B), UTF-8. Writes what the model holds and nothing else: complete the invoice first
 * (`lib/invoice/complete.ts`). Same invoice, same bytes. A profile weaker than the natural one leaves out what it cannot carry.
 */
export function ciiOf(invoice: Invoice, target: FlowTarget, profile: WrittenProfile = naturalProfile(invoice, target)): Uint8Array {
  const root = writeTerms(normOf(invoice, target, profile), cii, levelOf[profile], ciiNamespaces);
  return utf8(`<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`);
}
