/**
 * The 56 invoice statuses of the contract (StatutFacture), grouped in the steps a supplier cares about.
 * Sources: official Factures swagger for the codes; chorus-pro.md §4 for what the supplier must do.
 */
export const plainSteps = ['received', 'transmitted', 'processing', 'paid', 'waits-for-you', 'rejected', 'other'] as const;
export type PlainStep = (typeof plainSteps)[number];

/** Who must act for the invoice to go on. */
export type Actor = 'you' | 'portal' | 'buyer' | 'third' | 'nobody';

export interface StatusWords {
  step: PlainStep;
  actor: Actor;
  /** Short French name, for a list. */
  label: string;
  /** One French sentence: what it means and what to do. */
  sentence: string;
}

export const stepLabels: Record<PlainStep, string> = {
  received: 'Reçue par le portail',
  transmitted: 'Transmise au destinataire',
  processing: 'En cours de traitement',
  paid: 'Mise en paiement',
  'waits-for-you': 'Attend quelque chose de vous',
  rejected: 'Rejetée',
  other: 'Autre état',
};

const words = (step: PlainStep, actor: Actor, label: string, sentence: string): StatusWords => ({ step, actor, label, sentence });

export const statuses = {
  // the usual way
  DEPOSEE: words('received', 'portal', 'Envoyée', 'Le portail l’a reçue et lui a donné un numéro. Rien à faire.'),
  EN_COURS_ACHEMINEMENT: words('received', 'portal', 'En chemin', 'Le portail la porte au destinataire. Rien à faire.'),
  EN_COURS_TRAITEMENT_PIVOT_S: words('received', 'portal', 'En préparation', 'Le portail prépare votre facture. Rien à faire.'),
  MISE_A_DISPOSITION: words('transmitted', 'buyer', 'Arrivée', 'Le destinataire peut la voir. Rien à faire.'),
  PRISE_EN_COMPTE_DESTINATAIRE: words('transmitted', 'buyer', 'Prise en compte', 'Le destinataire a commencé à la traiter. Rien à faire.'),
  COMPLETEE: words('transmitted', 'buyer', 'Complétée', 'Vos compléments sont arrivés ; le destinataire reprend la facture. Rien à faire.'),
  SERVICE_FAIT: words('processing', 'buyer', 'Livraison confirmée', 'Le destinataire confirme avoir reçu ce que vous avez livré. Rien à faire.'),
  MANDATEE: words('processing', 'buyer', 'Paiement demandé', 'Le destinataire a demandé le paiement au comptable public. Rien à faire.'),
  MISE_A_DISPOSITION_COMPTABLE: words('processing', 'buyer', 'Chez le comptable public', 'Le comptable public a votre facture. Rien à faire.'),
  COMPTABILISEE: words('processing', 'buyer', 'Comptabilisée', 'Le comptable public l’a enregistrée ; le paiement suit. Rien à faire.'),
  MISE_EN_PAIEMENT: words('paid', 'nobody', 'Paiement lancé', 'Le virement part : comptez quelques jours. Surveillez votre compte.'),
  // comes back to the supplier
  A_RECYCLER: words(
    'waits-for-you',
    'you',
    'Adresse à corriger',
    'Le destinataire, le service ou l’engagement ne va pas : corrigez-le et renvoyez, avec le même numéro.',
  ),
  EN_ATTENTE_RECYCLAGE_FOURNISSEUR: words(
    'waits-for-you',
    'you',
    'Adresse à corriger',
    'Corrigez le destinataire, le service ou l’engagement, et renvoyez avec le même numéro.',
  ),
  SUSPENDUE: words(
    'waits-for-you',
    'you',
    'En pause',
    'Il manque un document ou une précision : lisez le message de l’agent et ajoutez-les, la facture repartira.',
  ),
  BROUILLON: words('waits-for-you', 'you', 'Restée au brouillon', 'Elle est sur le portail, mais n’y a pas été validée : elle n’est pas envoyée.'),
  INTERPRETEE_OCR: words('waits-for-you', 'you', 'Lue, pas encore envoyée', 'Le portail a lu le PDF, mais la facture n’est pas envoyée.'),
  NON_CONFORME: words('waits-for-you', 'you', 'Non conforme', 'Le portail a relevé une anomalie : lisez le message et corrigez.'),
  A_COMPLETER: words('waits-for-you', 'you', 'À compléter', 'Il manque des informations : complétez la facture sur le portail.'),
  A_ASSOCIER_FOURNISSEUR: words('waits-for-you', 'you', 'À associer', 'Marché de travaux : associez la pièce demandée sur le portail.'),
  REFUSEE_FOURNISSEUR: words('waits-for-you', 'you', 'Refusée par le fournisseur', 'Marché de travaux : la pièce a été refusée de votre côté.'),
  // final
  REJETEE: words(
    'rejected',
    'you',
    'Rejetée',
    'Le destinataire refuse cette facture : lisez son motif, puis faites-en une nouvelle avec un nouveau numéro.',
  ),
  ABANDONNEE: words('rejected', 'nobody', 'Abandonnée', 'La facture a été abandonnée : elle ne sera pas payée.'),
  SUPPRIMEE: words('rejected', 'nobody', 'Supprimée', 'La facture a été supprimée du portail.'),
  REMPLACEE_PAR_A22: words('other', 'nobody', 'Remplacée', 'Marché de travaux : une autre pièce la remplace.'),
  DUPLIQUE_APRES_REFUS: words('other', 'nobody', 'Dupliquée après refus', 'Une copie a été faite après un refus : suivez la nouvelle.'),
  ASSOCIEE: words('other', 'nobody', 'Associée', 'La pièce est rattachée à un dossier. Rien à faire.'),
  // subcontracting and co-contracting: a validator between the supplier and the buyer
  A_VALIDER_1: words('transmitted', 'third', 'À valider', 'L’entreprise titulaire doit valider votre facture. Vous pouvez la relancer.'),
  VALIDEE_1: words('transmitted', 'portal', 'Validée', 'L’entreprise titulaire a validé votre facture. Rien à faire.'),
  REFUSEE_1: words('waits-for-you', 'you', 'Refusée par le valideur', 'L’entreprise titulaire refuse : voyez son motif avec elle.'),
  ABSENCE_VALIDATION_1_HORS_DELAI: words(
    'waits-for-you',
    'you',
    'Non validée à temps',
    'L’entreprise titulaire n’a pas répondu dans les délais : voyez avec elle.',
  ),
  ERREUR_FOURNISSEUR_SUR_VALIDEUR: words(
    'waits-for-you',
    'you',
    'Valideur à corriger',
    'Le valideur indiqué n’est pas le bon : corrigez-le sur le portail.',
  ),
  A_VALIDER_2: words('transmitted', 'third', 'À valider (mandataire)', 'Le mandataire doit valider votre facture. Vous pouvez le relancer.'),
  VALIDEE_2: words('transmitted', 'portal', 'Validée (mandataire)', 'Le mandataire a validé votre facture. Rien à faire.'),
  REFUSEE_2: words('waits-for-you', 'you', 'Refusée par le mandataire', 'Le mandataire refuse : voyez son motif avec lui.'),
  ABSENCE_VALIDATION_2_HORS_DELAI: words(
    'waits-for-you',
    'you',
    'Non validée à temps (mandataire)',
    'Le mandataire n’a pas répondu dans les délais : voyez avec lui.',
  ),
  ERREUR_COTRAITANT_SUR_VALIDEUR: words(
    'waits-for-you',
    'you',
    'Valideur à corriger',
    'Le valideur indiqué par le cotraitant n’est pas le bon : corrigez-le sur le portail.',
  ),
  // works: project manager (MOE) and owner (MOA)
  A_VALIDER_MOE: words('transmitted', 'third', 'Chez le maître d’œuvre', 'Le maître d’œuvre doit valider. Rien à faire.'),
  A_ASSOCIER_MOE: words('transmitted', 'third', 'Chez le maître d’œuvre', 'Le maître d’œuvre doit associer la pièce. Rien à faire.'),
  MISE_A_DISPOSITION_MOE: words('transmitted', 'third', 'Chez le maître d’œuvre', 'Le maître d’œuvre peut voir la pièce. Rien à faire.'),
  PRISE_EN_COMPTE_MOE: words('processing', 'third', 'Prise en compte (maître d’œuvre)', 'Le maître d’œuvre traite la pièce. Rien à faire.'),
  REFUSEE_MOE: words(
    'waits-for-you',
    'you',
    'Refusée par le maître d’œuvre',
    'Le maître d’œuvre refuse : voyez son motif et corrigez sur le portail.',
  ),
  ERREUR_FOURNISSEUR_SUR_MOE: words(
    'waits-for-you',
    'you',
    'Maître d’œuvre à corriger',
    'Le maître d’œuvre indiqué n’est pas le bon : corrigez-le sur le portail.',
  ),
  ERREUR_MOE_SUR_FOURNISSEUR: words('other', 'third', 'Erreur du maître d’œuvre', 'Le maître d’œuvre s’est trompé de fournisseur : voyez avec lui.'),
  ERREUR_DE_MOE: words('other', 'third', 'Erreur de maître d’œuvre', 'La pièce n’est pas chez le bon maître d’œuvre : voyez avec le destinataire.'),
  ERREUR_MOE_SUR_MOA: words('other', 'third', 'Erreur de maître d’ouvrage', 'Le maître d’œuvre s’est trompé de maître d’ouvrage : voyez avec lui.'),
  A_ASSOCIER_MOA: words('transmitted', 'third', 'Chez le maître d’ouvrage', 'Le maître d’ouvrage doit associer la pièce. Rien à faire.'),
  MISE_A_DISPOSITION_MOA: words('transmitted', 'third', 'Chez le maître d’ouvrage', 'Le maître d’ouvrage peut voir la pièce. Rien à faire.'),
  PRISE_EN_COMPTE_MOA: words('processing', 'third', 'Prise en compte (maître d’ouvrage)', 'Le maître d’ouvrage traite la pièce. Rien à faire.'),
  TRANSMISE_MOA: words('transmitted', 'third', 'Transmise au maître d’ouvrage', 'La pièce est chez le maître d’ouvrage. Rien à faire.'),
  REFUSEE_MOA: words(
    'waits-for-you',
    'you',
    'Refusée par le maître d’ouvrage',
    'Le maître d’ouvrage refuse : voyez son motif et corrigez sur le portail.',
  ),
  ERREUR_FOURNISSEUR_SUR_MOA: words(
    'waits-for-you',
    'you',
    'Maître d’ouvrage à corriger',
    'Le maître d’ouvrage indiqué n’est pas le bon : corrigez-le sur le portail.',
  ),
  ERREUR_MOA_SUR_FOURNISSEUR: words(
    'other',
    'third',
    'Erreur du maître d’ouvrage',
    'Le maître d’ouvrage s’est trompé de fournisseur : voyez avec lui.',
  ),
  ERREUR_DE_MOA: words(
    'other',
    'third',
    'Erreur de maître d’ouvrage',
    'La pièce n’est pas chez le bon maître d’ouvrage : voyez avec le destinataire.',
  ),
  // technical
  ERREUR_DESTINATAIRE_PD: words(
    'other',
    'portal',
    'Erreur d’acheminement',
    'Le portail n’a pas pu livrer la facture : si cela dure, écrivez à son assistance.',
  ),
  ERREUR_DESTINATAIRE_EA: words(
    'other',
    'portal',
    'Erreur d’acheminement',
    'Le portail n’a pas pu livrer la facture : si cela dure, écrivez à son assistance.',
  ),
  TECHNIQUE_INCONNU: words('other', 'portal', 'État technique', 'Le portail donne un état technique : si cela dure, écrivez à son assistance.'),
} as const satisfies Record<string, StatusWords>;

