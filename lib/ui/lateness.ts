import { signal } from '@preact/signals';
import type { Clock } from '../claims/clock.ts';
import type { Dossier } from '../desk/dossier.ts';
import { takenOf } from '../desk/taken.ts';
import { theDesk } from './state.ts';

/** Last day to pay and days late of each deposited invoice, by id: counted by the desk after the first paint, empty until then. */
export const lateness = signal<ReadonlyMap<string, Pick<Clock, 'state' | 'dueOn' | 'daysLate'>>>(new Map());

export async function countLateness(list: readonly Dossier[]): Promise<void> {
  if (list.some((dossier) => takenOf(dossier))) lateness.value = await (await theDesk().claims()).lateness();
}
