import type { Group, GroupId, Term, TermId } from '../../norm/document.ts';
import type { Finding, NormContext, NormRule } from '../rule.ts';
import { selfBilled } from './codes.ts';
import { inVatGroup, treatmentNotes, treatmentOf } from './notes.ts';
import { type Constraint, longerThan, official, onTerms, whole } from './official.ts';
import { shortened, written } from './terms.ts';

/** A party of the invoice and the terms that identify it. */
interface Role {
  /** « du client », to end « le SIRET … ». */
  readonly of: string;
  readonly group: GroupId;
  readonly id: TermId;
  readonly legal?: TermId;
  readonly endpoint?: TermId;
  /** Its SIREN must be there as soon as its SIRET is. */
  readonly sirenDue?: boolean;
  readonly field: string;
  /** The party of one line: below BG-25. */
  readonly onLine?: boolean;
}

const roles: readonly Role[] = [
  { of: 'du vendeur', group: 'BG-4', id: 'BT-29', legal: 'BT-30', endpoint: 'BT-34', sirenDue: true, field: 'seller.siret' },
  { of: 'du client', group: 'BG-7', id: 'BT-46', legal: 'BT-47', endpoint: 'BT-49', sirenDue: true, field: 'buyer.siret' },
  { of: 'de celui qui reçoit le paiement', group: 'BG-10', id: 'BT-60', legal: 'BT-61', endpoint: 'EXT-FR-FE-29', field: 'payee.siret' },
  { of: 'de l’agent du client', group: 'EXT-FR-FE-BG-01', id: 'EXT-FR-FE-06', legal: 'EXT-FR-FE-08', endpoint: 'EXT-FR-FE-12', field: 'buyer' },
  { of: 'du payeur', group: 'EXT-FR-FE-BG-02', id: 'EXT-FR-FE-46', legal: 'EXT-FR-FE-48', endpoint: 'EXT-FR-FE-52', field: 'payment' },
  { of: 'de votre agent', group: 'EXT-FR-FE-BG-03', id: 'EXT-FR-FE-69', legal: 'EXT-FR-FE-71', endpoint: 'EXT-FR-FE-75', field: 'seller' },
  {
    of: 'du destinataire de la facture',
    group: 'EXT-FR-FE-BG-04',
    id: 'EXT-FR-FE-92',
    legal: 'EXT-FR-FE-94',
    endpoint: 'EXT-FR-FE-98',
    field: 'buyer',
  },
  {
    of: 'de celui qui facture pour vous',
    group: 'EXT-FR-FE-BG-05',
    id: 'EXT-FR-FE-115',
    legal: 'EXT-FR-FE-117',
    endpoint: 'EXT-FR-FE-121',
    field: 'seller',
  },
  { of: 'du lieu de livraison', group: 'BG-13', id: 'BT-71', field: 'delivery' },
  { of: 'du lieu de livraison d’une ligne', group: 'BG-25', id: 'EXT-FR-FE-146', field: 'lines', onLine: true },
];

/** The identifiers of each such party, with its SIREN (legal registration under 0002). */
function* partiesOf(document: Group, role: Role): Generator<{ ids: readonly Term[]; siren: string; field: string }> {
  for (const group of document.groups(role.group)) {
    const ids = role.onLine ? [...group.all()].flatMap(({ term }) => (term.id === role.id ? [term] : [])) : group.terms(role.id);
    const siren = role.legal ? (group.terms(role.legal).find(({ scheme }) => scheme === '0002')?.value ?? '') : '';
    yield { ids, siren, field: ids[0]?.field || role.field };
  }
}

/** BR-FR-09: only the seller and the buyer must have their SIREN beside; the others are held to it if it is there. */
function siretOf(role: Role): NormRule {
  return official({
    id: `BR-FR-09_${role.id}`,
    field: role.field,
    message: `Le SIRET ${role.of} n’a pas 14 chiffres, ou ne commence pas par son SIREN.`,
    remedy: 'Comparez les deux numéros : le SIREN est le début du SIRET.',
    *judge(document): Generator<Finding> {
      for (const { ids, siren } of partiesOf(document, role)) {
        const siret = ids.find(({ scheme }) => scheme === '0009');
        if (!siret) continue;
        const expected = siren || (role.sirenDue ? '' : siret.value.slice(0, 9));
        if (/^\d{14}$/.test(siret.value) && siret.value.slice(0, 9) === expected) continue;
        yield {
          field: siret.field || role.field,
          message: `Le SIRET ${role.of} (« ${shortened(siret.value)} ») ne va pas avec son SIREN (« ${siren || 'vide'} »).`,
        };
      }
    },
  });
}

/**
 * BR-FR-CO-10, first half: an identifier says in which register it is. In CII `ram:ID` is another element, that never has a scheme; only `ram:GlobalID`
 * is meant, which the term's place in the file tells.
 */
