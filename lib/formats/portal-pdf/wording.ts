import { frenchDate } from '../../invoice/dates.ts';
import { categoryMentions, vatOnDebits } from '../../invoice/mentions.ts';
import type { Invoice, Line, Party } from '../../invoice/model.ts';
import { big, decimalsOf } from '../../invoice/money.ts';

/** "1 234,50", no-break spaces; at least two decimals; a text that is no number stays as it is. */
export function frenchNumber(value: string, minimum = 2): string {
  const number = big(value);
  if (!number) return value;
  const [whole = '', fraction = ''] = number.toFixed(Math.max(minimum, decimalsOf(number.toFixed()))).split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, '\u00a0') + (fraction ? `,${fraction}` : '');
}

export function frenchAmount(value: string, currency: string): string {
  if (value === '') return '';
  return `${frenchNumber(value)}\u00a0${currency === 'EUR' ? '€' : currency}`;
}

export function frenchRate(rate: string): string {
  return rate === '' ? '' : `${frenchNumber(rate, 0)}\u00a0%`;
}

/** UN/ECE Rec 20 codes that a small seller meets: singular, plural. "C62" says nothing. */
const units: Readonly<Record<string, readonly [string, string]>> = {
  C62: ['', ''],
  H87: ['pièce', 'pièces'],
  EA: ['', ''],
  KGM: ['kg', 'kg'],
  GRM: ['g', 'g'],
  TNE: ['t', 't'],
  LTR: ['l', 'l'],
  MTR: ['m', 'm'],
  KMT: ['km', 'km'],
  MTK: ['m²', 'm²'],
  MTQ: ['m³', 'm³'],
  HUR: ['h', 'h'],
  MIN: ['min', 'min'],
  DAY: ['jour', 'jours'],
  WEE: ['semaine', 'semaines'],
  MON: ['mois', 'mois'],
  ANN: ['an', 'ans'],
  KWH: ['kWh', 'kWh'],
  SET: ['lot', 'lots'],
  LS: ['forfait', 'forfaits'],
  XBX: ['boîte', 'boîtes'],
  XPK: ['paquet', 'paquets'],
  XCT: ['carton', 'cartons'],
  XBG: ['sac', 'sacs'],
  XBO: ['bouteille', 'bouteilles'],
  XRO: ['rouleau', 'rouleaux'],
  XPX: ['palette', 'palettes'],
  PR: ['paire', 'paires'],
  DZN: ['douzaine', 'douzaines'],
  CEN: ['centaine', 'centaines'],
  HAR: ['ha', 'ha'],
  CMT: ['cm', 'cm'],
  MMT: ['mm', 'mm'],
  CLT: ['cl', 'cl'],
  HLT: ['hl', 'hl'],
  KWT: ['kW', 'kW'],
  MWH: ['MWh', 'MWh'],
  E48: ['prestation', 'prestations'],
  ZP: ['page', 'pages'],
};

/** Countries whose sellers and buyers one meets in France; another is named by its code. */
const countries: Readonly<Record<string, string>> = {
  AD: 'Andorre',
  AT: 'Autriche',
  BE: 'Belgique',
  BG: 'Bulgarie',
  CH: 'Suisse',
  CY: 'Chypre',
  CZ: 'Tchéquie',
  DE: 'Allemagne',
  DK: 'Danemark',
  EE: 'Estonie',
  ES: 'Espagne',
  FI: 'Finlande',
  GB: 'Royaume-Uni',
  GR: 'Grèce',
  HR: 'Croatie',
  HU: 'Hongrie',
  IE: 'Irlande',
  IT: 'Italie',
  LT: 'Lituanie',
  LU: 'Luxembourg',
  LV: 'Lettonie',
  MC: 'Monaco',
  MT: 'Malte',
  NL: 'Pays-Bas',
  NO: 'Norvège',
  PL: 'Pologne',
  PT: 'Portugal',
  RO: 'Roumanie',
  SE: 'Suède',
  SI: 'Slovénie',
  SK: 'Slovaquie',
  US: 'États-Unis',
  // Overseas, where the country code is not FR.
  GP: 'Guadeloupe',
  MQ: 'Martinique',
  GF: 'Guyane',
  RE: 'La Réunion',
  YT: 'Mayotte',
  PM: 'Saint-Pierre-et-Miquelon',
  BL: 'Saint-Barthélemy',
  MF: 'Saint-Martin',
  NC: 'Nouvelle-Calédonie',
  PF: 'Polynésie française',
  WF: 'Wallis-et-Futuna',
};

