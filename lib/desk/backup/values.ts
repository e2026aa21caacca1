/**
 * The named values of the store as a backup takes them: whatever is plain JSON, but secrets, keys and what speaks of this device alone.
 * A value added by a later version goes along without a line here.
 */

/** Names that never leave: secrets and keys, what a restore or a backup notes of itself, what was learnt of this device. */
const staying = /^(credentials|vault|device|restore|backup)|secret|password|(^|-)key($|-)/i;

/** Set once the articles were learnt from the invoices of this device: see `article-memory.ts`. */
export const SEEDED = 'articles-seeded';

export function leaves(name: string): boolean {
  return !staying.test(name);
}

/** What JSON gives back as it was: no key, no bytes, no date. Depth is bounded, since a hostile file is read by it too. */
export function isPlain(value: unknown, depth = 0): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth > 24) return false;
  if (Array.isArray(value)) return value.every((item) => isPlain(item, depth + 1));
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  return Object.entries(value).every(([key, item]) => key !== '__proto__' && (item === undefined || isPlain(item, depth + 1)));
}

export function leavingValues(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => leaves(name) && value !== undefined && isPlain(value)));
}

type Plain = Record<string, unknown>;
const isRecord = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value);
const isEmpty = (value: unknown) => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** What names an element of a list, so that two lists of one kind can be united. */
function nameOf(item: unknown): string | null {
  if (typeof item === 'string' || typeof item === 'number') return String(item);
  if (!isRecord(item)) return null;
  for (const key of ['id', 'key', 'siret', 'name', 'date', 'from'])
    if (typeof item[key] === 'string' && item[key] !== '') return `${key}:${item[key]}`;
  return null;
}

/** What this device has stays; what it has not, or left empty, is filled from the backup. */
export function filled(here: unknown, saved: unknown): unknown {
  if (isEmpty(here)) return isEmpty(saved) ? here : saved;
  if (isRecord(here) && isRecord(saved)) {
    const result: Plain = { ...here };
    for (const [key, value] of Object.entries(saved)) if (key !== '__proto__') result[key] = filled(here[key], value);
    return result;
  }
  if (Array.isArray(here) && Array.isArray(saved)) {
    const known = new Map(here.map((item) => [nameOf(item), item]));
    // Elements without a name cannot be told apart: this device's list stands.
    if (known.has(null) || saved.some((item) => nameOf(item) === null)) return here;
    const others = new Map(saved.map((item) => [nameOf(item), item]));
    return [...here.map((item) => filled(item, others.get(nameOf(item)))), ...saved.filter((item) => !known.has(nameOf(item)))];
  }
  return here;
}
