import type { Requirement } from '../invoice/requirement.ts';

/** Kinds of public body that change what a supplier must know: payment term (30 or 50 days), who pays, how codes work. */
export const recipientKinds = ['state', 'commune', 'grouping', 'department', 'region', 'school', 'hospital', 'social', 'fire', 'operator', 'other'] as const;
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
}

/** One hit. `score` 0 to 1; `reason` says what matched ('siret', 'siren', 'name', 'town', 'postcode', 'used-before'); `sure`: may be filled without asking. */
export interface Match {
  recipient: Recipient;
  score: number;
  reason: string;
  sure: boolean;
}
