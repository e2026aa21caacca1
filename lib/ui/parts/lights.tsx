import type { Asking } from '../../desk/dossier.ts';
import type { Requirement } from '../../invoice/requirement.ts';
import { recipient as words } from '../words/fr/recipient.ts';
import { Icon, type IconName } from './icon.tsx';

const looks: Record<Requirement, { tone: string; icon: IconName }> = {
  none: { tone: 'done', icon: 'check' },
  service: { tone: 'doubt', icon: 'light' },
  engagement: { tone: 'doubt', icon: 'light' },
  either: { tone: 'doubt', icon: 'light' },
  both: { tone: 'doubt', icon: 'light' },
  unknown: { tone: '', icon: 'help' },
};

/** What a public body demands, said in words; the colour and the drawing only repeat it. */
export function Lights({ requires }: { requires: Requirement }) {
  const { tone, icon } = looks[requires];
  return (
    <span class={`tag ${tone}`}>
      <Icon name={icon} />
      {words.requires[requires]}
    </span>
  );
}

/** Codes that must be filled, given what the recipient and its service demand and what is filled already. */
export function demanded(requires: Requirement, serviceDemandsEngagement: boolean, filled: { service: boolean; engagement: boolean }) {
  const service = requires === 'service' || requires === 'both' || (requires === 'either' && !filled.engagement && !filled.service);
  const engagement =
    requires === 'engagement' || requires === 'both' || serviceDemandsEngagement || (requires === 'either' && !filled.service && !filled.engagement);
  return { service, engagement };
}

/** What is still to be asked of the buyer; null when nothing is. */
export function lackOf(requires: Requirement, serviceDemandsEngagement: boolean, filled: { service: boolean; engagement: boolean }): Asking | null {
  if (requires === 'either' && !serviceDemandsEngagement) return filled.service || filled.engagement ? null : 'either';
  const { service, engagement } = demanded(requires, serviceDemandsEngagement, filled);
  const [noService, noEngagement] = [service && !filled.service, engagement && !filled.engagement];
  if (noService && noEngagement) return 'both';
  return noService ? 'service' : noEngagement ? 'engagement' : null;
}
