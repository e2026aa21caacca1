/**
 * How a label is read: « N° d’engagement juridique (EJ)* : » and « Numéro engagement » are the same words. Everything here is told in words a page may show,
 * so that a new spelling is a line of `fields.ts` and no code.
 */

/** Lower case, without accents; what is no letter or digit becomes a space. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/œ/gi, 'oe')
    .toLowerCase()
    .replace(/\bn\s?[°º˚]\s?|\bn[o0](?=[\s.:])/g, ' numero ')
    .replace(/°/g, ' numero ')
    .replace(/%/g, ' pourcent ')
    .replace(/€/g, ' euro ')
    .replace(/\b([a-z])\.\s?([a-z])\.(?:\s?([a-z])\.?)?/g, (_, a: string, b: string, c: string | undefined) => `${a}${b}${c ?? ''} `)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** Several words that are one notion. Order matters: the longest first. */
const phrases: readonly (readonly [RegExp, string])[] = [
  [/\bhors tva\b/g, 'ht'],
  [/\bhors taxes?\b/g, 'ht'],
  [/\btoutes? taxes? comprises?\b/g, 'ttc'],
  [/\btva comprise\b/g, 'ttc'],
  [/\btaxes? sur la valeur ajoutee\b/g, 'tva'],
  [/\b(bons?|lettres?) de commandes?\b/g, 'commande'],
  [/\bpieces? (jointes?|complementaires?|justificatives?|annexes?)\b/g, 'piecejointe'],
  [/\bpieces? a joindre\b/g, 'piecejointe'],
  [/\bdocuments? (complementaires?|joints?|annexes?|justificatifs?)\b/g, 'piecejointe'],
  [/\b(raisons?|denominations?) sociales?\b/g, 'raisonsociale'],
  [/\b(prix|montants?|tarifs?|couts?)( net| ht)? (unitaires?|a l unite|par unite)\b/g, 'prixunitaire'],
  [/\b(mt|mnt|montant)(ht|tva|ttc)\b/g, 'montant $2'],
  [/\bp ?u( ?ht)?\b/g, 'prixunitaire ht'],
  [/\b(net|reste|solde|montant|total|somme)( total)? (a|restant a|restant) (payer|regler|verser|du)\b/g, 'apayer'],
  [/\b(net|reste) du\b/g, 'apayer'],
  [/\bcodes? postal(aux)?\b/g, 'codepostal'],
  [/\bsous traitants?\b/g, 'soustraitant'],
  [/\bco ?traitants?\b/g, 'cotraitant'],
  [/\bmaitres? d (oeuvre|ouvrage)\b/g, 'maitre'],
  [/\b(donneur) d ordres?\b/g, 'acheteur'],
  [/\bcoordonnees bancaires\b/g, 'comptebancaire'],
  [/\b(comptes?) (bancaires?|de paiement|de versement|a crediter)\b/g, 'comptebancaire'],
  [/\brelev[ee]s? d identite bancaire\b/g, 'comptebancaire'],
  [/\badresses? (e ?mail|mail|electroniques?|de messagerie)\b/g, 'email'],
  [/\be mail\b/g, 'email'],
  [/\bmots? de passe\b/g, 'motdepasse'],
  [/\btva intra(communautaire)?\b/g, 'tvaintra'],
  [/\bintra communautaire\b/g, 'tvaintra'],
  [/\bmis en demeure\b/g, ' '],
];

/** One word for another. */
const synonyms: Readonly<Record<string, string>> = {
  num: 'numero',
  nr: 'numero',
  nro: 'numero',
  no: 'numero',
  mt: 'montant',
  mnt: 'montant',
  mtt: 'montant',
  qte: 'quantite',
  qt: 'quantite',
  qty: 'quantite',
  ref: 'reference',
  refs: 'reference',
  tx: 'taux',
  ej: 'engagement',
  dest: 'destinataire',
  recipiendaire: 'destinataire',
  fourn: 'fournisseur',
  frs: 'fournisseur',
  cmde: 'commande',
  cde: 'commande',
  fact: 'facture',
  fac: 'facture',
  regl: 'paiement',
  pj: 'piecejointe',
  serv: 'service',
  svc: 'service',
  sce: 'service',
  dt: 'date',
  dte: 'date',
  ech: 'echeance',
  cpte: 'compte',
  cpt: 'compte',
  px: 'prix',
  desc: 'description',
  lib: 'libelle',
  art: 'article',
  obs: 'commentaire',
  nb: 'nombre',
  nbre: 'nombre',
  tot: 'total',
  typ: 'type',
  ident: 'identifiant',
  identification: 'identifiant',
  id: 'identifiant',
  reglement: 'paiement',
  moyen: 'mode',
  moyens: 'mode',
  mail: 'email',
  courriel: 'email',
  tel: 'telephone',
  portable: 'telephone',
  mobile: 'telephone',
  cp: 'codepostal',
  rib: 'comptebancaire',
  iban: 'iban',
  desig: 'designation',
  descriptif: 'description',
  intitule: 'libelle',
  denomination: 'designation',
  emis: 'emission',
  emise: 'emission',
  regime: 'type',
  categorie: 'type',
  nature: 'type',
  etablissement: 'etablissement',
  contrat: 'marche',
  observation: 'commentaire',
  observations: 'commentaire',
  remarque: 'commentaire',
  remarques: 'commentaire',
  executant: 'executant',
  recapitulation: 'recapitulatif',
  recap: 'recapitulatif',
  ventilation: 'recapitulatif',
  monnaie: 'devise',
  rabais: 'remise',
  ristourne: 'remise',
  fichiers: 'fichier',
};

/** Said around a label, never part of its meaning. */
const empty = new Set(
  (
    'de du des d la le les l un une en et a au aux par pour sur ou votre vos mon ma mes notre nos cette ce cet ces son sa ses the of to in dans avec ' +
    'obligatoire requis requise facultatif facultative optionnel optionnelle champ saisir saisissez veuillez renseigner renseignez indiquer ' +
    'indiquez selectionner selectionnez choisir choisissez choisi merci eg ex exemple svp ici si il elle est que qui aide info tapez entrez entrer'
  ).split(' '),
);

/** Ends with s or x in the singular too. */
const singular = new Set(['taux', 'prix', 'devis', 'tous', 'siret', 'repas', 'corps', 'mois', 'jours', 'choix', 'cours', 'gras', 'frais', 'procès']);

function single(word: string): string {
  if (word.length <= 3 || singular.has(word)) return word;
  return word.replace(/(?<=[a-z]{3})s$/, '').replace(/(?<=[a-z]{2})aux$/, (end) => (word === 'totaux' || word === 'principaux' ? 'al' : end));
}

/** The words of a text, in order, each in its one spelling; long numbers (examples of a SIRET) fall away. */
export function wordsOf(text: string): string[] {
  let read = plain(text);
  for (const [pattern, notion] of phrases) read = read.replace(pattern, notion);
  return read
    .split(' ')
    .filter((word) => word !== '' && !empty.has(word) && !/^\d{5,}$/.test(word))
    .map((word) => {
      const one = single(word);
      return synonyms[word] ?? synonyms[one] ?? one;
    })
    .filter((word) => word !== '' && !empty.has(word));
}

/** Words of an id or a name: `GDP_SaisieFacture_Destinataire_CodeService`, `facture.montantTotal.montantHtTotal`, `line-0-qty`. */
export function idWordsOf(id: string): string[] {
  return wordsOf(
    id
      .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
      .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
      .replace(/[^A-Za-z0-9]+/g, ' '),
  ).filter((word) => !/^\d+$/.test(word));
}

/** Digits alone. */
export function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}
