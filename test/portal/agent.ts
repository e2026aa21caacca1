import { structureOf } from './data.ts';
import type { TrainingInvoice } from './state.ts';

/** Statuses a public agent may give, in the order of the operator's menu. */
export const agentStatuses = [
  'EN_COURS_ACHEMINEMENT',
  'MISE_A_DISPOSITION',
  'PRISE_EN_COMPTE_DESTINATAIRE',
  'A_RECYCLER',
  'SUSPENDUE',
  'REJETEE',
  'SERVICE_FAIT',
  'MANDATEE',
  'MISE_A_DISPOSITION_COMPTABLE',
  'COMPTABILISEE',
  'MISE_EN_PAIEMENT',
] as const;
export type AgentStatus = (typeof agentStatuses)[number];

export const statusWords: Record<string, string> = {
  DEPOSEE: 'Déposée',
  EN_COURS_ACHEMINEMENT: 'En cours d’acheminement',
  MISE_A_DISPOSITION: 'Mise à disposition',
  PRISE_EN_COMPTE_DESTINATAIRE: 'Prise en compte',
  A_RECYCLER: 'À recycler',
  SUSPENDUE: 'Suspendue',
  COMPLETEE: 'Complétée',
  REJETEE: 'Rejetée',
  SERVICE_FAIT: 'Service fait',
  MANDATEE: 'Mandatée',
  MISE_A_DISPOSITION_COMPTABLE: 'Mise à disposition du comptable',
  COMPTABILISEE: 'Comptabilisée',
  MISE_EN_PAIEMENT: 'Mise en paiement',
};

/** The way to the payment (chorus-pro.md §4). */
const way: AgentStatus[] = [
  'EN_COURS_ACHEMINEMENT',
  'MISE_A_DISPOSITION',
  'SERVICE_FAIT',
  'MANDATEE',
  'MISE_A_DISPOSITION_COMPTABLE',
  'COMPTABILISEE',
  'MISE_EN_PAIEMENT',
];

/** Where on the way a status off it stands. */
const standing: Record<string, AgentStatus> = { PRISE_EN_COMPTE_DESTINATAIRE: 'MISE_A_DISPOSITION', COMPLETEE: 'EN_COURS_ACHEMINEMENT' };

/** Statuses left until the payment; none for an invoice that waits for its supplier or is at its end. Some bodies never say that they paid. */
export function lifeFrom(invoice: TrainingInvoice): AgentStatus[] {
  if (['A_RECYCLER', 'SUSPENDUE', 'REJETEE'].includes(invoice.statut)) return [];
  const left = way.slice(way.indexOf(standing[invoice.statut] ?? (invoice.statut as AgentStatus)) + 1);
  return structureOf(invoice.codeDestinataire, true)?.statutMiseEnPaiementNestPasRemonte ? left.filter((step) => step !== 'MISE_EN_PAIEMENT') : left;
}

/** Steps that ask for the agent's words, with what agents really write (chorus-pro.md §4 and §6). */
export const reasons: Partial<Record<AgentStatus, readonly string[]>> = {
  A_RECYCLER: ['SE Incorrect', 'EJ incorrect ou inexistant', 'Mauvais destinataire : voir le SIRET du service', 'Numéro de marché absent'],
  SUSPENDUE: [
    'Joindre le bon de livraison signé',
    'Merci de joindre l’attestation de service fait',
    'RIB manquant ou différent de celui du marché',
    'Détail des quantités à fournir',
  ],
  REJETEE: [
    'SE Incorrect',
    'EJ incorrect ou inexistant',
    'Montant différent du bon de commande',
    'Facture en double',
    'Taux de TVA incorrect',
    'Prestation non réalisée',
  ],
};

/** Likely next steps of the public agent, the plain ones first. */
export function nextSteps(status: string): { plain: AgentStatus[]; reasoned: AgentStatus[] } {
  const reasoned: AgentStatus[] = ['SUSPENDUE', 'A_RECYCLER', 'REJETEE'];
  switch (status) {
    case 'DEPOSEE':
      return { plain: ['EN_COURS_ACHEMINEMENT', 'MISE_A_DISPOSITION'], reasoned: ['A_RECYCLER', 'REJETEE'] };
    case 'EN_COURS_ACHEMINEMENT':
      return { plain: ['MISE_A_DISPOSITION'], reasoned: ['A_RECYCLER', 'REJETEE'] };
    case 'COMPLETEE':
      return { plain: ['MISE_A_DISPOSITION', 'SERVICE_FAIT'], reasoned: ['SUSPENDUE', 'REJETEE'] };
    case 'MISE_A_DISPOSITION':
      return { plain: ['PRISE_EN_COMPTE_DESTINATAIRE', 'SERVICE_FAIT'], reasoned };
    case 'PRISE_EN_COMPTE_DESTINATAIRE':
      return { plain: ['SERVICE_FAIT'], reasoned };
    case 'SERVICE_FAIT':
      return { plain: ['MANDATEE'], reasoned: ['SUSPENDUE', 'REJETEE'] };
    case 'MANDATEE':
      return { plain: ['MISE_A_DISPOSITION_COMPTABLE'], reasoned: ['REJETEE'] };
    case 'MISE_A_DISPOSITION_COMPTABLE':
      return { plain: ['COMPTABILISEE'], reasoned: ['SUSPENDUE', 'REJETEE'] };
    case 'COMPTABILISEE':
      return { plain: ['MISE_EN_PAIEMENT'], reasoned: [] };
    default:
      return { plain: [], reasoned: [] };
  }
}
