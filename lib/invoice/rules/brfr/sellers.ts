import { sameAmount, subtract, sum } from '../../money.ts';
import type { Group, TermId } from '../../norm/document.ts';
import type { Finding, NormContext, NormRule } from '../rule.ts';
import { bothWays, selfBilled, severalSellers } from './codes.ts';
import { official } from './official.ts';
import { anywhere, lineLabel, shortened } from './terms.ts';

/**
 * BR-FR-MV and BR-FR-BD: one file for several sellers (BT-23 S8, B8, M8), or for the two directions of an exchange (S9, B9, M9). Lines « GROUP » without
 * parent (EXT-FR-FE-162) each stand for one invoice. A micro-enterprise writes none of these; it may receive or convert one.
 */
const PARENT = 'EXT-FR-FE-162';
const KIND = 'EXT-FR-FE-163';
const SELLER = 'EXT-FR-FE-167';
const TAX = 'EXT-FR-FE-181';
const TAX_ACCOUNTING = 'EXT-FR-FE-182';
const GROSS = 'EXT-FR-FE-184';
const EXEMPTION = 'EXT-FR-FE-178';

const framework = (document: Group) => document.group('BG-2')?.value('BT-23') ?? '';
const multiple = (document: Group) => severalSellers.includes(framework(document));
const twoWay = (document: Group) => bothWays.includes(framework(document));
const special = (document: Group) => multiple(document) || twoWay(document);

const lines = (document: Group) => document.groups('BG-25');
const kind = (line: Group) => anywhere(line, KIND);
const isHead = (line: Group) => kind(line) === 'GROUP' && anywhere(line, PARENT) === '';
const heads = (document: Group) => lines(document).filter(isHead);
const children = (document: Group, head: Group) => lines(document).filter((line) => anywhere(line, PARENT) === head.value('BT-126'));
const parentOf = (document: Group, line: Group) => lines(document).find((candidate) => candidate.value('BT-126') === anywhere(line, PARENT));

/** Text of the reference that a line has under that scheme (BT-128): AFL its invoice number, AVV its framework. */
function objectOf(line: Group, scheme: 'AFL' | 'AVV'): string {
  const terms = line.terms('BT-128');
  const schemes = line.terms('BT-128-1');
  return terms.find((term, index) => (term.scheme || schemes[index]?.value) === scheme)?.value ?? '';
}

/** Tax of a head line in that currency, "" when absent. Both terms are one element in the syntaxes, told apart by the currency. */
function taxIn(line: Group, id: TermId, currency: string): string {
  for (const { term } of line.all())
    if (term.scheme === currency ? term.id === TAX || term.id === TAX_ACCOUNTING : term.id === id && term.scheme === '') return term.value;
  return '';
}

const legal = (document: Group, id: 'BG-4' | 'BG-7') => document.group(id)?.value(id === 'BG-4' ? 'BT-30' : 'BT-47') ?? '';

interface Facts {
  id: string;
  message: string;
  remedy: string;
  field?: string;
  /** Frameworks that the rule is about. */
  when: (document: Group) => boolean;
}

/** About the whole invoice. */
function file({ id, message, remedy, field = 'lines', when }: Facts, broken: (document: Group) => boolean): NormRule {
  return official({ id, field, message, remedy, judge: (document) => (when(document) && broken(document) ? [{}] : []) });
}

/** About each of the lines that `chosen` gives. */
function each(
  { id, message, remedy, field = 'lines', when }: Facts,
  chosen: (document: Group) => readonly Group[],
  broken: (line: Group, document: Group, context: NormContext) => boolean,
): NormRule {
  return official({
    id,
    field,
    message,
    remedy,
    *judge(document, context): Generator<Finding> {
      if (!when(document)) return;
      for (const line of chosen(document))
        if (broken(line, document, context))
          yield { field: line.field || field, message: `${message.slice(0, -1)} (${shortened(lineLabel(line))}).` };
    },
  });
}

const several = 'Facture à plusieurs vendeurs : ';
const exchange = 'Facture dans les deux sens : ';
const askSender = 'Demandez à celui qui a fait le fichier de le corriger.';

const identity: readonly (readonly [TermId, string])[] = [
  ['EXT-FR-FE-164', 'le nom du vendeur manque'],
  [SELLER, 'le SIREN du vendeur manque'],
  ['EXT-FR-FE-177', 'le pays du vendeur manque'],
];

