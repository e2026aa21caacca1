import type { Recipient } from '../directory/recipient.ts';
import { namesPrimarySchool, proposedServices, publicOnlyService, requirementWith, serviceOf } from '../directory/requirements.ts';
import type { CheckContext } from '../invoice/check.ts';
import type { Bench } from './bench.ts';
import { breather } from './breath.ts';
import type { Dossier } from './dossier.ts';
import { engagementFacts, gatherBilling } from './engagements.ts';
import { byKey } from './per-list.ts';
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

/** Within which no number may come twice. */
const seriesOf = ({ environment, invoice: { seller, issueDate } }: Dossier) => `${environment} ${seller.siret} ${issueDate.slice(0, 4)}`;
const seriesThatLeft = byKey((dossier) => (dossier.stage.state === 'draft' || dossier.stage.state === 'refused' ? '' : seriesOf(dossier)));

/** Milliseconds after which two pieces are not one task: each goes over all invoices of years, the first time it is asked. */
const PIECE_MS = 2;

/** What the rules may know beside the invoice: the recipient's demands, and what this device remembers. */
export async function contextOf({ platform, alive, orders, memories }: Bench, dossier: Dossier, recipient: Recipient | null): Promise<CheckContext> {
  const { invoice } = dossier;
  const breathe = breather(PIECE_MS);
  const [dossiers, kept, memory] = await Promise.all([alive(), orders(), memories.get(invoice.buyer.siret)]);
  await breathe();
  const left = seriesThatLeft(dossiers);
  const series = seriesOf(dossier);
  // Without a date its year is any.
  const used = invoice.issueDate === '' ? [...left].flatMap(([key, list]) => (key.startsWith(series) ? list : [])) : (left.get(series) ?? []);
  const usedNumbers = used.filter(({ id }) => id !== dossier.id).map((other) => other.invoice.invoiceNumber.trim().toUpperCase());
  await breathe();
  const since = (memory?.sites ?? [])
    .filter((site) => site.engagementNumber !== '' && codeKey(site.engagementNumber) === codeKey(invoice.engagementNumber))
    .map((site) => site.since);
  gatherBilling(dossiers);
  await breathe();
  const engagement = engagementFacts(dossier, { invoices: dossiers, orders: kept, remembered: since });
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
