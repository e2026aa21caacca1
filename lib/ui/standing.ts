import type { Dossier } from '../desk/dossier.ts';
import { briefDay, isoDay } from './format.ts';
import type { IconName } from './parts/icon.tsx';
import { progressOf } from './progress.ts';
import { home } from './words/fr/shell.ts';

export type Group = 'again' | 'draft' | 'asked' | 'ready' | 'leaving' | 'followed' | 'paid';
export const groups: readonly Group[] = ['again', 'draft', 'asked', 'ready', 'leaving', 'followed', 'paid'];

export interface Standing {
  group: Group;
  tone: 'accent' | 'doubt' | 'done' | 'stop';
  icon: IconName;
  label: string;
}

/** The buyer was asked for codes that still lack. */
function answerAwaited({ asked, invoice }: Dossier): boolean {
  const { serviceCode, engagementNumber } = invoice;
  if (!asked) return false;
  if (asked.what === 'either') return serviceCode === '' && engagementNumber === '';
  return (asked.what !== 'engagement' && serviceCode === '') || (asked.what !== 'service' && engagementNumber === '');
}

/**
 * Where an invoice stands, in words. `errors` counts what blocks a draft, null while nobody counted.
 * Only a deposited invoice is ever said to be sent.
 */
export function standingOf(dossier: Dossier, errors: number | null, reading = false): Standing {
  const { stage } = dossier;
  switch (stage.state) {
    case 'draft':
      if (reading) return { group: 'draft', tone: 'accent', icon: 'eye', label: home.reading };
      if (dossier.reading === 'waiting') return { group: 'draft', tone: 'doubt', icon: 'eye', label: home.unread };
      if (dossier.reading === 'failed' && !dossier.invoice.invoiceNumber) return { group: 'draft', tone: 'doubt', icon: 'pen', label: home.notRead };
      if (errors === 0) return { group: 'ready', tone: 'done', icon: 'check', label: home.readyToSend };
      if (answerAwaited(dossier))
        return { group: 'asked', tone: 'accent', icon: 'mail', label: home.askedOn(briefDay(isoDay(dossier.asked?.at ?? 0))) };
      return { group: 'draft', tone: 'doubt', icon: 'pen', label: errors === null ? home.toFinish : home.problems(errors) };
    case 'ready':
      return { group: 'leaving', tone: 'accent', icon: 'clock', label: stage.lastError ? home.retry : home.leaving };
    case 'sending':
      return { group: 'leaving', tone: 'accent', icon: 'send', label: home.sending };
    case 'sent-unconfirmed':
      return { group: 'leaving', tone: 'doubt', icon: 'clock', label: home.unconfirmed };
    case 'refused':
      return { group: 'again', tone: 'stop', icon: 'stop', label: home.refused };
    case 'sent-by-form': {
      if (dossier.paidOn) return { group: 'paid', tone: 'done', icon: 'coin', label: home.paid };
      const { label, step, yours, over } = progressOf(stage.status || 'DEPOSEE');
      if (yours) return { group: 'again', tone: 'stop', icon: 'warn', label };
      return { group: step === 4 || over ? 'paid' : 'followed', tone: step === 4 ? 'done' : 'accent', icon: step === 4 ? 'coin' : 'stamp', label };
    }
    case 'deposited': {
      if (dossier.paidOn) return { group: 'paid', tone: 'done', icon: 'coin', label: home.paid };
      const answer = dossier.errands.find(({ kind }) => kind !== 'acknowledge');
      if (answer?.state === 'refused') return { group: 'again', tone: 'stop', icon: 'stop', label: home.answerRefused };
      if (answer) return { group: 'leaving', tone: 'accent', icon: 'clock', label: home.answering };
      const { label, step, yours, over } = progressOf(stage.status);
      if (yours) return { group: 'again', tone: 'stop', icon: 'warn', label };
      if (step === 4 || over) return { group: 'paid', tone: step === 4 ? 'done' : 'doubt', icon: step === 4 ? 'coin' : 'stamp', label };
      return { group: 'followed', tone: 'accent', icon: 'stamp', label };
    }
  }
}

/** The screen that fits where the invoice stands. */
export function screenOf(dossier: Dossier): string[] {
  return dossier.stage.state === 'draft' ? ['facture', dossier.id] : ['facture', dossier.id, 'suivi'];
}
