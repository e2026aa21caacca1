import { digitsOf } from '../invoice/identifiers.ts';
import { requirements } from '../invoice/requirement.ts';
import { ByteReader, textBetween } from './bytes.ts';
import type { Columns } from './columns.ts';
import { bareTownSign, firstPiece, flagBits, nameEnd, origins, otherBits, parentSign } from './layout.ts';
import { joined, nameWithTown, withoutArticle } from './names.ts';

import { type Recipient, recipientKinds, type Service } from './recipient.ts';
import { shardOf } from './shard-number.ts';
import { siretFromParts } from './siret.ts';

export function structureOf(directory: Columns, document: number): number {
  return document < directory.structures ? document : directory.otherStructure[document - directory.structures]!;
}

/** The structure whose name a document's name may extend. */
export function parentOf(directory: Columns, document: number): number {
  return document < directory.structures ? directory.parent[document]! : directory.otherStructure[document - directory.structures]!;
}

export function siretOf(directory: Columns, structure: number): string {
  return (
    directory.irregular.get(structure) ??
    siretFromParts(String(directory.siren8[structure]).padStart(8, '0'), String(directory.nic4[structure]).padStart(4, '0'))
  );
}

export function townOf(directory: Columns, town: number): string {
  return textBetween(directory.townText, directory.townTextStart[town]!, directory.townTextStart[town + 1]!);
}

export function pieceOf(directory: Columns, piece: number): string {
  return textBetween(directory.bytes, directory.pieceStart[piece]!, directory.pieceStart[piece + 1]! - 1);
}

/** The service code numbered so among all the codes. */
export function codeOfService(directory: Columns, code: number): string {
  return textBetween(directory.bytes, directory.codeStart[code]!, directory.codeStart[code + 1]! - 1);
}

export function nameOf(directory: Columns, document: number): string {
  const reader = new ByteReader(directory.bytes);
  reader.position = directory.nameOffset[document]!;
  const town = () => townOf(directory, directory.town[structureOf(directory, document)]!);
  const pieces: string[] = [];
  for (let piece = reader.varint(); piece !== nameEnd; piece = reader.varint()) {
    if (piece >= firstPiece) pieces.push(pieceOf(directory, piece - firstPiece));
    else if (piece === parentSign) pieces.push(nameOf(directory, parentOf(directory, document)));
    else pieces.push(piece === bareTownSign ? (withoutArticle(town()) ?? town()) : town());
  }
  return pieces.length === 0 ? nameWithTown('Commune', town()) : joined(pieces);
}

export function postcodeOf(directory: Columns, structure: number): string {
  const value = directory.townPostcodes[directory.town[structure]!]!;
  return value === 0 ? '' : String(value).padStart(5, '0');
}

/** Numbers of the services of a structure among the documents, inactive ones included. */
function servicesOf(directory: Columns, structure: number): Service[] {
  const services: Service[] = [];
  for (let other = directory.otherStart[structure]!; other < directory.otherStart[structure + 1]!; other++) {
    const flags = directory.otherFlags[other]!;
    if (!(flags & otherBits.service)) continue;
    services.push({
      code: codeOfService(directory, directory.otherCode[other]!),
      name: nameOf(directory, directory.structures + other),
      active: (flags & otherBits.active) !== 0,
      requiresEngagement: (flags & otherBits.engagement) !== 0,
    });
  }
  return services;
}

/** A structure spelt out. */
export function recipientOf(directory: Columns, structure: number): Recipient {
  const siret = siretOf(directory, structure);
  const flags = directory.flags[structure]!;
  const successor = directory.successors.get(structure);
  const { shards } = directory;
  const opened = shards?.opened.get(shardOf(siret.slice(0, 9), shards.count));
  return {
    siret,
    siren: siret.slice(0, 9),
    name: nameOf(directory, structure),
    town: townOf(directory, directory.town[structure]!),
    postcode: postcodeOf(directory, structure),
    kind: recipientKinds[directory.kinds[structure]! >> 3]!,
    requires: requirements[directory.kinds[structure]! & 7]!,
    services: shards ? (opened?.get(siret) ?? []) : servicesOf(directory, structure),
    siretCertain: (flags & flagBits.certain) !== 0,
    origin: origins[(flags >> 4) & 3]!,
    active: (flags & flagBits.active) !== 0,
    main: (flags & flagBits.main) !== 0,
    worksOnly: (flags & flagBits.worksOnly) !== 0,
    ...(successor === undefined ? {} : { successor }),
    ...(shards && !opened ? { servicesElsewhere: true } : {}),
  };
}

/** First structure whose SIREN is not before these eight digits. */
export function sirenLowerBound(directory: Columns, siren8: number): number {
  let low = 0;
  let high = directory.structures;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (directory.siren8[middle]! < siren8) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Number of the structure with this SIRET, -1 when none. */
export function findSiret(directory: Columns, siret: string): number {
  if (!/^\d{14}$/.test(siret)) return -1;
  const irregular = directory.irregularIndex.get(siret);
  if (irregular !== undefined) return irregular;
  const siren8 = Number(siret.slice(0, 8));
  const nic4 = Number(siret.slice(9, 13));
  for (let index = sirenLowerBound(directory, siren8); index < directory.structures && directory.siren8[index] === siren8; index++)
    // Two of one SIREN may share the NIC and differ by keys that do not compute.
    if (directory.nic4[index] === nic4 && siretOf(directory, index) === siret) return index;
  return -1;
}

/** Numbers of the structures of a SIREN, main one first. */
export function findSiren(directory: Columns, siren: string): number[] {
  if (!/^\d{9}$/.test(siren)) return [];
  const siren8 = Number(siren.slice(0, 8));
  const found: number[] = [];
  for (let index = sirenLowerBound(directory, siren8); index < directory.structures && directory.siren8[index] === siren8; index++)
    if (siretOf(directory, index).startsWith(siren)) found.push(index);
  const rank = (index: number) => (directory.flags[index]! & flagBits.main ? 0 : 1) + (directory.flags[index]! & flagBits.active ? 0 : 2);
  return found.sort((a, b) => rank(a) - rank(b) || a - b);
}

/** The recipient with this SIRET (spaces allowed), or null. */
export function bySiret(directory: Columns, siret: string): Recipient | null {
  const index = findSiret(directory, digitsOf(siret));
  return index < 0 ? null : recipientOf(directory, index);
}

/** Every recipient of a SIREN, main budget first. */
export function bySiren(directory: Columns, siren: string): Recipient[] {
  return findSiren(directory, digitsOf(siren)).map((index) => recipientOf(directory, index));
}
