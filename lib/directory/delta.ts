import { requirements } from '../invoice/requirement.ts';
import { type ByteReader, ByteWriter, broken } from './bytes.ts';
import type { DirectoryEntry } from './entry.ts';
import { flagBits, otherBits } from './layout.ts';
import { pack } from './pack.ts';
import type { Service } from './recipient.ts';
import { sealed, unsealed } from './sealed.ts';
import { sha256 } from './sha256.ts';
import { shardOf } from './shard-number.ts';
import { offered, packShard, readShard, type ServicesBySiret } from './shards.ts';
import { entriesIn } from './unpack.ts';

/** "CRSD": what changed between two versions of a directory, entry by entry. */
const deltaMagic = [0x43, 0x52, 0x53, 0x44];
const deltaVersion = 2;

/** One version of a directory: the base as packed, and the services of all its structures. */
export interface DirectoryVersion {
  base: Uint8Array;
  services: ServicesBySiret;
}

interface Delta {
  /** SHA-256 of the base it applies to, and of the one it gives. */
  from: string;
  to: string;
  /** Places in the old base. */
  removed: Set<number>;
  flags: Map<number, { requires: number; bits: number }>;
  put: DirectoryEntry[];
  /** By SIRET: codes that went, services that came or changed. */
  servicesGone: Map<string, string[]>;
  servicesPut: ServicesBySiret;
}

/** What can change without its name: what is asked for, active, works only, main, certain. */
function bitsOf(entry: DirectoryEntry): number {
  return (
    (entry.siretCertain ? flagBits.certain : 0) |
    (entry.active ? flagBits.active : 0) |
    (entry.worksOnly ? flagBits.worksOnly : 0) |
    (entry.main ? flagBits.main : 0)
  );
}

function withBits(entry: DirectoryEntry, requires: number, bits: number): DirectoryEntry {
  return {
    ...entry,
    requires: requirements[requires]!,
    siretCertain: (bits & flagBits.certain) !== 0,
    active: (bits & flagBits.active) !== 0,
    worksOnly: (bits & flagBits.worksOnly) !== 0,
    main: (bits & flagBits.main) !== 0,
  };
}

/** Everything but the flags, to tell whether only they changed. */
function identity(entry: DirectoryEntry): string {
  const { name, town, postcode, kind, origin, population, aliases, successor, services } = entry;
  return JSON.stringify([name, town, postcode, kind, origin, population, successor, aliases, services]);
}

function hexBytes(hash: string): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, at) => Number.parseInt(hash.slice(2 * at, 2 * at + 2), 16));
}

function line(text: string): Uint8Array {
  const writer = new ByteWriter();
  writer.text(`${text}\n`);
  return writer.done();
}

/** The delta that leads from one version to the next. Both bases are read entry by entry: neither is held whole in memory twice. */
export function makeDelta(before: DirectoryVersion, after: DirectoryVersion): Uint8Array {
  const removed: number[] = [];
  const flags: { place: number; requires: number; bits: number }[] = [];
  const put: DirectoryEntry[] = [];
  const next = entriesIn(after.base);
  let fresh = next.next();
  let place = 0;
  for (const old of entriesIn(before.base)) {
    for (; !fresh.done && fresh.value.siret < old.siret; fresh = next.next()) put.push(fresh.value);
    if (fresh.done || fresh.value.siret !== old.siret) removed.push(place);
    else {
      const entry = fresh.value;
      if (identity(entry) !== identity(old)) put.push(entry);
      else if (bitsOf(entry) !== bitsOf(old) || entry.requires !== old.requires)
        flags.push({ place, requires: requirements.indexOf(entry.requires), bits: bitsOf(entry) });
      fresh = next.next();
    }
    place++;
  }
  for (; !fresh.done; fresh = next.next()) put.push(fresh.value);

  const gone: [string, string][] = [];
  const came: [string, Service][] = [];
  for (const siret of [...new Set([...before.services.keys(), ...after.services.keys()])].sort()) {
    const old = new Map(offered(before.services.get(siret) ?? []).map((service) => [service.code, service]));
    for (const service of offered(after.services.get(siret) ?? [])) {
      const known = old.get(service.code);
      old.delete(service.code);
      if (!known || known.name !== service.name || known.active !== service.active || known.requiresEngagement !== service.requiresEngagement)
        came.push([siret, service]);
    }
    for (const code of old.keys()) gone.push([siret, code]);
  }

  const payload = new ByteWriter();
  payload.append(hexBytes(sha256(before.base)));
  payload.append(hexBytes(sha256(after.base)));
  payload.varint(removed.length);
  let last = 0;
  for (const one of removed) {
    payload.varint(one - last);
    last = one;
  }
  payload.varint(flags.length);
  last = 0;
  for (const { place: one, requires, bits } of flags) {
    payload.varint(one - last);
    payload.byte(requires * 16 + bits);
    last = one;
  }
  const added = put.length === 0 ? new Uint8Array(0) : pack(put);
  payload.varint(added.length);
  payload.append(added);
  payload.varint(gone.length);
  for (const [siret, code] of gone) payload.append(line(`${siret}${code}`));
  payload.varint(came.length);
  for (const [siret, service] of came) {
    payload.byte((service.active ? otherBits.active : 0) | (service.requiresEngagement ? otherBits.engagement : 0));
    payload.append(line(`${siret}${service.code}`));
    payload.append(line(service.name));
  }
  return sealed(deltaMagic, deltaVersion, payload.done());
}

