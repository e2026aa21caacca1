import type { Requirement } from '../invoice/requirement.ts';
import type { RecipientKind, Service } from './recipient.ts';

/** One structure as the builders give it, before packing. */
export interface DirectoryEntry {
  /** 14 digits. The two keys are recomputed when packing; a SIRET whose keys do not fit is kept whole. */
  siret: string;
  name: string;
  /** "" when not known. */
  town: string;
  /** Five digits or "". */
  postcode: string;
  kind: RecipientKind;
  requires: Requirement;
  siretCertain: boolean;
  origin: 'official' | 'open' | 'training' | 'user';
  active: boolean;
  worksOnly: boolean;
  /** Main budget of its SIREN; null lets the packer choose (shortest name, lowest number). */
  main: boolean | null;
  /** Inhabitants; 0 when not a territory. Only its order of magnitude is kept, to rank homonyms. */
  population: number;
  services: Service[];
  /** Other names under which it is looked for: former communes, sigles. */
  aliases: string[];
  /** SIRET that took over, "" when none. */
  successor: string;
}

export function entryOf(partial: Pick<DirectoryEntry, 'siret' | 'name'> & Partial<DirectoryEntry>): DirectoryEntry {
  return {
    town: '',
    postcode: '',
    kind: 'other',
    requires: 'unknown',
    siretCertain: true,
    origin: 'official',
    active: true,
    worksOnly: false,
    main: null,
    population: 0,
    services: [],
    aliases: [],
    successor: '',
    ...partial,
  };
}