export type StatusCode = keyof typeof statuses;

/** The words for any code, unknown ones included: the list is open. */
export function statusOf(code: string): StatusWords {
  const known = (statuses as Record<string, StatusWords>)[code];
  return known ?? words('other', 'portal', code || 'État inconnu', 'Coursier ne connaît pas cet état : voyez le détail sur le portail.');
}

/** Statuses after which nothing moves any more: no need to ask again. */
export function isFinal(code: string): boolean {
  return ['MISE_EN_PAIEMENT', 'REJETEE', 'ABANDONNEE', 'SUPPRIMEE', 'REMPLACEE_PAR_A22'].includes(code);
}

/** Statuses of something on the portal that is not a deposited invoice. */
export function isUnborn(code: string): boolean {
  return ['BROUILLON', 'INTERPRETEE_OCR', 'SUPPRIMEE'].includes(code);
}

/** States of a flow (chorus-pro.md §3.5). Unknown ones count as "still going": wrong patience costs a minute, wrong haste a double. */
export type FlowOutcome = 'going' | 'integrated' | 'rejected' | 'incident';

export function flowOutcome(state: string): FlowOutcome {
  switch (state) {
    case 'IN_INTEGRE':
    case 'IN_INTEGRE_PARTIEL':
      return 'integrated';
    case 'IN_REJETE':
    case 'QP_IRRECEVABLE':
      return 'rejected';
    case 'IN_INCIDENTE':
    case 'IN_ERREUR_INTERNE':
      return 'incident';
    default:
      return 'going';
  }
}
