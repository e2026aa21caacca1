import type { Recipient, Service } from './recipient.ts';

/** The State: one SIRET for every ministry and prefecture, the service code says which (directory.md §2). */
export const stateSiret = '11000201100044';

/** The service of the State as a recipient of training and qualification; production has thousands, known to the official directory alone. */
export const stateTrainingService: Service = {
  code: 'SFACETAT',
  name: 'Service facturier de l’État (entraînement)',
  active: true,
  requiresEngagement: true,
};

/** A recipient as it stands in an environment: fictive bodies do not exist in production, and the State's fictive service exists only outside it. */
export function inEnvironment(recipient: Recipient | null, environment: 'training' | 'qualification' | 'production' | 'other'): Recipient | null {
  if (!recipient) return null;
  if (environment === 'production') return recipient.origin === 'training' ? null : recipient;
  return recipient.siret === stateSiret && recipient.services.length === 0 ? { ...recipient, services: [stateTrainingService] } : recipient;
}
