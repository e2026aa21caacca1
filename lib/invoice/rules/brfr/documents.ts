import type { Group, TermId } from '../../norm/document.ts';
import type { Finding, NormRule } from '../rule.ts';
import { afterDeposit, attachmentCodes, corrections, credits, deposits, frameworks, typeCodes } from './codes.ts';
import { type Constraint, official, onTerms, whole } from './official.ts';
import { anywhere, lineLabel, shortened, written } from './terms.ts';

const typeCode: Constraint = {
  fault: 'n’est pas admis en France',
  remedy: `Choisissez « facture » ou « avoir ». Codes admis : ${typeCodes.join(', ')}.`,
  broken: ({ value }) => !typeCodes.includes(value),
};

const framework = (document: Group) => document.group('BG-2')?.value('BT-23') ?? '';

/** A reference to an earlier invoice, with its date: for the whole invoice, or one line. */
const cited = (group: Group) => group.has('BT-25') && group.has('BT-26');
const citedByLine = (line: Group) => anywhere(line, 'EXT-FR-FE-136') !== '' && anywhere(line, 'EXT-FR-FE-138') !== '';

/** A line that counts: not a heading nor a remark of EXTENDED-CTC-FR. */
const isDetail = (line: Group) => ['', 'DETAIL'].includes(anywhere(line, 'EXT-FR-FE-163'));

/** References of an object (BT-18, BT-128) under that scheme: `scheme` of the term, or the term beside it. */
function objects(group: Group, id: 'BT-18' | 'BT-128', scheme: string): number {
  const beside: TermId = `${id}-1`;
  return Math.max(
    group.terms(id).filter((term) => term.scheme === scheme).length,
    group.terms(beside).filter((term) => term.value === scheme).length,
  );
}

const objectSchemes = ['AFL', 'AVV'] as const;

function objectRules(number: 29 | 30, id: 'BT-18' | 'BT-128', groupsOf: (document: Group) => readonly Group[]): NormRule[] {
  const where = (group: Group) => (id === 'BT-128' ? ` de la ${lineLabel(group)}` : '');
  const field = id === 'BT-128' ? 'lines' : 'contractNumber';
  return [
    official({
      id: `BR-FR-${number}_${id}`,
      field,
      message: 'Un numéro de facture (AFL) ou un cadre (AVV) est cité deux fois comme objet facturé.',
      remedy: 'Gardez une seule référence de chaque sorte.',
      *judge(document): Generator<Finding> {
        for (const group of groupsOf(document))
          for (const scheme of objectSchemes)
            if (objects(group, id, scheme) > 1)
              yield { field: group.fieldOf(id), message: `La référence ${scheme}${where(group)} est écrite deux fois.` };
      },
    }),
    ...objectSchemes.map((scheme) =>
      official({
        id: `BR-FR-${number}_${scheme}`,
        field,
        message: `Une référence ${scheme} est vide.`,
        remedy: 'Remplissez cette référence, ou retirez-la.',
        *judge(document): Generator<Finding> {
          for (const group of groupsOf(document)) {
            const filled = group.terms(id).filter((term) => term.scheme === scheme || term.scheme === '').length;
            if (group.blank(id) && objects(group, id, scheme) > filled)
              yield { field: group.fieldOf(id), message: `La référence ${scheme}${where(group)} est vide.` };
          }
        },
      }),
    ),
  ];
}

/** BG-32, wherever the item nests it. */
function* attributes(document: Group): Generator<{ attribute: Group; line: Group }> {
  for (const line of document.groups('BG-25')) for (const attribute of line.deep('BG-32')) yield { attribute, line };
}

const there = (group: Group, id: TermId) => group.has(id) || group.blank(id);

function onAttributes(id: string, fault: string, remedy: string, broken: (attribute: Group) => boolean): NormRule {
  return official({
    id,
    field: 'lines',
    message: `Une caractéristique d’article ${fault}.`,
    remedy,
    *judge(document): Generator<Finding> {
      for (const { attribute, line } of attributes(document))
        if (broken(attribute)) yield { field: attribute.field || line.field, message: `Une caractéristique de la ${lineLabel(line)} ${fault}.` };
    },
  });
}

