import { amountRules } from './amounts.ts';
import { chorusRules } from './chorus.ts';
import { identityRules } from './identity.ts';
import { lawRules } from './law.ts';
import type { Rule } from './rule.ts';

/** Every rule, in the order in which a user meets the fields. */
export const rules: readonly Rule[] = [...chorusRules, ...identityRules, ...lawRules, ...amountRules];
