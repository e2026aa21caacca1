const encoder = new TextEncoder();

export const bytesOf = (text: string) => encoder.encode(text);

/** A UBL document around `body`; the prefixes are deliberately unusual. */
export function ubl(root: 'Invoice' | 'CreditNote', body: string): Uint8Array {
  return bytesOf(`<?xml version="1.0"?>
<doc:${root} xmlns:doc="urn:oasis:names:specification:ubl:schema:xsd:${root}-2"
  xmlns:a="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:b="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <b:CustomizationID>urn:cen.eu:en16931:2017</b:CustomizationID>${body}</doc:${root}>`);
}

export const ublCreditNote = ubl(
  'CreditNote',
  `<b:ProfileID>S1</b:ProfileID><b:ID>AV-7</b:ID><b:IssueDate>2026-11-02</b:IssueDate><b:CreditNoteTypeCode>381</b:CreditNoteTypeCode>
  <b:Note>#PMT#Indemnité 40 €</b:Note><b:Note>Merci</b:Note>
  <b:DocumentCurrencyCode>EUR</b:DocumentCurrencyCode><b:BuyerReference>CANTINE</b:BuyerReference>
  <a:InvoicePeriod><b:StartDate>2026-10-01</b:StartDate><b:EndDate>2026-10-31</b:EndDate><b:DescriptionCode>432</b:DescriptionCode></a:InvoicePeriod>
  <a:OrderReference><b:ID>NA</b:ID><b:SalesOrderID>V-9</b:SalesOrderID></a:OrderReference>
  <a:BillingReference><a:InvoiceDocumentReference><b:ID>F-1</b:ID><b:IssueDate>2026-09-30</b:IssueDate></a:InvoiceDocumentReference></a:BillingReference>
  <a:AccountingSupplierParty><a:Party><a:PartyIdentification><b:ID schemeID="0009">73282932000074</b:ID></a:PartyIdentification>
    <a:PartyName><b:Name>Chez Martin</b:Name></a:PartyName>
    <a:PostalAddress><b:StreetName>3 place du Marché</b:StreetName><b:CityName>Landrecies</b:CityName><b:PostalZone>59550</b:PostalZone>
      <a:Country><b:IdentificationCode>FR</b:IdentificationCode></a:Country></a:PostalAddress>
    <a:PartyTaxScheme><b:CompanyID>FR44 732829320</b:CompanyID><a:TaxScheme><b:ID>VAT</b:ID></a:TaxScheme></a:PartyTaxScheme>
    <a:PartyLegalEntity><b:RegistrationName>Martin SARL</b:RegistrationName><b:CompanyID schemeID="0002">732829320</b:CompanyID></a:PartyLegalEntity></a:Party></a:AccountingSupplierParty>
  <a:AccountingCustomerParty><a:Party><a:PartyIdentification><b:ID schemeID="0009">11000201100044</b:ID></a:PartyIdentification>
    <a:PartyIdentification><b:ID schemeID="0224">SERVICE-9</b:ID></a:PartyIdentification>
    <a:PartyLegalEntity><b:RegistrationName>État</b:RegistrationName><b:CompanyID schemeID="0002">110002011</b:CompanyID></a:PartyLegalEntity></a:Party></a:AccountingCustomerParty>
  <a:TaxTotal><b:TaxAmount currencyID="EUR">2.00</b:TaxAmount><a:TaxSubtotal><b:TaxableAmount currencyID="EUR">10.00</b:TaxableAmount>
    <b:TaxAmount currencyID="EUR">2.00</b:TaxAmount><a:TaxCategory><b:ID>S</b:ID><b:Percent>20</b:Percent><a:TaxScheme><b:ID>VAT</b:ID></a:TaxScheme></a:TaxCategory></a:TaxSubtotal></a:TaxTotal>
  <a:LegalMonetaryTotal><b:LineExtensionAmount>10.00</b:LineExtensionAmount><b:TaxExclusiveAmount>10.00</b:TaxExclusiveAmount>
    <b:TaxInclusiveAmount>12.00</b:TaxInclusiveAmount><b:PayableAmount>12.00</b:PayableAmount></a:LegalMonetaryTotal>
  <a:CreditNoteLine><b:ID>1</b:ID><b:CreditedQuantity unitCode="KGM">4</b:CreditedQuantity><b:LineExtensionAmount>10.00</b:LineExtensionAmount>
    <a:Item><b:Name>Farine</b:Name><a:ClassifiedTaxCategory><b:ID>S</b:ID><b:Percent>20</b:Percent><a:TaxScheme><b:ID>VAT</b:ID></a:TaxScheme></a:ClassifiedTaxCategory></a:Item>
    <a:Price><b:PriceAmount>25</b:PriceAmount><b:BaseQuantity>10</b:BaseQuantity></a:Price></a:CreditNoteLine>`,
);

/** ZUGFeRD 1.0, whose root and elements have other names. */
export const zugferd1 =
  bytesOf(`<rsm:CrossIndustryDocument xmlns:rsm="urn:ferd:CrossIndustryDocument:invoice:1p0" xmlns:ram="urn:x:ram" xmlns:udt="urn:x:udt">
  <rsm:SpecifiedExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn:ferd:CrossIndustryDocument:invoice:1p0:comfort</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter></rsm:SpecifiedExchangedDocumentContext>
  <rsm:HeaderExchangedDocument><ram:ID>RE-1</ram:ID><ram:Name>RECHNUNG</ram:Name><ram:TypeCode>380</ram:TypeCode><ram:IssueDateTime><udt:DateTimeString format="102">20140131</udt:DateTimeString></ram:IssueDateTime></rsm:HeaderExchangedDocument>
  <rsm:SpecifiedSupplyChainTradeTransaction><ram:ApplicableSupplyChainTradeAgreement><ram:SellerTradeParty><ram:Name>Lieferant</ram:Name></ram:SellerTradeParty></ram:ApplicableSupplyChainTradeAgreement>
  <ram:ApplicableSupplyChainTradeSettlement><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
    <ram:SpecifiedTradeSettlementMonetarySummation><ram:GrandTotalAmount currencyID="EUR">57.04</ram:GrandTotalAmount></ram:SpecifiedTradeSettlementMonetarySummation></ram:ApplicableSupplyChainTradeSettlement>
  </rsm:SpecifiedSupplyChainTradeTransaction></rsm:CrossIndustryDocument>`);
