/**
 * The one table of weights. A candidate's score is the sum of the evidence for it; README.md explains each line and how to measure a change.
 * Label evidence = strength of the label (labels.ts, 0.3 to 1) x closeness of the value (0 to 1, relate.ts) x `label`.
 */
export const weights = {
  /** A label of full strength with the value right after it. */
  label: 10,
  /** The value's form proves itself: Luhn key, mod 97, a real calendar day, a VAT key. */
  form: 2,
  /** Read cleanly: text layer, or OCR confidence of 85 or more. */
  clean: 1,
  /** Had to be repaired (letters to digits, lost comma). */
  repaired: -2,
  /** Each further reading of the place that gave the same, three at most. */
  again: 1.2,
  /** Stands in the top third of the first page. */
  top: 1.5,
  /** Same value printed again elsewhere. */
  repeated: 1,
  /** Agrees with the user's own profile. */
  profile: 12,
  /** Stands where it stood on this seller's paper, in the form it had. */
  paper: 7,

  /** Totals: net + VAT = gross with all three printed; sum of lines = net; VAT = base x rate; printed with two decimals or a sign. */
  sums: 12,
  lines: 8,
  rate: 6,
  money: 1,
  /** Lower on the page than its rivals, share of the height. */
  low: 1,

  /** Whose SIRET: label that says so; VAT number with the same SIREN; heading of the block; public or commercial words in the block; place. */
  partyLabel: 10,
  partyVat: 6,
  partyBlock: 5,
  partyWord: 3,
  partyPlace: 1.5,
  partyKnown: 8,

  /** Below this score a candidate is not taken at all. */
  least: 2.4,
} as const;

/** Word confidence from which a reading counts as clean. */
export const CLEAN = 84;
/** The same for a code, which no key proves. */
export const CLEAN_CODE = 90;
/** Mean confidence of a page under which neither a code nor a name is sure: its letters are alike there, however well each seems read. */
export const POOR_PAGE = 85;