function schemeMissing({ scheme, field }: Term, { syntax }: NormContext): boolean {
  return scheme === '' && (syntax !== 'cii' || /\bGlobalID\b/.test(field));
}

function schemesOf(role: Role): NormRule[] {
  return [
    official({
      id: `BR-FR-CO-10_${role.id}-1`,
      field: role.field,
      message: `Un identifiant ${role.of} ne dit pas dans quel répertoire il est.`,
      remedy: 'Retirez cet identifiant, ou précisez son répertoire (par exemple 0009 pour un SIRET).',
      *judge(document, context): Generator<Finding> {
        for (const { ids } of partiesOf(document, role))
          for (const term of ids)
            if (schemeMissing(term, context))
              yield {
                field: term.field || role.field,
                message: `L’identifiant « ${shortened(term.value)} » ${role.of} ne dit pas dans quel répertoire il est.`,
              };
      },
    }),
    official({
      id: `BR-FR-CO-10_${role.id}-2`,
      field: role.field,
      message: `Deux identifiants ${role.of} sont du même répertoire.`,
      remedy: 'Gardez un seul identifiant par répertoire (un seul SIRET, par exemple).',
      *judge(document): Generator<Finding> {
        for (const { ids, field } of partiesOf(document, role)) {
          const schemes = ids.map(({ scheme }) => scheme).filter((scheme) => scheme !== '');
          if (new Set(schemes).size < schemes.length) yield { field };
        }
      },
    }),
  ];
}

/**
 * In a draft the SIREN and the electronic addresses are made from the SIRET: when it is missing or wrong, ID-SELLER-SIRET, ID-BUYER-SIRET and
 * ID-PAYEE-SIRET say so in better words, and these stay silent.
 */
const inFile = ({ syntax }: NormContext) => syntax !== null;

const nineDigits = (text: string) => /^\d{9}$/.test(text);

/** BR-FR-21 and BR-FR-22: between French companies the one who receives the invoice is reached under its SIREN. */
function reachable(document: Group, id: 'BG-4' | 'BG-7', syntax: NormContext['syntax']): boolean {
  const [endpoint, legal] = id === 'BG-4' ? (['BT-34', 'BT-30'] as const) : (['BT-49', 'BT-47'] as const);
  const party = document.group(id);
  const address = party?.term(endpoint);
  const legals = party?.terms(legal) ?? [];
  const siren = (syntax === 'ubl' ? legals.find(({ scheme }) => scheme === '0002') : legals[0])?.value ?? '';
  return address !== undefined && address.scheme === '0225' && address.value.startsWith(siren);
}

const endpoints = roles.flatMap(({ endpoint, field }) => (endpoint ? [{ endpoint, field }] : []));

const strangeAddress: Constraint = {
  fault: 'contient un caractère refusé',
  remedy: 'Gardez des lettres sans accent, des chiffres et - _ . + : pas d’espace.',
  broken: ({ scheme, value }) => scheme === '0225' && !/^[A-Za-z0-9+\-_.]+$/.test(value),
};
const strangeCode: Constraint = {
  fault: 'contient un caractère refusé',
  remedy: 'Recopiez le code tel que le client le donne : lettres sans accent, chiffres et - _ . + seulement.',
  broken: ({ scheme, value }) => scheme === '0224' && !/^[A-Za-z0-9+\-_.]+$/.test(value),
};
const longCode: Constraint = {
  ...longerThan(100, 'Recopiez seulement le code, sans le texte qui l’entoure.'),
  broken: ({ scheme, value }) => scheme === '0224' && value.length > 100,
};

