/** The directory stage as the others see it. */
export type { BudgetChoice } from './choices.ts';
export { budgetChoice, successorOf } from './choices.ts';
export { applyDelta, applyDeltaToShard } from './delta.ts';
export type { DirectoryEntry } from './entry.ts';
export { entryOf } from './entry.ts';
export { keepIndex, openKept } from './kept.ts';
export type { DirectoryManifest, Piece } from './manifest.ts';
export { manifestFrom } from './manifest.ts';
export type { Directory } from './open.ts';
export { openDirectory } from './open.ts';
export { pack } from './pack.ts';
export { bySiren, bySiret } from './read.ts';
export type { Match, MatchReason, Recipient, RecipientKind, Service } from './recipient.ts';
export { matchReasons } from './recipient.ts';
export type { CodeGap, Light, Notice } from './requirements.ts';
export {
  codeGaps,
  namesPrimarySchool,
  noticesOf,
  proposedServices,
  requirementFrom,
  requirementWith,
  requirementWords,
  schoolRedirect,
  serviceOf,
} from './requirements.ts';
export type { SearchOptions } from './search.ts';
export { search } from './search.ts';
export { addShard, expectShards } from './shards.ts';
export type { HeldVersion, UpdatePlan, VersionFiles } from './update.ts';
export { carryOut, planUpdate } from './update.ts';
