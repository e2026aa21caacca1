import { ByteReader, ByteWriter, broken } from './bytes.ts';
import { otherBits } from './layout.ts';
import type { Directory } from './open.ts';
import { clean } from './pack.ts';
import type { Service } from './recipient.ts';
import { publicOnlyService } from './requirements.ts';
import { sealed, unsealed } from './sealed.ts';
import { shardOf } from './shard-number.ts';

/** "CRSV": the services of part of the structures, so that a phone fetches only those it needs. */
const shardMagic = [0x43, 0x52, 0x53, 0x56];
const shardVersion = 2;
const servicesPerShard = 1300;

/** How many shards a directory of so many services is cut into: a power of two, about 15 KB each. */
export function shardCountFor(services: number): number {
  let count = 1;
  while (count < 256 && services / count > servicesPerShard) count *= 2;
  return count;
}

export type ServicesBySiret = Map<string, Service[]>;

/** A file of services by SIRET. Sorted, and FACTURES_PUBLIQUES left out: the same services give the same bytes. */
export function packShard(services: ServicesBySiret): Uint8Array {
  const sirets = [...services.keys()].filter((siret) => /^\d{14}$/.test(siret)).sort();
  const columns = { sirets: new ByteWriter(), counts: new ByteWriter(), flags: new ByteWriter(), codes: new ByteWriter(), names: new ByteWriter() };
  let structures = 0;
  for (const siret of sirets) {
    const list = offered(services.get(siret)!);
    if (list.length === 0) continue;
    structures++;
    columns.sirets.text(siret);
    columns.counts.varint(list.length);
    for (const service of list) {
      columns.flags.byte((service.active ? otherBits.active : 0) | (service.requiresEngagement ? otherBits.engagement : 0));
      columns.codes.text(`${service.code}\n`);
      columns.names.text(`${service.name}\n`);
    }
  }
  const payload = new ByteWriter();
  payload.varint(structures);
  for (const column of Object.values(columns)) {
    payload.varint(column.length);
    payload.append(column.done());
  }
  return sealed(shardMagic, shardVersion, payload.done());
}

/** In the order of their codes, cleaned, without the one that is not for suppliers. */
export function offered(services: readonly Service[]): Service[] {
  return services
    .map((service) => ({ ...service, code: clean(service.code), name: clean(service.name) }))
    .filter((service) => service.code !== '' && service.code !== publicOnlyService)
    .sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}

/** The services of a shard by SIRET, or throws `directory-broken`. */
export function readShard(bytes: Uint8Array): ServicesBySiret {
  const reader = unsealed(bytes, shardMagic, shardVersion);
  const structures = reader.varint();
  const column = () => {
    const length = reader.varint();
    if (length > bytes.length - reader.position) throw broken('column cut short');
    reader.position += length;
    return new ByteReader(bytes, reader.position - length, reader.position);
  };
  const sirets = column();
  const counts = column();
  const flags = column();
  const codes = column().lines();
  const names = column().lines();
  if (!reader.finished || sirets.end - sirets.position !== 14 * structures || codes.length !== names.length) throw broken('services');
  const services: ServicesBySiret = new Map();
  let next = 0;
  for (let structure = 0; structure < structures; structure++) {
    let siret = '';
    for (let digit = 0; digit < 14; digit++) siret += String.fromCharCode(sirets.byte());
    const count = counts.varint();
    if (!/^\d{14}$/.test(siret) || count > codes.length - next) throw broken('services');
    const list: Service[] = [];
    for (const end = next + count; next < end; next++) {
      const bits = flags.byte();
      if (codes[next] === publicOnlyService) continue;
      list.push({
        code: codes[next]!,
        name: names[next]!,
        active: (bits & otherBits.active) !== 0,
        requiresEngagement: (bits & otherBits.engagement) !== 0,
      });
    }
    services.set(siret, list);
  }
  if (next !== codes.length) throw broken('services');
  return services;
}

/** Services cut into shards. */
export function shardsOf(services: ServicesBySiret, count: number): Uint8Array[] {
  const shards: ServicesBySiret[] = Array.from({ length: count }, () => new Map());
  for (const [siret, list] of services) shards[shardOf(siret.slice(0, 9), count)]!.set(siret, list);
  return shards.map(packShard);
}

/** Says that the services of this directory are in so many shards, none opened yet. */
export function expectShards(directory: Directory, count: number): void {
  directory.shards = { count, opened: new Map() };
}

/** Gives a directory one of its shards: the recipients it holds have their services from then on. */
export function addShard(directory: Directory, index: number, bytes: Uint8Array): void {
  if (!directory.shards || index < 0 || index >= directory.shards.count) throw broken(`no shard ${index} is expected`);
  directory.shards.opened.set(index, readShard(bytes));
}
