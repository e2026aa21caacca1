import type { Family } from '../../../invoice/rules/rule.ts';
import type { Profile, Syntax } from '../index.ts';
import { childrenOf, type XmlNode } from '../tree.ts';

/** A rule on the XML itself: what EN 16931-3 and Factur-X allow of each syntax, beyond the business terms. */
export interface SyntaxRule {
  id: string;
  family: Family;
  source: string;
  syntax: Syntax;
  /** Profiles it is made for; absent: every file of the syntax that is judged by the whole norm. */
  profiles?: readonly Profile[];
  severity: 'error' | 'warning';
  message: string;
  remedy: string;
  /** Paths of the elements that break the rule. */
  find(root: XmlNode, profile: Profile): Iterable<string>;
}

export interface Place {
  node: XmlNode;
  path: string;
}

/** Every element below the root, and the root, with its path; namesakes are numbered from one. */
export function* everywhere(node: XmlNode, path = `/${node.name}`): Generator<Place> {
  yield { node, path };
  for (const child of childrenOf(node, path)) yield* everywhere(child.node, child.path);
}

/** The elements whose path, positions left out, ends with the steps given ("A/B"); a leading "/" demands the whole path. */
export function* at(root: XmlNode, steps: string): Generator<Place> {
  for (const place of everywhere(root)) {
    const plain = place.path.replace(/\[\d+\]/g, '');
    if (steps.startsWith('/') ? plain === steps : plain === steps || plain.endsWith(`/${steps}`)) yield place;
  }
}

const remedy = 'Refaites le fichier avec Coursier, ou montrez ce message à l’éditeur de votre logiciel.';

interface Facts {
  id: string;
  syntax: Syntax;
  family?: Family;
  source?: string;
  profiles?: readonly Profile[];
  severity?: 'error' | 'warning';
}

export function rule(facts: Facts, message: string, find: SyntaxRule['find']): SyntaxRule {
  const family = facts.family ?? 'EN 16931';
  return {
    severity: 'error',
    source: `${family === 'Factur-X' ? 'Factur-X 1.09' : 'EN 16931-3'}, ${facts.id}`,
    ...facts,
    family,
    message,
    remedy,
    find,
  };
}

/** At most `most` children of that name under each element at `steps`. */
export function atMost(facts: Facts, steps: string, child: string, most = 1): SyntaxRule {
  return rule(facts, `L’élément ${child} est répété dans ${lastOf(steps)}.`, function* (root) {
    for (const { node, path } of at(root, steps)) if (descend(node, child).length > most) yield path;
  });
}

export function exactly(facts: Facts, steps: string, child: string): SyntaxRule {
  return rule(facts, `L’élément ${child} doit figurer une fois et une seule dans ${lastOf(steps)}.`, function* (root) {
    for (const { node, path } of at(root, steps)) if (descend(node, child).length !== 1) yield path;
  });
}

/** None of those children. One rule each: `numbered` pairs the identifier with the child's name. */
export function never(syntax: Syntax, steps: string, numbered: readonly (readonly [id: string, child: string])[]): SyntaxRule[] {
  return numbered.map(([id, child]) =>
    rule({ id, syntax }, `L’élément ${child} n’a pas sa place dans ${lastOf(steps)}.`, function* (root) {
      for (const { node, path } of at(root, steps)) for (const found of descend(node, child)) yield `${path}/${found.name}`;
    }),
  );
}

/** None of those attributes on the elements chosen. */
export function bare(
  syntax: Syntax,
  chosen: (place: Place) => boolean,
  numbered: readonly (readonly [id: string, attribute: string])[],
): SyntaxRule[] {
  return numbered.map(([id, attribute]) =>
    rule({ id, syntax }, `L’attribut ${attribute} n’a pas sa place ici.`, function* (root) {
      for (const place of everywhere(root)) if (place.node.attribute(attribute) !== '' && chosen(place)) yield place.path;
    }),
  );
}

/** Children at the end of "A/B". */
export function descend(node: XmlNode, steps: string): XmlNode[] {
  return steps.split('/').reduce<XmlNode[]>((nodes, step) => nodes.flatMap((each) => each.all(step)), [node]);
}

function lastOf(steps: string): string {
  return steps.split('/').at(-1) ?? steps;
}
