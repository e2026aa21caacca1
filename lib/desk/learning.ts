import type { Invoice } from '../invoice/model.ts';
import type { Bench } from './bench.ts';
import type { Checking } from './checking.ts';
import type { Dossier } from './dossier.ts';
import { laterNumber } from './numbering.ts';
import { PaperMemories } from './papers.ts';
import { isSample, SAMPLE_SIRET } from './sample.ts';
import { type Profile, restoreProfile } from './settings.ts';

async function learnSeller(bench: Bench, invoice: Invoice): Promise<void> {
  const { profile, profileOf, saveProfile } = bench;
  const kept = (await profileOf(invoice.seller.siret)) ?? (await profile());
  const stranger = kept.seller.siret !== '' && kept.seller.siret !== invoice.seller.siret;
  if (stranger && kept.seller.siret !== SAMPLE_SIRET) return;
  // the sample's baker, learnt by a former version, makes room for the user's own company
  const known = stranger ? { ...restoreProfile(null), id: kept.id } : kept;
  const franchise = invoice.vatBreakdown.some((entry) => entry.exemptionReasonCode === 'VATEX-FR-FRANCHISE');
  const seller = Object.fromEntries(
    Object.entries(invoice.seller).map(([key, value]) => [key, value || known.seller[key as keyof Profile['seller']]]),
  );
  const { id, ...learnt } = {
    ...known,
    seller,
    vatRegime: known.vatRegime || (franchise ? 'franchise' : invoice.seller.vatIdentifier ? 'normal' : ''),
    iban: invoice.payment.iban || known.iban,
    bic: invoice.payment.bic || known.bic,
    lastNumber:
      invoice.kind === 'invoice' ? laterNumber(known.lastNumber, { number: invoice.invoiceNumber, date: invoice.issueDate }) : known.lastNumber,
  } satisfies Record<keyof Profile, unknown>;
  await saveProfile(restoreProfile(learnt), id);
}

/** What the sending of an invoice teaches at once: whose it is and under which number, to whom it goes, how the paper looks. Codes and articles: `lessons.ts`. */
export async function learn(bench: Bench, dossier: Dossier, recipient: Awaited<ReturnType<Checking['recipientOf']>>): Promise<void> {
  const { platform, memories } = bench;
  if (isSample(dossier, await bench.settings())) return;
  const { invoice } = dossier;
  const today = platform.clock.today();
  await learnSeller(bench, invoice);
  // A recipient typed by SIRET has the name the user wrote. Codes and articles are learnt once the portal took them (`lessons.ts`).
  if (recipient) await memories.learn({ ...recipient, name: recipient.name || invoice.buyer.name }, null, today);
  await new PaperMemories(bench).learn(dossier, today);
}
