import type { Adapter } from '../adapter.ts';

/** An invoice's card of Dolibarr, `/compta/facture/card.php?id=`. */
export const dolibarr: Adapter = {
  tool: 'Dolibarr',
  marks: ['.refid', '#id-right, #id-container', 'a[href*="/compta/facture/"]'],
  values: [
    // The whole text of .refid goes on with the client's reference and name.
    { label: 'Facture n°', select: '.refid', take: 'first-text' },
    { label: 'Client', select: '.refidno a.refurl, .refidno a[href*="socid="]', take: 'text' },
    { label: 'IBAN', select: 'a[href*="/compta/bank/card.php"]', take: 'title' },
  ],
  // The card of the customer in the accounts has no SIRET; the company's own has.
  customer: { select: '.refidno a[href*="socid="], .refidno a.refurl', rewrite: ['/comm/card\\.php', '/societe/card.php'] },
  note: 'a[href*="/compta/facture/note.php"]',
  pdf: {
    prefer: '/document\\.php\\?.*modulepart=facture.*file=[^&]*\\.pdf',
    // The tab « Fichiers joints » is a page of that name, and so is the button that removes the file.
    avoid: '/compta/facture/document\\.php|action=',
  },
  triedOn: [
    {
      version: '20.0.2',
      date: '2026-11-23',
      how: 'the live tool, for its places and traps (shared record); the page in test/fixtures/billing is our own, in that shape',
    },
  ],
};
