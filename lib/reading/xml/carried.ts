import { digitsOf } from '../../invoice/identifiers.ts';
import { categoryMentions } from '../../invoice/mentions.ts';
import type { Invoice } from '../../invoice/model.ts';
import { big } from '../../invoice/money.ts';
import type { Group, GroupId, Term, TermId } from '../../invoice/norm/document.ts';
import { groupNames, termNames } from '../../invoice/norm/names.ts';
import { normOf } from '../../invoice/norm/of-invoice.ts';
import { repeats } from './invoice.ts';
import { decimal } from './values.ts';

/** Said by the file about itself, or numbered anew when written: nothing of the invoice is lost with them. */
const aboutTheFile: ReadonlySet<TermId> = new Set([
  'BT-23',
  'BT-24',
  'BT-126',
  'BT-130',
  'BT-149',
  'BT-150',
  'EXT-UBL-VERSION',
  'EXT-LINE-REASON',
  'EXT-TITLE',
  'EXT-TAX-SCHEME',
  'EXT-TEST',
]);

/** Identifiers of parties: carried when they are the party's SIREN, SIRET or service code in whatever spelling. */
const identifiers: Readonly<Record<string, 'seller' | 'buyer' | 'payee'>> = {
  'BT-29': 'seller',
  'BT-30': 'seller',
  'BT-32': 'seller',
  'BT-34': 'seller',
  'BT-46': 'buyer',
  'BT-47': 'buyer',
  'BT-49': 'buyer',
  'BT-60': 'payee',
  'BT-61': 'payee',
};

/** Parts named as a whole: what is lost of them is one thing to a reader. */
const wholes: ReadonlySet<GroupId> = new Set(['BG-18', 'BG-24', 'BG-32']);

/**
 * What the file says and the model does not hold, in French with the number of the term, each once, in the order met. Found by writing the invoice
 * again: a term of the file that the invoice has in neither circuit is lost.
 */
export function notCarriedTerms(document: Group, invoice: Invoice, unbound: readonly string[]): string[] {
  const kept = new Set<string>();
  for (const circuit of ['chorus', 'afnor'] as const) for (const { term } of normOf(invoice, circuit).all()) kept.add(key(term.id, term.value));
  const lost = new Set<string>();
  const visit = (group: Group) => {
    if (group.id === 'BG-25' && repeats(group)) return;
    for (const { term, group: owner } of group.all()) if (!isCarried(term, owner, invoice, kept)) lost.add(nameOf(term, owner));
  };
  visit(document);
  for (const path of unbound) lost.add(pathName(path));
  return [...lost];
}

function key(id: TermId, value: string): string {
  const number = big(decimal(value));
  return `${id}|${number ? number.abs().toFixed() : value.replace(/\s/g, '')}`;
}

function isCarried(term: Term, group: Group, invoice: Invoice, kept: ReadonlySet<string>): boolean {
  if (aboutTheFile.has(term.id) || kept.has(key(term.id, term.value))) return true;
  const owner = identifiers[term.id];
  if (owner) return namesParty(term.value, invoice[owner].siret, owner === 'buyer' ? invoice.serviceCode : '');
  switch (term.id) {
    case 'BT-8':
      return invoice.vatDue !== '';
    case 'BT-10':
      return term.value === invoice.serviceCode;
    case 'BT-13':
      return /^N\/?A$/.test(term.value);
    case 'BT-22':
      return Object.values(categoryMentions).includes(term.value);
    case 'BT-28':
      return term.value === group.value('BT-27') || term.value === invoice.seller.name;
    case 'BT-45':
      return term.value === group.value('BT-44') || term.value === invoice.buyer.name;
    case 'BT-146':
      return big(decimal(group.value('BT-149'))) !== null;
    case 'BT-148':
      return key('BT-146', term.value) === key('BT-146', group.value('BT-146'));
    case 'BT-36':
    case 'BT-51':
    case 'BT-65':
    case 'BT-76':
    case 'BT-162':
    case 'BT-163':
    case 'BT-164':
    case 'BT-165':
      return [invoice.seller, invoice.buyer, invoice.taxRepresentative, invoice.delivery].some(({ address }) => address.line2.includes(term.value));
    case 'BT-20':
      return invoice.payment.terms.includes(term.value);
    case 'BT-99':
    case 'BT-102':
    case 'BT-103':
    case 'BT-104':
      return group.id === 'EXT-LOGISTICS';
    default:
      return false;
  }
}

/** "SIREN", "SIRET" or "SIREN_SIRET_SERVICE". */
function namesParty(value: string, siret: string, serviceCode: string): boolean {
  const parts = value.split('_');
  return siret !== '' && parts.every((part) => part === serviceCode || (digitsOf(part) !== '' && siret.startsWith(digitsOf(part))));
}

function nameOf(term: Term, group: Group): string {
  if (group.id !== 'invoice' && wholes.has(group.id)) return `${group.id} ${groupNames[group.id] ?? ''}`.trim();
  const name = termNames[term.id];
  return name ? `${term.id.split('-').slice(0, 2).join('-')} ${name}` : pathName(term.field);
}

/** What no binding knows is named by the end of its path, without positions. */
function pathName(path: string): string {
  return path
    .replace(/\[\d+\]/g, '')
    .split('/')
    .slice(-3)
    .join('/');
}