/** BR-FR-09 to BR-FR-13, BR-FR-21 to BR-FR-26, BR-FR-32, BR-FR-CO-10 and BR-FR-CO-15: who is who, under which number. */
export const partyRules: readonly NormRule[] = [
  ...roles.map(siretOf),
  whole(
    {
      id: 'BR-FR-10_BT-30',
      field: 'seller.siret',
      message: 'Le SIREN du vendeur manque, ou n’a pas 9 chiffres.',
      remedy: 'Recopiez les 9 premiers chiffres de votre SIRET.',
    },
    (document, context) =>
      inFile(context) &&
      !document
        .group('BG-4')
        ?.terms('BT-30')
        .some(({ scheme, value }) => scheme === '0002' && nineDigits(value)),
  ),
  whole(
    {
      id: 'BR-FR-11_BT-47',
      field: 'buyer.siret',
      message: 'Pour une facture entre entreprises, le SIREN du client manque ou n’a pas 9 chiffres.',
      remedy: 'Demandez au client les 9 chiffres de son SIREN.',
    },
    (document) =>
      treatmentNotes(document).some((note) => note.value('BT-22') === 'B2B') &&
      !document
        .group('BG-7')
        ?.terms('BT-47')
        .some(({ scheme, value }) => scheme === '0002' && nineDigits(value)),
  ),
  whole(
    {
      id: 'BR-FR-12_BT-49',
      field: 'buyer.siret',
      message: 'L’adresse électronique de facturation du client manque.',
      remedy: 'Ajoutez l’adresse que le client a dans l’annuaire, par exemple SIREN_SIRET.',
    },
    (document, context) => inFile(context) && !document.group('BG-7')?.has('BT-49'),
  ),
  whole(
    {
      id: 'BR-FR-13_BT-34',
      field: 'seller.siret',
      message: 'L’adresse électronique de facturation du vendeur manque.',
      remedy: 'Ajoutez votre adresse de facturation : votre SIREN suffit.',
    },
    (document, context) => inFile(context) && !document.group('BG-4')?.has('BT-34'),
  ),
  whole(
    {
      id: 'BR-FR-21_BT-49',
      field: 'buyer.siret',
      message: 'Entre entreprises, l’adresse de facturation du client doit commencer par son SIREN (annuaire 0225).',
      remedy: 'Remplacez l’adresse par le SIREN du client, ou par l’adresse qui est dans l’annuaire.',
    },
    (document, { syntax }) =>
      treatmentNotes(document).some((note) => note.value('BT-22') === 'B2B') &&
      !selfBilled.includes(document.value('BT-3')) &&
      !reachable(document, 'BG-7', syntax),
  ),
  whole(
    {
      id: 'BR-FR-22_BT-34',
      field: 'seller.siret',
      message: 'Quand le client écrit la facture à votre place, votre adresse de facturation doit commencer par votre SIREN (annuaire 0225).',
      remedy: 'Remplacez l’adresse par votre SIREN.',
    },
    // The UBL set asks it for every treatment, the CII set between companies only.
    (document, { syntax }) =>
      (syntax === 'ubl' ? treatmentOf(document) !== '' : treatmentNotes(document).some((note) => note.value('BT-22') === 'B2B')) &&
      selfBilled.includes(document.value('BT-3')) &&
      !reachable(document, 'BG-4', syntax),
  ),
  ...endpoints.map(({ endpoint, field }) => onTerms(`BR-FR-23_${endpoint}`, [endpoint], field, strangeAddress)),
  onTerms('BR-FR-24_BT-29', ['BT-29'], 'seller.siret', strangeCode),
  onTerms('BR-FR-24_BT-46', ['BT-46'], 'serviceCode', strangeCode),
  ...endpoints.map(({ endpoint, field }) =>
    onTerms(`BR-FR-25_${endpoint}`, [endpoint], field, longerThan(125, 'Recopiez seulement l’adresse, sans le texte qui l’entoure.')),
  ),
  onTerms('BR-FR-26_BT-29', ['BT-29'], 'seller.siret', longCode),
  onTerms('BR-FR-26_BT-46', ['BT-46'], 'serviceCode', longCode),
  official({
    id: 'BR-FR-32-LEGALID',
    field: 'payee.siret',
    message: 'Un numéro SIREN n’a pas 9 chiffres.',
    remedy: 'Écrivez les 9 chiffres du SIREN ; le SIRET entier (14 chiffres) va ailleurs.',
    *judge(document, context): Generator<Finding> {
      if (!inFile(context)) return;
      for (const { of, legal } of [...roles, lineSeller])
        for (const item of legal ? written(document, legal) : [])
          if (item.scheme === '0002' && !nineDigits(item.value))
            yield { field: item.field, message: `Le SIREN ${of} (« ${shortened(item.value)} ») n’a pas 9 chiffres.` };
    },
  }),
  official({
    id: 'BR-FR-32-GLOBALID',
    field: 'seller.siret',
    message: 'Un identifiant du répertoire SIREN (0002) ou d’un groupe de TVA (0231) n’a pas 9 chiffres.',
    remedy: 'Écrivez les 9 chiffres du SIREN.',
    *judge(document): Generator<Finding> {
      for (const role of roles)
        for (const { ids } of partiesOf(document, role))
          for (const { scheme, value, field } of ids)
            if ((scheme === '0002' || scheme === '0231') && !nineDigits(value))
              yield { field: field || role.field, message: `L’identifiant « ${shortened(value)} » ${role.of} n’a pas 9 chiffres.` };
    },
  }),
  ...roles.flatMap(schemesOf),
  whole(
    {
      id: 'BR-FR-CO-15_BT-29-1',
      field: 'taxRepresentative.vatIdentifier',
      message: 'Votre entreprise fait partie d’un groupe de TVA (identifiant 0231) mais le numéro de TVA du groupe manque.',
      remedy: 'Écrivez le groupe et son numéro de TVA comme représentant fiscal, ou retirez l’identifiant 0231.',
    },
    (document) => inVatGroup(document) && !document.group('BG-11')?.has('BT-63'),
  ),
];

/** Several sellers in one file: each line says whose it is. */
const lineSeller: Pick<Role, 'of' | 'legal'> = { of: 'du vendeur d’une ligne', legal: 'EXT-FR-FE-167' };
