import { siretProblem } from '../invoice/identifiers.ts';
import { type Block, blocksOf } from './blocks.ts';
import type { Candidate, Candidates } from './candidates.ts';
import { asKnown } from './fields.ts';
import type { LabelHit } from './find-labels.ts';
import { bottom, type Cell, type Sheet } from './layout.ts';
import { findNames, hasSellerWord, isPublic } from './names.ts';
import type { ExtractOptions } from './options.ts';
import type { SellerPaper } from './paper.ts';
import { relate } from './relate.ts';
import { CLEAN, weights } from './weights.ts';

export interface Side {
  candidate: Candidate;
  /** Positive speaks for the seller, negative for the buyer. */
  lean: number;
  evidence: string[];
}

export interface Parties {
  seller: Side | null;
  buyer: Side | null;
  vat: { candidate: Candidate; evidence: string[] } | null;
  sellerName: { candidate: Candidate; evidence: string[] } | null;
  buyerName: { candidate: Candidate; evidence: string[] } | null;
  buyerBlock: Block;
  sellerBlock: Block;
}

/** Tells the seller's SIRET from the buyer's, and finds both names. Nothing here is sure by position alone. */
export function findParties(
  sheet: Sheet,
  candidates: Candidates,
  labels: readonly LabelHit[],
  options: ExtractOptions,
  paper: SellerPaper | null = null,
): Parties {
  const blocks = blocksOf(sheet);
  const blockOf = (cell: Cell) => blocks.find((block) => block.includes(cell)) ?? [cell];
  const vat = bestVat(sheet, candidates, labels, options);
  const seller = options.profile?.siret || paper?.siret || '';
  const buyers = (paper?.buyers ?? []).map((one) => one.siret);
  const read = candidates.sirets.map((one) => buyers.reduce((mending, known) => asKnown(mending, known, 'luhn'), asKnown(one, seller, 'luhn')));
  const told = { ...options, profile: { ...options.profile, siret: seller, name: options.profile?.name || paper?.name || '' } };
  const sides = unique(read.map((candidate) => mended(candidate, candidates)))
    .map((candidate) => sideOf(sheet, candidate, candidates, labels, blockOf, told, buyers))
    .filter((side) => side.candidate.evidence.includes('luhn') || side.evidence.includes('label'));
  const shared = share(sides);
  const tableTop = Math.min(...labels.filter((label) => label.header && label.page === 1).map((label) => label.box.y), Number.POSITIVE_INFINITY);
  const names = findNames(sheet, blocks, labels, candidates, shared, tableTop, told);
  return { ...shared, vat, ...names };
}

/**
 * A SIRET whose key fails, one digit away from the SIREN of a valid VAT number that no other SIRET explains: the SIREN is taken from there if the key then
 * holds. A proposal, never sure.
 */
function mended(candidate: Candidate, { sirets, vatIds }: Candidates): Candidate {
  if (candidate.evidence.includes('luhn')) return candidate;
  for (const vat of vatIds) {
    const siren = vat.value.slice(4);
    if (sirets.some((other) => other.evidence.includes('luhn') && other.value.startsWith(siren))) continue;
    const off = [...siren].filter((digit, index) => digit !== candidate.value.charAt(index)).length;
    const value = siren + candidate.value.slice(9);
    if (vat.evidence.includes('vat-key') && off === 1 && siretProblem(value) === null) {
      return { ...candidate, value, evidence: [...candidate.evidence, 'luhn', 'repaired', 'mended'], alternatives: [candidate.value] };
    }
  }
  return candidate;
}

/** The same number printed twice is one candidate, with the better evidence. */
function unique(list: readonly Candidate[]): Candidate[] {
  const result: Candidate[] = [];
  for (const candidate of list) {
    const twin = result.find((other) => other.value === candidate.value);
    if (!twin) result.push({ ...candidate, evidence: [...candidate.evidence] });
    else if (!twin.evidence.includes('repeated')) twin.evidence.push('repeated');
  }
  return result;
}

