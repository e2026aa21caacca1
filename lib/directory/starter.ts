import { type DirectoryEntry, entryOf } from './entry.ts';
import { stateSiret } from './environment.ts';
import { nameWithTown } from './names.ts';
import type { Service } from './recipient.ts';
import { guessedSiret } from './siret.ts';

/**
 * The fictive structures of the qualification portal (« matelas de données », public fixtures of chorus-pro.md §1), one per requirement; some have
 * no valid Luhn key. Never shown in production (`SearchOptions.environment`).
 */
const service = (code: string, name: string, more: Partial<Service> = {}): Service => ({
  code,
  name: `${name} (entraînement)`,
  active: true,
  requiresEngagement: false,
  ...more,
});
const fictive = { town: 'Fontaine-aux-Bois', postcode: '59550', origin: 'training', siretCertain: true, main: true, population: 800 } as const;

export const trainingEntries: DirectoryEntry[] = [
  entryOf({ ...fictive, siret: '12345678200051', name: 'Collège de Fontaine-aux-Bois (entraînement)', kind: 'school', requires: 'none' }),
  entryOf({ ...fictive, siret: '12345678200036', name: 'Mairie de Fontaine-aux-Bois (entraînement)', kind: 'commune', requires: 'engagement' }),
  entryOf({
    ...fictive,
    siret: '12345678200028',
    name: 'CCAS de Fontaine-aux-Bois (entraînement)',
    kind: 'social',
    requires: 'service',
    services: [
      service('SERVICE_DEST_SERV_OBL', 'Repas à domicile'),
      service('TRAVAUX', 'Services techniques', { requiresEngagement: true }),
      service('ANCIEN_SERVICE', 'Service fermé', { active: false }),
    ],
  }),
  entryOf({
    ...fictive,
    siret: '12345678200044',
    name: 'Centre hospitalier de Fontaine-aux-Bois (entraînement)',
    kind: 'hospital',
    requires: 'both',
    services: [
      service('SERVICE_DEST_SERV_ET_EJ_OBL', 'Cuisine', { requiresEngagement: true }),
      service('SERVICE_DEST_SERV_OBL', 'Achats', { requiresEngagement: true }),
    ],
  }),
];

export const stateEntry: DirectoryEntry = entryOf({
  siret: stateSiret,
  name: "Services de l'État pour la facturation électronique",
  kind: 'state',
  requires: 'service',
  origin: 'open',
  main: true,
  aliases: ['Ministère', 'Préfecture', 'Direction départementale', 'Destinataire État (entraînement)', 'État'],
});

/** Shapes of the npm package `@etalab/decoupage-administratif`, as far as they are used here. */
export interface CommuneRow {
  code: string;
  nom: string;
  type: string;
  siren?: string;
  codesPostaux?: string[];
  population?: number;
  chefLieu?: string;
  departement?: string;
}

export interface GroupingRow {
  code: string;
  nom: string;
  type: string;
  populationTotale?: number;
  membres: { code: string; populationTotale?: number }[];
}

const bodies: Record<string, string> = {
  CC: 'Communauté de communes',
  CA: "Communauté d'agglomération",
  CU: 'Communauté urbaine',
};

/** "CC Faucigny - Glières" -> "Communauté de communes Faucigny - Glières": the sigle is spelt out, the rest stays. */
function groupingName(row: GroupingRow): string {
  const body = bodies[row.type];
  const head = `${row.type} `;
  if (body && row.nom.startsWith(head)) return `${body} ${row.nom.slice(head.length)}`;
  if (row.type === 'EPT') return `Établissement public territorial ${row.nom}`;
  return row.nom;
}

/**
 * What ships: every commune and grouping by name and SIREN (INSEE and DGCL, open licence, through npm packages), the State, and the fictive bodies.
 * Their SIRET is computed (establishment 0001) and marked to be confirmed; what they require is not known.
 */
export function starterEntries(communes: readonly CommuneRow[], groupings: readonly GroupingRow[]): DirectoryEntry[] {
  const entries: DirectoryEntry[] = [...trainingEntries, stateEntry];
  const byCode = new Map<string, DirectoryEntry>();
  const common = { origin: 'open', siretCertain: false, requires: 'unknown', main: true } as const;
  for (const row of communes) {
    if (row.type !== 'commune-actuelle' || !row.siren) continue;
    const entry = entryOf({
      ...common,
      siret: guessedSiret(row.siren),
      name: nameWithTown('Commune', row.nom),
      town: row.nom,
      postcode: row.codesPostaux?.[0] ?? '',
      kind: 'commune',
      population: row.population ?? 0,
    });
    byCode.set(row.code, entry);
    entries.push(entry);
  }
  // A commune that merged keeps its name in people's mouths: it leads to the one that pays now.
  for (const row of communes) {
    if (row.type !== 'commune-deleguee' && row.type !== 'commune-associee') continue;
    const payer = byCode.get(row.chefLieu ?? '');
    if (payer && payer.town !== row.nom) payer.aliases.push(nameWithTown('Ancienne commune', row.nom));
  }
  for (const row of groupings) {
    // Its seat is not in the data: the town shown is its most populous member.
    const seat = [...row.membres].sort((a, b) => (b.populationTotale ?? 0) - (a.populationTotale ?? 0))[0];
    const town = seat ? byCode.get(seat.code) : undefined;
    entries.push(
      entryOf({
        ...common,
        siret: guessedSiret(row.code),
        name: groupingName(row),
        town: town?.town ?? '',
        postcode: town?.postcode ?? '',
        kind: 'grouping',
        population: row.populationTotale ?? 0,
      }),
    );
  }
  return entries;
}
