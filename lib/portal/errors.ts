import type { FaultCode } from '../invoice/fault.ts';

/** One complaint of the portal in plain French. `field` is a path of the invoice ("serviceCode"), "" when no field of ours can mend it. */
export interface PortalMessage {
  message: string;
  field: string;
  remedy: string;
  /** The portal's own words, shown small: they are what its help desk knows. */
  original: string;
}

interface Rule {
  /** On the portal's sentence. Paths come first: the words around them lie (chorus-pro.md §3.4), and the sentence may be cut at 200 characters. */
  pattern: RegExp;
  message: string;
  field: string;
  remedy: string;
}

const rules: Rule[] = [
  {
    pattern: /BuyerReference|\.BuyerRef/,
    message: 'Il manque le code service du destinataire, ou il est inconnu (le portail parle à tort d’« engagement juridique »).',
    field: 'serviceCode',
    remedy: 'Choisissez le service dans la liste du destinataire, ou demandez-lui son code service.',
  },
  {
    pattern: /BuyerOrder/,
    message: 'Il manque le numéro d’engagement.',
    field: 'engagementNumber',
    remedy: 'Recopiez le numéro d’engagement ou de bon de commande donné par le destinataire.',
  },
  {
    pattern: /ApplicableHeaderTradeAgreement\.Buyer?$|ApplicableHeaderTradeAgreement\.?$|ApplicableHeaderTradeAg\w*$/,
    message: 'Il manque le code service ou le numéro d’engagement (le message du portail est coupé).',
    field: 'serviceCode',
    remedy: 'Vérifiez les deux codes auprès du destinataire.',
  },
  {
    pattern: /ExchangedDocument\.ID\S*\)?.*(20|caract)|numeroFactureSaisi.*(20|dépasser)/i,
    message: 'Le numéro de facture est trop long : 20 caractères au plus.',
    field: 'invoiceNumber',
    remedy: 'Donnez un numéro plus court, et le même sur votre document.',
  },
  {
    pattern: /ExchangedDocument\.ID|numeroFactureSaisi|numéro de facture contient|numéro de facture ne peut pas être une date/i,
    message: 'Le numéro de facture n’est pas accepté.',
    field: 'invoiceNumber',
    remedy: 'Utilisez des lettres, des chiffres et - _ / + seulement, et pas une date seule.',
  },
  {
    pattern: /SpecifiedTradeSettlementPaymentMeans|modePaiement|mode de paiement/i,
    message: 'Le mode de paiement manque ou n’est pas accepté.',
    field: 'payment.meansCode',
    remedy: 'Choisissez le virement, et donnez votre IBAN. Un avoir ne porte pas de mode de paiement.',
  },
  {
    pattern: /AttachmentBinaryObject|AdditionalReferencedDocument/,
    message: 'Un document est cité dans la facture sans être joint.',
    field: '',
    remedy: 'Envoyez par la voie PDF, ou joignez le document cité.',
  },
  {
    pattern: /SellerTradeParty|structure fournisseur|identifiant.?fournisseur/i,
    message: 'Le portail ne reconnaît pas votre entreprise.',
    field: 'seller.siret',
    remedy: 'Vérifiez votre SIRET, et que votre compte Chorus Pro est bien rattaché à cette entreprise.',
  },
  {
    pattern: /FACTURES_PUBLIQUES/,
    message: 'Ce service ne reçoit que les factures entre organismes publics.',
    field: 'serviceCode',
    remedy: 'Choisissez un autre service du destinataire.',
  },
  {
    pattern: /code service (ou|et) le numéro d.engagement/i,
    message: 'Ce destinataire exige un code service ou un numéro d’engagement.',
    field: 'serviceCode',
    remedy: 'Donnez au moins l’un des deux.',
  },
  {
    pattern: /service destinataire|code service|SE incorrect|codeServiceExecutant/i,
    message: 'Le code service manque, est inconnu ou n’est plus actif.',
    field: 'serviceCode',
    remedy: 'Choisissez le service dans la liste du destinataire, ou demandez-lui son code service.',
  },
  {
    pattern: /num[ée]ro d.engagement|engagement juridique|EJ (incorrect|inexistant)|numeroBonCommande/i,
    message: 'Le numéro d’engagement manque ou est inconnu.',
    field: 'engagementNumber',
    remedy: 'Recopiez le numéro d’engagement donné par le destinataire, sans espace.',
  },
  // After the codes: what is said of a « service destinataire », or of what a « structure destinataire » demands, is no word against its SIRET.
  {
    pattern: /BuyerTradeParty|structure destinataire|destinataire.*(inconnu|inactif|n.existe pas)|codeDestinataire/i,
    message: 'Le destinataire n’existe pas, ou n’est plus actif, dans l’annuaire de Chorus Pro.',
    field: 'buyer.siret',
    remedy: 'Vérifiez le SIRET à 14 chiffres de l’établissement : il en existe souvent plusieurs pour une même commune.',
  },
  {
    pattern: /déjà déposé une demande de paiement/i,
    message: 'Une facture portant ce numéro a déjà été déposée cette année.',
    field: 'invoiceNumber',
    remedy: 'Si c’est une autre facture, donnez-lui un autre numéro. Si c’est la même, elle est déjà au portail.',
  },
  {
    pattern: /montant|MonetarySummation|incoherent/i,
    message: 'Les montants ne s’accordent pas entre eux.',
    field: 'totals.gross',
    remedy: 'Vérifiez le total hors taxe, la TVA et le total TTC.',
  },
  {
    pattern: /cadre de facturation|BusinessProcessSpecified|codeCadreFacturation/i,
    message: 'Le cadre de facturation n’est pas accepté.',
    field: '',
    remedy: 'Rouvrez la facture et envoyez-la de nouveau ; si cela revient, passez par la voie PDF.',
  },
  {
    pattern: /10 Mo|GDP_MSG_11\.022|trop (gros|volumineux)/i,
    message: 'Un fichier dépasse 10 Mo.',
    field: '',
    remedy: 'Reprenez la photo en moins grand, ou retirez une pièce jointe.',
  },
  {
    pattern: /extension|pièce jointe/i,
    message: 'Une pièce jointe n’est pas acceptée.',
    field: '',
    remedy: 'Joignez un PDF, une image JPEG ou PNG, avec un nom de 50 caractères au plus.',
  },
  {
    pattern: /GDP_MSG_11\.008/,
    message: 'Le portail ne trouve pas cette facture.',
    field: '',
    remedy: 'Actualisez l’état de vos factures.',
  },
  {
    pattern: /GDP_MSG_11\.005/,
    message: 'Votre compte n’a pas le droit de faire cela.',
    field: '',
    remedy: 'Demandez au gestionnaire principal de votre structure les droits « Factures émises ».',
  },
  {
    pattern: /GDP_MSG_11\.033/,
    message: 'La facture n’est pas suspendue : elle ne peut pas être complétée.',
    field: '',
    remedy: 'Actualisez l’état de la facture.',
  },
  {
    pattern: /GDP_MSG_11\.001|À recycler »/,
    message: 'L’état de la facture ne permet plus cette action.',
    field: '',
    remedy: 'Actualisez l’état de la facture.',
  },
];

