import { Big } from 'big.js';
import { addDays, isIsoDate } from '../invoice/dates.ts';
import type { Line } from '../invoice/model.ts';
import { isDecimal, sameAmount, sum } from '../invoice/money.ts';
import { folded } from './articles.ts';
import type { DeliveryNote } from './delivery-note.ts';
import { percentOf, withAmount } from './lines.ts';

/** Several delivery notes as the lines of one invoice. Pure. */

/** Longest note that the portal takes, in characters (BR-FR-CPRO, BT-127 as the invoice's own notes). */
const NOTE_LENGTH = 1024;

interface Part {
  note: DeliveryNote;
  line: Line;
}

const countable = (line: Line) => isDecimal(line.quantity) && isDecimal(line.netPrice);

/** Discounts of one reason are one term, whatever they amount to: those in euros add up, those in percent follow the sum. */
const termsOf = ({ allowances }: Line) => JSON.stringify(allowances.map(({ charge, reason }) => [charge, reason]));

/** Two lines are one article at one price when nothing that prints of them differs but the quantity. */
function sameArticle(left: Line, right: Line): boolean {
  return (
    countable(left) &&
    countable(right) &&
    folded(left.name) === folded(right.name) &&
    left.unit === right.unit &&
    left.description.trim() === right.description.trim() &&
    left.reference === right.reference &&
    left.vatCategory === right.vatCategory &&
    sameAmount(left.netPrice, right.netPrice) &&
    (left.vatRate === right.vatRate || sameAmount(left.vatRate, right.vatRate)) &&
    termsOf(left) === termsOf(right)
  );
}

function addedUp(parts: readonly [Part, ...Part[]]): Line {
  const [{ line }] = parts;
  if (!countable(line)) return line;
  const quantity = parts.reduce((total, part) => total.plus(part.line.quantity), new Big(0)).toFixed();
  const allowances = line.allowances.map((item, rank) =>
    percentOf(item.reason) === '' ? { ...item, amount: sum(parts.map((part) => part.line.allowances[rank]?.amount ?? '0')) } : item,
  );
  return withAmount({ ...line, quantity, allowances });
}

const shortDay = (date: string) => (isIsoDate(date) ? `${date.slice(8, 10)}/${date.slice(5, 7)}` : date);
const comma = (quantity: string) => quantity.replace('.', ',');

/**
 * What the line bills, for who checks it: « Livré les 16/11 (12), 17/11 (10) », or the numbers of the notes where there are some. When the whole would
 * be too long for the portal the quantities go first.
 */
function noteOf(parts: readonly Part[], sites: boolean): string {
  const write = (quantities: boolean) => {
    const bySite = new Map<string, string[]>();
    for (const { note, line } of parts) {
      const day = shortDay(note.date);
      const delivery = note.number === '' ? day : `n° ${note.number} du ${day}`;
      const site = sites ? note.site.trim() : '';
      bySite.set(site, [...(bySite.get(site) ?? []), quantities ? `${delivery} (${comma(line.quantity)})` : delivery]);
    }
    const head = parts.some(({ note }) => note.number !== '') ? 'Bons de livraison' : 'Livré';
    return [...bySite].map(([site, deliveries]) => `${[head, site].filter(Boolean).join(', ')} : ${deliveries.join(', ')}`).join(' ; ');
  };
  const whole = write(true);
  return whole.length <= NOTE_LENGTH ? whole : write(false).slice(0, NOTE_LENGTH);
}

/** The notes' lines, one for each article and price, in the order of the first delivery; quantities and amounts add up exactly. */
export function grouped(notes: readonly DeliveryNote[]): { lines: Line[]; periodStart: string; periodEnd: string } {
  const inOrder = [...notes].sort((a, b) => a.date.localeCompare(b.date) || a.createdAt - b.createdAt);
  const groups: [Part, ...Part[]][] = [];
  for (const note of inOrder)
    for (const line of note.lines) {
      const group = groups.find(([first]) => sameArticle(first.line, line));
      if (group) group.push({ note, line });
      else groups.push([{ note, line }]);
    }
  const sites = new Set(inOrder.map((note) => note.site.trim())).size > 1;
  const dates = inOrder.map((note) => note.date).filter(isIsoDate);
  return {
    lines: groups.map((parts) => ({ ...addedUp(parts), note: noteOf(parts, sites) })),
    periodStart: dates[0] ?? '',
    periodEnd: dates.at(-1) ?? '',
  };
}

/** Total of a note or of several, excluding VAT. */
export function worthOf(notes: readonly DeliveryNote[]): string {
  return sum(notes.flatMap((note) => note.lines.map((line) => line.netAmount)));
}

/** Monday of the week of a day. */
export function weekOf(date: string): string {
  const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(date, -weekday);
}

/** Notes that one invoice may bill together. */
export interface Span {
  kind: 'week' | 'month';
  /** First day, ISO. */
  start: string;
  ids: string[];
}

/** The weeks, then the months in which something was delivered, latest first. */
export function spansOf(notes: readonly DeliveryNote[]): Span[] {
  const spans = new Map<string, Span>();
  for (const { id, date } of notes) {
    if (!isIsoDate(date)) continue;
    for (const [kind, start] of [
      ['week', weekOf(date)],
      ['month', `${date.slice(0, 7)}-01`],
    ] as const) {
      const key = `${kind}${start}`;
      const span = spans.get(key) ?? { kind, start, ids: [] };
      spans.set(key, { ...span, ids: [...span.ids, id] });
    }
  }
  const rank = { week: 0, month: 1 };
  return [...spans.values()].sort((a, b) => rank[a.kind] - rank[b.kind] || b.start.localeCompare(a.start));
}
