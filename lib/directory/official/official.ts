import { type DirectoryEntry, entryOf } from '../entry.ts';
import type { Service } from '../recipient.ts';
import { publicOnlyService, requirementFrom } from '../requirements.ts';
import { kindOf } from './kinds.ts';

/** One row of a source, whatever its form: field names folded (no accents, case, underscores), values trimmed. */
export type Fields = Record<string, string>;

export function foldedName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

/**
 * Names under which each fact is met. CSV columns: published files as read by public code (directory.md §1.1). XML of FAR0037: its tag names are NOT
 * known for sure, so the CSV's names, the F14 export's and the portal API's are all accepted.
 */
const names = {
  siret: ['identifiant', 'siret', 'idsiret', 'identifiantstructure', 'numerosiret', 'siretstructure'],
  identifierType: ['typeidentifiant', 'typeidentifiantstructure'],
  name: ['raisonsociale', 'raisonsocialestructure', 'designationstructure', 'designation', 'nomstructure', 'libellestructure'],
  town: ['ville', 'localite', 'adresseville', 'commune'],
  postcode: ['codepostal', 'cp', 'adressecodepostal'],
  engagement: ['gestionengagement', 'gestionegmt', 'engagementjuridique', 'numeroejdoitetrerenseigne'],
  service: ['gestionservice', 'codeservicedoitetrerenseigne', 'service'],
  either: ['gestionserviceengagement', 'gestionserviceegmt', 'engjurserv', 'gestionnumeroejoucodeservice'],
  worksOnly: ['estmoauniquement', 'moaunique', 'moauniquement'],
  active: ['structureactive', 'statutstructure', 'statut', 'actif', 'estactive'],
  serviceCode: ['code', 'codeservice', 'idroutage', 'codedeservice'],
  serviceName: ['nom', 'nomservice', 'libelleservice', 'libelle'],
  serviceActive: ['serviceactif', 'estactif', 'statut', 'actif'],
  serviceEngagement: ['gestionegmt', 'gestionengagement', 'engagementjuridique', 'numeroengagement'],
} as const;

/** Every name that says something: the rest of a record is not even kept while reading. */
export const knownFields: ReadonlySet<string> = new Set(Object.values(names).flat());

/** A copy of its own: V8 keeps the whole chunk alive behind a slice of it, and a 200 MB file behind 130,000 of them. */
export function owned(text: string): string {
  return text.length < 13 ? text : (JSON.parse(JSON.stringify(text)) as string);
}

export function field(row: Fields, fact: keyof typeof names): string {
  for (const name of names[fact]) {
    const value = row[name];
    if (value !== undefined && value !== '') return value;
  }
  return '';
}

/** "O", "true", "1", "oui", "A", "ACTIF"… */
export function truth(value: string, absent: boolean): boolean {
  if (value === '') return absent;
  return /^(o|oui|true|vrai|1|y|yes|a|actif|active|c)$/i.test(value.trim());
}

/** A SIRET as written, leading zeros lost to a spreadsheet put back (known defect of the XLSX); "" when it is none. */
export function siretIn(row: Fields): string {
  const digits = field(row, 'siret').replace(/[\s'’]/g, '');
  return /^\d{12,14}$/.test(digits) ? digits.padStart(14, '0') : '';
}

export type Outcome = { kept: 'structure' | 'service' } | { skipped: string } | null;

/** Gathers structures and services from any number of sources, in any order. */
export class OfficialDirectory {
  readonly entries = new Map<string, DirectoryEntry>();
  private readonly orphans = new Map<string, Service[]>();
  private readonly places = new Map<string, string>();
  services = 0;

  /** One copy of each town and postcode. */
  private place(text: string): string {
    let known = this.places.get(text);
    if (known === undefined) {
      known = owned(text);
      this.places.set(known, known);
    }
    return known;
  }

  structure(row: Fields): Outcome {
    const type = field(row, 'identifierType');
    if (type !== '' && !/siret/i.test(type)) return { skipped: `identifiant de type ${type.slice(0, 20)}` };
    const siret = siretIn(row);
    if (siret === '') return { skipped: `« ${field(row, 'siret').slice(0, 20)} » n’est pas un SIRET` };
    const name = field(row, 'name') || row.nom || '';
    if (name === '') return { skipped: `${siret} n’a pas de nom` };
    const entry = entryOf({
      siret: owned(siret),
      name: owned(name),
      town: this.place(field(row, 'town').replace(/\s+CEDEX.*$/i, '')),
      postcode: this.place(field(row, 'postcode')),
      kind: kindOf(siret, name),
      requires: requirementFrom({
        service: truth(field(row, 'service'), false),
        engagement: truth(field(row, 'engagement'), false),
        either: truth(field(row, 'either'), false),
      }),
      active: truth(field(row, 'active'), true),
      worksOnly: truth(field(row, 'worksOnly'), false),
      services: this.orphans.get(siret) ?? [],
    });
    this.orphans.delete(siret);
    const known = this.entries.get(siret);
    if (known) entry.services.push(...known.services.filter((service) => !entry.services.some((other) => other.code === service.code)));
    this.entries.set(entry.siret, entry);
    return { kept: 'structure' };
  }

  service(row: Fields, owner = ''): Outcome {
    const siret = owner || siretIn(row);
    if (siret === '') return { skipped: 'service sans SIRET' };
    const code = field(row, 'serviceCode');
    if (code === '' || code.length > 100) return { skipped: `${siret} : code service vide ou de plus de 100 caractères` };
    if (code === publicOnlyService) return null;
    const service: Service = {
      code: owned(code),
      name: owned(field(row, 'serviceName') || code),
      active: truth(field(row, 'serviceActive'), true),
      requiresEngagement: truth(field(row, 'serviceEngagement'), false),
    };
    const list = this.entries.get(siret)?.services ?? this.orphans.get(siret) ?? [];
    const same = list.findIndex((other) => other.code === code);
    if (same >= 0) list[same] = service;
    else {
      list.push(service);
      this.services++;
    }
    if (!this.entries.has(siret)) this.orphans.set(siret, list);
    return { kept: 'service' };
  }

  /** Services whose structure was in none of the sources. */
  get orphanCount(): number {
    return this.orphans.size;
  }
}
