import { align, alignerOf, release, type TokenMatch } from './align.ts';
import { type Candidates, candidatesOf } from './candidates.ts';
import { gather } from './gather.ts';
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

export interface Hit extends TokenMatch {
  document: number;
  structure: number;
  score: number;
  /** Billed before by this user. */
  used: boolean;
}

/** What having billed a body is worth. */
const usedBefore = 0.12;
/** More than anyone is shown: several may be of one structure. */
const hitsKept = 100;

function rank(directory: Directory, parsed: ParsedQuery, options: SearchOptions, candidates: Candidates[]): Hit[] {
  const aligner = alignerOf(directory, parsed, candidates);
  const used = new Map((options.used ?? []).map((siret, index) => [siret, index]));
  const better = (a: Hit, b: Hit) => b.score - a.score || directory.sizes[b.structure]! - directory.sizes[a.structure]! || a.document - b.document;
  const hits: Hit[] = [];
  let floor = Number.NEGATIVE_INFINITY;
  for (const document of gather(directory, aligner, parsed)) {
    const structure = structureOf(directory, document);
    if (document >= directory.structures) {
      const flags = directory.otherFlags[document - directory.structures]!;
      // A closed service is never proposed.
      if (flags & otherBits.service && !(flags & otherBits.active)) continue;
    }
    const match = align(directory, aligner, parsed, document, floor - (used.size > 0 ? usedBefore : 0));
    if (!match) continue;
    let score = match.score;
    let billed = false;
    if (used.size > 0 && match.query > 0.4) {
      const order = used.get(siretOf(directory, structure));
      if (order !== undefined) {
        score += usedBefore - Math.min(0.04, order * 0.002);
        billed = true;
      }
    }
    if (score < floor) continue;
    hits.push({ ...match, document, structure, score, used: billed });
    if (hits.length < 2 * hitsKept) continue;
    hits.sort(better).length = hitsKept;
    floor = hits.at(-1)!.score;
  }
  release(directory, aligner);
  return hits.sort(better);
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
  let hits: Hit[] = [];
  if (!ocr) hits = rank(directory, parsed, options, candidatesOf(directory, parsed, 'unknown', ocr));
  const best = hits[0];
  if (!best || best.query < 0.93 || best.doubtful || best.elsewhere)
    hits = rank(directory, parsed, options, candidatesOf(directory, parsed, 'all', ocr));

  const kept = new Map<number, Hit[]>();
  for (const hit of hits) {
    if (hidden(directory, hit.structure, options)) continue;
    const same = kept.get(hit.structure);
    if (same) same.push(hit);
    else if (kept.size < Math.max(limit, 12)) kept.set(hit.structure, [hit]);
  }
  const list = [...kept.values()].filter((same) => same[0]!.query > 0.2 || same[0]!.postcode);
  if (options.kind)
    list.sort((a, b) => Number(recipientKind(directory, b[0]!) === options.kind) - Number(recipientKind(directory, a[0]!) === options.kind));
  const firsts = list.map((same) => same[0]!);
  return list.slice(0, limit).map((same, index) => {
    const hit = same[0]!;
    const recipient = recipientOf(directory, hit.structure);
    const match: Match = {
      recipient,
      score: Math.round(Math.max(0, Math.min(1, hit.score)) * 1000) / 1000,
      reason: reasonOf(directory, parsed, hit),
      sure: index === 0 && !looksPrivate(query) && isSure(directory, parsed, firsts, ocr),
    };
    const other = hit.document - directory.structures;
    if (other >= 0) {
      if (directory.otherFlags[other]! & otherBits.service) {
        match.services = same
          .filter((one) => one.document >= directory.structures && directory.otherFlags[one.document - directory.structures]! & otherBits.service)
          .slice(0, 8)
          .map((one) => codeOfService(directory, directory.otherCode[one.document - directory.structures]!));
      } else match.alias = nameOf(directory, hit.document);
    }
    return match;
  });
}

function recipientKind(directory: Directory, hit: Hit): RecipientKind {
  return recipientOf(directory, hit.structure).kind;
}
