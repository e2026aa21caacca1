import * as z from 'zod/mini';

/**
 * What the script in a page tells of it, as plain data. The page may be hostile: everything is bounded, and passes this door on the panel's side before a word of
 * it is used.
 */
const text = (most: number) =>
  z.pipe(
    z.string(),
    z.transform((value: string) => value.slice(0, most)),
  );
const many = <T extends z.core.$ZodType>(of: T, most: number) => z.array(of).check(z.maxLength(most));

/** A word as [text, x, y, width, height], pixels of the page. */
export const SeenWord = z.tuple([z.string(), z.number(), z.number(), z.number(), z.number()]);
export type SeenWord = z.infer<typeof SeenWord>;

/** Where a PDF may be, or what could make one. */
export const SeenLink = z.object({
  /** `press`: a button without an address, pressed only if the user agrees. */
  kind: z.enum(['link', 'data', 'frame', 'form', 'script', 'press']),
  /** Absolute, "" for a button. */
  url: text(4000),
  /** Number under which the script keeps the element, to press it or send its form. */
  at: z.number(),
  text: text(200),
  /** Class names, title, aria-label, names of icons inside. */
  hints: text(400),
  /** Declared media type, "" when none. */
  type: text(100),
  /** `download` attribute: a file to keep, not a page to go to. */
  download: z.boolean(),
  post: z.boolean(),
  /** In a menu that is closed, say: still there to be pressed. */
  hidden: z.boolean(),
  /** Words of the row, the item or the card around it. */
  around: text(400),
  /** Middle of the element, pixels; 0 when it has no box. */
  x: z.number(),
  y: z.number(),
  /** Put forward or warned of by the adapter of the tool. */
  adapter: z.catch(z.enum(['', 'prefer', 'avoid']), ''),
});
export type SeenLink = z.infer<typeof SeenLink>;

export const Snapshot = z.object({
  url: text(4000),
  title: text(400),
  contentType: text(100),
  width: z.number(),
  height: z.number(),
  /** Lines of words as drawn; a line never crosses the border of its block. */
  lines: many(many(SeenWord, 400), 8000),
  /** Label and value by the page's own structure: rows, definitions, form fields. */
  pairs: many(z.tuple([text(120), text(600)]), 2000),
  /** Main headings, largest first. */
  headings: many(text(200), 40),
  links: many(SeenLink, 600),
  /** Longer texts of an inert page, line by line: notes, comments. */
  notes: many(text(400), 400),
  /** Blocks of JSON-LD as written. */
  data: many(text(20_000), 20),
  /** Asks for a password. */
  login: z.boolean(),
  /** Name of the adapter whose marks the page bears, "" for none. */
  tool: text(40),
  /** Addresses that the adapter names. */
  customer: text(4000),
  note: text(4000),
});
export type Snapshot = z.infer<typeof Snapshot>;

/** What came of fetching an address: a PDF's bytes, or why not. */
export const Fetched = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pdf'), url: z.string(), bytes: z.instanceof(Uint8Array), name: z.catch(z.string(), '') }),
  /** A page: `login` when it asks for a password; its text, when asked for. */
  z.object({ kind: z.literal('page'), url: z.string(), login: z.boolean(), html: z.catch(z.string(), '') }),
  z.object({ kind: z.literal('other'), url: z.string(), type: z.catch(z.string(), ''), status: z.catch(z.number(), 0) }),
  /** Refused by the browser (another site that does not allow it) or by the network. */
  z.object({ kind: z.literal('blocked'), url: z.string() }),
]);
export type Fetched = z.infer<typeof Fetched>;
