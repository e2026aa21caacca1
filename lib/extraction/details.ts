import { big, sameAmount, subtract, sum } from '../invoice/money.ts';
import type { Reading } from '../reading/document.ts';
import { blocksOf } from './blocks.ts';
import { findCandidates, plainText } from './candidates.ts';
import { findLabels } from './find-labels.ts';
import { bottom, type Cell, type Sheet, sheetOf } from './layout.ts';
import { deliveryPlace } from './place.ts';
import type { Extraction } from './result.ts';
import { rank } from './score.ts';
import { fold } from './text.ts';
import { discountOf } from './totals.ts';
import { exemptionOf } from './vat.ts';

interface ReadAddress {
  line1: string;
  line2: string;
  postcode: string;
  city: string;
}

/** What the page says beside the header fields: it fills a draft, and is always shown as something to look at. */
export interface Details {
  seller: ReadAddress;
  buyer: ReadAddress;
  phone: string;
  email: string;
  legalMention: string;
  prepaid: string;
  alreadyPaid: boolean;
  deliveryDate: string;
  /** Where it was delivered, as the page names it: « École Jean-Jaurès ». */
  deliveryPlace: string;
  /** UNTDID 4461, '' when the page does not say. */
  meansCode: string;
  vatDue: '' | 'debits';
  franchise: boolean;
  exemption: string;
  precedingNumber: string;
  /** On the whole invoice, '' when the lines do not need it to reach the net total. */
  discount: string;
}

/** « Facture acquittée le 3 mars », « Payé par carte » at the head of a line; not « pour toute facture payée avant son échéance », nor « facture payée en retard ». */
const isStamp = (text: string) => {
  const plain = fold(text).trim();
  return (
    plain.length < 70 &&
    /^\W*(?:facture )?(?:deja )?(?:acquitte|paye|regle)e?\b/.test(plain) &&
    !/\b(avant|apres|retard|anticip|echeance|au-dela|sous)/.test(plain)
  );
};

export function detailsOf(reading: Reading, extraction: Extraction): Details {
  const sheet = sheetOf(reading.pages);
  const labels = findLabels(sheet);
  const candidates = findCandidates(sheet, labels);
  const text = plainText(sheet);
  const exemption = exemptionOf(sheet);
  const { fields } = extraction;
  const discount = discountOf(sheet, candidates, labels);
  const linesTotal = sum(extraction.lines.map((line) => line.netAmount));
  const paid = rank(sheet, candidates.amounts, ['prepaid'], labels).find((one) => one.label !== null && one.score > 5);
  const prepaid = paid ? paid.candidate.value.replace(/^-/, '') : '';
  const gross = big(fields.totalGross.value ?? '');
  // What was paid before is what the page asks less than its gross total.
  const due = big(fields.amountDue.value ?? '');
  const before = gross && due ? (due.lt(gross) ? subtract(gross.toString(), due.toString()) : '') : prepaid;
  const alreadyPaid =
    (before !== '' && fields.totalGross.value !== null && sameAmount(before, fields.totalGross.value)) ||
    sheet.cells.some((cell) => isStamp(cell.text));
  const delivered = rank(
    sheet,
    candidates.dates,
    ['otherDate'],
    labels.filter((label) => /livr|prestation|execution|intervention/.test(fold(label.cell.text.slice(label.start, label.end)))),
  ).find((one) => one.label !== null && one.score > 5);
  const mention = sheet.cells.find(
    (cell) => /entrepreneur individuel|^ei$|capital (social )?de|\brcs\b|au capital/.test(fold(cell.text)) && cell.text.length < 90,
  );
  return {
    seller: addressUnder(sheet, fields.sellerName),
    buyer: addressUnder(sheet, fields.buyerName),
    phone: /(?<!\d)0[1-9](?:[\s.]?\d\d){4}(?!\d)/.exec(text)?.[0] ?? '',
    email: /[\w.+-]+@[\w-]+\.[\w.-]+\w/.exec(text)?.[0] ?? '',
    legalMention: mention?.text ?? '',
    prepaid: gross && before !== '' && gross.gte(before) ? before : '',
    alreadyPaid,
    deliveryPlace: deliveryPlace(sheet, labels)?.name ?? '',
    deliveryDate: delivered?.candidate.value ?? '',
    meansCode:
      /carte bancaire|\bcb\b/.test(text) && alreadyPaid
        ? '48'
        : /virement|\biban\b/.test(text)
          ? '30'
          : /cheque/.test(text)
            ? '20'
            : /especes/.test(text)
              ? '10'
              : '',
    vatDue: /option.{0,30}debits|d'apres les debits|tva sur les debits/.test(text) ? 'debits' : '',
    franchise: exemption?.franchise ?? false,
    exemption: exemption?.sentence ?? '',
    discount: sameAmount(subtract(linesTotal, discount), fields.totalNet.value ?? '', '0.02') ? discount : '',
    precedingNumber:
      fields.kind.value === 'credit-note'
        ? (/(?:annule|sur|relatif a|concerne|rectifie|ref\w*\.?|origine)\s(?:la\s|de\s)?facture\s?(?:d'origine\s)?(?:n°?\s?)?:?\s?([a-z0-9][\w\-/]*\d[\w\-/]*)/
            .exec(text)?.[1]
            ?.toUpperCase() ?? '')
        : '',
  };
}

/** The cells under a name, down to the postcode: street above it, town after it. */
function addressUnder(sheet: Sheet, name: { page: number | null; box: Cell['box'] | null }): ReadAddress {
  const empty = { line1: '', line2: '', postcode: '', city: '' };
  if (name.page === null || name.box === null) return empty;
  const { box, page } = name;
  const start = sheet.cells.find((cell) => cell.page === page && cell.box.x === box.x && cell.box.y === box.y);
  const unit = sheet.pages.find((one) => one.number === page)?.unit ?? 20;
  const block = start ? (blocksOf(sheet).find((one) => one.includes(start)) ?? []) : [];
  const inside = start ? block.slice(block.indexOf(start) + 1) : [];
  const below =
    inside.length > 0
      ? inside
      : sheet.cells.filter(
          (cell) =>
            cell.page === page &&
            cell.box.y > bottom(box) - unit * 0.3 &&
            cell.box.y < bottom(box) + unit * 9 &&
            Math.abs(cell.box.x - box.x) < unit * 3,
        );
  const at = below.slice(0, 7).findIndex((cell) => /(?<!\d)\d{5}\s+\p{Lu}/u.test(cell.text));
  const town = below[at]?.text ?? '';
  const match = /^(.*?)(?:\s*[-–,]\s*)?(?<!\d)(\d{5})\s+(\p{Lu}.*)$/u.exec(town);
  if (!match) return empty;
  const before = below.slice(0, at).map((cell) => cell.text);
  const street =
    match[1]?.trim() ||
    before.findLast((text) => /\d|rue|avenue|place|boulevard|route|chemin|impasse|all[ée]e|zone|\bZA\b|lieu-dit|cours|quai|h[ôo]tel/i.test(text)) ||
    (before.at(-1) ?? '');
  const rest = before.filter((text) => text !== street && !/siret|tva|t[ée]l|entrepreneur|capital|@/i.test(text));
  return { line1: street, line2: rest.at(-1) ?? '', postcode: match[2] ?? '', city: (match[3] ?? '').trim() };
}