/** The unit in words, in the plural from two up; "" for a plain piece. */
export function unitOf({ quantity, unit }: Pick<Line, 'quantity' | 'unit'>): string {
  const [one, many] = units[unit] ?? [unit, unit];
  return big(quantity)?.abs().gte(2) === true ? many : one;
}

export function quantityOf(line: Line): string {
  return [frenchNumber(line.quantity, 0), unitOf(line)].filter(Boolean).join('\u00a0');
}

export function addressLines({ line1, line2, postcode, city, countryCode }: Party['address']): string[] {
  return [line1, line2, [postcode, city].filter(Boolean).join(' '), countryCode === 'FR' ? '' : (countries[countryCode] ?? countryCode)].filter(
    (line) => line.trim() !== '',
  );
}

/** BT-3 codes that French rules take (BR-FR-04), where the paper must say more than « Facture » or « Avoir ». */
const titles: Readonly<Record<string, string>> = {
  '261': 'Avoir (autofacturation)',
  '262': 'Avoir (remise globale)',
  '384': 'Facture rectificative',
  '386': 'Facture d’acompte',
  '389': 'Facture (autofacturation)',
  '471': 'Facture rectificative (autofacturation)',
  '473': 'Facture rectificative',
  '500': 'Facture d’acompte (autofacturation)',
  '501': 'Facture (autofacturation)',
  '502': 'Avoir (autofacturation)',
  '503': 'Avoir d’acompte',
};

export function titleOf({ kind, typeCode }: Invoice): string {
  return titles[typeCode] ?? (kind === 'credit-note' ? 'Avoir' : 'Facture');
}

/** "du 01/10/2026 au 31/10/2026", "le 01/10/2026" for one day, or the half that is known. */
function periodOf({ periodStart, periodEnd }: { periodStart: string; periodEnd: string }): string {
  if (periodStart !== '' && periodStart === periodEnd) return `le ${frenchDate(periodStart)}`;
  return [periodStart && `du ${frenchDate(periodStart)}`, periodEnd && `au ${frenchDate(periodEnd)}`].filter(Boolean).join(' ');
}

/** What stands small under a line's name: the discount that its amount already counts comes first, next to the figures. */
export function detailsOf(line: Line, currency: string): string[] {
  return [
    ...line.allowances
      .filter((item) => item.amount !== '')
      .map((item) => `${item.reason || (item.charge ? 'Supplément' : 'Remise')} : ${signedAmount(item, currency)}`),
    line.description,
    [line.reference && `Réf. ${line.reference}`, periodOf(line)].filter(Boolean).join(' – '),
    line.note,
  ].filter((text) => text.trim() !== '');
}

/** "– 12,00 €" for a discount, "12,00 €" for a charge. */
export function signedAmount({ charge, amount }: { charge: boolean; amount: string }, currency: string): string {
  return charge ? frenchAmount(amount, currency) : `–\u00a0${frenchAmount(amount, currency)}`;
}

/** The fiscal representative of a seller established abroad (CGI art. 289 A), on one paper with him: nothing when there is none. */
export function representativeLines({ taxRepresentative }: Invoice): string[] {
  const { name, vatIdentifier, address } = taxRepresentative;
  if (name.trim() === '' && vatIdentifier === '') return [];
  return [`Représentant fiscal : ${name}`, vatIdentifier && `TVA du représentant : ${vatIdentifier}`, addressLines(address).join(', ')].filter(
    Boolean,
  );
}

