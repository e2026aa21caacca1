import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bySiren, bySiret, openDirectory, pack, type SearchOptions, search } from '../../../lib/directory/index.ts';
import { privateNames } from '../../bench/private-names.ts';
import { body, directory, entries } from './fixture.ts';

const typed = (query: string, options: Partial<SearchOptions> = {}) => search(directory, query, { mode: 'type', ...options });
const misread = (query: string, options: Partial<SearchOptions> = {}) => search(directory, query, { mode: 'ocr', ...options });
const first = (query: string, options: Partial<SearchOptions> = {}) => {
  const recipient = typed(query, options)[0]?.recipient;
  return recipient && `${recipient.name} ${recipient.postcode}`.trim();
};

describe('what a person types', () => {
  it.each([
    ['mairie st etienne', 'Commune de Saint-Étienne 42000'],
    ['ville de SAINT-ETIENNE', 'Commune de Saint-Étienne 42000'],
    ['st etienne mairie', 'Commune de Saint-Étienne 42000'],
    ['mairie du havre', 'Commune du Havre 76600'],
    ['hotel de ville havre', 'Commune du Havre 76600'],
    ['ccas vitre', "Centre communal d'action sociale de Vitré 35500"],
    ['chu nantes', 'Centre hospitalier universitaire de Nantes 44000'],
    ['CC osartis', 'Communauté de communes Osartis Marquion 10350'],
    ['sdis 35', "Service départemental d'incendie et de secours d'Ille-et-Vilaine 35000"],
    ['pompiers rennes', "Service départemental d'incendie et de secours d'Ille-et-Vilaine 35000"],
    ['college prevert coutances', 'Collège Jacques Prévert 50200'],
    ['mairie de fonssorbes', 'Commune de Fonsorbes 31470'],
    ['mairie fons', 'Commune de Fonsorbes 31470'],
    ['mairie de la croix-du-', 'Commune de La Croix-du-Perche 28480'],
    ['mairie 35500', 'Commune de Vitré 35500'],
    ['CNC centre national cinema', "CENTRE NATIONAL DU CINEMA ET DE L'IMAGE ANIMEE 75012"],
    ['Mairie de Vitré, 5 place du Château 35500 VITRE CEDEX', 'Commune de Vitré 35500'],
    ['préfecture', "Services de l'État pour la facturation électronique"],
  ])('%s', (query, expected) => {
    expect(first(query)).toBe(expected);
  });

  it('tells homonyms apart by postcode, by department in figures or in words, by the seller’s department', () => {
    expect(first('mairie de saint denis 97400')).toBe('Commune de Saint-Denis 97400');
    expect(first('mairie de saint denis 93')).toBe('Commune de Saint-Denis 93200');
    expect(first('mairie de saint denis la reunion')).toBe('Commune de Saint-Denis 97400');
    expect(first('lycee condorcet', { department: '35' })).toBe('Lycée Condorcet 35500');
    expect(first('lycee condorcet', { postcode: '42000' })).toBe('Lycée Condorcet 42000');
  });

  it('is not sure of one homonym among two', () => {
    expect(typed('commune de saint denis')[0]?.sure).toBe(false);
    expect(typed('mairie de saint denis 93200')[0]?.sure).toBe(true);
  });

  it('puts the recipients used before first', () => {
    const other = entries.find((entry) => entry.name === 'Lycée Condorcet' && entry.postcode === '42000')!;
    const [best] = typed('lycee condorcet', { used: [other.siret] });
    expect(best?.recipient.siret).toBe(other.siret);
    expect(best?.reason).toBe('used-before');
  });

  it('gives nothing for nothing, and a score between 0 and 1 for anything', () => {
    expect(typed('')).toEqual([]);
    expect(typed('   ')).toEqual([]);
    fc.assert(
      fc.property(fc.string({ maxLength: 80, unit: 'binary' }), fc.constantFrom('type', 'ocr'), (query, mode) => {
        for (const match of search(directory, query, { mode: mode as 'type' | 'ocr' })) {
          expect(match.score).toBeGreaterThanOrEqual(0);
          expect(match.score).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('finds every body by its own name and postcode, whatever the order of its words', () => {
    const named = entries.filter((entry) => entry.postcode !== '' && entry.origin !== 'training');
    fc.assert(
      fc.property(fc.constantFrom(...named), fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (entry, random) => {
        const words = [...entry.name.split(' '), entry.postcode]
          .map((word) => [random.next().value as number, word] as const)
          .sort((a, b) => a[0] - b[0]);
        expect(
          typed(`${words.map(([, word]) => word).join(' ')} `)
            .slice(0, 5)
            .map((match) => match.recipient.siret),
        ).toContain(entry.siret);
      }),
    );
  });
});

describe('what was read from paper', () => {
  it.each([
    ['MAIRIE DE SAINTETIENNE', 'Commune de Saint-Étienne'],
    ['RNAIRIE DE F0NS0RBES', 'Commune de Fonsorbes'],
    ['de ville de Prunaÿ Beileviie .', 'Commune de Prunay-Belleville'],
    ['MAIRIEDE VITRE 3S500', 'Commune de Vitré'],
    ['|ycée Condorcet Vitré', 'Lycée Condorcet'],
  ])('%s', (query, expected) => {
    expect(misread(query)[0]?.recipient.name).toBe(expected);
  });
});

describe('numbers', () => {
  const vitre = entries.find((entry) => entry.name === 'Commune de Vitré')!;
  it('finds a SIRET, spaced or not, a SIREN, its beginning, a VAT number', () => {
    for (const query of [
      vitre.siret,
      vitre.siret.replace(/(\d{3})(?=\d)/g, '$1 '),
      `SIRET : ${vitre.siret}`,
      vitre.siret.slice(0, 9),
      vitre.siret.slice(0, 8),
    ])
      expect(typed(query)[0]?.recipient.siret).toBe(vitre.siret);
    expect(typed(`FR40${vitre.siret.slice(0, 9)}`)[0]?.recipient.siret).toBe(vitre.siret);
    expect(typed(vitre.siret)[0]).toMatchObject({ sure: true, reason: 'siret' });
  });

  it('repairs one wrong digit but is never sure of it', () => {
    const wrong = vitre.siret.slice(0, 6) + ((Number(vitre.siret[6]) + 1) % 10) + vitre.siret.slice(7);
    const [best] = typed(wrong);
    expect(best?.recipient.siret).toBe(vitre.siret);
    expect(best?.sure).toBe(false);
  });

  it('knows La Poste, whose SIRETs have no Luhn key', () => {
    expect(bySiret(directory, '356 000 000 00048')?.name).toBe('La Poste');
    expect(bySiren(directory, '356000000').map((recipient) => recipient.siret)).toEqual(['35600000000048']);
  });

  it('gives nothing for an unknown or impossible number', () => {
    expect(bySiret(directory, '73282932000074')).toBeNull();
    expect(bySiret(directory, 'abc')).toBeNull();
    expect(bySiren(directory, '')).toEqual([]);
  });
});

describe('never', () => {
  it('fills in a private company as a public body', () => {
    const wrong = privateNames.filter((name) => typed(name)[0]?.sure || misread(name)[0]?.sure);
    expect(privateNames.length).toBe(500);
    expect(wrong).toEqual([]);
  });

  it('shows a fictive body in production, nor when the environment is not said', () => {
    for (const query of ['12345678200036', '123456782', 'mairie de fontaine aux bois', 'entrainement', 'ecole fontaine']) {
      for (const options of [{}, { environment: 'production' } as const])
        expect(typed(query, options).filter((match) => match.recipient.origin === 'training')).toEqual([]);
    }
    expect(typed('mairie de fontaine aux bois', { environment: 'training' })[0]?.recipient.siret).toBe('12345678200036');
    expect(typed('12345678200051', { environment: 'qualification' })[0]?.recipient.requires).toBe('none');
  });

  it('proposes a closed service or FACTURES_PUBLIQUES', () => {
    const hospital = body('Hôpital de Rochebrune', 'Rochebrune', '26110', {
      services: [
        { code: 'PHARMA', name: 'Pharmacie centrale', active: true, requiresEngagement: false },
        { code: 'OLD', name: 'Blanchisserie', active: false, requiresEngagement: false },
        { code: 'FACTURES_PUBLIQUES', name: 'Service des factures publiques', active: true, requiresEngagement: false },
      ],
    });
    const small = openDirectory(pack([hospital]));
    const best = (query: string) => search(small, query, { mode: 'type' })[0];
    expect(best('pharmacie rochebrune')?.services).toEqual(['PHARMA']);
    expect(best('blanchisserie rochebrune')?.services).toBeUndefined();
    expect(best('factures publiques rochebrune')?.services).toBeUndefined();
    expect(best('hopital rochebrune')?.recipient.services.map((service) => service.code)).toEqual(['PHARMA', 'OLD']);
  });
});

describe('why it was found', () => {
  it.each([
    ['mairie de vitre', 'exact-name'],
    ['vitre', 'town'],
    ['mairie 35500', 'postcode'],
    ['chu nantes', 'abbreviation'],
    ['centre hospitalier universitaire de nantes', 'exact-name'],
    ['mairie de fonssorbes', 'spelling'],
    ['lycee cond', 'name'],
    ['préfecture', 'other-name'],
  ])('%s: %s', (query, reason) => {
    expect(typed(query)[0]?.reason).toBe(reason);
  });

  it('says that it is a former name, or a service, with what matched', () => {
    const small = openDirectory(
      pack([
        body('Commune de Val-Neuf', 'Val-Neuf', '61110', {
          aliases: ['Ancienne commune de Bellou'],
          services: [{ code: 'EAU', name: 'Régie des eaux', active: true, requiresEngagement: false }],
        }),
      ]),
    );
    expect(search(small, 'mairie de bellou', { mode: 'type' })[0]).toMatchObject({ reason: 'former-name', alias: 'Ancienne commune de Bellou' });
    expect(search(small, 'regie des eaux val neuf', { mode: 'type' })[0]).toMatchObject({ reason: 'service', services: ['EAU'] });
  });
});