/** The portal's complaint as plain messages, one for each part between "|". An unknown sentence is kept as it is. */
export function explain(libelle: string): PortalMessage[] {
  const parts = libelle
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return (parts.length > 0 ? parts : ['']).map((original) => {
    const rule = rules.find(({ pattern }) => pattern.test(original));
    if (rule) return { message: rule.message, field: rule.field, remedy: rule.remedy, original };
    return {
      message: original ? `Le portail répond : « ${original} ».` : 'Le portail a refusé la facture sans dire pourquoi.',
      field: '',
      remedy: 'Rien n’est perdu. Relisez la facture ; si tout semble juste, montrez ce message à l’assistance de Chorus Pro.',
      original,
    };
  });
}

export function saysDuplicate(libelle: string): boolean {
  return /d[ée]j[àa] d[ée]pos[ée] une demande de paiement/i.test(libelle);
}

/** No result of a search: 20000 `TRA_MSG_00.015` (seen on rechercher/recipiendaire). */
export function saysNoResult(codeRetour: number | null, libelle: string): boolean {
  return codeRetour === 20000 && /TRA_MSG_00[._]015/.test(libelle);
}

/** Which fault a refusal is. The tables of the real codes are not public: the sentence decides where it is known. */
export function refusalCode(codeRetour: number, libelle: string): FaultCode {
  if (saysDuplicate(libelle)) return 'portal-duplicate';
  if (codeRetour === 20003 || /GDP_MSG_11\.022/.test(libelle)) return 'portal-too-big';
  const field = explain(libelle)[0]?.field;
  return field === 'buyer.siret' || field === 'serviceCode' || field === 'engagementNumber' ? 'portal-recipient' : 'portal-refused';
}
