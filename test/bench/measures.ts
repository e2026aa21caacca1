/** Text as compared: one kind of apostrophe, dash and space. */
export const plain = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[’‘`´]/g, "'")
    .replace(/[–—]/g, '-')
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim();

/** Least edits to find `needle` anywhere in `hay` (Sellers). */
export function substringDistance(needle: string, hay: string): number {
  let previous = new Uint16Array(hay.length + 1);
  let current = new Uint16Array(hay.length + 1);
  for (let i = 1; i <= needle.length; i++) {
    current[0] = i;
    const code = needle.charCodeAt(i - 1);
    for (let j = 1; j <= hay.length; j++) {
      const same = previous[j - 1]! + (hay.charCodeAt(j - 1) === code ? 0 : 1);
      current[j] = Math.min(same, previous[j]! + 1, current[j - 1]! + 1);
    }
    [previous, current] = [current, previous];
  }
  let best = needle.length;
  for (const value of previous) if (value < best) best = value;
  return best;
}

/** Character errors of the printed lines of at least 4 characters against what was read, whatever the order. */
export function characterErrors(printed: string[], read: string): { errors: number; letters: number } {
  const hay = plain(read.replace(/\n/g, ' '));
  let errors = 0;
  let letters = 0;
  for (const line of printed) {
    const needle = plain(line);
    if (needle.length < 4) continue;
    errors += substringDistance(needle, hay);
    letters += needle.length;
  }
  return { errors, letters };
}

const months = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'];

/** Spellings under which a field may stand on the page, spaces removed, capitals. */
function spellings(name: string, value: string): string[] {
  if (name === 'issueDate') {
    const [y, m, d] = value.split('-') as [string, string, string];
    const month = months[Number(m) - 1]!;
    const out = [];
    for (const day of [d, String(Number(d))])
      for (const sep of ['/', '.', '-']) out.push(`${day}${sep}${m}${sep}${y}`, `${day}${sep}${m}${sep}${y.slice(2)}`);
    out.push(`${Number(d)}${month}${y}`, `${d}${month}${y}`, `${Number(d)}er${month}${y}`, value);
    return out.map((s) => s.toUpperCase());
  }
  if (name === 'totalGross' || name === 'totalNet') return [value.replace('.', ','), value];
  return [value.replace(/\s/g, '').toUpperCase()];
}

/** Whether the field's exact value stands somewhere in the text, spaces aside. */
export function fieldPresent(name: string, value: string, text: string): boolean {
  const hay = text
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace(/[–—]/g, '-')
    .toUpperCase();
  return spellings(name, value).some((spelling) => hay.includes(spelling));
}
