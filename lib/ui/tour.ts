import type { Dossier } from '../desk/dossier.ts';
import { attempt } from './actions.ts';
import { progressOf } from './progress.ts';
import { settings, theDesk } from './state.ts';

export const tourSteps = ['read', 'review', 'recipient', 'send', 'leaving', 'pay', 'done'] as const;
export type TourStep = (typeof tourSteps)[number];

/** What the tour says stands in what is shown and in where the invoice is: it follows the user, whatever way he takes, and is never out of step. */
export function tourStep({ stage, paidOn, reading }: Pick<Dossier, 'stage' | 'paidOn' | 'reading'>, screen: string): TourStep {
  if (stage.state === 'deposited') return paidOn || progressOf(stage.status).step === 4 ? 'done' : 'pay';
  if (stage.state !== 'draft') return 'leaving';
  if (reading === 'waiting') return 'read';
  return screen === 'destinataire' ? 'recipient' : screen === 'prete' ? 'send' : 'review';
}

/** Steps as they are counted for the user: what only lasts a moment is none of them. */
export function rankOf(step: TourStep): { rank: number; total: number } {
  const counted = tourSteps.filter((name) => name !== 'leaving');
  return { rank: counted.indexOf(step === 'leaving' ? 'send' : step) + 1, total: counted.length };
}

export async function keepTour(part: { tour?: string; tourLeft: boolean }): Promise<void> {
  const current = settings.value;
  if (!current) return;
  const next = { ...current, ...part };
  settings.value = next;
  await attempt(() => theDesk().saveSettings(next));
}
