import { words } from '../dictionary.ts';

/** The tour: one invoice carried whole, with a line of text beside the real screens. */
export const tour = {
  title: 'Découverte',
  step: (rank: number, total: number) => `${rank} sur ${total}`,
  leave: 'Quitter la découverte',
  left: 'Découverte quittée. Elle vous attend dans l’Aide.',
  again: 'Reprendre la découverte',
  begin: 'Faire la découverte avec un exemple',
  back: 'Y aller',
  steps: {
    read: 'Coursier lit la facture d’exemple, ici, sur votre appareil.',
    review: 'Comparez avec la page. Puis allez au destinataire.',
    recipient: 'C’est la mairie qui paie. Elle demande un numéro : le voici, lu sur la facture.',
    send: 'Tout est là. Envoyez au portail d’entraînement : rien ne part à l’État.',
    leaving: 'Elle part. Un instant.',
    pay: 'Elle est envoyée. Jouez maintenant la mairie. Sur sa page, appuyez sur « Toute la vie jusqu’au paiement », puis revenez.',
    done: 'Payée ! Vous avez fait tout le chemin. À vous, avec une vraie facture.',
  },
  toRecipient: 'Le destinataire',
  toSend: 'La dernière vérification',
  where: 'Où est ce numéro sur la commande ?',
  agent: 'Ouvrir la page de la mairie',
  ask: 'J’ai payé : où en est-elle ?',
  finish: 'Terminer',
};

words('tour', { tour });
