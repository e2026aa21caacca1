import { addDays } from '../../dates.ts';
import { NEW_MENTIONS_FROM } from '../../mentions.ts';
import type { Invoice } from '../../model.ts';
import { big, sameAmount } from '../../money.ts';
import { vatRates } from '../brfr/codes.ts';
import { chorusPro, everyTarget, type Finding, lineLabel, onLines, type Rule, when } from '../rule.ts';
import { type Territory, territoriesOf } from './places.ts';

const isOneOf = (rates: readonly string[], rate: string) => rates.some((known) => sameAmount(known, rate));

/** One finding for each line at one of these rates. */
function linesAt(invoice: Invoice, rates: readonly string[], sentence: (label: string, rate: string) => string): Finding[] {
  return onLines(
    invoice,
    'vatRate',
    (line) => line.vatCategory === 'S' && isOneOf(rates, line.vatRate),
    (line, index) => sentence(lineLabel(line, index), line.vatRate.replace('.', ',')),
  );
}

/** Rates that one territory alone has, on an invoice that touches it nowhere. Silent as soon as an address is not known. */
function strangers(invoice: Invoice, home: Territory, rates: readonly string[], where: string): Finding[] {
  const touched = territoriesOf(invoice);
  if (touched.includes('unknown') || touched.includes(home)) return [];
  return linesAt(invoice, rates, (label, rate) => `Le taux de la ${label}, ${rate} %, n’existe qu’${where}.`);
}

