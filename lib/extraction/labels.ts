/**
 * Every label seen on French invoices, as data. Written without accents, in the folded form of `text.ts` ("n" stands for N°, No, numéro); fillers (de, du,
 * la ...) are left out on both sides. Strength: 1 says the thing and nothing else, 0.6 usually does, 0.3 only when nothing better is near.
 * To add a variant: one string in its row, and a line in `labels.test.ts`.
 */
export type LabelKind =
  | 'invoiceNumber'
  | 'issueDate'
  | 'dueDate'
  | 'otherDate'
  | 'siret'
  | 'siren'
  | 'vatId'
  | 'iban'
  | 'bic'
  | 'engagement'
  | 'service'
  | 'contract'
  | 'net'
  | 'vat'
  | 'gross'
  | 'payable'
  | 'prepaid'
  | 'discount'
  | 'sellerBlock'
  | 'buyerBlock'
  | 'deliveryBlock'
  | 'otherNumber'
  | 'columnName'
  | 'columnQuantity'
  | 'columnPrice'
  | 'columnNet'
  | 'columnVat'
  | 'columnOther';

export interface Label {
  kind: LabelKind;
  words: readonly string[];
  strength: number;
  /** A label that says whose number it is: « SIRET client ». */
  party?: 'seller' | 'buyer';
}

type Row = [kind: LabelKind, strength: number, variants: string, party?: 'seller' | 'buyer'];

