import { legalNotes } from '../../../lib/invoice/mentions.ts';
import { type Invoice, restoreInvoice } from '../../../lib/invoice/model.ts';

/** A baker in franchise en base, without VAT number: the first case that must pass. */
export function bakerInvoice(): Invoice {
  return restoreInvoice({
    kind: 'invoice',
    invoiceNumber: 'F2026-118',
    issueDate: '2026-11-20',
    category: 'goods',
    engagementNumber: 'BC2026-0457',
    seller: {
      name: 'Boulangerie Martin EI',
      siret: '73282932000074',
      address: { line1: '3 place du Marché', postcode: '59550', city: 'Landrecies' },
    },
    buyer: {
      name: 'Mairie de Fontaine-aux-Bois',
      siret: '11000201100044',
      address: { line1: '1 place de la Mairie', postcode: '59550', city: 'Fontaine' },
    },
    delivery: { date: '2026-11-20' },
    payment: { meansCode: '30', iban: 'FR7630006000011234567890189', dueDate: '2026-12-20' },
    notes: legalNotes,
    lines: [
      { name: 'Pain de campagne', quantity: '12', netPrice: '3.20', netAmount: '38.40', vatCategory: 'E', vatRate: '0' },
      { name: 'Baguette', quantity: '40', netPrice: '0.95', netAmount: '38.00', vatCategory: 'E', vatRate: '0' },
    ],
    vatBreakdown: [
      {
        category: 'E',
        rate: '0',
        taxableAmount: '76.40',
        taxAmount: '0.00',
        exemptionReason: 'TVA non applicable, art. L. 223-1 du CIBS',
        exemptionReasonCode: 'VATEX-FR-FRANCHISE',
      },
    ],
    totals: { lines: '76.40', net: '76.40', vat: '0.00', gross: '76.40', payable: '76.40' },
  });
}
