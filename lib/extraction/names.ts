import type { Block } from './blocks.ts';
import type { Candidate, Candidates } from './candidates.ts';
import { cellsNear, type LabelHit } from './find-labels.ts';
import { publicOpenings, publicWords, sellerWords } from './labels.ts';
import { bottom, type Cell, type Sheet, union } from './layout.ts';
import type { ExtractOptions } from './options.ts';
import type { Parties, Side } from './parties.ts';
import { fold } from './text.ts';
import { CLEAN, weights } from './weights.ts';

const publicSet = new Set(publicWords);
const sellerSet = new Set(sellerWords);
const wordsOf = (text: string) =>
  fold(text)
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
const openings = new Set(publicOpenings);

/** Holds a word of private sellers: SARL, artisan … */
export const hasSellerWord = (cell: Cell) => wordsOf(cell.text).some((word) => sellerSet.has(word));

/** Reads like the name of a public body. */
export function isPublic(cell: Cell): boolean {
  const words = wordsOf(cell.text).slice(0, 5);
  return words.some((word) => publicSet.has(word)) || openings.has(words[0] ?? '');
}

const notName =
  /facture|avoir\b|siret|siren|\btva\b|\btel|telephone|fax|\bdate\b|^page|@|www\.|iban|\bbic\b|^\d{5}\b|^\d+\s?(bis|ter)?\s?(rue|avenue|boulevard|place|impasse|chemin|route|allee|cours|quai)|^\d+\b.*\b(rue|avenue|av|bd|boulevard|place|impasse|chemin|route|allee|cours|quai)\b|capital|^(rue|avenue|place|boulevard|route|zone|za|zi|lieu-dit)\b|entrepreneur individuel|^ei$|^original$|^duplicata|engagement|devis|commande|^(memoire|releve|decompte|attachement)\b.*(n°|\d)|^note de |chorus|^service clients?\b/;

/** The line under a name that tells what kind of firm it is, however its letters were read. */
const legalForm = /^entrepre|^(sarl|sas|sasu|eurl|ei|el)\b.*\b(capi|a?u c)|^(sarl|sas|sasu|eurl|ei|el)$|[-–]\s?e[il]$/;

/** What kind of firm it is, and nothing else: no name. */
const bareForm = /^(sarl|sas|sasu|sa|eurl|ei|el|eirl|snc|sci|scop|scp|selarl|earl|gaec|gie)\b\W*$/;

/** The names of both, given whose SIRET is whose. */
export function findNames(
  sheet: Sheet,
  blocks: readonly Block[],
  labels: readonly LabelHit[],
  candidates: Candidates,
  sides: { seller: Side | null; buyer: Side | null },
  tableTop: number,
  options: ExtractOptions,
): Pick<Parties, 'sellerName' | 'buyerName' | 'buyerBlock' | 'sellerBlock'> {
  const buyer = buyerNameOf(sheet, blocks, labels, sides.buyer, tableTop);
  const taken = buyer?.candidate.cell;
  const seller = sellerNameOf(sheet, blocks, labels, sides.seller, tableTop, taken, candidates, options);
  const blockOf = (cell: Cell | undefined) => (cell ? (blocks.find((block) => block.includes(cell)) ?? []) : []);
  return { sellerName: seller, buyerName: buyer, buyerBlock: blockOf(taken), sellerBlock: blockOf(seller?.candidate.cell) };
}

