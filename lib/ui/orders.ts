import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { WaitingOrder } from '../desk/api-recipients.ts';
import type { Dossier } from '../desk/dossier.ts';
import { attempt } from './actions.ts';
import { dossiers, theDesk } from './state.ts';

/** Orders as every screen sees them, those that wait first; null until they came out of the store. */
export const orders = signal<readonly WaitingOrder[] | null>(null);

export async function reloadOrders(): Promise<void> {
  const found = await attempt(async () => (await theDesk().orders()).list());
  if (found) orders.value = found;
}

/** The orders, read anew at each change of the store. */
export function useOrders(): readonly WaitingOrder[] | null {
  useEffect(() => {
    void reloadOrders();
  }, [dossiers.value]);
  return orders.value;
}

/** Puts what the desk answered in the list at once, without waiting for the reload. */
export function adoptOrder(dossier: Dossier): void {
  if (!orders.value?.some((order) => order.dossier.id === dossier.id)) return;
  orders.value = orders.value.map((order) =>
    order.dossier.id === dossier.id && order.dossier.revision <= dossier.revision ? { ...order, dossier } : order,
  );
}
