import type { LabelHit } from './find-labels.ts';
import type { Sheet } from './layout.ts';
import { isPublic } from './names.ts';
import { fold } from './text.ts';

/**
 * An order (« bon de commande », « lettre de commande », « ordre de service ») is the other way round: the public body writes it, to the seller. It carries what
 * the invoice to come must repeat. Signs are data, each with its weight; nothing here names a town's own form.
 */

/** How an order calls itself, at the head of a cell. */
const title =
  /^(?:n ?° ?(?:de |du )?)?(?:bons? de commande|lettre (?:de )?commande|bon d'engagement|commande (?:n ?°|publique|simplifiee|fournisseur|d'achat)|ordre de (?:service|commande)|bon d'achat|marche (?:subsequent|simplifie)|notification (?:de|d'une) (?:commande|marche))/;

/** What only the buyer asks of the seller, about an invoice that does not exist yet. */
const ofTheInvoiceToCome = [
  /(?:rappel\w*|report\w*|mentionn\w*|indiqu\w*|figurer) (?:\w+ ){0,3}sur (?:la |les |vos? |votre |toutes? (?:la |les |vos )?)?factures?/,
  /factures? (?:\w+ ){0,2}(?:a |doi\w+ |devr\w+ |ser\w+ )(?:etre )?(?:adresse|depose|transmettre|transmise|transmis|libelle|etabli|envoye|deposer|adresser|envoyer)/,
  /(?:depos|adress|transmett|envoy|etabli)\w* (?:\w+ ){0,2}(?:vos|votre|les|la) factures?/,
  /adresse de facturation|facturer a|facturation (?:sur|via|par) chorus/,
];

/** Words of a public buyer's forms. */
const ofTheBuyer = [
  /ordonnateur|par delegation|le maire\b|la maire\b|le president\b|la presidente\b|le directeur\b|la directrice\b|le proviseur|la proviseure?|le gestionnaire/,
  /\bvisa\b|signature|cachet|bon pour (?:accord|commande)/,
  /imputation|chapitre|article budgetaire|compte budgetaire|nature budgetaire|fonction\b|exercice (?:budgetaire )?20\d\d|credits? ouverts?/,
  /comptable (?:assignataire|public)|tresorerie|agence comptable/,
  /livraison (?:souhaitee|prevue|demandee|avant|pour) |date de livraison souhaitee|delai (?:de livraison|d'execution)|a livrer|lieu de livraison/,
  /demandeur|service (?:emetteur|demandeur|prescripteur|acheteur)|suivi par|affaire suivie|dossier suivi/,
  /\bfournisseur\b|\btitulaire\b|\bprestataire\b/,
  /veuillez (?:nous )?(?:livrer|fournir|executer)|je vous (?:prie|demande)|nous vous (?:prions|passons|demandons|commandons)/,
];

/** Words of an invoice, which asks to be paid. */
const ofAnInvoice = [
  /net a payer|reste a payer|total a payer|montant a regler|solde a payer/,
  /penalites? de retard|indemnite forfaitaire|taux d'interet legal|escompte pour/,
  /echeance|date limite de (?:paiement|reglement)|a regler avant|payable (?:a|avant|le)/,
  /tva non applicable|293 b|franchise (?:en base|de tva)/,
  /en votre aimable reglement|merci de votre confiance|acquittee?\b|deja regle|coordonnees bancaires/,
];

const count = (text: string, signs: readonly RegExp[]) => signs.filter((sign) => sign.test(text)).length;
/** Share of the first page in which a document says what it is. */
const HEAD = 0.5;
const ENOUGH = 6;

interface Facts {
  /** An invoice number was found under a label of its own. */
  numbered: boolean;
  iban: boolean;
}

/** How much the page speaks for an order: from `ENOUGH` on it is one. Negative for an invoice. */
function orderScore(sheet: Sheet, labels: readonly LabelHit[], { numbered, iban }: Facts): number {
  const first = sheet.pages[0];
  if (!first) return 0;
  const head = sheet.cells.filter((cell) => cell.page === 1 && cell.box.y < first.height * HEAD);
  const text = sheet.cells.map((cell) => fold(cell.text)).join('\n');
  const flat = text.replace(/\s+/g, ' ');
  const titles = head.filter((cell) => title.test(fold(cell.text)) && cell.text.length < 70);
  const large = titles.some((cell) => cell.box.height > first.unit * 1.25);
  // « Facture n° 12 », « FACTURE »; not « Factures à déposer sur … »
  const invoiceTitle = head.some(
    (cell) =>
      /^(?:facture|avoir)(?! (?:a|au|aux|doit|devra|sera|electronique|papier|et) ?\b)(?:[^a-z]|$)/.test(fold(cell.text)) && cell.text.length < 45,
  );
  const toCome = count(flat, ofTheInvoiceToCome);
  const letterhead = head.some((cell) => cell.box.y < first.height * 0.22 && isPublic(cell));
  // without its title, an order must at least speak of the invoice to come
  if (titles.length === 0 && toCome === 0) return -1;
  return (
    (titles.length > 0 ? 3 : 0) +
    (large ? 2 : 0) +
    Math.min(2, toCome) * 2.5 +
    Math.min(4, count(flat, ofTheBuyer)) +
    (letterhead ? 1.5 : 0) +
    (invoiceTitle ? -6 : 1.5) -
    (numbered ? 3 : 0) -
    (iban ? 4 : 0) -
    Math.min(3, count(flat, ofAnInvoice)) * 2 -
    (labels.some((label) => label.kind === 'payable' && !label.header) ? 1 : 0)
  );
}

export const isOrder = (sheet: Sheet, labels: readonly LabelHit[], facts: Facts): boolean => orderScore(sheet, labels, facts) >= ENOUGH;

/** Headings that, on an order, stand above the seller. */
const aboveTheSeller = /^(destinataire|a l'attention|adressee? a|doit|titulaire|nom du fournisseur)/;

/**
 * The labels as an order means them: its own number is what the invoice calls an engagement; the day of the order is its day; « destinataire » is the seller.
 */
export function asOnOrder(labels: readonly LabelHit[]): LabelHit[] {
  return labels.map((label) => {
    const words = fold(label.cell.text.slice(label.start, label.end));
    if (label.kind === 'invoiceNumber') return { ...label, kind: 'engagement', strength: label.strength * (/factur/.test(words) ? 0.8 : 0.6) };
    if (label.kind === 'otherDate' && /commande|bon/.test(words) && !/livr/.test(words)) return { ...label, kind: 'issueDate' };
    if (label.kind === 'buyerBlock' && aboveTheSeller.test(words) && !/factur/.test(fold(label.cell.text))) return { ...label, kind: 'sellerBlock' };
    return label;
  });
}
