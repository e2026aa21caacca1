/** Twenty forms of everyday life in French, many with the portal's own words. Nothing may be filled there. */
export type OrdinaryField = readonly [label: string, type: string, name: string, more?: string | readonly string[]];

export interface OrdinaryForm {
  site: string;
  title: string;
  /** How its fields are named for the reader: each of the usual ways. */
  style: 'for' | 'wrapped' | 'placeholder' | 'aria' | 'table';
  sections: readonly (readonly [legend: string, ...fields: OrdinaryField[]])[];
  button: string;
}

const months = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'];

export const ordinaryForms: Readonly<Record<string, OrdinaryForm>> = {
  infolettre: {
    site: 'Le Panier du coin',
    title: 'Recevoir notre lettre',
    style: 'placeholder',
    sections: [
      ['', ['Votre adresse e-mail', 'email', 'email'], ['Prénom', 'text', 'prenom'], ['J’accepte de recevoir des offres', 'checkbox', 'accord']],
    ],
    button: 'Je m’inscris',
  },
  contact: {
    site: 'Menuiserie Lafont',
    title: 'Nous écrire',
    style: 'for',
    sections: [
      [
        'Vos coordonnées',
        ['Nom', 'text', 'nom'],
        ['Adresse électronique', 'email', 'courriel'],
        ['Téléphone', 'tel', 'telephone'],
        ['Numéro de commande', 'text', 'numero_commande'],
        ['Objet', 'select', 'objet', ['Devis', 'Facture', 'Livraison', 'Autre']],
        ['Commentaire', 'textarea', 'commentaire'],
        ['Pièce jointe', 'file', 'piece_jointe'],
      ],
    ],
    button: 'Envoyer',
  },
  virement: {
    site: 'Banque des Deux Rives',
    title: 'Faire un virement',
    style: 'for',
    sections: [
      ['Compte à débiter', ['Compte', 'select', 'compteDebit', ['Compte courant ••31', 'Livret ••07']]],
      [
        'Bénéficiaire',
        ['Nom du bénéficiaire', 'text', 'beneficiaire.nom'],
        ['IBAN', 'text', 'beneficiaire.iban'],
        ['BIC', 'text', 'beneficiaire.bic'],
        ['Montant', 'text', 'montant'],
        ['Devise', 'select', 'devise', ['EUR', 'USD', 'CHF']],
        ['Date d’exécution', 'date', 'dateExecution'],
        ['Motif (n° de facture)', 'text', 'motif'],
      ],
    ],
    button: 'Valider',
  },
  commande: {
    site: 'Outillage Direct',
    title: 'Adresse de livraison',
    style: 'wrapped',
    sections: [
      [
        'Livraison',
        ['Nom et prénom', 'text', 'shipping[name]'],
        ['Société', 'text', 'shipping[company]'],
        ['SIRET (facultatif)', 'text', 'shipping[siret]'],
        ['Adresse', 'text', 'shipping[address]'],
        ['Code postal', 'text', 'shipping[postcode]'],
        ['Ville', 'text', 'shipping[city]'],
        ['Votre numéro de bon de commande', 'text', 'po_number'],
      ],
      ['Facturation', ['Adresse de facturation différente', 'checkbox', 'billing_different'], ['Numéro de TVA', 'text', 'vat_number']],
    ],
    button: 'Continuer vers le paiement',
  },
  candidature: {
    site: 'Fournil Berthier',
    title: 'Candidature : boulanger (h/f)',
    style: 'for',
    sections: [
      [
        'Vous',
        ['Nom', 'text', 'nom'],
        ['Prénom', 'text', 'prenom'],
        ['Date de naissance', 'date', 'naissance'],
        ['Curriculum vitæ', 'file', 'cv'],
        ['Lettre de motivation', 'textarea', 'lettre'],
        ['Prétentions (montant brut annuel)', 'text', 'pretentions'],
      ],
    ],
    button: 'Postuler',
  },
  'simulateur-impots': {
    site: 'Calculer mes cotisations',
    title: 'Simulateur de la micro-entreprise',
    style: 'table',
    sections: [
      [
        'Votre activité',
        ['Chiffre d’affaires HT', 'text', 'ca'],
        ['Type de TVA', 'select', 'regime_tva', ['Franchise en base', 'Réel simplifié', 'Réel normal']],
        ['Taux de TVA', 'select', 'taux', ['20%', '10%', '5,5%']],
        ['Montant de TVA', 'text', 'montant_tva'],
        ['Montant TTC', 'text', 'montant_ttc'],
      ],
    ],
    button: 'Calculer',
  },
  'portail-fournisseur': {
    site: 'Espace fournisseurs Grandmarché',
    title: 'Déposer une facture',
    style: 'for',
    sections: [
      [
        'Facture',
        ['Numéro de facture', 'text', 'invoice_number'],
        ['Date de facture', 'text', 'invoice_date'],
        ['Numéro de commande', 'text', 'order_number'],
        ['Code fournisseur', 'text', 'vendor'],
        ['Montant HT', 'text', 'net'],
        ['Montant TVA', 'text', 'tax'],
        ['Montant TTC', 'text', 'gross'],
        ['Devise', 'select', 'currency', ['EUR', 'GBP']],
        ['Fichier PDF', 'file', 'pdf'],
        ['Commentaire', 'textarea', 'note'],
      ],
    ],
    button: 'Valider et envoyer',
  },
  'fiche-client': {
    site: 'Relation+ CRM',
    title: 'Nouveau client',
    style: 'for',
    sections: [
      [
        'Identité',
        ['Raison sociale', 'text', 'raison_sociale'],
        ['SIRET', 'text', 'siret'],
        ['Code service', 'text', 'code_service'],
        ['Structure', 'select', 'structure', ['Entreprise', 'Collectivité', 'Association']],
        ['Adresse', 'text', 'adresse'],
        ['Mode de règlement', 'select', 'reglement', ['Virement', 'Chèque', 'Prélèvement']],
      ],
    ],
    button: 'Enregistrer',
  },
  'editeur-de-facture': {
    site: 'FactuSimple',
    title: 'Nouvelle facture',
    style: 'table',
    sections: [
      [
        'En-tête',
        ['N° facture', 'text', 'ref'],
        ['Date', 'date', 'date'],
        ['Client', 'select', 'socid', ['Mairie de Vauville', 'École Jean-Jaurès']],
        ['N° engagement', 'text', 'options_engagement'],
        ['Conditions de règlement', 'select', 'cond_reglement', ['À réception', '30 jours']],
      ],
      [
        'Ligne',
        ['Désignation', 'text', 'desc'],
        ['Quantité', 'text', 'qty'],
        ['PU HT', 'text', 'price_ht'],
        ['TVA', 'select', 'tva_tx', ['20%', '10%', '5,5%', '0%']],
        ['Total HT', 'text', 'total_ht'],
        ['Net à payer', 'text', 'net'],
      ],
    ],
    button: 'Enregistrer',
  },
  connexion: {
    site: 'Mutuelle des Artisans',
    title: 'Se connecter',
    style: 'for',
    sections: [['', ['Identifiant', 'text', 'username'], ['Mot de passe', 'password', 'password'], ['Rester connecté', 'checkbox', 'remember']]],
    button: 'Connexion',
  },
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