const priorInvoice: readonly (readonly [TermId, string])[] = [
  ['EXT-FR-FE-136', 'le numéro de la facture d’origine manque'],
  ['EXT-FR-FE-138', 'la date de la facture d’origine manque'],
];

function priorInvoiceRules(prefix: string, intro: string, when: (document: Group) => boolean, types: readonly string[]): NormRule[] {
  return priorInvoice.map(([term, fault]) =>
    each(
      { id: `${prefix}-${term}`, message: `${intro}${fault}.`, remedy: askSender, when },
      (document) => (types.includes(document.value('BT-3')) ? heads(document) : []),
      (line) => anywhere(line, term) === '',
    ),
  );
}

export const sellerRules: readonly NormRule[] = [
  each(
    { id: `BR-FR-MV-01_${KIND}`, message: `${several}une ligne ne dit pas si elle est un titre ou un détail.`, remedy: askSender, when: special },
    lines,
    (line) => kind(line) === '',
  ),
  file(
    { id: `BR-FR-MV-02_${KIND}`, message: `${several}aucune ligne de titre (GROUP) n’ouvre une facture.`, remedy: askSender, when: multiple },
    (document) => heads(document).length === 0,
  ),
  file(
    { id: `BR-FR-BD-02_${KIND}`, message: `${exchange}il faut exactement deux lignes de titre (GROUP).`, remedy: askSender, when: twoWay },
    (document) => heads(document).length !== 2,
  ),
  file(
    {
      id: 'BR-FR-BD-02_BT-31',
      message: `${exchange}une ligne de titre, et une seule, doit être au nom du vendeur.`,
      remedy: askSender,
      when: twoWay,
    },
    (document) => heads(document).filter((line) => anywhere(line, SELLER) === legal(document, 'BG-4')).length !== 1,
  ),
  file(
    { id: 'BR-FR-BD-02_BT-47', message: `${exchange}une ligne de titre, et une seule, doit être au nom du client.`, remedy: askSender, when: twoWay },
    (document) => heads(document).filter((line) => anywhere(line, SELLER) === legal(document, 'BG-7')).length !== 1,
  ),
  ...identity.map(([term, fault]) =>
    each(
      { id: `BR-FR-MV-03_${term}`, message: `${several}${fault}.`, remedy: askSender, when: special },
      heads,
      (line) => anywhere(line, term) === '',
    ),
  ),
  each(
    { id: `BR-FR-MV-03_${TAX}`, message: `${several}le total de TVA d’un titre manque.`, remedy: askSender, when: special },
    heads,
    (line, document) => taxIn(line, TAX, document.value('BT-5')) === '',
  ),
  each(
    {
      id: `BR-FR-MV-03_${TAX_ACCOUNTING}`,
      message: `${several}la TVA d’un titre manque dans la monnaie de comptabilité.`,
      remedy: askSender,
      when: special,
    },
    heads,
    (line, document) => document.has('BT-6') && taxIn(line, TAX_ACCOUNTING, document.value('BT-6')) === '',
  ),
  each(
    { id: 'BR-FR-MV-03_BT-128_AFL', message: `${several}le numéro de facture d’un titre manque (AFL).`, remedy: askSender, when: special },
    heads,
    (line) => objectOf(line, 'AFL') === '',
  ),
  each(
    {
      id: 'BR-FR-MV-03_BT-128_AVV',
      message: `${several}le cadre de facturation d’un titre manque, ou est encore « plusieurs vendeurs » (AVV).`,
      remedy: askSender,
      when: special,
    },
    heads,
    (line) => ['', ...severalSellers].includes(objectOf(line, 'AVV')),
  ),
  each(
    {
      id: 'BR-FR-MV-05_EXT-FR-FE-BG-12',
      message: `${several}le total d’un titre n’est pas la somme de ses lignes.`,
      remedy: 'Vérifiez les montants des lignes.',
      when: special,
    },
    heads,
    (line, document) => {
      const below = children(document, line).filter((child) => !['', 'INFORMATION'].includes(kind(child)));
      return !sameAmount(line.value('BT-131'), sum(below.map((child) => child.value('BT-131'))), below.length / 100);
    },
  ),
  each(
    { id: `BR-FR-MV-06_${SELLER}`, message: `${several}une ligne n’est pas au nom du vendeur de son titre.`, remedy: askSender, when: special },
    lines,
    (line, document) => {
      const own = anywhere(line, SELLER);
      if (own === '') return true;
      if (anywhere(line, PARENT) === '') return false;
      const parent = parentOf(document, line);
      return parent === undefined || anywhere(parent, SELLER) !== own;
    },
  ),
  each(
    { id: 'BR-FR-MV-07_BT-128', message: `${several}une ligne n’a pas le numéro de facture de son titre.`, remedy: askSender, when: special },
    lines,
    (line, document) => {
      const own = objectOf(line, 'AFL');
      if (own === '') return true;
      if (anywhere(line, PARENT) === '') return false;
      const parent = parentOf(document, line);
      return parent === undefined || objectOf(parent, 'AFL') !== own;
    },
  ),
  each(
    {
      id: 'BR-FR-MV-08_BT-128',
      message: `${several}le motif de TVA d’une ligne ne commence pas par son numéro de facture entre #.`,
      remedy: askSender,
      when: special,
    },
    (document) => lines(document).filter((line) => kind(line) === 'DETAIL'),
    (line) => objectOf(line, 'AFL') === '' || !anywhere(line, EXEMPTION).startsWith(`#${objectOf(line, 'AFL')}#`),
  ),
  each(
    {
      id: `BR-FR-MV-09_${TAX}`,
      message: `${several}la TVA d’un titre n’est pas la somme de ses taux.`,
      remedy: 'Vérifiez les montants de TVA.',
      when: special,
    },
    heads,
    (line, document) => {
      const mark = `#${objectOf(line, 'AFL')}#`;
      const taxes = document.groups('BG-23').filter((group) => group.value('BT-120').startsWith(mark));
      return !sameAmount(taxIn(line, TAX, document.value('BT-5')), sum(taxes.map((group) => group.value('BT-117'))), '0.01');
    },
  ),
  each(
    {
      id: `BR-FR-MV-10_${GROSS}`,
      message: `${several}le total TTC d’un titre n’est pas son total HT plus sa TVA.`,
      remedy: 'Vérifiez les montants du titre.',
      when: special,
    },
    (document) => heads(document).filter((line) => anywhere(line, GROSS) !== ''),
    (line, document) => {
      const details = children(document, line).filter((child) => kind(child) === 'DETAIL');
      const tax = taxIn(line, TAX, document.value('BT-5'));
      return !sameAmount(subtract(anywhere(line, GROSS), line.value('BT-131')), tax, details.length / 100);
    },
  ),
  each(
    {
      id: 'BR-FR-MV-11_BT-128',
      message: `${several}un titre du vendeur principal, et un seul, doit porter le numéro de la facture.`,
      remedy: askSender,
      when: special,
    },
    (document) => heads(document).filter((line) => anywhere(line, SELLER) === legal(document, 'BG-4')),
    (line, document) => {
      const number = document.value('BT-1');
      const own = heads(document).filter((head) => anywhere(head, SELLER) === legal(document, 'BG-4') && objectOf(head, 'AFL') === number);
      return own.length === 0 || (own.length > 1 && objectOf(line, 'AFL') === number);
    },
  ),
  file(
    { id: 'BR-FR-MV-12_BT-128', message: `${several}deux titres ont le même numéro de facture.`, remedy: askSender, when: special },
    (document) => {
      const numbers = heads(document)
        .map((line) => objectOf(line, 'AFL'))
        .filter((number) => number !== '');
      return new Set(numbers).size < numbers.length;
    },
  ),
  file(
    {
      id: 'BR-FR-MV-13_BT-3',
      message: `${several}elle ne peut pas être écrite par le client.`,
      remedy: 'Choisissez un type de facture ordinaire (380, 381).',
      field: 'kind',
      when: multiple,
    },
    (document) => selfBilled.includes(document.value('BT-3')),
  ),
  file(
    {
      id: 'BR-FR-BD-13_BT-3',
      message: `${exchange}elle doit être écrite par l’une des deux parties pour les deux (autofacture).`,
      remedy: `Choisissez un type d’autofacture (${selfBilled.join(', ')}).`,
      field: 'kind',
      when: twoWay,
    },
    (document) => !selfBilled.includes(document.value('BT-3')),
  ),
  ...priorInvoiceRules('BR-FR-MV-14', several, multiple, ['384', '472', '381', '396', '503']),
  ...priorInvoiceRules('BR-FR-BD-14', exchange, twoWay, ['261', '471', '473', '502']),
];
