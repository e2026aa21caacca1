import { type CheckContext, judge, type Problem, type Target } from '../../invoice/check.ts';
import { type Described, readFile } from './index.ts';
import { invoiceOf } from './invoice.ts';
import { basicNumbers } from './rules/factur-x.ts';
import { syntaxProblems } from './rules/index.ts';

export interface Judged extends Described {
  problems: Problem[];
}

/**
 * What the norm refuses in an e-invoice and, with a target, what that target refuses too. Null when the XML is no invoice. Throws Fault `xml-broken` or
 * `xml-hostile`. `field` of a problem is the path of the element in the file.
 */
export function judgeFile(bytes: Uint8Array, target: Target | null, context: CheckContext = {}): Judged | null {
  const file = readFile(bytes);
  if (!file) return null;
  const { syntax, profile, guideline, document, root } = file;
  const problems = [...syntaxProblems(root, syntax, profile), ...judge(document, invoiceOf(document), { ...context, target, syntax, profile })];
  return { syntax, profile, guideline, problems: profile === 'basic' ? [...problems, ...renumbered(problems)] : problems };
}

/** BASIC's own numbers for the same findings. */
function renumbered(problems: readonly Problem[]): Problem[] {
  return problems.flatMap((problem) => {
    const rule = basicNumbers.get(problem.rule);
    return rule ? [{ ...problem, rule }] : [];
  });
}
