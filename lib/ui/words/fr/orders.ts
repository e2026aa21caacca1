import { words } from '../dictionary.ts';

/** Words of the orders that wait for their invoice. */
export const orders = {
  title: 'Commandes',
  intro: 'Photographiez le bon de commande quand il arrive : Coursier en garde les codes, le lieu et les lignes pour la facture.',
  capture: 'Photographier une commande',
  waiting: 'À facturer',
  done: 'Déjà facturées',
  none: 'Aucune commande à facturer.',
  bill: 'Facturer cette commande',
  billed: 'La facture est prête à relire.',
  noBuyer: 'Destinataire à choisir',
  engagement: (number: string) => `engagement ${number}`,
  noEngagement: 'sans numéro d’engagement',
  open: (date: string) => (date === '' ? 'Ouvrir la commande' : `Commande du ${date}`),
  part: (billed: string, ordered: string) => `${billed} facturés sur ${ordered}`,
  draft: 'Brouillon en cours',
  onInvoice: 'Voir la facture',
};

export const order = {
  title: 'Bon de commande',
  gone: 'Cette commande n’est plus sur cet appareil.',
  backToList: 'Voir les commandes',
  buyer: 'Qui commande ?',
  changeBuyer: 'Changer',
  codes: 'Les codes à rappeler',
  codesHint: 'Ils iront tout seuls sur la facture.',
  orderedOn: 'Date de la commande',
  site: 'Livrer où ?',
  goods: 'Ce qui est commandé',
  noLines: 'Aucune ligne lue : vous les écrirez sur la facture.',
  total: 'Total HT de la commande',
  invoices: 'Ses factures',
  close: 'Plus rien à facturer',
  reopen: 'Il reste à facturer',
  closed: 'Commande terminée.',
  reopened: 'La commande attend de nouveau sa facture.',
  isInvoice: 'Ce n’est pas une commande, c’est ma facture',
  isOrder: 'C’est un bon de commande, pas une facture',
  turned: 'Rangé dans vos factures.',
  turnedOrder: 'Rangé dans vos commandes.',
  remove: 'Supprimer cette commande',
  removed: 'Commande supprimée.',
  undo: 'Annuler',
};

words('orders', { orders, order });
