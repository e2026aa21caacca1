import { structureOf, structures, type TrainingService, type TrainingStructure } from '../data.ts';
import type { Portal } from '../state.ts';

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

export interface StructureHit {
  siret: string;
  name: string;
  town: string;
}

const hitOf = ({ identifiantStructure, designationStructure, codePostal, ville }: TrainingStructure): StructureHit => ({
  siret: identifiantStructure,
  name: designationStructure,
  town: `${codePostal} ${ville}`,
});

/** By SIRET (its beginning is enough), words of the name, town: all that is given must agree. Nothing given, nothing found. */
export function searchStructures(portal: Portal, asked: { siret?: string; name?: string; town?: string }): StructureHit[] {
  const siret = (asked.siret ?? '').replace(/\s/g, '');
  const words = fold(asked.name ?? '')
    .split(/\s+/)
    .filter(Boolean);
  const town = fold(asked.town ?? '').trim();
  if (!siret && words.length === 0 && !town) return [];
  const hits = structures.filter(
    (structure) =>
      structure.identifiantStructure.startsWith(siret) &&
      words.every((word) => fold(structure.designationStructure).includes(word)) &&
      fold(`${structure.codePostal} ${structure.ville}`).includes(town),
  );
  if (hits.length === 0 && words.length === 0 && !town) {
    const other = structureOf(siret, !portal.has('annuaire-ferme'));
    if (other) hits.push(other);
  }
  return hits.map(hitOf);
}

export function structureAt(portal: Portal, siret: string): TrainingStructure | null {
  return structureOf(siret.replace(/\s/g, ''), !portal.has('annuaire-ferme'));
}

export function servicesAt(portal: Portal, siret: string): TrainingService[] {
  return structureAt(portal, siret)?.services.filter((service) => service.estActif) ?? [];
}
