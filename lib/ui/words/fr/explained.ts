import { words } from '../dictionary.ts';

/** What an order says of the codes it bears. */
export const explained = {
  pictureAlt: 'Dessin d’un bon de commande : en haut le code service, au milieu le numéro d’engagement.',
  serviceMeaning: 'Le code service dit à quel bureau va la facture (la cantine, la voirie…). C’est un mot ou quelques chiffres.',
  engagementMeaning:
    'L’engagement est le numéro que la mairie donne à sa commande quand elle met l’argent de côté pour vous payer. Sans lui, personne ne peut vous payer.',
};

words('explained', { explained });
