import * as z from 'zod/mini';
import type { FillReport, StepReport } from './model.ts';

/** The door for what a script in a page answers: it is not trusted more than the page it stands in. */
const text = z.string().check(z.maxLength(4_000));
const count = z.number().check(z.nonnegative());

export const outcomes = ['filled', 'already-right', 'differs', 'not-found', 'refused', 'ambiguous', 'waiting'] as const;

export const AnsweredStep: z.ZodMiniType<StepReport> = z.object({
  id: z.string().check(z.maxLength(80)),
  outcome: z.enum(outcomes),
  label: text,
  value: text,
  ms: count,
  said: z.optional(text),
});

export const AnsweredReport: z.ZodMiniType<FillReport> = z.object({
  verdict: z.enum(['form', 'not-a-form', 'login', 'wrong-site', 'inner-frame']),
  evidence: z.number(),
  steps: z.array(AnsweredStep).check(z.maxLength(5_000)),
  ms: count,
});
