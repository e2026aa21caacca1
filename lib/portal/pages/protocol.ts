import * as z from 'zod/mini';
import type { FillReport, StepReport, Taught } from './model.ts';
import type { PageReading } from './reading.ts';

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

const word = z.string().check(z.maxLength(200));

export const AnsweredReading: z.ZodMiniType<PageReading> = z.object({
  kind: z.enum(['sent', 'draft', 'login', 'other']),
  confirmation: z.nullable(
    z.object({ number: word, date: word, state: word, identifier: word, certificate: word, sentence: z.string().check(z.maxLength(600)) }),
  ),
  rows: z.array(z.object({ number: word, code: word, amounts: z.array(word), days: z.array(word), sirets: z.array(word) })).check(z.maxLength(2_000)),
});

/** A field that the user pointed at; the same door for the page's answer, the store and a file given by somebody else. */
export const TaughtField: z.ZodMiniType<Taught> = z.object({
  key: z.string().check(z.maxLength(60)),
  origin: word,
  label: word,
  id: word,
  name: word,
  path: z.array(z.string().check(z.maxLength(400))).check(z.maxLength(20)),
  tag: z.string().check(z.maxLength(60)),
  at: z.number(),
});
