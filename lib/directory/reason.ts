import type { Hit } from './hit.ts';
import { otherBits } from './layout.ts';
import { meanings, shortUnits, wordsOf } from './normalise.ts';
import type { Directory } from './open.ts';
import type { ParsedQuery } from './query.ts';
import { nameOf } from './read.ts';
import type { MatchReason } from './recipient.ts';

/** Everything asked for is in the name as written, and the name says nothing more. */
const whole = 0.99;
/** Below, a word was taken for another spelling of itself; an unfinished one is worth a little less than a whole. */
const asWritten = 0.965;
const asBegun = 0.9;

/** Why this hit was found, the most telling fact first: what a person needs to believe it, or to see at once that it is not theirs. */
export function reasonOf(directory: Directory, parsed: ParsedQuery, hit: Hit): MatchReason {
  if (hit.used) return 'used-before';
  if (hit.document >= directory.structures) {
    if (directory.otherFlags[hit.document - directory.structures]! & otherBits.service) return 'service';
    return /^ancienn?e? /i.test(nameOf(directory, hit.document)) ? 'former-name' : 'other-name';
  }
  if (hit.postcode && hit.town < 0.2 && (hit.nameWords === 0 || hit.townOnly)) return 'postcode';
  if (hit.short || shortened(directory, parsed, hit)) return 'abbreviation';
  // "hôpital" for "centre hospitalier" is another word, not another spelling.
  const loose = parsed.tokens.some((token) => meanings[token.word]?.some(([, worth]) => worth < asWritten));
  if (!loose && hit.weakest < (hit.unfinished ? asBegun : asWritten)) return 'spelling';
  if (hit.unmatched === 0 && !hit.unfinished && hit.name >= whole && hit.weakest >= whole) return 'exact-name';
  return hit.townOnly ? 'town' : 'name';
}

/** A short form was asked for ("CHU") and the name spells it out. */
function shortened(directory: Directory, parsed: ParsedQuery, hit: Hit): boolean {
  const asked = parsed.tokens.filter((token) => token.written && shortUnits.has(token.word));
  if (asked.length === 0) return false;
  const own = new Set(wordsOf(nameOf(directory, hit.document)));
  return asked.some((token) => !own.has(token.word));
}
