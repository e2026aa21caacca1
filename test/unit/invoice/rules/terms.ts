import { Group, type GroupId, type TermId } from '../../../../lib/invoice/norm/document.ts';
import type { NormContext, NormRule } from '../../../../lib/invoice/rules/rule.ts';

/** A term: its text, or the list text, scheme, version, place; "" is an element without text. */
export type Value = string | readonly string[];
/** A group as a literal: `{ 'BT-1': 'F1', 'BG-4': { 'BT-29': [['732…', '0009']] } }`. Arrays are repeated terms or groups. */
export interface Literal {
  [id: string]: Value | readonly Value[] | Literal | readonly Literal[];
}
/** What changes in a literal, by path: `{ 'BG-25.0.BG-29.BT-146': '-1' }`. Undefined takes away. */
export type Patch = Readonly<Record<string, Literal[string] | undefined>>;

const isGroup = (id: string) => /^BG-|^EXT-FR-FE-BG-/.test(id);
const isValue = (item: unknown): item is Value =>
  typeof item === 'string' || (Array.isArray(item) && item.length > 1 && item.every((part) => typeof part === 'string'));

/** The document that a literal describes. */
export function documentOf(literal: Literal): Group {
  return fill(new Group('invoice'), literal);
}

function fill(group: Group, literal: Literal): Group {
  for (const [id, content] of Object.entries(literal)) {
    if (isGroup(id)) {
      for (const [index, child] of (Array.isArray(content) ? content : [content]).entries())
        group.add(fill(new Group(id as GroupId, `${group.field}/${id}${index}`), child as Literal));
      continue;
    }
    for (const item of isValue(content) ? [content] : (content as readonly Value[])) {
      const [value = '', scheme = '', version = '', field = `${group.field}/${id}`] = typeof item === 'string' ? [item] : item;
      if (value === '') group.setBlank(id as TermId, field);
      else group.set(id as TermId, value, { scheme, version, field });
    }
  }
  return group;
}

/** A copy of the literal with the patch applied. */
export function patched(literal: Literal, patch: Patch): Literal {
  const copy = structuredClone(literal) as Literal;
  for (const [path, value] of Object.entries(patch)) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let here: Record<string, unknown> = copy;
    for (const key of keys) {
      here[key] ??= {};
      here = here[key] as Record<string, unknown>;
    }
    if (value === undefined) delete here[last];
    else here[last] = value;
  }
  return copy;
}

/** Whether the rule finds something wrong. */
export function speaks(rule: NormRule, literal: Literal, context: Partial<NormContext> = {}): boolean {
  return [...rule.judge(documentOf(literal), { target: 'afnor', syntax: 'cii', profile: null, ...context })].length > 0;
}

