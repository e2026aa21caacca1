import type { Group, GroupId, TermId } from '../../norm/document.ts';

/**
 * Where the terms that the French rules read stand below the invoice. A term may be listed under two paths when syntaxes nest its group differently.
 * `EXT-FR-FE-…` and their groups are those of profile EXTENDED-CTC-FR: BG-01 buyer's agent, 02 payer, 03 seller's agent, 04 invoicee, 05 invoicer.
 */
const places: readonly (readonly [path: readonly GroupId[], ids: readonly TermId[]])[] = [
  [[], ['BT-1', 'BT-2', 'BT-3', 'BT-7', 'BT-9', 'BT-12', 'BT-13', 'BT-20']],
  [['BG-1'], ['BT-22']],
  [['BG-3'], ['BT-25', 'BT-26', 'EXT-FR-FE-02']],
  [['BG-4'], ['BT-27', 'BT-28', 'BT-29', 'BT-30', 'BT-34']],
  [
    ['BG-4', 'BG-5'],
    ['BT-35', 'BT-36', 'BT-37', 'BT-162'],
  ],
  [['BG-7'], ['BT-44', 'BT-45', 'BT-46', 'BT-47', 'BT-49']],
  [['BG-10'], ['BT-59', 'BT-60', 'BT-61', 'EXT-FR-FE-29']],
  [['BG-13'], ['BT-71', 'BT-72']],
  [
    ['BG-13', 'BG-14'],
    ['BT-73', 'BT-74'],
  ],
  [['BG-14'], ['BT-73', 'BT-74']],
  [['BG-16', 'BG-17'], ['BT-84']],
  [['BG-20'], ['BT-92', 'BT-93', 'BT-95', 'BT-96']],
  [['BG-21'], ['BT-99', 'BT-100', 'BT-102', 'BT-103']],
  [['BG-22'], ['BT-106', 'BT-107', 'BT-108', 'BT-109', 'BT-110', 'BT-111', 'BT-112', 'BT-113', 'BT-114', 'BT-115']],
  [['BG-23'], ['BT-116', 'BT-117', 'BT-118', 'BT-119', 'BT-120']],
  [['BG-24'], ['BT-122', 'BT-123', 'BT-125']],
  [['BG-25'], ['BT-129', 'BT-131']],
  [
    ['BG-25', 'BG-26'],
    ['BT-134', 'BT-135'],
  ],
  [
    ['BG-25', 'BG-27'],
    ['BT-136', 'BT-137'],
  ],
  [
    ['BG-25', 'BG-28'],
    ['BT-141', 'BT-142'],
  ],
  [
    ['BG-25', 'BG-29'],
    ['BT-146', 'BT-147', 'BT-148', 'BT-149'],
  ],
  [
    ['BG-25', 'BG-30'],
    ['BT-151', 'BT-152'],
  ],
  [['BG-25', 'BG-31'], ['BT-154']],
  [['EXT-FR-FE-BG-01'], ['EXT-FR-FE-06', 'EXT-FR-FE-08', 'EXT-FR-FE-12']],
  [['EXT-FR-FE-BG-02'], ['EXT-FR-FE-46', 'EXT-FR-FE-48', 'EXT-FR-FE-52']],
  [['EXT-FR-FE-BG-03'], ['EXT-FR-FE-69', 'EXT-FR-FE-71', 'EXT-FR-FE-75']],
  [['EXT-FR-FE-BG-04'], ['EXT-FR-FE-92', 'EXT-FR-FE-94', 'EXT-FR-FE-98']],
  [['EXT-FR-FE-BG-05'], ['EXT-FR-FE-115', 'EXT-FR-FE-117', 'EXT-FR-FE-121']],
];

/** Terms that EXTENDED-CTC-FR adds to a line, at whatever depth the syntax has them. */
const lineTerms = ['136', '137', '138', '146', '158', '167'].map((number): TermId => `EXT-FR-FE-${number}`);

const paths = new Map<TermId, (readonly GroupId[])[]>();
for (const [path, ids] of places) for (const id of ids) paths.set(id, [...(paths.get(id) ?? []), path]);

/** A term, or the empty element of one. */
export interface Written {
  readonly id: TermId;
  readonly value: string;
  readonly scheme: string;
  readonly version: string;
  readonly field: string;
  /** The invoice line around it. */
  readonly line: Group | undefined;
}

/** The terms of that id wherever the invoice may have them, in the order written; an element without text comes with the value "". */
export function* written(document: Group, id: TermId): Generator<Written> {
  if (lineTerms.includes(id)) {
    for (const line of document.groups('BG-25')) for (const { term } of line.all()) if (term.id === id) yield { ...term, line };
    return;
  }
  for (const path of paths.get(id) ?? []) yield* below(document, id, path, undefined);
}

function* below(group: Group, id: TermId, [next, ...rest]: readonly GroupId[], line: Group | undefined): Generator<Written> {
  if (next) {
    for (const inner of group.groups(next)) yield* below(inner, id, rest, next === 'BG-25' ? inner : line);
    return;
  }
  for (const term of group.terms(id)) yield { ...term, line };
  if (group.blank(id) && !group.has(id)) yield { id, value: '', scheme: '', version: '', field: group.fieldOf(id), line };
}

/** First value of the term anywhere below the group, "" when absent: for the terms of EXTENDED-CTC-FR, nested differently by each syntax. */
export function anywhere(group: Group, id: TermId): string {
  for (const { term } of group.all()) if (term.id === id) return term.value;
  return '';
}

