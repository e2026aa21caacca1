import { isFinal, type PlainStep, statusOf } from '../portal/statuses.ts';
import { said } from './words/dictionary.ts';

/** How far on the way to payment: 0 not really sent, 1 sent, 2 arrived, 3 checked, 4 paid. */
const steps: Record<PlainStep, number> = { received: 1, transmitted: 2, processing: 3, paid: 4, 'waits-for-you': 1, rejected: 2, other: 1 };

export interface Progress {
  label: string;
  meaning: string;
  step: number;
  /** The user must act. */
  yours: boolean;
  /** Refused by its recipient, or given up: it will not be paid. */
  failed: boolean;
  /** Nothing moves any more. */
  over: boolean;
}

/** A status of the portal, known or not, as the screens show it. */
export function progressOf(code: string): Progress {
  const { step, actor, label, sentence } = statusOf(code);
  return {
    label: said(label),
    meaning: said(sentence),
    step: code === 'BROUILLON' ? 0 : steps[step],
    yours: actor === 'you',
    failed: step === 'rejected',
    over: isFinal(code),
  };
}