const table: readonly Row[] = [
  [
    'invoiceNumber',
    1,
    'facture n / n facture / avoir n / n avoir / facture avoir n / facture ref / reference facture / ref facture / note honoraires n / facture acompte n / facture solde n / facture proforma n / memoire n / n memoire / note credit n / note frais n',
  ],
  ['invoiceNumber', 0.6, 'facture / avoir / piece n / n piece / note credit / n document / facture avoir / n ref facture'],
  ['invoiceNumber', 0.3, 'n / reference / ref / piece / references'],
  [
    'issueDate',
    1,
    'date facture / date facturation / date emission / emise le / emis le / emise / facture date / date avoir / date piece / fait le / etabli le / etablie le / date document',
  ],
  ['issueDate', 0.6, 'date / date le'],
  [
    'dueDate',
    1,
    'echeance / date echeance / date limite paiement / date limite reglement / a regler avant / a payer avant / payable avant / payable au / paiement avant / reglement avant / date paiement / date reglement / exigible le / echeance paiement / date exigibilite / payable jusqu / a regler pour le / a payer pour le / echeance reglement / plus tard / jours soit le / jours net / jours nets / somme avant le / regler avant / payer avant / due date / echeance le',
  ],
  ['dueDate', 0.6, 'payable / a regler / avant le / nets / j net'],
  [
    'otherDate',
    1,
    'date livraison / livre le / livraison le / date prestation / date execution / date intervention / date commande / date devis / devis / periode / date impression / imprime le / date valeur / bon livraison / date retour / date bon',
  ],
  ['siret', 1, 'siret / n siret / siret n / code siret / numero siret / siret siege / identifiant siret'],
  [
    'siret',
    1,
    'siret client / siret destinataire / siret dest / siret acheteur / n siret client / siret debiteur / client siret / n siret destinataire / siret structure / siret payeur / votre siret',
    'buyer',
  ],
  [
    'siret',
    1,
    'siret emetteur / siret fournisseur / siret vendeur / siret prestataire / siret emetteur facture / notre siret / n siret emetteur / n siret fournisseur / siret societe',
    'seller',
  ],
  ['siren', 1, 'siren / n siren / rcs / rm / siren n / r c s'],
  [
    'vatId',
    1,
    'tva intracommunautaire / n tva / tva intracom / tva intra / n tva intracommunautaire / n tva intracom / n tva intra / identifiant tva / id tva / n identification tva / tva intracommunautaire n / code tva / tva n / n intracommunautaire / n id tva',
  ],
  ['vatId', 1, 'tva client / n tva client / tva intracommunautaire client / n tva destinataire', 'buyer'],
  ['iban', 1, 'iban / n iban / code iban / compte iban / iban fr / virement iban'],
  ['bic', 1, 'bic / swift / code bic / code swift / bic swift / swift bic / bic adresse swift'],
  [
    'engagement',
    1,
    'n engagement / engagement juridique / n engagement juridique / ej / n ej / engagement n / bon commande engagement / engagement juridique n / n bon commande engagement / ref engagement / reference engagement / n bon commande ej / engagement ej / engagement chorus / n engagement chorus / engagement chorus n / engagement comptable / engagement comptable n / n engagement comptable / bon commande chorus / bon commande chorus n / n bon commande chorus / commande chorus n',
  ],
  [
    'engagement',
    0.9,
    'engagement / n bon commande / bon commande n / n commande / commande n / bon commande / n cde / cde n / bon cde / bon cde n / n bc / bc n / ref commande / reference commande / commande client / n commande client / n bdc / bdc / lettre commande / lettre commande n / n lettre commande',
  ],
  ['engagement', 0.5, 'commande / cde / bc / ordre service / n os'],
  [
    'service',
    1,
    'code service / service executant / code service executant / n service / service destinataire code / code du service / service facturier code / cs / ref service / code service destinataire / code service chorus / service chorus',
  ],
  ['service', 0.6, 'service'],
  ['contract', 1, 'n marche / marche n / marche public n / ref marche / reference marche / n marche public'],
  // Beside a number of a « marché public », that of the seller's own contract is another thing.
  ['contract', 0.9, 'n contrat / contrat n / ref contrat / reference contrat'],
  ['contract', 0.6, 'marche / contrat / marche public / convention n / convention'],
  [
    'net',
    1,
    'total ht / montant ht / sous total ht / total hors taxes / total hors taxe / total net ht / montant total ht / total general ht / net ht / ht total / montant hors taxes / total hors tva / total htva / total ht net / total ht apres remise / total facture ht / prix total ht / montant net ht / total net tva / montant net tva / net tva',
  ],
  ['net', 0.5, 'ht / base ht / sous total / hors taxes / base'],
  ['net', 0.3, 'montant'],
  ['vat', 1, 'total tva / montant tva / tva totale / total taxes / montant total tva / tva total / dont tva / montant taxes / total montant tva'],
  ['vat', 0.6, 'tva / taxe / taxes / tva a'],
  [
    'gross',
    1,
    'total ttc / montant ttc / net a payer ttc / total ttc a payer / total a regler ttc / total a payer ttc / montant total ttc / total toutes taxes comprises / ttc / total general ttc / net ttc / total facture ttc / montant ttc a payer / total ttc eur / total ttc euros / somme ttc / prix ttc / montant a regler ttc / total avoir ttc / total facture / total net tva / montant net tva / net tva',
  ],
  ['net', 0.5, 'total net'],
  ['gross', 0.5, 'total net / total general / montant total / total avoir / total / total eur / total euros / net a payer eur'],
  [
    'payable',
    1,
    'net a payer / reste a payer / reste du / solde a payer / total a payer / a regler / total a regler / net a regler / montant a payer / solde du / net a votre credit / a votre credit / reste a regler / montant a regler / somme due / solde a regler / net a deduire / net a rembourser / a payer / montant net a payer / total net a payer / net a payer ttc / total ttc a payer / total a payer ttc / total a regler ttc / montant ttc a payer / montant a regler ttc / solde ttc a payer / solde ttc a regler / solde ttc / solde a payer ttc / solde a regler ttc / reste a payer ttc / net a regler ttc / due ttc / reste due / solde due / solde restant due / montant due / montant due ttc / reste due ttc / total due / net due / restant due',
  ],
  [
    'prepaid',
    1,
    'acompte / acompte verse / acompte recu / deja regle / deja paye / regle par carte bancaire / paye par carte / avance / arrhes / acomptes verses / deja verse / regle par carte / acompte regle / regle par cheque / paye par cheque / regle especes / paye le / regle le / acompte deduit / montant regle / paiement recu / deduction acompte',
  ],
  ['discount', 1, 'remise / remise globale / rabais / escompte accorde / remise commerciale / remise exceptionnelle'],
  ['sellerBlock', 1, 'emetteur / fournisseur / vendeur / prestataire / expediteur / entreprise'],
  [
    'buyerBlock',
    1,
    'facture a / facturee a / destinataire / client / adresse facturation / acheteur / adresse a / doit / adressee a / client facture / a attention / destinataire facture / facturation a / adresse client / pour le compte / donneur ordre / maitre ouvrage / livre et facture a / client cliente / client ou cliente',
  ],
  [
    'deliveryBlock',
    1,
    'adresse livraison / livre a / lieu livraison / a livrer a / livraison a / site livraison / lieu prestation / lieu execution prestation / adresse chantier / chantier / lieu intervention / adresse intervention / lieu execution',
  ],
  [
    'otherNumber',
    1,
    'tel / telephone / portable / mobile / fax / telecopie / ape / naf / code ape / code naf / n client / code client / client n / ref client / reference client / n devis / devis n / n bl / bl n / n bon livraison / capital / page / compte n / n compte / code banque / code guichet / guichet / banque / cle rib / rib / n serie / agrement n / assurance / police n / n agrement / rna / n rna / lot / n lot / dossier / affaire / n affaire / n dossier / code postal / cedex / cheque n / carte n / art / article / indemnite forfaitaire / penalites',
  ],
  [
    'columnName',
    1,
    'designation / description / libelle / prestation / article / articles / produit / produits / detail / intitule / nature / prestations / designation prestations / nature travaux / objet / denomination',
  ],
  ['columnQuantity', 1, 'qte / quantite / qt / nb / nombre / quantites / qtes'],
  [
    'columnPrice',
    1,
    'pu / prix unitaire / pu ht / prix unit / prix unitaire ht / prix u / prix unit ht / tarif / pu eur / prix unitaire eur / prix ht / p unitaire / p unit / p u / p u ht / pu hors taxe / prix',
  ],
  ['columnNet', 1, 'montant / total / prix total / total ligne / montant ligne / total eur / montant eur'],
  ['columnVat', 1, 'taux tva / tx tva / taux / tva pct'],
  ['columnOther', 1, 'unite / u / code article / unites / remise pct / rem'],
];