function sideOf(
  sheet: Sheet,
  candidate: Candidate,
  candidates: Candidates,
  labels: readonly LabelHit[],
  blockOf: (cell: Cell) => Block,
  options: ExtractOptions,
  buyers: readonly string[],
): Side {
  const evidence = [...candidate.evidence];
  if (candidate.confidence >= CLEAN) evidence.push('clean');
  let lean = 0;
  const near = labels.filter((label) => label.kind === 'siret').map((label) => ({ label, relation: relate(sheet, label, candidate, labels) }));
  const named = near
    .filter(({ relation }) => relation !== null)
    .sort((a, b) => (b.relation?.closeness ?? 0) - (a.relation?.closeness ?? 0))[0]?.label;
  if (named) evidence.push('label');
  if (named?.party) {
    lean += named.party === 'seller' ? weights.partyLabel : -weights.partyLabel;
    evidence.push('party-label');
  }
  const siren = candidate.value.slice(0, 9);
  if (candidates.vatIds.some((other) => other.value.endsWith(siren))) {
    lean += weights.partyVat;
    evidence.push('vat-siren');
  }
  if (options.profile?.siret && options.profile.siret === candidate.value) {
    lean += weights.profile;
    evidence.push('profile');
  }
  if (buyers.includes(candidate.value)) {
    lean -= weights.partyKnown;
    evidence.push('paper');
  }
  if ((options.knownBuyers?.(candidate.value) ?? []).some((buyer) => buyer.siret === candidate.value)) {
    lean -= weights.partyKnown;
    evidence.push('directory');
  }
  const block = blockOf(candidate.cell);
  const at = block.indexOf(candidate.cell);
  const before = block.slice(Math.max(0, at - 7), at + 1);
  const heading = headingOf(sheet, block, labels, candidate);
  if (heading) {
    lean += heading === 'seller' ? weights.partyBlock : -weights.partyBlock;
    evidence.push('block');
  }
  // The register gives SIREN numbers that begin with 1 or 2 to public bodies alone.
  if (/^[12]/.test(candidate.value) && candidate.evidence.includes('luhn')) {
    lean -= weights.partyWord;
    evidence.push('public-number');
  }
  const publicHere = before.some(isPublic);
  if (publicHere) {
    lean -= weights.partyWord;
    evidence.push('public-words');
  }
  if (before.some(hasSellerWord)) {
    lean += weights.partyWord * 0.7;
    evidence.push('seller-words');
  }
  const page = sheet.pages.find((one) => one.number === candidate.page);
  const height = page ? candidate.box.y / page.height : 0;
  if (height > 0.75) lean += weights.partyPlace;
  else if (page) lean += candidate.box.x < page.width * 0.4 ? weights.partyPlace * 0.6 : -weights.partyPlace * 0.6;
  return { candidate, lean, evidence };
}

/** A heading such as « Facturé à » in the block, or just above it. */
function headingOf(sheet: Sheet, block: Block, labels: readonly LabelHit[], candidate: Candidate): 'seller' | 'buyer' | null {
  const top = block[0];
  if (!top) return null;
  const unit = sheet.pages.find((page) => page.number === candidate.page)?.unit ?? 20;
  const heads = labels.filter((label) => {
    if (
      (label.kind !== 'buyerBlock' && label.kind !== 'sellerBlock') ||
      label.page !== candidate.page ||
      label.box.y > candidate.box.y + unit * 0.6 ||
      label.header
    )
      return false;
    if (label.start > 2) return false;
    const inside = block.includes(label.cell);
    const above =
      bottom(label.box) <= top.box.y + unit && top.box.y - bottom(label.box) < unit * 3 && Math.abs(label.cell.box.x - top.box.x) < unit * 6;
    return inside || above;
  });
  const nearest = heads.sort((a, b) => b.box.y - a.box.y)[0];
  return nearest ? (nearest.kind === 'sellerBlock' ? 'seller' : 'buyer') : null;
}

function share(sides: readonly Side[]): { seller: Side | null; buyer: Side | null } {
  const sorted = [...sides].sort((a, b) => b.lean - a.lean);
  if (sorted.length === 0) return { seller: null, buyer: null };
  if (sorted.length === 1) {
    const [only] = sorted;
    return only && only.lean >= 0 ? { seller: only, buyer: null } : { seller: null, buyer: only ?? null };
  }
  const seller = sorted[0] ?? null;
  // Among several others, the one that leans most to the buyer; not one that nothing but being another says so of (who made the software).
  const buyer = sorted.at(-1) ?? null;
  const toBuyer = ['party-label', 'public-number', 'public-words', 'block', 'directory', 'paper'];
  return {
    seller,
    buyer: buyer && (seller?.evidence.includes('profile') || buyer.lean < 0 || buyer.evidence.some((fact) => toBuyer.includes(fact))) ? buyer : null,
  };
}

function bestVat(sheet: Sheet, candidates: Candidates, labels: readonly LabelHit[], options: ExtractOptions): Parties['vat'] {
  const own = candidates.vatIds.map((candidate) => {
    const named = labels.filter((label) => label.kind === 'vatId' || label.kind === 'vat').find((label) => relate(sheet, label, candidate, labels));
    const valid = candidate.evidence.includes('vat-key');
    const siren = candidate.value.slice(4);
    const agrees = candidates.sirets.some((other) => other.value.startsWith(siren) && other.evidence.includes('luhn'));
    const evidence = [
      ...candidate.evidence,
      ...(named ? ['label'] : []),
      ...(agrees ? ['siret-siren'] : []),
      ...(candidate.confidence >= CLEAN ? ['clean'] : []),
    ];
    // The register gives numbers that begin with 1 or 2 to public bodies alone, and who invoices one is seldom another.
    const buyers =
      named?.party === 'buyer' || /^[12]/.test(siren) || (options.knownBuyers?.(siren) ?? []).some((buyer) => buyer.siret.startsWith(siren));
    return { candidate, evidence, score: (valid ? 4 : 0) + (named ? 2 : 0) + (agrees ? 3 : 0) - (buyers ? 10 : 0) };
  });
  const best = own.sort((a, b) => b.score - a.score)[0];
  return best && best.score > 0 ? best : null;
}