/** « Option pour le paiement d’après les débits », as papers print it. */
const debits = /\b(d[’']apr[eè]s|sur)\s+les\s+d[ée]bits\b|\boption\b.{0,40}\bd[ée]bits\b/i;

function* debitsInWords({ vatDue, notes, payment }: Invoice): Generator<Finding> {
  if (vatDue === 'debits') return;
  const index = notes.findIndex((note) => debits.test(note.text));
  if (index >= 0 || debits.test(payment.terms)) yield { field: 'vatDue' };
}

const reverseCharge = /auto-?\s?liquidation/i;

/** VAT: rates by territory, reverse charge, moment when it falls due, code of the exemption. */
export const vatRules: readonly Rule[] = [
  {
    id: 'LAW-SELLER-VAT',
    family: 'Loi',
    source: 'CGI ann. II art. 242 nonies A, I 2° et art. 286 ter : numéro de TVA de qui facture la taxe (la norme se contente du SIREN : BR-S-02)',
    targets: everyTarget,
    field: 'seller.vatIdentifier',
    severity: 'error',
    message: 'Vous facturez de la TVA mais votre numéro de TVA manque.',
    remedy: 'Ajoutez votre numéro de TVA (FR suivi de 11 chiffres). Si vous n’en avez pas, choisissez « Je ne facture pas la TVA ».',
    find: ({ seller, taxRepresentative, lines }) =>
      when(
        seller.vatIdentifier.trim() === '' &&
          taxRepresentative.vatIdentifier.trim() === '' &&
          lines.some((line) => line.vatCategory === 'S' || line.vatCategory === 'AE'),
      ),
  },
  {
    id: 'LAW-VAT-RATE',
    family: 'Loi',
    source: 'CGI art. 278 à 281 nonies, 296, 297 : taux de TVA admis en France (liste de BR-FR-16)',
    targets: chorusPro,
    field: 'lines',
    severity: 'error',
    message: 'Un taux de TVA n’existe pas en France.',
    remedy: 'Les taux courants sont 20, 10, 5,5 et 2,1 %, et 0 en franchise.',
    find: (invoice) =>
      onLines(
        invoice,
        'vatRate',
        // A rate that is missing is BR-S-05's affair, and its sisters'.
        (line) => line.vatCategory !== 'O' && line.vatRate !== '' && !isOneOf(vatRates, line.vatRate),
        (line, index) => `Le taux de TVA de la ${lineLabel(line, index)} (${line.vatRate}) n’existe pas en France.`,
      ),
  },
  {
    id: 'LAW-VAT-CATEGORY',
    family: 'Loi',
    source: 'EN 16931, catégories L et M : l’IGIC et l’IPSI sont des taxes espagnoles (BR-FR-15)',
    targets: chorusPro,
    field: 'lines',
    severity: 'error',
    message: 'Une catégorie de TVA (IGIC, IPSI) n’existe pas en France.',
    remedy: 'Choisissez une catégorie française.',
    find: (invoice) => onLines(invoice, 'vatCategory', (line) => line.vatCategory === 'L' || line.vatCategory === 'M'),
  },
  {
    id: 'LAW-RATE-OLD',
    family: 'Loi',
    source: 'Loi de finances rectificative 2012-1510, art. 68 : 19,6 et 7 % remplacés par 20 et 10 % le 1er janvier 2014',
    targets: everyTarget,
    field: 'lines',
    severity: 'warning',
    validFrom: '2014-01-01',
    onPaper: chorusPro,
    message: 'Un taux de TVA n’a plus cours.',
    remedy: 'Depuis 2014 les taux sont 20, 10, 5,5 et 2,1 %. Vérifiez le taux avec la facture.',
    find: (invoice) =>
      invoice.kind === 'invoice'
        ? linesAt(invoice, ['7', '18.6', '19.6', '20.6'], (label, rate) => `Le taux de la ${label}, ${rate} %, n’a plus cours depuis 2014.`)
        : [],
  },
  {
    id: 'LAW-RATE-DROM',
    family: 'Loi',
    source: 'CGI art. 296 : 8,5, 1,75 et 1,05 % en Guadeloupe, en Martinique et à La Réunion',
    targets: everyTarget,
    field: 'lines',
    severity: 'warning',
    onPaper: chorusPro,
    message: 'Un taux de TVA n’existe qu’en Guadeloupe, en Martinique et à La Réunion.',
    remedy: 'Vérifiez le taux, ou les codes postaux des deux adresses.',
    find: (invoice) => strangers(invoice, 'drom', ['8.5', '1.75', '1.05'], 'en Guadeloupe, en Martinique et à La Réunion'),
  },
  {
    id: 'LAW-RATE-CORSICA',
    family: 'Loi',
    source: 'CGI art. 297 : 0,9 et 13 % en Corse (2,1 et 10 % existent aussi ailleurs)',
    targets: everyTarget,
    field: 'lines',
    severity: 'warning',
    onPaper: chorusPro,
    message: 'Un taux de TVA n’existe qu’en Corse.',
    remedy: 'Vérifiez le taux, ou les codes postaux des deux adresses.',
    find: (invoice) => strangers(invoice, 'corsica', ['0.9', '13'], 'en Corse'),
  },
  {
    id: 'LAW-RATE-MAINLAND',
    family: 'Loi',
    source: 'CGI art. 296 : en Guadeloupe, en Martinique et à La Réunion le taux normal est 8,5 %, le taux réduit 2,1 %',
    targets: everyTarget,
    field: 'lines',
    severity: 'warning',
    onPaper: chorusPro,
    message: 'Un taux de TVA de métropole est sur une facture d’outre-mer.',
    remedy: 'En Guadeloupe, en Martinique et à La Réunion, le taux est 8,5 % ou 2,1 %. Vérifiez.',
    find: (invoice) =>
      territoriesOf(invoice).every((territory) => territory === 'drom')
        ? linesAt(invoice, ['20', '10', '5.5'], (label, rate) => `Le taux de la ${label}, ${rate} %, est celui de la métropole.`)
        : [],
  },
  {
    id: 'LAW-VAT-UNTAXED-TERRITORY',
    family: 'Loi',
    source: 'CGI art. 294-1 : la TVA ne s’applique pas en Guyane ni à Mayotte ; les collectivités d’outre-mer sont hors de son territoire',
    targets: everyTarget,
    field: 'lines',
    severity: 'warning',
    onPaper: chorusPro,
    message: 'La TVA ne s’applique pas là où sont le vendeur et le client.',
    remedy: 'Mettez le taux à 0, avec le motif « TVA non applicable » de votre territoire.',
    find: (invoice) =>
      territoriesOf(invoice).every((territory) => territory === 'untaxed')
        ? onLines(
            invoice,
            'vatRate',
            (line) => line.vatCategory === 'S' && big(line.vatRate)?.gt(0) === true,
            (line, index) => `La ${lineLabel(line, index)} a de la TVA : elle ne s’applique pas en Guyane, à Mayotte ni dans votre collectivité.`,
          )
        : [],
  },
  {
    id: 'LAW-REVERSE-WORDING',
    family: 'Loi',
    source: 'CGI ann. II art. 242 nonies A, I 13° : mention « Autoliquidation »',
    targets: everyTarget,
    field: 'vatBreakdown',
    severity: 'warning',
    onPaper: chorusPro,
    message: 'C’est le client qui paie la TVA, mais la facture ne dit pas « Autoliquidation ».',
    remedy: 'Écrivez le mot « Autoliquidation » comme motif.',
    *find({ vatBreakdown, notes }): Generator<Finding> {
      if (notes.some((note) => reverseCharge.test(note.text))) return;
      for (const [index, entry] of vatBreakdown.entries())
        if (entry.category === 'AE' && !reverseCharge.test(entry.exemptionReason)) yield { field: `vatBreakdown.${index}.exemptionReason` };
    },
  },
  {
    id: 'LAW-REVERSE-BUYER-VAT',
    family: 'Loi',
    source: 'CGI ann. II art. 242 nonies A, I 3° : numéro de TVA du client quand c’est lui qui doit la taxe',
    targets: everyTarget,
    field: 'buyer.vatIdentifier',
    severity: 'warning',
    onPaper: chorusPro,
    message: 'C’est le client qui paie la TVA, mais son numéro de TVA manque.',
    remedy: 'Demandez-le au client. S’il n’en a pas, il n’y a sans doute pas d’autoliquidation.',
    find: ({ vatBreakdown, buyer }) => when(buyer.vatIdentifier.trim() === '' && vatBreakdown.some((entry) => entry.category === 'AE')),
  },
  {
    id: 'LAW-VATEX-CODE',
    family: 'Loi',
    source: 'EN 16931 BT-121, liste VATEX : le motif est en mots mais n’a pas de code (non vérifié par les jeux officiels)',
    targets: ['chorus', 'afnor'],
    field: 'vatBreakdown',
    severity: 'warning',
    message: 'Le motif d’exonération est en mots, sans le code que lisent les machines.',
    remedy: 'Écrivez l’article de loi en entier (par exemple « art. 261-4-1° du CGI ») : Coursier trouve le code.',
    *find({ vatBreakdown }): Generator<Finding> {
      for (const [index, entry] of vatBreakdown.entries())
        if (entry.exemptionReason.trim() !== '' && entry.exemptionReasonCode === '') yield { field: `vatBreakdown.${index}.exemptionReasonCode` };
    },
  },
  {
    id: 'LAW-VAT-DEBITS-SOON',
    family: 'Loi',
    source: 'Décret 2022-1299 (CGI ann. II art. 242 nonies A, I 11° bis), au 1er septembre 2027 pour les micro-entreprises',
    targets: everyTarget,
    field: 'vatDue',
    severity: 'info',
    validUntil: addDays(NEW_MENTIONS_FROM, -1),
    message: 'Un texte parle de TVA « d’après les débits », mais la case correspondante n’est pas choisie.',
    remedy: 'Choisissez « TVA sur les débits » si vous avez pris cette option.',
    find: debitsInWords,
  },
  {
    id: 'LAW-VAT-DEBITS',
    family: 'Loi',
    source: 'Décret 2022-1299 (CGI ann. II art. 242 nonies A, I 11° bis), depuis le 1er septembre 2027 pour les micro-entreprises',
    targets: everyTarget,
    field: 'vatDue',
    severity: 'warning',
    validFrom: NEW_MENTIONS_FROM,
    message: 'Un texte parle de TVA « d’après les débits », mais la case correspondante n’est pas choisie.',
    remedy: 'Choisissez « TVA sur les débits » si vous avez pris cette option.',
    find: debitsInWords,
  },
  {
    id: 'LAW-VAT-DUE',
    family: 'Loi',
    source: 'CGI art. 269-2 : exigibilité de la TVA (à l’encaissement, ou d’après les débits sur option)',
    targets: everyTarget,
    field: 'vatDue',
    severity: 'info',
    message: 'Vous ne facturez pas de TVA : le choix « débits ou encaissements » est inutile.',
    remedy: 'Laissez cette case vide.',
    find: ({ vatDue, vatBreakdown }) => when(vatDue !== '' && vatBreakdown.length > 0 && !vatBreakdown.some((entry) => entry.category === 'S')),
  },
];