/** BR-FR-04, BR-FR-08, BR-FR-17, BR-FR-18, BR-FR-27 to BR-FR-30, BR-FR-CO-03 to BR-FR-CO-08: what the invoice is and what it refers to. */
export const documentRules: readonly NormRule[] = [
  onTerms('BR-FR-04_BT-3', ['BT-3'], 'kind', typeCode),
  onTerms('BR-FR-04_EXT-FR-FE-02', ['EXT-FR-FE-02'], 'precedingInvoices', typeCode),
  onTerms('BR-FR-04_EXT-FR-FE-137', ['EXT-FR-FE-137'], 'lines', typeCode),
  official({
    id: 'BR-FR-08_BT-23',
    field: 'category',
    message: 'Une plateforme agréée demande s’il s’agit de biens, de services ou des deux.',
    remedy: 'Choisissez la nature de l’opération.',
    *judge(document): Generator<Finding> {
      const value = framework(document);
      if (frameworks.includes(value)) return;
      const field = document.group('BG-2')?.fieldOf('BT-23') || 'category';
      yield value === ''
        ? { field }
        : { field, message: `Le cadre de facturation « ${shortened(value)} » n’est pas celui d’une plateforme agréée (B1, S1, M1…).` };
    },
  }),
  official({
    id: 'BR-FR-17_BT-123',
    field: 'attachments',
    message: 'Une pièce jointe ne dit pas ce qu’elle est avec un mot de la liste officielle.',
    remedy: `Choisissez parmi : ${attachmentCodes.join(', ')}.`,
    *judge(document): Generator<Finding> {
      for (const { value, field } of written(document, 'BT-123'))
        if (value !== '' && !attachmentCodes.includes(value))
          yield { field, message: `La pièce jointe est décrite par « ${shortened(value)} », qui n’est pas un mot de la liste officielle.` };
    },
  }),
  whole(
    {
      id: 'BR-FR-18_BT-123',
      field: 'attachments',
      message: 'Deux pièces jointes sont présentées comme la version lisible de la facture (LISIBLE).',
      remedy: 'Gardez une seule version lisible.',
    },
    (document) => document.groups('BG-24').filter((group) => group.value('BT-123') === 'LISIBLE').length > 1,
  ),
  onAttributes(
    'BR-FR-27_BG-32',
    'n’a pas de nom',
    'Donnez un nom à la caractéristique (couleur, taille…), ou retirez-la.',
    (attribute) => !there(attribute, 'BT-160') && !there(attribute, 'EXT-FR-FE-159'),
  ),
  onAttributes('BR-FR-27_BT-160', 'a un nom vide', 'Écrivez le nom, ou retirez la caractéristique.', (attribute) => attribute.blank('BT-160')),
  onAttributes('BR-FR-27_EXT-FR-FE-159', 'a un code vide', 'Écrivez le code, ou retirez la caractéristique.', (attribute) =>
    attribute.blank('EXT-FR-FE-159'),
  ),
  onAttributes(
    'BR-FR-28-Value',
    'doit avoir une valeur et une seule : un texte, ou une mesure avec son unité',
    'Gardez l’un des deux ; une mesure a besoin de son unité.',
    (attribute) => {
      const unit = attribute.term('EXT-FR-FE-160')?.scheme || attribute.value('EXT-FR-FE-161');
      return there(attribute, 'BT-161') ? there(attribute, 'EXT-FR-FE-160') : !there(attribute, 'EXT-FR-FE-160') || unit === '';
    },
  ),
  ...objectRules(29, 'BT-18', (document) => [document]),
  ...objectRules(30, 'BT-128', (document) => document.groups('BG-25')),
  whole(
    {
      id: 'BR-FR-CO-03_BT-3',
      field: 'contractNumber',
      message: 'Un avoir de remise globale doit dire le contrat et la période (début et fin).',
      remedy: 'Ajoutez le numéro de contrat et les deux dates.',
    },
    (document) =>
      document.value('BT-3') === '262' &&
      !(document.has('BT-12') && (['BT-73', 'BT-74'] as const).every((id) => [...written(document, id)].some(({ value }) => value !== ''))),
  ),
  whole(
    {
      id: 'BR-FR-CO-04_BT-4',
      field: 'precedingInvoices',
      message: 'Une facture rectificative doit citer une facture d’origine, et une seule.',
      remedy: 'Écrivez le numéro et la date de la facture que vous corrigez.',
    },
    (document) => corrections.includes(document.value('BT-3')) && document.groups('BG-3').length !== 1,
  ),
  whole(
    {
      id: 'BR-FR-CO-05_BT-3',
      field: 'precedingInvoices',
      message: 'Cet avoir ne dit pas quelle facture il corrige, avec sa date.',
      remedy: 'Ajoutez le numéro et la date de la facture d’origine.',
    },
    (document) =>
      credits.includes(document.value('BT-3')) &&
      !document.groups('BG-3').some(cited) &&
      !document.groups('BG-25').filter(isDetail).every(citedByLine),
  ),
  whole(
    {
      id: 'BR-FR-CO-08_BT-23',
      field: 'kind',
      message: 'Une facture d’acompte ne peut pas être aussi la facture finale après acompte.',
      remedy: 'Choisissez : facture d’acompte, ou facture finale.',
    },
    (document) => afterDeposit.includes(framework(document)) && deposits.includes(document.value('BT-3')),
  ),
];
