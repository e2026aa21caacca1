import type { NormRule } from '../rule.ts';
import { amountRules } from './amounts.ts';
import { dateRules } from './dates.ts';
import { documentRules } from './documents.ts';
import { noteRules } from './notes.ts';
import { numberRules } from './numbers.ts';
import { partyRules } from './parties.ts';
import { sellerRules } from './sellers.ts';
import { vatRules } from './vat.ts';

/** The official French rules (XP Z12-012, set BR-FR « Flux 2 »), in the order in which a user meets the fields. */
export const brfrRules: readonly NormRule[] = [
  ...numberRules,
  ...dateRules,
  ...documentRules,
  ...partyRules,
  ...noteRules,
  ...vatRules,
  ...amountRules,
  ...sellerRules,
];
