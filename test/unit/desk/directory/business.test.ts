import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUSINESS_DIRECTORY } from '../../../../lib/desk/directory/api.ts';
import { BusinessDirectory, bodiesIn } from '../../../../lib/desk/directory/business.ts';
import { CONTENT_SECURITY_POLICY } from '../../../../pwa/server/headers.ts';
import { openDesk } from '../harness.ts';
import { openTab, Site } from './site.ts';

const place = (siret: string, more: object = {}) => ({
  siret,
  code_postal: '59550',
  libelle_commune: 'LANDRECIES',
  etat_administratif: 'A',
  ...more,
});
const town = {
  siren: '215903311',
  nom_complet: 'COMMUNE DE LANDRECIES (MAIRIE)',
  nom_raison_sociale: 'COMMUNE DE LANDRECIES',
  nature_juridique: '7210',
  etat_administratif: 'A',
  siege: place('21590331100018'),
  matching_etablissements: [place('21590331100018'), place('21590331100026', { etat_administratif: 'F' })],
};
const firm = {
  ...town,
  siren: '552100554',
  nom_raison_sociale: 'LANDRECIES BTP',
  nature_juridique: '5710',
  siege: place('55210055400013'),
  matching_etablissements: [],
};

describe('what the business directory answers', () => {
  it('is kept when it is a public body, its closed places last, and never a firm', () => {
    const hits = bodiesIn({ results: [firm, town] }, 'landrecies');
    expect(hits.map(({ siret, active }) => [siret, active])).toEqual([
      ['21590331100018', undefined],
      ['21590331100026', false],
    ]);
    expect(hits[0]).toMatchObject({ name: 'COMMUNE DE LANDRECIES', kind: 'commune', requires: 'unknown', origin: 'user' });
    expect(bodiesIn({ results: [town] }, '215 903 311 00026').map(({ siret }) => siret)).toEqual(['21590331100026']);
  });

  it('may be anything: nothing is thrown but a fault, and nothing private is proposed', () => {
    const body = fc.record({
      siren: fc.constantFrom('215903311', '552100554', 'x', 3),
      nature_juridique: fc.constantFrom('7210', '4110', '5710', '1000', '9220', '', null),
      nom_complet: fc.oneof(fc.string(), fc.constant(null)),
      siege: fc.oneof(fc.constant(place('21590331100018')), fc.constant(place('55210055400013')), fc.anything()),
      matching_etablissements: fc.anything(),
    });
    fc.assert(
      fc.property(fc.oneof(fc.record({ results: fc.array(fc.oneof(body, fc.anything())) }), fc.anything()), (answer) => {
        try {
          for (const { siret } of bodiesIn(answer, 'x')) expect(siret.startsWith('2159') || siret.startsWith('5521')).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ code: 'business-unreachable' });
        }
      }),
    );
    expect(
      bodiesIn(
        { results: [firm, { ...firm, nature_juridique: '9220' }, { ...firm, nature_juridique: '1000' }, { ...firm, nature_juridique: '' }] },
        'x',
      ),
    ).toEqual([]);
  });
});

describe('asking it', () => {
  async function open(answer: (url: URL) => Response) {
    const tab = await openTab(new Site());
    const asked: { at: number; url: URL }[] = [];
    tab.platform.network.fetch = (async (input) => {
      const url = new URL(String(input));
      asked.push({ at: tab.platform.clock.now(), url });
      return answer(url);
    }) as typeof fetch;
    return { ...tab, asked, business: new BusinessDirectory(tab) };
  }
  const found = () => Response.json({ results: [town] });

  it('goes once a second, is kept for a week, and is not asked what was typed over', async () => {
    const { business, asked, platform } = await open(found);
    const controller = new AbortController();
    const first = business.search('mairie de Landrecies');
    const stale = business.search('mairie de Lan', controller.signal);
    const third = business.search('mairie de Catillon');
    controller.abort();
    expect(await first).toHaveLength(2);
    await expect(stale).rejects.toMatchObject({ code: 'aborted' });
    await third;
    expect(asked.map(({ url }) => url.searchParams.get('q'))).toEqual(['mairie de landrecies', 'mairie de catillon']);
    expect(asked[1]!.at - asked[0]!.at).toBeGreaterThanOrEqual(1000);
    await business.search('Mairie  de LANDRECIES');
    expect(asked).toHaveLength(2);
    platform.advance(8 * 24 * 3_600_000);
    await business.search('mairie de landrecies');
    expect(asked).toHaveLength(3);
    expect(await business.search('ab')).toEqual([]);
  });

  it('obeys Retry-After, and tells a server that is down from a device that is', async () => {
    const { business, asked, platform } = await open(() => new Response('', { status: 429, headers: { 'retry-after': '30' } }));
    await expect(business.search('mairie')).rejects.toMatchObject({ code: 'business-unreachable' });
    await expect(business.search('mairie')).rejects.toMatchObject({ code: 'business-unreachable' });
    expect(asked).toHaveLength(1);
    platform.advance(31_000);
    await expect(business.search('mairie')).rejects.toMatchObject({ code: 'business-unreachable' });
    expect(asked).toHaveLength(2);
    platform.setOnline(false);
    await expect(business.search('mairie')).rejects.toMatchObject({ code: 'offline' });
  });

  it('needs the user’s leave, and forgets when it is taken back', async () => {
    let asked = 0;
    const { desk } = await openDesk({
      fetch: (async () => {
        asked++;
        return found();
      }) as typeof fetch,
    });
    const directory = await desk.directory();
    await expect(directory.searchBusiness('landrecies')).rejects.toMatchObject({ code: 'not-ready' });
    expect(asked).toBe(0);
    await directory.choose({ business: true });
    expect(await directory.searchBusiness('landrecies')).toHaveLength(2);
    await directory.choose({ business: false });
    await expect(directory.searchBusiness('landrecies')).rejects.toMatchObject({ code: 'not-ready' });
    await directory.choose({ business: true });
    await directory.searchBusiness('landrecies');
    expect(asked).toBe(2);
  });

  it('is the one foreign site that the page may reach', () => {
    expect(CONTENT_SECURITY_POLICY).toContain(`connect-src 'self' ${BUSINESS_DIRECTORY};`);
  });
});