/** The baker's invoice as a file for an approved platform. */
export const baker: Literal = {
  'BT-1': 'F2026-118',
  'BT-2': '2026-11-20',
  'BT-3': '380',
  'BT-5': 'EUR',
  'BT-9': '2026-12-20',
  'BT-12': 'M2026-031',
  'BT-13': 'BC2026-0457',
  'BT-20': '30 jours',
  'BG-1': [
    { 'BT-21': 'PMT', 'BT-22': 'Indemnité de 40 €' },
    { 'BT-21': 'PMD', 'BT-22': 'Pénalités de retard' },
    { 'BT-21': 'AAB', 'BT-22': 'Pas d’escompte' },
  ],
  'BG-2': { 'BT-23': 'B1', 'BT-24': 'urn:cen.eu:en16931:2017' },
  'BG-4': {
    'BT-27': 'Boulangerie Martin EI',
    'BT-29': [['73282932000074', '0009']],
    'BT-30': ['732829320', '0002'],
    'BT-34': ['732829320', '0225'],
    'BG-5': { 'BT-35': '3 place du Marché', 'BT-37': 'Landrecies', 'BT-38': '59550', 'BT-40': 'FR' },
    'BG-6': [{ 'BT-41': 'Anne Martin' }],
  },
  'BG-7': {
    'BT-44': 'Mairie de Fontaine',
    'BT-46': [
      ['21590242000011', '0009'],
      ['CANTINE01', '0224'],
    ],
    'BT-47': ['215902420', '0002'],
    'BT-49': ['215902420_21590242000011', '0225'],
    'BG-9': [{ 'BT-56': 'Service finances' }],
  },
  'BG-13': { 'BT-72': '2026-11-20', 'BG-14': { 'BT-73': '2026-11-01', 'BT-74': '2026-11-20' } },
  'BG-16': { 'BT-81': '30', 'BG-17': { 'BT-84': 'FR7630006000011234567890189' } },
  'BG-22': { 'BT-106': '76.40', 'BT-109': '76.40', 'BT-110': ['0.00', 'EUR'], 'BT-112': '76.40', 'BT-115': '76.40' },
  'BG-23': [{ 'BT-116': '76.40', 'BT-117': '0.00', 'BT-118': 'E', 'BT-119': '0', 'BT-120': 'TVA non applicable', 'BT-121': 'VATEX-FR-FRANCHISE' }],
  'BG-25': [
    {
      'BT-126': '1',
      'BT-129': '12',
      'BT-131': '38.40',
      'BG-29': { 'BT-146': '3.20' },
      'BG-30': { 'BT-151': 'E', 'BT-152': '0' },
      'BG-31': { 'BT-153': 'Pain', 'BG-32': [{ 'BT-160': 'Poids', 'BT-161': '500 g' }] },
    },
    {
      'BT-126': '2',
      'BT-129': '40',
      'BT-131': '38.00',
      'BG-29': { 'BT-146': '0.95' },
      'BG-30': { 'BT-151': 'E', 'BT-152': '0' },
      'BG-31': { 'BT-153': 'Baguette' },
    },
  ],
};

function head(id: string, seller: string, number: string, net: string): Literal {
  return {
    'BT-126': id,
    'BT-128': [
      [number, 'AFL'],
      ['S1', 'AVV'],
    ],
    'BT-131': net,
    'EXT-FR-FE-163': 'GROUP',
    'EXT-FR-FE-164': `Vendeur ${seller}`,
    'EXT-FR-FE-167': [[seller, '0002']],
    'EXT-FR-FE-177': 'FR',
    'EXT-FR-FE-181': [['20.00', 'EUR']],
    'EXT-FR-FE-184': '120.00',
  };
}

function detail(id: string, parent: string, seller: string, number: string, net: string): Literal {
  return {
    'BT-126': id,
    'BT-128': [
      [number, 'AFL'],
      ['S1', 'AVV'],
    ],
    'BT-129': '1',
    'BT-131': net,
    'EXT-FR-FE-162': parent,
    'EXT-FR-FE-163': 'DETAIL',
    'EXT-FR-FE-167': [[seller, '0002']],
    'BG-29': { 'BT-146': net },
    'BG-30': { 'BT-151': 'S', 'BT-152': '20', 'EXT-FR-FE-178': `#${number}# TVA` },
  };
}

/** One file for two sellers (S8), or for the two sides of an exchange (S9): two heads, one line each. */
export function several(framework: 'S8' | 'S9'): Literal {
  const [second, number] = framework === 'S8' ? ['812345671', 'G-1'] : ['215902420', 'G-1'];
  return patched(baker, {
    'BT-3': framework === 'S8' ? '380' : '389',
    'BG-2.BT-23': framework,
    'BG-23': [
      { 'BT-116': '100.00', 'BT-117': '20.00', 'BT-118': 'S', 'BT-119': '20', 'BT-120': '#F2026-118# TVA' },
      { 'BT-116': '100.00', 'BT-117': '20.00', 'BT-118': 'S', 'BT-119': '20', 'BT-120': `#${number}# TVA` },
    ],
    'BG-25': [
      head('1', '732829320', 'F2026-118', '100.00'),
      detail('1.1', '1', '732829320', 'F2026-118', '100.00'),
      head('2', second, number, '100.00'),
      detail('2.1', '2', second, number, '100.00'),
    ],
  });
}
