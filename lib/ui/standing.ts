import type { Glimpse } from '../desk/glimpse.ts';
import type { Problem } from '../invoice/check.ts';
import { briefDay, isoDay } from './format.ts';
import type { IconName } from './parts/icon.tsx';
import { progressOf } from './progress.ts';
import { home } from './words/fr/shell.ts';

export type Group = 'again' | 'draft' | 'asked' | 'ready' | 'leaving' | 'followed' | 'paid';

/** What blocks a draft: how many things, and whether they are nothing but the recipient, or nothing but codes. */
export interface Blocked {
  count: number;
  only: '' | 'recipient' | 'codes';
}

export interface Standing {
  group: Group;
  tone: 'accent' | 'doubt' | 'done' | 'stop';
  icon: IconName;
  label: string;
}

/** Fields that live on the recipient's screen. */
export const onRecipient = /^(buyer\.|serviceCode|engagementNumber|contractNumber)/;
const codes = /^(serviceCode|engagementNumber|contractNumber)$/;

export function blockedBy(problems: readonly Pick<Problem, 'severity' | 'field'>[]): Blocked {
  const fields = problems.filter(({ severity }) => severity === 'error').map(({ field }) => field);
  const all = (pattern: RegExp) => fields.length > 0 && fields.every((field) => pattern.test(field));
  return { count: fields.length, only: all(codes) ? 'codes' : all(onRecipient) ? 'recipient' : '' };
}

function draftLabel({ count, only }: Blocked): string {
  if (only === 'codes') return home.codes;
  return only === 'recipient' ? home.recipient : home.problems(count);
}

/** The buyer was asked for codes that still lack. */
function answerAwaited({ asked, invoice }: Glimpse): boolean {
  const { serviceCode, engagementNumber } = invoice;
  if (!asked) return false;
  if (asked.what === 'either') return serviceCode === '' && engagementNumber === '';
  return (asked.what !== 'engagement' && serviceCode === '') || (asked.what !== 'service' && engagementNumber === '');
}

/** Taken up again after it came back: what it came back for, until it leaves anew. */
function takenUpAfter({ stage, history }: Pick<Glimpse, 'stage' | 'history'>): string {
  if (stage.state !== 'draft') return '';
  // that the rejection was seen is said to the portal later, by itself
  const [before, last] = history.filter(({ code }) => code !== 'ACKNOWLEDGED').slice(-2);
  return last?.code === 'REOPENED' ? (before?.code ?? '') : '';
}

/**
 * Where an invoice stands, in words. `blocked` says what keeps a draft back, null while nobody looked.
 * Only a deposited invoice is ever said to be sent.
 */
export function standingOf(dossier: Glimpse, blocked: Blocked | null, reading = false): Standing {
  const { stage } = dossier;
  switch (stage.state) {
    case 'draft':
      if (reading) return { group: 'draft', tone: 'accent', icon: 'eye', label: home.reading };
      if (dossier.reading === 'waiting') return { group: 'draft', tone: 'doubt', icon: 'eye', label: home.unread };
      if (dossier.reading === 'failed' && !dossier.invoice.invoiceNumber) return { group: 'draft', tone: 'doubt', icon: 'pen', label: home.notRead };
      if (takenUpAfter(dossier))
        return { group: 'again', tone: 'stop', icon: 'warn', label: takenUpAfter(dossier) === 'REFUSED' ? home.refusedAgain : home.rejectedAgain };
      if (blocked?.count === 0) return { group: 'ready', tone: 'done', icon: 'check', label: home.readyToSend };
      if (answerAwaited(dossier))
        return { group: 'asked', tone: 'accent', icon: 'mail', label: home.askedOn(briefDay(isoDay(dossier.asked?.at ?? 0))) };
      return { group: 'draft', tone: 'doubt', icon: 'pen', label: blocked ? draftLabel(blocked) : home.toFinish };
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
export function screenOf(dossier: Pick<Glimpse, 'id' | 'stage' | 'history'>): string[] {
  if (dossier.stage.state !== 'draft') return ['facture', dossier.id, 'suivi'];
  return takenUpAfter(dossier) ? ['facture', dossier.id, 'reprendre'] : ['facture', dossier.id];
}
