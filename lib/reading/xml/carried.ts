/**
 * Business terms that the model does not hold, by the end of their path in either syntax. The most telling path first: the first that matches names it.
 * French, since the user reads the list; the number of the term follows EN 16931-1.
 */
const terms: readonly (readonly [end: string, term: string])[] = [
  ['BuyerReference', 'BT-10 référence de l’acheteur'],
  ['SpecifiedProcuringProject/ID', 'BT-11 projet'],
  ['SpecifiedProcuringProject/Name', 'BT-11 projet'],
  ['ProjectReference/ID', 'BT-11 projet'],
  ['SellerOrderReferencedDocument/IssuerAssignedID', 'BT-14 commande du vendeur'],
  ['SalesOrderID', 'BT-14 commande du vendeur'],
  ['ReceivingAdviceReferencedDocument/IssuerAssignedID', 'BT-15 avis de réception'],
  ['ReceiptDocumentReference/ID', 'BT-15 avis de réception'],
  ['DespatchAdviceReferencedDocument/IssuerAssignedID', 'BT-16 bon de livraison'],
  ['DeliveryNoteReferencedDocument/IssuerAssignedID', 'BT-16 bon de livraison'],
  ['DespatchDocumentReference/ID', 'BT-16 bon de livraison'],
  ['OriginatorDocumentReference/ID', 'BT-17 appel d’offres'],
  ['ReceivableSpecifiedTradeAccountingAccount/ID', 'BT-19 imputation comptable de l’acheteur'],
  ['AccountingCost', 'BT-19 imputation comptable de l’acheteur'],
  ['TaxCurrencyCode', 'BT-6 monnaie de la TVA'],
  ['TaxTotalAmount', 'BT-111 TVA dans une autre monnaie'],
  ['TaxPointDate/DateString', 'BT-7 date d’exigibilité de la TVA'],
  ['TaxPointDate', 'BT-7 date d’exigibilité de la TVA'],
  ['DueDateTypeCode', 'BT-8 exigibilité de la TVA'],
  ['DescriptionCode', 'BT-8 exigibilité de la TVA'],
  ['PersonName', 'nom du contact'],
  ['DepartmentName', 'nom du contact'],
  ['Contact/Name', 'nom du contact'],
  ['CountrySubDivisionName', 'région d’une adresse'],
  ['CountrySubentity', 'région d’une adresse'],
  ['PaymentReference', 'BT-83 référence de paiement'],
  ['PaymentID', 'BT-83 référence de paiement'],
  ['DirectDebitMandateID', 'BT-89 mandat de prélèvement'],
  ['PaymentMandate/ID', 'BT-89 mandat de prélèvement'],
  ['PayerPartyDebtorFinancialAccount/IBANID', 'BT-91 compte prélevé'],
  ['PayerFinancialAccount/ID', 'BT-91 compte prélevé'],
  ['CreditorReferenceID', 'BT-90 identifiant du créancier'],
  ['RoundingAmount', 'BT-114 arrondi'],
  ['PayableRoundingAmount', 'BT-114 arrondi'],
  ['AttachmentBinaryObject', 'BT-125 pièce jointe'],
  ['EmbeddedDocumentBinaryObject', 'BT-125 pièce jointe'],
  ['GrossPriceProductTradePrice/ChargeAmount', 'BT-148 prix brut'],
  ['BuyerAssignedID', 'BT-156 référence de l’article chez l’acheteur'],
  ['BuyersItemIdentification/ID', 'BT-156 référence de l’article chez l’acheteur'],
  ['SellerAssignedID', 'BT-155 référence de l’article'],
  ['SellersItemIdentification/ID', 'BT-155 référence de l’article'],
  ['SpecifiedTradeProduct/GlobalID', 'BT-157 code-barres de l’article'],
  ['StandardItemIdentification/ID', 'BT-157 code-barres de l’article'],
  ['ClassCode', 'BT-158 classement de l’article'],
  ['ItemClassificationCode', 'BT-158 classement de l’article'],
  ['ShipToTradeParty/ID', 'BT-71 identifiant du lieu de livraison'],
  ['ShipToTradeParty/GlobalID', 'BT-71 identifiant du lieu de livraison'],
  ['TradeParty/ID', 'autre identifiant d’une partie (BT-29, BT-46)'],
  ['TradeParty/GlobalID', 'autre identifiant d’une partie (BT-29, BT-46)'],
  ['PartyIdentification/ID', 'autre identifiant d’une partie (BT-29, BT-46)'],
  ['SpecifiedLegalOrganization/ID', 'numéro d’immatriculation d’une partie (BT-30, BT-47)'],
  ['PartyLegalEntity/CompanyID', 'numéro d’immatriculation d’une partie (BT-30, BT-47)'],
  ['SpecifiedTaxRegistration/ID', 'autre numéro fiscal (BT-32)'],
  ['PartyTaxScheme/CompanyID', 'autre numéro fiscal (BT-32)'],
  ['DeliveryLocation/ID', 'BT-71 identifiant du lieu de livraison'],
  ['SpecifiedTradeAllowanceCharge/CalculationPercent', 'BT-94 calcul d’une remise'],
  ['SpecifiedTradeAllowanceCharge/BasisAmount', 'BT-94 calcul d’une remise'],
  ['SpecifiedTradeAllowanceCharge/ReasonCode', 'BT-98 code de motif d’une remise'],
  ['OriginTradeCountry/ID', 'BT-159 pays d’origine d’un article'],
  ['OriginCountry/IdentificationCode', 'BT-159 pays d’origine d’un article'],
  ['BuyerOrderReferencedDocument/LineID', 'BT-132 ligne de la commande'],
  ['OrderLineReference/LineID', 'BT-132 ligne de la commande'],
  ['SpecifiedTradeSettlementPaymentMeans/Information', 'BT-82 libellé du moyen de paiement'],
  ['PaymentMeans/InstructionNote', 'BT-82 libellé du moyen de paiement'],
  ['IssueTime', 'heure d’émission'],
  ['URIUniversalCommunication/URIID', 'adresse électronique d’une partie (BT-34, BT-49)'],
  ['EndpointID', 'adresse électronique d’une partie (BT-34, BT-49)'],
];

