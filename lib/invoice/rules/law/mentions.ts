import { addDays } from '../../dates.ts';
import { NEW_MENTIONS_FROM } from '../../mentions.ts';
import type { Invoice, Party } from '../../model.ts';
import { chorusPro, everyTarget, type Finding, type Rule, when } from '../rule.ts';

const legalNotes = [
  ['PMT', 'l’indemnité de 40 € pour retard de paiement'],
  ['PMD', 'les pénalités de retard'],
  ['AAB', 'l’escompte (ou son absence)'],
] as const;

function noteTwice({ notes }: Invoice): Finding[] {
  return ['PMT', 'PMD', 'AAB', 'TXD'].flatMap((code) => {
    const second = notes.map((note) => note.subjectCode).lastIndexOf(code);
    return second > notes.findIndex((note) => note.subjectCode === code) ? [{ field: `notes.${second}.text` }] : [];
  });
}

/** The seller says in so many words that he is one person: these words, or a name that begins with M. or Mme. */
const onePerson = /auto-?\s?entrepreneu|micro-?\s?entrepreneu|micro-?\s?entreprise|entreprise individuelle|dispens[ée]e? d[’']immatriculation/i;
const civility = /^(M\.|Mr|Monsieur|Mme|Madame)\s/;
/** A company, an association, a public body: its initials as they are written, so that « sa » or « si » in a sentence are none. */
const companyInitials = /\b(SARL|SASU?|EURL|SA|SNC|SCI|SCM|SCP|SCOP|SCIC|SCA|SCEA|SEL(ARL|AS)?|EARL|GAEC|GIE|GFA|ASBL)\b|\bS\.A\.R\.L\b/;
const companyWords = /\bsoci[ée]t[ée]\b|\bassociation\b|\bcoop[ée]rative\b|\bfondation\b|\bsyndicat\b|\bau capital\b|\bloi 1901\b/i;
/** What the law wants: « EI » or « entrepreneur individuel », or « EIRL » for those who were one. */
const soleTrader = /(^|[^\p{L}])(EI|E\.I\.|EIRL)(?![\p{L}])/u;
const soleTraderWords = /entrepreneu(r|se) individuel(le)?/i;

/**
 * « EI » is missing where we can know that it is due. Silent about everybody else: a company needs none, and nothing in an invoice tells a company that
 * does not write its form from a person.
 */
function lacksSoleTraderMention({ name, tradingName, legalMention }: Party, others: string): boolean {
  const own = `${name}\n${tradingName}\n${legalMention}`;
  if (soleTrader.test(own) || soleTraderWords.test(own)) return false;
  if (companyInitials.test(own) || companyWords.test(own)) return false;
  return onePerson.test(`${own}\n${others}`) || civility.test(name.trim());
}

/** A place of delivery that is begun and not finished. */
function partOfAddress({ delivery: { address, name }, category }: Invoice): readonly Finding[] {
  if (category === 'services') return [];
  const parts = [address.line1, address.postcode, address.city].map((text) => text.trim() !== '');
  const begun = parts.some(Boolean) || address.line2.trim() !== '' || name.trim() !== '';
  return begun && !parts.every(Boolean) ? [{ field: 'delivery.address.line1' }] : [];
}

const deliveryFacts = {
  family: 'Loi',
  targets: everyTarget,
  field: 'delivery.address',
  message: 'L’adresse de livraison est incomplète : la rue, le code postal ou la ville manque.',
  remedy: 'Complétez l’adresse où les biens sont livrés, ou effacez-la si c’est celle du client.',
} as const;

const categoryFacts = { family: 'Loi', targets: chorusPro, field: 'category', remedy: 'Choisissez la nature de l’opération.' } as const;

/** Mentions in words that the law asks for, by date. */
export const mentionRules: readonly Rule[] = [
  {
    id: 'LAW-CATEGORY-SOON',
    ...categoryFacts,
    source: 'Décret 2022-1299, reporté au 1er septembre 2027 pour les PME et micro-entreprises (décret 2024-266)',
    severity: 'info',
    validUntil: addDays(NEW_MENTIONS_FROM, -1),
    message: 'À partir du 1er septembre 2027, la facture devra dire s’il s’agit de biens, de services ou des deux.',
    find: ({ category }) => when(category === ''),
  },
  {
    id: 'LAW-CATEGORY',
    ...categoryFacts,
    source: 'Décret 2022-1299, en vigueur le 1er septembre 2027 pour les PME et micro-entreprises (décret 2024-266)',
    severity: 'warning',
    validFrom: NEW_MENTIONS_FROM,
    onPaper: chorusPro,
    message: 'La facture doit dire s’il s’agit de biens, de services ou des deux.',
    find: ({ category }) => when(category === ''),
  },
  {
    id: 'LAW-DELIVERY-ADDRESS-SOON',
    ...deliveryFacts,
    source: 'Décret 2022-1299 : adresse de livraison des biens si elle diffère, au 1er septembre 2027 pour les micro-entreprises',
    severity: 'info',
    validUntil: addDays(NEW_MENTIONS_FROM, -1),
    find: partOfAddress,
  },
  {
    id: 'LAW-DELIVERY-ADDRESS',
    ...deliveryFacts,
    source: 'Décret 2022-1299 : adresse de livraison des biens si elle diffère, depuis le 1er septembre 2027 pour les micro-entreprises',
    severity: 'warning',
    validFrom: NEW_MENTIONS_FROM,
    onPaper: chorusPro,
    find: partOfAddress,
  },
  {
    id: 'LAW-EI',
    family: 'Loi',
    source: 'C. com. art. L. 526-22 et R. 526-27 (loi 2022-172) : « EI » près du nom depuis le 15 mai 2022',
    targets: everyTarget,
    field: 'seller.name',
    severity: 'warning',
    validFrom: '2022-05-15',
    onPaper: chorusPro,
    message: 'Vous êtes entrepreneur individuel, mais la mention « EI » manque près de votre nom.',
    remedy: 'Ajoutez « EI » à votre nom dans Mon entreprise, par exemple « Claire Dupont EI ».',
    find: ({ seller, notes }) => when(lacksSoleTraderMention(seller, notes.map((note) => note.text).join('\n'))),
  },
  {
    id: 'LAW-LATE-PAYMENT',
    family: 'Loi',
    source: 'C. com. art. L. 441-9 et D. 441-5 ; CCP art. L. 2192-13 et D. 2192-35 : pénalités, 40 € (depuis 2013) et escompte',
    targets: chorusPro,
    field: 'notes',
    severity: 'warning',
    validFrom: '2013-01-01',
    onPaper: chorusPro,
    message: 'Une mention sur le retard de paiement manque.',
    remedy: 'Coursier l’ajoute pour vous : ouvrez les mentions et validez.',
    *find({ kind, notes }): Generator<Finding> {
      if (kind !== 'invoice') return;
      const missing = legalNotes.filter(([code]) => !notes.some((note) => note.subjectCode === code)).map(([, about]) => about);
      if (missing.length > 0) yield { message: `La mention sur ${missing.join(', sur ')} manque.` };
    },
  },
  {
    id: 'LAW-NOTE-TWICE',
    family: 'Loi',
    source: 'C. com. art. L. 441-9 : chaque mention une fois (BR-FR-06)',
    targets: chorusPro,
    field: 'notes',
    severity: 'warning',
    onPaper: chorusPro,
    message: 'Une mention légale est écrite deux fois.',
    remedy: 'Retirez le doublon.',
    find: noteTwice,
  },
];
