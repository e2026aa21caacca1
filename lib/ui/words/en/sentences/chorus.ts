/** Rules of Chorus Pro, of identities, of the law and of plausibility: what a user meets on a draft. `{}` holds a place, in order. */
export const chorusAndLaw: Readonly<Record<string, string>> = {
  'Le numéro de facture dépasse 20 caractères : le portail le refuse.': 'The invoice number is longer than 20 characters: the portal refuses it.',
  'Raccourcissez le numéro, sur la facture aussi.': 'Shorten the number, on the invoice too.',
  'Le numéro de facture contient un caractère refusé par le portail.': 'The invoice number contains a character that the portal refuses.',
  'Le numéro de facture contient un espace : Chorus Pro peut le refuser.': 'The invoice number contains a space: Chorus Pro may refuse it.',
  'Gardez des lettres sans accent, des chiffres et - _ / + : pas d’espace.': 'Keep letters without accents, digits and - _ / +: no space.',
  'Le numéro de facture est une simple date : le portail le refuse.': 'The invoice number is a mere date: the portal refuses it.',
  'Ajoutez une lettre ou un numéro d’ordre, par exemple F-20261124-1.': 'Add a letter or a serial number, for example F-20261124-1.',
  'Vous avez déjà utilisé ce numéro cette année : le portail refusera cette facture.':
    'You have used this number this year already: the portal will refuse this invoice.',
  'Vérifiez que ce n’est pas la même facture. Sinon, donnez-lui un autre numéro.':
    'Check that it is not the same invoice. If it is not, give it another number.',
  'La facture porte une date à venir : le portail la refuse.': 'The invoice bears a date to come: the portal refuses it.',
  'Corrigez la date, ou attendez ce jour-là pour l’envoyer.': 'Correct the date, or wait for that day to send it.',
  'Ce client exige un code service.': 'This customer demands a service code.',
  'Choisissez le service dans la liste, ou demandez le code : il est souvent sur le bon de commande.':
    'Choose the service in the list, or ask for the code: it is often on the purchase order.',
  'Ce client exige un numéro d’engagement (ou de bon de commande).': 'This customer demands an engagement number (or order number).',
  'Recopiez-le du bon de commande, ou demandez-le au client.': 'Copy it from the purchase order, or ask the customer for it.',
  'Ce client exige un code service ou un numéro d’engagement : il manque les deux.':
    'This customer demands a service code or an engagement number: both are missing.',
  'Un seul suffit : recopiez celui du bon de commande.': 'One is enough: copy the one of the purchase order.',
  'Nous ne savons pas si ce client exige un code service ou un numéro d’engagement.':
    'We do not know whether this customer demands a service code or an engagement number.',
  'Si le bon de commande en porte un, recopiez-le. Sinon, demandez au client avant d’envoyer.':
    'If the purchase order bears one, copy it. If not, ask the customer before sending.',
  'Le service « FACTURES_PUBLIQUES » est réservé aux factures entre administrations.':
    'The service « FACTURES_PUBLIQUES » is kept for invoices between public bodies.',
  'Ce destinataire est fermé dans l’annuaire : le portail refusera la facture.':
    'This recipient is closed in the directory: the portal will refuse the invoice.',
  'Choisissez celui qui l’a remplacé, ou demandez qui il est.': 'Choose the one that replaced it, or ask which it is.',
  'L’annuaire se trompe : garder ce destinataire': 'The directory is wrong: keep this recipient',
  'Ce destinataire ne reçoit que des factures de travaux, par un autre circuit.':
    'This recipient receives invoices for building works only, by another way.',
  'Choisissez le budget ou le service qui a passé la commande.': 'Choose the budget or the service that placed the order.',
  'Garder quand même ce destinataire': 'Keep this recipient all the same',
  'Une école ou une cantine ne reçoit pas de facture.': 'A primary school or a canteen receives no invoice.',
  'Facturez la commune, ou le syndicat qui paie pour l’école.': 'Bill the town, or the syndicate that pays for the school.',
  'Ce destinataire paie bien lui-même': 'This recipient does pay by itself',
  'Continuer sans code service': 'Go on without a service code',
  'Continuer sans numéro d’engagement': 'Go on without an engagement number',
  'Continuer sans aucun des deux': 'Go on without either',
  'Ce service est fermé : le portail refusera la facture.': 'This service is closed: the portal will refuse the invoice.',
  'Choisissez un service ouvert dans la liste, ou demandez le bon code.': 'Choose an open service in the list, or ask for the right code.',
  'L’annuaire se trompe : garder ce service': 'The directory is wrong: keep this service',
  'Ce code service n’est pas dans la liste des services de ce client.': 'This service code is not in the list of services of this customer.',
  'Comparez-le au bon de commande. Attention à ne pas mettre ici le numéro d’engagement.':
    'Compare it with the purchase order. Take care not to put the engagement number here.',
  'C’est le bon code service': 'This is the right service code',
  'Ce numéro d’engagement a plus d’un an. Un engagement vaut souvent pour une année.':
    'This engagement number is more than a year old. An engagement is often good for one year.',
  'Ce numéro date du {}. Un engagement vaut souvent pour une année.': 'This number dates from {}. An engagement is often good for one year.',
  'Demandez s’il est encore bon.': 'Ask whether it is still good.',
  'Ce numéro est encore bon': 'This number is still good',
  'Cette commande est déjà facturée en entier.': 'This order is billed in full already.',
  'Cette commande de {} HT est déjà facturée en entier.': 'This order of {} excl. VAT is billed in full already.',
  'Cette commande de {} HT est déjà facturée en entier par la facture {} et d’autres.':
    'This order of {} excl. VAT is billed in full already, by the invoice {} and others.',
  'Cette commande de {} HT est déjà facturée en entier par la facture {}.':
    'This order of {} excl. VAT is billed in full already, by the invoice {}.',
  'Vérifiez que ce n’est pas la même livraison. Pour une nouvelle commande, demandez son numéro.':
    'Check that it is not the same delivery. For a new order, ask for its number.',
  'Garder ce numéro d’engagement': 'Keep this engagement number',
  'Avec cette facture, la commande de {} HT est dépassée : {} sont déjà facturés.':
    'With this invoice, the order of {} excl. VAT is exceeded: {} are billed already.',
  'Comparez les montants avec la commande. Le client peut refuser ce qui dépasse.':
    'Compare the amounts with the order. The customer may refuse what exceeds it.',
  'Choisissez un autre service.': 'Choose another service.',
  'Le numéro d’engagement dépasse 50 caractères.': 'The engagement number is longer than 50 characters.',
  'Le numéro de marché dépasse 50 caractères.': 'The contract number is longer than 50 characters.',
  'Le code service dépasse 100 caractères.': 'The service code is longer than 100 characters.',
  'Recopiez seulement le numéro, sans le texte qui l’entoure.': 'Copy the number alone, without the text around it.',
  'La facture n’est pas en euros.': 'The invoice is not in euros.',
  'Le portail attend des euros : refaites la facture en euros.': 'The portal expects euros: make the invoice again in euros.',
  'Le moyen de paiement manque.': 'The means of payment is missing.',
  'Choisissez « virement » et ajoutez votre IBAN.': 'Choose the bank transfer and add your IBAN.',
  'Vous demandez un virement mais l’IBAN manque.': 'You ask for a bank transfer but the IBAN is missing.',
  'Ajoutez l’IBAN de votre RIB : c’est là que l’argent arrivera.': 'Add the IBAN of your bank details: that is where the money will come.',
  'L’IBAN dépasse 27 caractères.': 'The IBAN is longer than 27 characters.',
  'Utilisez un compte dont l’IBAN est français ou d’un pays de la zone SEPA, 27 caractères au plus.':
    'Use an account whose IBAN is French or of a SEPA country, 27 characters at most.',
  'Un texte contient une balise (< ou >) : le portail la refuse.': 'A text contains a markup sign (< or >): the portal refuses it.',
  'Retirez les signes < et > du texte.': 'Remove the signs < and > from the text.',
  'Un texte est trop long pour le portail.': 'A text is too long for the portal.',
  'Raccourcissez-le.': 'Shorten it.',
  'Le nom dépasse 99 caractères.': 'The name is longer than 99 characters.',
  'L’adresse dépasse 400 caractères.': 'The address is longer than 400 characters.',
  'Une mention dépasse 1024 caractères.': 'A mention is longer than 1024 characters.',

  'Votre SIRET manque.': 'Your SIRET is missing.',
  'Recopiez les 14 chiffres de votre SIRET : ils sont sur votre avis de situation INSEE.':
    'Copy the 14 digits of your SIRET: they are on your INSEE certificate (« avis de situation »).',
  'Votre SIRET « {} » n’est pas valable : {}.': 'Your SIRET “{}” is not valid: {}.',
  'Recopiez-le chiffre par chiffre. Avec une seule erreur, le portail ne vous reconnaît pas.':
    'Copy it digit by digit. With a single error the portal does not recognise you.',
  'Votre numéro de TVA n’est pas valable : sa clé ne correspond pas à votre SIREN.':
    'Your VAT number is not valid: its key does not match your SIREN.',
  'Recopiez-le depuis votre espace impots.gouv.fr.': 'Copy it from your space on impots.gouv.fr.',
  'Votre numéro de TVA ne contient pas votre SIREN.': 'Your VAT number does not contain your SIREN.',
  'Vérifiez le SIRET et le numéro de TVA : ils devraient finir par les mêmes neuf chiffres.':
    'Check the SIRET and the VAT number: they should hold the same nine digits.',
  'Votre numéro de TVA « {} » n’est pas valable.': 'Your VAT number “{}” is not valid.',
  'D’après votre SIREN, ce serait {}.': 'From your SIREN, it would be {}.',
  'Votre adresse est incomplète : la rue, le code postal ou la ville manque.': 'Your address is incomplete: the street, postcode or town is missing.',
  'Complétez votre adresse : elle est obligatoire sur une facture.': 'Complete your address: an invoice must bear it.',
  'Le SIRET du client public manque : sans lui la facture ne part pas.':
    'The SIRET of the public customer is missing: without it the invoice does not leave.',
  'Choisissez le destinataire : tapez son nom ou sa ville.': 'Choose the recipient: type its name or its town.',
  'Le SIRET du client « {} » n’est pas valable : {}.': 'The customer’s SIRET “{}” is not valid: {}.',
  'Choisissez le destinataire dans la liste, ou demandez son SIRET à la mairie.':
    'Choose the recipient in the list, or ask the town hall for its SIRET.',
  'Le SIRET du client a été calculé, pas lu dans un annuaire officiel : il est à confirmer.':
    'The customer’s SIRET was worked out, not read in an official directory: it is to be confirmed.',
  'Comparez-le avec le bon de commande, ou demandez-le à la mairie.': 'Compare it with the purchase order, or ask the town hall for it.',
  'Le vendeur et le client ont le même SIRET.': 'The seller and the customer have the same SIRET.',
  'Choisissez le bon destinataire.': 'Choose the right recipient.',
  'L’IBAN n’est pas valable : un caractère est faux ou manque.': 'The IBAN is not valid: a character is wrong or missing.',
  'Recopiez-le depuis votre RIB : vous risquez de ne pas être payé.': 'Copy it from your bank details: you might not be paid.',
  'Le BIC n’a pas la bonne forme : 8 ou 11 caractères.': 'The BIC does not have the right form: 8 or 11 characters.',
  'Recopiez-le depuis votre RIB, ou laissez-le vide : l’IBAN suffit.': 'Copy it from your bank details, or leave it empty: the IBAN is enough.',

  'La date de la facture n’est pas une date possible.': 'The date of the invoice is not a possible date.',
  '« {} » n’est pas une date possible.': '“{}” is not a possible date.',
  'La facture porte une date à venir.': 'The invoice bears a date to come.',
  'La date de livraison ou d’exécution manque : elle est obligatoire pour une facture publique.':
    'The date of delivery or performance is missing: an invoice to a public body must bear it.',
  'Indiquez le jour de livraison ; s’il est le même, reprenez la date de facture.':
    'Give the day of delivery; if it is the same, repeat the date of the invoice.',
  'La date de livraison n’est pas possible.': 'The date of delivery is not possible.',
  'Écrivez la date sous la forme jour/mois/année.': 'Write the date as day/month/year.',
  'La facture est datée d’avant la livraison.': 'The invoice is dated before the delivery.',
  'La facture est datée d’avant le début de la période facturée.': 'The invoice is dated before the start of the period invoiced.',
  'Vérifiez les deux dates. Un client public ne paie qu’après la livraison.': 'Check both dates. A public customer pays only after the delivery.',
  'La date d’échéance manque.': 'The due date is missing.',
  'Un client public paie à 30 jours (50 pour un hôpital) : Coursier peut la calculer.':
    'A public customer pays at 30 days (50 for a hospital): Coursier can work it out.',
  'La date d’échéance n’est pas une date possible.': 'The due date is not a possible date.',
  'Écrivez la date sous la forme jour/mois/année, ou laissez la case vide.': 'Write the date as day/month/year, or leave the field empty.',
  'L’échéance est avant la date de la facture.': 'The due date is before the date of the invoice.',
  'L’échéance n’est pas le délai légal de ce client.': 'The due date is not the legal term of this customer.',
  'Vous pouvez laisser cette date : le délai légal court de toute façon.': 'You can leave this date: the legal term runs all the same.',
  'Vous demandez un paiement en {} jours : la loi en laisse {} à ce client, il peut les prendre.':
    'You ask to be paid in {} days: the law leaves {} to this customer, who may take them.',
  'Vous laissez {} jours pour payer : la loi n’en donne que {} à ce client. Vous pouvez demander moins.':
    'You leave {} days to pay: the law gives this customer only {}. You may ask for fewer.',
  'La facture d’origine est datée d’après celle-ci.': 'The original invoice is dated after this one.',
  'Vérifiez la date de la facture d’origine.': 'Check the date of the original invoice.',
  'Cet avoir ne dit pas quelle facture il corrige.': 'This credit note does not say which invoice it corrects.',
  'Ajoutez le numéro et la date de la facture d’origine.': 'Add the number and the date of the original invoice.',
  'Cette facture rectificative ne dit pas quelle facture elle remplace.': 'This corrected invoice does not say which invoice it replaces.',
  'L’adresse du client est incomplète : le code postal ou la ville manque.':
    'The customer’s address is incomplete: the postcode or the town is missing.',
  'Choisissez le destinataire dans la liste, ou complétez son adresse.': 'Choose the recipient in the list, or complete its address.',
  'Vous déduisez une somme déjà payée sans citer la facture d’acompte.': 'You deduct a sum already paid without quoting the down-payment invoice.',
  'S’il y a eu une facture d’acompte, ajoutez son numéro et sa date.': 'If there was a down-payment invoice, add its number and its date.',
  'Le montant déjà payé dépasse le total de la facture.': 'The amount already paid exceeds the total of the invoice.',
  'Vérifiez le montant déjà payé.': 'Check the amount already paid.',
  'Le SIRET de celui qui reçoit le paiement n’est pas valable.': 'The SIRET of whoever receives the payment is not valid.',
  'Recopiez les 14 chiffres depuis son courrier, ou laissez la case vide.': 'Copy the 14 digits from his letter, or leave the field empty.',
  'Une autre entreprise que la vôtre reçoit le paiement, mais la facture ne dit pas pourquoi.':
    'Another business than yours receives the payment, but the invoice does not say why.',
  'Ajoutez la mention que votre société d’affacturage vous a donnée (subrogation), ou retirez ce bénéficiaire.':
    'Add the mention your factoring company gave you (« subrogation »), or remove this payee.',
  'Le représentant fiscal est incomplet.': 'The fiscal representative is incomplete.',
  'L’adresse du représentant fiscal est incomplète.': 'The address of the fiscal representative is incomplete.',
  'Recopiez son nom, son adresse entière et son numéro de TVA français.': 'Copy his name, his whole address and his French VAT number.',
  '« {} » n’est pas un numéro de TVA français valable.': '“{}” is not a valid French VAT number.',
  'À partir du 1er septembre 2027, la facture devra dire s’il s’agit de biens, de services ou des deux.':
    'From 1 September 2027, the invoice must say whether it is for goods, services or both.',
  'Choisissez la nature de l’opération.': 'Choose the nature of the sale.',
  'La facture doit dire s’il s’agit de biens, de services ou des deux.': 'The invoice must say whether it is for goods, services or both.',
  'L’adresse de livraison est incomplète : la rue, le code postal ou la ville manque.':
    'The delivery address is incomplete: the street, postcode or town is missing.',
  'Complétez l’adresse où les biens sont livrés, ou effacez-la si c’est celle du client.':
    'Complete the address where the goods are delivered, or clear it if it is the customer’s.',
  'Vous êtes entrepreneur individuel, mais la mention « EI » manque près de votre nom.':
    'You are a sole trader, but the mention « EI » is missing near your name.',
  'Ajoutez « EI » à votre nom dans Mon entreprise, par exemple « Claire Dupont EI ».':
    'Add « EI » to your name in My business, for example « Claire Dupont EI ».',
  'Une mention sur le retard de paiement manque.': 'A mention about late payment is missing.',
  'Coursier l’ajoute pour vous : ouvrez les mentions et validez.': 'Coursier adds it for you: open the mentions and accept.',
  'La mention sur {} manque.': 'The mention about {} is missing.',
  'Une mention légale est écrite deux fois.': 'A legal mention is written twice.',
  'Retirez le doublon.': 'Remove one of them.',
  'À cette date, la mention est « TVA non applicable, art. 293 B du CGI ».':
    'At this date, the mention is « TVA non applicable, art. 293 B du CGI ».',
  'Corrigez la mention de franchise.': 'Correct the mention of exemption.',
  'La mention « art. 293 B du CGI » est l’ancienne : elle reste tolérée jusqu’au 31 décembre 2027.':
    'The mention « art. 293 B du CGI » is the old one: it is tolerated until 31 December 2027.',
  'Vous pouvez écrire « TVA non applicable, art. L. 223-1 du CIBS ».': 'You can write « TVA non applicable, art. L. 223-1 du CIBS ».',
  'La mention « art. 293 B du CGI » n’est plus admise depuis le 1er janvier 2028.':
    'The mention « art. 293 B du CGI » is no longer accepted since 1 January 2028.',
  'Écrivez « TVA non applicable, art. L. 223-1 du CIBS ».': 'Write « TVA non applicable, art. L. 223-1 du CIBS ».',
  'La facture compte de la TVA et dit aussi « TVA non applicable » : c’est l’un ou l’autre.':
    'The invoice charges VAT and also says « TVA non applicable »: it is one or the other.',
  'En franchise, mettez tous les taux à 0. Sinon, retirez la mention de franchise.':
    'If you are exempt, set all rates to 0. If not, remove the mention of exemption.',
  'Vous facturez de la TVA mais votre numéro de TVA manque.': 'You charge VAT but your VAT number is missing.',
  'Ajoutez votre numéro de TVA (FR suivi de 11 chiffres). Si vous n’en avez pas, choisissez « Je ne facture pas la TVA ».':
    'Add your VAT number (FR followed by 11 digits). If you have none, choose “I do not charge VAT”.',
  'Un taux de TVA n’existe pas en France.': 'A VAT rate does not exist in France.',
  'Le taux de TVA de la {} ({}) n’existe pas en France.': 'The VAT rate of {} ({}) does not exist in France.',
  'Les taux courants sont 20, 10, 5,5 et 2,1 %, et 0 en franchise.': 'The usual rates are 20, 10, 5.5 and 2.1%, and 0 if you are exempt.',
  'Une catégorie de TVA (IGIC, IPSI) n’existe pas en France.': 'A VAT category (IGIC, IPSI) does not exist in France.',
  'Un taux de TVA n’a plus cours.': 'A VAT rate is no longer in force.',
  'Le taux de la {}, {} %, n’a plus cours depuis 2014.': 'The rate of {}, {}%, has not been in force since 2014.',
  'Depuis 2014 les taux sont 20, 10, 5,5 et 2,1 %. Vérifiez le taux avec la facture.':
    'Since 2014 the rates are 20, 10, 5.5 and 2.1%. Check the rate with the invoice.',
  'Un taux de TVA n’existe qu’en Guadeloupe, en Martinique et à La Réunion.': 'A VAT rate exists only in Guadeloupe, Martinique and Réunion.',
  'Vérifiez le taux, ou les codes postaux des deux adresses.': 'Check the rate, or the postcodes of both addresses.',
  'Un taux de TVA n’existe qu’en Corse.': 'A VAT rate exists only in Corsica.',
  'Le taux de la {}, {} %, n’existe qu’{}.': 'The rate of {}, {}%, exists only {}.',
  'Un taux de TVA de métropole est sur une facture d’outre-mer.': 'A VAT rate of mainland France is on an overseas invoice.',
  'Le taux de la {}, {} %, est celui de la métropole.': 'The rate of {}, {}%, is that of mainland France.',
  'En Guadeloupe, en Martinique et à La Réunion, le taux est 8,5 % ou 2,1 %. Vérifiez.':
    'In Guadeloupe, Martinique and Réunion, the rate is 8.5% or 2.1%. Check.',
  'La TVA ne s’applique pas là où sont le vendeur et le client.': 'VAT does not apply where the seller and the customer are.',
  'La {} a de la TVA : elle ne s’applique pas en Guyane, à Mayotte ni dans votre collectivité.':
    '{} has VAT: it does not apply in Guyane, Mayotte or your territory.',
  'Mettez le taux à 0, avec le motif « TVA non applicable » de votre territoire.':
    'Set the rate to 0, with the ground « TVA non applicable » of your territory.',
  'C’est le client qui paie la TVA, mais la facture ne dit pas « Autoliquidation ».':
    'The customer pays the VAT, but the invoice does not say « Autoliquidation ».',
  'Écrivez le mot « Autoliquidation » comme motif.': 'Write the word « Autoliquidation » as the ground.',
  'C’est le client qui paie la TVA, mais son numéro de TVA manque.': 'The customer pays the VAT, but its VAT number is missing.',
  'Demandez-le au client. S’il n’en a pas, il n’y a sans doute pas d’autoliquidation.':
    'Ask the customer for it. If it has none, there is probably no reverse charge.',
  'Le motif d’exonération est en mots, sans le code que lisent les machines.':
    'The ground of exemption is in words, without the code that machines read.',
  'Écrivez l’article de loi en entier (par exemple « art. 261-4-1° du CGI ») : Coursier trouve le code.':
    'Write the article of law in full (for example « art. 261-4-1° du CGI »): Coursier finds the code.',
  'Un texte parle de TVA « d’après les débits », mais la case correspondante n’est pas choisie.':
    'A text speaks of VAT « d’après les débits » (on debits), but the matching choice is not made.',
  'Choisissez « TVA sur les débits » si vous avez pris cette option.': 'Choose VAT on debits if you took this option.',
  'Vous ne facturez pas de TVA : le choix « débits ou encaissements » est inutile.':
    'You charge no VAT: the choice between debits and receipts is of no use.',
  'Laissez cette case vide.': 'Leave this field empty.',

  'Une quantité n’est pas un nombre.': 'A quantity is not a number.',
  'La quantité de la {} n’est pas un nombre à quatre décimales au plus.': 'The quantity of {} is not a number with four decimals at most.',
  'Écrivez un nombre, par exemple 12 ou 2,5, avec quatre chiffres au plus après la virgule.':
    'Write a number, for example 12 or 2.5, with four decimals at most.',
  'Un prix unitaire n’est pas un nombre.': 'A unit price is not a number.',
  'Le prix unitaire de la {} n’est pas un nombre à six décimales au plus.': 'The unit price of {} is not a number with six decimals at most.',
  'Écrivez le prix hors taxes d’une unité, avec six chiffres au plus après la virgule.':
    'Write the price of one unit excl. VAT, with six decimals at most.',
  'Un montant n’est pas un nombre.': 'An amount is not a number.',
  'Écrivez un montant, par exemple 1234,50.': 'Write an amount, for example 1234.50.',
  'Une ligne ne tombe pas juste.': 'A line does not add up.',
  'La {} ne tombe pas juste : quantité × prix ne donne pas le montant.': '{} does not add up: quantity × price does not give the amount.',
  'Comparez la quantité, le prix et le montant avec la facture.': 'Compare the quantity, the price and the amount with the invoice.',
  'Le montant de TVA d’un taux ne tombe pas juste.': 'The VAT amount of a rate does not add up.',
  'La TVA à {} % ne tombe pas juste : {} donne {}, pas {}.': 'VAT at {}% does not add up: {} gives {}, not {}.',
  'Vérifiez la base et le taux.': 'Check the base and the rate.',
  'La facture est marquée « déjà payée » mais il reste un net à payer.': 'The invoice is marked as paid but an amount is still due.',
  'Décochez « déjà payée », ou mettez le montant déjà payé égal au total TTC.':
    'Untick “paid in full already”, or set the amount already paid to the total incl. VAT.',
  'Le total est négatif : c’est un avoir, pas une facture.': 'The total is negative: it is a credit note, not an invoice.',
  'Choisissez « avoir » : les montants s’écrivent alors sans le signe moins.':
    'Choose the credit note: its amounts are written without the minus sign.',
  'Le total est de zéro euro.': 'The total is zero euros.',
  'Vérifiez les montants.': 'Check the amounts.',

  'Le cadre de facturation n’est pas de Chorus Pro.': 'The invoicing framework is not one of Chorus Pro.',
  'Le cadre de facturation « {} » n’est pas de Chorus Pro.': 'The invoicing framework “{}” is not one of Chorus Pro.',
  'Utilisez A1, ou A2 si la facture est déjà payée.': 'Use A1, or A2 if the invoice is paid already.',
  'Ce type de document est refusé par Chorus Pro.': 'Chorus Pro refuses this type of document.',
  'Choisissez « facture » (380) ou « avoir » (381).': 'Choose an invoice (380) or a credit note (381).',
  'Un identifiant n’est pas un SIRET de 14 chiffres : Chorus Pro rejette le SIREN seul.':
    'An identifier is not a SIRET of 14 digits: Chorus Pro rejects the SIREN alone.',
  'L’identifiant {} (« {} ») est un SIREN : Chorus Pro demande le SIRET entier.':
    'The identifier {} (“{}”) is a SIREN: Chorus Pro asks for the whole SIRET.',
  'Écrivez le SIRET entier (14 chiffres).': 'Write the whole SIRET (14 digits).',
  'Une ligne a un prix avant remise, mais pas de remise : Chorus Pro rejette le fichier.':
    'A line has a price before discount, but no discount: Chorus Pro rejects the file.',
  'Retirez le prix brut, ou ajoutez la remise.': 'Remove the gross price, or add the discount.',
  'Le moyen de paiement est annoncé, mais vide.': 'The means of payment is announced, but empty.',
  'Écrivez le moyen de paiement (30 pour un virement), ou retirez toute cette partie.':
    'Write the means of payment (30 for a transfer), or remove this whole part.',
  'Une pièce jointe est annoncée, mais son fichier manque.': 'An attachment is announced, but its file is missing.',
  'Joignez le fichier, ou retirez la pièce jointe.': 'Attach the file, or remove the attachment.',
};
