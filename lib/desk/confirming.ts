import type { Invoice } from '../invoice/model.ts';
import { sameAmount } from '../invoice/money.ts';
import type { Confirmation, ListedRow, StateNames } from '../portal/pages/reading.ts';
import { isUnborn, statuses } from '../portal/statuses.ts';
import type { Dossier } from './dossier.ts';

/** What a page may write for each state: the contract's code in words, and our own label. */
export function stateNames(): StateNames[] {
  return Object.entries(statuses).map(([code, { label }]) => ({ code, names: code === 'DEPOSEE' ? [label] : isUnborn(code) ? [] : [label] }));
}

/** The number under which the portal may list it. */
export function numbersOf({ invoice, stage }: Pick<Dossier, 'invoice' | 'stage'>): string[] {
  const given = stage.state === 'deposited' ? stage.numeroFacture : stage.state === 'sent-by-form' ? stage.number : '';
  return [...new Set([given, invoice.invoiceNumber.trim()].filter((number) => number.length >= 2))];
}

/** A row speaks of this invoice when nothing in it says otherwise; `sure` when it names the amount or the buyer too. */
export function speaksOf(row: ListedRow, { invoice, stage }: Pick<Dossier, 'invoice' | 'stage'>): 'no' | 'maybe' | 'sure' {
  if (!numbersOf({ invoice, stage }).some((number) => number.toUpperCase() === row.number.toUpperCase())) return 'no';
  const known = [invoice.totals.gross, invoice.totals.payable, invoice.totals.net].filter((amount) => amount !== '');
  const amount = row.amounts.length === 0 ? null : row.amounts.some((one) => known.some((mine) => sameAmount(one, mine)));
  const buyer = row.sirets.length === 0 ? null : row.sirets.some((siret) => siret === invoice.buyer.siret || siret === invoice.seller.siret);
  if (amount === false || buyer === false) return 'no';
  return amount === true ? 'sure' : 'maybe';
}

/** A sending proven by the portal's own words: with its identifier it is a deposit like any other, without it a deposit that the API cannot ask about. */
export function proven(
  dossier: Dossier,
  { number, date, state, identifier, certificate, sentence }: Confirmation,
  url: string,
  at: number,
  stamp: string,
): Dossier {
  const id = /^\d{1,15}$/.test(identifier.trim()) ? Number(identifier.trim()) : 0;
  const given = number !== '' && number.toUpperCase() !== dossier.invoice.invoiceNumber.trim().toUpperCase() ? number : '';
  const status = state || 'DEPOSEE';
  const history = [...dossier.history, { at: stamp, code: 'SENT_BY_FORM', text: sentence.slice(0, 300) }];
  const stage: Dossier['stage'] =
    id > 0
      ? {
          state: 'deposited',
          identifiantFactureCPP: id,
          numeroFacture: given,
          depositedAt: stamp,
          certificate,
          status,
          statusAt: '',
          numeroFluxDepot: '',
          refreshedAt: 0,
        }
      : {
          state: 'sent-by-form',
          number: given,
          sentAt: date || stamp,
          status,
          statusAt: stamp,
          sentence: sentence.slice(0, 600),
          url: url.slice(0, 500),
          seenAt: at,
        };
  return { ...dossier, stage, history, updatedAt: at };
}

/** Does the confirmation speak of this invoice? By its number; else, the portal having numbered it itself, by nothing that says otherwise. */
export function confirms({ number, sentence }: Confirmation, invoice: Pick<Invoice, 'invoiceNumber'>, pressed: boolean): boolean {
  const mine = invoice.invoiceNumber.trim().toUpperCase();
  if (mine !== '' && (number.toUpperCase() === mine || sentence.toUpperCase().includes(mine))) return true;
  return pressed;
}
