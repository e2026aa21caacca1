import type { Group, TermId } from '../norm/document.ts';
import { type Constraint, longerThan, onTerms, whole } from './brfr/official.ts';
import { shortened, written } from './brfr/terms.ts';
import type { Finding, NormContext, NormRule } from './rule.ts';

/**
 * BR-FR-CPRO: what Chorus Pro asks of an invoice that reaches it through an approved platform (XP Z12-012 §4.5.3, February 2026). No official set of
 * assertions exists yet; these are written from the text. Towards `portal` and `chorus`, rules CPP-… say the same limits.
 */
function cpro(rule: NormRule): NormRule {
  return {
    ...rule,
    family: 'BR-FR-CPRO',
    source: `XP Z12-012 §4.5.3, ${rule.id} ; Chorus Pro, norme AFNOR`,
    judge: (document, context) => (toPublicBody(document, context) ? rule.judge(document, context) : []),
  };
}

/**
 * The rules are about invoices to public bodies. A draft always is one; a file says so in a note ADN, or by the number of its buyer: INSEE gives public
 * bodies a SIREN that begins with 1 (State) or 2 (local and public establishments).
 */
function toPublicBody(document: Group, { syntax, requires }: NormContext): boolean {
  if (syntax === null || requires !== undefined) return true;
  if (document.groups('BG-1').some((note) => note.value('BT-21') === 'ADN' && note.value('BT-22') === 'B2G')) return true;
  const buyer = document.group('BG-7');
  const numbers = [...(buyer?.terms('BT-47') ?? []), ...(buyer?.terms('BT-46') ?? [])];
  return numbers.some(({ scheme, value }) => ['0002', '0009'].includes(scheme) && /^[12]\d{8}(\d{5})?$/.test(value));
}

/** In a draft identifiers are made from the SIRET, of which ID-SELLER-SIRET, ID-BUYER-SIRET and ID-PAYEE-SIRET speak. */
const inFile = ({ syntax }: NormContext) => syntax !== null;

const framework = (document: Group) => document.group('BG-2')?.value('BT-23') ?? '';
const hasScheme = (group: Group | undefined, id: TermId, schemes: readonly string[]) =>
  group?.terms(id).some(({ scheme }) => schemes.includes(scheme)) ?? false;
const isSiren = (group: Group | undefined, id: TermId) => hasScheme(group, id, ['0002']);

const hasService = (document: Group) => hasScheme(document.group('BG-7'), 'BT-46', ['0224']);
/** The number of the contract may stand in for the engagement number. */
const hasEngagement = (document: Group) => document.has('BT-13') || document.has('BT-12');

/** Registers of sellers: SIRET, European VAT number, private person, outside Europe, RIDET (New Caledonia), TAHITI (Polynesia). */
const sellerSchemes = ['0009', '0223', '0226', '0227', '0228', '0229'];

/** Forms of the numbers of sellers that have no SIRET; which of BR-FR-CPRO-04 … 08 is whose follows the order of the schemes. */
const forms: readonly (readonly [id: string, scheme: string, fault: string, form: RegExp])[] = [
  ['BR-FR-CPRO-04', '0223', 'n’est pas un numéro de TVA européen (deux lettres, puis 16 caractères au plus)', /^[A-Z]{2}.{1,16}$/],
  ['BR-FR-CPRO-05', '0226', 'n’est pas celui d’un particulier (10 chiffres, puis 70 caractères au plus)', /^\d{10}.{0,70}$/],
  ['BR-FR-CPRO-06', '0227', 'dépasse 18 caractères', /^.{1,18}$/],
  ['BR-FR-CPRO-07', '0228', 'n’est pas un numéro RIDET (9 ou 10 caractères)', /^.{9,10}$/],
  ['BR-FR-CPRO-08', '0229', 'n’est pas un numéro TAHITI (9 ou 10 caractères)', /^.{9,10}$/],
];

const shortNumber: Constraint = {
  fault: 'dépasse 20 caractères',
  remedy: 'Raccourcissez le numéro, sur la facture aussi : Chorus Pro en accepte 20.',
  // Beyond 35, BR-FR-01 has said it.
  broken: ({ value }) => value.length > 20 && value.length <= 35,
};

interface Limit {
  id: string;
  terms: readonly TermId[];
  limit: number;
  field: string;
  remedy?: string;
}

const onlyNumber = 'Recopiez seulement le numéro, sans le texte qui l’entoure.';

