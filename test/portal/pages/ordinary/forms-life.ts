import type { OrdinaryForm } from './form.ts';

const months = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'];

/** The other ten: searches, stays, claims, messages. */
export const otherForms: Readonly<Record<string, OrdinaryForm>> = {
  recherche: {
    site: 'Annuaire des entreprises locales',
    title: 'Rechercher une structure',
    style: 'aria',
    sections: [['', ['Identifiant (SIRET)', 'search', 'q'], ['Raison sociale', 'text', 'nom'], ['Code postal ou ville', 'text', 'ville']]],
    button: 'Rechercher',
  },
  enquete: {
    site: 'Office de tourisme du Val-Doré',
    title: 'Votre avis compte',
    style: 'wrapped',
    sections: [
      [
        'Votre séjour',
        ['Satisfait', 'radio', 'avis', 'oui'],
        ['Déçu', 'radio', 'avis', 'non'],
        ['Commentaire', 'textarea', 'commentaire'],
        ['Montant dépensé', 'number', 'montant'],
      ],
    ],
    button: 'Envoyer mes réponses',
  },
  reservation: {
    site: 'Gîte des Tilleuls',
    title: 'Réserver',
    style: 'for',
    sections: [
      [
        'Séjour',
        ['Date d’arrivée', 'date', 'arrivee'],
        ['Date de départ', 'date', 'depart'],
        ['Nombre de personnes', 'number', 'personnes'],
        ['Numéro de réservation', 'text', 'numero'],
        ['Message au propriétaire', 'textarea', 'message'],
      ],
    ],
    button: 'Réserver',
  },
  sinistre: {
    site: 'Assurances du Littoral',
    title: 'Déclarer un sinistre',
    style: 'for',
    sections: [
      [
        'Le sinistre',
        ['Numéro de contrat', 'text', 'contrat'],
        ['Date du sinistre', 'date', 'date'],
        ['Montant estimé TTC', 'text', 'montant'],
        ['Facture d’origine', 'file', 'facture'],
        ['Type de pièce jointe', 'select', 'type_pj', ['Facture', 'Photo', 'Devis']],
        ['IBAN de remboursement', 'text', 'iban'],
        ['Observations', 'textarea', 'observations'],
      ],
    ],
    button: 'Envoyer la déclaration',
  },
  devis: {
    site: 'Toitures Marchal',
    title: 'Demander un devis',
    style: 'placeholder',
    sections: [
      [
        '',
        ['Nom ou raison sociale', 'text', 'nom'],
        ['SIRET', 'text', 'siret'],
        ['Référence du marché', 'text', 'marche'],
        ['Quantité (m²)', 'text', 'quantite'],
        ['Votre besoin', 'textarea', 'besoin'],
      ],
    ],
    button: 'Demander un devis',
  },
  'mot-de-passe': {
    site: 'Espace adhérent',
    title: 'Changer de mot de passe',
    style: 'for',
    sections: [
      [
        '',
        ['Mot de passe actuel', 'password', 'ancien'],
        ['Nouveau mot de passe', 'password', 'nouveau'],
        ['Confirmation', 'password', 'confirmation'],
      ],
    ],
    button: 'Enregistrer',
  },
  carte: {
    site: 'Paiement sécurisé',
    title: 'Payer par carte',
    style: 'for',
    sections: [
      [
        'Montant à payer : 84,00 €',
        ['Numéro de carte', 'text', 'cardnumber'],
        ['Mois', 'select', 'month', months],
        ['Année', 'text', 'year'],
        ['Code de sécurité', 'text', 'cvc'],
        ['Titulaire', 'text', 'holder'],
      ],
    ],
    button: 'Payer',
  },
  message: {
    site: 'Messagerie',
    title: 'Nouveau message',
    style: 'aria',
    sections: [
      [
        '',
        ['Destinataire', 'text', 'to'],
        ['Objet', 'text', 'subject'],
        ['Corps du message', 'textarea', 'body'],
        ['Pièces jointes', 'file', 'attachments'],
      ],
    ],
    button: 'Envoyer',
  },
  colis: {
    site: 'Suivi Express',
    title: 'Suivre un colis',
    style: 'placeholder',
    sections: [
      ['', ['Numéro de suivi', 'text', 'tracking'], ['Numéro de commande', 'text', 'order'], ['Code postal du destinataire', 'text', 'zip']],
    ],
    button: 'Suivre',
  },
  adhesion: {
    site: 'Amicale des boulangers',
    title: 'Bulletin d’adhésion',
    style: 'table',
    sections: [
      [
        'Adhérent',
        ['Raison sociale', 'text', 'rs'],
        ['N° SIRET', 'text', 'siret'],
        ['Date', 'text', 'date'],
        ['Montant de la cotisation', 'text', 'cotisation'],
        ['Mode de paiement', 'select', 'mode', ['Virement', 'Chèque', 'Espèces']],
        ['RIB', 'file', 'rib'],
      ],
    ],
    button: 'Adhérer',
  },
};
