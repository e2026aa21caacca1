import { describe, expect, it } from 'vitest';
import { budgetChoice, successorOf } from '../../../lib/directory/choices.ts';
import { bySiret, codeGaps, entryOf, openDirectory, pack, proposedServices, requirementFrom, requirementWith } from '../../../lib/directory/index.ts';
import { siretFromParts } from '../../../lib/directory/siret.ts';

const siret = (nic: string, siren8 = '21999999') => siretFromParts(siren8, nic);
const town = { town: 'Neuville', postcode: '59000', kind: 'commune' } as const;
const directory = openDirectory(
  pack([
    entryOf({ siret: siret('0003'), name: 'Commune de Neuville - Eau', ...town, main: false }),
    entryOf({ siret: siret('0005'), name: 'Commune de Neuville', ...town, main: true }),
    entryOf({ siret: siret('0007'), name: 'Commune de Neuville - Travaux', ...town, main: false, worksOnly: true }),
    entryOf({ siret: siret('0009'), name: 'Commune de Neuville - Ancien', ...town, main: false, active: false, successor: siret('0011') }),
    entryOf({ siret: siret('0011'), name: 'Commune de Neuville - Moins ancien', ...town, main: false, active: false, successor: siret('0005') }),
    entryOf({ siret: siret('0001', '21999998'), name: 'Commune de Perdue', ...town, active: false, successor: siret('0003', '21999998') }),
    entryOf({ siret: siret('0003', '21999998'), name: 'Commune de Perdue', ...town, active: false, successor: siret('0001', '21999998') }),
  ]),
);

describe('which budget', () => {
  it('is asked with the main one first, closed and works-only ones left out', () => {
    const choice = budgetChoice(directory, '219999999'.slice(0, 8) + siret('0001')[8]);
    expect(choice?.recipients.map((one) => one.name)).toEqual(['Commune de Neuville', 'Commune de Neuville - Eau']);
    expect(choice?.sentence).toMatch(/^Commune de Neuville a plusieurs budgets\./);
  });

  it('is not asked when one alone can be billed', () => {
    expect(budgetChoice(directory, siret('0001', '21999998').slice(0, 9))).toBeNull();
  });
});

describe('a closed body', () => {
  it('leads to the open one that took over, through others that closed too', () => {
    expect(successorOf(directory, bySiret(directory, siret('0009'))!)?.siret).toBe(siret('0005'));
  });

  it('leads nowhere when its successors go round in circles', () => {
    expect(successorOf(directory, bySiret(directory, siret('0001', '21999998'))!)).toBeNull();
  });
});

describe('every combination of flags', () => {
  const both = [false, true];
  it('never lets a required code be missed, nor proposes a closed or public-only service', () => {
    let combinations = 0;
    for (const service of both)
      for (const engagement of both)
        for (const either of both)
          for (const byService of both)
            for (const active of both)
              for (const code of ['S1', 'FACTURES_PUBLIQUES'])
                for (const chosen of ['', 'S1', 'FACTURES_PUBLIQUES', 'INCONNU'])
                  for (const number of ['', '4500012345']) {
                    combinations++;
                    const entry = entryOf({
                      siret: siret('0001', '21999997'),
                      name: 'Commune de Neuville',
                      ...town,
                      requires: requirementFrom({ service, engagement, either }),
                      services: [{ code, name: 'Voirie', active, requiresEngagement: byService }],
                    });
                    const recipient = bySiret(openDirectory(pack([entry])), entry.siret)!;
                    const proposed = proposedServices(recipient).map((one) => one.code);
                    expect(proposed).toEqual(active && code === 'S1' ? ['S1'] : []);
                    const gaps = codeGaps(recipient, chosen, number);
                    const usable = chosen === 'S1' && code === 'S1' && active;
                    // What the portal would refuse (directory.md §2): the "or" flag first, then the structure's, then the service's own.
                    const askedByService = chosen === code && code === 'S1' && byService;
                    const wantsNumber = askedByService || (!either && engagement);
                    const wantsService = !either && service;
                    if (wantsNumber && number === '') expect(gaps).toContain('engagement-missing');
                    if (wantsService && chosen === '') expect(gaps).toContain('service-missing');
                    if (either && !wantsNumber && chosen === '' && number === '') expect(gaps).toContain('either-missing');
                    if (chosen === 'FACTURES_PUBLIQUES') expect(gaps).toContain('service-public-only');
                    if (chosen === 'S1' && code === 'S1' && !active) expect(gaps).toContain('service-inactive');
                    if (usable && (number !== '' || !wantsNumber)) expect(gaps).toEqual([]);
                    if (number === '' && requirementWith(recipient, chosen) === 'none' && chosen === '') expect(gaps).toEqual([]);
                  }
    expect(combinations).toBe(512);
  });
});
