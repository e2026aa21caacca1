import type { Adapter } from '../adapter.ts';

/** An invoice in Odoo's customer portal, `/my/invoices/ID?access_token=`. */
export const odoo: Adapter = {
  tool: 'Odoo',
  marks: ['#wrapwrap, .o_web_client', 'a[href*="report_type=pdf"], .o_portal_invoice_print, .o_portal_sidebar'],
  values: [],
  customer: { select: '', rewrite: null },
  note: '',
  pdf: { prefer: 'report_type=pdf', avoid: 'report_type=html' },
  triedOn: [
    {
      version: '17.0',
      date: '2026-11-29',
      how: 'the public source of the portal templates; the page in test/fixtures/billing is our own, in that shape. Not the live tool',
    },
  ],
};
