import * as codes from '../../norm/codes.ts';
import type { Group, Term, TermId } from '../../norm/document.ts';
import type { Finding, NormContext, NormRule } from '../rule.ts';
import { norm } from './build.ts';

/** Which part of the term is drawn from the list. */
type Part = 'value' | 'scheme' | 'version';

interface Listed {
  id: string;
  terms: readonly TermId[];
  part?: Part;
  list: ReadonlySet<string> | ((term: Term, context: NormContext) => ReadonlySet<string> | null);
  field: string;
  what: string;
  remedy: string;
}

const extra = (list: ReadonlySet<string>, more: readonly string[] | ReadonlySet<string>): ReadonlySet<string> => new Set([...list, ...more]);
const notes = { cii: extra(codes.noteSubjects, codes.noteSubjectsOf.cii), ubl: extra(codes.noteSubjects, codes.noteSubjectsOf.ubl) };
const places = { cii: extra(codes.countries, ['AN']), ubl: extra(codes.countries, ['SS']) };
const everyType = extra(codes.invoiceTypes, codes.creditNoteTypes);
const dueInCii: ReadonlySet<string> = new Set(['5', '29', '72']);
const dueInUbl: ReadonlySet<string> = new Set(['3', '35', '432']);

const listed: readonly Listed[] = [
  {
    id: 'BR-CL-01',
    terms: ['BT-3'],
    list: (term, { syntax }) =>
      syntax !== 'ubl' ? everyType : term.field.includes('CreditNoteTypeCode') ? codes.creditNoteTypes : codes.invoiceTypes,
    field: 'kind',
    what: 'Le type de facture',
    remedy: 'Écrivez 380 pour une facture, 381 pour un avoir.',
  },
  {
    id: 'BR-CL-04',
    terms: ['BT-5'],
    list: codes.currencies,
    field: 'currency',
    what: 'La monnaie',
    remedy: 'Écrivez EUR.',
  },
  { id: 'BR-CL-05', terms: ['BT-6'], list: codes.currencies, field: 'currency', what: 'La monnaie de la TVA', remedy: 'Écrivez EUR.' },
  {
    id: 'BR-CL-06',
    terms: ['BT-8'],
    list: (_, { syntax }) => (syntax === 'ubl' ? dueInUbl : dueInCii),
    field: 'vatDue',
    what: 'Le code d’exigibilité de la TVA',
    remedy: 'Choisissez « débits » ou « encaissements ».',
  },
  {
    id: 'BR-CL-07',
    terms: ['BT-18-1', 'BT-128-1'],
    list: codes.referenceTypes,
    field: 'lines',
    what: 'Le type de l’objet facturé',
    remedy: 'Choisissez un code de la liste UNTDID 1153.',
  },
  {
    id: 'BR-CL-08',
    terms: ['BT-21'],
    list: (_, { syntax }) => (syntax === 'ubl' ? notes.ubl : notes.cii),
    field: 'notes',
    what: 'Le sujet d’une note',
    remedy: 'Choisissez PMT, PMD, AAB, REG… ou laissez le sujet vide.',
  },
  {
    id: 'BR-CL-10',
    terms: ['BT-29', 'BT-46', 'BT-60'],
    part: 'scheme',
    list: codes.identifierSchemes,
    field: 'buyer.siret',
    what: 'Le type d’un identifiant',
    remedy: 'Écrivez 0009 pour un SIRET, 0002 pour un SIREN.',
  },
  {
    id: 'BR-CL-11',
    terms: ['BT-30', 'BT-47', 'BT-61'],
    part: 'scheme',
    list: codes.identifierSchemes,
    field: 'buyer.siret',
    what: 'Le type d’une immatriculation',
    remedy: 'Écrivez 0002 pour un SIREN.',
  },
  {
    id: 'BR-CL-13',
    terms: ['BT-158'],
    part: 'scheme',
    list: codes.itemClassifications,
    field: 'lines',
    what: 'Le type d’un classement d’article',
    remedy: 'Choisissez un code de la liste UNTDID 7143.',
  },
  {
    id: 'BR-CL-14',
    terms: ['BT-40', 'BT-55', 'BT-69', 'BT-80'],
    list: (_, { syntax }) => (syntax === 'ubl' ? places.ubl : places.cii),
    field: 'seller.address.countryCode',
    what: 'Un code de pays',
    remedy: 'Écrivez deux lettres majuscules : FR pour la France.',
  },
  {
    id: 'BR-CL-15',
    terms: ['BT-159'],
    list: (_, { syntax }) => (syntax === 'ubl' ? places.ubl : places.cii),
    field: 'lines',
    what: 'Le pays d’origine d’un article',
    remedy: 'Écrivez deux lettres majuscules : FR pour la France.',
  },
  {
    id: 'BR-CL-16',
    terms: ['BT-81'],
    list: codes.paymentMeans,
    field: 'payment.meansCode',
    what: 'Le moyen de paiement',
    remedy: 'Écrivez 30 pour un virement, 20 pour un chèque, 48 pour une carte.',
  },
  {
    id: 'BR-CL-17',
    terms: ['BT-95', 'BT-102', 'BT-118'],
    list: codes.vatCategoryCodes,
    field: 'vatBreakdown',
    what: 'Une catégorie de TVA',
    remedy: 'Choisissez S (avec TVA), E (exonéré ou franchise), AE (autoliquidation)…',
  },
  {
    id: 'BR-CL-18',
    terms: ['BT-151'],
    list: codes.vatCategoryCodes,
    field: 'lines',
    what: 'La catégorie de TVA d’une ligne',
    remedy: 'Choisissez S (avec TVA), E (exonéré ou franchise), AE (autoliquidation)…',
  },
  {
    id: 'BR-CL-19',
    terms: ['BT-98', 'BT-140'],
    list: codes.allowanceReasons,
    field: 'allowances',
    what: 'Le code de motif d’une remise',
    remedy: 'Écrivez 95 pour une remise, ou un motif en toutes lettres.',
  },
  {
    id: 'BR-CL-20',
    terms: ['BT-105', 'BT-145'],
    list: codes.chargeReasons,
    field: 'allowances',
    what: 'Le code de motif de frais',
    remedy: 'Écrivez FC pour le transport, ou un motif en toutes lettres.',
  },
  {
    id: 'BR-CL-21',
    terms: ['BT-157'],
    part: 'scheme',
    list: codes.identifierSchemes,
    field: 'lines',
    what: 'Le type d’un code d’article',
    remedy: 'Écrivez 0160 pour un code-barres (GTIN).',
  },
  {
    id: 'BR-CL-22',
    terms: ['BT-121'],
    list: codes.exemptionCodes,
    field: 'vatBreakdown',
    what: 'Le code de motif d’exonération',
    remedy: 'En franchise : VATEX-FR-FRANCHISE.',
  },
  {
    id: 'BR-CL-23',
    terms: ['BT-130', 'BT-150'],
    list: codes.units,
    field: 'lines',
    what: 'L’unité d’une ligne',
    remedy: 'Choisissez une unité de la liste : C62 (unité), KGM (kg), HUR (heure)…',
  },
  {
    id: 'BR-CL-24',
    terms: ['BT-125'],
    part: 'scheme',
    list: codes.attachmentTypes,
    field: 'attachments',
    what: 'Le type d’une pièce jointe',
    remedy: 'Joignez un PDF, une image PNG ou JPEG, un CSV ou un classeur.',
  },
  {
    id: 'BR-CL-25',
    terms: ['BT-34', 'BT-49'],
    part: 'scheme',
    list: codes.addressSchemes,
    field: 'buyer.siret',
    what: 'Le type d’une adresse électronique',
    remedy: 'Écrivez 0225 pour l’annuaire français.',
  },
  {
    id: 'BR-CL-26',
    terms: ['BT-71'],
    part: 'scheme',
    list: codes.identifierSchemes,
    field: 'delivery.name',
    what: 'Le type de l’identifiant du lieu de livraison',
    remedy: 'Écrivez 0009 pour un SIRET.',
  },
];