export const labels: readonly Label[] = table.flatMap(([kind, strength, variants, party]) =>
  variants
    .split(' / ')
    .map((variant) => ({ kind, strength, words: variant.split(' ').filter((word) => word !== 'du' && word !== 'le'), ...(party ? { party } : {}) })),
);

/** Words of public bodies: a block that holds one is the buyer's. Matched as whole folded words. */
export const publicWords: readonly string[] = [
  'mairie',
  'commune',
  'metropole',
  'agglomeration',
  'communaute',
  'ecole',
  'college',
  'lycee',
  'universite',
  'departement',
  'departemental',
  'regional',
  'chu',
  'chru',
  'hopital',
  'hopitaux',
  'hospitalier',
  'ehpad',
  'ministere',
  'prefecture',
  'rectorat',
  'ccas',
  'cias',
  'sdis',
  'crous',
  'etat',
  'tribunal',
  'conservatoire',
  'collectivite',
  'departementale',
  'regionale',
  'municipal',
  'municipale',
  'communal',
  'communale',
  'intercommunale',
  'bibliotheque',
  'mediatheque',
  'creche',
  'musee',
  'oph',
  'agglo',
  'epsm',
  'dgfip',
  'tresorerie',
  'sivom',
  'sivu',
  'cnrs',
  'inrae',
  'intercommunal',
  'smictom',
  'sictom',
  'siaep',
  'sivos',
];

/** Words of the private seller. */
export const sellerWords: readonly string[] = [
  'sarl',
  'eurl',
  'sas',
  'sasu',
  'ei',
  'eirl',
  'snc',
  'scop',
  'capital',
  'entrepreneur',
  'individuel',
  'microentrepreneur',
  'rcs',
  'rm',
  'ape',
  'naf',
  'artisan',
  'boulangerie',
  'etablissements',
  'ets',
  'auto',
  'micro',
  'plomberie',
  'menuiserie',
  'traiteur',
  'maconnerie',
  'association',
  'sa',
  'scp',
  'selarl',
];

/** Public only as the first word of a name: « Centre hospitalier », « Ville de », « Région » — never in « Quincaillerie du Centre ». */
export const publicOpenings: readonly string[] = [
  'ville',
  'centre',
  'direction',
  'office',
  'conseil',
  'caisse',
  'etablissement',
  'region',
  'academie',
  'syndicat',
];