/** What each term is called, for a person. The terms of a line are completed by « de la ligne 2 (Pain) » or « d’une ligne ». */
const names: Readonly<Partial<Record<TermId, string>>> = {
  'BT-1': 'le numéro de la facture',
  'BT-2': 'la date de la facture',
  'BT-3': 'le type de la facture',
  'BT-7': 'la date où la TVA est due',
  'BT-9': 'la date d’échéance',
  'BT-12': 'le numéro de marché ou de contrat',
  'BT-13': 'le numéro d’engagement',
  'BT-20': 'le texte des conditions de paiement',
  'BT-22': 'une mention',
  'BT-25': 'le numéro de la facture d’origine',
  'BT-26': 'la date de la facture d’origine',
  'BT-27': 'votre nom',
  'BT-28': 'votre nom commercial',
  'BT-29': 'votre identifiant',
  'BT-34': 'votre adresse électronique de facturation',
  'BT-35': 'votre adresse',
  'BT-36': 'votre complément d’adresse',
  'BT-37': 'le nom de votre ville',
  'BT-44': 'le nom du client',
  'BT-45': 'le nom d’usage du client',
  'BT-46': 'le code service',
  'BT-49': 'l’adresse électronique de facturation du client',
  'BT-59': 'le nom de celui qui reçoit le paiement',
  'BT-71': 'l’identifiant du lieu de livraison',
  'BT-72': 'la date de livraison',
  'BT-73': 'le début de la période facturée',
  'BT-74': 'la fin de la période facturée',
  'BT-84': 'l’IBAN',
  'BT-92': 'le montant d’une remise',
  'BT-93': 'la base d’une remise',
  'BT-95': 'la catégorie de TVA d’une remise',
  'BT-96': 'le taux de TVA d’une remise',
  'BT-99': 'le montant de frais ajoutés',
  'BT-100': 'la base de frais ajoutés',
  'BT-102': 'la catégorie de TVA de frais ajoutés',
  'BT-103': 'le taux de TVA de frais ajoutés',
  'BT-106': 'le total des lignes',
  'BT-107': 'le total des remises',
  'BT-108': 'le total des frais',
  'BT-109': 'le total hors taxes',
  'BT-110': 'le total de TVA',
  'BT-111': 'le total de TVA en euros',
  'BT-112': 'le total TTC',
  'BT-113': 'le montant déjà payé',
  'BT-114': 'l’arrondi',
  'BT-115': 'le net à payer',
  'BT-116': 'la base d’un taux de TVA',
  'BT-117': 'le montant de TVA d’un taux',
  'BT-118': 'une catégorie de TVA du récapitulatif',
  'BT-119': 'un taux du récapitulatif de TVA',
  'BT-120': 'le motif d’exonération',
  'BT-122': 'la référence d’une pièce jointe',
  'BT-125': 'le nom de fichier d’une pièce jointe',
  'BT-129': 'la quantité',
  'BT-131': 'le montant',
  'BT-134': 'le début de la période',
  'BT-135': 'la fin de la période',
  'BT-136': 'la remise',
  'BT-137': 'la base de la remise',
  'BT-141': 'le supplément',
  'BT-142': 'la base du supplément',
  'BT-146': 'le prix unitaire',
  'BT-147': 'la remise sur le prix',
  'BT-148': 'le prix avant remise',
  'BT-149': 'la quantité de base du prix',
  'BT-151': 'la catégorie de TVA',
  'BT-152': 'le taux de TVA',
  'BT-154': 'la description',
  'BT-162': 'votre complément d’adresse',
  'EXT-FR-FE-02': 'le type de la facture d’origine',
  'EXT-FR-FE-12': 'l’adresse électronique de l’agent du client',
  'EXT-FR-FE-29': 'l’adresse électronique de celui qui reçoit le paiement',
  'EXT-FR-FE-52': 'l’adresse électronique du payeur',
  'EXT-FR-FE-75': 'l’adresse électronique de votre agent',
  'EXT-FR-FE-98': 'l’adresse électronique du destinataire de la facture',
  'EXT-FR-FE-121': 'l’adresse électronique de celui qui facture pour vous',
  'EXT-FR-FE-136': 'le numéro de la facture d’origine',
  'EXT-FR-FE-137': 'le type de la facture d’origine',
  'EXT-FR-FE-138': 'la date de la facture d’origine',
  'EXT-FR-FE-146': 'l’identifiant du lieu de livraison',
  'EXT-FR-FE-158': 'la date de livraison',
};

function ofLine(id: TermId): boolean {
  return lineTerms.includes(id) || paths.get(id)?.[0]?.[0] === 'BG-25';
}

/** « Le taux de TVA d’une ligne », when no term in particular is meant. */
export function nameOf(id: TermId): string {
  return capital(`${names[id] ?? id}${ofLine(id) ? ' d’une ligne' : ''}`);
}

/** « Le taux de TVA de la ligne 2 (Pain) (« 21 ») », to begin a sentence. Of a draft's line, `check()` says which it is. */
export function nameIn({ id, value, line, field }: Written): string {
  const place = line && !/^lines\.\d/.test(field) ? ` de la ${lineLabel(line)}` : '';
  return capital(`${names[id] ?? id}${place}${value === '' ? ' (vide)' : ` (« ${shortened(value)} »)`}`);
}

/** « ligne 2 (Pain) ». */
export function lineLabel(line: Group): string {
  const name = line.group('BG-31')?.value('BT-153') ?? '';
  return `ligne ${line.value('BT-126')}${name ? ` (${shortened(name)})` : ''}`;
}

export function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
