import { frenchDate, type IsoDate } from '../../invoice/dates.ts';
import { frenchAmount, frenchRate } from '../portal-pdf/wording.ts';
import { type ClaimedInvoice, type LetterFacts, totalsOf } from './facts.ts';

const euros = (amount: string) => frenchAmount(amount, 'EUR');
const plural = (count: number, one: string, many: string) => (count > 1 ? many : one);

const months = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'];

/** "1er décembre 2026": a letter writes its days out. */
export function writtenDay(day: IsoDate): string {
  const number = Number(day.slice(8, 10));
  return `${number === 1 ? '1er' : number} ${months[Number(day.slice(5, 7)) - 1] ?? ''} ${day.slice(0, 4)}`;
}

/** What the letter says, whatever carries it. */
export interface LetterWords {
  subject: string;
  opening: string[];
  /** After the figures. */
  closing: string[];
  politeness: string;
}

export function letterWords(facts: LetterFacts): LetterWords {
  const { invoices, on } = facts;
  const totals = totalsOf(facts);
  const many = invoices.length > 1;
  const numbers = invoices.map(({ number }) => number);
  const named = numbers.length > 3 ? `${numbers.length} factures` : many ? `factures n° ${numbers.join(', n° ')}` : `facture n° ${numbers[0] ?? ''}`;
  const open = totals.unpaid > 0;
  return {
    subject: `${open ? 'Retard de paiement' : 'Intérêts moratoires et indemnité forfaitaire'}, ${named}`,
    opening: [stateOfThings(totals.unpaid, totals.paidLate), rights(many)],
    closing: [
      `Je vous remercie de bien vouloir me verser la somme de ${euros(totals.total)}${open ? `, arrêtée au ${writtenDay(on)}` : ''}.` +
        (open ? ' Elle reste à parfaire des intérêts qui courent jusqu’au jour du paiement.' : ''),
      'Les intérêts moratoires et l’indemnité forfaitaire sont à payer dans les quarante-cinq jours suivant la mise en paiement du principal ' +
        '(article R2192-36 du même code).',
    ],
    politeness: 'Je vous prie d’agréer, Madame, Monsieur, l’expression de mes salutations distinguées.',
  };
}

function stateOfThings(unpaid: number, paidLate: number): string {
  const on = 'vous a été adressée sur Chorus Pro';
  const onMany = 'vous ont été adressées sur Chorus Pro';
  if (unpaid > 0 && paidLate > 0) {
    const some = plural(unpaid, 'l’une d’elles n’est', `${unpaid} d’entre elles ne sont`);
    return `Les factures ci-dessous ${onMany}. Leur délai de paiement est expiré ; ${some} pas payée${plural(unpaid, '', 's')} à ce jour, ${plural(paidLate, 'l’autre l’a été', 'les autres l’ont été')} avec retard.`;
  }
  const many = unpaid + paidLate > 1;
  const what = many ? `Les factures ci-dessous ${onMany}.` : `La facture ci-dessous ${on}.`;
  if (paidLate > 0) return `${what} ${many ? 'Elles ont été payées' : 'Elle a été payée'} après l’expiration du délai de paiement.`;
  return `${what} ${many ? 'Leur' : 'Son'} délai de paiement est expiré et, sauf erreur de ma part, ${many ? 'elles ne sont pas payées' : 'elle n’est pas payée'} à ce jour.`;
}

function rights(many: boolean): string {
  return (
    'Le retard de paiement donne droit, sans autre formalité, à des intérêts moratoires et à une indemnité forfaitaire de 40 € ' +
    `${many ? 'par facture ' : ''}pour frais de recouvrement (articles L2192-12, L2192-13 et D2192-35 du code de la commande publique). ` +
    'Les intérêts courent du lendemain de l’échéance jusqu’au paiement inclus, sur le montant TTC, au taux de la Banque centrale européenne ' +
    'en vigueur au premier jour du semestre où ils ont commencé à courir, majoré de huit points (article R2192-31).'
  );
}