const limits: readonly Limit[] = [
  { id: 'BR-FR-CPRO-14', terms: ['BT-12'], limit: 50, field: 'contractNumber', remedy: onlyNumber },
  { id: 'BR-FR-CPRO-15', terms: ['BT-13'], limit: 50, field: 'engagementNumber', remedy: onlyNumber },
  { id: 'BR-FR-CPRO-29', terms: ['BT-120'], limit: 1024, field: 'vatBreakdown' },
  { id: 'BR-FR-CPRO-30', terms: ['BT-122'], limit: 50, field: 'attachments' },
  { id: 'BR-FR-CPRO-31', terms: ['BT-154'], limit: 1024, field: 'lines' },
  { id: 'BR-FR-CPRO-32', terms: ['BT-35', 'BT-36', 'BT-162'], limit: 400, field: 'seller.address.line1' },
  { id: 'BR-FR-CPRO-33', terms: ['BT-37'], limit: 400, field: 'seller.address.city' },
  { id: 'BR-FR-CPRO-34', terms: ['BT-45'], limit: 99, field: 'buyer.tradingName' },
  { id: 'BR-FR-CPRO-35', terms: ['BT-20'], limit: 1024, field: 'payment.terms' },
  { id: 'BR-FR-CPRO-36', terms: ['BT-28'], limit: 99, field: 'seller.tradingName' },
  { id: 'BR-FR-CPRO-37', terms: ['BT-59'], limit: 99, field: 'payee.name' },
  { id: 'BR-FR-CPRO-38', terms: ['BT-71'], limit: 20, field: 'delivery.name' },
  { id: 'BR-FR-CPRO-39', terms: ['BT-84'], limit: 27, field: 'payment.iban', remedy: 'Utilisez un compte dont l’IBAN a 27 caractères au plus.' },
  { id: 'BR-FR-CPRO-40', terms: ['EXT-FR-FE-146'], limit: 20, field: 'lines' },
  { id: 'BR-FR-CPRO-42', terms: ['BT-22'], limit: 1024, field: 'notes' },
  { id: 'BR-FR-CPRO-43', terms: ['BT-27'], limit: 99, field: 'seller.name' },
  { id: 'BR-FR-CPRO-44', terms: ['BT-44'], limit: 99, field: 'buyer.name' },
];

function sellerForm([id, scheme, fault, form]: (typeof forms)[number]): NormRule {
  return onTerms(id, ['BT-29'], 'seller.siret', {
    fault,
    remedy: 'Recopiez le numéro depuis un papier officiel de l’entreprise.',
    broken: (item) => item.scheme === scheme && !form.test(item.value),
  });
}

/** The file's name is the version of BT-125, not its value. */
const fileName: NormRule = {
  ...onTerms('BR-FR-CPRO-41', ['BT-125'], 'attachments', longerThan(50, 'Renommez le fichier, extension comprise.')),
  *judge(document): Generator<Finding> {
    for (const { version, field } of written(document, 'BT-125'))
      if (version.length > 50) yield { field, message: `Le nom de fichier « ${shortened(version)} » dépasse 50 caractères.` };
  },
};

