import type { Invoice } from '../../../../lib/invoice/model.ts';

/** The least CII that the training portal reads; the product's own writer lives in lib/formats. */
export function ciiOf(invoice: Invoice): string {
  const legal = (siret: string) => `<ram:SpecifiedLegalOrganization><ram:ID schemeID="0002">${siret}</ram:ID></ram:SpecifiedLegalOrganization>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
<rsm:ExchangedDocumentContext><ram:BusinessProcessSpecifiedDocumentContextParameter><ram:ID>A1</ram:ID></ram:BusinessProcessSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument><ram:ID>${invoice.invoiceNumber}</ram:ID><ram:TypeCode>380</ram:TypeCode><ram:IssueDateTime><udt:DateTimeString format="102">${invoice.issueDate.replaceAll('-', '')}</udt:DateTimeString></ram:IssueDateTime></rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction><ram:ApplicableHeaderTradeAgreement>${invoice.serviceCode ? `<ram:BuyerReference>${invoice.serviceCode}</ram:BuyerReference>` : ''}
<ram:SellerTradeParty>${legal(invoice.seller.siret)}</ram:SellerTradeParty><ram:BuyerTradeParty>${legal(invoice.buyer.siret)}</ram:BuyerTradeParty>
${invoice.engagementNumber ? `<ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>${invoice.engagementNumber}</ram:IssuerAssignedID></ram:BuyerOrderReferencedDocument>` : ''}</ram:ApplicableHeaderTradeAgreement>
<ram:ApplicableHeaderTradeSettlement>${invoice.payment.meansCode ? `<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>${invoice.payment.meansCode}</ram:TypeCode></ram:SpecifiedTradeSettlementPaymentMeans>` : ''}
<ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:TaxBasisTotalAmount>${invoice.totals.net}</ram:TaxBasisTotalAmount><ram:TaxTotalAmount currencyID="EUR">${invoice.totals.vat}</ram:TaxTotalAmount><ram:GrandTotalAmount>${invoice.totals.gross}</ram:GrandTotalAmount><ram:DuePayableAmount>${invoice.totals.payable}</ram:DuePayableAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation></ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>`;
}
