/** The directory stage as the others see it. */
export type { DirectoryEntry } from './entry.ts';
export { entryOf } from './entry.ts';
export type { Directory } from './open.ts';
export { openDirectory } from './open.ts';
export { pack } from './pack.ts';
export { bySiren, bySiret } from './read.ts';
export type { Match, Recipient, RecipientKind, Service } from './recipient.ts';
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
