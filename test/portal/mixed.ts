/**
 * The fault « formes-melees »: the same answer in the shapes that real gateways have been seen to write (chorus-pro.md §2, §3.1: three shapes of dates,
 * nulls everywhere, an object where a list is meant), and in those that JSON writers in Java are known for (dates in milliseconds, numbers as texts).
 */
const DAY = /^\d{4}-\d\d-\d\d/;
const isDate = (name: string, value: unknown): value is string => /date/i.test(name) && typeof value === 'string' && DAY.test(value);

function dateAs(value: string, turn: number): unknown {
  const day = value.slice(0, 10);
  if (turn % 3 === 0) return `${day}T00:00:00.000+01:00`;
  if (turn % 3 === 1) return `${day} 00:00`;
  return Date.parse(`${day}T00:00:00+01:00`);
}

/** `turn` chooses which shape each member takes first; successive members take successive shapes. */
export function mixed(value: unknown, turn: number): unknown {
  let count = turn;
  const walk = (name: string, member: unknown): unknown => {
    if (Array.isArray(member)) {
      if (member.length === 0) return null;
      const items = member.map((item) => walk('', item));
      return items.length === 1 ? items[0] : items;
    }
    if (typeof member === 'object' && member !== null) {
      const entries = Object.entries(member).map(([key, inner]) => [key, walk(key, inner)] as const);
      return { ...Object.fromEntries(entries), champInconnuEntrainement: { valeur: null } };
    }
    if (isDate(name, member)) return dateAs(member, count++);
    if (typeof member === 'number') {
      if (/montant/i.test(name)) return member.toFixed(6);
      return count++ % 2 === 0 || /^id|Id$/.test(name) ? String(member) : member;
    }
    return member;
  };
  return walk('', value);
}
