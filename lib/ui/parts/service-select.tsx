import type { Recipient, Service } from '../../directory/recipient.ts';
import { proposedServices } from '../../directory/requirements.ts';
import { recipient as words } from '../words/fr/recipient.ts';

/** Open ones, less the one reserved for public bodies. */
export function activeServices(recipient: Recipient | null): readonly Service[] {
  return recipient ? proposedServices(recipient) : [];
}
interface Props {
  id: string;
  services: readonly Service[];
  /** A code that the list does not hold stays in it: it may be right. */
  value: string;
  onChoose: (code: string) => void;
}

/** The services of a recipient by name; each label belongs to the caller. */
export function ServiceSelect({ id, services, value, onChoose }: Props) {
  return (
    <select
      id={id}
      class="input"
      name="serviceCode"
      data-testid="field-serviceCode"
      value={value}
      onChange={(event) => onChoose(event.currentTarget.value)}
    >
      <option value="">{words.chooseService}</option>
      {services.map((service) => (
        <option key={service.code} value={service.code}>
          {service.name ? `${service.name} (${service.code})` : service.code}
        </option>
      ))}
      {value && !services.some((service) => service.code === value) && <option value={value}>{value}</option>}
    </select>
  );
}
