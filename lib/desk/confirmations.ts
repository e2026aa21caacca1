import * as z from 'zod/mini';
import type { Invoice } from '../invoice/model.ts';

/**
 * « C'est bien ce qui est écrit sur la facture »: an anomaly that the user saw on the paper and keeps. It holds for the sentence he read and for the
 * value the field had; when either changes he is asked again.
 */
export const Confirmation = z.object({
  rule: z.string(),
  /** Path in the invoice of the field that the rule names. */
  field: z.string(),
  /** What stood there, as JSON. */
  value: z.string(),
  /** The sentence he agreed to. */
  message: z.string(),
  /** Milliseconds. */
  at: z.catch(z.number(), 0),
});
export type Confirmation = z.infer<typeof Confirmation>;

/** Keyed by `confirmationKey()`: the rule and the field. */
export type Confirmations = Record<string, Confirmation>;

/** What stands at a path, whole sections and lists included, in a spelling that can be compared. */
export function valueOfField(invoice: Invoice, path: string): string {
  let value: unknown = invoice;
  for (const key of path.split('.'))
    value = typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
  return JSON.stringify(value ?? '');
}

/** When the user confirmed it, in milliseconds; 0 when he did not. */
export function confirmedAt(confirmations: Confirmations, problem: { rule: string; field: string }): number {
  return Object.values(confirmations).find(({ rule, field }) => rule === problem.rule && field === problem.field)?.at ?? 0;
}

/** The confirmations whose field still says what it said. */
export function stillTrue(confirmations: Confirmations, invoice: Invoice): Confirmations {
  return Object.fromEntries(Object.entries(confirmations).filter(([, { field, value }]) => valueOfField(invoice, field) === value));
}

/** Untrusted or stored confirmations; a damaged one falls away, which only asks the user again. */
export function restoreConfirmations(value: unknown): Confirmations {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, stored]) => {
      const result = Confirmation.safeParse(stored);
      return result.success ? [[key, result.data]] : [];
    }),
  );
}
