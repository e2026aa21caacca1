import { structures, type TrainingStructure } from '../data.ts';
import { known, structureIn } from '../known.ts';
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
  const hits = structures
    .map((structure) => known(portal, structure) ?? structure)
    .filter(
      (structure) =>
        structure.identifiantStructure.startsWith(siret) &&
        words.every((word) => fold(structure.designationStructure).includes(word)) &&
        fold(`${structure.codePostal} ${structure.ville}`).includes(town),
    );
  if (hits.length === 0 && words.length === 0 && !town) {
    const other = structureIn(portal, siret);
    if (other) hits.push(other);
  }
  return hits.map(hitOf);
}

export function structureAt(portal: Portal, siret: string): TrainingStructure | null {
  return structureIn(portal, siret.replace(/\s/g, ''));
}

/** Active services whose code holds the words. Of a structure that the portal knows by its number alone, any code that is asked for exists. */
export function servicesAt(portal: Portal, siret: string, words = ''): { code: string; name: string }[] {
  const services = structureAt(portal, siret)?.services.filter((service) => service.estActif) ?? [];
  const found = services
    .filter((service) => fold(service.codeService).includes(fold(words.trim())))
    .map((service) => ({ code: service.codeService, name: service.libelleService }));
  if (services.length > 0 || !words.trim() || !structureAt(portal, siret)) return found;
  return [{ code: words.trim().slice(0, 100), name: `Service ${words.trim().slice(0, 100)} (entraînement)` }];
}
