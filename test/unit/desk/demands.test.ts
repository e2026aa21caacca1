import { describe, expect, it } from 'vitest';
import { demandsOf } from '../../../lib/desk/context.ts';
import type { Recipient, Service } from '../../../lib/directory/recipient.ts';
import { proposedServices, requirementFrom } from '../../../lib/directory/requirements.ts';
import { check } from '../../../lib/invoice/check.ts';
import { recipientRules } from '../../../lib/invoice/rules/recipient.ts';
import { bakerInvoice } from '../invoice/baker.ts';
import { townHall } from './harness.ts';

/** Every combination of what a structure and its services may demand, against what an invoice may carry: written down from directory.md §2, apart from the code. */
const booleans = [false, true] as const;
const structures = booleans.flatMap((service) => booleans.flatMap((engagement) => booleans.map((either) => ({ service, engagement, either }))));
/** A service that is not there, or there in each of its four states. */
const states = (code: string): (Service | null)[] => [
  null,
  ...booleans.flatMap((active) => booleans.map((requiresEngagement) => ({ code, name: '', active, requiresEngagement }))),
];
const offers = states('A').flatMap((a) =>
  states('B-01').flatMap((b) => states('FACTURES_PUBLIQUES').map((reserved) => [a, b, reserved].filter((one) => one !== null))),
);
const codes = ['', ' ', 'A', 'B-01', ' B-01 ', 'INCONNU', 'FACTURES_PUBLIQUES', 'factures_publiques'];
const numbers = ['', '  ', 'EJ-1'];

type Flags = (typeof structures)[number];

function lacks(asked: Flags, offered: readonly Service[], code: string, number: string): boolean {
  const given = code.trim();
  const chosen = offered.find((one) => one.code === given);
  const reserved = given.toUpperCase() === 'FACTURES_PUBLIQUES';
  const engaged = number.trim() !== '';
  const byService = !reserved && chosen?.active === true && chosen.requiresEngagement;
  if (reserved || chosen?.active === false) return true;
  if ((byService || (!asked.either && asked.engagement)) && !engaged) return true;
  if (!asked.either && asked.service && given === '') return true;
  return asked.either && !byService && given === '' && !engaged;
}

describe('what a recipient demands', () => {
  it('is never missed: without it, or with a closed or reserved service, no invoice is ready', () => {
    const invoice = bakerInvoice();
    const wrong: string[] = [];
    let tried = 0;
    for (const asked of structures)
      for (const services of offers) {
        const recipient: Recipient = { ...townHall, requires: requirementFrom(asked), services };
        for (const serviceCode of codes)
          for (const engagementNumber of numbers) {
            tried++;
            const context = demandsOf(recipient, serviceCode);
            const stops = recipientRules.filter(
              (rule) =>
                rule.severity === 'error' && 'find' in rule && [...rule.find({ ...invoice, serviceCode, engagementNumber }, context)].length > 0,
            );
            if (stops.length > 0 !== lacks(asked, services, serviceCode, engagementNumber))
              wrong.push(JSON.stringify({ asked, services, serviceCode, engagementNumber, stops: stops.map(({ id }) => id) }));
          }
      }
    expect(tried).toBe(8 * 125 * 8 * 3);
    expect(wrong.slice(0, 3)).toEqual([]);
  });

  it('stops the invoice with its ways out: type it, ask for it, or go on knowingly', () => {
    const context = demandsOf({ ...townHall, requires: 'both' }, '');
    const invoice = { ...bakerInvoice(), serviceCode: '', engagementNumber: '' };
    for (const target of ['portal', 'chorus'] as const) {
      const stops = check(invoice, target, context).filter(({ rule }) => /^CPP-(SERVICE|ENGAGEMENT)-REQUIRED$/.test(rule));
      expect(stops).toHaveLength(2);
      for (const stop of stops) expect(stop).toMatchObject({ severity: 'error', asks: true, confirmable: true, knowingly: expect.any(String) });
      const confirmed = stops.map(({ rule, field }) => `${rule}|${field}`);
      expect(
        check(invoice, target, { ...context, confirmed }).filter(({ rule, severity }) => /REQUIRED$/.test(rule) && severity === 'error'),
      ).toEqual([]);
    }
  });

  it('proposes no closed service and never the one reserved for public bodies', () => {
    for (const services of offers)
      expect(proposedServices({ services })).toEqual(services.filter(({ active, code }) => active && code !== 'FACTURES_PUBLIQUES'));
  });
});