/** What identifies one invoice, and how its last day was counted; a line each. */
export function referencesOf(invoice: ClaimedInvoice): string[] {
  const { claim, suspensions, startsOn, term, article } = invoice;
  const codes = [
    invoice.engagementNumber && `engagement ${invoice.engagementNumber}`,
    invoice.serviceCode && `service ${invoice.serviceCode}`,
    invoice.contractNumber && `marché ${invoice.contractNumber}`,
  ].filter(Boolean);
  const paused = suspensions.map(({ from, to }) => `suspendu du ${frenchDate(from)} au ${frenchDate(to)} (article R2192-29)`);
  return [
    [`Déposée sur Chorus Pro le ${frenchDate(invoice.depositedOn)}`, invoice.portalId && `identifiant ${invoice.portalId}`, ...codes]
      .filter(Boolean)
      .join(', '),
    [`Délai de ${term} jours à compter du ${frenchDate(startsOn)} (article ${article})`, ...paused].join(', '),
    `Intérêts du ${frenchDate(claim.from)} au ${frenchDate(claim.to)} : ${frenchAmount(claim.principal, 'EUR')} × ${frenchRate(claim.rate)} × ${claim.days} / 365` +
      `${claim.paid ? ` (payée le ${frenchDate(claim.to)})` : ''}`,
  ];
}

/** A letter as a mail. `short` goes where a long one would be cut: it counts on the PDF being attached. */
export interface ClaimMail {
  to: string;
  subject: string;
  body: string;
  short: string;
}

export function claimMail(facts: LetterFacts): ClaimMail {
  const { seller, account, invoices, trial } = facts;
  const words = letterWords(facts);
  const totals = totalsOf(facts);
  const figures = invoices.flatMap((invoice) => [
    `Facture n° ${invoice.number} du ${frenchDate(invoice.issueDate)}`,
    ...referencesOf(invoice),
    `Montant TTC : ${euros(invoice.claim.principal)}${invoice.claim.paid ? ' (payé)' : ''}`,
    `Payable au plus tard le ${frenchDate(invoice.claim.dueOn)}, ${invoice.claim.days} ${plural(invoice.claim.days, 'jour', 'jours')} de retard`,
    `Intérêts moratoires : ${euros(invoice.claim.interest)}`,
    `Indemnité forfaitaire : ${euros(invoice.claim.indemnity)}`,
    '',
  ]);
  const pay = account.iban ? [`IBAN : ${spaced(account.iban)}${account.bic ? `, BIC : ${account.bic}` : ''}`] : [];
  const head = [...(trial ? [trialMention, ''] : []), 'Madame, Monsieur,', ''];
  const foot = ['', words.politeness, '', seller.name, ...(seller.siret ? [`SIRET ${seller.siret}`] : [])];
  const paragraphs = (texts: readonly string[]) => texts.flatMap((text) => [text, '']);
  const body = [
    ...head,
    ...paragraphs(words.opening),
    ...figures,
    `Total : ${euros(totals.total)}`,
    '',
    ...paragraphs(words.closing),
    ...pay,
    ...foot,
  ];
  const short = [
    ...head,
    `Vous trouverez ci-joint ma lettre : ${words.subject.charAt(0).toLowerCase()}${words.subject.slice(1)}.`,
    '',
    words.closing[0] ?? '',
    ...pay,
    ...foot,
  ];
  return { to: '', subject: words.subject, body: plain(body), short: plain(short) };
}

export const trialMention = 'ESSAI : facture déposée sur un portail d’essai, rien n’est dû.';

/** Plain spaces and line ends that every mail program takes. */
const plain = (lines: readonly string[]) =>
  lines
    .join('\n')
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/\n{3,}/g, '\n\n');

export const spaced = (iban: string) => iban.replace(/(.{4})(?=.)/g, '$1 ');

/** Longest address that mail programs take whole: Windows hands over 2 083 characters at most (INTERNET_MAX_URL_LENGTH). */
const LONGEST_MAILTO = 2_000;

/** The mail as an address to open; the short text when the whole one would be cut. */
export function mailtoOf({ to, subject, body, short }: ClaimMail): string {
  const address = (text: string) =>
    `mailto:${encodeURIComponent(to)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text.replaceAll('\n', '\r\n'))}`;
  const whole = address(body);
  return whole.length <= LONGEST_MAILTO ? whole : address(short);
}
