import type { Requirement } from '../invoice/requirement.ts';

/** Kinds of public body that change what a supplier must know: payment term (30 or 50 days), who pays, how codes work. */
export const recipientKinds = [
  'state',
  'commune',
  'grouping',
  'department',
  'region',
  'school',
  'hospital',
  'social',
  'fire',
  'operator',
  'other',
] as const;
export type RecipientKind = (typeof recipientKinds)[number];

export interface Service {
  code: string;
  name: string;
  active: boolean;
  /** This service demands an engagement number even when its structure does not (GestionEGMT). */
  requiresEngagement: boolean;
}

export interface Recipient {
  siret: string;
  siren: string;
  name: string;
  town: string;
  postcode: string;
  kind: RecipientKind;
  requires: Requirement;
  services: Service[];
  /** False: the SIRET was computed (SIREN + 0001 + key), to be confirmed before sending. */
  siretCertain: boolean;
  /** "official" portal data, "open" redistributable lists, "training" fictive structures, "user" typed or used before. */
  origin: 'official' | 'open' | 'training' | 'user';
  /** False: closed or not active in the portal: shown with its successor where known, never proposed first. Absent means active. */
  active?: boolean;
  /** SIRET of the body that took over, where the data says it. */
  successor?: string;
  /** Main budget of its SIREN; false for an annex budget or a secondary establishment. Absent means not known. */
  main?: boolean;
  /** Receives only works invoices (EstMOAUniquement): an ordinary supplier cannot bill it. */
  worksOnly?: boolean;
  /** True: the services are in a part of the directory that is not on this device yet; `services` is empty until it is. */
  servicesElsewhere?: boolean;
}

/**
 * What made a recipient a match: its number; billed before; one of its services; a name that it had or has beside its own; its postcode alone; its name whole,
 * in part, by a short form or under another spelling; its town.
 */
export const matchReasons = [
  'siret',
  'siren',
  'used-before',
  'service',
  'former-name',
  'other-name',
  'postcode',
  'exact-name',
  'name',
  'abbreviation',
  'spelling',
  'town',
] as const;
export type MatchReason = (typeof matchReasons)[number];

/** One hit. `score` 0 to 1; `sure`: may be filled without asking. */
export interface Match {
  recipient: Recipient;
  score: number;
  reason: MatchReason;
  sure: boolean;
  /** Codes of the recipient's services whose names matched, best first; absent when the structure itself matched. */
  services?: string[];
  /** The other name that matched (a former commune, a sigle), when it is not the recipient's own. */
  alias?: string;
}
