import type { RecipientKind } from '../directory/recipient.ts';

/** Who pays, as far as the legal term goes: the directory's kinds, and the one that it does not tell from the others. */
export type BuyerKind = RecipientKind | 'public-undertaking' | 'unknown';

export const termDays = [30, 50, 60] as const;
export type TermDays = (typeof termDays)[number];

/** Days in which a public buyer must pay, and the article that says so. */
export interface Term {
  days: TermDays;
  /** As a letter cites it. */
  article: string;
  /** False: the kind of buyer is not known well enough, the common term is supposed and said to be. */
  sure: boolean;
}

/**
 * Code de la commande publique, articles in force since 2019-04-01 (R.2192-11 read word for word, the others through commentaries):
 * - R.2192-10: 30 days for contracting authorities: the State, local authorities, their public establishments;
 * - R.2192-11 1°: 50 days for public health establishments and those of the army's health service;
 * - R.2192-11 2°: 60 days for public undertakings (ordonnance 2004-503, art. 1 II), local public establishments excepted.
 * A contract may set a shorter term, never a longer one (L.2192-10): the user then chooses it himself.
 */
const articles: Readonly<Record<TermDays, string>> = { 30: 'R2192-10', 50: 'R2192-11 1°', 60: 'R2192-11 2°' };

/** An operator may be an undertaking of 60 days, « other » may be anything: 30 days is the rule, and the user is told that it is a guess. */
const unsure: ReadonlySet<BuyerKind> = new Set(['operator', 'other', 'unknown']);

export function termOf(kind: BuyerKind): Term {
  const days = kind === 'hospital' ? 50 : kind === 'public-undertaking' ? 60 : 30;
  return { days, article: articles[days], sure: !unsure.has(kind) };
}

/** A term that the user chose for this buyer. */
export function chosenTerm(days: TermDays): Term {
  return { days, article: articles[days], sure: true };
}

export function isTermDays(value: unknown): value is TermDays {
  return termDays.some((days) => days === value);
}
