import type { Problem } from '../../../invoice/check.ts';
import type { Profile, Syntax } from '../index.ts';
import type { XmlNode } from '../tree.ts';
import { ciiRules } from './cii.ts';
import { facturxRules } from './factur-x.ts';
import type { SyntaxRule } from './syntax.ts';
import { ublRules } from './ubl.ts';

/** Every rule on the XML itself. */
export const syntaxRules: readonly SyntaxRule[] = [...ciiRules, ...ublRules, ...facturxRules];

/** What the syntax and the profile refuse in this file. */
export function syntaxProblems(root: XmlNode, syntax: Syntax, profile: Profile): Problem[] {
  const problems: Problem[] = [];
  for (const rule of syntaxRules) {
    if (rule.syntax !== syntax || !concerned(rule, profile)) continue;
    for (const field of rule.find(root, profile))
      problems.push({ rule: rule.id, field, severity: rule.severity, message: rule.message, remedy: rule.remedy });
  }
  return problems;
}

/** The rules of EN 16931-3 judge whoever claims the whole norm; MINIMUM, BASIC WL and EXTENDED are judged by the rules made for them. */
function concerned({ profiles }: SyntaxRule, profile: Profile): boolean {
  return profiles ? profiles.includes(profile) : profile !== 'minimum' && profile !== 'basicwl' && profile !== 'extended';
}
