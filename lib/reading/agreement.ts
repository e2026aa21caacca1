import type { Invoice } from '../invoice/model.ts';

/** True when the text of a page shows the number and the gross total of the invoice, however it groups its digits. */
export function textShows(text: string, { invoiceNumber, totals }: Pick<Invoice, 'invoiceNumber' | 'totals'>): boolean {
  const seen = bare(text);
  const [units = '', cents = '00'] = totals.gross.replace('-', '').split('.');
  const grouped = units.replace(/\B(?=(\d{3})+$)/g, '.');
  const spellings = [
    `${units},${cents}`,
    `${units}.${cents}`,
    `${grouped},${cents}`,
    `${grouped.replaceAll('.', ',')}.${cents}`,
    `${grouped.replaceAll('.', "'")}.${cents}`,
  ];
  if (cents === '00') spellings.push(`${units}€`, `${units}EUR`);
  return seen.includes(bare(invoiceNumber)) && spellings.some((spelling) => seen.includes(spelling));
}

const bare = (text: string) => text.replace(/[\s\u00a0\u202f]/g, '').toUpperCase();
