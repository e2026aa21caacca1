import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { type DirectoryEntry, entryOf } from '../../lib/directory/entry.ts';
import { kindOf } from '../../lib/directory/official/kinds.ts';
import type { RecipientKind } from '../../lib/directory/recipient.ts';

/** One row of the development data: a structure when `code` is empty, else a service of the structure with this SIRET. */
interface Row {
  siret: string;
  name: string;
  city: string;
  cp: string;
  kind: string;
  prim: number;
  code: string;
  pop: number;
}

const kinds: Record<string, RecipientKind> = {
  COM: 'commune',
  BA: 'other',
  EPCI: 'grouping',
  SYN: 'grouping',
  DEP: 'department',
  REG: 'region',
  EPLE: 'school',
  HOSP: 'hospital',
  EHPAD: 'social',
  CCAS: 'social',
  SDIS: 'fire',
  EPN: 'operator',
  ETAT: 'state',
};

export type Skipped = (line: number, reason: string) => void;

/** Lines of an ndjson file, plain or gzip, as structures with their services. Malformed lines are reported and skipped. */
export async function entriesFromNdjson(path: string, skipped: Skipped): Promise<DirectoryEntry[]> {
  const file = createReadStream(path);
  const lines = createInterface({ input: path.endsWith('.gz') ? file.pipe(createGunzip()) : file, crlfDelay: Number.POSITIVE_INFINITY });
  const structures = new Map<string, DirectoryEntry>();
  const services: Row[] = [];
  let number = 0;
  for await (const line of lines) {
    number++;
    if (line.trim() === '') continue;
    let row: Row;
    try {
      row = JSON.parse(line) as Row;
    } catch {
      skipped(number, 'not JSON');
      continue;
    }
    if (typeof row?.siret !== 'string' || !/^\d{14}$/.test(row.siret) || typeof row.name !== 'string' || row.name === '') {
      skipped(number, 'no SIRET or no name');
      continue;
    }
    if (row.code) {
      services.push(row);
      continue;
    }
    const entry = entryOf({
      siret: row.siret,
      name: row.name,
      town: row.city ?? '',
      postcode: row.cp ?? '',
      kind: kinds[row.kind] && row.kind !== 'BA' ? kinds[row.kind]! : kindOf(row.siret, row.name),
      main: row.prim === 1,
      population: row.pop ?? 0,
    });
    const known = structures.get(row.siret);
    if (known) known.aliases.push(row.name);
    else structures.set(row.siret, entry);
  }
  for (const row of services) {
    let owner = structures.get(row.siret);
    if (!owner) {
      // A structure known by its services alone: what their names share, or its own number.
      const state = row.siret === '11000201100044';
      owner = entryOf({
        siret: row.siret,
        name: state ? "Services de l'État pour la facturation électronique" : row.name.split(' - ')[0]!,
        town: row.city ?? '',
        postcode: row.cp ?? '',
        kind: kindOf(row.siret, row.name),
        requires: state ? 'service' : 'unknown',
      });
      structures.set(row.siret, owner);
    }
    owner.services.push({ code: row.code, name: row.name, active: true, requiresEngagement: false });
  }
  return [...structures.values()];
}
