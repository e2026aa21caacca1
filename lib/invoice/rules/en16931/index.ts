import type { NormRule } from '../rule.ts';
import { codeRules } from './codes.ts';
import { otherRules } from './others.ts';
import { presenceRules } from './presence.ts';
import { decimalRules, totalRules } from './totals.ts';
import { vatRules } from './vat.ts';

/** EN 16931-1, its business rules and code lists, on business terms. */
export const en16931Rules: readonly NormRule[] = [...presenceRules, ...otherRules, ...vatRules, ...totalRules, ...decimalRules, ...codeRules];
