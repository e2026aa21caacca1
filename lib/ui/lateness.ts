import { signal } from '@preact/signals';
import type { Lateness } from '../desk/lateness.ts';
import { theDesk } from './state.ts';

/** Last day to pay and days late of each deposited invoice that is not over, by id: counted by the desk, empty until then. */
export const lateness = signal<ReadonlyMap<string, Lateness>>(new Map());

/** `quick`, before the first paint: exact but for buyers never met, so that nothing moves on the screen a moment later. */
export async function countLateness(quick = false): Promise<void> {
  lateness.value = await (await theDesk().claims()).lateness(quick);
}
