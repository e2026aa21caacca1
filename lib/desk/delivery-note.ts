import * as z from 'zod/mini';
import { Line, Party } from '../invoice/model.ts';

const text = z.catch(z.string(), '');
const number = z.catch(z.number(), 0);

/**
 * A delivery note (« bon de livraison »): what was left on a day at a customer's door, to be billed later with others. Its lines are those of the
 * invoice to come; prices exclude VAT.
 */
export const DeliveryNote = z.object({
  id: z.string(),
  createdAt: number,
  updatedAt: number,
  /** The user's own number, "" when he numbers none. */
  number: text,
  /** ISO day of delivery. */
  date: text,
  /** SIREN of the company that delivered, "" for notes from before there could be several. */
  seller: text,
  buyer: Party,
  /** Where it was left, when the buyer has several doors: « École Jean-Jaurès ». */
  site: text,
  serviceCode: text,
  engagementNumber: text,
  contractNumber: text,
  lines: z.catch(z.array(Line), []),
  /** The dossier that bills it, "" while nobody does. Only one may: see `Store`. */
  billedBy: text,
  /** Milliseconds; the articles of its lines were remembered then. */
  learnedAt: number,
  /** Milliseconds, 0 = alive. */
  deletedAt: number,
});
export type DeliveryNote = z.infer<typeof DeliveryNote>;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Any stored value as a delivery note, or null when it has not even an id. Never throws. */
export function restoreDeliveryNote(value: unknown): DeliveryNote | null {
  if (!isRecord(value) || typeof value.id !== 'string' || value.id === '') return null;
  const buyer = isRecord(value.buyer) ? value.buyer : {};
  const lines = Array.isArray(value.lines) ? value.lines.filter(isRecord) : [];
  const result = DeliveryNote.safeParse({ ...value, lines, buyer: { ...buyer, address: isRecord(buyer.address) ? buyer.address : {} } });
  return result.success ? result.data : null;
}
