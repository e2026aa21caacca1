import { words } from '../dictionary.ts';

/** Words of the help. */
export const help = {
  title: 'Aide',
  leave: 'Qu’est-ce qui sort de mon appareil ?',
  leaveText: [
    'Rien, avant que vous appuyiez sur « Envoyer ». La photo est lue ici. La recherche du destinataire aussi.',
    'Quand vous envoyez, la facture part au portail, avec sa photo, et rien d’autre. Il n’y a ni compte, ni mesure d’audience.',
    'Deux questions peuvent partir avant, si vous l’acceptez : un nom cherché dans l’annuaire public des entreprises, un destinataire vérifié auprès du portail. Cela se règle à « Annuaire ».',
  ],
  training: 'L’entraînement, c’est quoi ?',
  trainingText: [
    'Un faux portail, fourni avec Coursier, pour apprendre sans risque. Ce n’est pas celui de l’État : rien n’y est payé et il ne prouve rien sur le vrai.',
    'Le jour venu, choisissez Chorus Pro dans les réglages et tapez vos clés.',
  ],
  words: 'Les mots',
  glossary: [
    ['Chorus Pro', 'Le site où l’on envoie ses factures aux mairies, écoles, hôpitaux et à l’État.'],
    ['SIRET', '14 chiffres qui désignent un lieu : votre boutique, ou une mairie. Les 9 premiers sont le SIREN.'],
    ['Code service', 'Le bureau qui doit recevoir la facture. La mairie l’écrit sur sa commande.'],
    ['Engagement', 'Le numéro que la mairie donne à la commande quand elle met l’argent de côté.'],
    ['Franchise', 'Vous ne facturez pas la TVA : c’est le cas de beaucoup de micro-entreprises.'],
    ['Factur-X', 'Un PDF qui porte aussi les données de la facture, lisibles par une machine.'],
    ['Avoir', 'Une facture à l’envers : vous rendez de l’argent.'],
    ['IBAN', 'Le numéro de votre compte en banque. Il commence par FR.'],
  ] as [string, string][],
  pay: 'Quand serai-je payé ?',
  payText: ['Une mairie ou l’État a 30 jours, un hôpital 50 jours. Au-delà, on vous doit des intérêts et 40 €, sans que vous ayez à les demander.'],
  where: 'Où trouver le code service et l’engagement ?',
  guide: 'Le guide, avec des images',
  welcome: 'Présenter Coursier à quelqu’un',
  accessibility: 'Accessibilité',
  sheet: 'La fiche à imprimer',
  keyboard: 'Au clavier',
  keyboardText: [
    'Tab passe d’un champ à l’autre. Entrée confirme un point à regarder. Ctrl + Z annule, Ctrl + Maj + Z rétablit. Ctrl + V colle une photo.',
    'Dans les lignes : Entrée passe au champ suivant, puis à la ligne suivante. Alt + flèche monte ou descend la ligne. Flèche bas ouvre vos articles.',
  ],
};

words('help', { help });
