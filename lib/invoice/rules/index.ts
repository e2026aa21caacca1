import { amountRules } from './amounts.ts';
import { brfrRules } from './brfr/index.ts';
import { chorusRules } from './chorus.ts';
import { chorusFileRules } from './chorus-file.ts';
import { cproRules } from './cpro.ts';
import { en16931Rules } from './en16931/index.ts';
import { identityRules } from './identity.ts';
import { lawRules } from './law.ts';
import { recipientRules } from './recipient.ts';
import type { Rule } from './rule.ts';

/** Every rule, in the order in which a user meets the fields. The official French set and what only a file can break come last. */
export const rules: readonly Rule[] = [
  ...chorusRules,
  ...recipientRules,
  ...identityRules,
  ...en16931Rules,
  ...lawRules,
  ...amountRules,
  ...brfrRules,
  ...cproRules,
  ...chorusFileRules,
];
