import type { Recipient } from '../directory/recipient.ts';
import { namesPrimarySchool, proposedServices, publicOnlyService, requirementWith, serviceOf } from '../directory/requirements.ts';
import type { CheckContext } from '../invoice/check.ts';
import type { Bench } from './bench.ts';
import type { Dossier } from './dossier.ts';
import { engagementFacts } from './engagements.ts';
import { codeKey } from './recipient-memory.ts';

/** What the recipient demands of this invoice: the flags of the structure, then those of the chosen service (directory.md §2). */
export function demandsOf(
  recipient: Recipient | null,
  code: string,
): Required<Pick<CheckContext, 'requires' | 'serviceRequiresEngagement' | 'serviceState'>> {
  const serviceCode = code.trim();
  if (!recipient) return { requires: 'unknown', serviceRequiresEngagement: false, serviceState: 'unsaid' };
  const service = serviceOf(recipient, serviceCode);
  const listed = proposedServices(recipient).length > 0;
  return {
    requires: recipient.requires,
    serviceRequiresEngagement: service?.active === true && requirementWith(recipient, serviceCode) !== recipient.requires,
    serviceState:
      serviceCode === '' || serviceCode.toUpperCase() === publicOnlyService
        ? 'unsaid'
        : service
          ? service.active
            ? 'open'
            : 'closed'
          : listed
            ? 'unknown'
            : 'unsaid',
  };
}

/** What the rules may know beside the invoice: the recipient's demands, and what this device remembers. */
export async function contextOf({ platform, alive, orders, memories }: Bench, dossier: Dossier, recipient: Recipient | null): Promise<CheckContext> {
  const { invoice } = dossier;
  const [dossiers, kept, memory] = await Promise.all([alive(), orders(), memories.get(invoice.buyer.siret)]);
  const year = invoice.issueDate.slice(0, 4);
  const usedNumbers = dossiers
    .filter(
      (other) =>
        other.id !== dossier.id && other.stage.state !== 'draft' && other.stage.state !== 'refused' && other.environment === dossier.environment,
    )
    .filter((other) => other.invoice.seller.siret === invoice.seller.siret && other.invoice.issueDate.startsWith(year))
    .map((other) => other.invoice.invoiceNumber.trim().toUpperCase());
  const since = (memory?.sites ?? [])
    .filter((site) => site.engagementNumber !== '' && codeKey(site.engagementNumber) === codeKey(invoice.engagementNumber))
    .map((site) => site.since);
  const engagement = engagementFacts(dossier, [...dossiers, ...kept], since);
  return {
    today: platform.clock.today(),
    ...demandsOf(recipient, invoice.serviceCode),
    recipientGuessed: recipient ? !recipient.siretCertain && !dossier.traces['buyer.siret']?.confirmed : false,
    recipientClosed: recipient?.active === false,
    recipientWorksOnly: recipient?.worksOnly === true,
    recipientIsSchool: recipient?.kind !== 'school' && namesPrimarySchool(recipient?.name || invoice.buyer.name),
    ...(engagement ? { engagement } : {}),
    usedNumbers,
    fictiveIdentifiers: dossier.environment !== 'production',
  };
}