const amounts: ReadonlySet<TermId> = new Set([
  'BT-92',
  'BT-93',
  'BT-99',
  'BT-100',
  'BT-106',
  'BT-107',
  'BT-108',
  'BT-109',
  'BT-110',
  'BT-111',
  'BT-112',
  'BT-113',
  'BT-114',
  'BT-115',
  'BT-116',
  'BT-117',
  'BT-131',
  'BT-136',
  'BT-137',
  'BT-141',
  'BT-142',
  'BT-146',
  'BT-147',
  'BT-148',
]);

/** EN 16931 BR-CL: values drawn from code lists. A scheme that is not given is another rule's business. */
export const codeRules: readonly NormRule[] = [
  norm({ id: 'BR-CL-03', field: 'currency', message: 'La monnaie d’un montant n’existe pas.', remedy: 'Écrivez EUR.' }, (document, { syntax }) =>
    syntax === null
      ? []
      : outside(
          document,
          (term) => amounts.has(term.id),
          () => codes.currencies,
          (term) => (syntax === 'ubl' || term.scheme !== '' ? term.scheme : null),
        ),
  ),
  ...listed.map(({ id, terms, part = 'value', list, field, what, remedy }) =>
    norm({ id, field, message: `${what} n’est pas dans la liste officielle.`, remedy }, (document, context) => [
      // What is there and empty is in no list either.
      ...(part === 'value' && context.syntax !== null ? emptyOnes(document, terms) : []),
      ...outside(
        document,
        (term) => terms.includes(term.id),
        (term) => (typeof list === 'function' ? list(term, context) : list),
        (term) => (part === 'value' ? (id === 'BR-CL-22' ? term.value.toUpperCase() : term.value) : term.blankScheme ? '' : term[part] || null),
        what,
      ),
    ]),
  ),
];

function outside(
  document: Group,
  concerned: (term: Term) => boolean,
  listOf: (term: Term) => ReadonlySet<string> | null,
  codeOf: (term: Term) => string | null,
  what = 'La monnaie d’un montant',
): Finding[] {
  const findings: Finding[] = [];
  for (const { term } of document.all()) {
    if (!concerned(term)) continue;
    const code = codeOf(term);
    const list = listOf(term);
    if (code === null || list === null || list.has(code)) continue;
    findings.push({ field: term.field, message: `${what} (« ${code} ») n’est pas dans la liste officielle.` });
  }
  return findings;
}

function emptyOnes(document: Group, terms: readonly TermId[]): Finding[] {
  return [...document.everywhere()].flatMap((group) => terms.filter((id) => group.blank(id)).map((id) => ({ field: group.fieldOf(id) })));
}
