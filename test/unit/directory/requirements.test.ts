import { describe, expect, it } from 'vitest';
import {
  codeGaps,
  noticesOf,
  proposedServices,
  requirementFrom,
  requirementWith,
  requirementWords,
  schoolRedirect,
} from '../../../lib/directory/index.ts';
import type { Recipient, Service } from '../../../lib/directory/recipient.ts';
import { requirements } from '../../../lib/invoice/requirement.ts';

const flags = [false, true];
const service = (requiresEngagement: boolean, more: Partial<Service> = {}): Service => ({
  code: 'S1',
  name: 'Cantine',
  active: true,
  requiresEngagement,
  ...more,
});
const recipient = (more: Partial<Recipient>): Recipient => ({
  siret: '21350360000018',
  siren: '213503600',
  name: 'Commune de Vitré',
  town: 'Vitré',
  postcode: '35500',
  kind: 'commune',
  requires: 'none',
  services: [],
  siretCertain: true,
  origin: 'official',
  ...more,
});

describe('every combination of the flags', () => {
  for (const wantsService of flags)
    for (const wantsEngagement of flags)
      for (const either of flags)
        for (const byService of flags)
          it(`service ${wantsService}, engagement ${wantsEngagement}, either ${either}, by service ${byService}`, () => {
            const requires = requirementFrom({ service: wantsService, engagement: wantsEngagement, either });
            const one = recipient({ requires, services: [service(byService)] });
            // Said again from the words of directory.md §2, apart from the code: the "or" flag first.
            const engagementAlways = byService || (!either && wantsEngagement);
            const serviceAlways = !either && wantsService;
            for (const code of ['', 'S1'])
              for (const engagement of ['', '4500012345']) {
                const demanded = code === '' ? !either && wantsEngagement : engagementAlways;
                const gaps = codeGaps(one, code, engagement);
                expect(gaps.includes('engagement-missing')).toBe(demanded && engagement === '');
                expect(gaps.includes('service-missing')).toBe(serviceAlways && code === '');
                expect(gaps.includes('either-missing')).toBe(either && code === '' && engagement === '');
              }
          });
});

describe('services', () => {
  const closed = service(false, { code: 'OLD', active: false });
  const reserved = service(false, { code: 'FACTURES_PUBLIQUES' });
  const one = recipient({ requires: 'service', services: [service(true), closed, reserved] });

  it('proposes neither the closed nor the public-only one', () => {
    expect(proposedServices(one).map(({ code }) => code)).toEqual(['S1']);
  });

  it('says what is wrong with a code', () => {
    expect(codeGaps(one, 'OLD', '1')).toEqual(['service-inactive', 'service-missing']);
    expect(codeGaps(one, 'FACTURES_PUBLIQUES', '1')).toEqual(['service-public-only', 'service-missing']);
    expect(codeGaps(one, 'WHAT', '1')).toEqual(['service-unknown']);
    expect(codeGaps(one, 'S1', '')).toEqual(['engagement-missing']);
    expect(codeGaps(recipient({ requires: 'service' }), 'TYPED', '')).toEqual([]);
  });

  it('lets a service demand more than its structure, never less', () => {
    expect(requirementWith(one, 'S1')).toBe('both');
    expect(requirementWith(one, '')).toBe('service');
    for (const requires of requirements) {
      const result = requirementWith(recipient({ requires, services: [service(true)] }), 'S1');
      expect(['engagement', 'both']).toContain(result);
    }
  });
});

describe('words and notices', () => {
  it('has a light and a sentence for each state', () => {
    for (const requires of requirements) expect(requirementWords[requires].sentence).toMatch(/^[A-ZÀ-Ý].+\.$/);
    expect(requirementWords.none.light).toBe('green');
    expect(requirementWords.unknown.light).toBe('grey');
  });

  it.each([
    ['École Jules Ferry', 'Vitré', 'mairie de Vitré'],
    ['Cantine scolaire', 'Vitré', 'mairie de Vitré'],
    ['ECOLE PRIMAIRE PUBLIQUE', '', 'mairie'],
  ])('sends the invoice of %s to the commune', (name, town, redirect) => {
    expect(schoolRedirect(name, town)?.redirect).toBe(redirect);
  });

  it.each(['Collège Prévert', 'Lycée Condorcet', 'École nationale supérieure des mines', 'Caisse des écoles de Vitré', 'Commune de Vitré'])(
    'leaves %s alone',
    (name) => {
      expect(schoolRedirect(name, 'Vitré')).toBeNull();
    },
  );

  it('warns of what would send the invoice back', () => {
    const kinds = (more: Partial<Recipient>, code = '') => noticesOf(recipient(more), code).map(({ kind }) => kind);
    expect(kinds({})).toEqual([]);
    expect(kinds({ siretCertain: false })).toEqual(['guessed']);
    expect(kinds({ active: false, successor: '20000000000011' })).toEqual(['closed']);
    expect(kinds({ worksOnly: true })).toEqual(['works-only']);
    expect(kinds({ kind: 'state' })).toEqual(['state']);
    expect(kinds({ main: false })).toEqual(['budget']);
    expect(kinds({ services: [service(true)] }, 'S1')).toEqual(['engagement-by-service']);
  });
});