/** Parts of a document: everything unread below them is named by the part. */
const parts: readonly (readonly [part: string, term: string])[] = [
  ['PayeeTradeParty', 'BG-10 bénéficiaire du paiement'],
  ['PayeeParty', 'BG-10 bénéficiaire du paiement'],
  ['SellerTaxRepresentativeTradeParty', 'BG-11 représentant fiscal'],
  ['TaxRepresentativeParty', 'BG-11 représentant fiscal'],
  ['AdditionalReferencedDocument', 'BG-24 document joint'],
  ['AdditionalDocumentReference', 'BG-24 document joint'],
  ['SpecifiedTradeSettlementFinancialCard', 'BG-18 carte de paiement'],
  ['CardAccount', 'BG-18 carte de paiement'],
  ['SpecifiedAdvancePayment', 'détail des acomptes'],
  ['PrepaidPayment', 'détail des acomptes'],
  ['GrossPriceProductTradePrice', 'BT-148 prix brut'],
  ['SpecifiedTradeSettlementPaymentMeans', 'BG-16 autre moyen de paiement'],
  ['PaymentMeans', 'BG-16 autre moyen de paiement'],
  ['SpecifiedTradeAllowanceCharge', 'calcul d’une remise (BT-93, BT-94)'],
  ['AllowanceCharge', 'calcul d’une remise (BT-93, BT-94)'],
];

const lineParts: readonly (readonly [part: string, term: string])[] = [
  ['SpecifiedTradeAllowanceCharge', 'BG-27/28 remise ou frais de ligne'],
  ['AllowanceCharge', 'BG-27/28 remise ou frais de ligne'],
  ['BillingSpecifiedPeriod', 'BG-26 période d’une ligne'],
  ['InvoicePeriod', 'BG-26 période d’une ligne'],
  ['ApplicableProductCharacteristic', 'BG-32 caractéristiques d’un article'],
  ['AdditionalItemProperty', 'BG-32 caractéristiques d’un article'],
  ['IncludedNote', 'BT-127 note d’une ligne'],
  ['Note', 'BT-127 note d’une ligne'],
];

/** The unread paths as terms, each once, in the order met. A path that no table names is given as it is. */
export function notCarriedTerms(paths: readonly string[]): string[] {
  return [...new Set(paths.map(termOf))];
}

function termOf(path: string): string {
  const steps = path.split('/');
  const inLine = steps.some((step) => step === 'IncludedSupplyChainTradeLineItem' || step === 'InvoiceLine' || step === 'CreditNoteLine');
  const named =
    terms.find(([end]) => path === end || path.endsWith(end.startsWith('TradeParty') ? end : `/${end}`)) ??
    (inLine ? lineParts.find(([part]) => steps.includes(part)) : undefined) ??
    parts.find(([part]) => steps.includes(part));
  return named ? named[1] : steps.slice(-3).join('/');
}
