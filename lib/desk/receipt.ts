import { civilDay, frenchDate } from '../invoice/dates.ts';
import { statusOf } from '../portal/statuses.ts';
import type { Dossier } from './dossier.ts';
import { takenOf } from './taken.ts';

/** Words of the files handed to an accountant, where no screen stands between. */
const states: Readonly<Record<Dossier['stage']['state'], string>> = {
  draft: 'Brouillon',
  ready: 'En attente d’envoi',
  sending: 'Envoi en cours',
  'sent-unconfirmed': 'Réponse du portail attendue',
  deposited: 'Envoyée',
  'sent-by-form': 'Envoyée par le formulaire du portail',
  refused: 'Refusée par le portail',
};

const places: Readonly<Record<Dossier['environment'], string>> = {
  production: 'Chorus Pro',
  qualification: 'Chorus Pro, portail de qualification (essai)',
  other: 'un autre portail (essai)',
  training: 'portail d’entraînement de Coursier (essai)',
};

const events: Readonly<Record<string, string>> = {
  DEPOSITED: 'Reçue par le portail',
  SENT_BY_FORM: 'Envoyée par le formulaire du portail',
  REFUSED: 'Refusée par le portail',
  REOPENED: 'Reprise pour correction',
  RECYCLED: 'Adresse corrigée, renvoyée',
  COMPLETED: 'Réponse envoyée à l’agent',
  ACKNOWLEDGED: 'Rejet signalé comme vu',
};

/** Where an invoice stands, and that it was a trial when it was. */
export function stateOf({ stage, environment }: Pick<Dossier, 'stage' | 'environment'>): string {
  const state = stage.state === 'deposited' || stage.state === 'sent-by-form' ? statusOf(stage.status).label : states[stage.state];
  return environment === 'production' ? state : `${state} (essai)`;
}

/** The day in France, and what was written, to the second, where that says more. */
function spelledMoment(at: string): string {
  const day = civilDay(at);
  return day === '' || day === at ? frenchDate(at) : `${frenchDate(day)} (${at})`;
}

/** What the portal gave as a proof, and what happened since, as plain text; null for an invoice that it does not hold. */
export function receiptOf(dossier: Dossier): string | null {
  const { invoice, stage, history, environment } = dossier;
  const taken = takenOf(dossier);
  if (!taken || (stage.state !== 'deposited' && stage.state !== 'sent-by-form')) return null;
  const facts = [
    [invoice.kind === 'credit-note' ? 'Avoir' : 'Facture', `${invoice.invoiceNumber} du ${frenchDate(invoice.issueDate)}`],
    ['De', `${invoice.seller.name}, SIRET ${invoice.seller.siret}`],
    ['À', `${invoice.buyer.name}, SIRET ${invoice.buyer.siret}`],
    ['Déposée sur', places[environment]],
    ['Le', spelledMoment(taken.takenAt)],
    ['Numéro donné par le portail', taken.portalId || taken.number],
    ...(stage.state === 'deposited'
      ? [
          ['Numéro de flux', stage.numeroFluxDepot],
          ['Certificat de dépôt', stage.certificate],
        ]
      : [['Ce que le portail a affiché', stage.sentence]]),
    ['Dernier état', statusOf(stage.status).label],
  ].filter(([, value]) => value !== '');
  const happened = history.map(({ at, code, text }) => `${spelledMoment(at)}  ${events[code] ?? statusOf(code).label}${text ? ` : ${text}` : ''}`);
  return [...facts.map(([label, value]) => `${label} : ${value}`), '', 'Ce qui s’est passé', ...happened, ''].join('\r\n');
}
