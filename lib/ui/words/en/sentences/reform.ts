/** Rules of the French reform (BR-FR), of BR-FR-CPRO and of the two XML syntaxes, short English of ours. `{}` holds a place, in order. */
export const reform: Readonly<Record<string, string>> = {
  // values of terms: « le numéro de la facture » and its kin are in `phrases.ts`
  '{} dépasse {} caractères.': '{} is longer than {} characters.',
  '{} contient un caractère refusé.': '{} contains a character that is refused.',
  '{} n’est pas un jour possible entre 2000 et 2099.': '{} is not a possible day between 2000 and 2099.',
  '{} n’est pas admis en France.': '{} is not accepted in France.',
  '{} n’est pas une catégorie connue.': '{} is not a known category.',
  '{} n’existe pas en France (L : Canaries, M : Ceuta et Melilla).': '{} does not exist in France (L: Canary Islands, M: Ceuta and Melilla).',
  '{} n’est pas un taux de TVA français.': '{} is not a French VAT rate.',
  '{} n’est pas un montant en euros et centimes.': '{} is not an amount in euros and cents.',
  '{} n’est pas un nombre, ou a plus de quatre chiffres après la virgule.': '{} is not a number, or has more than four decimals.',
  '{} n’est pas un nombre positif, ou a plus de six chiffres après la virgule.': '{} is not a positive number, or has more than six decimals.',
  '{} n’est pas écrit comme un taux.': '{} is not written as a rate.',
  '{} n’est pas un numéro de TVA européen (deux lettres, puis 16 caractères au plus).':
    '{} is not a European VAT number (two letters, then 16 characters at most).',
  '{} n’est pas celui d’un particulier (10 chiffres, puis 70 caractères au plus).':
    '{} is not that of a private person (10 digits, then 70 characters at most).',
  '{} n’est pas un numéro RIDET (9 ou 10 caractères).': '{} is not a RIDET number (9 or 10 characters).',
  '{} n’est pas un numéro TAHITI (9 ou 10 caractères).': '{} is not a TAHITI number (9 or 10 characters).',

  'Changez le numéro, sur la facture aussi : 35 caractères au plus, lettres sans accent, chiffres et - _ / +, sans espace.':
    'Change the number, on the invoice too: 35 characters at most, letters without accents, digits and - _ / +, no space.',
  'Recopiez le numéro exact de la facture d’origine : 35 caractères au plus, lettres sans accent, chiffres et - _ / +, sans espace.':
    'Copy the exact number of the original invoice: 35 characters at most, letters without accents, digits and - _ / +, no space.',
  'Corrigez la date : elle s’écrit jour/mois/année.': 'Correct the date: it is written day/month/year.',
  'La date d’échéance est avant la date de la facture.': 'The due date is before the date of the invoice.',
  'Corrigez l’une des deux dates. Si la facture est déjà payée, cochez « déjà payée ».':
    'Correct one of the two dates. If the invoice is paid already, tick “paid in full already”.',
  'Choisissez « facture » ou « avoir ». Codes admis : {}.': 'Choose an invoice or a credit note. Codes accepted: {}.',
  'Une plateforme agréée demande s’il s’agit de biens, de services ou des deux.':
    'An approved platform asks whether it is for goods, services or both.',
  'Le cadre de facturation « {} » n’est pas celui d’une plateforme agréée (B1, S1, M1…).':
    'The invoicing framework “{}” is not one of an approved platform (B1, S1, M1…).',
  'Une pièce jointe ne dit pas ce qu’elle est avec un mot de la liste officielle.':
    'An attachment does not say what it is with a word of the official list.',
  'La pièce jointe est décrite par « {} », qui n’est pas un mot de la liste officielle.':
    'The attachment is described by “{}”, which is not a word of the official list.',
  'Choisissez parmi : {}.': 'Choose among: {}.',
  'Deux pièces jointes sont présentées comme la version lisible de la facture (LISIBLE).':
    'Two attachments are given as the readable version of the invoice (LISIBLE).',
  'Gardez une seule version lisible.': 'Keep one readable version.',
  'Une caractéristique d’article n’a pas de nom.': 'An item attribute has no name.',
  'Une caractéristique de la {} n’a pas de nom.': 'An attribute of {} has no name.',
  'Donnez un nom à la caractéristique (couleur, taille…), ou retirez-la.': 'Give the attribute a name (colour, size…), or remove it.',
  'Une caractéristique d’article a un nom vide.': 'An item attribute has an empty name.',
  'Une caractéristique de la {} a un nom vide.': 'An attribute of {} has an empty name.',
  'Écrivez le nom, ou retirez la caractéristique.': 'Write the name, or remove the attribute.',
  'Une caractéristique d’article a un code vide.': 'An item attribute has an empty code.',
  'Une caractéristique de la {} a un code vide.': 'An attribute of {} has an empty code.',
  'Écrivez le code, ou retirez la caractéristique.': 'Write the code, or remove the attribute.',
  'Une caractéristique d’article doit avoir une valeur et une seule : un texte, ou une mesure avec son unité.':
    'An item attribute must have one value and one only: a text, or a measure with its unit.',
  'Une caractéristique de la {} doit avoir une valeur et une seule : un texte, ou une mesure avec son unité.':
    'An attribute of {} must have one value and one only: a text, or a measure with its unit.',
  'Gardez l’un des deux ; une mesure a besoin de son unité.': 'Keep one of the two; a measure needs its unit.',
  'Un numéro de facture (AFL) ou un cadre (AVV) est cité deux fois comme objet facturé.':
    'An invoice number (AFL) or a framework (AVV) is quoted twice as the invoiced object.',
  'Gardez une seule référence de chaque sorte.': 'Keep one reference of each kind.',
  'Une référence {} est vide.': 'A reference {} is empty.',
  'La référence {} est vide.': 'The reference {} is empty.',
  'La référence {} est écrite deux fois.': 'The reference {} is written twice.',
  'Remplissez cette référence, ou retirez-la.': 'Fill in this reference, or remove it.',
  'Un avoir de remise globale doit dire le contrat et la période (début et fin).':
    'A credit note for a global discount must give the contract and the period (start and end).',
  'Ajoutez le numéro de contrat et les deux dates.': 'Add the contract number and the two dates.',
  'Une facture rectificative doit citer une facture d’origine, et une seule.': 'A corrected invoice must quote one original invoice, and one only.',
  'Écrivez le numéro et la date de la facture que vous corrigez.': 'Write the number and the date of the invoice you correct.',
  'Cet avoir ne dit pas quelle facture il corrige, avec sa date.': 'This credit note does not say which invoice it corrects, with its date.',
  'Une facture d’acompte ne peut pas être aussi la facture finale après acompte.':
    'A down-payment invoice cannot also be the final invoice after a down payment.',
  'Choisissez : facture d’acompte, ou facture finale.': 'Choose: down-payment invoice, or final invoice.',

  // parties: « du vendeur » and its kin are in `phrases.ts`
  'Le SIRET {} n’a pas 14 chiffres, ou ne commence pas par son SIREN.': 'The SIRET {} does not have 14 digits, or does not begin with its SIREN.',
  'Le SIRET {} (« {} ») ne va pas avec son SIREN (« {} »).': 'The SIRET {} (“{}”) does not match its SIREN (“{}”).',
  'Comparez les deux numéros : le SIREN est le début du SIRET.': 'Compare the two numbers: the SIREN is the beginning of the SIRET.',
  'Le SIREN du vendeur manque, ou n’a pas 9 chiffres.': 'The seller’s SIREN is missing, or does not have 9 digits.',
  'Recopiez les 9 premiers chiffres de votre SIRET.': 'Copy the first 9 digits of your SIRET.',
  'Pour une facture entre entreprises, le SIREN du client manque ou n’a pas 9 chiffres.':
    'For an invoice between businesses, the customer’s SIREN is missing or does not have 9 digits.',
  'Le SIREN {} (« {} ») n’a pas 9 chiffres.': 'The SIREN {} (“{}”) does not have 9 digits.',
  'Demandez au client les 9 chiffres de son SIREN.': 'Ask the customer for the 9 digits of its SIREN.',
  'L’adresse électronique de facturation du client manque.': 'The customer’s electronic invoicing address is missing.',
  'Ajoutez l’adresse que le client a dans l’annuaire, par exemple SIREN_SIRET.':
    'Add the address that the customer has in the directory, for example SIREN_SIRET.',
  'L’adresse électronique de facturation du vendeur manque.': 'The seller’s electronic invoicing address is missing.',
  'Ajoutez votre adresse de facturation : votre SIREN suffit.': 'Add your invoicing address: your SIREN is enough.',
  'Entre entreprises, l’adresse de facturation du client doit commencer par son SIREN (annuaire 0225).':
    'Between businesses, the customer’s invoicing address must begin with its SIREN (directory 0225).',
  'Remplacez l’adresse par le SIREN du client, ou par l’adresse qui est dans l’annuaire.':
    'Replace the address with the customer’s SIREN, or with the address that is in the directory.',
  'Quand le client écrit la facture à votre place, votre adresse de facturation doit commencer par votre SIREN (annuaire 0225).':
    'When the customer writes the invoice for you, your invoicing address must begin with your SIREN (directory 0225).',
  'Remplacez l’adresse par votre SIREN.': 'Replace the address with your SIREN.',
  'Gardez des lettres sans accent, des chiffres et - _ . + : pas d’espace.': 'Keep letters without accents, digits and - _ . +: no space.',
  'Recopiez le code tel que le client le donne : lettres sans accent, chiffres et - _ . + seulement.':
    'Copy the code as the customer gives it: letters without accents, digits and - _ . + only.',
  'Recopiez seulement l’adresse, sans le texte qui l’entoure.': 'Copy the address alone, without the text around it.',
  'Recopiez seulement le code, sans le texte qui l’entoure.': 'Copy the code alone, without the text around it.',
  'Un numéro SIREN n’a pas 9 chiffres.': 'A SIREN does not have 9 digits.',
  'Écrivez les 9 chiffres du SIREN ; le SIRET entier (14 chiffres) va ailleurs.':
    'Write the 9 digits of the SIREN; the whole SIRET (14 digits) goes elsewhere.',
  'Un identifiant du répertoire SIREN (0002) ou d’un groupe de TVA (0231) n’a pas 9 chiffres.':
    'An identifier of the SIREN register (0002) or of a VAT group (0231) does not have 9 digits.',
  'L’identifiant « {} » {} n’a pas 9 chiffres.': 'The identifier “{}” {} does not have 9 digits.',
  'Écrivez les 9 chiffres du SIREN.': 'Write the 9 digits of the SIREN.',
  'Un identifiant {} ne dit pas dans quel répertoire il est.': 'An identifier {} does not say in which register it is.',
  'L’identifiant « {} » {} ne dit pas dans quel répertoire il est.': 'The identifier “{}” {} does not say in which register it is.',
  'Retirez cet identifiant, ou précisez son répertoire (par exemple 0009 pour un SIRET).':
    'Remove this identifier, or give its register (for example 0009 for a SIRET).',
  'Deux identifiants {} sont du même répertoire.': 'Two identifiers {} are of the same register.',
  'Gardez un seul identifiant par répertoire (un seul SIRET, par exemple).': 'Keep one identifier for each register (one SIRET, for example).',
  'Votre entreprise fait partie d’un groupe de TVA (identifiant 0231) mais le numéro de TVA du groupe manque.':
    'Your business belongs to a VAT group (identifier 0231) but the VAT number of the group is missing.',
  'Écrivez le groupe et son numéro de TVA comme représentant fiscal, ou retirez l’identifiant 0231.':
    'Write the group and its VAT number as the fiscal representative, or remove the identifier 0231.',

  // notes
  'La mention sur {} manque (code {}).': 'The mention about {} is missing (code {}).',
  'Ouvrez les mentions de la facture et validez : Coursier propose la phrase.':
    'Open the mentions of the invoice and accept: Coursier offers the sentence.',
  'La mention sur {} est écrite plusieurs fois (code {}).': 'The mention about {} is written several times (code {}).',
  'Gardez une seule de ces mentions.': 'Keep one of these mentions.',
  'La mention technique BAR dit un traitement qui n’existe pas.': 'The technical mention BAR names a treatment that does not exist.',
  'La mention technique BAR dit un traitement qui n’existe pas (« {} »).': 'The technical mention BAR names a treatment that does not exist (“{}”).',
  'Retirez cette mention, ou écrivez l’un de ces mots : {}.': 'Remove this mention, or write one of these words: {}.',
  'La mention technique BAR est écrite plusieurs fois.': 'The technical mention BAR is written several times.',
  'Gardez une seule mention BAR.': 'Keep one mention BAR.',
  'Votre entreprise fait partie d’un groupe de TVA (identifiant 0231) mais la mention qui le dit manque.':
    'Your business belongs to a VAT group (identifier 0231) but the mention that says so is missing.',
  'Ajoutez la mention TXD avec le texte MEMBRE_ASSUJETTI_UNIQUE, ou retirez l’identifiant 0231.':
    'Add the mention TXD with the text MEMBRE_ASSUJETTI_UNIQUE, or remove the identifier 0231.',

  // VAT, amounts
  'Choisissez : avec TVA, exonérée, autoliquidation, livraison en Europe, exportation ou hors TVA.':
    'Choose: with VAT, exempt, reverse charge, supply in Europe, export or outside VAT.',
  'Une catégorie de TVA manque.': 'A VAT category is missing.',
  'Une catégorie de TVA manque à la {}.': 'A VAT category is missing on {}.',
  'Écrivez un nombre avec deux chiffres au plus après la virgule.': 'Write a number with two decimals at most.',
  'Écrivez un prix sans le signe moins. Une reprise s’écrit avec une quantité négative.':
    'Write a price without the minus sign. Goods taken back are written with a negative quantity.',
  'Écrivez le taux avec deux chiffres au plus après la virgule, sans le signe %.': 'Write the rate with two decimals at most, without the sign %.',
  'La facture est marquée « déjà payée » mais le montant déjà payé n’est pas le total TTC.':
    'The invoice is marked as paid but the amount already paid is not the total incl. VAT.',
  'Écrivez le total TTC comme montant déjà payé, ou décochez « déjà payée ».':
    'Write the total incl. VAT as the amount already paid, or untick “paid in full already”.',
  'Mettez le net à payer à zéro, ou décochez « déjà payée ».': 'Set the amount due to zero, or untick “paid in full already”.',
  'La facture est marquée « déjà payée » mais la date du paiement manque.': 'The invoice is marked as paid but the date of payment is missing.',
  'Écrivez le jour du paiement comme date d’échéance.': 'Write the day of payment as the due date.',
  'La facture n’est pas en euros et ne donne pas la TVA en euros.': 'The invoice is not in euros and does not give VAT in euros.',
  'Refaites la facture en euros.': 'Make the invoice again in euros.',

  // several sellers
  'Demandez à celui qui a fait le fichier de le corriger.': 'Ask whoever made the file to correct it.',
  'Facture à plusieurs vendeurs : {}.': 'Invoice of several sellers: {}.',
  'Facture dans les deux sens : {}.': 'Two-way invoice: {}.',
  'Vérifiez les montants des lignes.': 'Check the amounts of the lines.',
  'Vérifiez les montants de TVA.': 'Check the amounts of VAT.',
  'Vérifiez les montants du titre.': 'Check the amounts of the heading.',
  'Choisissez un type de facture ordinaire (380, 381).': 'Choose an ordinary type of invoice (380, 381).',
  'Choisissez un type d’autofacture ({}).': 'Choose a self-billing type ({}).',

  // BR-FR-CPRO
  'Raccourcissez le numéro, sur la facture aussi : Chorus Pro en accepte 20.': 'Shorten the number, on the invoice too: Chorus Pro accepts 20.',
  'Le vendeur n’a aucun des identifiants que Chorus Pro connaît (un SIRET, pour une entreprise française).':
    'The seller has none of the identifiers that Chorus Pro knows (a SIRET, for a French business).',
  'Ajoutez le SIRET du vendeur : 14 chiffres.': 'Add the seller’s SIRET: 14 digits.',
  'Recopiez le numéro depuis un papier officiel de l’entreprise.': 'Copy the number from an official paper of the business.',
  'Le vendeur a un SIREN, mais son SIRET manque.': 'The seller has a SIREN, but his SIRET is missing.',
  'Ajoutez les 14 chiffres du SIRET : le SIREN et le numéro de l’établissement.':
    'Add the 14 digits of the SIRET: the SIREN and the number of the establishment.',
  'Le SIRET du client public manque : sans lui la facture n’arrive pas.':
    'The SIRET of the public customer is missing: without it the invoice does not arrive.',
  'Recopiez-le du bon de commande, ou demandez-le au client. Un numéro de marché convient aussi.':
    'Copy it from the purchase order, or ask the customer for it. A contract number does as well.',
  'Celui qui reçoit le paiement a un SIREN, mais son SIRET manque.': 'Whoever receives the payment has a SIREN, but his SIRET is missing.',
  'Ajoutez les 14 chiffres de son SIRET.': 'Add the 14 digits of his SIRET.',
  'La facture a un million de lignes ou plus.': 'The invoice has a million lines or more.',
  'Faites plusieurs factures.': 'Make several invoices.',
  'La facture cite plusieurs factures d’origine : Chorus Pro en accepte une.':
    'The invoice quotes several original invoices: Chorus Pro accepts one.',
  'Faites un avoir par facture corrigée.': 'Make one credit note for each invoice corrected.',
  'Une facture de sous-traitant ou de cotraitant (S3, S6) doit nommer l’entreprise qui la transmet.':
    'An invoice of a subcontractor or co-contractor (S3, S6) must name the business that forwards it.',
  'Ajoutez l’entreprise titulaire ou mandataire, ou choisissez un cadre ordinaire.':
    'Add the main or lead contractor, or choose an ordinary framework.',
  'Le cadre S5 (sous-traitant) n’est pas admis vers un client public.': 'The framework S5 (subcontractor) is not accepted for a public customer.',
  'Un sous-traitant payé directement par le client public utilise le cadre S3.':
    'A subcontractor paid directly by the public customer uses the framework S3.',
  'Les conditions de paiement sont écrites plusieurs fois.': 'The payment terms are written several times.',
  'Gardez un seul texte.': 'Keep one text.',
  'Le vendeur a plusieurs personnes à contacter.': 'The seller has several persons to contact.',
  'Le client a plusieurs personnes à contacter.': 'The customer has several persons to contact.',
  'Gardez-en une seule.': 'Keep one.',
  'Raccourcissez ce texte.': 'Shorten this text.',
  'Le nom de fichier « {} » dépasse 50 caractères.': 'The file name “{}” is longer than 50 characters.',
  'Utilisez un compte dont l’IBAN a 27 caractères au plus.': 'Use an account whose IBAN has 27 characters at most.',
  'Renommez le fichier, extension comprise.': 'Rename the file, extension included.',

  // the syntaxes
  'Refaites le fichier avec Coursier, ou montrez ce message à l’éditeur de votre logiciel.':
    'Make the file again with Coursier, or show this message to the maker of your software.',
  'L’élément {} doit figurer une fois et une seule dans {}.': 'The element {} must stand once and once only in {}.',
  'L’élément {} est répété dans une ligne.': 'The element {} is repeated in a line.',
  'L’élément {} est répété dans {}.': 'The element {} is repeated in {}.',
  'L’élément {} est répété.': 'The element {} is repeated.',
  'L’élément {} n’a pas sa place dans ce document cité.': 'The element {} has no place in this quoted document.',
  'L’élément {} n’a pas sa place dans {}.': 'The element {} has no place in {}.',
  'L’attribut {} n’a pas sa place ici.': 'The attribute {} has no place here.',
  'Un code d’article (GlobalID) n’a pas de type.': 'An item code (GlobalID) has no type.',
  'Le pays d’origine d’un article n’a pas un identifiant et un seul.': 'The country of origin of an item does not have one identifier and one only.',
  'Une remise ou des frais ne disent pas ce qu’ils sont (ChargeIndicator).': 'A discount or charge does not say which it is (ChargeIndicator).',
  'L’exigibilité de la TVA change d’un taux à l’autre.': 'The day on which VAT is due changes from one rate to another.',
  'Le paiement est par virement : il faut un IBAN ou un autre numéro de compte, et un seul.':
    'Payment is by transfer: one IBAN or other account number is needed, and one only.',
  'Plusieurs moyens de paiement différents sont donnés.': 'Several different means of payment are given.',
  'Plusieurs libellés de moyen de paiement différents sont donnés.': 'Several different texts for the means of payment are given.',
  'Une taxe n’est pas de la TVA.': 'A tax is not VAT.',
  'Une date n’est pas écrite AAAAMMJJ.': 'A date is not written YYYYMMDD.',
  'Une adresse a plus d’une troisième ligne.': 'An address has more than one third line.',
  'Le type d’un document cité ne va pas avec son identifiant.': 'The type of a quoted document does not match its identifier.',
  'Une pièce jointe ne dit pas son type (mimeCode).': 'An attachment does not give its type (mimeCode).',
  'Une pièce jointe n’a pas de nom de fichier.': 'An attachment has no file name.',
  'Le motif d’une remise ou de frais est répété.': 'The reason of a discount or charge is repeated.',
  'Un numéro fiscal manque, ou ne dit pas de quelle taxe il est.': 'A tax number is missing, or does not say of which tax it is.',
  'Un objet facturé porte une pièce jointe.': 'An invoiced object bears an attachment.',
  'Un objet facturé porte une description.': 'An invoiced object bears a description.',
  'L’objet facturé est répété.': 'The invoiced object is repeated.',
  'Le numéro de TVA du vendeur est répété.': 'The seller’s VAT number is repeated.',
  'Le numéro fiscal du vendeur est répété.': 'The seller’s tax number is repeated.',
  'Le numéro de TVA de l’acheteur est répété.': 'The buyer’s VAT number is repeated.',
  'L’identifiant du créancier est répété.': 'The identifier of the creditor is repeated.',
  'Plusieurs références de paiement différentes sont données.': 'Several different payment references are given.',
  'Une ligne n’a pas une catégorie de TVA et une seule.': 'A line does not have one VAT category and one only.',
  'Le bénéficiaire du paiement est mal désigné ({}).': 'The payee is named wrongly ({}).',
  'Le contact du vendeur est donné deux fois.': 'The seller’s contact is given twice.',
  'Le contact de l’acheteur est donné deux fois.': 'The buyer’s contact is given twice.',
  'Le profil annoncé (BT-24) n’est pas celui de Factur-X : {}.': 'The profile announced (BT-24) is not that of Factur-X: {}.',
  'Le code de motif d’exonération n’est pas écrit comme dans la liste.': 'The code of the ground of exemption is not written as in the list.',
  'Un document cité par une ligne ne dit pas son type.': 'A document quoted by a line does not give its type.',
};
