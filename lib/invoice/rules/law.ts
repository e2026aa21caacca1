import { dateRules } from './law/dates.ts';
import { franchiseRules } from './law/franchise.ts';
import { mentionRules } from './law/mentions.ts';
import { partyRules } from './law/parties.ts';
import { vatRules } from './law/vat.ts';
import type { Rule } from './rule.ts';

/** What the law asks for on the invoice's date, in the order in which a user meets the fields. Which mention has which rule: README.md. */
export const lawRules: readonly Rule[] = [...dateRules, ...partyRules, ...mentionRules, ...franchiseRules, ...vatRules];
