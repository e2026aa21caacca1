import { describe, expect, it } from 'vitest';
import { makeDelta } from '../../../lib/directory/delta.ts';
import { type DirectoryEntry, pack } from '../../../lib/directory/index.ts';
import type { DirectoryManifest, Piece } from '../../../lib/directory/manifest.ts';
import { sha256 } from '../../../lib/directory/sha256.ts';
import { shardOf } from '../../../lib/directory/shard-number.ts';
import { type ServicesBySiret, shardsOf } from '../../../lib/directory/shards.ts';
import { carryOut, type HeldVersion, planUpdate, type VersionFiles } from '../../../lib/directory/update.ts';
import { Fault } from '../../../lib/invoice/fault.ts';
import { body, entries } from './fixture.ts';

const cut = 2;
const hospital = body('Hôpital de Rochebrune', 'Rochebrune', '26110', {
  services: [{ code: 'PHARMA', name: 'Pharmacie', active: true, requiresEngagement: false }],
});
// Enough of a base for a delta to be the lighter way.
const many = Array.from({ length: 200 }, (_, number) => body(`Commune de Neuville-${number}`, `Neuville-${number}`, '59000'));

function version(all: readonly DirectoryEntry[]) {
  const services: ServicesBySiret = new Map();
  for (const one of all) if (one.services.length > 0) services.set(one.siret, one.services);
  return { base: pack(all.map((one) => ({ ...one, services: [] }))), services, shards: shardsOf(services, cut) };
}
const closed = { ...hospital, services: hospital.services.map((service) => ({ ...service, active: false })) };
const steps = [
  [...entries, ...many, hospital],
  [...entries, ...many.slice(1), closed],
  [...entries, ...many.slice(2), closed],
].map(version) as [ReturnType<typeof version>, ReturnType<typeof version>, ReturnType<typeof version>];
const server: Record<string, Uint8Array> = {};
const put = (file: string, bytes: Uint8Array): Piece => {
  server[file] = bytes;
  return { file, bytes: bytes.length, sha256: sha256(bytes) };
};
const deltas = [0, 1].map((at) => ({
  ...put(`delta-${at}.bin`, makeDelta(steps[at]!, steps[at + 1]!)),
  from: sha256(steps[at]!.base),
  to: sha256(steps[at + 1]!.base),
}));
const manifests = steps.map(
  ({ base, shards }, at): DirectoryManifest => ({
    version: 2,
    sequence: at + 1,
    date: '2026-11-16',
    source: 'essai',
    licence: '',
    counts: { structures: 1, services: 1, aliases: 0, skipped: 0 },
    base: put(`base-${at}.bin`, base),
    shards: shards.map((bytes, index) => put(`services-${at}-${index}.bin`, bytes)),
    deltas: deltas.slice(0, at),
  }),
) as [DirectoryManifest, DirectoryManifest, DirectoryManifest];

const home = shardOf(hospital.siret.slice(0, 9), cut);
const filesOf = (at: number): VersionFiles => ({ base: steps[at]!.base, shards: new Map([[home, steps[at]!.shards[home]!]]) });
const heldOf = (at: number): HeldVersion => ({
  sequence: at + 1,
  base: sha256(steps[at]!.base),
  shards: { [home]: sha256(steps[at]!.shards[home]!) },
});
const fetching = (content: Record<string, Uint8Array>) => {
  const asked: string[] = [];
  return {
    asked,
    fetchFile: async (file: string) => {
      asked.push(file);
      if (!content[file]) throw new Fault('offline', file);
      return content[file];
    },
  };
};

describe('what to fetch', () => {
  it('is the whole on a first visit, nothing when it is here, deltas when they lead there', () => {
    expect(planUpdate(null, manifests[2])).toMatchObject({ do: 'whole', base: { file: 'base-2.bin' }, shards: [] });
    expect(planUpdate(heldOf(2), manifests[2])).toEqual({ do: 'nothing' });
    expect(planUpdate(heldOf(1), manifests[2])).toMatchObject({ do: 'delta', deltas: [{ file: 'delta-1.bin' }], shards: [] });
    expect(planUpdate(heldOf(0), manifests[2])).toMatchObject({
      do: 'delta',
      deltas: [{ file: 'delta-0.bin' }, { file: 'delta-1.bin' }],
      shards: [home],
    });
  });

  it('is the whole from a version that nothing leads from, and never something older', () => {
    expect(planUpdate({ ...heldOf(0), base: '0'.repeat(64) }, manifests[2])).toMatchObject({ do: 'whole', shards: [home] });
    expect(planUpdate(heldOf(2), manifests[0])).toEqual({ do: 'refuse', reason: 'older' });
  });

  it('is the whole when deltas go round in circles', () => {
    const round = { ...manifests[2], deltas: [{ ...deltas[0]!, to: deltas[0]!.from }] };
    expect(planUpdate(heldOf(0), round).do).toBe('whole');
  });
});

describe('carried out', () => {
  it.each([0, 1])('deltas from version %i give the files of the last one', async (at) => {
    const { asked, fetchFile } = fetching(server);
    const files = await carryOut(planUpdate(heldOf(at), manifests[2]), manifests[2], filesOf(at), fetchFile);
    expect(files).toEqual(filesOf(2));
    expect(asked.every((file) => file.startsWith('delta-'))).toBe(true);
  });

  it('an altered delta is made up for by the whole', async () => {
    const altered = server['delta-1.bin']!.slice();
    altered[40]! ^= 1;
    const { asked, fetchFile } = fetching({ ...server, 'delta-1.bin': altered });
    expect(await carryOut(planUpdate(heldOf(1), manifests[2]), manifests[2], filesOf(1), fetchFile)).toEqual(filesOf(2));
    expect(asked).toContain('base-2.bin');
  });

  it('a network that fails, or a base that is not the one told, leaves what is held', async () => {
    const held = filesOf(1);
    const kept = filesOf(1);
    const plan = planUpdate(heldOf(1), manifests[2]);
    await expect(carryOut(plan, manifests[2], held, fetching({}).fetchFile)).rejects.toMatchObject({ code: 'offline' });
    const forged = { ...server, 'base-2.bin': server['base-0.bin']!, 'delta-1.bin': server['delta-0.bin']! };
    await expect(carryOut(plan, manifests[2], held, fetching(forged).fetchFile)).rejects.toMatchObject({ code: 'directory-broken' });
    expect(held).toEqual(kept);
  });

  it('nothing comes of an older manifest', async () => {
    expect(await carryOut(planUpdate(heldOf(2), manifests[0]), manifests[0], filesOf(2), fetching(server).fetchFile)).toBeNull();
  });
});
