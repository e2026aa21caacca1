import { words } from '../dictionary.ts';

/** The portal's fields by their key (`lib/portal/pages/fields.ts`): a name, and what it is, in plain words, for the overlay and the list of the panel. */
export const portalFields: Readonly<Record<string, { title: string; text: string }>> = {
  depositFormat: { title: 'Format du fichier', text: 'Votre facture est un PDF sans signature électronique : « PDF non signé ».' },
  framework: {
    title: 'Cadre de facturation',
    text: 'A1 pour une facture à payer, A2 si elle est déjà payée. Les autres cadres servent aux sous-traitants et aux travaux.',
  },
  file: {
    title: 'Fichier de la facture',
    text: 'Le PDF de votre facture. Le portail en lit le texte et remplit ce qu’il reconnaît : relisez toujours.',
  },
  attachment: { title: 'Pièce jointe', text: 'Un document qui accompagne la facture : 10 Mo au plus, nom de 50 caractères au plus.' },
  'buyer.identifierType': { title: 'Type d’identifiant du destinataire', text: 'Un organisme public français se désigne par son SIRET.' },
  'buyer.siret': {
    title: 'SIRET du destinataire',
    text: 'Les 14 chiffres de l’organisme public qui paiera : sa mairie, son école, son hôpital. Un chiffre faux, et la facture part ailleurs.',
  },
  'buyer.name': { title: 'Nom du destinataire', text: 'Le nom de l’organisme public ; le portail le trouve d’après le SIRET.' },
  serviceCode: {
    title: 'Code service',
    text: 'Le service de l’organisme qui traite la facture. Il est écrit sur le bon de commande ; certains organismes l’exigent.',
  },
  'seller.identifierType': { title: 'Votre type d’identifiant', text: 'Une entreprise française se désigne par son SIRET.' },
  'seller.siret': { title: 'Votre entreprise', text: 'Votre structure sur le portail : celle dont le SIRET est sur la facture.' },
  'seller.name': { title: 'Nom de votre entreprise', text: 'Votre raison sociale, telle que le portail la connaît.' },
  bankAccount: { title: 'Compte bancaire', text: 'Le compte sur lequel l’organisme vous paiera, parmi ceux que vous avez déclarés au portail.' },
  kind: { title: 'Type de facture', text: '« Facture » pour être payé, « Avoir » pour rendre de l’argent ou annuler.' },
  invoiceNumber: {
    title: 'Numéro de facture',
    text: 'Le numéro imprimé sur la facture, 20 caractères au plus. Le portail refuse deux fois le même dans l’année.',
  },
  issueDate: { title: 'Date de la facture', text: 'La date imprimée sur la facture.' },
  currency: { title: 'Devise', text: 'L’euro, sauf outre-mer du Pacifique.' },
  engagementNumber: {
    title: 'Numéro d’engagement',
    text: 'Le numéro de la commande dans les comptes de l’organisme. Il est sur le bon de commande ; l’État le demande presque toujours.',
  },
  contractNumber: { title: 'Numéro de marché', text: 'Seulement si vous avez signé un marché public : son numéro est sur le contrat.' },
  vatType: { title: 'Type de TVA', text: 'Sur les débits ou sur les encaissements, selon votre facture. En franchise de TVA : sans TVA.' },
  vatExemptionReason: { title: 'Motif d’exonération', text: 'La règle qui vous dispense de TVA, telle qu’elle est écrite sur la facture.' },
  paymentMode: { title: 'Mode de paiement', text: 'Presque toujours le virement. Un avoir n’en a pas.' },
  precedingInvoice: { title: 'Facture d’origine', text: 'Pour un avoir : le numéro de la facture qu’il corrige.' },
  'payment.dueDate': { title: 'Date d’échéance', text: 'Le dernier jour pour payer, imprimé sur la facture.' },
  'delivery.date': { title: 'Date de livraison', text: 'Le jour où vous avez livré ou fini le travail.' },
  'lines.*.name': { title: 'Désignation', text: 'Ce que vous avez vendu, en une ligne.' },
  'lines.*.reference': { title: 'Référence', text: 'Votre référence d’article, si vous en avez une.' },
  'lines.*.quantity': { title: 'Quantité', text: 'Combien : pièces, heures, kilos.' },
  'lines.*.unit': { title: 'Unité', text: 'Pièce, heure, kilo…' },
  'lines.*.netPrice': { title: 'Prix unitaire HT', text: 'Le prix d’une unité, sans la TVA.' },
  'lines.*.allowance': { title: 'Remise HT', text: 'Ce que vous retirez de cette ligne, sans la TVA.' },
  'lines.*.vatRate': { title: 'Taux de TVA', text: 'Le taux de cette ligne. En franchise : 0 %, art. 293 B.' },
  'lines.*.vatRateTyped': { title: 'Taux de TVA tapé', text: 'Seulement si le taux n’est pas dans la liste.' },
  'lines.*.netAmount': { title: 'Montant HT de la ligne', text: 'Quantité fois prix, moins la remise.' },
  'vatBreakdown.*.rate': { title: 'Taux', text: 'Un taux de TVA de la facture.' },
  'vatBreakdown.*.rateTyped': { title: 'Taux tapé', text: 'Seulement si le taux n’est pas dans la liste.' },
  'vatBreakdown.*.taxableAmount': { title: 'Base HT', text: 'Le total sans TVA des lignes à ce taux.' },
  'vatBreakdown.*.taxAmount': { title: 'Montant de TVA', text: 'La TVA à ce taux.' },
  'totals.net': { title: 'Total HT', text: 'Le total sans la TVA.' },
  'totals.vat': { title: 'Total TVA', text: 'Toute la TVA de la facture ; 0 en franchise.' },
  'totals.grossBefore': { title: 'Total TTC avant remise', text: 'Le total avec la TVA, avant une remise sur toute la facture.' },
  'totals.grossAfter': { title: 'Total TTC après remise', text: 'Le total avec la TVA, remise retirée.' },
  'totals.gross': { title: 'Total TTC', text: 'Le total avec la TVA.' },
  'totals.payable': { title: 'Montant à payer', text: 'Ce que l’organisme doit encore : le TTC, moins ce qui est déjà payé.' },
  comment: { title: 'Commentaire', text: 'Un mot pour l’agent. Coursier y écrit le numéro de votre facture, pour la retrouver.' },
};

words('portal-fields', { portalFields });
