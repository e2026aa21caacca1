/** What the portal's statuses, refusals and returns mean, what recipients demand, and notifications. `{}` holds a place, in order. */
export const portal: Readonly<Record<string, string>> = {
  // steps and statuses: short names
  'Reçue par le portail': 'Received by the portal',
  'Transmise au destinataire': 'Passed on to the recipient',
  'En cours de traitement': 'Being processed',
  'Mise en paiement': 'Payment under way',
  'Attend quelque chose de vous': 'Waiting for something from you',
  'Autre état': 'Other state',
  Envoyée: 'Sent',
  'En chemin': 'On its way',
  'En préparation': 'Being prepared',
  Arrivée: 'Arrived',
  'Prise en compte': 'Taken up',
  Complétée: 'Completed',
  'Livraison confirmée': 'Delivery confirmed',
  'Paiement demandé': 'Payment requested',
  'Chez le comptable public': 'With the public accountant',
  Comptabilisée: 'Booked',
  'Paiement lancé': 'Payment started',
  'Adresse à corriger': 'Address to correct',
  'En pause': 'On hold',
  'Restée au brouillon': 'Still a draft',
  'Lue, pas encore envoyée': 'Read, not sent yet',
  'Non conforme': 'Not compliant',
  'À compléter': 'To complete',
  'À associer': 'To link',
  'Refusée par le fournisseur': 'Refused by the supplier',
  Rejetée: 'Rejected',
  Abandonnée: 'Abandoned',
  Supprimée: 'Deleted',
  Remplacée: 'Replaced',
  'Dupliquée après refus': 'Copied after a refusal',
  Associée: 'Linked',
  'À valider': 'To be approved',
  Validée: 'Approved',
  'Refusée par le valideur': 'Refused by the approver',
  'Non validée à temps': 'Not approved in time',
  'Valideur à corriger': 'Approver to correct',
  'À valider (mandataire)': 'To be approved (lead contractor)',
  'Validée (mandataire)': 'Approved (lead contractor)',
  'Refusée par le mandataire': 'Refused by the lead contractor',
  'Non validée à temps (mandataire)': 'Not approved in time (lead contractor)',
  'Chez le maître d’œuvre': 'With the project manager',
  'Prise en compte (maître d’œuvre)': 'Taken up (project manager)',
  'Refusée par le maître d’œuvre': 'Refused by the project manager',
  'Maître d’œuvre à corriger': 'Project manager to correct',
  'Erreur du maître d’œuvre': 'Mistake of the project manager',
  'Erreur de maître d’œuvre': 'Wrong project manager',
  'Erreur de maître d’ouvrage': 'Wrong owner of the works',
  'Chez le maître d’ouvrage': 'With the owner of the works',
  'Prise en compte (maître d’ouvrage)': 'Taken up (owner of the works)',
  'Transmise au maître d’ouvrage': 'Passed on to the owner of the works',
  'Refusée par le maître d’ouvrage': 'Refused by the owner of the works',
  'Maître d’ouvrage à corriger': 'Owner of the works to correct',
  'Erreur du maître d’ouvrage': 'Mistake of the owner of the works',
  'Erreur d’acheminement': 'Routing error',
  'État technique': 'Technical state',
  'État inconnu': 'Unknown state',

  // statuses: what they mean
  'Le portail l’a reçue et lui a donné un numéro. Rien à faire.': 'The portal received it and gave it a number. Nothing to do.',
  'Le portail la porte au destinataire. Rien à faire.': 'The portal is taking it to the recipient. Nothing to do.',
  'Le portail prépare votre facture. Rien à faire.': 'The portal is preparing your invoice. Nothing to do.',
  'Le destinataire peut la voir. Rien à faire.': 'The recipient can see it. Nothing to do.',
  'Le destinataire a commencé à la traiter. Rien à faire.': 'The recipient has begun to process it. Nothing to do.',
  'Vos compléments sont arrivés ; le destinataire reprend la facture. Rien à faire.':
    'What you added has arrived; the recipient takes the invoice up again. Nothing to do.',
  'Le destinataire confirme avoir reçu ce que vous avez livré. Rien à faire.':
    'The recipient confirms that it received what you delivered. Nothing to do.',
  'Le destinataire a demandé le paiement au comptable public. Rien à faire.': 'The recipient has asked the public accountant to pay. Nothing to do.',
  'Le comptable public a votre facture. Rien à faire.': 'The public accountant has your invoice. Nothing to do.',
  'Le comptable public l’a enregistrée ; le paiement suit. Rien à faire.': 'The public accountant has booked it; payment follows. Nothing to do.',
  'Le virement part : comptez quelques jours. Surveillez votre compte.': 'The transfer is leaving: allow a few days. Watch your account.',
  'Le destinataire, le service ou l’engagement ne va pas : corrigez-le et renvoyez, avec le même numéro.':
    'The recipient, the service or the engagement is wrong: correct it and send again, with the same number.',
  'Corrigez le destinataire, le service ou l’engagement, et renvoyez avec le même numéro.':
    'Correct the recipient, the service or the engagement, and send again with the same number.',
  'Il manque un document ou une précision : lisez le message de l’agent et ajoutez-les, la facture repartira.':
    'A document or a detail is missing: read the official’s message and add it, the invoice will go on.',
  'Elle est sur le portail, mais n’y a pas été validée : elle n’est pas envoyée.':
    'It is on the portal, but was not validated there: it is not sent.',
  'Le portail a lu le PDF, mais la facture n’est pas envoyée.': 'The portal read the PDF, but the invoice is not sent.',
  'Le portail a relevé une anomalie : lisez le message et corrigez.': 'The portal found something wrong: read the message and correct.',
  'Il manque des informations : complétez la facture sur le portail.': 'Information is missing: complete the invoice on the portal.',
  'Marché de travaux : associez la pièce demandée sur le portail.': 'Building works: link the document asked for, on the portal.',
  'Marché de travaux : la pièce a été refusée de votre côté.': 'Building works: the document was refused on your side.',
  'Le destinataire refuse cette facture : lisez son motif, puis faites-en une nouvelle avec un nouveau numéro.':
    'The recipient refuses this invoice: read its reason, then make a new one with a new number.',
  'La facture a été abandonnée : elle ne sera pas payée.': 'The invoice was abandoned: it will not be paid.',
  'La facture a été supprimée du portail.': 'The invoice was deleted from the portal.',
  'Marché de travaux : une autre pièce la remplace.': 'Building works: another document replaces it.',
  'Une copie a été faite après un refus : suivez la nouvelle.': 'A copy was made after a refusal: follow the new one.',
  'La pièce est rattachée à un dossier. Rien à faire.': 'The document is attached to a file. Nothing to do.',
  'L’entreprise titulaire doit valider votre facture. Vous pouvez la relancer.': 'The main contractor must approve your invoice. You can remind it.',
  'L’entreprise titulaire a validé votre facture. Rien à faire.': 'The main contractor approved your invoice. Nothing to do.',
  'L’entreprise titulaire refuse : voyez son motif avec elle.': 'The main contractor refuses: ask it why.',
  'L’entreprise titulaire n’a pas répondu dans les délais : voyez avec elle.': 'The main contractor did not answer in time: ask it.',
  'Le valideur indiqué n’est pas le bon : corrigez-le sur le portail.': 'The approver given is not the right one: correct it on the portal.',
  'Le mandataire doit valider votre facture. Vous pouvez le relancer.': 'The lead contractor must approve your invoice. You can remind it.',
  'Le mandataire a validé votre facture. Rien à faire.': 'The lead contractor approved your invoice. Nothing to do.',
  'Le mandataire refuse : voyez son motif avec lui.': 'The lead contractor refuses: ask it why.',
  'Le mandataire n’a pas répondu dans les délais : voyez avec lui.': 'The lead contractor did not answer in time: ask it.',
  'Le valideur indiqué par le cotraitant n’est pas le bon : corrigez-le sur le portail.':
    'The approver given by the co-contractor is not the right one: correct it on the portal.',
  'Le maître d’œuvre doit valider. Rien à faire.': 'The project manager must approve. Nothing to do.',
  'Le maître d’œuvre doit associer la pièce. Rien à faire.': 'The project manager must link the document. Nothing to do.',
  'Le maître d’œuvre peut voir la pièce. Rien à faire.': 'The project manager can see the document. Nothing to do.',
  'Le maître d’œuvre traite la pièce. Rien à faire.': 'The project manager is processing the document. Nothing to do.',
  'Le maître d’œuvre refuse : voyez son motif et corrigez sur le portail.': 'The project manager refuses: see why and correct on the portal.',
  'Le maître d’œuvre indiqué n’est pas le bon : corrigez-le sur le portail.':
    'The project manager given is not the right one: correct it on the portal.',
  'Le maître d’œuvre s’est trompé de fournisseur : voyez avec lui.': 'The project manager took the wrong supplier: ask him.',
  'La pièce n’est pas chez le bon maître d’œuvre : voyez avec le destinataire.':
    'The document is not with the right project manager: ask the recipient.',
  'Le maître d’œuvre s’est trompé de maître d’ouvrage : voyez avec lui.': 'The project manager took the wrong owner of the works: ask him.',
  'Le maître d’ouvrage doit associer la pièce. Rien à faire.': 'The owner of the works must link the document. Nothing to do.',
  'Le maître d’ouvrage peut voir la pièce. Rien à faire.': 'The owner of the works can see the document. Nothing to do.',
  'Le maître d’ouvrage traite la pièce. Rien à faire.': 'The owner of the works is processing the document. Nothing to do.',
  'La pièce est chez le maître d’ouvrage. Rien à faire.': 'The document is with the owner of the works. Nothing to do.',
  'Le maître d’ouvrage refuse : voyez son motif et corrigez sur le portail.': 'The owner of the works refuses: see why and correct on the portal.',
  'Le maître d’ouvrage indiqué n’est pas le bon : corrigez-le sur le portail.':
    'The owner of the works given is not the right one: correct it on the portal.',
  'Le maître d’ouvrage s’est trompé de fournisseur : voyez avec lui.': 'The owner of the works took the wrong supplier: ask it.',
  'La pièce n’est pas chez le bon maître d’ouvrage : voyez avec le destinataire.':
    'The document is not with the right owner of the works: ask the recipient.',
  'Le portail n’a pas pu livrer la facture : si cela dure, écrivez à son assistance.':
    'The portal could not deliver the invoice: if it lasts, write to its help desk.',
  'Le portail donne un état technique : si cela dure, écrivez à son assistance.':
    'The portal gives a technical state: if it lasts, write to its help desk.',
  'Coursier ne connaît pas cet état : voyez le détail sur le portail.': 'Coursier does not know this state: see the details on the portal.',

  // what to do about an invoice that came back
  'Photographiez le bon de livraison signé et joignez-le.': 'Photograph the signed delivery note and attach it.',
  'Joignez votre RIB, et vérifiez l’IBAN de la facture.': 'Attach your bank details (« RIB »), and check the IBAN of the invoice.',
  'Joignez le devis signé.': 'Attach the signed quote.',
  'Joignez l’attestation demandée.': 'Attach the certificate asked for.',
  'Vérifiez que vous ne l’avez pas envoyée deux fois. Si elle est déjà payée, ne refaites rien.':
    'Check that you did not send it twice. If it is paid already, do nothing.',
  'Demandez le bon code service, ou choisissez-le dans la liste.': 'Ask for the right service code, or choose it in the list.',
  'Recopiez le numéro d’engagement donné par le destinataire, sans espace.': 'Copy the engagement number given by the recipient, without spaces.',
  'Choisissez le bon destinataire : une commune a souvent plusieurs budgets.': 'Choose the right recipient: a town often has several budgets.',
  'Comparez les montants avec la commande et le bon de livraison.': 'Compare the amounts with the order and the delivery note.',
  'Joignez le bon de commande, ou recopiez son numéro.': 'Attach the purchase order, or copy its number.',
  'Vérifiez le taux et le montant de la TVA.': 'Check the rate and the amount of VAT.',
  'Ajoutez la mention demandée.': 'Add the mention asked for.',
  'Vérifiez la date de la facture et celle de la livraison.': 'Check the date of the invoice and that of the delivery.',
  'Vérifiez le destinataire, le code service et le numéro d’engagement.': 'Check the recipient, the service code and the engagement number.',
  'Répondez à l’agent, ou joignez ce qu’il demande.': 'Answer the official, or attach what he asks for.',
  'Corrigez ce que dit le motif ; en cas de doute, appelez le destinataire avant de refaire la facture.':
    'Correct what the reason says; if in doubt, call the recipient before you make the invoice again.',
  'Ouvrez-la sur le portail : Coursier ne peut pas le faire d’ici.': 'Open it on the portal: Coursier cannot do it from here.',
  'Le portail n’a pas pris cette facture.': 'The portal did not take this invoice.',
  'Rien n’est perdu : relisez la facture, puis renvoyez-la.': 'Nothing is lost: read the invoice over, then send it again.',

  // the portal's complaints
  'Il manque le code service du destinataire, ou il est inconnu (le portail parle à tort d’« engagement juridique »).':
    'The recipient’s service code is missing or unknown (the portal wrongly speaks of « engagement juridique »).',
  'Choisissez le service dans la liste du destinataire, ou demandez-lui son code service.':
    'Choose the service in the recipient’s list, or ask for its service code.',
  'Il manque le numéro d’engagement.': 'The engagement number is missing.',
  'Recopiez le numéro d’engagement ou de bon de commande donné par le destinataire.': 'Copy the engagement or order number given by the recipient.',
  'Il manque le code service ou le numéro d’engagement (le message du portail est coupé).':
    'The service code or the engagement number is missing (the portal’s message is cut short).',
  'Vérifiez les deux codes auprès du destinataire.': 'Check both codes with the recipient.',
  'Le numéro de facture est trop long : 20 caractères au plus.': 'The invoice number is too long: 20 characters at most.',
  'Donnez un numéro plus court, et le même sur votre document.': 'Give a shorter number, and the same on your document.',
  'Le numéro de facture n’est pas accepté.': 'The invoice number is not accepted.',
  'Utilisez des lettres, des chiffres et - _ / + seulement, et pas une date seule.': 'Use letters, digits and - _ / + only, and not a date alone.',
  'Le mode de paiement manque ou n’est pas accepté.': 'The means of payment is missing or not accepted.',
  'Choisissez le virement, et donnez votre IBAN. Un avoir ne porte pas de mode de paiement.':
    'Choose the bank transfer, and give your IBAN. A credit note bears no means of payment.',
  'Un document est cité dans la facture sans être joint.': 'A document is quoted in the invoice without being attached.',
  'Envoyez par la voie PDF, ou joignez le document cité.': 'Send as a PDF, or attach the document quoted.',
  'Le destinataire n’existe pas, ou n’est plus actif, dans l’annuaire de Chorus Pro.':
    'The recipient does not exist, or is no longer active, in the directory of Chorus Pro.',
  'Vérifiez le SIRET à 14 chiffres de l’établissement : il en existe souvent plusieurs pour une même commune.':
    'Check the 14-digit SIRET of the establishment: one town often has several.',
  'Le portail ne reconnaît pas votre entreprise.': 'The portal does not recognise your business.',
  'Vérifiez votre SIRET, et que votre compte Chorus Pro est bien rattaché à cette entreprise.':
    'Check your SIRET, and that your Chorus Pro account is attached to this business.',
  'Ce service ne reçoit que les factures entre organismes publics.': 'This service receives invoices between public bodies only.',
  'Choisissez un autre service du destinataire.': 'Choose another service of the recipient.',
  'Ce destinataire exige un code service ou un numéro d’engagement.': 'This recipient demands a service code or an engagement number.',
  'Donnez au moins l’un des deux.': 'Give at least one of the two.',
  'Le code service manque, est inconnu ou n’est plus actif.': 'The service code is missing, unknown or no longer active.',
  'Le numéro d’engagement manque ou est inconnu.': 'The engagement number is missing or unknown.',
  'Une facture portant ce numéro a déjà été déposée cette année.': 'An invoice with this number has been deposited this year already.',
  'Si c’est une autre facture, donnez-lui un autre numéro. Si c’est la même, elle est déjà au portail.':
    'If it is another invoice, give it another number. If it is the same, the portal has it already.',
  'Les montants ne s’accordent pas entre eux.': 'The amounts do not agree with each other.',
  'Vérifiez le total hors taxe, la TVA et le total TTC.': 'Check the total excl. VAT, the VAT and the total incl. VAT.',
  'Le cadre de facturation n’est pas accepté.': 'The invoicing framework is not accepted.',
  'Rouvrez la facture et envoyez-la de nouveau ; si cela revient, passez par la voie PDF.':
    'Open the invoice and send it again; if it comes back, send as a PDF.',
  'Un fichier dépasse 10 Mo.': 'A file is over 10 MB.',
  'Reprenez la photo en moins grand, ou retirez une pièce jointe.': 'Take the photo again in a smaller size, or remove an attachment.',
  'Une pièce jointe n’est pas acceptée.': 'An attachment is not accepted.',
  'Joignez un PDF, une image JPEG ou PNG, avec un nom de 50 caractères au plus.':
    'Attach a PDF, a JPEG or PNG picture, with a name of 50 characters at most.',
  'Le portail ne trouve pas cette facture.': 'The portal does not find this invoice.',
  'Actualisez l’état de vos factures.': 'Update the state of your invoices.',
  'Votre compte n’a pas le droit de faire cela.': 'Your account has no right to do this.',
  'Demandez au gestionnaire principal de votre structure les droits « Factures émises ».':
    'Ask the main manager of your structure for the rights « Factures émises ».',
  'La facture n’est pas suspendue : elle ne peut pas être complétée.': 'The invoice is not suspended: it cannot be completed.',
  'Actualisez l’état de la facture.': 'Update the state of the invoice.',
  'L’état de la facture ne permet plus cette action.': 'The state of the invoice no longer allows this.',
  'Le portail répond : « {} ».': 'The portal answers: « {} ».',
  'Le portail a refusé la facture sans dire pourquoi.': 'The portal refused the invoice without saying why.',
  'Rien n’est perdu. Relisez la facture ; si tout semble juste, montrez ce message à l’assistance de Chorus Pro.':
    'Nothing is lost. Read the invoice over; if all seems right, show this message to the help desk of Chorus Pro.',

  // what a recipient demands
  'Aucun code demandé': 'No code asked for',
  'Ce destinataire ne demande aucun code. Si votre bon de commande porte un numéro, indiquez-le quand même.':
    'This recipient asks for no code. If your purchase order bears a number, give it all the same.',
  'Code service obligatoire': 'Service code required',
  'Ce destinataire exige un code service. Il figure sur le bon de commande ; sinon, demandez-le-lui.':
    'This recipient demands a service code. It is on the purchase order; if not, ask for it.',
  'Numéro d’engagement obligatoire': 'Engagement number required',
  'Ce destinataire exige un numéro d’engagement (numéro de commande). Il figure sur le bon de commande ; sinon, demandez-le-lui.':
    'This recipient demands an engagement number (order number). It is on the purchase order; if not, ask for it.',
  'Code service ou numéro d’engagement': 'Service code or engagement number',
  'Ce destinataire exige un code service ou un numéro d’engagement : l’un des deux suffit.':
    'This recipient demands a service code or an engagement number: one of the two is enough.',
  'Code service et numéro d’engagement obligatoires': 'Service code and engagement number required',
  'Ce destinataire exige un code service et un numéro d’engagement. Les deux figurent sur le bon de commande ; sinon, demandez-les-lui.':
    'This recipient demands a service code and an engagement number. Both are on the purchase order; if not, ask for them.',
  'Codes à vérifier': 'Codes to check',
  'On ne sait pas encore si ce destinataire exige un code service ou un numéro d’engagement. Reprenez ceux du bon de commande, ou demandez-les-lui.':
    'It is not known yet whether this recipient demands a service code or an engagement number. Take those of the purchase order, or ask for them.',
  'Une école ou une cantine ne reçoit pas de facture : facturer {} ? (parfois un syndicat scolaire ou la caisse des écoles)':
    'A primary school or a canteen receives no invoice: bill {}? (sometimes a school syndicate or the « caisse des écoles »)',
  'Ce destinataire est fermé : ses factures vont à celui qui lui a succédé.': 'This recipient is closed: its invoices go to its successor.',
  'Ce destinataire est fermé ou inactif : le portail refusera la facture. Demandez qui l’a remplacé.':
    'This recipient is closed or inactive: the portal will refuse the invoice. Ask who replaced it.',
  'Ce destinataire ne reçoit que des factures de travaux (maîtrise d’ouvrage).': 'This recipient receives invoices for building works only.',
  'L’État reçoit toutes ses factures sous un seul SIRET : c’est le code service qui désigne la préfecture, le tribunal ou le ministère.':
    'The State receives all its invoices under one SIRET: it is the service code that names the prefecture, the court or the ministry.',
  'SIRET calculé, à confirmer : comparez-le au bon de commande avant d’envoyer, une commune peut en avoir plusieurs.':
    'SIRET worked out, to be confirmed: compare it with the purchase order before sending, a town may have several.',
  'Ce SIRET est celui d’un budget annexe ou d’un service, pas le budget principal : vérifiez que la commande vient bien de lui.':
    'This SIRET is that of a separate budget or service, not the main budget: check that the order does come from it.',
  'Le service choisi exige un numéro d’engagement, même si les autres n’en demandent pas.':
    'The service chosen demands an engagement number, even if the others do not.',
  '{} a plusieurs budgets. Lequel a passé la commande ? Sans autre indication, c’est le budget principal.':
    '{} has several budgets. Which one placed the order? Without other sign, it is the main budget.',

  // notifications
  'Facture {} déposée': 'Invoice {} deposited',
  'Chorus Pro l’a reçue.': 'Chorus Pro received it.',
  'Facture {} refusée': 'Invoice {} refused',
  'Touchez pour voir ce qu’il faut changer.': 'Touch to see what must be changed.',
  'Facture {} : {}': 'Invoice {}: {}',
  'Chorus Pro l’a prise ; la facture repart.': 'Chorus Pro took it; the invoice goes on.',
  'Touchez pour voir comment le renouveler.': 'Touch to see how to renew it.',
  'Le mot de passe technique de Chorus Pro a expiré.': 'The technical password of Chorus Pro has expired.',
  'Le mot de passe technique de Chorus Pro expire aujourd’hui.': 'The technical password of Chorus Pro expires today.',
  'Le mot de passe technique de Chorus Pro expire demain.': 'The technical password of Chorus Pro expires tomorrow.',
  'Le mot de passe technique de Chorus Pro expire dans {} jours.': 'The technical password of Chorus Pro expires in {} days.',

  // sources of the legal rates
  'BCE, décision du {} (effet au {})': 'ECB, decision of {} (in force on {})',
  'BCE, inchangé depuis le {} (décision du {})': 'ECB, unchanged since {} (decision of {})',
  'Repris du semestre précédent, à vérifier': 'Carried over from the half-year before, to be checked',
  'Saisi par vous': 'Typed by you',
};