/** As names are printed in French: a curved apostrophe, an « & » between its spaces; readers take the one for the other and lose a space. Same length but for the spaces. */
const typographic = (name: string) => name.replace(/(?<=\p{L})['´`‘](?=\p{L})/gu, '’').replace(/(?<=\p{L})& | &(?=\p{L})/gu, ' & ');

/** « ELEC SUD – 6 rue Volta – 13999 AUBAGNE »: of a letterhead in one line, what stands before the first dash where an address or a legal form follows. */
function headOf(text: string): string {
  const [head = '', ...rest] = text.split(/\s+[–—•·|]\s+|\s+(?=\([^)]*\d{3})|,\s+(?=.*\b\d{5}\s\p{Lu})|\s+-\s+(?=\d|.*\b\d{5}\b)/u);
  const follows = rest.some((part) => /\d/.test(part) || wordsOf(part).some((word) => sellerSet.has(word)));
  return /\p{L}{2}/u.test(head) && follows ? head : text;
}

/** One word with figures in it: a code, no name. */
const isCode = (name: string) => /^\S*\d\S*$/.test(name);

const spaced = (name: string) => {
  const parts = name.split(/\s+/);
  return parts.length > 4 && parts.filter((part) => part.length < 3).length > parts.length * 0.6;
};

function named(cell: Cell, start: number, evidence: string[]): { candidate: Candidate; evidence: string[] } {
  const raw = cell.text.slice(start);
  const lead = raw.length - raw.replace(/^[^\p{L}\p{N}]+/u, '').length;
  // « EI » at the end is a legal form, whichever letter it was taken for.
  const value = typographic(headOf(raw.slice(lead)))
    .replace(/[\s:,;–—-]+$/, '')
    .replace(/([-–]\s?)E[l1|]$/, '$1EI');
  const words = cell.words.filter((word, index) => (cell.starts[index] ?? 0) + word.text.length > start + lead);
  const confidence = words.length > 0 ? Math.min(...words.map((word) => word.confidence)) : 0;
  // In spaced letters it is not told where its words end; without a capital it may be a logo or what follows a name.
  const clean = confidence >= CLEAN && !spaced(value) && /\p{Lu}/u.test(value) ? ['clean'] : [];
  return {
    candidate: {
      value,
      evidence: [],
      alternatives: [],
      confidence,
      cell,
      start: start + lead,
      end: start + lead + value.length,
      box: cell.box,
      page: cell.page,
    },
    evidence: [...evidence, ...clean],
  };
}

/** A name that goes on in the next line of its block: cut at a hyphen, or set in the same large type. */
function joined(found: { candidate: Candidate; evidence: string[] }, blocks: readonly Block[], goesOn: (last: Cell, next: Cell) => boolean) {
  const { candidate } = found;
  const block = blocks.find((one) => one.includes(candidate.cell)) ?? [];
  const next = block[block.indexOf(candidate.cell) + 1];
  if (!next || candidate.end < candidate.cell.text.trimEnd().length - 1 || !goesOn(candidate.cell, next)) return found;
  const hyphen = /[-‐]$/.test(candidate.cell.text.trimEnd());
  const value = `${candidate.value.replace(/[-‐]$/, '')}${hyphen ? '-' : ' '}${next.text}`;
  return { ...found, candidate: { ...candidate, value, box: union([candidate.box, next.box]) } };
}

function buyerNameOf(sheet: Sheet, blocks: readonly Block[], labels: readonly LabelHit[], side: Side | null, tableTop: number) {
  const options: { result: { candidate: Candidate; evidence: string[] }; score: number }[] = [];
  const offer = (cell: Cell, start: number, evidence: string[], score: number) => {
    const result = named(cell, start, evidence);
    const plain = fold(result.candidate.value);
    if (result.candidate.value.length < 3 || !/[a-z]{3}/.test(plain) || (notName.test(plain) && !isPublic(cell))) return;
    // « Client : 411MAIREZ »: the seller's own code for him.
    if (isCode(plain)) return;
    const block = blocks.find((one) => one.includes(cell));
    let total = score;
    if (isPublic(cell)) {
      total += 3;
      result.evidence.push('public-words');
    }
    if (side && block?.includes(side.candidate.cell) && cell.box.y < side.candidate.box.y) {
      total += 3;
      result.evidence.push('above-siret');
    }
    if (block?.[0] === cell) total += 1;
    options.push({ result, score: total });
  };
  for (const label of labels.filter((one) => one.kind === 'buyerBlock' && !one.header && one.start <= 2 && one.box.y < tableTop)) {
    const rest = label.cell.text.slice(label.end).replace(/^[\s:.-]+/, '');
    // « Pour le compte de : »
    const lead = /^[\s:.-]*(?:de|du|des)\s*:\s*/i.exec(label.cell.text.slice(label.end))?.[0].length ?? 0;
    if (/[A-Za-zÀ-ÿ]{3}/.test(rest) && !/^n[°o]/i.test(rest)) offer(label.cell, label.end + lead, ['block'], 5);
    else {
      const { beside, under } = cellsNear(sheet, label);
      if (beside) offer(beside, 0, ['block'], 4);
      if (under) offer(under, 0, ['block'], 5);
    }
  }
  const headed = new Set(
    labels.filter((one) => (one.kind === 'buyerBlock' || one.kind === 'deliveryBlock') && one.start <= 2).map((one) => one.cell),
  );
  for (const cell of sheet.cells)
    if (cell.page === 1 && cell.box.y < tableTop && isPublic(cell) && cell.text.length < 90 && !headed.has(cell)) offer(cell, 0, [], 1);
  const best = options.sort((a, b) => b.score - a.score || a.result.candidate.box.y - b.result.candidate.box.y)[0]?.result ?? null;
  return best && joined(best, blocks, (last, _) => /[-‐]$/.test(last.text));
}

/** A letterhead at the foot of the page alone: the first words of the lines that hold his SIRET, or of what stands above it. */
function atFoot(sheet: Sheet, blocks: readonly Block[], side: Side | null): { candidate: Candidate; evidence: string[] } | null {
  const page = sheet.pages.find(({ number }) => number === side?.candidate.page);
  if (!side || !page || side.candidate.box.y < page.height * 0.6) return null;
  const block = blocks.find((one) => one.includes(side.candidate.cell)) ?? [];
  const cell = block
    .filter((one) => one.box.y <= side.candidate.box.y)
    .find((one) => !notName.test(fold(headOf(one.text))) && /\p{L}{3}/u.test(headOf(one.text)));
  return cell ? named(cell, 0, []) : null;
}

function sellerNameOf(
  sheet: Sheet,
  blocks: readonly Block[],
  labels: readonly LabelHit[],
  side: Side | null,
  tableTop: number,
  taken: Cell | undefined,
  candidates: Candidates,
  options: ExtractOptions,
) {
  const page = sheet.pages[0];
  if (!page) return null;
  const buyerBlock = blocks.find((block) => taken && block.includes(taken));
  const profile = options.profile?.name ? fold(options.profile.name) : '';
  // Where nothing parts the two blocks, a heading such as « Adressée à » does.
  const heading = buyerBlock && labels.find((one) => one.kind === 'buyerBlock' && one.start <= 12 && buyerBlock.includes(one.cell))?.cell;
  const ofBuyer = (cell: Cell) => buyerBlock?.includes(cell) && !(heading && cell.box.y < heading.box.y - 2);
  const offers = sheet.cells
    .filter((cell) => cell.page === 1 && cell.box.y < Math.min(tableTop, page.height * 0.45) && !ofBuyer(cell))
    .flatMap((cell) => {
      const label = labels.find((one) => one.cell === cell && one.kind === 'sellerBlock' && one.start <= 2);
      const start = label && /[A-Za-zÀ-ÿ]{3}/.test(cell.text.slice(label.end)) ? label.end : 0;
      const result = named(cell, start, []);
      const plain = fold(result.candidate.value);
      if (
        plain.length < 3 ||
        !/[a-z]{2}/.test(plain) ||
        bareForm.test(plain) ||
        notName.test(plain) ||
        isCode(plain) ||
        /^facture|^avoir/.test(plain.replace(/\s/g, ''))
      )
        return [];
      if (
        candidates.dates.some((date) => date.cell === cell) ||
        labels.some(
          (one) =>
            one.cell === cell &&
            one.start <= 2 &&
            one.strength >= (one.kind === 'contract' ? 0.6 : 1) &&
            one.kind !== 'columnName' &&
            one.kind !== 'otherNumber' &&
            one !== label,
        )
      )
        return [];
      const block = blocks.find((one) => one.includes(cell)) ?? [];
      const at = block.indexOf(cell);
      let score = 3 - (cell.box.y / page.height) * 8 + Math.min(1.2, cell.box.height / page.unit - 1) - (cell.box.x > page.width * 0.5 ? 1.5 : 0);
      if (at === 0) score += 1.5;
      const headed = sheet.cells.find(
        (other) =>
          other.page === 1 &&
          fold(other.text).match(/^(de|emetteur|fournisseur|vendeur|prestataire)\s*:?$/) &&
          other.box.y < cell.box.y &&
          cell.box.y - bottom(other.box) < page.unit * 2 &&
          Math.abs(other.box.x - cell.box.x) < page.unit * 3,
      );
      if (headed) score += 3;
      if (side && block.includes(side.candidate.cell) && cell.box.y < side.candidate.box.y) {
        score += 2;
        result.evidence.push('above-siret');
      }
      if (sheet.cells.some((other) => other !== cell && fold(other.text).includes(plain) && plain.length > 5)) {
        score += 1.5;
        result.evidence.push('repeated');
      }
      if (hasSellerWord(cell)) {
        score += 1;
        result.evidence.push('seller-words');
      }
      if (cell.box.height > page.unit * 1.25) result.evidence.push('large');
      if (cell.box.y < page.height * 0.2) result.evidence.push('top');
      if (profile !== '' && plain.includes(profile)) {
        score += weights.profile;
        result.evidence.push('profile');
      }
      if (isPublic(cell)) score -= 3;
      if (/^[a-z\s]{0,12}$/.test(plain) && /^(de|a|references?|original)$/.test(plain)) return [];
      return [{ result, score }];
    });
  const best = offers.sort((a, b) => b.score - a.score)[0]?.result ?? atFoot(sheet, blocks, side);
  const same = (a: Cell, b: Cell) =>
    a.box.height > page.unit * 1.15 &&
    b.box.height > page.unit * 1.2 &&
    Math.abs(a.box.height - b.box.height) < a.box.height * 0.25 &&
    !notName.test(fold(b.text)) &&
    !legalForm.test(fold(b.text));
  return best && joined(best, blocks, (last, next) => /[-‐]$/.test(last.text) || same(last, next));
}
