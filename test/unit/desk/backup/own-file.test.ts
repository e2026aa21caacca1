import { expect, it } from 'vitest';
import { draftFrom, extract } from '../../../../lib/extraction/index.ts';
import { attachedXml, facturx } from '../../../../lib/formats/index.ts';
import { complete } from '../../../../lib/invoice/complete.ts';
import { readEmbedded } from '../../../../lib/reading/xml/index.ts';
import { liberationFonts } from '../../../../scripts/draft.ts';
import { bakerInvoice } from '../../invoice/baker.ts';

it('an invoice carried by its own Factur-X comes back as the same draft', async () => {
  const invoice = complete(bakerInvoice());
  const attached = await attachedXml(await facturx(invoice, liberationFonts(), 'chorus'));
  const embedded = readEmbedded(attached!.bytes)!.invoice;
  const reading = { source: 'embedded-xml' as const, pages: [], pageCount: 1, embedded, notices: [] };
  expect(draftFrom(extract(reading), reading).invoice).toEqual(invoice);
});