function readLine(reader: ByteReader): string {
  const { bytes } = reader;
  let end = reader.position;
  while (end < reader.end && bytes[end] !== 10) end++;
  const cut = bytes.subarray(reader.position, Math.min(end + 1, reader.end));
  reader.position = end + 1;
  const [text] = new (reader.constructor as typeof ByteReader)(cut).lines();
  if (text === undefined) throw broken('line cut short');
  return text;
}

function readDelta(bytes: Uint8Array): Delta {
  const reader = unsealed(bytes, deltaMagic, deltaVersion);
  const hash = () => Array.from({ length: 32 }, () => reader.byte().toString(16).padStart(2, '0')).join('');
  const from = hash();
  const to = hash();
  const counted = () => {
    const count = reader.varint();
    // Each item takes a byte at least: a count that cannot be is refused before anything is made of it.
    if (count > reader.end - reader.position) throw broken('more changes than bytes');
    return count;
  };
  const removed = new Set<number>();
  for (let count = counted(), place = 0; count > 0; count--) {
    place += reader.varint();
    removed.add(place);
  }
  const flags: Delta['flags'] = new Map();
  for (let count = counted(), place = 0; count > 0; count--) {
    place += reader.varint();
    const value = reader.byte();
    if (value >> 4 >= requirements.length) throw broken('requirement outside');
    flags.set(place, { requires: value >> 4, bits: value & 15 });
  }
  const length = counted();
  const put = length === 0 ? [] : [...entriesIn(bytes.slice(reader.position, reader.position + length))];
  reader.position += length;
  const owned = () => {
    const text = readLine(reader);
    if (!/^\d{14}./.test(text)) throw broken('service without a SIRET');
    return [text.slice(0, 14), text.slice(14)] as const;
  };
  const servicesGone: Delta['servicesGone'] = new Map();
  for (let count = counted(); count > 0; count--) {
    const [siret, code] = owned();
    servicesGone.set(siret, [...(servicesGone.get(siret) ?? []), code]);
  }
  const servicesPut: ServicesBySiret = new Map();
  for (let count = counted(); count > 0; count--) {
    const bits = reader.byte();
    const [siret, code] = owned();
    const service = {
      code,
      name: readLine(reader),
      active: (bits & otherBits.active) !== 0,
      requiresEngagement: (bits & otherBits.engagement) !== 0,
    };
    servicesPut.set(siret, [...(servicesPut.get(siret) ?? []), service]);
  }
  if (!reader.finished) throw broken('bytes after the end');
  return { from, to, removed, flags, put, servicesGone, servicesPut };
}

/** SHA-256 of the base a delta applies to, and of the one it gives; throws `directory-broken` when it is none. */
export function deltaEnds(bytes: Uint8Array): { from: string; to: string } {
  const { from, to } = readDelta(bytes);
  return { from, to };
}

/**
 * The next base, from the one held and a delta: byte for byte the one the builder made, or a Fault `directory-broken` (another base, an altered delta)
 * and the base held is untouched.
 */
export function applyDelta(base: Uint8Array, bytes: Uint8Array): Uint8Array {
  const delta = readDelta(bytes);
  if (sha256(base) !== delta.from) throw broken('this delta is for another version');
  const entries: DirectoryEntry[] = [];
  const fresh = new Map(delta.put.map((entry) => [entry.siret, entry]));
  let place = 0;
  for (const entry of entriesIn(base)) {
    const change = delta.flags.get(place);
    if (!delta.removed.has(place) && !fresh.has(entry.siret)) entries.push(change ? withBits(entry, change.requires, change.bits) : entry);
    place++;
  }
  for (const entry of fresh.values()) entries.push(entry);
  const next = pack(entries);
  if (sha256(next) !== delta.to) throw broken('this delta does not give the version it says');
  return next;
}

/** The next state of one shard of services held: the same bytes as the builder's. The manifest's SHA-256 says whether they are. */
export function applyDeltaToShard(shard: Uint8Array, index: number, count: number, bytes: Uint8Array): Uint8Array {
  const delta = readDelta(bytes);
  const services = readShard(shard);
  for (const [siret, codes] of delta.servicesGone) {
    if (shardOf(siret.slice(0, 9), count) !== index) continue;
    const rest = (services.get(siret) ?? []).filter((service) => !codes.includes(service.code));
    if (rest.length > 0) services.set(siret, rest);
    else services.delete(siret);
  }
  for (const [siret, list] of delta.servicesPut) {
    if (shardOf(siret.slice(0, 9), count) !== index) continue;
    const kept = (services.get(siret) ?? []).filter((service) => !list.some((other) => other.code === service.code));
    services.set(siret, [...kept, ...list]);
  }
  return packShard(services);
}