export const cproRules: readonly NormRule[] = [
  onTerms('BR-FR-CPRO-02', ['BT-1', 'BT-25', 'EXT-FR-FE-136'], 'invoiceNumber', shortNumber),
  whole(
    {
      id: 'BR-FR-CPRO-03',
      field: 'seller.siret',
      message: 'Le vendeur n’a aucun des identifiants que Chorus Pro connaît (un SIRET, pour une entreprise française).',
      remedy: 'Ajoutez le SIRET du vendeur : 14 chiffres.',
    },
    (document, context) => inFile(context) && !isSiren(document.group('BG-4'), 'BT-30') && !hasScheme(document.group('BG-4'), 'BT-29', sellerSchemes),
  ),
  ...forms.map(sellerForm),
  whole(
    {
      id: 'BR-FR-CPRO-09',
      field: 'seller.siret',
      message: 'Le vendeur a un SIREN, mais son SIRET manque.',
      remedy: 'Ajoutez les 14 chiffres du SIRET : le SIREN et le numéro de l’établissement.',
    },
    (document, context) => inFile(context) && isSiren(document.group('BG-4'), 'BT-30') && !hasScheme(document.group('BG-4'), 'BT-29', ['0009']),
  ),
  whole(
    {
      id: 'BR-FR-CPRO-10',
      field: 'buyer.siret',
      message: 'Le SIRET du client public manque : sans lui la facture n’arrive pas.',
      remedy: 'Choisissez le destinataire : tapez son nom ou sa ville.',
    },
    (document, context) => inFile(context) && !hasScheme(document.group('BG-7'), 'BT-46', ['0009']),
  ),
  whole(
    {
      id: 'BR-FR-CPRO-11',
      field: 'serviceCode',
      message: 'Ce client exige un code service.',
      remedy: 'Choisissez le service dans la liste, ou demandez le code : il est souvent sur le bon de commande.',
    },
    (document, { requires }) => (requires === 'service' || requires === 'both') && !hasService(document),
  ),
  whole(
    {
      id: 'BR-FR-CPRO-12',
      field: 'engagementNumber',
      message: 'Ce client exige un numéro d’engagement (ou de bon de commande).',
      remedy: 'Recopiez-le du bon de commande, ou demandez-le au client. Un numéro de marché convient aussi.',
    },
    (document, { requires, serviceRequiresEngagement }) =>
      (requires === 'engagement' || requires === 'both' || serviceRequiresEngagement === true) && !hasEngagement(document),
  ),
  whole(
    {
      id: 'BR-FR-CPRO-13',
      field: 'engagementNumber',
      message: 'Ce client exige un code service ou un numéro d’engagement : il manque les deux.',
      remedy: 'Un seul suffit : recopiez celui du bon de commande.',
    },
    (document, { requires }) => requires === 'either' && !hasService(document) && !hasEngagement(document),
  ),
  whole(
    {
      id: 'BR-FR-CPRO-17',
      field: 'payee.siret',
      message: 'Celui qui reçoit le paiement a un SIREN, mais son SIRET manque.',
      remedy: 'Ajoutez les 14 chiffres de son SIRET.',
    },
    (document, context) => inFile(context) && isSiren(document.group('BG-10'), 'BT-61') && !hasScheme(document.group('BG-10'), 'BT-60', ['0009']),
  ),
  whole(
    {
      id: 'BR-FR-CPRO-19',
      field: 'lines',
      message: 'La facture a un million de lignes ou plus.',
      remedy: 'Faites plusieurs factures.',
    },
    (document) => document.groups('BG-25').length >= 1_000_000,
  ),
  whole(
    {
      id: 'BR-FR-CPRO-20',
      field: 'precedingInvoices',
      message: 'La facture cite plusieurs factures d’origine : Chorus Pro en accepte une.',
      remedy: 'Faites un avoir par facture corrigée.',
    },
    (document) => document.groups('BG-3').length > 1,
  ),
  whole(
    {
      id: 'BR-FR-CPRO-21',
      field: 'category',
      message: 'Une facture de sous-traitant ou de cotraitant (S3, S6) doit nommer l’entreprise qui la transmet.',
      remedy: 'Ajoutez l’entreprise titulaire ou mandataire, ou choisissez un cadre ordinaire.',
    },
    (document) => ['S3', 'S6'].includes(framework(document)) && document.groups('EXT-FR-FE-BG-03').length === 0,
  ),
  whole(
    {
      id: 'BR-FR-CPRO-24',
      field: 'category',
      message: 'Le cadre S5 (sous-traitant) n’est pas admis vers un client public.',
      remedy: 'Un sous-traitant payé directement par le client public utilise le cadre S3.',
    },
    (document) => framework(document) === 'S5',
  ),
  whole(
    {
      id: 'BR-FR-CPRO-25',
      field: 'payment.terms',
      message: 'Les conditions de paiement sont écrites plusieurs fois.',
      remedy: 'Gardez un seul texte.',
    },
    (document) => document.terms('BT-20').length > 1,
  ),
  whole(
    { id: 'BR-FR-CPRO-26', field: 'seller', message: 'Le vendeur a plusieurs personnes à contacter.', remedy: 'Gardez-en une seule.' },
    (document) => (document.group('BG-4')?.groups('BG-6').length ?? 0) > 1,
  ),
  whole(
    { id: 'BR-FR-CPRO-27', field: 'buyer', message: 'Le client a plusieurs personnes à contacter.', remedy: 'Gardez-en une seule.' },
    (document) => (document.group('BG-7')?.groups('BG-9').length ?? 0) > 1,
  ),
  ...limits.map(({ id, terms, limit, field, remedy }) => onTerms(id, terms, field, longerThan(limit, remedy))),
  fileName,
].map(cpro);
