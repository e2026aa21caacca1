import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bySiret, entryOf, openDirectory, pack } from '../../../lib/directory/index.ts';
import { loadDirectory } from '../../../lib/directory/load.ts';
import { nameWithTown } from '../../../lib/directory/names.ts';
import { sha256 } from '../../../lib/directory/sha256.ts';
import { guessedSiret, siretFromParts } from '../../../lib/directory/siret.ts';
import { Fault } from '../../../lib/invoice/fault.ts';
import { entry } from './arbitrary.ts';
import { entries } from './fixture.ts';

const thrown = (work: () => unknown): string => {
  try {
    work();
    return 'nothing';
  } catch (error) {
    return error instanceof Fault ? error.code : `not a Fault: ${String(error)}`;
  }
};

describe('the packed file', () => {
  it('tells apart two numbers that differ by their last digit alone', () => {
    const twins = fc
      .sample(entry, { numRuns: 1, seed: 1 })
      .flatMap((made) => ['00000000000030', '00000000000034'].map((siret) => ({ ...made, siret })));
    const directory = openDirectory(pack(twins));
    expect([bySiret(directory, '00000000000030')?.siret, bySiret(directory, '00000000000034')?.siret]).toEqual(['00000000000030', '00000000000034']);
  });

  it('gives back what was put in', () => {
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: (one) => one.siret, maxLength: 30 }), (list) => {
        const directory = openDirectory(pack(list));
        expect(directory.structures).toBe(list.length);
        for (const one of list) {
          const { siret, town, postcode, kind, requires, siretCertain, origin, active, worksOnly, main, services } = one;
          expect(bySiret(directory, siret)).toEqual({
            siret,
            siren: siret.slice(0, 9),
            name: one.name,
            town,
            postcode,
            kind,
            requires,
            siretCertain,
            origin,
            active,
            worksOnly,
            main,
            services: services.filter((service) => service.code !== 'FACTURES_PUBLIQUES'),
            ...(one.successor === '' ? {} : { successor: one.successor }),
          });
        }
      }),
    );
  });

  it('is the same file whatever the order of the entries', () => {
    expect(pack([...entries].reverse())).toEqual(pack(entries));
  });

  it('chooses one main budget by SIREN', () => {
    const make = (nic: string, label: string) => entryOf({ siret: siretFromParts('21350238', nic), name: label });
    const directory = openDirectory(
      pack([make('0001', 'Commune de Rennes - Eau'), make('0002', 'Commune de Rennes'), make('0003', 'Commune de Rennes - Camping')]),
    );
    expect([0, 1, 2].map((index) => bySiret(directory, siretFromParts('21350238', `000${index + 1}`))?.main)).toEqual([false, true, false]);
  });

  const good = pack(entries);
  it('refuses a file cut anywhere, or with any byte changed', () => {
    fc.assert(
      fc.property(fc.nat(good.length - 1), (length) => void expect(thrown(() => openDirectory(good.slice(0, length)))).toBe('directory-broken')),
    );
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const altered = good.slice();
        altered[at]! ^= change;
        expect(thrown(() => openDirectory(altered))).toBe('directory-broken');
      }),
    );
  });

  it('refuses hostile content even under a right checksum', async () => {
    const { checksum } = await import('../../../lib/directory/bytes.ts');
    const { headerLength } = await import('../../../lib/directory/layout.ts');
    const outcomes = new Set<string>();
    const resealed = (bytes: Uint8Array) => {
      const view = new DataView(bytes.buffer);
      const [one, two] = checksum(bytes, headerLength);
      view.setUint32(8, one, true);
      view.setUint32(12, two, true);
      return bytes;
    };
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: headerLength, max: good.length - 1 }), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 8 }),
        (changes) => {
          const altered = good.slice();
          for (const [at, value] of changes) altered[at] = value;
          // Either refused by name, or harmless: never another exception, never an endless loop.
          outcomes.add(thrown(() => openDirectory(resealed(altered))));
        },
      ),
      { numRuns: 500 },
    );
    expect([...outcomes].sort()).toEqual(['directory-broken', 'nothing']);
  });

  it('refuses random bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void expect(thrown(() => openDirectory(bytes))).toBe('directory-broken')));
  });
});

describe('loading', () => {
  const file = pack(entries);
  const manifest = {
    version: 2,
    sequence: 1,
    base: { file: 'annuaire.bin', bytes: file.length, sha256: sha256(file) },
    shards: [],
    deltas: [],
    date: '2026-03-01',
    source: 'essai',
    licence: '',
    counts: { structures: 1, services: 0, aliases: 0, skipped: 0 },
  };
  const from = (content: Record<string, Uint8Array | string>) => async (path: string) => {
    const value = content[path];
    if (value === undefined) throw new Fault('offline', path);
    return typeof value === 'string' ? new TextEncoder().encode(value) : value;
  };

  it('opens a file that its manifest describes', async () => {
    const loaded = await loadDirectory(from({ 'directory/manifest.json': JSON.stringify(manifest), 'directory/annuaire.bin': file }));
    expect(loaded.directory.structures).toBe(entries.length);
    expect(loaded.manifest.source).toBe('essai');
  });

  it.each([
    [
      'another file under the same name',
      { 'directory/manifest.json': JSON.stringify(manifest), 'directory/annuaire.bin': pack(entries.slice(1)) },
      'directory-broken',
    ],
    ['a manifest that is not JSON', { 'directory/manifest.json': '<html>', 'directory/annuaire.bin': file }, 'directory-broken'],
    [
      'a manifest that points elsewhere',
      { 'directory/manifest.json': JSON.stringify({ ...manifest, base: { ...manifest.base, file: '../x' } }) },
      'directory-broken',
    ],
    ['no network', {}, 'offline'],
  ])('refuses %s', async (_, content, code) => {
    await expect(loadDirectory(from(content as Record<string, Uint8Array | string>))).rejects.toMatchObject({ code });
  });

  it('hashes as the standard says', () => {
    expect(sha256(new TextEncoder().encode('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256(new Uint8Array(0))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
});

describe('names and numbers', () => {
  it.each([
    ['Lyon', 'Commune de Lyon'],
    ['Arles', "Commune d'Arles"],
    ['Le Havre', 'Commune du Havre'],
    ['Les Rousses', 'Commune des Rousses'],
    ['La Rochelle', 'Commune de La Rochelle'],
    ["L'Isle-Adam", "Commune de L'Isle-Adam"],
  ])('of %s', (town, expected) => {
    expect(nameWithTown('Commune', town)).toBe(expected);
  });

  it('guesses the SIRET of a SIREN with its key', () => {
    expect(guessedSiret('213502388')).toMatch(/^2135023880001\d$/);
    expect(guessedSiret('213502388')).toBe(siretFromParts('21350238', '0001'));
  });
});
