import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyDelta, applyDeltaToShard, makeDelta } from '../../../lib/directory/delta.ts';
import { bySiret, type DirectoryEntry, openDirectory, pack, search } from '../../../lib/directory/index.ts';
import { keepIndex, openKept } from '../../../lib/directory/kept.ts';
import { sha256 } from '../../../lib/directory/sha256.ts';
import { shardOf } from '../../../lib/directory/shard-number.ts';
import { addShard, expectShards, readShard, type ServicesBySiret, shardsOf } from '../../../lib/directory/shards.ts';
import { entriesIn } from '../../../lib/directory/unpack.ts';
import { Fault } from '../../../lib/invoice/fault.ts';
import { entry } from './arbitrary.ts';
import { body, entries } from './fixture.ts';

const list = fc.uniqueArray(entry, { selector: (one) => one.siret, maxLength: 25 });
const cut = 4;

/** A version as the builder publishes it: structures in the base, services in shards. */
function published(all: readonly DirectoryEntry[]) {
  const services: ServicesBySiret = new Map();
  for (const one of all) if (one.services.length > 0) services.set(one.siret, one.services);
  return { base: pack(all.map((one) => ({ ...one, services: [] }))), services, shards: shardsOf(services, cut) };
}

function answers(base: Uint8Array, shards: readonly Uint8Array[], sirets: readonly string[]) {
  const directory = openDirectory(base);
  expectShards(directory, cut);
  shards.forEach((bytes, index) => {
    addShard(directory, index, bytes);
  });
  return sirets.map((siret) => bySiret(directory, siret));
}

const code = (work: () => unknown): string => {
  try {
    work();
    return 'nothing';
  } catch (error) {
    return error instanceof Fault ? error.code : `not a Fault: ${String(error)}`;
  }
};

describe('a packed directory read back', () => {
  it('packs again to the same bytes', () => {
    fc.assert(
      fc.property(list, (all) => {
        const file = pack(all);
        expect(pack(entriesIn(file))).toEqual(file);
      }),
      { numRuns: 40 },
    );
  });
});

describe('services in shards', () => {
  it('are those of the whole file, and said to be elsewhere until their shard is there', () => {
    fc.assert(
      fc.property(list, (all) => {
        const whole = openDirectory(pack(all));
        const { base, shards } = published(all);
        const directory = openDirectory(base);
        expectShards(directory, cut);
        for (const { siret } of all) expect(bySiret(directory, siret)).toMatchObject({ services: [], servicesElsewhere: true });
        shards.forEach((bytes, index) => {
          addShard(directory, index, bytes);
        });
        for (const { siret } of all) {
          const expected = bySiret(whole, siret)!;
          expected.services.sort((a, b) => (a.code < b.code ? -1 : 1));
          expect(bySiret(directory, siret)).toEqual(expected);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('never hold FACTURES_PUBLIQUES, and refuse to be altered', () => {
    const services: ServicesBySiret = new Map([
      ['21350360000018', [{ code: 'FACTURES_PUBLIQUES', name: 'x', active: true, requiresEngagement: false }]],
      ['26350018300011', [{ code: 'A', name: 'Économat', active: true, requiresEngagement: true }]],
    ]);
    const [shard] = shardsOf(services, 1) as [Uint8Array];
    expect([...readShard(shard)]).toEqual([['26350018300011', services.get('26350018300011')]]);
    for (let at = 0; at < shard.length; at++) {
      const altered = shard.slice();
      altered[at]! ^= 64;
      expect(code(() => readShard(altered))).toBe('directory-broken');
      expect(code(() => readShard(shard.slice(0, at)))).toBe('directory-broken');
    }
  });
});

describe('a delta', () => {
  /** Two versions that share most of what they hold: some removed, some added, some changed. */
  const versions = fc.tuple(list, list, fc.infiniteStream(fc.nat(5))).map(([shared, added, choices]) => {
    const after: DirectoryEntry[] = [];
    for (const one of shared) {
      const choice = choices.next().value;
      if (choice === 0) continue;
      if (choice === 1) after.push({ ...one, requires: one.requires === 'both' ? 'none' : 'both', active: !one.active });
      else if (choice === 2) after.push({ ...one, name: `${one.name} Eau`, aliases: ['Régie'] });
      else if (choice === 3) after.push({ ...one, services: one.services.slice(1).map((service) => ({ ...service, active: !service.active })) });
      else after.push(one);
    }
    const known = new Set(shared.map((one) => one.siret));
    after.push(...added.filter((one) => !known.has(one.siret)));
    return [shared, after] as const;
  });

  it('gives byte for byte the next version, base and shards, whatever changed', () => {
    fc.assert(
      fc.property(versions, ([before, after]) => {
        const old = published(before);
        const next = published(after);
        const delta = makeDelta(old, next);
        const base = applyDelta(old.base, delta);
        expect(sha256(base)).toBe(sha256(next.base));
        const shards = old.shards.map((shard, index) => applyDeltaToShard(shard, index, cut, delta));
        expect(shards).toEqual(next.shards);
        const sirets = [...before, ...after].map((one) => one.siret);
        expect(answers(base, shards, sirets)).toEqual(answers(next.base, next.shards, sirets));
      }),
      { numRuns: 40 },
    );
  });

  const old = published(entries);
  const next = published([...entries.slice(1), body('Commune de Neuville', 'Neuville', '59000')]);
  const delta = makeDelta(old, next);

  it('is refused on another version, cut, or altered, and leaves what is held as it was', () => {
    const held = old.base.slice();
    expect(code(() => applyDelta(next.base, delta))).toBe('directory-broken');
    for (let at = 0; at < delta.length; at++) {
      const altered = delta.slice();
      altered[at]! ^= 1;
      expect(code(() => applyDelta(old.base, altered))).toBe('directory-broken');
    }
    for (let length = 0; length < delta.length; length += 3)
      expect(code(() => applyDelta(old.base, delta.slice(0, length)))).toBe('directory-broken');
    expect(old.base).toEqual(held);
  });

  it('weighs little', () => {
    expect(delta.length).toBeLessThan(400);
  });

  it('puts a SIREN in the same shard whatever its establishment', () => {
    expect(shardOf('213503600', 64)).toBe(shardOf('21350360000018'.slice(0, 9), 64));
  });
});

describe('what is kept of an opening', () => {
  const bytes = pack(entries);
  const kept = keepIndex(openDirectory(bytes));

  it('answers as the opening did', () => {
    const again = openKept(bytes, kept);
    const first = openDirectory(bytes);
    for (const query of ['mairie de vitre', 'chu nantes', 'lycee condorcet', 'saint denis 97', '356000000', 'mairie de fonsrobes', 'sdis 35'])
      expect(search(again, query, { mode: 'type' })).toEqual(search(first, query, { mode: 'type' }));
  });

  it('is refused with another file, cut or altered', () => {
    expect(code(() => openKept(pack(entries.slice(1)), kept))).toBe('directory-broken');
    for (let length = 0; length < kept.length; length += 997) expect(code(() => openKept(bytes, kept.slice(0, length)))).toBe('directory-broken');
    for (let at = 16; at < kept.length; at += 499) {
      const altered = kept.slice();
      altered[at]! ^= 2;
      expect(code(() => openKept(bytes, altered))).toBe('directory-broken');
    }
  });
});
