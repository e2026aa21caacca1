/** The civil day in France, ISO: invoices, terms and payments are counted in it wherever the device is. */
export function today(): string {
  return new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });
}
