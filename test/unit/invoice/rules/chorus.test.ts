import { describe, expect, it } from 'vitest';
import { check, type EngagementFacts } from '../../../../lib/invoice/check.ts';
import { chorusRules } from '../../../../lib/invoice/rules/chorus.ts';
import { identityRules } from '../../../../lib/invoice/rules/identity.ts';
import { recipientRules } from '../../../../lib/invoice/rules/recipient.ts';
import { bakerInvoice } from '../baker.ts';
import { type Case, type Change, changed } from './changes.ts';

const notes = (text: string) => ({ notes: [...bakerInvoice().notes, { subjectCode: '', text }] });
const seller = (name: string) => ({ seller: { name } });

const long = (length: number) => 'A'.repeat(length);

const chorus: Record<string, Case> = {
  'CPP-NUMBER-LENGTH': { breaks: [{ invoiceNumber: long(21) }], keeps: [{ invoiceNumber: long(20) }] },
  'CPP-NUMBER-ALPHABET': { breaks: [{ invoiceNumber: 'F 118' }, { invoiceNumber: 'É1' }], keeps: [{ invoiceNumber: 'F+1-2_3/4' }] },
  'CPP-NUMBER-DATE': { breaks: [{ invoiceNumber: '20261120' }, { invoiceNumber: '20/11/26' }], keeps: [{ invoiceNumber: '20269999' }] },
  'CPP-NUMBER-USED': { breaks: [{}], context: { usedNumbers: ['F2026-118'] }, keeps: [{ invoiceNumber: 'F2026-119' }] },
  'CPP-DATE-FUTURE': { breaks: [{ issueDate: '2026-11-25' }], keeps: [{ issueDate: '2026-11-24' }], context: { today: '2026-11-24' } },
  'CPP-CODE-LENGTH': {
    breaks: [{ engagementNumber: long(51) }, { contractNumber: long(51) }, { serviceCode: long(101) }],
    keeps: [{ engagementNumber: long(50), contractNumber: long(50), serviceCode: long(100) }],
  },
  'CPP-CURRENCY': { breaks: [{ currency: 'USD' }] },
  'CPP-PAYMENT-MEANS': { breaks: [{ payment: { meansCode: '' } }], keeps: [{ payment: { meansCode: '48' } }], target: 'chorus' },
  'CPP-IBAN': {
    breaks: [{ payment: { iban: '' } }],
    keeps: [{ payment: { iban: '', meansCode: '20' } }, { payment: { iban: '' }, alreadyPaid: true }],
  },
  'CPP-IBAN-LENGTH': { breaks: [{ payment: { iban: 'MT84MALT011000012345MTLCAST001S' } }] },
  'CPP-MARKUP': {
    breaks: [notes('<b>Merci</b>'), notes('&lt;br/&gt;'), seller('Boulangerie <i>Martin</i> EI'), { payment: { terms: '30 jours<br>' } }],
    keeps: [notes('12 < 13 et 14 > 13'), notes('Pain & brioche')],
  },
  'CPP-TEXT-LENGTH': {
    breaks: [seller(long(100)), notes(long(1025)), { buyer: { address: { line1: long(401) } } }],
    keeps: [seller(`${long(96)} EI`)],
  },
};

const spent = (more: Partial<EngagementFacts>) => ({ engagement: { since: '', ordered: '', billed: '0', invoices: [], ...more } });

const recipient: Record<string, Case> = {
  'CPP-SERVICE-REQUIRED': { breaks: [{}], keeps: [{ serviceCode: 'C1' }], context: { requires: 'service' } },
  'CPP-ENGAGEMENT-REQUIRED': { breaks: [{ engagementNumber: '' }], keeps: [{}], context: { requires: 'engagement' } },
  'CPP-EITHER-REQUIRED': { breaks: [{ engagementNumber: '' }], keeps: [{}], context: { requires: 'either' } },
  'CPP-REQUIREMENT-UNKNOWN': { breaks: [{ engagementNumber: '' }], keeps: [{}], context: { requires: 'unknown' } },
  'CPP-PUBLIC-ONLY-SERVICE': { breaks: [{ serviceCode: 'factures_publiques' }], keeps: [{ serviceCode: 'FACTURES' }] },
  'CPP-BUYER-CLOSED': { breaks: [{}], context: { recipientClosed: true } },
  'CPP-BUYER-WORKS': { breaks: [{}], context: { recipientWorksOnly: true } },
  'CPP-BUYER-SCHOOL': { breaks: [{}], context: { recipientIsSchool: true } },
  'CPP-SERVICE-CLOSED': { breaks: [{}], context: { serviceState: 'closed' } },
  'CPP-SERVICE-UNKNOWN': { breaks: [{}], context: { serviceState: 'unknown' } },
  'CPP-ENGAGEMENT-OLD': {
    breaks: [{ issueDate: '2026-11-24' }],
    keeps: [{ issueDate: '2026-11-22' }],
    context: spent({ since: '2025-11-23' }),
  },
  'CPP-ENGAGEMENT-BILLED': { breaks: [{}], context: spent({ ordered: '320.00', billed: '320.00', invoices: ['F1'] }) },
};

const siretOf = (siret: string) => ({ buyer: { siret } });

const identity: Record<string, Case> = {
  'ID-SELLER-SIRET': { breaks: [{ seller: { siret: '' } }, { seller: { siret: '73282932000075' } }, { seller: { siret: '7328293200007' } }] },
  'ID-SELLER-VAT': {
    breaks: [{ seller: { vatIdentifier: 'FR00732829320' } }, { seller: { vatIdentifier: 'FR38482173655' } }],
    keeps: [{ seller: { vatIdentifier: 'FR44732829320' } }],
  },
  'LAW-SELLER-ADDRESS': { breaks: [{ seller: { address: { city: '' } } }], keeps: [{ seller: { address: { city: '', postcode: '', line1: '' } } }] },
  'ID-BUYER-SIRET': { breaks: [siretOf(''), siretOf('11000201100045')], keeps: [siretOf('21590242000011')] },
  'ID-BUYER-GUESSED': { breaks: [{}], context: { recipientGuessed: true } },
  'ID-SAME-PARTY': { breaks: [siretOf('73282932000074')] },
  'ID-IBAN': { breaks: [{ payment: { iban: 'FR7630006000011234567890188' } }], keeps: [{ payment: { iban: 'DE89370400440532013000' } }] },
  'ID-BIC': { breaks: [{ payment: { bic: 'AGRI' } }], keeps: [{ payment: { bic: 'AGRIFRPP' } }] },
};

describe.each([
  ['who is who', identity, identityRules],
  ['Chorus Pro’s own rules', chorus, chorusRules],
  ['what is known of the recipient', recipient, recipientRules],
] as const)('%s', (_, cases, rules) => {
  it.each(Object.entries(cases))(
    '%s is broken and respected',
    (id, { breaks, keeps = [], from = bakerInvoice(), target = 'portal', context = {} }) => {
      const speaks = (change: Change) => check(changed(from, change), target, context).some(({ rule }) => rule === id);
      for (const change of breaks) expect(speaks(change), JSON.stringify(change)).toBe(true);
      for (const change of keeps) expect(speaks(change), JSON.stringify(change)).toBe(false);
    },
  );

  it('has a case for each of its rules', () => {
    const own = rules.filter(({ family, id }) => family !== 'EN 16931' || id in cases);
    expect(Object.keys(cases).sort()).toEqual(own.map(({ id }) => id).sort());
  });
});
