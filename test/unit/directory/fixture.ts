import { type Directory, type DirectoryEntry, entryOf, openDirectory, pack } from '../../../lib/directory/index.ts';
import { siretFromParts } from '../../../lib/directory/siret.ts';
import { stateEntry, trainingEntries } from '../../../lib/directory/starter.ts';

let next = 1;
/** An invented public body with a SIRET whose keys hold. */
export function body(name: string, town: string, postcode: string, more: Partial<DirectoryEntry> = {}): DirectoryEntry {
  const siret = siretFromParts(`21${String(next++).padStart(6, '0')}`, '0001');
  return entryOf({ siret, name, town, postcode, kind: 'commune', ...more });
}

export const entries: DirectoryEntry[] = [
  body('Commune de Saint-Étienne', 'Saint-Étienne', '42000', { population: 170_000 }),
  body('Commune de Saint-Étienne-du-Bois', 'Saint-Étienne-du-Bois', '01370', { population: 2500 }),
  body('Commune de Saint-Denis', 'Saint-Denis', '93200', { population: 150_000 }),
  body('Commune de Saint-Denis', 'Saint-Denis', '97400', { population: 153_000 }),
  body('Commune de La Croix-du-Perche', 'La Croix-du-Perche', '28480', { population: 200 }),
  body('Commune de Croix', 'Croix', '59170', { population: 21_000 }),
  body('Commune du Havre', 'Le Havre', '76600', { population: 165_000 }),
  body('Commune de Fonsorbes', 'Fonsorbes', '31470', { population: 12_000 }),
  body('Commune de Vitré', 'Vitré', '35500', { population: 18_000 }),
  body('Commune de Prunay-Belleville', 'Prunay-Belleville', '10350', { population: 250 }),
  body("Centre communal d'action sociale de Vitré", 'Vitré', '35500', { kind: 'social' }),
  body('Centre hospitalier universitaire de Nantes', 'Nantes', '44000', { kind: 'hospital' }),
  body('Lycée Condorcet', 'Vitré', '35500', { kind: 'school' }),
  body('Lycée Condorcet', 'Saint-Étienne', '42000', { kind: 'school' }),
  body('Collège Jacques Prévert', 'Coutances', '50200', { kind: 'school' }),
  body('Communauté de communes Osartis Marquion', 'Prunay-Belleville', '10350', { kind: 'grouping' }),
  body("Service départemental d'incendie et de secours d'Ille-et-Vilaine", 'Rennes', '35000', { kind: 'fire' }),
  body("CENTRE NATIONAL DU CINEMA ET DE L'IMAGE ANIMEE", 'Paris', '75012', { kind: 'operator' }),
  entryOf({ siret: '35600000000048', name: 'La Poste', kind: 'other' }),
  stateEntry,
  ...trainingEntries,
];

export const directory: Directory = openDirectory(pack(entries));
