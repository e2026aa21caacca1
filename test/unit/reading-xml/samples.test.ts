import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { attachedXml } from '../../../lib/formats/index.ts';
import { sameAmount } from '../../../lib/invoice/money.ts';
import { readEmbedded } from '../../../lib/reading/xml/index.ts';

/** Public e-invoices of many makers; development data, absent from a clone. */
const folder = new URL('../../../../shared/data/einvoices/', import.meta.url);
const present = existsSync(new URL('verdicts.json', folder));
const samples = present
  ? (JSON.parse(readFileSync(new URL('verdicts.json', folder), 'utf8')) as { file: string; syntax: string; profile: string }[])
  : [];

async function xmlOf(file: string): Promise<Uint8Array> {
  const bytes = new Uint8Array(readFileSync(new URL(file, folder)));
  if (!file.endsWith('.pdf')) return bytes;
  const attached = await attachedXml(bytes);
  if (attached) return attached.bytes;
  throw new Error(`no XML in ${file}`);
}

/** A second opinion on the amounts, by pattern alone. */
function firstAmount(xml: string, ...names: string[]): string {
  for (const name of names) {
    const found = new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?>\\s*([^<]*?)\\s*<`).exec(xml);
    if (found) return found[1] ?? '';
  }
  return '';
}

describe.skipIf(!present)('sample e-invoices', () => {
  it('are all read, their number and amounts equal to their XML', async () => {
    const wrong: string[] = [];
    for (const { file, syntax } of samples) {
      const bytes = await xmlOf(file);
      const xml = new TextDecoder().decode(bytes);
      const read = readEmbedded(bytes);
      if (!read) {
        wrong.push(`${file}: no invoice`);
        continue;
      }
      if ((syntax === 'cii') !== (read.syntax === 'cii')) wrong.push(`${file}: ${read.syntax}`);
      const { totals } = read.invoice;
      const pairs: [string, string][] = [
        [totals.gross, firstAmount(xml, 'GrandTotalAmount', 'TaxInclusiveAmount')],
        [totals.net, firstAmount(xml, 'TaxBasisTotalAmount', 'TaxExclusiveAmount')],
        [totals.payable, firstAmount(xml, 'DuePayableAmount', 'PayableAmount')],
      ];
      const sign = (text: string) => text.replace(/^-/, '');
      for (const [ours, theirs] of pairs)
        if (ours !== theirs && !sameAmount(sign(ours), sign(theirs))) wrong.push(`${file}: ${ours} instead of ${theirs}`);
    }
    expect(wrong).toEqual([]);
    expect(samples.length).toBeGreaterThan(200);
  });
});
