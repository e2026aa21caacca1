import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demandsOf } from '../../../lib/desk/context.ts';
import type { Recipient, Service } from '../../../lib/directory/recipient.ts';
import { proposedServices, requirementFrom } from '../../../lib/directory/requirements.ts';
import { check } from '../../../lib/invoice/check.ts';
import { bakerInvoice } from '../invoice/baker.ts';
import { townHall } from './harness.ts';

/** Every combination of what a structure and its services may demand, against what an invoice may carry: written down from directory.md §2, apart from the code. */
const flags = fc.record({ service: fc.boolean(), engagement: fc.boolean(), either: fc.boolean() });
const service = fc.record<Service>({
  code: fc.constantFrom('A', 'B-01', 'FACTURES_PUBLIQUES'),
  name: fc.constant(''),
  active: fc.boolean(),
  requiresEngagement: fc.boolean(),
});
const services = fc.uniqueArray(service, { selector: ({ code }) => code, maxLength: 3 });
const code = fc.constantFrom('', ' ', 'A', 'B-01', ' B-01 ', 'INCONNU', 'FACTURES_PUBLIQUES', 'factures_publiques');
const engagement = fc.constantFrom('', '  ', 'EJ-1');

const codeRules = /^CPP-(SERVICE|ENGAGEMENT|EITHER|PUBLIC|REQUIREMENT)/;

describe('what a recipient demands', () => {
  it('is never missed: without it, or with a closed or reserved service, no invoice is ready', () => {
    fc.assert(
      fc.property(
        flags,
        services,
        code,
        engagement,
        fc.constantFrom('portal' as const, 'chorus' as const),
        (asked, offered, serviceCode, number, target) => {
          const recipient: Recipient = { ...townHall, requires: requirementFrom(asked), services: offered };
          const problems = check({ ...bakerInvoice(), serviceCode, engagementNumber: number }, target, demandsOf(recipient, serviceCode));
          const stops = problems.filter(({ rule, severity }) => severity === 'error' && codeRules.test(rule));

          const given = serviceCode.trim();
          const chosen = offered.find((one) => one.code === given);
          const reserved = given.toUpperCase() === 'FACTURES_PUBLIQUES';
          const closed = !reserved && chosen?.active === false;
          const hasEngagement = number.trim() !== '';
          const byService = !reserved && chosen?.active === true && chosen.requiresEngagement;
          const needsEngagement = byService || (!asked.either && asked.engagement);
          const needsService = !asked.either && asked.service;
          const needsOne = asked.either && !byService;
          const lacks =
            reserved ||
            closed ||
            (needsEngagement && !hasEngagement) ||
            (needsService && given === '') ||
            (needsOne && given === '' && !hasEngagement);
          expect(stops.length > 0, JSON.stringify(stops)).toBe(lacks);
          for (const stop of stops)
            if (stop.rule !== 'CPP-PUBLIC-ONLY-SERVICE') expect(stop).toMatchObject({ asks: true, knowingly: expect.any(String) });
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('proposes no closed service and never the one reserved for public bodies', () => {
    fc.assert(
      fc.property(services, (offered) => {
        const proposed = proposedServices({ services: offered });
        expect(proposed.every(({ active, code: one }) => active && one !== 'FACTURES_PUBLIQUES')).toBe(true);
        expect(proposed).toHaveLength(offered.filter((one) => one.active && one.code !== 'FACTURES_PUBLIQUES').length);
      }),
    );
  });
});
