import { compare } from './align.ts';
import { alignerOf, release } from './aligner.ts';
import { Best } from './best.ts';
import { candidatesOf, type Reach } from './candidates.ts';
import { gather } from './gather.ts';
import { Hit } from './hit.ts';
import { byIdentifier } from './identifier.ts';
import { otherBits } from './layout.ts';
import type { Directory } from './open.ts';
import { looksPrivate, type ParsedQuery, parseQuery } from './query.ts';
import { codeOfService, nameOf, recipientOf, siretOf, structureOf } from './read.ts';
import { reasonOf } from './reason.ts';
import type { Match, RecipientKind } from './recipient.ts';
import { isSure } from './sure.ts';

export interface SearchOptions {
  /** `type`: a person is typing, the last word may be unfinished. `ocr`: read from paper, letters may be wrong. */
  mode: 'type' | 'ocr';
  /** Postcode known from elsewhere (the address block of the invoice). */
  postcode?: string;
  town?: string;
  /** Department of the seller, "35", "2A", "974": settles homonyms, never excludes. */
  department?: string;
  kind?: RecipientKind;
  /** SIRETs billed before, latest first. */
  used?: readonly string[];
  /** 5 by default. */
  limit?: number;
  /** The fictive bodies of training and qualification are hidden in production, and by default. */
  environment?: 'training' | 'qualification' | 'production' | 'other';
}

/** What having billed a body is worth. */
const usedBefore = 0.12;
/** More than anyone is shown: several may be of one structure. */
const best = new Best(100);
/** Structures looked at for a rival, however few are shown. */
const leastStructures = 12;

/** A closed service is never proposed. */
function closed(directory: Directory, document: number): boolean {
  if (document < directory.structures) return false;
  const flags = directory.otherFlags[document - directory.structures]!;
  return (flags & otherBits.service) !== 0 && (flags & otherBits.active) === 0;
}

/** The structures that answer best, at least `leastStructures` where there are as many, whatever `options.limit`. */
function rank(directory: Directory, parsed: ParsedQuery, options: SearchOptions, reach: Reach): Hit[] {
  const aligner = alignerOf(directory, parsed, candidatesOf(directory, parsed, reach, options.mode === 'ocr'));
  const used = new Map((options.used ?? []).map((siret, index) => [siret, index]));
  const bonus = used.size > 0 ? usedBefore : 0;
  const seen = new Hit();
  for (const document of gather(directory, aligner, parsed)) {
    if (closed(directory, document)) continue;
    let score = compare(directory, aligner, parsed, document, best.floor - bonus, seen);
    if (score === Number.NEGATIVE_INFINITY) continue;
    const order = bonus > 0 ? used.get(siretOf(directory, seen.structure)) : undefined;
    if (order !== undefined && seen.query > 0.4) score += usedBefore - Math.min(0.04, order * 0.002);
    best.offer(document, score);
  }
  const hits = new Map<number, Hit>();
  const { items, worths } = best.take();
  for (const [at, document] of items.entries()) {
    const structure = structureOf(directory, document);
    const known = hits.get(structure);
    if (known) known.documents.push(document);
    else if (hits.size < Math.max(options.limit ?? 0, leastStructures) && !hidden(directory, structure, options)) {
      const hit = new Hit();
      hit.used = compare(directory, aligner, parsed, document, Number.NEGATIVE_INFINITY, hit) < worths[at]!;
      hit.score = worths[at]!;
      hit.documents.push(document);
      hits.set(structure, hit);
    }
  }
  release(directory, aligner);
  return [...hits.values()];
}

function hidden(directory: Directory, structure: number, options: SearchOptions): boolean {
  const training = ((directory.flags[structure]! >> 4) & 3) === 2;
  return training && (options.environment ?? 'production') === 'production';
}

/**
 * The recipients a text most likely means, best first. Never throws, whatever the text; an empty one gives nothing.
 * `sure` is kept for the first hit alone, and only when `isSure` (sure.ts) says that it may be filled in without asking.
 */
export function search(directory: Directory, query: string, options: SearchOptions): Match[] {
  const ocr = options.mode === 'ocr';
  const limit = options.limit ?? 5;
  const parsed = parseQuery(query, ocr);
  if (parsed.postcode === 0 && options.postcode && /^\d{5}$/.test(options.postcode)) parsed.postcode = Number(options.postcode);
  if (parsed.department === '' && options.department) parsed.department = options.department;
  if (options.town && parsed.tokens.length > 0) {
    const extra = parseQuery(options.town, ocr).tokens.filter((token) => !parsed.tokens.some((own) => own.word === token.word));
    for (const token of extra) parsed.tokens.push({ ...token, street: true });
  }
  const identified = byIdentifier(directory, parsed, ocr).filter((hit) => !hidden(directory, hit.structure, options));
  if (identified.length > 0)
    return identified
      .slice(0, limit)
      .map((hit) => ({ recipient: recipientOf(directory, hit.structure), score: hit.score, reason: hit.reason, sure: hit.sure }));

  // While typing, only the words that the directory does not hold are taken for misspelt: that is most keystrokes. All of them when that explains too little.
  let hits = ocr ? [] : rank(directory, parsed, options, 'unknown');
  const first = hits[0];
  if (!first || first.query < 0.93 || first.unmatched > 0 || first.elsewhere) hits = rank(directory, parsed, options, 'all');
  hits = hits.filter((hit) => hit.query > 0.2 || hit.postcode);
  if (options.kind) hits.sort((a, b) => Number(recipientKind(directory, b) === options.kind) - Number(recipientKind(directory, a) === options.kind));
  return hits.slice(0, limit).map((hit, index) => {
    const match: Match = {
      recipient: recipientOf(directory, hit.structure),
      score: Math.round(Math.max(0, Math.min(1, hit.score)) * 1000) / 1000,
      reason: reasonOf(directory, parsed, hit),
      sure: index === 0 && !looksPrivate(query) && isSure(directory, parsed, hits, ocr),
    };
    if (hit.document < directory.structures) return match;
    const others = hit.documents.filter((document) => document >= directory.structures).map((document) => document - directory.structures);
    if (directory.otherFlags[hit.document - directory.structures]! & otherBits.service)
      match.services = others
        .filter((other) => directory.otherFlags[other]! & otherBits.service)
        .slice(0, 8)
        .map((other) => codeOfService(directory, directory.otherCode[other]!));
    else match.alias = nameOf(directory, hit.document);
    return match;
  });
}

function recipientKind(directory: Directory, hit: Hit): RecipientKind {
  return recipientOf(directory, hit.structure).kind;
}
