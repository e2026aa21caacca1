import { structureOf, type TrainingService, type TrainingStructure } from './data.ts';
import type { Portal } from './state.ts';

/** Numbers of the services that a test made known, above those of the fictive structures. */
const FIRST_TAUGHT = 20_000_000;

/** A structure as this portal knows it: with the name and the services that a bench gave it, and all its own. */
export function known(portal: Portal, structure: TrainingStructure | null): TrainingStructure | null {
  const taught = structure && portal.state.taught[structure.identifiantStructure];
  if (!structure || !taught) return structure;
  const services: TrainingService[] = taught.services.map(({ code, name }, rank) => ({
    idService: FIRST_TAUGHT + rank,
    codeService: code,
    libelleService: name,
    estActif: true,
    numeroEngagement: false,
  }));
  return { ...structure, designationStructure: taught.name || structure.designationStructure, services: [...structure.services, ...services] };
}

export const structureIn = (portal: Portal, siret: string): TrainingStructure | null =>
  known(portal, structureOf(siret, !portal.has('annuaire-ferme')));