/** The dates and references that stand beside the seller: label, value. */
export function factsOf(invoice: Invoice): [label: string, value: string][] {
  const { delivery, payment, precedingInvoices } = invoice;
  const corrects = invoice.kind === 'credit-note' || titleOf(invoice).startsWith('Facture rectificative');
  const place = [delivery.name, ...addressLines(delivery.address)].filter(Boolean).join('\n');
  const facts: [string, string][] = [
    [`Date ${invoice.kind === 'credit-note' ? 'de l’avoir' : 'de facture'}`, frenchDate(invoice.issueDate)],
    [invoice.category === 'services' ? 'Exécution' : 'Livraison', [frenchDate(delivery.date), periodOf(delivery)].filter(Boolean).join(', ')],
    ['Lieu de livraison', place],
    ['Échéance', invoice.alreadyPaid ? '' : frenchDate(payment.dueDate)],
    ...precedingInvoices.map(({ number, issueDate }): [string, string] => [
      corrects ? 'Facture d’origine' : 'Facture liée',
      issueDate ? `${number} du ${frenchDate(issueDate)}` : number,
    ]),
  ];
  return facts.filter(([, value]) => value.trim() !== '');
}

/**
 * The portal's own keywords (AIFE: « SIRET client », « Code service », « Engagement », « commande »), one to a line, a plain space around the colon,
 * digits together: its reader copies what follows.
 */
export function recipientKeywords({ buyer, serviceCode, engagementNumber, contractNumber }: Invoice): string[] {
  return [
    buyer.siret && `SIRET client : ${buyer.siret}`,
    buyer.vatIdentifier && `TVA client : ${buyer.vatIdentifier}`,
    serviceCode && `Code service : ${serviceCode}`,
    engagementNumber && `Commande / Engagement : ${engagementNumber}`,
    contractNumber && `Marché : ${contractNumber}`,
  ].filter(Boolean);
}

const meansWords: Readonly<Record<string, string>> = {
  '10': 'espèces',
  '20': 'chèque',
  '30': 'virement',
  '31': 'virement',
  '42': 'virement',
  '58': 'virement',
  '48': 'carte bancaire',
  '49': 'prélèvement',
  '59': 'prélèvement',
  '97': 'compensation',
};

/** How it is paid, or was. */
export function paymentHead({ payment, alreadyPaid, kind }: Invoice): string {
  const means = meansWords[payment.meansCode] ?? '';
  const by = means ? ` par ${means}` : '';
  const head = alreadyPaid ? `Facture acquittée${by}` : kind === 'credit-note' ? `Avoir réglé${by}` : `Règlement${by}`;
  return payment.dueDate && !alreadyPaid ? `${head}, échéance : ${frenchDate(payment.dueDate)}` : head;
}

/** Where the money goes. The IBAN keeps its groups of four; a reader joins them. */
export function accountOf({ payment }: Invoice): { iban: string; bic: string } {
  return {
    iban: payment.iban && `IBAN : ${payment.iban.replace(/(.{4})(?=.)/g, '$1\u00a0')}`,
    bic: payment.bic && `BIC : ${payment.bic}`,
  };
}

/** The rest of the payment: another payee than the seller first, since it changes whom to pay. */
export function paymentLines({ payment, payee }: Invoice): string[] {
  const factor = [payee.name, payee.siret && `SIRET ${payee.siret}`].filter(Boolean).join(' – ');
  return [factor && `À payer à : ${factor}`, payment.accountName && `Titulaire : ${payment.accountName}`, payment.terms].filter(Boolean);
}

const sentence = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);

const once = (texts: readonly string[]) => [...new Set(texts.map((text) => text.trim()).filter(Boolean))].map(sentence);

/** Why no VAT is charged, to stand right under the VAT by rate. */
export function exemptionsOf(invoice: Invoice): string[] {
  return once(invoice.vatBreakdown.map((entry) => entry.exemptionReason));
}

/** Mentions at the foot: the category of operation, the option for debits, and the notes as written. */
export function mentionsOf(invoice: Invoice): string[] {
  const category = invoice.category ? categoryMentions[invoice.category] : '';
  return once([category, invoice.vatDue === 'debits' ? vatOnDebits : '', ...invoice.notes.map((note) => note.text)]);
}
