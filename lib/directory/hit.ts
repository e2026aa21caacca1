/** How well one document answers the query: what a comparison fills in. One shape for all, so that the comparison stays fast. */
export class Hit {
  document = 0;
  structure = 0;
  /** All the documents of the structure that answer, best first. */
  documents: number[] = [];
  /** 0 to about 1.2. */
  score = 0;
  /** Share of the query's weight that was found, 0 to 1. */
  query = 0;
  /** Share of the name's weight that was asked for, 0 to 1. */
  name = 0;
  /** How well the town was named, 0 to 1. */
  town = 0;
  /** Significant words of the name that matched. */
  nameWords = 0;
  townOnly = false;
  postcode = false;
  department = false;
  /** The query gives a postcode or department that is not this one's. */
  elsewhere = false;
  /** Kind of body: named and the same (1), not named (0), named and another (-1). */
  kind = 0;
  /** Lowest similarity among the significant words matched. */
  weakest = 0;
  /** Significant words of the query found nowhere in the document. */
  unmatched = 0;
  /** Link words after the first significant one that the name does not have ("le poujol sur …"). */
  loose = 0;
  /** By a sigle, initials or a word cut short. */
  short = false;
  /** The last word is matched as the beginning of another alone. */
  unfinished = false;
  /** Billed before by this user. */
  used = false;
}
