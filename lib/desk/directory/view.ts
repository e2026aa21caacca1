import { budgetChoice, bySiret, type Directory, type DirectoryManifest, type Recipient, search, successorOf } from '../../directory/index.ts';
import type { Environment } from '../../portal/environment.ts';
import type { DirectoryView } from '../stages.ts';
import type { Live } from './records.ts';

/** An open directory as the desk uses it. */
export function viewOf(directory: Directory, manifest: DirectoryManifest): DirectoryView {
  return {
    manifest,
    search: (query, options) => search(directory, query, options),
    bySiret: (siret) => bySiret(directory, siret),
    budgets: (siren) => budgetChoice(directory, siren),
    successor: (recipient) => successorOf(directory, recipient),
  };
}

const keyOf = (environment: Environment, siret: string) => `${environment}/${siret}`;

/** What the portal said of structures, by environment: what one portal says is not true of another. */
export class LiveWords {
  readonly #bySiret = new Map<string, Live>();

  constructor(words: readonly Live[]) {
    for (const live of words) this.#bySiret.set(keyOf(live.environment, live.siret), live);
  }

  get(environment: Environment, siret: string): Live | null {
    return this.#bySiret.get(keyOf(environment, siret)) ?? null;
  }
}

/** A recipient with what the portal said of it, while that is not older than the directory's own day (ISO). */
export function latest(known: Recipient | null, live: Live | null, directoryDay: string): Recipient | null {
  if (!live || live.day < directoryDay) return known;
  return { ...known, ...live.recipient, servicesElsewhere: false };
}

/** The directory with what the portal said since. `words` is asked at each use: it changes while the directory stays open. */
export function withLive(view: DirectoryView, words: () => LiveWords): DirectoryView {
  const day = view.manifest?.date ?? '';
  return {
    ...view,
    bySiret: (siret, environment) => latest(view.bySiret(siret), environment ? words().get(environment, siret) : null, day),
    search: (query, options) =>
      view.search(query, options).map((match) => {
        const recipient = latest(match.recipient, words().get(options.environment, match.recipient.siret), day) ?? match.recipient;
        return { ...match, recipient, sure: match.sure && recipient.active !== false };
      }),
  };
}
