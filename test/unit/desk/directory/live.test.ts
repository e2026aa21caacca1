import { beforeEach, describe, expect, it } from 'vitest';
import type { StructureNews } from '../../../../lib/desk/directory/api.ts';
import { DirectoryKeeper } from '../../../../lib/desk/directory/keeper.ts';
import { askStructure, changesOf } from '../../../../lib/desk/directory/live.ts';
import { viewOf } from '../../../../lib/desk/directory/view.ts';
import type { Recipient } from '../../../../lib/directory/recipient.ts';
import { createTrainingPortal, type TrainingPortal } from '../../../portal/app.ts';
import { type Bench, openDesk } from '../harness.ts';
import { versions } from './versions.ts';

const ccas = '12345678200028';
const hospital = '12345678200044';

let portal: TrainingPortal;
let bench: Bench;
let calls: string[];

beforeEach(async () => {
  portal = createTrainingPortal({});
  calls = [];
  const network = (async (input, init) => {
    const { pathname } = new URL(String(input), 'http://here.invalid');
    calls.push(pathname.split('/').slice(-2).join('/'));
    return portal.app.fetch(new Request(`http://entrainement.invalid${pathname.replace('/relais/training', '')}`, init as RequestInit));
  }) as typeof fetch;
  bench = await openDesk({ fetch: network, relay: '/relais' });
});

const service = (code: string, more: Partial<Recipient['services'][number]> = {}) => ({
  code,
  name: code,
  active: true,
  requiresEngagement: false,
  ...more,
});
const known: Recipient = {
  siret: ccas,
  siren: ccas.slice(0, 9),
  name: 'CCAS',
  town: '',
  postcode: '',
  kind: 'social',
  requires: 'service',
  services: [service('A'), service('B')],
  siretCertain: true,
  origin: 'official',
};

describe('one structure asked of the portal', () => {
  it('gives its demands, its services and what each of them demands, without the one for public bodies', async () => {
    const desk = await bench.desk.directory();
    const { recipient, changes } = await desk.refresh(ccas, 'training');
    expect(recipient).toMatchObject({ siret: ccas, requires: 'service', siretCertain: true, active: true });
    expect(recipient.services.map(({ code, active, requiresEngagement }) => [code, active, requiresEngagement])).toEqual([
      ['SERVICE_DEST_SERV_OBL', true, false],
      ['TRAVAUX', true, true],
      ['ANCIEN_SERVICE', false, false],
    ]);
    expect(changes).toEqual([{ kind: 'certain' }]);
    // Once a day by itself, and not twice in a minute even when asked.
    const asked = calls.length;
    expect((await desk.refresh(ccas, 'training')).changes).toEqual([]);
    expect(calls).toHaveLength(asked);
  });

  it('is due once a day, where the user agreed, and not without network', async () => {
    const desk = await bench.desk.directory();
    expect(await desk.standing(hospital, 'training')).toMatchObject({ possible: true, due: false, known: false, askedAt: 0 });
    await desk.choose({ refresh: true });
    expect(await desk.standing(hospital, 'training')).toMatchObject({ due: true });
    await desk.refresh(hospital, 'training');
    expect(await desk.standing(hospital, 'training')).toMatchObject({ due: false, known: true });
    bench.platform.advance(25 * 3_600_000);
    expect(await desk.standing(hospital, 'training')).toMatchObject({ due: true });
    bench.platform.setOnline(false);
    expect(await desk.standing(hospital, 'training')).toMatchObject({ possible: false, due: false });
  });

  it('says so of a SIRET that the portal does not know, and keeps nothing', async () => {
    portal.control.fault('annuaire-ferme', true);
    const desk = await bench.desk.directory();
    await expect(desk.refresh('21590000100019', 'training')).rejects.toMatchObject({ code: 'portal-recipient' });
    expect(await desk.standing('21590000100019', 'training')).toMatchObject({ known: false, askedAt: 0 });
  });

  it('has no word in another environment, and none against a later directory', async () => {
    const desk = await bench.desk.directory();
    await desk.refresh(ccas, 'training');
    const { Shelf } = await import('../../../../lib/desk/directory/shelf.ts');
    const { shelfName } = await import('../../../../lib/desk/store/store.ts');
    const shelf = await Shelf.open(shelfName(bench.store.name));
    const of = async (date: string) => {
      const { manifest, files } = versions[0]!;
      const keeper = new DirectoryKeeper({
        platform: bench.platform,
        shelf,
        stages: {
          directory: async (open) => viewOf(await open(files.get(manifest.base.file)!, manifest.base.sha256), { ...manifest, date, shards: [] }),
        },
      });
      return keeper.view();
    };
    expect((await of('2026-11-01')).bySiret(ccas, 'training')?.services).toHaveLength(3);
    expect((await of('2026-11-01')).bySiret(ccas, 'production')).toBeNull();
    expect((await of('2026-11-01')).bySiret(ccas)).toBeNull();
    expect((await of('2026-12-01')).bySiret(ccas, 'training')).toBeNull();
  });
});

describe('a SIRET that the portal does not find among the active ones', () => {
  const nobody = {
    searchStructures: async () => [],
    structure: () => Promise.reject(),
    searchServices: async () => [],
    service: () => Promise.reject(),
  };
  const ask = (before: Recipient | null) =>
    askStructure(nobody, { environment: 'production', siret: ccas, known: before, serviceCode: '', today: '2026-11-24' });
  it('is closed when it was sure, wrong when it was computed, unknown else', async () => {
    expect(await ask(known)).toEqual({ ...known, active: false });
    await expect(ask({ ...known, siretCertain: false })).rejects.toMatchObject({ code: 'portal-recipient' });
    await expect(ask(null)).rejects.toMatchObject({ code: 'portal-recipient' });
  });
});

describe('what changed', () => {
  const now = (change: Partial<Recipient>): StructureNews['changes'] => changesOf(known, { ...known, ...change }, 'B');
  it.each<[string, Partial<Recipient>, unknown[]]>([
    ['nothing', {}, []],
    ['the service of the invoice is gone', { services: [service('A')] }, [{ kind: 'service-gone', code: 'B', name: 'B', chosen: true }]],
    [
      'another is closed',
      { services: [service('A', { active: false }), service('B')] },
      [{ kind: 'service-closed', code: 'A', name: 'A', chosen: false }],
    ],
    [
      'a service demands an engagement',
      { services: [service('A'), service('B', { requiresEngagement: true })] },
      [{ kind: 'service-engagement', code: 'B', name: 'B' }],
    ],
    ['the structure demands both', { requires: 'both' }, [{ kind: 'requires', from: 'service', to: 'both' }]],
    ['new ones', { services: [...known.services, service('C'), service('D', { active: false })] }, [{ kind: 'services-new', count: 1 }]],
    ['closed', { active: false, requires: 'both' }, [{ kind: 'closed' }]],
  ])('%s', (_, change, changes) => expect(now(change)).toEqual(changes));

  it('a code from an order that no list had, and the portal has not either', () => {
    expect(changesOf(null, known, 'Z')).toEqual([{ kind: 'service-gone', code: 'Z', name: '', chosen: true }, { kind: 'certain' }]);
    expect(changesOf({ ...known, siretCertain: false, services: [], servicesElsewhere: true }, known, 'A')).toEqual([
      { kind: 'services-new', count: 2 },
      { kind: 'certain' },
    ]);
  });
});
